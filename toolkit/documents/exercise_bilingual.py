"""A sheet in two languages: back to back, so that neither has to be as short as the other; on cards side by side where both fit.

Both are the very sheets that each language has alone. What stands in the second carries its language. A drawing for the wall that is the
same in both hangs there once.
"""

import math
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import zip_longest
from typing import Any, TypeVar

from toolkit.document.blocks import Block, Cards, Cover, Document, Figure, Heading, PageBreak, Paragraph, Part
from toolkit.document.inline import Inline, Text, plain
from toolkit.documents import parts
from toolkit.documents.exercise_text import CARD_HEAD_MM, CARD_PADDING_MM, letters
from toolkit.figures.lettering import fit_words

_LEAST_PT = 11.0
"""Smaller than that nobody reads a card across a table: then each language has cards of its own."""

_T = TypeVar("_T")


def both(first: Document, second: Document) -> Document:
    """The first with the second behind it, on sheets of its own."""
    marked = tuple(_marked(block, second.language) for block in second.blocks)
    cards = _side_by_side(first, marked)
    if cards is not None:
        return replace(first, blocks=cards)
    front, back = _drawn_once(first.blocks, marked)
    if not any(isinstance(block, Figure) for block in back) and back != marked:
        return replace(first, blocks=(_of_both(front, marked), *front[1:]))
    turned = (replace(block, level=1) if isinstance(block, Cover) else _lowered(block) for block in back)
    return replace(first, blocks=(*front, Part(tuple(turned), second.page)))


def _marked(value: _T, code: str) -> _T:
    """Any piece of a document with its language on every text that has none."""
    if isinstance(value, Text | Figure) and not value.lang:
        value = replace(value, lang=code)
    if isinstance(value, tuple):
        return tuple(_marked(each, code) for each in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for each in fields(value):
        old = getattr(value, each.name)
        new = _marked(old, code) if isinstance(old, tuple) or is_dataclass(old) else old
        if new is not old and new != old:
            changes[each.name] = new
    return replace(value, **changes) if changes else value


def _lowered(block: Block) -> Block:
    return replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def _side_by_side(first: Document, marked: Sequence[Block]) -> tuple[Block, ...] | None:
    """Cards with both texts on each, as large as the longest pair allows; nothing where that is too small, or the sheet is no cards."""
    if not all(isinstance(block, Cards | PageBreak | Cover) for block in first.blocks):
        return None
    ours, theirs = ([block for block in blocks if isinstance(block, Cards)] for blocks in (first.blocks, marked))
    pairs = list(zip_longest(*([card for cards in side for card in cards.cards] for side in (ours, theirs))))
    if not ours or any(one is None or other is None for one, other in pairs):
        return None
    made = [_pair(one, other) for one, other in pairs]
    wide, high = ours[0].width_mm - 2 * CARD_PADDING_MM, ours[0].height_mm - 2 * CARD_PADDING_MM
    most = min(each.type_pt or _LEAST_PT for each in ours)
    size = min((_fitting(card, wide, high, most) for card in made if card), default=most)
    if size < _LEAST_PT:
        return None
    sheets: list[Block] = []
    at = 0
    for cards in ours:
        sheets += [PageBreak()] if at else []
        sheets.append(replace(cards, cards=tuple(made[at : at + len(cards.cards)]), type_pt=math.floor(size * 2) / 2))
        at += len(cards.cards)
    return (_of_both(first.blocks, marked), *sheets)


def _drawn_once(front: tuple[Block, ...], back: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Both sides of what is nothing but drawings, without those of the back that show what the front shows in the same place.

    What stands below such a drawing is there in both languages.
    """
    if not all(isinstance(block, Figure | PageBreak) or (isinstance(block, Cover) and block.style == "line") for block in (*front, *back)):
        return front, back
    again = {
        at: (ours, theirs)
        for at, (ours, theirs) in enumerate(zip(_figures(front), _figures(back), strict=False))
        if ours.drawing == theirs.drawing
    }
    said = {id(ours): replace(ours, caption=_captions(ours, theirs)) for ours, theirs in again.values()}
    left = [each for at, each in enumerate(_figures(back)) if at not in again]
    pages = [block for at, figure in enumerate(left) for block in ((PageBreak(), figure) if at else (figure,))]
    head = tuple(block for block in back if isinstance(block, Cover))
    return tuple(said.get(id(block), block) for block in front), (*head, *pages) if again else back


def _figures(blocks: Sequence[Block]) -> list[Figure]:
    return [block for block in blocks if isinstance(block, Figure)]


def _captions(one: Figure, other: Figure) -> tuple[Inline, ...]:
    return one.caption if plain(one.caption) == plain(other.caption) else parts.beside([one.caption, other.caption])


def _of_both(front: Sequence[Block], back: Sequence[Block]) -> Cover:
    """The line in the margin for both languages."""
    one, other = (next(block for block in blocks if isinstance(block, Cover)) for blocks in (front, back))
    titles = [one.title] if plain(one.title) == plain(other.title) else [one.title, other.title]
    return replace(one, title=parts.beside(titles), facts=_facts(one, other))


def _facts(one: Cover, other: Cover) -> tuple[tuple[Inline, ...], ...]:
    found = parts.beside([*one.facts, *other.facts])
    return (found,) if found else ()


def _pair(one: tuple[Block, ...], other: tuple[Block, ...]) -> tuple[Block, ...]:
    """What says the same in both, a number or nothing, is there once."""
    return one if _words(one) == _words(other) else (*one, *(each for each in other if _words((each,)) not in map(_words, _each(one))))


def _each(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    return [(block,) for block in blocks]


def _words(blocks: Sequence[Block]) -> str:
    return "\n".join(plain(block.content) for block in blocks if isinstance(block, Paragraph))


def _fitting(card: Sequence[Block], wide: float, high: float, most: float) -> float:
    """The size at which a card's paragraphs fit, with the room that its small head lines take."""
    small = [block for block in card if isinstance(block, Paragraph) and block.style == "kicker"]
    said = [letters(block.content) for block in card if isinstance(block, Paragraph) and block.style != "kicker"]
    room = high - len(small) * CARD_HEAD_MM - len(said) * 2.4
    return fit_words("\n".join(said), wide * 0.97, room * 0.97, most, 7).size if said else most

