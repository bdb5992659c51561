"""Our own agenda come back: known again by its column headings, which are a contract or stand in one of our catalogues, and by nothing
hidden.

What a table of ours shows (groups by number, sessions in them behind a dash, a kind where the title tells none) is read by the rules by
which `documents/agenda.py` prints it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.convening.model import KINDS, Kind
from toolkit.documents import agenda
from toolkit.imports.agenda import clock, dayheads, signs
from toolkit.imports.agenda.clock import Clock, Reading
from toolkit.imports.agenda.dayheads import DayHead
from toolkit.imports.agenda.items import DayItem, Item, SlotItem, TextItem
from toolkit.language import PRINTED, Language, language
from toolkit.language.pseudo import PSEUDO
from toolkit.readers.source import Grid, Line, Row, Source, Where

NOON, DAY = 12 * 60, 24 * 60


def items(source: Source) -> list[Item] | None:
    """What an agenda of ours says, or None where the file is somebody else's."""
    grids = source.grids
    if len(grids) == 1 and not source.lines and grids[0].rows and _texts(grids[0].rows[0]) == list(agenda.COLUMNS):
        return list(_rows(grids[0]))
    for code in dict.fromkeys((*([source.language] if source.language else []), *PRINTED, *PSEUDO)):
        say = language(code)
        if _is_page(source, say):
            return list(_page(source, say))
    return None


# Calendars: a category for the kind, a line for the group


def kind_of(name: str) -> Kind | None:
    """The kind that a word of ours names, in whichever of our languages."""
    bare = signs.folded(name)
    for code in (*PRINTED, *PSEUDO):
        say = language(code)
        for kind in KINDS:
            if bare == signs.folded(say(agenda.KIND_WORDS[kind])):
                return kind
    return None


def group_of(description: str) -> str | None:
    """The group that an event of ours is of; None where the description says anything else."""
    line = " ".join(description.split())
    for code in (*PRINTED, *PSEUDO):
        if found := _pattern(agenda.IN_GROUP, language(code), name=".+").fullmatch(line):
            return found["name"]
    return None


# Rows: CSV and XLSX, in the columns that are a contract


def _texts(row: Row) -> list[str]:
    return [signs.seen(cell.text).strip() for cell in row.cells]


def _rows(grid: Grid) -> Iterator[Item]:
    day = ""
    for row in grid.rows[1:]:
        cells = [_typed(cell.text) for cell in row.cells]
        if not any(cell.strip() for cell in cells):
            continue
        number, date, start, end, title, kind, room, track, lead = (*cells, *[""] * 9)[:9]
        if number != day:
            day = number
            found = dayheads.context(date) if date.strip() else ()
            plain = signs.plain(number).strip()
            yield DayItem(DayHead(found[:1], int(plain) if plain.isdecimal() else None), row.where, number, keeps=True)
        begins, ends = _clock(start), _clock(end)
        if begins is not None and ends is not None and ends < begins:
            ends += DAY
        yield SlotItem(
            Reading(None),
            title,
            row.where,
            " – ".join(each for each in (start, end) if each),
            _kind(kind) or "plenary",
            room,
            track,
            tuple(name for each in lead.split("; ") if (name := each.strip())),
            exact=(begins, ends),
        )


def _typed(text: str) -> str:
    """Without the apostrophe by which a spreadsheet's text is kept from being worked out."""
    return text[1:] if re.match(r"'\s*[=+\-@\t\r＝＋－＠]", text) else text


def _clock(text: str) -> int | None:
    found = re.match(r"\s*(\d{1,2}):(\d\d)", signs.plain(text))
    return int(found[1]) * 60 + int(found[2]) if found else None


def _kind(text: str) -> Kind | None:
    return next((kind for kind in KINDS if kind == text.strip()), None)


# Pages: DOCX, HTML and Markdown, in the words of a catalogue


def _is_page(source: Source, say: Language) -> bool:
    """Days under our headings, and every table in our columns."""
    if not any(_day_number(line, say) is not None for line in source.lines):
        return False
    two, three = [say(agenda.TIME), say(agenda.SESSION)], [say(agenda.TIME), say(agenda.SESSION), say(agenda.PLACE_AND_LEAD)]
    heads = [[signs.tidy(text) for text in _texts(grid.rows[0])] for grid in source.grids if grid.rows]
    wanted = [[signs.tidy(text) for text in columns] for columns in (two, three)]
    if not any(signs.tidy(line.text) == signs.tidy(say(agenda.AGENDA)) for line in source.lines):
        return False
    return bool(heads) and all(head in wanted for head in heads)


@dataclass(slots=True)
class _Open:
    """The session and the group that the rows below belong to."""

    kind: Kind = "plenary"
    exact: tuple[int | None, int | None] = (None, None)
    track: str = ""
    room: str = ""
    leads: tuple[str, ...] = ()
    head: SlotItem | None = None


def _page(source: Source, say: Language) -> Iterator[Item]:
    seen_day = False
    lines = list(source.lines)
    yield from _titled(lines, say)
    for part in source.parts:
        if isinstance(part, Line):
            number = _day_number(part, say)
            if number is not None:
                seen_day = True
                yield _day(part, number, say)
            elif not seen_day:
                yield TextItem(part.text, part.where, part.level)
        elif isinstance(part, Grid) and seen_day:
            yield from _table(part, say, agenda.BETWEEN_LEADS if source.format == "md" else "\n")


def _titled(lines: Sequence[Line], say: Language) -> Iterator[Item]:
    """The convening's title stands above the word for the agenda."""
    named = next((at for at, line in enumerate(lines) if signs.tidy(line.text) == signs.tidy(say(agenda.AGENDA))), None)
    if named:
        yield TextItem(lines[named - 1].text, lines[named - 1].where, level=0)


def _pattern(message: str, say: Language, **fields: str) -> re.Pattern[str]:
    """A message of ours with its fields open, as a pattern."""
    said = signs.tidy(say(message, **{name: f"\0{name}\0" for name in fields}))
    parts = re.split("\0(\\w+)\0", said)
    return re.compile("".join(f"(?P<{part}>{fields[part]})" if at % 2 else re.escape(part) for at, part in enumerate(parts)), re.S)


def _day_number(line: Line, say: Language) -> int | None:
    first = signs.tidy(line.text).split(" · ")[0]
    found = _pattern(agenda.DAY, say, n=r"\d+").fullmatch(signs.plain(first))
    return int(found["n"]) if found and line.level is not None else None


def _day(line: Line, number: int, say: Language) -> DayItem:
    parts = signs.tidy(line.text).split(" · ")[1:]
    head = dayheads.head(parts[0], rare=True) if parts else None
    dated = head is not None and len(head.dates) == 1 and head.dates[0].year is not None
    dates = head.dates if head is not None and dated else ()
    title = " · ".join(parts[1:] if dated else parts)
    return DayItem(DayHead(dates, number, title), line.where, line.text, keeps=True)


def _table(grid: Grid, say: Language, beside: str) -> Iterator[Item]:
    """The rows of one day. The head of a group is a row of its own where no session stands in it."""
    open_ = _Open()
    for row in grid.rows[1:]:
        texts = [signs.seen(cell.text).strip() for cell in row.cells]
        if not any(texts) or row.tracked == "deleted":
            continue
        when, what, place = (*texts, "", "")[:3]
        lines = _lines(what, beside)
        room, leads = _place(place, say, beside)
        if _pattern(agenda.GROUP, say, n=r"\d+").fullmatch(signs.plain(signs.tidy(when))):
            if open_.head is not None:
                yield open_.head
            title = lines[0] if lines else ""
            open_.track, open_.room, open_.leads = title, room, leads
            open_.head = SlotItem(Reading(None), title, _where(row), when, open_.kind, room, title, leads, exact=open_.exact)
            continue
        inside = bool(lines) and lines[0].startswith(agenda.WITHIN)
        if inside:
            lines[0] = lines[0][len(agenda.WITHIN) :]
            open_.head, room, leads = None, room or open_.room, leads or open_.leads
        elif open_.head is not None:
            yield open_.head
            open_.head = None
        title, kind, purpose, notes, groups = _said(lines, say)
        exact = _times(when)
        if not inside:
            open_.kind, open_.exact, open_.track, open_.room, open_.leads = kind, exact, "", "", ()
        if title or not groups:
            yield SlotItem(Reading(None), title, _where(row), when, kind, room, open_.track, leads, purpose, notes, exact=exact)
    if open_.head is not None:
        yield open_.head


def _lines(text: str, beside: str) -> list[str]:
    """The lines of a cell; Markdown has them side by side with a dot between."""
    return [" ".join(line.split()) for line in text.split(beside) if line.strip()]


def _where(row: Row) -> Where:
    return row.where if row.where != Where() else next((cell.where for cell in row.cells if cell.where != Where()), Where())


def _said(lines: list[str], say: Language) -> tuple[str, Kind, str, tuple[str, ...], int]:
    """A cell's title, kind, purpose, notes, and how many groups it announces."""
    groups = 0
    several = re.compile(f"{_plural(say, 1).pattern}|{_plural(say, 5).pattern}")
    kept: list[str] = []
    notes: tuple[str, ...] = ()
    for at, line in enumerate(lines):
        if kept and line == signs.tidy(say(agenda.NOTES)):
            notes = tuple(lines[at + 1 :])
            break
        if found := several.fullmatch(signs.plain(line)):
            groups = int(next(part for part in found.groups() if part))
            continue
        kept.append(line)
    title = kept[0] if kept and not (groups and lines and several.fullmatch(signs.plain(lines[0]))) else ""
    rest = kept[1:] if title else kept
    words: dict[str, Kind] = {say(agenda.KIND_WORDS[kind]): kind for kind in KINDS}
    kind = words.get(rest[0]) if rest else None
    if kind is not None:
        rest = rest[1:]
    return title, kind or agenda.kind_by_look(title, groups), " ".join(rest), notes, groups


def _plural(say: Language, n: int) -> re.Pattern[str]:
    said = signs.plain(say.plural(agenda.ONE_GROUP, agenda.GROUPS, n))
    return re.compile(re.escape(said).replace(str(n), r"(\d+)"))


def _place(text: str, say: Language, beside: str) -> tuple[str, tuple[str, ...]]:
    if found := _pattern(agenda.LEAD, say, names=".+").fullmatch(" ".join(text.split())):
        return "", _names(found["names"])
    lines = _lines(text, beside)
    return (lines[0], _names(agenda.BETWEEN_LEADS.join(lines[1:]))) if lines else ("", ())


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for each in text.split(agenda.BETWEEN_LEADS.strip()) if (name := each.strip()))


def _times(text: str) -> tuple[int | None, int | None]:
    found = clock.whole(text)
    if found is None or found.start is None:
        return None, None
    start, end = _minutes(found.start), _minutes(found.end) if found.end is not None else None
    return start, end + DAY if end is not None and end < start else end


def _minutes(at: Clock) -> int:
    hour = at.hour if at.half is None else at.hour % 12 + (12 if at.half == "pm" else 0)
    return hour * 60 + at.minute
