"""An invented report with footnotes wherever one can hang, as it goes out and as a co-host edits it on its XML."""

import copy
import functools
import random
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from tests.imports.returned.word import E, W, Word, _run
from tests.store.conftest import a_convening
from toolkit.convening.edits import apply
from toolkit.convening.model import Convening
from toolkit.documents import report
from toolkit.documents.registry import Options
from toolkit.imports.report_back import Change, Returned, compare, send
from toolkit.language import language
from toolkit.readers import reading
from toolkit.writers import docx

NEW = ("added", "reworded", "note-added", "note-reworded")
VERSION = "v4, sent · to the hosts"
SUBJECTS = ("ferries", "kilns", "orchards", "looms", "quarries", "lanterns", "kettles", "hedges", "barges", "saddles", "bakeries", "mills")
VERBS = ("carry", "shelter", "feed", "teach", "repair", "count", "paint", "lend", "gather", "divide", "answer", "mend")
PLACES = ("the upper valley", "the old harbour", "three market towns", "the far islands", "a border village", "the ring road")
REASONS = ("because nobody else does", "though it is never paid", "when the rains are late", "as their mothers did", "without a licence")


def sentence(rng: random.Random) -> str:
    parts = (rng.choice(SUBJECTS), rng.choice(VERBS), rng.choice(SUBJECTS), rng.choice(PLACES), rng.choice(REASONS))
    return f"In our notes the {parts[0]} {parts[1]} the {parts[2]} of {parts[3]}, {parts[4]} ({rng.randrange(1000)})."


def section(number: int, rng: random.Random) -> dict[str, object]:
    def said() -> str:
        return sentence(rng)

    body = f"""{said()} {said()}[^one]

{said()} With **bold words** and a [link to it](https://example.org/a.b), and *stress*.

- {said()}[^list]
  - {said()}
  - {said()}

    {said()}
- {said()}
  1. {said()}
  2. {said()}

> {said()}[^quote]
>
> {said()}

# A heading {number} inside

{said()}
{said()}

| Who {number} | What |
|---|---|
| {said()}[^cell] | {said()} |
| {said()} | **{said()}** |
| {said()} | {said()} |

1. {said()}
2. {said()}
3. {said()}

[^one]: {said()} *Stressed.*
[^list]: {said()}
[^quote]: {said()}

    - {said()}
    - {said()}
[^cell]: {said()}
"""
    box = {
        "id": f"box{number}", "title": f"Box {number}: {rng.choice(SUBJECTS)} of our own", "author": f"Somebody Invented {number}",
        "body": f"{said()}[^b]\n\n- {said()}\n- {said()}\n\n[^b]: {said()}",
    }  # fmt: skip
    return {"id": f"s{number}", "heading": f"Part {number}: {rng.choice(SUBJECTS)} and {rng.choice(VERBS)}", "body": body, "boxes": [box]}


@functools.cache
def invented(sections: int = 4) -> Convening:
    rng = random.Random(7)
    hosts = [{"name": "Kiln Workers' League", "short": "KWL"}, {"name": "Lantern Trust", "short": "LT"}]
    hosts.append({"name": "Example Rights Network", "short": "ERN", "role": "supporter"})
    return a_convening(
        title="Kilns and Lanterns", hosts=hosts,
        report={
            "summary": f"{sentence(rng)}[^s]\n\n[^s]: {sentence(rng)}", "sections": [section(at, rng) for at in range(1, sections + 1)],
        },
    )  # fmt: skip


@functools.cache
def went(sections: int = 4) -> Convening:
    made = invented(sections)
    return apply(made, send(made, VERSION)).convening


def word(convening: Convening) -> bytes:
    return docx.write(report.build(convening, Options("participants", language("en"), convening.language, convening.paper)))


@functools.cache
def file(sections: int = 4) -> bytes:
    return word(went(sections))


def back(convening: Convening, data: bytes, name: str = "back.docx", against: str | None = None) -> Returned:
    return compare(convening, reading.read(data, name, calls=True), against)


@dataclass(frozen=True)
class Edit:
    """What should be found: the kind, and words that stand in it."""

    kind: str
    words: str
    author: str | None = None

    def is_among(self, changes: tuple[Change, ...]) -> bool:
        return any(
            change.kind == self.kind and self.words in (change.stands if self.kind in NEW else change.stood)
            and (self.author is None or self.author in change.authors) for change in changes
        )  # fmt: skip


class CoHost:
    """So many random edits, each on a line of its own."""

    def __init__(self, data: bytes, seed: int, recorded: bool | None = None) -> None:
        self.word, self.rng, self.recorded = Word(data), random.Random(seed), recorded
        self.made: list[Edit] = []
        self.count = 0
        self.used: set[int] = set()
        everything = [each for each in self.word.body.iter(f"{W}p") if _plain(each).strip()]
        start = next(at for at, each in enumerate(everything) if _plain(each).startswith("Part 1:") and _style(each).startswith("Heading"))
        self.all = everything[start:]
        self.lines = [each for each in self.all if re.search(r"\(\d+\)\.", _plain(each))]
        self.heads = [each for each in self.all if re.match(r"A heading \d inside", _plain(each))]

    def edit(self, count: int) -> bytes:
        ways = (
            self.reword, self.reword, self.reword, self.add, self.drop, self.drop, self.move, self.footnote, self.footnote,
            self.heading, self.note, self.row,
        )  # fmt: skip
        tries = 0
        while len(self.made) < count and tries < 40 * count:
            tries += 1
            recorded = self.rng.random() < 0.5 if self.recorded is None else self.recorded
            self.word.author = self.rng.choice(["Ines of KWL", "Bo"]) if recorded else None
            edit = self.rng.choice(ways)()
            if edit is not None:
                self.made.append(Edit(edit[0], edit[1], self.word.author))
        self.renumber()
        return self.word.saved()

    def renumber(self) -> None:
        """Footnotes in the order of the text, as Word saves them; those that nothing calls are dropped."""
        notes = etree.fromstring(self.word.parts["word/footnotes.xml"])
        held = {each.get(f"{W}id"): each for each in notes}
        called = list(self.word.body.iter(f"{W}footnoteReference"))
        for each in held.values():
            if each.get(f"{W}type") is None:
                notes.remove(each)
        for number, reference in enumerate(called, 1):
            note = held[reference.get(f"{W}id")]
            if note.getparent() is not None:  # a line that was moved with changes recorded calls its footnote twice
                note = copy.deepcopy(note)
            note.set(f"{W}id", str(number))
            reference.set(f"{W}id", str(number))
            notes.append(note)
        self.word.parts["word/footnotes.xml"] = etree.tostring(notes, xml_declaration=True, encoding="UTF-8", standalone=True)

    def fresh(self) -> str:
        self.count += 1
        return f"zephyr{self.count}q"

    def line(self, rows: bool = True, near: bool = False) -> etree._Element | None:
        free = [each for each in self.lines if not self.used & {id(each), *_of_row(each)} and (rows or each.getparent().tag != f"{W}tc")]
        if near:
            free = [each for each in free if each.getparent() is self.word.body]
        if not free:
            return None
        found = self.rng.choice(free)
        row = _row(found)
        for each in [found] if row is None else list(row.iter(f"{W}p")):
            self.used.add(id(each))
        return found

    def reword(self) -> tuple[str, str] | None:
        line = self.line()
        if line is None:
            return None
        new = self.fresh()
        runs = [run for run in line.iter(f"{W}r") if run.getparent() is line and len(Word.text(run).split()) > 3]
        if not runs:
            return None
        run = self.rng.choice(runs)
        self.retype(run, new)
        return "reworded", new

    def retype(self, run: etree._Element, new: str) -> None:
        words = Word.text(run).split(" ")
        at = self.rng.randrange(1, len(words) - 1)
        style = run.find(f"{W}rPr")
        left, gone, right = " ".join(words[:at]) + " ", words[at], " " + " ".join(words[at + 1 :])
        pieces = [_run(left, style)]
        if self.word.author:
            pieces += [self.word._recorded("del", _run(gone, style)), self.word._recorded("ins", _run(new, style))]
        else:
            pieces.append(_run(new, style))
        for each in [*pieces, _run(right, style)]:
            run.addprevious(each)
        run.getparent().remove(run)

    def add(self) -> tuple[str, str] | None:
        like = self.line(rows=False, near=True)
        if like is None:
            return None
        new = f"Here a new line {self.fresh()} was written by hand."
        self.word.add_paragraph(like, new)
        return "added", new

    def drop(self) -> tuple[str, str] | None:
        line = self.line(rows=False)
        if line is None or line.getnext() is None:
            return None
        text = _plain(line)
        self.word.drop_paragraph(line)
        self.lines = [each for each in self.lines if each is not line]
        return "dropped", text

    def move(self) -> tuple[str, str] | None:
        line = self.line(rows=False, near=True)
        target = self.line(rows=False, near=True)
        if line is None or target is None:
            return None
        first, last = sorted((self.all.index(line), self.all.index(target)))
        between = [each for each in self.all[first + 1 : last] if each in self.lines and id(each) not in self.used]
        if len(between) < 2:
            return None
        self.used |= {id(each) for each in between[:2]}  # what it is moved past stays, or nothing would have moved
        text, there = _plain(line), copy.deepcopy(line)
        self.word.drop_paragraph(line)
        if self.word.author:
            for run in list(there.iter(f"{W}r")):
                run.getparent().replace(run, self.word._recorded("ins", copy.deepcopy(run)))
            self.word._mark_paragraph(there, "ins")
        target.addnext(there)
        return "moved", text

    def heading(self) -> tuple[str, str] | None:
        free = [each for each in self.heads if id(each) not in self.used]
        if not free:
            return None
        found = self.rng.choice(free)
        self.used.add(id(found))
        new = self.fresh()
        run = next(run for run in found.iter(f"{W}r") if len(Word.text(run).split()) > 3)
        self.retype(run, new)
        return "reworded", new

    def footnote(self) -> tuple[str, str] | None:
        line = self.line()
        if line is None:
            return None
        new = f"A fresh note {self.fresh()} below."
        notes = etree.fromstring(self.word.parts["word/footnotes.xml"])
        number = str(max(int(each.get(f"{W}id")) for each in notes) + 1)
        made = E.footnote(E.p(E.r(E.footnoteRef()), _run(f" {new}", None)))
        made.set(f"{W}id", number)
        notes.append(made)
        self.word.parts["word/footnotes.xml"] = etree.tostring(notes, xml_declaration=True, encoding="UTF-8", standalone=True)
        reference = E.footnoteReference()
        reference.set(f"{W}id", number)
        run = E.r(reference)
        last = [each for each in line.iter(f"{W}r") if each.getparent() is line][-1]
        last.addnext(self.word._recorded("ins", run) if self.word.author else run)
        return "note-added", new

    def note(self) -> tuple[str, str] | None:
        notes = etree.fromstring(self.word.parts["word/footnotes.xml"])
        free = [
            run for each in notes for run in each.iter(f"{W}r")
            if re.search(r"\(\d+\)\.", Word.text(run)) and "zephyr" not in _plain(each) and self._reaches(each.get(f"{W}id"))
        ]  # fmt: skip
        if not free:
            return None
        new, run = self.fresh(), self.rng.choice(free)
        number = next(each for each in run.iterancestors(f"{W}footnote")).get(f"{W}id")
        self.used |= {id(line) for line in self.lines if any(each.get(f"{W}id") == number for each in line.iter(f"{W}footnoteReference"))}
        self.retype(run, new)
        self.word.parts["word/footnotes.xml"] = etree.tostring(notes, xml_declaration=True, encoding="UTF-8", standalone=True)
        return "note-reworded", new

    def _reaches(self, number: str) -> bool:
        """Whether the line that calls it is still there and nobody else has touched it."""
        for line in self.lines:
            if id(line) not in self.used and any(each.get(f"{W}id") == number for each in line.iter(f"{W}footnoteReference")):
                return True
        return False

    def row(self) -> tuple[str, str] | None:
        line = self.line()
        row = None if line is None else _row(line)
        if row is None or len(row.findall(f"{W}tc")) < 2 or row.getparent().index(row) < 3:
            return None
        text = _plain(line)
        self.word.drop_row(row)
        self.lines = [each for each in self.lines if _row(each) is not row]
        return "dropped", text


def _plain(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def _style(element: etree._Element) -> str:
    found = element.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def _of_row(element: etree._Element) -> set[int]:
    row = _row(element)
    return set() if row is None else {id(each) for each in row.iter(f"{W}p")}


def _row(element: etree._Element) -> etree._Element | None:
    """The row of a real table: a box is a table of one cell."""
    while element is not None and element.tag != f"{W}tr":
        element = element.getparent()
    return element if element is not None and len(element.findall(f"{W}tc")) > 1 else None


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)
