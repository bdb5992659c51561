"""Logos weigh the same, and nothing but PNG and JPEG goes into a document."""

import io

import pytest
from PIL import Image

from tests.support import sample
from toolkit.figures.pictures import logo, picture


def image(width, height, form="PNG"):
    held = io.BytesIO()
    Image.new("RGB", (width, height), "grey").save(held, form)
    return held.getvalue()


def test_a_square_logo_is_thirteen_millimetres_and_wider_ones_are_lower():
    heights = [logo(image(width, 100), "a").height_mm for width in (40, 60, 100, 200, 400, 1600)]
    assert heights == [17, 15.9, 13, 9.9, 7.5, 2.9]
    assert heights[-1] * 16 <= 52


def test_two_logos_of_the_sample_weigh_about_the_same():
    areas = []
    for host in sample().convening.hosts:
        made = logo(sample().assets[host.logo], host.name)
        with Image.open(io.BytesIO(made.data)) as found:
            areas.append(made.height_mm**2 * found.width / found.height)
    assert max(areas) / min(areas) < 1.5


@pytest.mark.parametrize("bad", [b"", b"no picture", b"<svg/>", b"GIF89a", image(9, 9, "GIF"), image(9, 9)[:20]])
def test_what_is_neither_png_nor_jpeg_is_not_printed(bad):
    assert logo(bad, "a") is None
    assert picture(bad, "a") is None


def test_a_picture_keeps_its_bytes_and_takes_half_a_page_at_most():
    data = image(400, 100, "JPEG")
    made = picture(data, "The wall")
    assert (made.data, made.media, made.alt, made.width_mm) == (data, "image/jpeg", "The wall", 150)
    assert picture(image(100, 400), "a").width_mm == 27.5
