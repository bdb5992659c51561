"""Whether a PDF says what a document says: its words in their order, its notes by number, and nothing else.

What a page adds is taken out: header, footer and page number, titles repeated over a table's next page, numbers in the contents,
words that are drawn. White space, hyphens and the signs of lists are folded on both sides; a part may go on over a page.
"""

import itertools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

import pypdfium2

from toolkit.document.blocks import (
    Callout,
    Cards,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Quote,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.drawing import Drawing, Label
from toolkit.document.inline import Blank, Emphasis, Footnote, LineBreak, Link, Quiet, Strong, Text, plain
from toolkit.figures.lettering import width_of
from toolkit.readers import pdf

_FOLDED = re.compile(r"[\s\-‐‑–\u00ad\u200b-\u200f\u2060-\u2069•◦▪■□☐☑◻✓]")


_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def fold(words: str) -> str:
    return _FOLDED.sub("", unicodedata.normalize("NFKC", words))


def differences(data: bytes, document: Document) -> list[str]:
    """What the PDF says otherwise than the document: the first place where the words part, and where the notes do. Empty: the same."""
    expected = _Expected()
    expected.blocks(document.blocks, document)
    opened = pypdfium2.PdfDocument(data)
    turned: list[str] = []
    folded = [_folded_page(page, turned) for page in pdf.pages(opened)]
    opened.close()
    for margin in expected.margins:
        at = next((number for number, page in enumerate(folded) if margin in page), None)
        if at is None:
            return [f"no margin says {margin!r}"]
        folded[at] = folded[at].replace(margin, "", 1)
    pages = [_without_furniture(page, document) for page in folded]
    bodies, notes = _apart(pages, expected.notes)
    bodies, missing = _without_cards(bodies, expected.cards, turned)
    found = [
        *missing,
        _compared(bodies, expected.pieces, turned),
        _compared(notes, [each for note in expected.notes for each in note], turned),
    ]
    return [each for each in found if each]


@dataclass
class _Expected:
    """What should be read, as pieces: (kind, folded words)."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    notes: list[list[tuple[str, str]]] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    """Titles that stand in the margin of the first page or of a part's: LibreOffice paints them after everything else there."""

    def line(self, content) -> None:
        self.pieces += [("text", fold(words)) for each in content for words in self.inline(each)]

    def inline(self, each):
        match each:
            case Text(words):
                yield words
            case Strong(content) | Emphasis(content) | Quiet(content) | Link(content):
                for inner in content:
                    yield from self.inline(inner)
            case Footnote(content):
                number = len(self.notes) + 1
                self.notes.append([("text", str(number)), ("point", ".")])
                inner = _Expected()
                inner.blocks(content, None)
                self.notes[number - 1] += inner.pieces
                yield str(number)
            case Blank() | LineBreak():
                return
            case _:
                raise TypeError(each)

    def blocks(self, blocks, document) -> None:
        for block in blocks:
            self.block(block, document)

    def block(self, block, document) -> None:
        match block:
            case Heading(content=content) | Paragraph(content):
                self.line(content)
            case Items(items, style, start):
                for number, item in enumerate(items, start):
                    self.pieces += [("sign", f"{number}.")] if style == "number" else []
                    self.blocks(item, document)
            case Quote(content, source):
                self.blocks(content, document)
                self.line(source)
            case Callout(content, title=title, author=author):
                self.line(title)
                self.line(author)
                self.blocks(content, document)
            case Together(content) | Part(content):
                self.blocks(content, document)
            case Table():
                self.table(block, document)
            case Cards(cards):
                for card in cards:
                    inner = _Expected(notes=self.notes)
                    inner.blocks(card, document)
                    self.cards.append("".join(words for kind, words in inner.pieces if kind == "text"))
            case Figure(drawing, _, caption):
                labels = [shape for shape in drawing.shapes if isinstance(shape, Label)]
                cut = "cut" if any(_is_cut(label, drawing) for label in labels) else "drawn"
                self.pieces.append((cut, "\n".join(fold(label.text) for label in labels)))
                self.line(caption)
            case Picture(caption=caption):
                self.line(caption)
            case Contents(title, levels):
                listed = [each for each in _headings(document.blocks) if each.in_contents and each.level <= levels]
                if listed:
                    self.line(title)
                for heading in listed:
                    self.pieces += [("text", fold(plain(heading.content))), ("number", "")]
            case Cover(style="line"):
                inner = _Expected()
                for content in (block.kicker, block.title, block.subtitle, *block.facts):
                    inner.line(content)
                self.margins.append("".join(words for _, words in inner.pieces))
            case Cover():
                for content in (block.kicker, block.title, block.subtitle, *block.facts):
                    self.line(content)
                for mark in block.marks:
                    self.line((Text(mark.role),))
                    self.line(mark.name)
            case WritingLines() | PageBreak():
                return
            case _:
                raise TypeError(block)

    def table(self, table: Table, document) -> None:
        """The titles carry the numbers of their notes, and do so again where they are repeated."""
        self.line(table.caption)
        start = len(self.pieces)
        if table.titles:
            for column in table.columns:
                self.line(column.title)
        titles = "".join(words for _, words in self.pieces[start:])
        self.pieces.append(("titles", titles))
        for row in table.rows:
            start = len(self.pieces)
            for cell in row.cells:
                self.blocks(cell.blocks or (Paragraph(cell.content),), document)
            blank = not any(words for _, words in self.pieces[start:])
        self.pieces.append(("end", "blank" if table.rows and blank else ""))


def _is_cut(label: Label, drawing: Drawing) -> bool:
    """Whether the edge of a part of a drawing goes through a label, so that only some of its letters are on the paper."""
    wide = width_of(label.text, label.size)
    start = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    across = label.turn or (start >= -1 and start + wide <= drawing.width_mm + 1)
    return not (across and 0 <= label.y <= drawing.height_mm + 1)


def _headings(blocks) -> list[Heading]:
    found = []
    for block in blocks:
        match block:
            case Heading():
                found.append(block)
            case Cover(title, level=level) if level:
                found.append(Heading(level, title))
            case Together(content) | Callout(content) | Quote(content) | Part(content):
                found += _headings(content)
            case Items(groups) | Cards(groups):
                found += [each for group in groups for each in _headings(group)]
            case Table(rows=rows):
                found += [each for row in rows for cell in row.cells for each in _headings(cell.blocks)]
    return found


def _folded_page(page: str, turned: list[str]) -> str:
    """A page's words; a line with words from right to left is one sign, for PDFium gives such a line in the order in which it is seen.

    Its characters are compared all the same, without their order.
    """
    made = []
    for line in page.split("\n"):
        if _RIGHT.search(unicodedata.normalize("NFKC", line)) and fold(line):
            made.append(chr(_TURNED + len(turned)))
            turned.append(_unordered(fold(line)))
        else:
            made.append(fold(line))
    return "".join(made)


_TURNED = 0xF0000


def _unordered(words: str) -> str:
    return "".join(sorted(words.translate(str.maketrans("()[]{}«»<>", "(((((((((("))))


def _without_furniture(page: str, document: Document) -> str:
    """A page's words without what stands in its margins: each of it at most once, at either end."""
    number = re.sub(r"\\\{pages?\\\}", r"\\d+", re.escape(fold(document.page_words)))
    waiting = [re.escape(fold(line)) for line in (document.header, *document.footer) if fold(line)] + [number]
    waiting.sort(key=len, reverse=True)
    while True:
        for pattern in waiting:
            found = re.match(pattern, page) or re.search(f"{pattern}$", page)
            if found:
                page = page[: found.start()] + page[found.end() :]
                waiting.remove(pattern)
                break
        else:
            return page


def _apart(pages: list[str], notes: list[list[tuple[str, str]]]) -> tuple[list[str], list[str]]:
    """The pages' text, and the notes at their feet: a page's notes begin with the next number and the first words of that note."""
    bodies, feet, number = [], [], 1
    for page in pages:
        start = len(page)
        at = 0
        first = True
        while number <= len(notes):
            line = itertools.takewhile(lambda piece: piece[0] == "text", notes[number - 1][2:])
            pattern = rf"{number}\.?{re.escape(''.join(words for _, words in line)[:24])}"
            found = list(re.finditer(pattern, page[at:]))
            if not found:
                break
            place = at + found[-1].start()
            start, first = (place, False) if first else (start, False)
            at, number = place + 1, number + 1
        bodies.append(page[:start])
        feet.append(page[start:])
    return bodies, feet


def _without_cards(pages: list[str], cards: list[str], turned: list[str]) -> tuple[list[str], list[str]]:
    """Cards are floats, and a PDF paints those before the page's other words; each is looked for as a whole, the longest first."""
    missing = []
    for card in sorted(cards, key=len, reverse=True):
        found = ((at, _card_on(page, card, turned)) for at, page in enumerate(pages))
        at, there = next(((at, there) for at, there in found if there is not None), (0, None))
        if there is None:
            missing.append(f"there is no card {card[:80]!r}")
        else:
            pages = [*pages[:at], pages[at].replace(there, "", 1), *pages[at + 1 :]]
    return pages, missing


def _card_on(page: str, card: str, turned: list[str]) -> str | None:
    """The card as it stands on the page: words from right to left are signs there, one for each line."""
    if card in page or not _RIGHT.search(card):
        return card if card in page else None
    parts = re.split(f"({_RIGHT.pattern}+)", card)
    signs = f"[{chr(_TURNED)}-{chr(_TURNED + 0xFFFF)}]+"
    pattern = "".join(f"({signs})" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    for found in re.finditer(pattern, page):
        read = ["".join(turned[ord(sign) - _TURNED] for sign in signs) for signs in found.groups()]
        if [_unordered(each) for each in read] == [_unordered(part) for part in parts[1::2]]:
            return found[0]
    return None


def _compared(pages: list[str], pieces: list[tuple[str, str]], turned: list[str]) -> str:
    """Walks along both; says where they part."""
    walk = _Walk(pages, turned)
    for kind, words in pieces:
        match kind:
            case "titles":
                walk.titles.append(words)
            case "end":
                walk.leave(blank=words == "blank")
            case "sign":
                walk.perhaps(words)
            case "cut":
                walk.loose.update(words.replace("\n", ""))
            case "drawn":
                walk.drawn(words.replace("\n", ""))
            case "number":
                walk.number()
            case "point":
                walk.at += walk.said.startswith(words, walk.at)
            case "text":
                walk.text(words)
        if walk.parted:
            return walk.parted
    return walk.end()


class _Walk:
    """One reading of the pages. What a PDF draws apart from its line (numbers of items, drawings) is owed until the page ends."""

    def __init__(self, pages: list[str], turned: list[str]) -> None:
        self.said, self.turned = "".join(pages), turned
        self.starts = {sum(map(len, pages[:at])) for at in range(len(pages))}
        self.ends = sorted({sum(map(len, pages[: at + 1])) for at in range(len(pages))})
        self.at, self.read, self.parted = 0, "", ""
        self.titles: list[str] = []
        self.owed: list[str] = []
        self.waiting = ""
        self.loose: Counter[str] = Counter()
        """Letters of labels that are cut at the edge of a part: those that are seen may stand anywhere."""

    def perhaps(self, words: str) -> None:
        self.pay()
        if self.said.startswith(words, self.at):
            self.at += len(words)
        elif words:
            self.owed.append(words)

    def drawn(self, words: str) -> None:
        """What is drawn is read in the order of its places, and upside down letter by letter from its end: its letters are compared."""
        self.pay()
        if _unordered(self.said[self.at : self.at + len(words)]) == _unordered(words):
            self.at += len(words)
        else:
            self.perhaps(words)

    def number(self) -> None:
        found = re.compile(r"[.…]*\d+").match(self.said, self.at)
        if found:
            self.at = found.end()
        else:
            self.parted = f"no page number after {self.read[-60:]!r}, but {self.said[self.at : self.at + 60]!r}"

    def text(self, words: str) -> None:
        for place, char in enumerate(words):
            if not self.waiting:
                self.pay()
                self.skip_titles(words[place:])
            while not self.waiting and self.at < len(self.said) and self.said[self.at] != char and self.loose[self.said[self.at]]:
                self.loose[self.said[self.at]] -= 1
                self.at += 1
            here = ord(self.said[self.at]) if self.at < len(self.said) else 0
            if here >= _TURNED:
                self.waiting += char
                line = self.turned[here - _TURNED]
                if len(self.waiting) == len(line):
                    if _unordered(self.waiting) != line:
                        self.parted = f"expected {self.waiting!r}, found the letters {line!r}"
                        return
                    self.waiting = ""
                    self.at += 1
            elif here == ord(char):
                self.at += 1
            else:
                self.parted = (
                    f"after {self.read[-80:]!r} expected {words[place : place + 80]!r}, found {self.said[self.at : self.at + 80]!r}"
                )
                return
            self.read = self.read[-200:] + char

    def skip_titles(self, following: str) -> None:
        titles = self.titles[-1] if self.titles else ""
        if titles and self.at in self.starts and self.said.startswith(titles, self.at) and not following.startswith(titles):
            self.starts.discard(self.at)
            self.at += len(titles)

    def leave(self, *, blank: bool) -> None:
        """The end of a table; rows to write in may go on over pages on which nothing of it is read but its titles."""
        if blank:
            self.pay()
            while self.titles[-1] and self.at in self.starts and self.said.startswith(self.titles[-1], self.at):
                self.skip_titles("")
        self.titles.pop()

    def pay(self) -> None:
        """Where all that is left of a page is owed, it is read: what is drawn in the order of its places, behind its caption."""
        if not self.owed:
            return
        end = next((end for end in self.ends if end > self.at), len(self.said))
        left, owed = self.said[self.at : end], sorted(self.owed, key=len, reverse=True)
        if len(left) > sum(map(len, owed)):
            return
        while left:
            paid = next((each for each in owed if _unordered(left[: len(each)]) == _unordered(each)), None)
            if paid is None:
                return
            owed.remove(paid)
            left = left[len(paid) :]
        self.at, self.owed = end, owed

    def end(self) -> str:
        self.pay()
        while self.at < len(self.said) and self.loose[self.said[self.at]]:
            self.loose[self.said[self.at]] -= 1
            self.at += 1
        if self.at < len(self.said):
            return f"after {self.read[-80:]!r} more is said: {self.said[self.at : self.at + 80]!r}"
        return f"said in no such order: {self.waiting!r}" if self.waiting else ""
