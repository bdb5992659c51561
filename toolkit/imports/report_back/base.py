"""The report as it went out, line by line, with where each line is kept: what a file that comes back is held against."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.convening.model import Section, SentReport
from toolkit.convening.report_texts import SUMMARY
from toolkit.convening.values import Text
from toolkit.document.places import CELL, Leaf, leaves
from toolkit.imports.report_back.holding import ROW, Wanted
from toolkit.imports.report_back.lines import Line, fold, of_leaf

TEXT = "."
"""Stands in the lines of a version for one of the texts that it keeps."""
FIELDS = frozenset({"heading", "title", "author", "caption"})
"""Texts of one line, that are printed as they were typed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line is kept: the name of its text, its number among the lines of that, the section. No name: it is kept elsewhere."""

    home: str = ""
    leaf: int = 0
    section: str = ""

    @property
    def is_field(self) -> bool:
        """Whether it is the whole of its text, and no Markdown."""
        return is_field(self.home)


@dataclass(frozen=True, slots=True)
class BaseLine:
    """One line that went out; of what is kept elsewhere, only a mark."""

    key: str
    place: Place
    line: Line | None = None

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.key, self.line.words if self.line else "")


def is_field(home: str) -> bool:
    return home.rpartition(":")[2] in FIELDS


def mark(words: str) -> str:
    """Tells whether a line says what another did, and not what that is; only whether it is a row."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8] + (ROW if CELL in words else "")


def texts(summary: str, sections: Sequence[Section]) -> Iterator[tuple[str, str, str]]:
    """Every text in the order of printing: its name, its section, what stands in it."""
    if summary:
        yield "summary", SUMMARY, summary
    for section in sections:
        yield f"section:{section.id}:heading", section.id, typed(section.heading)
        yield f"section:{section.id}:body", section.id, typed(section.body)
        for figure in section.figures:
            yield f"figure:{figure.id}:caption", section.id, typed(figure.caption)
        for box in section.boxes:
            for key in ("title", "author", "body"):
                yield f"box:{box.id}:{key}", section.id, typed(getattr(box, key))


def typed(text: Text) -> str:
    """A kept text, which has one language."""
    return text if isinstance(text, str) else next(iter(text.root.values()), "")


def leaves_of(home: str, text: str) -> tuple[Leaf, ...]:
    """The printed lines of one text."""
    if not is_field(home):
        return leaves(text)
    return (Leaf("as-is", " ".join(text.split()), 0, 1, text),) if text.strip() else ()


def kept(sent: SentReport) -> list[BaseLine]:
    """The lines of the texts that a version keeps."""
    found: list[BaseLine] = []
    for home, section, text in texts(sent.summary, sent.sections):
        for at, leaf in enumerate(leaves_of(home, text)):
            line = of_leaf(leaf)
            if line.words:
                found.append(BaseLine(mark(line.words), Place(home, at, section), line))
    return found


def frame(sent: SentReport, printed: Sequence[Line]) -> str:
    """The lines of the Word file that went out, for `SentReport.lines`: which of them are texts that are kept, and marks of the others."""
    ours = kept(sent)
    keys = [mark(line.words) for line in printed]
    made = list(keys)
    blocks = SequenceMatcher(None, [each.key for each in ours], keys, autojunk=False).get_matching_blocks()
    matched: dict[int, int] = {to + step: at + step for at, to, size in blocks for step in range(size)}
    told = 0
    words: list[str] = []
    for to, key in enumerate(made):
        at = matched.get(to)
        if at is None:
            words.append(key)
            continue
        words.extend(["-"] * (at - told))
        words.append(TEXT)
        told = at + 1
    return " ".join([*words, *["-"] * (len(ours) - told)])


def base(sent: SentReport) -> list[BaseLine]:
    """Every line that went out, in its order. A text that was not printed as a line of its own is left out (`-`)."""
    texts_kept = iter(kept(sent))
    if not sent.lines:
        return list(texts_kept)
    found: list[BaseLine] = []
    for word in sent.lines.split():
        if word in (TEXT, "-"):
            line = next(texts_kept, None)
            if line is not None and word == TEXT:
                found.append(line)
        else:
            found.append(BaseLine(word, Place()))
    return found


def heading_of(sent: SentReport, section: str) -> str:
    """What the section was called when it went out."""
    return next((fold(typed(each.heading)) for each in sent.sections if each.id == section), "")
