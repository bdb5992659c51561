"""A Word file of ours as a co-host edits it: on its XML, with Word's recorded changes or without, and through LibreOffice."""

import copy
import io
import pathlib
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping

from lxml import etree
from lxml.builder import ElementMaker

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
E = ElementMaker(namespace=NAMESPACE, nsmap={"w": NAMESPACE})
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Word:
    """One file, opened. `author` is who edits: named, every edit is recorded; None, none is."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root.find(f"{W}body")
        self.author: str | None = None
        self._comments: list[etree._Element] = []
        self._ids = iter(range(9000, 99999))
        self.tables = [list(table.iter(f"{W}tr"))[1:] for table in self.body.findall(f"{W}tbl")]

    def saved(self) -> bytes:
        parts = dict(self.parts)
        if self._comments:
            parts["word/comments.xml"] = etree.tostring(E.comments(*self._comments))
            relations = parts["word/_rels/document.xml.rels"].decode()
            one = f'<Relationship Id="rIdComments" Type="{COMMENTS}" Target="comments.xml"/></Relationships>'
            parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", one).encode()
            one = f'<Override PartName="/word/comments.xml" ContentType="{COMMENTS_TYPE}"/></Types>'
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].decode().replace("</Types>", one).encode()
        parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return made.getvalue()

    # Lines: what stands between the breaks of one paragraph.

    def paragraph(self, text: str) -> etree._Element:
        """The paragraph of the body that says exactly this."""
        return next(each for each in self.body.findall(f"{W}p") if self.text(each) == text)

    @staticmethod
    def text(paragraph: etree._Element) -> str:
        return "".join(each.text or "" for each in paragraph.iter(f"{W}t"))

    @staticmethod
    def cell(row: etree._Element, column: int) -> etree._Element:
        """The first paragraph of a cell."""
        return row.findall(f"{W}tc")[column].find(f"{W}p")

    @staticmethod
    def lines(paragraph: etree._Element) -> list[list[etree._Element]]:
        found: list[list[etree._Element]] = [[]]
        for run in paragraph.iter(f"{W}r"):
            if run.getparent().tag == f"{W}del":
                continue
            if run.find(f"{W}br") is not None:
                found.append([])
            else:
                found[-1].append(run)
        return found

    def retype(self, paragraph: etree._Element, line: int, new: str) -> None:
        """Other words in a line; what is the same at both its ends is left alone, as one who types leaves it."""
        runs = self.lines(paragraph)[line]
        old = "".join(self.text(run) for run in runs)
        first, style = runs[0], runs[0].find(f"{W}rPr")
        start = 0
        while start < min(len(old), len(new)) and old[start] == new[start]:
            start += 1
        start = old.rfind(" ", 0, start) + 1 if start else 0
        end = 0
        while end < min(len(old), len(new)) - start and old[len(old) - 1 - end] == new[len(new) - 1 - end]:
            end += 1
        end = 0 if " " not in old[len(old) - end :] else len(old[len(old) - end :].split(" ", 1)[1])
        pieces = [_run(old[:start], style)] if start else []
        gone, come = old[start : len(old) - end], new[start : len(new) - end]
        if self.author and gone:
            pieces.append(self._recorded("del", _run(gone, style)))
        if come:
            pieces.append(self._recorded("ins", _run(come, style)) if self.author else _run(come, style))
        if end:
            pieces.append(_run(old[len(old) - end :], style))
        for piece in pieces:
            first.addprevious(piece)
        for run in runs:
            run.getparent().remove(run)

    def add_line(self, paragraph: etree._Element, text: str) -> None:
        """A line more at the end of a cell."""
        runs = [_run(text, None)] if not self.lines(paragraph)[0] else [E.r(E.br()), _run(text, None)]
        for run in runs:
            paragraph.append(self._recorded("ins", run) if self.author else run)

    def drop_line(self, paragraph: etree._Element, line: int) -> None:
        lines = self.lines(paragraph)
        breaks = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}br") is not None]
        gone = list(lines[line])
        if breaks:
            gone.append(breaks[line - 1] if line else breaks[0])
        for run in gone:
            self._take_out(run)

    def _take_out(self, run: etree._Element) -> None:
        if self.author:
            run.addprevious(self._recorded("del", _deleted(copy.deepcopy(run))))
        run.getparent().remove(run)

    def _recorded(self, what: str, run: etree._Element) -> etree._Element:
        made = E(what, _deleted(run) if what == "del" else run)
        made.set(f"{W}id", str(next(self._ids)))
        made.set(f"{W}author", self.author or "")
        made.set(f"{W}date", "2027-02-01T10:00:00Z")
        return made

    # Rows and paragraphs.

    def drop_row(self, row: etree._Element) -> None:
        if self.author:
            self._mark_row(row, "del")
        else:
            row.getparent().remove(row)

    def put_row(self, row: etree._Element, before: etree._Element | None, after: etree._Element | None = None) -> None:
        """A row that was not there."""
        if self.author:
            self._mark_row(row, "ins")
        if before is not None:
            before.addprevious(row)
        elif after is not None:
            after.addnext(row)

    def move_row(self, row: etree._Element, before: etree._Element | None, after: etree._Element | None = None) -> None:
        """Word records a moved row as one that went and one that came."""
        there = copy.deepcopy(row)
        self.drop_row(row)
        self.put_row(there, before, after)

    def new_row(self, like: etree._Element, texts: tuple[str, str, str]) -> etree._Element:
        row = copy.deepcopy(like)
        for column, text in enumerate(texts[: len(row.findall(f"{W}tc"))]):
            paragraph = self.cell(row, column)
            for child in list(paragraph):
                if child.tag != f"{W}pPr":
                    paragraph.remove(child)
            if text:
                paragraph.append(_run(text, None))
        return row

    def _mark_row(self, row: etree._Element, what: str) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = E.trPr()
            row.insert(0, properties)
        mark = E(what)
        mark.set(f"{W}id", str(next(self._ids)))
        mark.set(f"{W}author", self.author or "")
        properties.append(mark)
        for run in list(row.iter(f"{W}r")):
            place = E.r()
            run.addprevious(place)
            run.getparent().remove(run)
            place.getparent().replace(place, self._recorded(what, run))

    def drop_paragraph(self, paragraph: etree._Element) -> None:
        if not self.author:
            paragraph.getparent().remove(paragraph)
            return
        for run in list(paragraph.iter(f"{W}r")):
            self._take_out(run)
        self._mark_paragraph(paragraph, "del")

    def add_paragraph(self, like: etree._Element, text: str) -> None:
        made = copy.deepcopy(like)
        for child in list(made):
            if child.tag != f"{W}pPr":
                made.remove(child)
        made.append(self._recorded("ins", _run(text, None)) if self.author else _run(text, None))
        if self.author:
            self._mark_paragraph(made, "ins")
        like.addnext(made)

    def _mark_paragraph(self, paragraph: etree._Element, what: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = E.pPr()
            paragraph.insert(0, properties)
        marked = properties.find(f"{W}rPr")
        if marked is None:
            marked = E.rPr()
            properties.append(marked)
        mark = E(what)
        mark.set(f"{W}id", str(next(self._ids)))
        mark.set(f"{W}author", self.author or "")
        marked.insert(0, mark)

    def remark(self, paragraph: etree._Element, author: str, text: str) -> None:
        """A comment on the first line of a paragraph."""
        number = str(len(self._comments))
        comment = E.comment(E.p(_run(text, None)))
        comment.set(f"{W}id", number)
        comment.set(f"{W}author", author)
        self._comments.append(comment)
        first = self.lines(paragraph)[0]
        start, end, reference = E.commentRangeStart(), E.commentRangeEnd(), E.r(E.commentReference())
        for each in (start, end, reference[0]):
            each.set(f"{W}id", number)
        first[0].addprevious(start)
        first[-1].addnext(end)
        end.addnext(reference)


def _run(text: str, style: etree._Element | None) -> etree._Element:
    words = E.t(text)
    words.set(SPACE, "preserve")
    return E.r(*([copy.deepcopy(style)] if style is not None else []), words)


def _deleted(run: etree._Element) -> etree._Element:
    for words in run.findall(f"{W}t"):
        words.tag = f"{W}delText"
    return run


def through_office(soffice: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files as LibreOffice saves them: one start for all, with a profile of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "saved").mkdir()
        for stem, data in files.items():
            (folder / f"{stem}.docx").write_bytes(data)
        command = [soffice, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "docx:MS Word 2007 XML"]
        paths = [str(folder / f"{stem}.docx") for stem in files]
        subprocess.run([*command, "--outdir", str(folder / "saved"), *paths], check=True, capture_output=True, timeout=500)
        return {stem: (folder / "saved" / f"{stem}.docx").read_bytes() for stem in files}
