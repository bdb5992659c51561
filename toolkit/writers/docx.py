"""A document as a Word file: what a careful person would make in Word, on the styles of static/reference.docx.

python-docx keeps the package; the body is written as one text. Looking styles up by name and adding paragraphs one by one takes
seventeen times as long. The file names no author, no program and no moment.
"""

from __future__ import annotations

import functools
import io
import pathlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from toolkit.document.blocks import Cover, Document, Page, Part
from toolkit.document.type_size import USUAL_PT, grown
from toolkit.writers import reference, scrub
from toolkit.writers.docx_body import FIRST_LIST, Body
from toolkit.writers.docx_inline import Runs, complex_font, east_asian_font, field
from toolkit.writers.docx_paper import area_mm, sheet_mm
from toolkit.writers.formats import CannotWriteError
from toolkit.writers.reference import NAMESPACES, mm

if TYPE_CHECKING:
    from docx.document import Document as Opened

_WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}


def write(document: Document, look: pathlib.Path = reference.FILE) -> bytes:
    """The whole file; the same bytes each time. `look` is the file whose styles it takes."""
    body = Body(document)
    feet = _footers(document)
    text = body.text(lambda page, first: _section(document, page, first, feet))
    opened = docx.Document(io.BytesIO(_look(*_stamp(look))))
    package: Any = opened.part.package
    main = _replace(opened.part, package, f"<w:document {NAMESPACES}><w:body>{text}</w:body></w:document>")
    furniture = [("header", 1, RT.HEADER, _header(document), "rIdHeader")] if document.header else []
    furniture += [("footer", at, RT.FOOTER, _footer(document, width), name) for at, (width, name) in enumerate(feet.items(), 1)]
    for name, number, kind, said, relation in furniture:
        part = PackagePart(PackURI(f"/word/{name}{number}.xml"), f"{_WORDS}.{name}+xml", said.encode(), package)
        main.rels.add_relationship(kind, part, relation)
    noted = reference.footnotes("".join(body.notes)).encode()
    notes = PackagePart(PackURI("/word/footnotes.xml"), f"{_WORDS}.footnotes+xml", noted, package)
    main.rels.add_relationship(RT.FOOTNOTES, notes, "rIdFootnotes")
    for part, links in ((main, body.links["document"]), (notes, body.links["footnotes"])):
        for href, name in links.items():
            part.rels.add_relationship(RT.HYPERLINK, href, name, is_external=True)
    for number, ((media, data), name) in enumerate(body.images.items(), 1):
        image = PackagePart(PackURI(f"/word/media/image{number}.{_KINDS[media]}"), media, data, package)
        main.rels.add_relationship(RT.IMAGE, image, name)
    _number(opened, body)
    if document.type_pt != USUAL_PT:
        _grow(opened, document.type_pt)
    _speak(opened, document)
    opened.core_properties.title = document.title[:255]
    return scrub.pack(_parts(package))


class _Entries(list[tuple[str, bytes]]):
    """Where python-docx writes a package's files, for the scrubber to pack: its own ZIP would press every picture once more."""

    def write(self, place: PackURI, data: bytes) -> None:
        self.append((place.membername, data))


def _parts(package: Any) -> list[tuple[str, bytes]]:
    """The files of a package in the order in which python-docx saves them (docx/opc/pkgwriter.py, `PackageWriter.write`)."""
    entries, writer = _Entries(), cast("Any", PackageWriter)
    for part in package.parts:
        part.before_marshal()
    writer._write_content_types_stream(entries, package.parts)
    writer._write_pkg_rels(entries, package.rels)
    writer._write_parts(entries, package.parts)
    return entries


def _replace(old: PackagePart, package: Any, text: str) -> PackagePart:
    """The main part with our text in place of the reference's; as text, for parsing it again takes longer than writing it did."""
    made = PackagePart(old.partname, old.content_type, text.encode(), package)
    for name, relation in old.rels.items():
        made.load_rel(relation.reltype, relation.target_part, name)
    for relation in package.rels.values():
        if relation.reltype == RT.OFFICE_DOCUMENT:
            package.rels.add_relationship(RT.OFFICE_DOCUMENT, made, relation.rId)
            break
    return made


def _number(opened: Opened, body: Body) -> None:
    """A number of its own for each list that counts, so that each begins anew."""
    if not body.lists:
        return
    numbering = opened.part.numbering_part.element
    held = {style: _abstract(numbering, style) for style in {style for style, _level, _start in body.lists}}
    made = "".join([
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{held[style]}"/>'
        + (f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>' if level >= 0 else "") + "</w:num>"
        for number, (style, level, start) in enumerate(body.lists, FIRST_LIST)
    ])
    for number in list(parse_xml(f"<w:numbering {NAMESPACES}>{made}</w:numbering>")):
        numbering.append(number)


def _abstract(numbering: Any, style: str) -> str:
    """The list that a style belongs to: Word counts its lists anew when it saves the reference."""
    linked = numbering.xpath(f'w:abstractNum[w:lvl/w:pStyle/@w:val="{style}"]')
    if not linked:
        raise CannotWriteError(f"The reference has no list for the style {style}: make it anew with: python -m toolkit.writers.reference")
    return str(linked[0].get(qn("w:abstractNumId")))


def _speak(opened: Opened, document: Document) -> None:
    """The language of the whole file, for spelling, hyphens and voices, and the fonts that its script needs."""
    code = document.language
    asian, other = east_asian_font(code), complex_font(code)
    for lang in opened.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang") + opened.settings.element.xpath("w:themeFontLang"):
        lang.set(qn("w:val"), code)
        if asian:
            lang.set(qn("w:eastAsia"), code)
        if other:
            lang.set(qn("w:bidi"), code)
    for fonts in opened.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts"):
        if asian:
            fonts.set(qn("w:eastAsia"), asian)
        if other:
            fonts.set(qn("w:cs"), other)
    if other:
        _fix_lines(opened.styles.element)
    if document.rtl:
        _turn(opened)


def _grow(opened: Opened, body: float) -> None:
    """Every size of the styles, as print.css grows: in half points."""
    for size in opened.styles.element.xpath("//w:sz | //w:szCs"):
        size.set(qn("w:val"), str(round(grown(int(size.get(qn("w:val"))) / 2, body) * 2)))


def _fix_lines(styles: Any) -> None:
    """Lines of a set height, as print.css has them: Word counts from the font's own, and a line of Noto Sans Arabic is twice its size."""
    held = {style.get(qn("w:styleId")): style for style in styles.xpath("w:style")}
    for style in held.values():
        for spacing in style.xpath("w:pPr/w:spacing[@w:line and @w:lineRule='auto']"):
            base, sizes = style, style.xpath("w:rPr/w:sz/@w:val")
            while not sizes and base is not None and base.xpath("w:basedOn"):
                base = held.get(base.xpath("w:basedOn/@w:val")[0])
                sizes = base.xpath("w:rPr/w:sz/@w:val") if base is not None else []
            twips = int(spacing.get(qn("w:line"))) / 240 * reference.NATURAL * int(sizes[0] if sizes else 20) * 10
            spacing.set(qn("w:line"), str(round(twips)))
            spacing.set(qn("w:lineRule"), "exact")


def _turn(opened: Opened) -> None:
    """Borders at the side of a paragraph are physical in Word, unlike its indents: those of the styles change sides."""
    for borders in opened.styles.element.xpath("w:style/w:pPr/w:pBdr"):
        left, right = borders.find(qn("w:left")), borders.find(qn("w:right"))
        if left is not None and right is None:
            left.tag = qn("w:right")
            bottom = borders.find(qn("w:bottom"))
            if bottom is not None:
                bottom.addnext(left)


def _section(document: Document, page: Page, begins: bool, feet: Mapping[int, str]) -> str:
    """Paper, margins, and what stands at the head and the foot of each page."""
    wide, high = sheet_mm(page)
    turned = ' w:orient="landscape"' if page.landscape else ""
    top, right, bottom, left = page.margins_mm
    lines = len([line for line in document.footer if line]) or 1
    foot = max(mm(6), mm(bottom) - mm(3) - lines * 203)
    references = '<w:headerReference w:type="default" r:id="rIdHeader"/>' if document.header else ""
    references += f'<w:footerReference w:type="default" r:id="{feet[_across(page)]}"/>'
    first = begins and any(isinstance(block, Cover) and block.style == "page" for block in document.blocks)
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{mm(wide)}" w:h="{mm(high)}"{turned}/>'
        f'<w:pgMar w:top="{mm(top)}" w:right="{mm(right)}" w:bottom="{mm(bottom)}" w:left="{mm(left)}"'
        f' w:header="{max(mm(6), mm(top) // 2 - 100)}" w:footer="{foot}" w:gutter="0"/>'
        f'{"<w:titlePg/>" if first else ""}{"<w:bidi/>" if document.rtl else ""}</w:sectPr>'
    )


def _header(document: Document) -> str:
    if not document.header:
        return ""
    runs = Runs(document.language, document.rtl, Body(document)).words(document.header)
    aside = '<w:jc w:val="right"/>' if document.header_at_end else ""
    return f"<w:hdr {NAMESPACES}>{_furniture('Header', runs, document.rtl, aside)}</w:hdr>"


def _across(page: Page) -> int:
    return mm(area_mm(page)[0])


def _footers(document: Document) -> dict[int, str]:
    """A footer is as wide as its page: the relationship of the one for each width that the document has."""
    pages = [document.page, *(block.page for block in document.blocks if isinstance(block, Part))]
    return {width: f"rIdFooter{number or ''}" for number, width in enumerate(dict.fromkeys(map(_across, pages)))}


def _footer(document: Document, width: int) -> str:
    """The footer's lines, and the page beside them: a table of two cells, for a tab would run into a long line."""
    runs = Runs(document.language, document.rtl, Body(document))
    lines = "".join([_furniture("Footer", runs.words(line), document.rtl) for line in document.footer if line])
    pages = "".join([
        field(_FIELDS[part], "1") if part in _FIELDS else runs.words(part)
        for part in re.split(r"(\{pages?\})", document.page_words) if part
    ])
    beside = mm(34)
    cells = ((width - beside, lines or _furniture("Footer", "", document.rtl)),
             (beside, _furniture("Footer", pages, document.rtl, '<w:jc w:val="right"/>')))
    return (
        f'<w:ftr {NAMESPACES}><w:tbl><w:tblPr>{"<w:bidiVisual/>" if document.rtl else ""}<w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_NO_MARGINS}</w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width - beside}"/><w:gridCol w:w="{beside}"/></w:tblGrid><w:tr>'
        + "".join([f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>{content}</w:tc>' for size, content in cells])
        + '</w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="Spacer"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p></w:ftr>'
    )


_NO_MARGINS = "".join(
    ["<w:tblCellMar>", *(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")), "</w:tblCellMar>"])
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _furniture(style: str, runs: str, rtl: bool, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:bidi/>" if rtl else ""}{more}</w:pPr>{runs}</w:p>'


def _stamp(path: pathlib.Path) -> tuple[str, int, int]:
    """What tells whether the reference was changed since it was last read."""
    try:
        found = path.stat()
    except OSError as error:
        raise CannotWriteError(
            f"The file {path} is missing: put it back, or make it with: python -m toolkit.writers.reference") from error
    return str(path), found.st_mtime_ns, found.st_size


@functools.lru_cache(maxsize=2)
def _look(path: str, _changed: int, _size: int) -> bytes:
    """The reference as the writer needs it, whoever saved it last: our ids on its styles, and nothing but styles in it."""
    opened = docx.Document(path)
    part, styles = opened.part, opened.styles.element
    held = {str(style.find(qn("w:name")).get(qn("w:val"))).lower(): style for style in styles.xpath("w:style")}
    wanted = {name.lower(): reference.style_id(name) for name in reference.NAMES}
    missing = [name for name in reference.NAMES if name.lower() not in held]
    if missing:
        raise CannotWriteError(
            f"{path} has no style named {missing[0]}: add it in Word, or make the file anew with: python -m toolkit.writers.reference")
    renamed = {str(held[name].get(qn("w:styleId"))): own for name, own in wanted.items()}
    _rename(styles, renamed)
    _rename(part.numbering_part.element, renamed)
    body = opened.element.body
    for child in list(body):
        body.remove(child)
    for rid in [rid for rid, rel in part.rels.items() if rel.reltype not in _KEPT]:
        del part.rels[rid]
    package: Any = part.package
    for rid in [rid for rid, rel in package.rels.items() if rel.reltype not in (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES)]:
        del package.rels[rid]
    properties = opened.core_properties._element
    for child in list(properties):
        properties.remove(child)
    made = io.BytesIO()
    opened.save(made)
    return made.getvalue()


_KEPT = frozenset({RT.STYLES, RT.NUMBERING, RT.SETTINGS, RT.FONT_TABLE, RT.THEME})


def _rename(root: Any, renamed: dict[str, str]) -> None:
    """Our ids for those that Word gives in its user's language."""
    for name in ("styleId", "val"):
        for place in root.xpath("w:style" if name == "styleId" else ".//w:basedOn|.//w:next|.//w:link|.//w:pStyle|.//w:numStyleLink"):
            old = place.get(qn(f"w:{name}"))
            if old in renamed:
                place.set(qn(f"w:{name}"), renamed[old])
