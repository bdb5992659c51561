"""The sheet that a page has in Word, which knows none longer than 22 inches: an A2 poster is drawn smaller there, all of it alike."""

from toolkit.document.blocks import SIZES_MM, Page

MOST_MM = 558.8
"""The longest side of a page in Word, 22 inches; with a longer one it opens the file and cuts the page."""


def sheet_mm(page: Page) -> tuple[float, float]:
    """Width and height of the paper, turned as the page is."""
    across, down = SIZES_MM[page.size]
    if page.landscape:
        across, down = down, across
    least = min(1.0, MOST_MM / max(across, down))
    return across * least, down * least


def area_mm(page: Page) -> tuple[float, float]:
    """Width and height between the margins."""
    across, down = sheet_mm(page)
    top, right, bottom, left = page.margins_mm
    return across - left - right, down - top - bottom
