"""Office files made by hand, so that a test says exactly what stands in them."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, words in parts.items():
            opened.writestr(name, words)
    return made.getvalue()


def rels(*entries: tuple[str, str, str]) -> str:
    """Relationships from (kind, target, mode)."""
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"' + (f' TargetMode="{mode}"' if mode else "") + "/>"
        for n, (kind, target, mode) in enumerate(entries)
    )
    return f'<Relationships xmlns="{_RELATED}">{lines}</Relationships>'


def word(body: str, *related: tuple[str, str, str], **parts: str) -> bytes:
    """A Word file. `parts` are `styles`, `comments`, `footnotes`, `header1` ...: the insides of each."""
    names = {"document": "document.main", **{name: name.rstrip("123") for name in parts}}
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": _types({f"/word/{part}.xml": f"{_WORD}.{kind}+xml" for part, kind in names.items()}),
        "_rels/.rels": rels(("officeDocument", "word/document.xml", "")),
        "word/_rels/document.xml.rels": rels(*[(name.rstrip("123"), f"{name}.xml", "") for name in parts], *related),
        "word/document.xml": whole("document", f"<w:body>{body}</w:body>"),
    }
    roots = {"header": "hdr", "footer": "ftr"}
    held |= {f"word/{name}.xml": whole(roots.get(name.rstrip("123"), name), inside) for name, inside in parts.items()}
    return packed(held)


def _types(parts: dict[str, str]) -> str:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{usual}{overrides}</Types>'


def whole(root: str, inside: str) -> str:
    spaces = 'xmlns:mc="urn:mc" xmlns:wps="urn:wps" xmlns:v="urn:v" xmlns:m="urn:m" xmlns:pic="urn:pic"'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}" {spaces}>{inside}</w:{root}>'


def p(*runs: str, style: str = "", more: str = "") -> str:
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text: str, author: str = "Ana") -> str:
    return f'<w:ins w:id="1" w:author="{author}" w:date="2027-01-01T00:00:00Z">{r(text)}</w:ins>'


def gone(text: str, author: str = "Ana") -> str:
    return f'<w:del w:id="2" w:author="{author}"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, look: str = "") -> str:
    held = "".join(cell if cell.startswith("<w:tc") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{held}</w:tr>"


def tc(*held: str, look: str = "") -> str:
    inside = "".join(each if each.startswith("<") else p(each) for each in held)
    return f"<w:tc>{f'<w:tcPr>{look}</w:tcPr>' if look else ''}{inside}</w:tc>"
