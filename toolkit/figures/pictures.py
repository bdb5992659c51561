"""How large a logo or a picture stands on paper. What it holds was checked and stripped when it was taken in (library/pictures.py)."""

import io
from typing import Literal

from PIL import Image, UnidentifiedImageError

from toolkit.document.blocks import Picture
from toolkit.document.inline import Inline

LOGO_MM = 13.0
"""Height of a square logo. Wider ones are lower and tall ones higher, so that all weigh the same to the eye."""
_LOGO_WIDEST_MM = 47.0
_LOGO_TALLEST_MM = 17.0
_WIDEST_MM = 150.0
_TALLEST_MM = 110.0


def logo(data: bytes, name: str) -> Picture | None:
    """A host's logo, as strong as the others: nearer to the same area than to the same height. None where it cannot be printed."""
    found = _measured(data)
    if found is None:
        return None
    media, ratio = found
    height = min(LOGO_MM / ratio**0.4, _LOGO_TALLEST_MM, _LOGO_WIDEST_MM / ratio)
    return Picture(data, media, alt=name, height_mm=round(height, 1))


def picture(data: bytes, alt: str, caption: tuple[Inline, ...] = ()) -> Picture | None:
    """A picture for the report, no larger than half a page. None where it cannot be printed."""
    found = _measured(data)
    if found is None:
        return None
    media, ratio = found
    return Picture(data, media, alt=alt, width_mm=round(min(_WIDEST_MM, _TALLEST_MM * ratio), 1), caption=caption)


def _measured(data: bytes) -> tuple[Literal["image/png", "image/jpeg"], float] | None:
    """What it is and its width for a height of one; nothing but PNG and JPEG goes into a document."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as found:
            return ("image/png" if found.format == "PNG" else "image/jpeg"), found.width / found.height
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        return None
