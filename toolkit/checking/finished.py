"""A finished file, ours or not, held against the convening before it leaves: names, drift, and what work left behind in it.

Each finding is one sentence with its place; `stops` says whether a careful person would hand the file out as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from toolkit import leaks
from toolkit.checking.drift import Facts, drifts, facts_of
from toolkit.convening.model import Audience, Convening
from toolkit.language import N_, Language
from toolkit.leaks.fold import phrase, whole
from toolkit.readers import leftovers, reading
from toolkit.readers.archive import Package, ReadError
from toolkit.readers.leftovers import Leftover
from toolkit.readers.source import Grid, Line

Kind = Literal["name", "perhaps", "left", "drift", "contents"]
FORMS = ("pdf", "docx", "xlsx", "html", "md", "csv", "ics")

NOT_CHECKED = N_("This is neither a Word nor a PDF file: bring it as .docx or .pdf (or .xlsx, .html, .md, .csv, .ics).")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a file. `line` is where it stands, in three parts (before, the place, after); it may hold a name."""

    kind: Kind
    stops: bool
    message: str
    values: dict[str, object] = field(default_factory=dict)
    line: tuple[str, str, str] = ("", "", "")
    leak: leaks.Leak | None = None

    def say(self, say: Language) -> str:
        values = {key: value(say) if callable(value) else value for key, value in self.values.items()}
        return say(self.message, **values)


def form_of(data: bytes, name: str) -> str:
    """What kind of file it is: by its bytes where they say so, else by its name.

    :raises ReadError: one that is not checked.
    """
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK"):
        package = Package(data)
        if any(part.startswith("word/") for part in package):
            return "docx"
        if "xl/workbook.xml" in package:
            return "xlsx"
        raise ReadError(NOT_CHECKED)
    ending = name.rpartition(".")[2].lower()
    if ending in ("htm", "html", "md", "csv", "ics", "txt"):
        return {"htm": "html", "txt": "md"}.get(ending, ending)
    raise ReadError(NOT_CHECKED)


def check(data: bytes, name: str, convening: Convening | None, audience: Audience, say: Language) -> tuple[Finding, ...]:
    """Everything about one file, for one audience: what stops it first. Without a convening only what was left behind.

    `say` is the language that the file is written in, for its facts. `name` is the file's own, which its readers see too.

    :raises ReadError: a file that cannot be read.
    """
    form = form_of(data, name)
    found = [*_left(data, form)]
    if convening is not None:
        said = leaks.says(data, form)
        found += _names(convening, audience, name, said)
        found += _drift(_texts(data, name, form, said), facts_of(convening, say))
    if form == "docx":
        found += _contents(data, name)
    return tuple(sorted(found, key=lambda each: (not each.stops, _ORDER.index(each.kind))))


_ORDER: tuple[Kind, ...] = ("name", "left", "perhaps", "drift", "contents")


# Names


def _names(convening: Convening, audience: Audience, name: str, said: str) -> Iterator[Finding]:
    checked = leaks.Check(convening)
    for leak in checked.find(audience, {name: said}):
        yield Finding("name", True, _SAYS, {"what": leak.sentence}, leaks.around(said, leak) if leak.place else ("", name, ""), leak)
    for leak in checked.doubtful(audience, {name: said}):
        yield Finding("perhaps", False, _SAYS, {"what": leak.sentence}, leaks.around(said, leak), leak)


_SAYS = N_("It says {what}.")


# What was left


def _left(data: bytes, form: str) -> Iterator[Finding]:
    found: tuple[Leftover, ...] = ()
    if form == "docx":
        found = leftovers.in_word(data)
    elif form == "pdf":
        found = leftovers.in_pdf(data)
    for each in found:
        message, stops = _LEFT[each.kind]
        values = {"n": each.count, "who": _who(each), "words": each.words, "what": each.what}
        yield Finding("left", stops, message, values)


def _who(left: Leftover) -> object:
    return lambda say: say.list(left.who) if left.who else say("somebody")


_LEFT: dict[leftovers.Kind, tuple[str, bool]] = {
    "comment": (N_("Comments were left in it ({n}), by {who}. The first: “{words}”. Take them out before it leaves."), True),
    "change": (N_("Recorded changes were left in it ({n}), by {who}, as “{words}”. Accept or refuse them all before it leaves."), True),
    "recording": (N_("Word still records changes in it: whoever edits it next leaves a trail. Turn that off."), False),
    "hidden": (N_("Hidden words stand in it ({n} places), as “{words}”. They are not seen, and everybody can read them."), True),
    "property": (N_("Its properties say “{what}”: {words}. In Word: File, Info, Inspect document."), True),
    "template": (N_("It names the template that it was made from: {words}. A path may name a person or an organisation."), True),
    "picture": (N_("Pictures in it ({n}) say where, when or with which camera they were taken, as {what}. Save them again without."), True),
    "attachment": (N_("Other files are inside it ({n}), as {words}."), True),
    "script": (N_("It holds a script. A report needs none."), True),
    "field": (N_("It holds fields to fill in; what was typed in them goes with it."), False),
}


# Drift


def _texts(data: bytes, name: str, form: str, said: str) -> list[tuple[int, bool, str]]:
    """What is read on its pages, in pieces that hang together: (place, whether that is a page, text)."""
    if form == "docx":
        source = reading.read(data, name)
        lines = [*source.parts, *source.notes, *source.furniture]
        found = [(at, False, text) for at, part in enumerate(lines, 1) for text in _lines(part)]
        return [(at, paged, text) for at, paged, text in found if text.strip()]
    if form == "pdf":
        return [(at, True, whole(page)) for at, page in enumerate(said.split("\f"), 1)]
    return [(1, False, whole(said))]


def _lines(part: object) -> list[str]:
    if isinstance(part, Line):
        return [part.text]
    if isinstance(part, Grid):
        return [cell.text for row in part.rows for cell in row.cells if not cell.covered]
    return []


def _drift(texts: list[tuple[int, bool, str]], facts: Facts) -> Iterator[Finding]:
    """The same slip is told once, with how often it stands there."""
    seen: dict[tuple[str, str], list[tuple[int, bool, str, int, int]]] = {}
    said: dict[tuple[str, str], object] = {}
    for place, paged, text in texts:
        for each in drifts(text, facts):
            key = str(each.kind), each.found.casefold()
            said.setdefault(key, each.sentence)
            seen.setdefault(key, []).append((place, paged, text, each.start, each.end))
    for slip, places in seen.items():
        place, paged, text, start, end = places[0]
        message = _ON_PAGE if paged else _ON_LINE
        yield Finding("drift", False, message, {"what": said[slip], "n": len(places), "place": place}, _around(text, start, end))


_ON_PAGE = N_("{what} (page {place}; {n} in all)")
_ON_LINE = N_("{what} (paragraph {place}; {n} in all)")
_AROUND = 90


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    before, after = text[max(0, start - _AROUND) : start].rpartition("\n")[2], text[end : end + _AROUND].partition("\n")[0]
    return ("… " if start > _AROUND else "") + before, text[start:end], after + (" …" if end + _AROUND < len(text) else "")


# Contents and headings

_CONTENTS_STYLE = re.compile(r"^(toc|contents|verzeichnis|tm|tdc|sommario|sumrio|inhopg)\s?\d$", re.IGNORECASE)


def _contents(data: bytes, name: str) -> Iterator[Finding]:
    """A table of contents that names a heading which is not there: it was not brought up to date, or was typed."""
    root = Package(data).tree("word/document.xml")
    listed: list[str] = []
    for paragraph in () if root is None else root.iter("{*}p"):
        style = paragraph.find("{*}pPr/{*}pStyle")
        value = "" if style is None else next((str(v) for key, v in style.attrib.items() if str(key).endswith("}val")), "")
        if _CONTENTS_STYLE.match(value):
            words = "".join("\t" if str(each.tag).endswith("}tab") else each.text or "" for each in paragraph.iter("{*}t", "{*}tab"))
            listed.append(re.sub(r"[\s.\t]*\d*\s*$", "", words).strip())
    if not any(listed):
        return
    headings = {phrase(part.text) for part in reading.read(data, name).parts if isinstance(part, Line) and part.level}
    bare = {tuple(word for word in heading if not word.isdigit()) for heading in headings}
    for entry in filter(None, listed):
        said = phrase(entry)
        if said not in headings and tuple(word for word in said if not word.isdigit()) not in bare:
            yield Finding("contents", False, _NO_HEADING, {"entry": entry})


_NO_HEADING = N_("The table of contents lists “{entry}”, and no heading says that. In Word: right-click the contents, Update field.")

__all__ = ["FORMS", "Finding", "ReadError", "check", "form_of"]
