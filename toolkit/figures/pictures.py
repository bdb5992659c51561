"""Logos and pictures that people bring: checked as data, without what a camera or a drawing program wrote into them.

Never opens a file and never follows a reference: an SVG that points outside itself is refused (a file of this computer could be
drawn into a document that is handed out).
"""

import functools
import io
import re

import resvg_py
from PIL import Image, ImageChops, UnidentifiedImageError

from toolkit.document.blocks import Picture
from toolkit.document.inline import Inline

LOGO_MM = 13.0
"""Height of a square logo. Wider ones are lower and tall ones higher, so that all weigh the same to the eye."""
_LOGO_WIDEST_MM = 52.0
_LOGO_TALLEST_MM = 17.0
_LOGO_PIXELS = 480
_PICTURE_WIDEST_MM = 150.0
_PICTURE_TALLEST_MM = 110.0
_PICTURE_PIXELS = 1800
_TOO_MANY_PIXELS = 60_000_000

_POINTS_OUTSIDE = re.compile(
    rb"<!ENTITY|<!DOCTYPE[^>]*\[|@import|(?:href|src)\s*=\s*[\"'](?!#|data:image/(?:png|jpeg);)|url\(\s*[\"']?(?!#)", re.IGNORECASE
)


class PictureError(Exception):
    """A picture that cannot be printed: one sentence that says why."""


@functools.lru_cache(maxsize=64)
def logo(data: bytes, name: str) -> Picture | None:
    """A host's logo at the height that makes it weigh as much as the others; None where there is none.

    Its empty margin is cut off first, for a logo is as tall as its ink.
    """
    if not data:
        return None
    image = _trimmed(_opened(data))
    ratio = image.width / image.height
    height = min(LOGO_MM / ratio**0.5 * 1.25 if ratio > 1.5 else LOGO_MM, _LOGO_TALLEST_MM, _LOGO_WIDEST_MM / ratio)
    if image.height > _LOGO_PIXELS:
        image = image.resize((max(1, round(ratio * _LOGO_PIXELS)), _LOGO_PIXELS), Image.Resampling.LANCZOS)
    return Picture(_png(image), "image/png", alt=name, height_mm=round(height, 1))


@functools.lru_cache(maxsize=64)
def picture(data: bytes, alt: str, caption: tuple[Inline, ...] = ()) -> Picture:
    """A picture for the report, no larger than half a page and without what its camera knew."""
    image = _opened(data)
    ratio = image.width / image.height
    if max(image.size) > _PICTURE_PIXELS:
        image.thumbnail((_PICTURE_PIXELS, _PICTURE_PIXELS), Image.Resampling.LANCZOS)
    width = round(min(_PICTURE_WIDEST_MM, _PICTURE_TALLEST_MM * ratio), 1)
    if image.mode == "RGB" and data[:2] == b"\xff\xd8":
        held = io.BytesIO()
        image.save(held, "JPEG", quality=88)
        return Picture(held.getvalue(), "image/jpeg", alt=alt, width_mm=width, caption=caption)
    return Picture(_png(image), "image/png", alt=alt, width_mm=width, caption=caption)


def _opened(data: bytes) -> Image.Image:
    if b"<svg" in data[:4096]:
        data = _drawn(data)
    try:
        with Image.open(io.BytesIO(data)) as found:
            if found.width * found.height > _TOO_MANY_PIXELS:
                raise PictureError("The picture has more than 60 million pixels; save it smaller.")
            if found.format not in {"PNG", "JPEG"}:
                raise PictureError("The picture is neither PNG, JPEG nor SVG; save it as one of these.")
            found.load()
            turned = _turned(found)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as why:
        raise PictureError("The picture cannot be read as PNG, JPEG or SVG; save it again from the program it came from.") from why
    return turned.convert("RGBA" if "A" in turned.mode or "transparency" in turned.info else "RGB")


def _turned(image: Image.Image) -> Image.Image:
    """Upright as the camera meant it: the note that says how is dropped with the rest of EXIF."""
    from PIL import ImageOps

    return ImageOps.exif_transpose(image)


def _drawn(svg: bytes) -> bytes:
    if _POINTS_OUTSIDE.search(svg):
        raise PictureError("The SVG refers to something outside itself; save it as a plain SVG with everything in it, or as PNG.")
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode("utf-8"), height=_LOGO_PIXELS))
    except (ValueError, UnicodeDecodeError) as why:
        raise PictureError("The SVG cannot be drawn; save it again as a plain SVG, or as PNG.") from why


def _trimmed(image: Image.Image) -> Image.Image:
    """Without the empty margin, be it transparent or white."""
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    box = ImageChops.difference(flat, Image.new("RGB", image.size, "white")).getbbox()
    return image.crop(box) if box else image


def _png(image: Image.Image) -> bytes:
    """Pixels only: neither EXIF nor text chunks are carried over."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    held = io.BytesIO()
    bare.save(held, "PNG", optimize=False)
    return held.getvalue()
