"""What stands inside a line, as runs of WordprocessingML: one rule for each inline, and letters that run the other way told apart.

It knows nothing of paragraphs; what a whole file must collect (links, notes) it hands to the `Collector`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, Protocol

from toolkit.document.inline import Blank, Emphasis, Footnote, Inline, LineBreak, Link, Quiet, Strong, Text
from toolkit.language import language


class Look(NamedTuple):
    """What the inlines around a text ask of it. A tuple, for one is made and looked up with nearly every run."""

    bold: bool = False
    italic: bool = False
    style: str = ""
    size: int = 0


PLAIN = Look()


class Collector(Protocol):
    """Takes what a run refers to and gives back its number or relationship."""

    def note(self, footnote: Footnote) -> int: ...

    def link(self, href: str) -> str: ...


class Runs:
    """The runs of one document's lines."""

    def __init__(self, code: str, rtl: bool, collector: Collector) -> None:
        self._code, self._rtl, self._collector = code, rtl, collector
        self.look = PLAIN
        self.large = False
        """What a line starts from: inside a table with a type size of its own, that size."""
        self._other = _LATIN_SPAN if rtl else _RIGHT_SPAN
        self._rules: dict[type, Callable[[Any, Look], str]] = {
            Text: self._text,
            Strong: lambda each, look: self.line(each.content, Look(True, look.italic, look.style, look.size)),
            Emphasis: lambda each, look: self.line(each.content, Look(look.bold, True, look.style, look.size)),
            Quiet: lambda each, look: self.line(each.content, Look(look.bold, look.italic, look.style or "Quiet", round(look.size * 0.88))),
            Link: self._link,
            Footnote: self._footnote,
            Blank: self._blank,
            LineBreak: lambda _each, _look: "<w:r><w:br/></w:r>",
        }

    def line(self, content: tuple[Inline, ...], look: Look | None = None) -> str:
        if look is None:
            look = self.look
        if len(content) == 1 and type(content[0]) is Text:
            return self._text(content[0], look)
        parts = []
        for each in content:
            try:
                rule = self._rules[type(each)]
            except KeyError:
                raise TypeError(f"DOCX has no rule for the inline {type(each).__name__}") from None
            parts.append(rule(each, look))
        return "".join(parts)

    def words(self, text: str, look: Look = PLAIN) -> str:
        """A bare string as runs."""
        return self._text(Text(text), look)

    def _text(self, text: Text, look: Look) -> str:
        words = text.text
        if look is PLAIN and text.lang is None and not self._rtl and words.isascii():
            return _run("", words)
        lang = text.lang if text.lang and text.lang != self._code else ""
        if words.isascii() and not lang and not self._rtl:
            return _run(_properties(look, "", False), words)
        base = language(lang).rtl if lang else self._rtl
        return "".join([_run(_properties(look, lang, rtl), part) for part, rtl in _directions(words, base, self._rtl, self._other)])

    def _link(self, link: Link, look: Look) -> str:
        inner = self.line(link.content, look._replace(style="Hyperlink"))
        return f'<w:hyperlink r:id="{self._collector.link(link.href)}" w:history="1">{inner}</w:hyperlink>'

    def _footnote(self, note: Footnote, _look: Look) -> str:
        number = self._collector.note(note)
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def _blank(self, blank: Blank, look: Look) -> str:
        if blank.size == "box":
            return '<w:r><w:rPr><w:rStyle w:val="TickBox"/></w:rPr><w:t xml:space="preserve">☐ </w:t></w:r>'
        ruled = _properties(look._replace(style="Blank", size=_RULED if look.size or self.large else 0), "", False)
        above = _run(_properties(look, "", False), _JOINER) if look.size > _RULED else ""  # the room that a hand needs
        return above + _run(ruled, _JOINER + "\u00a0" * _BLANKS[blank.size])


_BLANKS = {"short": 20, "medium": 49, "wide": 70, "long": 98}
"""Hard spaces that make 18, 45, 64 and 90 mm in Noto Sans of 10 points: underlined, they are a line to write on in every program."""

_RULED = 20
"""Half points of the type in which a line to write on is as long as it is."""

_JOINER = "\u2060"
"""A letter of no width: a run of nothing but spaces that no longer fits its line is left out by LibreOffice."""

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_SPAN = re.compile(f"[{_RIGHT}]+(?:[\\W\\d_]+[{_RIGHT}]+)*")
_LATIN = f"(?:(?![{_RIGHT}])[^\\W\\d_])+"
_LATIN_SPAN = re.compile(f"{_LATIN}(?:(?:(?![{_RIGHT}])[\\W\\d_])+{_LATIN})*")
"""Words that run against the page, with what stands between them: Word asks for a run of their own (w:rtl), or commas jump."""


def _directions(words: str, base: bool, page: bool, other: re.Pattern[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it runs from right to left."""
    if words.isascii() and not page:
        return [(words, False)]
    pieces, at = [], 0
    for found in other.finditer(words):
        if found.start() > at:
            pieces.append((words[at : found.start()], page))
        pieces.append((found[0], not page))
        at = found.end()
    if at < len(words):
        pieces.append((words[at:], base if not pieces else page))
    return pieces


@functools.lru_cache(maxsize=512)
def _properties(look: Look, lang: str, rtl: bool) -> str:
    parts = []
    if look.style:
        parts.append(f'<w:rStyle w:val="{look.style}"/>')
    if lang and (font := complex_font(lang)):
        parts.append(f'<w:rFonts w:cs="{font}"/>')
    if look.bold:
        parts.append("<w:b/><w:bCs/>")
    if look.italic:
        parts.append("<w:i/><w:iCs/>")
    if look.size:
        parts.append(f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>')
    if rtl:
        parts.append("<w:rtl/>")
    if lang:
        parts.append(languages(lang))
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def languages(code: str) -> str:
    """The language of words, in the slot that their script is read from."""
    said = escape(code).replace('"', "&quot;")
    first = code.split("-")[0].lower()
    if first in _EAST_ASIAN:
        return f'<w:lang w:val="{said}" w:eastAsia="{said}"/>'
    if complex_font(code):
        return f'<w:lang w:val="{said}" w:bidi="{said}"/>'
    return f'<w:lang w:val="{said}"/>'


def complex_font(code: str) -> str:
    """The font for a language whose letters Word takes from its "complex script" slot; empty for all others."""
    first = code.split("-")[0].lower()
    script = _SCRIPTS.get(first, "Arabic" if language(code).rtl else "")
    return f"Noto Sans {script}" if script else ""


def east_asian_font(code: str) -> str:
    """The font for Chinese, Japanese and Korean, each with its own shapes of the same letters."""
    first, _, rest = code.lower().partition("-")
    if first == "zh" and any(part in rest for part in ("hant", "tw", "hk", "mo")):
        return "Noto Sans CJK TC"
    return {"zh": "Noto Sans CJK SC", "ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR"}.get(first, "")


_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_SCRIPTS = {
    "he": "Hebrew", "yi": "Hebrew", "dv": "Thaana", "hi": "Devanagari", "mr": "Devanagari", "ne": "Devanagari", "sa": "Devanagari",
    "bn": "Bengali", "as": "Bengali", "pa": "Gurmukhi", "gu": "Gujarati", "or": "Oriya", "ta": "Tamil", "te": "Telugu", "kn": "Kannada",
    "ml": "Malayalam", "si": "Sinhala", "th": "Thai", "lo": "Lao", "my": "Myanmar", "km": "Khmer",
}


def _run(properties: str, words: str) -> str:
    if not words:
        return ""
    said = escape(words)
    if not words.isprintable():
        return _unprintable(properties, said)
    if words[0] == " " or words[-1] == " ":
        return f'<w:r>{properties}<w:t xml:space="preserve">{said}</w:t></w:r>'
    return f"<w:r>{properties}<w:t>{said}</w:t></w:r>"


def _unprintable(properties: str, said: str) -> str:
    """Words with breaks, joiners or spaces of another kind in them; what XML cannot hold is refused, and not dropped."""
    if found := _REFUSED.search(said):
        raise ValueError(f"A text holds the control character U+{ord(found[0]):04X}, which no document can show: take it out of {said!r}")
    inner = "".join([_BREAKS.get(part) or f'<w:t xml:space="preserve">{part}</w:t>' for part in _BREAK.split(said) if part])
    return f"<w:r>{properties}{inner}</w:r>"


_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


FIELD_BEGIN, FIELD_SEPARATE, FIELD_END = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))


def field(instruction: str, result: str, look: str = "") -> str:
    """A field with the result that stands there until a program works it out."""
    code = f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>'
    shown = f"<w:t>{escape(result)}</w:t>" if result else ""
    return "".join([f"<w:r>{look}{part}</w:r>" for part in (FIELD_BEGIN, code, FIELD_SEPARATE, shown, FIELD_END) if part])


def only_word(content: str) -> str:
    """A run that Word takes and LibreOffice passes over.

    Inside a TOC field LibreOffice shows each PAGEREF as it was typed; outside of one it works them out. So Word is given the field
    and LibreOffice the same lines without it, by the choice that the file format has for programs of different knowledge (ISO 29500-3).
    """
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice'
        f' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" Requires="w15">{content}</mc:Choice>'
        "</mc:AlternateContent></w:r>"
    )


_BREAK = re.compile("([\n\t])")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def spaced(made: str, side: Literal["before", "after"], room: int, last: bool = False) -> str:
    """Some paragraphs with more room before the first or after the last of them; what already has its own keeps it."""
    start = made.rfind("<w:p><w:pPr>") if last else made.find("<w:p><w:pPr>")
    if start < 0:
        return made
    end = made.index("</w:pPr>", start)
    head = made[start:end]
    if f"w:{side}=" in head:
        return made
    if "<w:spacing" in head:
        head = head.replace("<w:spacing", f'<w:spacing w:{side}="{room}"', 1)
    else:
        at = min(place for place in (head.find("<w:ind "), head.find("<w:jc "), len(head)) if place >= 0)
        head = f'{head[:at]}<w:spacing w:{side}="{room}"/>{head[at:]}'
    return made[:start] + head + made[end:]


def escape(words: str) -> str:
    """Words as XML content. Chained replacements are four times as fast as a table for the short strings of a document."""
    if "&" in words:
        words = words.replace("&", "&amp;")
    if "<" in words:
        words = words.replace("<", "&lt;")
    if ">" in words:
        words = words.replace(">", "&gt;")
    return words


def attribute(words: str) -> str:
    """Words as the value of an XML attribute."""
    return escape(words).replace('"', "&quot;").replace("\n", "&#10;")
