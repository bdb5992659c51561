"""Drawings and pictures in Word: of their true size, with the words that stand for them, and never with a file's name.

A drawing goes in twice, as SVG and as PNG, so that old programs show it too; where its letters join or run from right to left it is
a PNG alone, for Word sets such letters wrongly in SVG.
"""

from __future__ import annotations

import functools
import struct
from typing import TYPE_CHECKING

from toolkit.document.blocks import Figure, Picture
from toolkit.document.drawing import Drawing
from toolkit.document.inline import Inline
from toolkit.writers import svg
from toolkit.writers.docx_inline import attribute, languages

if TYPE_CHECKING:
    from toolkit.writers.docx_body import Body, Place

_EMU_MM = 36000
_EMU_TWIP = 635
_BESIDE = 120
"""Dots to an inch where the SVG stands beside it, and only Word of before 2016 looks at the dots."""
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def figure(body: Body, block: Figure, at: Place) -> str:
    drawing = block.drawing
    alone = svg.needs_shaping(drawing)
    embed = body.image("image/png", _png(drawing, body.document.language, svg.dpi_for(drawing) if alone else svg.dpi_for(drawing, _BESIDE)))
    extension = ""
    if not alone:
        drawn = body.image("image/svg+xml", svg.render(drawing).encode())
        extension = (
            '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{drawn}"/></a:ext></a:extLst>'
        )
    drawn_as = shape(body, at, embed, block.alt, drawing.width_mm, drawing.height_mm, extension, block.lang or "")
    return _shown(body, at, drawn_as, block.caption)


def picture(body: Body, block: Picture, at: Place) -> str:
    return _shown(body, at, inline_picture(body, at, block), block.caption)


def inline_picture(body: Body, at: Place, block: Picture) -> str:
    """A picture as a run, the measure that is not given following from the other."""
    wide, high = _pixels(block)
    if block.height_mm:
        height = block.height_mm
        width = block.width_mm or height * wide / high
    else:
        width = block.width_mm or at.width / 1440 * 25.4
        height = width * high / wide
    return shape(body, at, body.image(block.media, block.data), block.alt, width, height)


def shape(body: Body, at: Place, embed: str, alt: str, width_mm: float, height_mm: float, extension: str = "",
          lang: str = "") -> str:
    """One picture in a line; what is larger than its place is made smaller, for Word would cut it off.

    Word has no place for the language of an alt text but the run that holds the picture.
    """
    body.drawings += 1
    number = body.drawings
    least = min(1, at.width * _EMU_TWIP / (width_mm * _EMU_MM), body.height * _EMU_TWIP / (height_mm * _EMU_MM))
    wide, high = round(width_mm * _EMU_MM * least), round(height_mm * _EMU_MM * least)
    said = f'id="{number}" name="{number}" descr="{attribute(alt)}"'
    spoken = f"<w:rPr>{languages(lang)}</w:rPr>" if lang else ""
    return (
        f'<w:r>{spoken}<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/><wp:docPr {said}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr><a:picLocks noChangeAspect="1"/></pic:cNvPicPr></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{embed}">{extension}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _shown(body: Body, at: Place, run: str, caption: tuple[Inline, ...]) -> str:
    made = body.paragraph(run, at, "Figure", keep=bool(caption))
    return made + body.paragraph(body.runs.line(caption), at, "FigureCaption", after=body.indent(at)) if caption else made


def _pixels(block: Picture) -> tuple[int, int]:
    """A picture's size, read from its first bytes."""
    data = block.data
    if block.media == "image/png":
        wide, high = struct.unpack_from(">II", data, 16)
        return max(wide, 1), max(high, 1)
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            at += 1
        elif data[at + 1] in _FRAMES:
            high, wide = struct.unpack_from(">HH", data, at + 5)
            return max(wide, 1), max(high, 1)
        elif data[at + 1] in _BARE:
            at += 1 if data[at + 1] == 0xFF else 2
        else:
            at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    raise ValueError(f"The picture described as {block.alt!r} is no JPEG that can be measured")


_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_BARE = frozenset({0x01, 0xFF, *range(0xD0, 0xDA)} - {0xDA})


@functools.lru_cache(maxsize=16)
def _png(drawing: Drawing, language: str, dpi: int) -> bytes:
    return svg.png(drawing, dpi, language)
