"""The sheet of one document as CSS: its size, what stands in its margins, the marks at its cards' corners.

A few short rules, because they are read anew for each document, while print.css is read once.
"""

import base64
import re

from toolkit.document.blocks import SIZES_MM, Cards, Document, Page


def width(page: Page) -> float:
    """The width between the margins, in millimetres."""
    return page.area_mm()[0]


def rules(document: Document) -> str:
    """The size of the sheet and what stands in its margins: the header above, footer lines and page number below."""
    page = document.page
    start, end = ("right", "left") if document.rtl else ("left", "right")
    lines = "\n".join([line for line in document.footer if line])
    beside = end if document.header_at_end else start
    header = f"@top-{beside}{{content:{_string(document.header)}}}" if document.header else ""
    footer = f"@bottom-{start}{{content:{_string(lines)};text-align:{start};white-space:pre-line;width:76%}}" if lines else ""
    number = f"@bottom-{end}{{content:{_counted(document.page_words)};text-align:{end}}}"
    screen = f"main,.furniture{{max-width:{width(page):g}mm}}\n"
    return f"@page{{{_sheet(page)};{header}{footer}{number}}}\n@media screen{{{screen}}}\n"


def part_rules(page: Page, name: str) -> str:
    """The sheet of a part: a named page, which keeps what stands in the margins of the others."""
    return f"@page {name}{{{_sheet(page)}}}\n.{name}{{page:{name}}}\n@media screen{{.{name}{{max-width:{width(page):g}mm}}}}\n"


def _sheet(page: Page) -> str:
    across, down = SIZES_MM[page.size]
    if page.landscape:
        across, down = down, across
    return f"size:{across:g}mm {down:g}mm;margin:{' '.join([f'{margin:g}mm' for margin in page.margins_mm])}"


def _counted(words: str) -> str:
    """"Page {page} of {pages}", in any order and language, as CSS counts."""
    parts = re.split(r"(\{page\}|\{pages\})", words)
    return " ".join([_COUNTERS.get(part) or _string(part) for part in parts if part]) or '""'


_COUNTERS = {"{page}": "counter(page)", "{pages}": "counter(pages)"}


def _string(words: str) -> str:
    """A CSS string that can neither be left from inside nor end the style element around it."""
    return '"' + re.sub(r'["\\<>\x00-\x1f]', lambda found: f"\\{ord(found[0]):x} ", words) + '"'


def cut_marks(cards: Cards, gutter: float) -> str:
    """Ticks in the gutters at a card's corners, not touching it: a printer's drift of two millimetres cuts no word."""
    wide, high = cards.width_mm + gutter, cards.height_mm + gutter
    half, tick = gutter / 2, max(min(gutter / 2 - 0.5, 4), 0.5)
    lines = []
    for x in (half, wide - half):
        lines += [f"M{x:.2f} 0V{tick:.2f}", f"M{x:.2f} {high:.2f}V{high - tick:.2f}"]
    for y in (half, high - half):
        lines += [f"M0 {y:.2f}H{tick:.2f}", f"M{wide:.2f} {y:.2f}H{wide - tick:.2f}"]
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.2f}mm" height="{high:.2f}mm" viewBox="0 0 {wide:.2f} {high:.2f}">'
        f'<path d="{"".join(lines)}" stroke="#000" stroke-width=".15" fill="none"/></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
