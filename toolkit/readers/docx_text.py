"""The text of one Word paragraph: what it says, what it said before recorded changes, who changed it, what is remarked on it.

Runs of one look, spelling marks, smart tags and the like are how Word saves a text, not what it says: all of that is joined.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from toolkit.readers.docx_styles import VAL, Styles, W, on
from toolkit.readers.flow import KEPT, PAGE, Fate, Kind, Piece, Read, line_of
from toolkit.readers.limits import DEEPEST
from toolkit.readers.signs import clean
from toolkit.readers.source import Comment, call

_GAPS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "sym": " "}
_FIELDS_FROM_ELSEWHERE = frozenset({"DDE", "DDEAUTO", "INCLUDETEXT", "LINK"})
_UNSAID = frozenset({"rPr", "pPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData"})
_FIGURES = frozenset({"drawing", "pict", "object"})


@dataclass(slots=True)
class Story:
    """What runs through the paragraphs of one part: open fields, remarks, and what was met that is not text."""

    styles: Styles
    remarks: Mapping[str, Comment] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    calls: bool = False
    elsewhere: str = ""
    pictures: int = 0
    hidden: int = 0
    controls: int = 0


def paragraph(element: etree._Element, story: Story, fate: Fate = KEPT) -> Read[etree._Element]:
    """One `w:p`."""
    properties = element.find(f"{W}pPr")
    named = None if properties is None else properties.find(f"{W}pStyle")
    style = None if named is None else named.get(VAL)
    reading = _Reading(story, style)
    reading.remark()
    for child in element:
        if child.tag != f"{W}pPr":
            reading.inline(child, fate, 0)
    level = story.styles.level(properties, style)
    if level is None and story.styles.is_title(style):
        level = 1
    line = line_of(reading.pieces, level, 0 if level else story.styles.depth(properties, style), reading.comments)
    return Read(line, _end(properties, fate), tuple(reading.boxes))


def _end(properties: etree._Element | None, fate: Fate) -> Kind | None:
    """Whether the paragraph's own mark was inserted or deleted: then it is one with the next, before or after."""
    look = None if properties is None else properties.find(f"{W}rPr")
    if look is None:
        return fate.kind if fate.kind != "moved" else None
    for names, kind in ((("ins", "moveTo"), "inserted"), (("del", "moveFrom"), "deleted")):
        if any(look.find(f"{W}{name}") is not None for name in names):
            return kind  # type: ignore[return-value]
    return None


@dataclass(slots=True)
class _Reading:
    story: Story
    style: str | None
    pieces: list[Piece] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def inline(self, element: etree._Element, fate: Fate, deep: int) -> None:
        if not isinstance(element.tag, str) or deep > DEEPEST:
            return
        name = element.tag.rpartition("}")[2]
        match name:
            case "r":
                self._run(element, fate, deep)
            case "ins" | "moveTo":
                self._all(element, changed(fate, name, element), deep)
            case "del" | "moveFrom":
                self._all(element, changed(fate, name, element), deep)
            case "commentRangeStart":
                self.story.waiting.append(element.get(f"{W}id") or "")
                self.remark()
            case "sdt":
                if not is_placeholder(element):
                    self._all(element.find(f"{W}sdtContent"), fate, deep)
            case "AlternateContent":
                self._all(choice(element), fate, deep)
            case "fldSimple":
                self._from_elsewhere(element.get(f"{W}instr") or "")
                self._all(element, fate, deep)
            case "t" if not element.tag.startswith(W):
                self._say(element.text or "", fate, False)
            case _ if name in _UNSAID:
                pass
            case _ if name in _FIGURES:
                self._figure(element)
            case _:
                self._all(element, fate, deep)

    def _all(self, element: etree._Element | None, fate: Fate, deep: int) -> None:
        for child in () if element is None else element:
            self.inline(child, fate, deep + 1)

    def _run(self, run: etree._Element, fate: Fate, deep: int) -> None:
        look = run.find(f"{W}rPr")
        vanish = None if look is None else look.find(f"{W}vanish")
        hidden = vanish is not None and on(vanish)
        strong = self.story.styles.stands_out(look, self.style)
        for child in run:
            if isinstance(child.tag, str):
                self._in_run(child, fate, strong, hidden, deep)

    def _in_run(self, child: etree._Element, fate: Fate, strong: bool, hidden: bool, deep: int) -> None:
        name = child.tag.rpartition("}")[2]
        match name:
            case "t" | "delText":
                if hidden:
                    self.story.hidden += bool((child.text or "").strip())
                else:
                    self._say(child.text or "", fate, strong)
            case "br":
                self._say("\n" if child.get(f"{W}type") in (None, "textWrapping") else PAGE, fate, strong)
            case "fldChar":
                self._field(child.get(f"{W}fldCharType") or "")
            case "instrText" | "delInstrText":
                if self.story.fields:
                    self.story.fields[-1] += child.text or ""
            case "footnoteReference" | "endnoteReference":
                self._call(f"{name[:-9]} {child.get(f'{W}id')}", fate)
            case "commentReference":
                self._point(child.get(f"{W}id") or "")
            case "AlternateContent":
                for inner in choice(child):
                    self._in_run(inner, fate, strong, hidden, deep)
            case "ruby":
                self._all(child.find(f"{W}rubyBase"), fate, deep)
            case "rPr":
                pass
            case _ if name in _FIGURES:
                self._figure(child)
            case _ if name in _GAPS and not hidden:
                self._say(_GAPS[name], fate, strong)

    def _call(self, note: str, fate: Fate) -> None:
        """A footnote is called; where that is asked for, a sign stands there in the text."""
        if note not in self.story.notes:
            self.story.notes.append(note)
        if self.story.calls:
            self.pieces.append(Piece(call(self.story.notes.index(note) + 1), fate, False))

    def _say(self, words: str, fate: Fate, strong: bool) -> None:
        """Words count only as the result of the fields that are open, never as their instruction."""
        if not words or any(not held.startswith("\x00") for held in self.story.fields):
            return
        kept, removed = (words, 0) if words == PAGE else clean(words)
        self.story.controls += removed
        self.pieces.append(Piece(kept, fate, strong))

    def _field(self, kind: str) -> None:
        """Open fields, each its instruction; from its separator on it begins with a zero sign, and words are its result."""
        fields = self.story.fields
        if kind == "begin":
            fields.append("")
        elif fields and kind == "separate":
            self._from_elsewhere(fields[-1])
            fields[-1] = "\x00" + fields[-1]
        elif fields and kind == "end":
            self._from_elsewhere(fields.pop())

    def _from_elsewhere(self, instruction: str) -> None:
        words = instruction.lstrip("\x00").split()
        if words and words[0].upper() in _FIELDS_FROM_ELSEWHERE:
            self.story.elsewhere = " ".join(words)

    def _figure(self, element: etree._Element) -> None:
        boxes = list(_boxes(element))
        self.boxes += boxes
        pictured = any(True for _ in element.iter("{*}pic", "{*}imagedata", "{*}chart", "{*}relIds"))
        self.story.pictures += pictured

    def remark(self) -> None:
        """Remarks that began between two paragraphs hang on this one."""
        for key in self.story.waiting:
            self._point(key)
        self.story.waiting.clear()

    def _point(self, key: str) -> None:
        remark = self.story.remarks.get(key)
        if remark is not None and key not in self.story.said:
            self.story.said.add(key)
            self.comments.append(remark)


def changed(fate: Fate, name: str, element: etree._Element) -> Fate:
    """What becomes of words inside a recorded change; what one person wrote and another deleted is in neither text."""
    author = element.get(f"{W}author") or ""
    if name in ("ins", "moveTo"):
        return Fate(fate.after, False, "moved" if name == "moveTo" else "inserted", author)
    return Fate(False, fate.before, "moved" if name == "moveFrom" else "deleted", author)


def is_placeholder(element: etree._Element) -> bool:
    """A content control that still shows what is to be typed into it."""
    shows = element.find(f"{W}sdtPr/{W}showingPlcHdr")
    return shows is not None and on(shows)


def choice(element: etree._Element) -> etree._Element:
    """The branch of alternatives that today's Word shows; the one for old programs says the same once more."""
    branches = [child for child in element if isinstance(child.tag, str)]
    words = [branch for branch in branches if any(found.text for found in branch.iter(f"{W}t"))]
    return (words or branches or [element])[0]


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes in a drawing."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = child.tag.rpartition("}")[2]
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            yield from _boxes(choice(child))
        else:
            yield from _boxes(child)
