"""The headings of a document in the order in which it is written: what contents and bookmarks are made from."""

from collections.abc import Iterable

from toolkit.document.blocks import Block, Callout, Cards, Cover, Heading, Items, Part, Quote, Table, Together


def headings(blocks: Iterable[Block]) -> list[Heading]:
    """Every heading, those of cells and cards too; the title block of a part counts as one."""
    found: list[Heading] = []
    for block in blocks:
        match block:
            case Heading():
                found.append(block)
            case Cover(title, level=level) if level:
                found.append(Heading(level, title))
            case Together(content) | Callout(content) | Quote(content) | Part(content):
                found.extend(headings(content))
            case Items(groups) | Cards(groups):
                found.extend(heading for group in groups for heading in headings(group))
            case Table(rows=rows):
                found.extend(heading for row in rows for cell in row.cells if cell.blocks for heading in headings(cell.blocks))
    return found
