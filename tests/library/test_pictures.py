"""Pictures come out as plain PNG or JPEG of print size, and nothing that somebody's camera or program wrote comes with them."""

import base64
import io

import pytest
from PIL import Image, PngImagePlugin

from toolkit.language import language
from toolkit.library import pictures
from toolkit.library.pictures import PictureError


def svg(inside: str, head: str = "", attributes: str = 'viewBox="0 0 100 100"') -> bytes:
    return f'{head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inside}</svg>'.encode()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def saved(image: Image.Image, form: str, **rest: object) -> bytes:
    held = io.BytesIO()
    image.save(held, form, **rest)
    return held.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(PictureError) as refused:
        pictures.logo("a.svg", data)
    return str(refused.value)


def test_a_drawing_becomes_a_png_of_print_size_without_its_margin() -> None:
    image = opened(pictures.logo("a.svg", svg('<rect x="30" y="40" width="40" height="20" fill="#336699"/>')))
    assert (image.format, image.mode, image.height) == ("PNG", "RGBA", 330)
    assert abs(image.width - 660) <= 3
    assert image.getpixel((330, 165)) == (0x33, 0x66, 0x99, 255)


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        "\ufeff<!-- made by a program -->\n",
    ],
)
def test_what_drawing_programs_write_before_a_drawing_is_read(head: str) -> None:
    assert opened(pictures.logo("a.svg", svg('<circle cx="50" cy="50" r="40"/>', head))).size == (330, 330)


@pytest.mark.parametrize("family", ["sans-serif", "A Font That Is Not Here", ""])
def test_words_in_a_drawing_are_drawn_whether_their_font_is_here_or_not(family: str) -> None:
    image = opened(pictures.logo("a.svg", svg(f'<text x="0" y="60" font-size="40" font-family="{family}">ERN Łع</text>')))
    assert (image.height > 320, image.width > 600) == (True, True)


def test_the_same_drawing_is_the_same_picture_each_time() -> None:
    data = svg('<circle cx="50" cy="50" r="40"/>')
    assert pictures.logo("a.svg", data) == pictures.logo("a.svg", data)


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<image xlink:href="file:///etc/passwd" width="10" height="10"/>', "file:///etc/passwd"),
        ('<image href="photo.png" width="10" height="10"/>', "photo.png"),
        ('<image href="https://example.org/x.png" width="10" height="10"/>', "https://example.org/x.png"),
        ('<image href="data:image/svg+xml;base64,AAAA" width="10" height="10"/>', "data:image/svg+xml;base64,AAAA"),
        ('<use href="other.svg#mark"/>', "other.svg#mark"),
        ("<style>@import 'https://example.org/a.css';</style>", "style"),
        ('<rect style="fill: url(https://example.org/a.svg#x)" width="10" height="10"/>', "style"),
    ],
)
def test_a_drawing_that_reaches_outside_itself_is_refused(inside: str, found: str) -> None:
    assert refusal(svg(inside)) == (
        f"The drawing a.svg refers to something outside itself ({found}): embed it, or save the drawing as PNG."
    )


def test_what_a_drawing_holds_itself_is_drawn() -> None:
    dot = base64.b64encode(saved(Image.new("RGB", (2, 2), "red"), "PNG")).decode()
    inside = (
        '<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs><rect width="50" height="100" fill="url(#g)"/>'
        f'<image href="data:image/png;base64,{dot}" x="50" width="50" height="100" preserveAspectRatio="none"/><use href="#g"/>'
    )
    image = opened(pictures.logo("a.svg", svg(inside)))
    assert [image.getpixel(at) for at in ((100, 165), (250, 165))] == [(255, 0, 0, 255)] * 2


def test_scripts_and_links_are_dropped() -> None:
    inside = '<script>alert(1)</script><a href="https://example.org"><rect width="100" height="100"/></a>'
    assert opened(pictures.logo("a.svg", svg(inside))).size == (330, 330)


def test_entities_are_refused_before_anything_is_parsed() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert refusal(svg("<text>&x;</text>", head)) == (
        "The drawing a.svg defines XML entities, which can hide files or never end: save it as “plain SVG” or as PNG."
    )
    assert refusal(svg("<text>&x;</text>", head).decode().encode("utf-16")).startswith("The drawing a.svg defines XML entities")


def test_a_png_keeps_its_pixels_and_loses_its_notes() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Somebody Real")
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    image.paste((10, 20, 30, 255), (10, 10, 50, 30))
    data = saved(image, "PNG", pnginfo=notes, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0", dpi=(72, 72))
    made = pictures.logo("a.png", data)
    assert b"Somebody" in data
    assert (opened(made).size, opened(made).info, opened(made).getpixel((0, 0))) == ((40, 20), {}, (10, 20, 30, 255))
    assert [chunk for chunk in (b"tEXt", b"eXIf", b"pHYs", b"tIME", b"iCCP") if chunk in made] == []


def test_a_photo_is_turned_upright_and_its_notes_are_dropped() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "CameraMaker"
    image = Image.new("RGB", (60, 20), "white")
    image.paste("black", (0, 0, 20, 20))
    made = pictures.figure("a.jpg", saved(image, "JPEG", exif=exif, quality=95))
    photo = opened(made)
    assert (photo.format, photo.size, dict(photo.getexif())) == ("JPEG", (20, 60), {})
    assert b"CameraMaker" not in made
    assert photo.convert("L").getpixel((10, 10)) < 20 < 200 < photo.convert("L").getpixel((10, 50))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_grey_or_rgb(mode: str) -> None:
    image = Image.new(mode, (40, 40)) if mode == "I;16" else Image.new("RGBA", (40, 40), (120, 120, 120, 255)).convert(mode)
    assert opened(pictures.logo("a.png", saved(image, "PNG"))).mode in ("L", "RGB", "RGBA")


def test_a_cmyk_jpeg_becomes_rgb() -> None:
    assert opened(pictures.logo("a.jpg", saved(Image.new("CMYK", (40, 40), (0, 0, 0, 255)), "JPEG"))).mode == "RGB"


def test_pictures_are_no_larger_than_print_needs() -> None:
    large = saved(Image.new("RGB", (3000, 2000), "navy"), "PNG")
    assert (opened(pictures.logo("a.png", large)).size, opened(pictures.figure("a.png", large)).size) == ((495, 330), (2400, 1600))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file a.svg is not a PNG, JPEG or SVG picture: save it as one of these."),
        (b"GIF89a\x01\x00", "The file a.svg is not a PNG, JPEG or SVG picture: save it as one of these."),
        (b"<html><svg></svg></html>", "The file a.svg is not a PNG, JPEG or SVG picture: save it as one of these."),
        (b"<svg", "The picture a.svg is damaged or cut off: save it again from where it came."),
        (b"\x89PNG\r\n\x1a\nrest", "The picture a.svg is damaged or cut off: save it again from where it came."),
        (saved(Image.new("RGB", (99, 99)), "PNG")[:-30], "The picture a.svg is damaged or cut off: save it again from where it came."),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "The picture a.svg is damaged or cut off: save it again from where it came."),
        (svg(""), "The picture a.svg is empty: nothing in it would be printed."),
        (svg("<rect/>", attributes='width="0" height="0"'), "The drawing a.svg cannot be drawn: save it as “plain SVG” or as PNG."),
        (bytes(pictures.MAX_BYTES + 1), "The picture a.svg is larger than 5 MB: save it smaller."),
        (saved(Image.new("1", (8000, 6000)), "PNG"), "The picture a.svg has more than 40 million pixels: save it smaller."),
        (saved(Image.new("RGBA", (9, 9)), "PNG"), "The picture a.svg is empty: nothing in it would be printed."),
    ],
)
def test_what_cannot_be_printed_is_one_sentence(data: bytes, sentence: str) -> None:
    assert refusal(data) == sentence


def test_a_refusal_is_said_in_the_language_of_its_reader() -> None:
    with pytest.raises(PictureError) as refused:
        pictures.logo("a.svg", b"")
    assert refused.value.say(language("en-XA")).startswith("⟦")


def test_a_very_wide_logo_keeps_its_form_and_has_a_limit() -> None:
    image = opened(pictures.logo("a.svg", svg('<rect width="4000" height="100"/>', attributes='viewBox="0 0 4000 100"')))
    assert (image.width, 95 <= image.height <= 105) == (3960, True)


_NESTED = "".join(f'<g id="a{n}"><use xlink:href="#a{n - 1}"/></g>' for n in range(1, 200))
_DOUBLED = "".join(f'<g id="a{n}"><use xlink:href="#a{n - 1}"/><use xlink:href="#a{n - 1}"/></g>' for n in range(1, 14))


@pytest.mark.parametrize(
    "inside",
    [
        "<g>" * 250 + '<rect width="5" height="5"/>' + "</g>" * 250,
        f'<defs><g id="a0"><rect width="5" height="5"/></g>{_NESTED}</defs><use xlink:href="#a199"/>',
        f'<defs><g id="a0"><rect width="5" height="5"/></g>{_DOUBLED}</defs>' + '<use xlink:href="#a13"/>' * 5,
    ],
    ids=["groups", "uses", "doublings"],
)
def test_a_drawing_that_would_end_the_program_or_take_for_ever_is_refused(inside: str) -> None:
    assert refusal(svg(inside)) == "The drawing a.svg cannot be drawn: save it as “plain SVG” or as PNG."


@pytest.mark.parametrize(("box", "size"), [("0 0 1000000 1", (2400, 1)), ("0 0 1 1000000", (1, 2400)), ("0 0 2 1", (2400, 1200))])
def test_a_drawing_of_any_shape_is_drawn_within_bounds(box: str, size: tuple[int, int]) -> None:
    """By its height alone the first would ask for gigabytes, and end the program."""
    body = '<rect width="1000000" height="1000000"/>'
    assert opened(pictures.figure("a.svg", svg(body, attributes=f'viewBox="{box}"'))).size == size


def test_a_drawing_that_repeats_itself_is_drawn_without_end_to_it() -> None:
    body = '<g id="a"><rect width="50" height="50"/><use xlink:href="#a" x="10"/></g>'
    assert opened(pictures.logo("a.svg", svg(body))).height == 330


def test_a_picture_that_is_cut_off_is_refused_also_after_weasyprint_was_imported():
    import weasyprint  # noqa: F401  (its import tells Pillow to fill up what is missing)

    image = Image.effect_noise((99, 99), 60)
    out = io.BytesIO()
    image.save(out, "PNG")
    with pytest.raises(pictures.PictureError, match="damaged or cut off"):
        pictures.logo("a.png", out.getvalue()[:-2000])
