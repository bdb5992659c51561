"""Ways in which a secret can stand in a file that nobody sees at a look: each makes a small file of its format with the secret in it."""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

import pikepdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
Way = Callable[[str], bytes]
WAYS: dict[str, Way] = {}
"""By `format: where`."""


def way(name: str) -> Callable[[Way], Way]:
    def keep(made: Way) -> Way:
        WAYS[name] = made
        return made

    return keep


def zipped(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def halves(secret: str) -> tuple[str, str]:
    middle = len(secret) // 3
    return secret[:middle], secret[middle:]


# Word


def docx(body: str = "<w:p/>", **more: str | bytes) -> bytes:
    named = {name.replace("__", "/") + ("" if "." in name else ".xml"): part for name, part in more.items()}
    return zipped({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **named})


def part(root: str, inner: str) -> str:
    return f"<w:{root} {W}>{inner}</w:{root}>"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


@way("docx: runs")
def _(secret: str) -> bytes:
    return docx(f"<w:p>{''.join(run(char, '<w:b/>' if at % 2 else '') for at, char in enumerate(secret))}</w:p>")


@way("docx: runs with proofing marks, a bookmark and a smart tag between")
def _(secret: str) -> bytes:
    one, two = halves(secret)
    between = '<w:proofErr w:type="spellEnd"/><w:bookmarkStart w:id="1" w:name="x"/>'
    return docx(f"<w:p>{run(one)}{between}<w:smartTag>{run(two)}</w:smartTag></w:p>")


@way("docx: hidden text")
def _(secret: str) -> bytes:
    return docx(f"<w:p>{run('Seen.')}{run(' ' + secret, '<w:vanish/>')}</w:p>")


@way("docx: text that was deleted with changes recorded")
def _(secret: str) -> bytes:
    return docx(f"<w:p><w:del><w:r><w:delText>{escape(secret)}</w:delText></w:r></w:del></w:p>")


@way("docx: soft hyphens")
def _(secret: str) -> bytes:
    one, two = halves(secret)
    return docx(f"<w:p><w:r><w:t>{escape(one)}</w:t><w:softHyphen/><w:t>{escape(two)}</w:t></w:r></w:p>")


@way("docx: a text box")
def _(secret: str) -> bytes:
    return docx(f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(secret)}</w:txbxContent></w:pict></w:r></w:p>")


@way("docx: cells side by side")
def _(secret: str) -> bytes:
    cells = "".join(f"<w:tc>{paragraph(word)}</w:tc>" for word in secret.split())
    return docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")


@way("docx: alt text")
def _(secret: str) -> bytes:
    return docx(f"<w:p><w:r><w:drawing><docPr descr={quoteattr(secret)}/></w:drawing></w:r></w:p>")


@way("docx: the title of a picture")
def _(secret: str) -> bytes:
    return docx(f"<w:p><w:r><w:drawing><docPr title={quoteattr(secret)}/></w:drawing></w:r></w:p>")


@way("docx: an instruction of a field")
def _(secret: str) -> bytes:
    return docx(f"<w:p><w:r><w:instrText> HYPERLINK &quot;{escape(secret)}&quot; </w:instrText></w:r></w:p>")


for _name in ("footnotes", "endnotes", "comments", "header1", "footer3", "glossary__document", "commentsExtended"):

    def _part(secret: str, name: str = _name) -> bytes:
        return docx(**{f"word__{name}": part("part", paragraph(secret))})

    WAYS[f"docx: {_name}"] = _part


@way("docx: the author of a remark")
def _(secret: str) -> bytes:
    return docx(word__comments=part("comments", f"<w:comment w:author={quoteattr(secret)}>{paragraph('ok')}</w:comment>"))


@way("docx: the author of a change")
def _(secret: str) -> bytes:
    return docx(f"<w:p><w:ins w:author={quoteattr(secret)}>{run('ok')}</w:ins></w:p>")


@way("docx: core properties")
def _(secret: str) -> bytes:
    return docx(docProps__core=f"<c><creator>{escape(secret)}</creator></c>")


@way("docx: custom properties")
def _(secret: str) -> bytes:
    return docx(docProps__custom=f'<p><property name="x"><lpwstr>{escape(secret)}</lpwstr></property></p>')


@way("docx: the company")
def _(secret: str) -> bytes:
    return docx(docProps__app=f"<p><Company>{escape(secret)}</Company></p>")


@way("docx: custom XML")
def _(secret: str) -> bytes:
    return docx(customXml__item1=f"<data><who>{escape(secret)}</who></data>")


@way("docx: where a link goes")
def _(secret: str) -> bytes:
    target = "mailto:" + secret.replace("@", "%40").replace(" ", "%20")
    return docx(**{"word___rels__document.xml.rels": f"<r><Relationship Target={quoteattr(target)}/></r>"})


@way("docx: the file name of a picture")
def _(secret: str) -> bytes:
    return docx(**{f"word__media__{secret.replace(' ', '_')}.png": b"\x89PNG"})


@way("docx: a workbook inside")
def _(secret: str) -> bytes:
    inner = zipped({"xl/sharedStrings.xml": f"<sst {S}><si><t>{escape(secret)}</t></si></sst>"})
    return docx(**{"word__embeddings__one.xlsx": inner})


@way("docx: a piece of another format")
def _(secret: str) -> bytes:
    return docx(**{"word__afchunk.rtf": rb"{\rtf1 " + secret.encode() + b"}"})


def png(words: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    said = chunk(b"iTXt", b"Author\0\0\0\0\0" + words)
    return b"\x89PNG\r\n\x1a\n" + head + said + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


@way("docx: in a picture's own text")
def _(secret: str) -> bytes:
    return docx(**{"word__media__one.png": png(secret.encode())})


@way("docx: EXIF of the thumbnail")
def _(secret: str) -> bytes:
    return docx(**{"docProps__thumbnail.jpeg": b"\xff\xd8\xff\xe1\x00\x80Exif\0\0II*\0" + secret.encode("utf-16-le") + b"\xff\xd9"})


# Excel


def xlsx(rows: str = "", more: str = "", **parts: str | bytes) -> bytes:
    named = {name.replace("__", "/") + ("" if "." in name else ".xml"): part for name, part in parts.items()}
    return zipped({"xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData>{rows}</sheetData>{more}</worksheet>", **named})


@way("xlsx: a cell in runs")
def _(secret: str) -> bytes:
    one, two = halves(secret)
    shared = f"<sst {S}><si><r><t>{escape(one)}</t></r><r><t>{escape(two)}</t></r></si></sst>"
    return xlsx('<row><c t="s"><v>0</v></c></row>', xl__sharedStrings=shared)


@way("xlsx: a string that no cell shows")
def _(secret: str) -> bytes:
    return xlsx(xl__sharedStrings=f"<sst {S}><si><t>{escape(secret)}</t></si></sst>")


@way("xlsx: a hidden sheet")
def _(secret: str) -> bytes:
    row = f"<row hidden='1'><c t='inlineStr'><is><t>{escape(secret)}</t></is></c></row>"
    hidden = f"<worksheet {S}><sheetData>{row}</sheetData></worksheet>"
    return xlsx(xl__workbook=f'<workbook {S}><sheet name="x" state="veryHidden"/></workbook>', xl__worksheets__sheet2=hidden)


@way("xlsx: two columns")
def _(secret: str) -> bytes:
    return xlsx("<row>" + "".join(f"<c t='inlineStr'><is><t>{escape(word)}</t></is></c>" for word in secret.split()) + "</row>")


@way("xlsx: a formula")
def _(secret: str) -> bytes:
    return xlsx(f"<row><c><f>&quot;{escape(secret)}&quot;&amp;&quot;&quot;</f><v>0</v></c></row>")


@way("xlsx: a remark")
def _(secret: str) -> bytes:
    return xlsx(xl__comments1=f"<comments {S}><comment><text><r><t>{escape(secret)}</t></r></text></comment></comments>")


@way("xlsx: the author of remarks")
def _(secret: str) -> bytes:
    return xlsx(xl__comments1=f"<comments {S}><authors><author>{escape(secret)}</author></authors></comments>")


@way("xlsx: people of threaded remarks")
def _(secret: str) -> bytes:
    return xlsx(xl__persons__person=f"<personList><person displayName={quoteattr(secret)}/></personList>")


@way("xlsx: the head of the page")
def _(secret: str) -> bytes:
    return xlsx(more=f"<headerFooter><oddHeader>&amp;L{escape(secret)}</oddHeader></headerFooter>")


@way("xlsx: the name of a sheet")
def _(secret: str) -> bytes:
    return xlsx(xl__workbook=f"<workbook {S}><sheets><sheet name={quoteattr(secret)}/></sheets></workbook>")


@way("xlsx: a defined name")
def _(secret: str) -> bytes:
    return xlsx(xl__workbook=f"<workbook {S}><definedName name={quoteattr(secret.replace(' ', '_'))}>1</definedName></workbook>")


@way("xlsx: choices of a cell")
def _(secret: str) -> bytes:
    return xlsx(more=f"<dataValidations><formula1>&quot;a,{escape(secret)},b&quot;</formula1></dataValidations>")


@way("xlsx: the tip of a link")
def _(secret: str) -> bytes:
    return xlsx(more=f"<hyperlinks><hyperlink tooltip={quoteattr(secret)}/></hyperlinks>")


@way("xlsx: what a pivot table remembers")
def _(secret: str) -> bytes:
    return xlsx(xl__pivotCache__one=f"<c {S}><sharedItems><s v={quoteattr(secret)}/></sharedItems></c>")


@way("xlsx: alt text of a chart")
def _(secret: str) -> bytes:
    return xlsx(xl__drawings__one=f"<d><cNvPr descr={quoteattr(secret)}/></d>")


@way("xlsx: properties")
def _(secret: str) -> bytes:
    return xlsx(docProps__core=f"<c><lastModifiedBy>{escape(secret)}</lastModifiedBy></c>")


# PDF


def pdf(change: Callable[[pikepdf.Pdf], None], stream: bytes = b"") -> bytes:
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(300, 300))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = made.make_stream(stream)
    change(made)
    out = io.BytesIO()
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def drawn(inside: str) -> bytes:
    return f"BT /F1 12 Tf 20 200 Td {inside} ET".encode("latin-1", "replace")


def _nothing(_: pikepdf.Pdf) -> None:
    return


@way("pdf: letters set one by one")
def _(secret: str) -> bytes:
    return pdf(_nothing, drawn("[" + " -10 ".join(f"({char})" for char in secret) + "] TJ"))


@way("pdf: a name over two lines")
def _(secret: str) -> bytes:
    one, _, two = secret.partition(" ")
    return pdf(_nothing, drawn(f"({one}) Tj 0 -14 Td ({two}) Tj"))


@way("pdf: invisible letters")
def _(secret: str) -> bytes:
    return pdf(_nothing, drawn(f"3 Tr ({secret}) Tj"))


@way("pdf: white letters of one point")
def _(secret: str) -> bytes:
    return pdf(_nothing, drawn(f"1 g /F1 1 Tf ({secret}) Tj"))


@way("pdf: a note on the page")
def _(secret: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=secret)
        made.pages[0].Annots = pikepdf.Array([made.make_indirect(note)])

    return pdf(change)


@way("pdf: the author of a note")
def _(secret: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="ok", T=secret)
        made.pages[0].Annots = pikepdf.Array([made.make_indirect(note)])

    return pdf(change)


@way("pdf: a field that is filled in")
def _(secret: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        box = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, Rect=[0, 0, 9, 9], T="x", V=secret
        )
        held = made.make_indirect(box)
        made.pages[0].Annots = pikepdf.Array([held])
        made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([held]))

    return pdf(change)


@way("pdf: where a link goes")
def _(secret: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        go = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="mailto:" + secret.replace(" ", "%20").replace("@", "%40"))
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=go)
        made.pages[0].Annots = pikepdf.Array([made.make_indirect(link)])

    return pdf(change)


@way("pdf: an attached file's name")
def _(secret: str) -> bytes:
    return pdf(lambda made: made.attachments.__setitem__(f"{secret}.txt", b"nothing"))


@way("pdf: inside an attached file")
def _(secret: str) -> bytes:
    return pdf(lambda made: made.attachments.__setitem__("one.txt", f"as {secret} said".encode()))


@way("pdf: properties")
def _(secret: str) -> bytes:
    return pdf(lambda made: made.docinfo.__setitem__("/Author", secret))


@way("pdf: a property of one's own")
def _(secret: str) -> bytes:
    return pdf(lambda made: made.docinfo.__setitem__("/Checked", secret))


@way("pdf: metadata")
def _(secret: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        with made.open_metadata() as held:
            held["dc:creator"] = [secret]

    return pdf(change)


@way("pdf: a bookmark")
def _(secret: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(secret, 0))

    return pdf(change)


@way("pdf: alt text")
def _(secret: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        page = made.pages[0]
        root = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        figure = made.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure, P=root, Alt=secret, Pg=page.obj, K=0)
        )
        root.K = figure
        page.StructParents = 0
        root.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array([figure])]))
        made.Root.StructTreeRoot = root
        made.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    return pdf(change, b"/Figure <</MCID 0>> BDC 0 0 9 9 re f EMC")


@way("pdf: the label of a page")
def _(secret: str) -> bytes:
    return pdf(lambda made: made.Root.__setattr__("PageLabels", pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(P=secret)]))))


@way("pdf: the name of a place that links lead to")
def _(secret: str) -> bytes:
    def change(made: pikepdf.Pdf) -> None:
        place = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])
        made.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=pikepdf.Array([secret.replace(" ", "-"), place])))

    return pdf(change)


# Web page


def page(inside: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{inside}</body></html>".encode()


HTML: dict[str, Callable[[str], bytes]] = {
    "split over marks": lambda secret: page("".join(f"<b>{char}</b>" if at % 2 else char for at, char in enumerate(secret))),
    "letters as numbers": lambda secret: page("<p>" + "".join(f"&#{ord(char)};" for char in secret) + "</p>"),
    "alt text": lambda secret: page(f'<img alt="{secret}">'),
    "a title": lambda secret: page(f'<p title="{secret}">x</p>'),
    "a label for screen readers": lambda secret: page(f'<p aria-label="{secret}">x</p>'),
    "an attribute of one's own": lambda secret: page(f'<p data-who="{secret}">x</p>'),
    "a remark in the source": lambda secret: page(f"<!-- {secret} -->"),
    "the author": lambda secret: page("", f'<meta name="author" content="{secret}">'),
    "what is hidden": lambda secret: page(f"<p hidden>{secret}</p>"),
    "words of a style": lambda secret: page("", f'<style>p::after {{ content: "{secret}" }}</style>'),
    "words of a script": lambda secret: page(f'<script type="application/json">{{"who": "{secret}"}}</script>'),
    "where a link goes": lambda secret: page(f'<a href="mailto:{secret.replace("@", "%40").replace(" ", "%20")}">x</a>'),
    "an anchor": lambda secret: page(f'<h2 id="{secret.replace(" ", "-")}">x</h2>'),
    "a drawing's own title": lambda secret: page(f"<svg><title>{secret}</title></svg>"),
    "a drawing inside an address": lambda secret: page(
        f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(f"<svg><text>{secret}</text></svg>".encode()).decode()}">'
    ),
}
WAYS.update({f"html: {name}": made for name, made in HTML.items()})


# Calendar, and what is text


def calendar(line: str) -> bytes:
    folded = "\r\n ".join(line[at : at + 30] for at in range(0, len(line), 30))
    return f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{folded}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()


TEXTS: dict[str, Callable[[str], bytes]] = {
    "ics: an attendee": lambda secret: calendar(f'ATTENDEE;CN="{secret}";ROLE=CHAIR:mailto:x@y.example'),
    "ics: where an attendee is written to": lambda secret: calendar(f"ATTENDEE:mailto:{secret.replace(' ', '%20')}"),
    "ics: the organiser": lambda secret: calendar(f"ORGANIZER;CN={secret}:mailto:x@y.example"),
    "ics: a description folded over lines": lambda secret: calendar(f"DESCRIPTION:We meet and hear what was seen by {secret}\\, and eat."),
    "ics: a field of one's own": lambda secret: calendar(f"X-WHO:{secret}"),
    "ics: a contact": lambda secret: calendar(f"CONTACT:{secret}"),
    "csv: one cell": lambda secret: f'a;"{secret}"\r\n'.encode("utf-8-sig"),
    "csv: two columns": lambda secret: (";".join(secret.split()) + "\r\n").encode(),
    "md: split by marks": lambda secret: f"Said **{secret[:3]}**{secret[3:]}".encode(),
    "md: a remark in the source": lambda secret: f"Said\n\n<!-- {secret} -->\n".encode(),
    "md: where a link goes": lambda secret: f"[x](mailto:{secret} 'x')".encode(),
    "md: letters as numbers": lambda secret: "".join(f"&#{ord(char)};" for char in secret).encode(),
}
WAYS.update(TEXTS)
