"""What others do for the same work: bare WeasyPrint, bare python-docx, docxtpl, raw XML in a ZIP."""

import io
import zipfile
from xml.sax.saxutils import escape

import docx
import docxtpl
from weasyprint import HTML

from tests.support import ROOT
from toolkit.document import blocks
from toolkit.document.inline import plain
from toolkit.writers import fonts, html


def weasyprint_plain(page_and_sheet: list[str]) -> bytes:
    """`HTML(string).write_pdf()` with the same stylesheet and fonts, and nothing else: no tags, defaults, as a caller would write it."""
    page, sheet = page_and_sheet
    return HTML(string=page.replace("</head>", f"<style>{sheet}</style></head>", 1), base_url=str(ROOT)).write_pdf()


def page_and_sheet(document: blocks.Document) -> list[str]:
    """The page that we print, and all that we print it with: the sheet and the faces of the fonts that its letters need."""
    page = html.render(document)
    found = fonts.needed(page, document.language)
    faces = fonts.faces(found, (ROOT / "static" / "fonts").as_uri())
    return [page, f"{html.SHEET.read_text()}{faces}html:root, :root .footnote{{font-family:{fonts.families(found)}}}"]


def weasyprint_table(rows: list[tuple[str, ...]]) -> bytes:
    """One plain untagged table with automatic layout."""
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    head = "<thead><tr><th>Name<th>Title<th>Organisation<th>Country</thead>"
    return HTML(string=f"<!doctype html><html lang=en><title>People</title><table>{head}{body}</table>").write_pdf()


def texts(content: tuple[blocks.Block, ...]) -> list[tuple[str, object]]:
    """What a document says, flat: (kind, words or rows)."""
    said: list[tuple[str, object]] = []
    for block in content:
        match block:
            case blocks.Cover():
                said.append(("title", plain(block.title)))
            case blocks.Heading():
                said.append((f"heading {block.level}", plain(block.content)))
            case blocks.Paragraph():
                said.append(("paragraph", plain(block.content)))
            case blocks.Items():
                for item in block.items:
                    said.extend(("item", words) if kind == "paragraph" else (kind, words) for kind, words in texts(item))
            case blocks.Table():
                rows = [[plain(column.title) for column in block.columns]]
                for row in block.rows:
                    cells = [plain(cell.content) or " ".join(str(words) for _, words in texts(cell.blocks)) for cell in row.cells]
                    rows.append((cells + [""] * len(block.columns))[: len(block.columns)])
                said.append(("table", rows))
            case blocks.Quote() | blocks.Callout() | blocks.Together():
                said.extend(texts(block.content))
            case _:
                pass
    return said


def python_docx_natural(said: list[tuple[str, object]]) -> bytes:
    """python-docx as its documentation shows it."""
    document = docx.Document()
    for kind, words in said:
        if kind == "title":
            document.add_heading(str(words), 0)
        elif kind.startswith("heading"):
            document.add_heading(str(words), int(kind.split()[1]))
        elif kind == "item":
            document.add_paragraph(str(words), style="List Bullet")
        elif kind == "table":
            assert isinstance(words, list)
            table = document.add_table(rows=0, cols=len(words[0]))
            for row in words:
                cells = table.add_row().cells
                for cell, text in zip(cells, row, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(str(words))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def docxtpl_template() -> bytes:
    """A template that writes every text as a paragraph: the least that docxtpl could do."""
    document = docx.Document()
    for line in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def docxtpl_filled(template: bytes, said: list[tuple[str, object]]) -> bytes:
    lines = []
    for kind, words in said:
        lines.extend([" ".join(row) for row in words] if kind == "table" and isinstance(words, list) else [str(words)])
    filled = docxtpl.DocxTemplate(io.BytesIO(template))
    filled.render({"lines": lines}, autoescape=True)
    made = io.BytesIO()
    filled.save(made)
    return made.getvalue()


def raw_xml(rows: list[tuple[str, ...]]) -> bytes:
    """The same people as Word XML, written by hand into a ZIP that opens in Word: the other parts are those of our reference."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    lines = "".join("".join(f"<w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p>" for cell in row if cell) for row in rows)
    made = io.BytesIO()
    with zipfile.ZipFile(ROOT / "static" / "reference.docx") as reference, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in reference.namelist():
            if name != "word/document.xml":
                archive.writestr(name, reference.read(name))
        archive.writestr("word/document.xml", f"<w:document {w}><w:body>{lines}</w:body></w:document>")
    return made.getvalue()
