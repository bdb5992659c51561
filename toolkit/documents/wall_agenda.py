"""The agenda for the wall: one day a page, height is time, groups at the same time stand side by side.

It is wrong by half past ten, so every time has room beside it for the new one. Nothing is ever cut off: a short item keeps
the height that its words need, and the minutes share what is left.
"""

import math
from collections.abc import Sequence

from toolkit.convening.model import Convening
from toolkit.document.blocks import SIZES_MM, Block, Cell, Column, Document, Heading, Page, Paragraph, Row, Table
from toolkit.document.inline import Inline, LineBreak, Quiet, text
from toolkit.documents import parts, schedule
from toolkit.documents.registry import Options, PaperSize, Spec
from toolkit.documents.schedule import DayPlan, Entry
from toolkit.language import N_

_MARGINS = (12.0, 14.0, 16.0, 14.0)
_TIME, _NEW_TIME, _SESSIONS = 2.3, 1.5, 9.0
_MOST_SIDE_BY_SIDE = 12
_LARGE = {"a3": True, "tabloid": True, "a4": False, "letter": False}


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    size = _size(convening, options)
    page = Page(size=size, margins_mm=_MARGINS)
    title = say("Agenda")
    blocks: list[Block] = [parts.cover(convening, options, text(title))]
    days = schedule.plans(convening)
    for plan in days:
        blocks.append(Heading(1, parts.day_title(plan, options), id=f"day-{plan.number}", new_page=plan.number > 1))
        warning = parts.does_not_fit(convening, plan, options)
        blocks.extend(warning)
        if plan.entries:
            blocks.append(_table(convening, options, plan, page, first=plan.number == 1 or bool(warning)))
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


def _table(convening: Convening, options: Options, plan: DayPlan, page: Page, first: bool) -> Table:
    say = options.language
    width = columns_needed([len(inner) for _, inner in plan.main()])
    columns = (
        Column(text(say("Time")), _TIME),
        Column(text(say("New time")), _NEW_TIME),
        *(Column(text(say("Session")), _SESSIONS / width) for _ in range(width)),
    )
    made: list[tuple[Row, float, int]] = []
    last: int | None = None
    for entry, inner in plan.main():
        if not entry.alongside and last is not None and entry.start is not None and entry.start > last:
            made.append((_gap(last, entry.start, width, options), _Words(page).lines(1), entry.start - last))
        made.extend(_rows(convening, options, entry, inner, width, page))
        if not entry.alongside and entry.end is not None:
            last = max(last or 0, entry.end)
    heights = shared_height(_free_mm(page, first), [least for _, least, _ in made], [minutes for _, _, minutes in made])
    rows = tuple(Row(row.cells, row.style, height) for (row, _, _), height in zip(made, heights, strict=True))
    return Table(columns, rows, style="schedule", titles=False)


def _rows(
    convening: Convening, options: Options, entry: Entry, inner: Sequence[Entry], width: int, page: Page
) -> list[tuple[Row, float, int]]:
    """One row for a session; two where groups work at the same time: what they share, then the groups side by side."""
    say = options.language
    words = _Words(page)
    minutes = entry.minutes or 0
    beside = (Cell((Quiet(text(say("all the while"))),)) if entry.alongside else Cell())
    head = (Cell(text(parts.span(entry, say)), heads=True), beside)
    whole = _words_of(convening, options, entry)
    tracks = _by_track(inner)
    shown = Row((*head, Cell(whole, columns=width)), "pause" if entry.pause else "plain")
    least = max(words.height(_texts(options, entry), _SESSIONS / _all()), words.height([parts.span(entry, say)], _TIME / _all()))
    if not tracks:
        return [(shown, least, 0 if entry.alongside else minutes)]
    spans = spread(len(tracks), width)
    cells = [Cell(_track_words(convening, options, group), columns=columns) for group, columns in zip(tracks, spans, strict=False)]
    below = max(
        sum(words.height(_texts(options, each), _SESSIONS / width * columns / _all()) for each in group)
        + words.height([options.read(group[0].track.title) if group[0].track else ""], _SESSIONS / width * columns / _all())
        for group, columns in zip(tracks, spans, strict=False)
    )
    return [(shown, least, 0), (Row((Cell(), Cell(), *cells)), below, minutes)]


def _by_track(inner: Sequence[Entry]) -> list[list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in inner:
        groups.setdefault(entry.track.id if entry.track else "", []).append(entry)
    return list(groups.values())


def _words_of(convening: Convening, options: Options, entry: Entry) -> tuple[Inline, ...]:
    title = options.words(entry.title)
    led = schedule.names(convening, entry, options)
    beside = [part for part in (options.language.list(led), entry.room) if part]
    return parts.lines(title if entry.pause else parts.strong(title), (Quiet(text(" · ".join(beside))),) if beside else ())


def _track_words(convening: Convening, options: Options, group: Sequence[Entry]) -> tuple[Inline, ...]:
    """A track's title and room, then its sessions with their own times."""
    first = group[0]
    if first.is_track:
        return _words_of(convening, options, first)
    found = [*parts.strong(options.words(first.track.title if first.track else ""))]
    for entry in group:
        when = parts.span(entry, options.language)
        found.extend([LineBreak()] if found else [])
        found.extend([*text(f"{when} " if when else ""), *_words_of(convening, options, entry)])
    return tuple(found)


def _gap(start: int, end: int, width: int, options: Options) -> Row:
    say = options.language
    return Row((Cell(text(say.span(start, end)), heads=True), Cell(), Cell((Quiet(text(say("Open time"))),), columns=width)), "pause")


def _texts(options: Options, entry: Entry) -> list[str]:
    return [options.read(entry.title), entry.room]


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

    Where the words alone need more than the page, each keeps its least and the day goes on overleaf.
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


def _all() -> float:
    return _TIME + _NEW_TIME + _SESSIONS


def _free_mm(page: Page, first: bool) -> float:
    """What the furniture leaves: on the first page the title block stands too."""
    height = SIZES_MM[page.size][1] - page.margins_mm[0] - page.margins_mm[2]
    large = _LARGE[page.size]
    return height - (24 if large else 18) - ((46 if large else 36) if first else 0)


class _Words:
    """An estimate of the room that words take in the type of the wall agenda."""

    def __init__(self, page: Page) -> None:
        self._large = _LARGE[page.size]
        self._width = SIZES_MM[page.size][0] - page.margins_mm[1] - page.margins_mm[3]

    def lines(self, count: int) -> float:
        return count * (10.6 if self._large else 6.0) + (5.0 if self._large else 3.0)

    def height(self, texts: Sequence[str], share: float) -> float:
        per_letter = 4.6 if self._large else 2.6
        room = max(4.0, (share * self._width - 5) / per_letter)
        return self.lines(max(1, sum(math.ceil(len(each) / room) for each in texts if each)))


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
    ),
)
