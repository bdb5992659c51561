"""Pictures that people bring, made safe to print: checked as data, drawn without looking anywhere else, and stripped.

What comes out is a plain PNG or JPEG: no camera, place, author, comment or thumbnail, and nothing that fetches.
"""

import base64
import binascii
import io
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import resvg_py
from lxml import etree
from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.library.places import FONTS

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
LOGO_PIXELS = 330
"""14 mm at 600 dots an inch: no printer shows more of a logo."""
MEASURED_PIXELS = 96
WIDEST = 12
"""How many times its height a drawing may be wide before it is drawn lower instead."""
FIGURE_PIXELS = 2400
"""200 mm at 300 dots an inch."""

FAMILY = "Noto Sans"
"""What words are drawn in where their own font is not on this machine."""

_SVG = "{http://www.w3.org/2000/svg}svg"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href", "src")
_INSIDE = re.compile(r"^\s*(#|data:image/(png|jpeg|jpg);base64,)", re.IGNORECASE)
_STYLE_REACHES_OUT = re.compile(r"@import|url\(\s*[\"']?\s*(?!#|[\"']|\s|data:)", re.IGNORECASE)
_REPEATS = re.compile(r"(?:^\s*|url\(\s*[\"']?)#([^\"')\s]+)")
DEEPEST = 30
MOST_ELEMENTS = 50_000
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_PILLOW = threading.RLock()


class PictureError(SaidError):
    """Why a picture cannot be used: a sentence for the person who brought it."""


TOO_LARGE = N_("The picture {name} is larger than 5 MB: save it smaller.")
TOO_MANY_PIXELS = N_("The picture {name} has more than 40 million pixels: save it smaller.")
NOT_A_PICTURE = N_("The file {name} is not a PNG, JPEG or SVG picture: save it as one of these.")
BROKEN = N_("The picture {name} is damaged or cut off: save it again from where it came.")
EMPTY = N_("The picture {name} is empty: nothing in it would be printed.")
ENTITIES = N_("The drawing {name} defines XML entities, which can hide files or never end: save it as “plain SVG” or as PNG.")
REACHES_OUT = N_("The drawing {name} refers to something outside itself ({found}): embed it, or save the drawing as PNG.")
NOT_DRAWN = N_("The drawing {name} cannot be drawn: save it as “plain SVG” or as PNG.")


def logo(name: str, data: bytes) -> bytes:
    """A host's logo as PNG or JPEG of print size, without the transparent margin that would make it look smaller than the others."""
    drawn = _is_svg(data)
    image, lossy = _opened(name, data, MEASURED_PIXELS if drawn else LOGO_PIXELS)
    trimmed = _without_margin(name, image)
    if drawn:
        # Measured small, then drawn so large that the mark itself, without its margin, surely has the pixels.
        taller = min(LOGO_PIXELS * image.height // max(1, trimmed.height - 2) + 1, LOGO_PIXELS * WIDEST)
        trimmed = _without_margin(name, _opened(name, data, taller)[0])
    return _saved(_at_most(trimmed, LOGO_PIXELS * WIDEST, LOGO_PIXELS), lossy)


def figure(name: str, data: bytes) -> bytes:
    """A picture for the report, upright and no larger than print needs."""
    image, lossy = _opened(name, data, FIGURE_PIXELS)
    return _saved(_at_most(image, FIGURE_PIXELS, FIGURE_PIXELS), lossy)


def _opened(name: str, data: bytes, height: int) -> tuple[Image.Image, bool]:
    if len(data) > MAX_BYTES:
        raise PictureError(TOO_LARGE, name=name)
    if _is_svg(data):
        return _pixels(name, _drawn(name, data, height)), False
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _pixels(name, data), data.startswith(b"\xff")
    raise PictureError(NOT_A_PICTURE, name=name)


def _is_svg(data: bytes) -> bool:
    start = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return start.startswith(b"<") and b"<svg" in data[:65536].replace(b"\x00", b"")


def _pixels(name: str, data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings(), _whole_pictures_only():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as found:
                if found.width * found.height > MAX_PIXELS:
                    raise PictureError(TOO_MANY_PIXELS, name=name)
                found.load()
                return _plain(ImageOps.exif_transpose(found))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as problem:
        raise PictureError(BROKEN, name=name) from problem


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """WeasyPrint, once imported, lets Pillow fill up a picture that is cut off; ours say that it is."""
    with _PILLOW:
        was = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = was


def _plain(image: Image.Image) -> Image.Image:
    """Grey or sRGB, with alpha only where there was some; colours as their own profile meant them, for it is dropped."""
    profile = image.info.get("icc_profile")
    see_through = "A" in image.getbands() or "transparency" in image.info
    if image.mode.startswith("I"):
        # Sixteen bits a channel: printers have eight.
        image = image.point(lambda value: value / 256).convert("L")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            image = ImageCms.profileToProfile(  # type: ignore[assignment]
                image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            image = image.convert("RGB")
    wanted = "RGBA" if see_through else "L" if image.mode in ("L", "1") else "RGB"
    return image if image.mode == wanted else image.convert(wanted)


def _drawn(name: str, data: bytes, height: int) -> bytes:
    """The drawing as PNG, from a tree that was looked through: only what it holds itself is drawn."""
    if _ENTITY.search(data.replace(b"\x00", b"")):
        raise PictureError(ENTITIES, name=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise PictureError(BROKEN, name=name) from problem
    if root.tag != _SVG:
        raise PictureError(NOT_A_PICTURE, name=name)
    for element in list(root.iter()):
        _check_inside(name, element)
    _check_size(name, root)
    markup = etree.tostring(root, encoding="unicode")
    # Both bounds: a drawing a million times as wide as high would ask for more memory than there is, and end the program.
    width = min(height * WIDEST, MAX_PIXELS // height)
    # Fonts take time to find and matter to words only; words in a font that is not here would silently be left out.
    words = next(root.iter("{http://www.w3.org/2000/svg}text"), None) is not None
    fonts = sorted(str(path) for path in FONTS.glob("*.ttf")) if words else []
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=markup, width=width, height=height, skip_system_fonts=not words, font_files=fonts, font_family=FAMILY,
                serif_family=FAMILY, sans_serif_family=FAMILY, cursive_family=FAMILY, fantasy_family=FAMILY, monospace_family=FAMILY,
            )
        )
    except (ValueError, RuntimeError) as problem:
        raise PictureError(NOT_DRAWN, name=name) from problem


def _check_inside(name: str, element: etree._Element) -> None:
    tag = etree.QName(element).localname
    if tag in ("script", "foreignObject"):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        return
    for key in _HREFS:
        target = element.get(key)
        if target is None or not target.strip():
            continue
        if tag == "a":
            del element.attrib[key]
        elif not _INSIDE.match(target) or (target.lstrip()[:5].lower() == "data:" and not _is_base64(target)):
            raise PictureError(REACHES_OUT, name=name, found=target.strip()[:60])
    if tag == "style" and _STYLE_REACHES_OUT.search(element.text or ""):
        raise PictureError(REACHES_OUT, name=name, found="style")
    if _STYLE_REACHES_OUT.search(element.get("style") or ""):
        raise PictureError(REACHES_OUT, name=name, found="style")


def _check_size(name: str, root: etree._Element) -> None:
    """What a drawing comes to once everything that it repeats is written out: resvg, too deep in, ends the whole program."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    done: dict[etree._Element, tuple[int, int]] = {}

    def measured(element: etree._Element, above: int) -> tuple[int, int]:
        """How deep it goes, and how many elements it is. What repeats itself counts once, for resvg does not draw it."""
        if above > DEEPEST:
            raise PictureError(NOT_DRAWN, name=name)
        if element in done:
            return done[element]
        done[element] = (0, 0)
        repeated = (named.get(found) for value in element.attrib.values() for found in _REPEATS.findall(str(value)))
        inside = [measured(each, above + 1) for each in (*element, *repeated) if each is not None]
        done[element] = (1 + max((deep for deep, _ in inside), default=0), 1 + sum(many for _, many in inside))
        return done[element]

    deep, many = measured(root, 0)
    if deep > DEEPEST or many > MOST_ELEMENTS:
        raise PictureError(NOT_DRAWN, name=name)


def _is_base64(target: str) -> bool:
    try:
        base64.b64decode("".join(target.partition(",")[2].split()), validate=True)
    except binascii.Error:
        return False
    return True


def _without_margin(name: str, image: Image.Image) -> Image.Image:
    if "A" not in image.getbands():
        return image
    # What is nearly transparent is a shadow's edge, not the mark.
    box = image.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox()
    if box is None:
        raise PictureError(EMPTY, name=name)
    return image.crop(box)


def _at_most(image: Image.Image, width: int, height: int) -> Image.Image:
    scale = min(width / image.width, height / image.height)
    if scale >= 1:
        return image
    return image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))), Image.Resampling.LANCZOS)


def _saved(image: Image.Image, lossy: bool) -> bytes:
    """Pixels only: a new image carries over no chunk and no note of the old one."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    held = io.BytesIO()
    if lossy:
        bare.save(held, "JPEG", quality=92, subsampling=0)
    else:
        bare.save(held, "PNG", optimize=False, compress_level=6)
    return held.getvalue()
