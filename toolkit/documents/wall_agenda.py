"""The agenda for the wall: one day a page, height is time, groups at the same time stand side by side.

It is wrong by half past ten, so every time has room beside it for the new one. Nothing is ever cut off: a short item keeps
the height that its words need, and the minutes share what is left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.convening.model import Convening
from toolkit.convening.values import Text as Words
from toolkit.document.blocks import SIZES_MM, Block, Cell, Column, Document, Heading, Page, Paragraph, Row, Table
from toolkit.document.inline import Inline, Quiet, plain, text
from toolkit.documents import parts, schedule
from toolkit.documents.registry import Options, PaperSize, Spec
from toolkit.documents.schedule import DayPlan, Entry
from toolkit.language import N_

_MARGINS = (12.0, 14.0, 16.0, 14.0)
_NEW_TIME_SHARE = 0.11
_MOST_SIDE_BY_SIDE = 12
_MM_PER_PT = 25.4 / 72
_LOST_AT_A_BREAK_MM = 30.0
_PADDING_MM = 6.0
_POINTS: dict[PaperSize, tuple[float, ...]] = {
    "a3": (24, 22, 20, 18, 17, 16, 15, 14), "a4": (16, 15, 14, 13, 12),
}
"""Sizes to try, the largest first: twelve points for each metre from which it is read. Below the last a second sheet is better."""
_OVER_SHEETS: dict[PaperSize, float] = {"a3": 18, "a4": 14}
_LEGIBLE: dict[PaperSize, float] = {"a3": 18, "a4": 14}
_ROOM_FOR_TIME = 0.8
"""Above the legible size, words may take this part of the sheet; the rest is what makes an hour look longer than five minutes."""


class _Type:
    """An estimate of the room that words take at a size of type: bold Noto Sans, word by word."""

    def __init__(self, page: Page, points: float, time_letters: int) -> None:
        self.points = points
        self._line_mm = points * 1.27 * _MM_PER_PT
        self._letter_mm = points * 0.56 * _MM_PER_PT
        width = SIZES_MM[page.size][0] - page.margins_mm[1] - page.margins_mm[3]
        self.time_mm = max(time_letters, 5) * points * 0.6 * _MM_PER_PT + _PADDING_MM
        self.new_time_mm = width * _NEW_TIME_SHARE
        self.sessions_mm = width - self.time_mm - self.new_time_mm

    def lines(self, words: str, part: float = 1.0) -> int:
        """How many lines the words take in that part of the sessions' width; a word that is too long goes on in the next."""
        room = self._letters(part)
        count, used = 1, 0
        for word in words.split():
            needed = len(word) + (1 if used else 0)
            if used and used + needed > room:
                count, used, needed = count + 1, 0, len(word)
            count += (used + needed - 1) // room
            used = (used + needed - 1) % room + 1
        return count

    def breaks(self, words: str, part: float) -> bool:
        """Whether a word is longer than its line."""
        return max((len(word) for word in words.split()), default=0) > self._letters(part)

    def height(self, lines: int) -> float:
        return lines * self._line_mm + 4.4

    def _letters(self, part: float) -> int:
        return max(3, int((self.sessions_mm * part - _PADDING_MM) / self._letter_mm))


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    size = _size(convening, options)
    page = Page(size=size, margins_mm=_MARGINS)
    title = say("Agenda")
    facts = parts.when_and_where(convening, options)
    blocks: list[Block] = [parts.cover(convening, options, text(title), facts=[parts.beside(facts)] if facts else [])]
    days = schedule.plans(convening)
    for plan in days:
        blocks.append(Heading(1, parts.day_title(plan, options), id=f"day-{plan.number}", new_page=plan.number > 1))
        warning = parts.does_not_fit(convening, plan, options)
        blocks.extend(warning)
        if plan.entries:
            blocks.append(_table(options, plan, page, _free_mm(convening, options, plan, page) - 20 * len(warning)))
            blocks.append(Paragraph(text(say("When a time moves: strike it, and write the new one beside it.")), "note"))
        else:
            blocks.append(Paragraph(text(say("Nothing is planned for this day yet."))))
    if not days:
        blocks.append(Paragraph(text(say("There is no day in this agenda yet."))))
    return parts.document("wall-agenda", convening, options, title, blocks, page=page)


def _size(convening: Convening, options: Options) -> PaperSize:
    """A wall wants the large sheet; who asks for A4 or letter by name gets sheets for any printer."""
    if options.paper is not None:
        return options.paper
    return "tabloid" if convening.paper == "letter" else "a3"


def _table(options: Options, plan: DayPlan, page: Page, free_mm: float) -> Table:
    say = options.language
    width = _width(plan)
    type_ = _type(options, plan, page, free_mm)
    columns = (
        Column(text(say("Time")), type_.time_mm),
        Column(text(say("New time")), type_.new_time_mm),
        *(Column(text(say("Session")), type_.sessions_mm / width) for _ in range(width)),
    )
    made = _tall(options, plan, width, type_)
    least = [each.least for each in made]
    timed = any(each.minutes for each in made)
    heights = shared_height(_room_mm(page, free_mm, sum(least)), least, [each.minutes if timed else 1 for each in made])
    rows = tuple(row for each, height in zip(made, heights, strict=True) for row in each.rows_of(height))
    return Table(columns, rows, style="schedule", titles=False, type_pt=type_.points)


def _type(options: Options, plan: DayPlan, page: Page, free_mm: float) -> _Type:
    """The largest type at which the day keeps to its sheet and breaks no word; where none does, the day takes the sheets it needs."""
    kind: PaperSize = "a3" if page.size in ("a3", "tabloid") else "a4"
    letters = max((len(parts.span(entry, options.language)) for entry, _ in plan.main()), default=0)
    whole: list[_Type] = []
    for points in _POINTS[kind]:
        found = _Type(page, points, letters)
        made = _tall(options, plan, _width(plan), found)
        if sum(each.least for each in made) <= free_mm * (_ROOM_FOR_TIME if points > _LEGIBLE[kind] else 1):
            whole.append(found)
            if not any(each.breaks for each in made):
                return found
    return whole[0] if whole else _Type(page, _OVER_SHEETS[kind], letters)


def _width(plan: DayPlan) -> int:
    return columns_needed([len(_by_track(inner)) for _, inner in plan.main()])


def _tall(options: Options, plan: DayPlan, width: int, type_: _Type) -> list[_Tall]:
    made: list[_Tall] = []
    last: int | None = None
    for entry, inner in plan.main():
        if not entry.alongside and last is not None and entry.start is not None and entry.start > last:
            made.append(_Tall((_gap(last, entry.start, width, options),), (type_.height(1),), entry.start - last))
        made.append(_row(options, entry, inner, width, type_))
        if not entry.alongside and entry.end is not None:
            last = max(last or 0, entry.end)
    return made


@dataclass(frozen=True, slots=True)
class _Tall:
    """What stands at one time: its rows, the height that the words of each need, and the minutes that ask for more."""

    rows: tuple[Row, ...]
    leasts: tuple[float, ...]
    minutes: int
    breaks: bool = False

    @property
    def least(self) -> float:
        return sum(self.leasts)

    def rows_of(self, height: float) -> tuple[Row, ...]:
        """The last row takes what the words of those above it leave."""
        heights = (*self.leasts[:-1], height - sum(self.leasts[:-1]))
        return tuple(replace(row, height_mm=math.floor(mm * 10) / 10) for row, mm in zip(self.rows, heights, strict=True))


def _row(options: Options, entry: Entry, inner: Sequence[Entry], width: int, type_: _Type) -> _Tall:
    """One row for a session; two beside one time where groups work: what they share, then the groups side by side."""
    say = options.language
    when = parts.span(entry, say)
    content = _words(options, entry.title, entry.room, strong=not entry.pause)
    if entry.alongside:
        content = (*content, Quiet(text(f" ({say('beside the rest')})")))
    minutes = 0 if entry.alongside else entry.minutes or 0
    tracks = _by_track(inner)
    head = (Cell(text(when), heads=bool(when), rows=2 if tracks else 1), Cell(rows=2 if tracks else 1))
    shown = Row((*head, Cell(content, columns=width)), "pause" if entry.pause else "plain")
    least = type_.height(type_.lines(plain(content)))
    broken = type_.breaks(plain(content), 1)
    if not tracks:
        return _Tall((shown,), (least,), minutes, broken)
    spans = spread(len(tracks), width)
    cells = [_track(options, group) for group in tracks]
    pairs = [(plain(cell), columns / width) for cell, columns in zip(cells, spans, strict=True)]
    below = max(type_.height(sum(type_.lines(line, part) for line in words.split("\n"))) for words, part in pairs)
    row = Row(tuple(Cell(cell, columns=columns) for cell, columns in zip(cells, spans, strict=True)))
    return _Tall((shown, row), (least, below), minutes, broken or any(type_.breaks(words, part) for words, part in pairs))


def _by_track(inner: Sequence[Entry]) -> list[list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in inner:
        groups.setdefault(entry.track.id if entry.track else "", []).append(entry)
    return list(groups.values())


def _words(options: Options, title: Words, room: str, strong: bool = True) -> tuple[Inline, ...]:
    """What and where in one line. Who leads is left out: walls are photographed."""
    said = options.words(title)
    return (*(parts.strong(said) if strong else said), *((Quiet(text(f" ·\u00a0{room}")),) if room else ()))


def _track(options: Options, group: Sequence[Entry]) -> tuple[Inline, ...]:
    """A group's title and room, then what it does from when."""
    first = group[0]
    if first.is_track or first.track is None:
        return _words(options, first.title, first.room)
    lines = [_words(options, first.track.title, first.track.room)]
    for entry in group:
        when = "" if entry.start is None else options.language.time(entry.start)
        lines.append((*text(f"{when} " if when else ""), *_words(options, entry.title, entry.session.room, strong=False)))
    return parts.lines(*lines)


def _gap(start: int, end: int, width: int, options: Options) -> Row:
    say = options.language
    return Row((Cell(text(say.span(start, end)), heads=True), Cell(), Cell((Quiet(text(say("Open time"))),), columns=width)), "pause")


def columns_needed(groups: Sequence[int]) -> int:
    """How many columns carry every number of parallel groups of the day evenly: 2 and 3 want 6."""
    wanted = [each for each in groups if each > 1]
    if not wanted:
        return 1
    even = math.lcm(*wanted)
    return even if even <= _MOST_SIDE_BY_SIDE else max(wanted)


def spread(groups: int, width: int) -> list[int]:
    """The columns that each of the parallel groups spans."""
    each, over = divmod(width, groups)
    return [each + (1 if at < over else 0) for at in range(groups)]


def shared_height(free_mm: float, least: Sequence[float], minutes: Sequence[int]) -> list[float]:
    """Heights in proportion to minutes that fill the page, none lower than its words need.

    Where the words alone need more, each keeps its least.
    """
    heights = list(least)
    open_rows = {at for at, count in enumerate(minutes) if count > 0}
    while open_rows:
        left = free_mm - sum(height for at, height in enumerate(heights) if at not in open_rows)
        total = sum(minutes[at] for at in open_rows)
        low = [at for at in open_rows if left * minutes[at] / total < least[at]]
        if not low:
            for at in open_rows:
                heights[at] = left * minutes[at] / total
            break
        open_rows.difference_update(low)
    return [math.floor(height * 10) / 10 for height in heights]


def _free_mm(convening: Convening, options: Options, plan: DayPlan, page: Page) -> float:
    """What the furniture leaves: the day's heading, the line below; on the first page the title block too. Long titles take more."""
    across, down = SIZES_MM[page.size]
    width = across - page.margins_mm[1] - page.margins_mm[3]
    height = down - page.margins_mm[0] - page.margins_mm[2] - 21
    height -= 6.8 * (math.ceil(len(plain(parts.day_title(plan, options))) * 3.4 / width) - 1)
    if plan.number > 1:
        return height
    return height - 37 - 4.6 * math.ceil(max(0, len(options.read(convening.title)) * 2 / width - 1))


def _room_mm(page: Page, free_mm: float, needed: float) -> float:
    """The height of as many sheets as a day needs; rows do not part, so that each sheet but the last loses some."""
    room = free_mm
    while room < needed:
        room += SIZES_MM[page.size][1] - page.margins_mm[0] - page.margins_mm[2] - _LOST_AT_A_BREAK_MM
    return room


SPECS = (
    Spec(
        name="wall-agenda",
        title=N_("Wall agenda"),
        purpose=N_("Each day as a clock on one large sheet, with room for new times"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=build,
        order=20,
        copies=N_("one for the wall"),
        count=parts.one,
        own_paper=True,
        sides=1,
    ),
)
