"""A source to the people that stand in it, what is doubtful about them, and who may be there twice; or why it was declined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from toolkit.imports.people import alone, columns, lists, others, rows, same, shapes, understood
from toolkit.imports.people.columns import Columns
from toolkit.imports.people.names import capital_part, ordinary
from toolkit.imports.people.understood import ColumnRead, DeclinedError, Doubt, Hints, Person, Understood
from toolkit.language import N_
from toolkit.readers.source import Grid, Line, Source, Unread

NO_HEADINGS = N_("No headings were found; what each column holds was told from what stands in it.")
FIRST_ROW = N_("The first row was taken for headings: “{text}”. If it is a person, say that there are none.")
MOJIBAKE = N_("{count} cells hold letters that were read in a wrong way, as “{shown}”; they can be put right, as “{mended}”.")
LOUD = N_("Names all in capitals: {count}. They were kept so, and can be written in ordinary letters.")
PARTED = N_("Names with one part in capitals: {count}, as “{shown}”. It may be the family name, and can be taken for it.")
OTHER_TABLE = N_("This table is not one of people, and was left out: “{text}”.")
_SAID_ONE_BY_ONE = 5
_SHOWN = 60


@dataclass(slots=True)
class _Found:
    people: list[Person] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    columns: tuple[ColumnRead, ...] = ()
    why: DeclinedError | None = None
    sections: int = 0
    codes: set[str] = field(default_factory=set)


def understand(source: Source, hints: Hints = Hints()) -> Understood:  # noqa: B008  (frozen)
    """What a file says, as people.

    :raises DeclinedError: where it is no list of people.
    """
    name = source.name or source.format
    if not any(True for _ in _texts(source)):
        raise DeclinedError(understood.EMPTY, name=name)
    if (ours := others.convening(_texts(source), name)) is not None:
        raise ours
    broken = _broken(source)
    if hints.mend_letters and broken:
        source = _mended(source)
    made = _Found(unread=list(source.unread))
    above: Columns | None = None
    lines: list[Line] = []
    for part in source.parts:
        if isinstance(part, Grid):
            above = _grid(part, name, hints, made, above)
        elif isinstance(part, Line):
            lines.append(part)
    _prose(lines, name, hints, made)
    if not made.people:
        raise made.why or DeclinedError(understood.NO_PEOPLE, name=name)
    if len(made.people) > understood.MOST_PEOPLE:
        raise DeclinedError(understood.TOO_MANY, name=name, count=len(made.people), most=understood.MOST_PEOPLE)
    loud = [person for person in made.people if shapes.in_capitals(person.name)]
    parted = [person for person in made.people if "sort_as" not in person.raw and capital_part(person.name)]
    made.people = [_written(person, hints) for person in _numbered(made.people)]
    offers = _offers(made, loud, parted, broken if not hints.mend_letters else [], hints)
    title = next((grid.title for grid in source.grids if grid.title and not re.fullmatch(r"(?i)\w{1,8}\s?\d+", grid.title)), "")
    return Understood(
        tuple(made.people), tuple(_alike(made.doubts)), tuple(made.unread), same.pairs(made.people), made.columns,
        source.title or title, frozenset(offers),
    )  # fmt: skip


def _texts(source: Source) -> Iterator[str]:
    for part in source.parts:
        if isinstance(part, Grid):
            yield from (cell.text for row in part.rows for cell in row.cells if cell.lines and cell.text.strip())
        elif isinstance(part, Line) and part.text.strip():
            yield part.text


def _grid(grid: Grid, name: str, hints: Hints, made: _Found, above: Columns | None) -> Columns | None:
    """The people of a table; the columns that a table after it may go on with."""
    texts = columns.table(grid)
    if max((sum(bool(text.strip()) for text in row) for row in texts), default=0) < 2 and not hints.columns:
        heading = next((text for row in texts for text in row if text.strip()), "")
        if shapes.field_of(heading) != "name":
            _prose([line for row in grid.rows for cell in row.cells for line in cell.lines], name, hints, made)
            if not made.people and made.why is None and len(texts) == 1:
                made.why = DeclinedError(understood.NO_PEOPLE, name=name)
            return None
    found = columns.of(grid, texts, hints, above)
    if found is None and (cards := _cards(grid, hints)) is not None:
        made.people += cards.people
        made.doubts += cards.doubts
        return above
    if found is None:
        said = [" ".join(text.split())[:_SHOWN] for row in texts[:1] for text in row if text.strip()]
        made.why = made.why or DeclinedError(understood.NO_NAMES, name=name, columns=", ".join(f"“{each}”" for each in said[:8]))
        if above is not None or made.people:
            made.unread.append(Unread(OTHER_TABLE, (("text", " · ".join(said)[:100]),), grid.where))
        return above
    table = rows.read(grid, texts, found, hints, made.codes)
    if (why := _no_people(table, texts, found, name)) is not None and not hints.columns:
        made.why = made.why or why
        return above
    made.people += table.people
    made.doubts += _of_columns(found, texts, grid, hints) + table.doubts
    made.unread += table.unread
    made.sections += table.sections
    if not made.columns:
        made.columns = tuple(_column(found, texts, at) for at in sorted(found.headings))
    return found


def _cards(grid: Grid, hints: Hints) -> lists.Listed | None:
    """A table that only lays people out: each cell holds one, with her lines."""
    blank = Line("")
    lines = [line for row in grid.rows for cell in row.cells if "\n" in cell.text for line in (Line(cell.text), blank)]
    found = lists.read(lines, hints)
    return found if found is not None and not found.plain else None


def _no_people(table: rows.Table, texts: Sequence[Sequence[str]], found: Columns, name: str) -> DeclinedError | None:
    """Why what was read as people is none: nobody stands there, or the names are of things."""
    if not table.people:
        return (
            DeclinedError(understood.ONLY_HEADINGS, name=name)
            if found.header is not None
            else DeclinedError(understood.NO_PEOPLE, name=name)
        )
    if (agenda := others.agenda_in_table(texts, found, name)) is not None:
        return agenda
    at = found.first("name")
    if at is not None and found.told:
        names = [person.name for person in table.people[:500] if person.name]
        if (bodies := others.organisations(names, found.headings[at], found, name)) is not None:
            return bodies
    if found.sure >= 2 or at is None or not found.told:
        return None
    listed = [person.name for person in table.people if person.name][:500]
    likely = shapes.share(listed, lambda each: shapes.like_a_name(each) or (found.sure > 0 and _in_small_letters(each)))
    things = sum(shapes.of_things(heading) for heading in found.headings.values())
    if listed and (likely < (0.2 if found.sure else 0.5) or (things and not found.sure)):
        return DeclinedError(understood.NOT_NAMES, name=name, heading=found.headings[at], shown=listed[0][:_SHOWN])
    return None


def _in_small_letters(name: str) -> bool:
    """Beside a column that only people have, `maria example` and `Zoe` are names too."""
    return shapes.like_a_single_name(name) or (name.islower() and shapes.like_a_name(name.title()))


def _of_columns(found: Columns, texts: Sequence[Sequence[str]], grid: Grid, hints: Hints) -> list[Doubt]:
    if found.told or hints.header is not None:
        return []
    if found.header is None:
        return [Doubt(NO_HEADINGS, (), grid.where)]
    text = " · ".join(" ".join(each.split()) for each in texts[found.header] if each.strip())
    return [Doubt(NO_HEADINGS, (), grid.where), Doubt(FIRST_ROW, (("text", text[:100]),), grid.rows[found.header].where)]


def _column(found: Columns, texts: Sequence[Sequence[str]], at: int) -> ColumnRead:
    start = 0 if found.header is None else found.header + 1
    examples: dict[str, None] = {}
    for row in texts[start : start + 60]:
        if at < len(row) and row[at].strip():
            examples.setdefault(_short(row[at]))
        if len(examples) == 3:
            break
    return ColumnRead(at + 1, _short(found.headings[at]), tuple(examples), found.fields.get(at, "more"))


def _short(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1].rstrip()}…"


def _prose(lines: Sequence[Line], name: str, hints: Hints, made: _Found) -> None:
    """People in running text; beside a table of people only what is surely a list."""
    found = lists.read(lines, hints) if lines else None
    if found is None or (made.people and found.plain):
        return
    if (agenda := others.agenda_in_lines([line.text.strip() for line in lines], found.people, name)) is not None:
        made.why = made.why or agenda
        return
    if alone.mostly_occasions(found.people):
        made.why = made.why or DeclinedError(understood.NO_PEOPLE, name=name)
        return
    made.people += found.people
    made.doubts += [*found.doubts, *alone.doubts(found.people)]


# Offers: done when they are asked for, never before


def _broken(source: Source) -> list[str]:
    return [text for text in _texts(source) if not text.isascii() and shapes.mended(text) != text]


def _mended(source: Source) -> Source:
    def line(each: Line) -> Line:
        return replace(each, text=shapes.mended(each.text))

    def grid(each: Grid) -> Grid:
        cells = [[replace(cell, lines=tuple(map(line, cell.lines))) for cell in row.cells] for row in each.rows]
        return replace(each, rows=tuple(replace(row, cells=tuple(made)) for row, made in zip(each.rows, cells, strict=True)))

    parts = tuple(line(part) if isinstance(part, Line) else grid(part) if isinstance(part, Grid) else part for part in source.parts)
    return replace(source, parts=parts)


def _numbered(people: Sequence[Person]) -> Iterator[Person]:
    """Each with a key of her own: several may stand in one paragraph or row."""
    counts: dict[str, int] = {}
    for person in people:
        place = replace(person, part=0).key
        number = counts[place] = counts.get(place, 0) + 1
        yield person if person.part == number else replace(person, part=number)


def _written(person: Person, hints: Hints) -> Person:
    """A name in capitals as it was asked for."""
    name = person.name
    if hints.ordinary and shapes.in_capitals(name):
        raw = {**person.raw, **{key: ordinary(str(person.raw[key])) for key in ("name", "sort_as") if key in person.raw}}
        return replace(person, raw=raw)
    if hints.capitals and "sort_as" not in person.raw and (parts := capital_part(name)) is not None:
        family, given = ordinary(parts[0]), parts[1]
        return replace(person, raw={**person.raw, "name": f"{given} {family}", "sort_as": f"{family}, {given}"})
    return person


def _offers(
    made: _Found, loud: Sequence[Person], parted: Sequence[Person], broken: Sequence[str], hints: Hints
) -> set[Literal["mend_letters", "capitals", "ordinary", "sections"]]:
    offers: set[Literal["mend_letters", "capitals", "ordinary", "sections"]] = set()
    if broken:
        shown = next(iter(broken)).strip()
        values = (("count", len(broken)), ("shown", _short(shown)), ("mended", _short(shapes.mended(shown))))
        made.doubts.append(Doubt(MOJIBAKE, values))
        offers.add("mend_letters")
    if loud and not hints.ordinary:
        made.doubts.append(Doubt(LOUD, (("count", len(loud)),)))
        offers.add("ordinary")
    if parted and not hints.capitals:
        made.doubts.append(Doubt(PARTED, (("count", len(parted)), ("shown", _short(parted[0].name)))))
        offers.add("capitals")
    if made.sections:
        offers.add("sections")
    return offers


def _alike(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """In the order of the file; of many that say the same of a column, the first few, and how many more there are."""
    kinds: dict[object, list[Doubt]] = {}
    for doubt in doubts:
        kinds.setdefault((doubt.message, dict(doubt.values).get("heading")), []).append(doubt)
    for alike in kinds.values():
        if len(alike) <= _SAID_ONE_BY_ONE:
            yield from alike
            continue
        yield from alike[:2]
        yield Doubt(MORE, (("count", len(alike) - 2), ("text", _first_words(alike[2]))), alike[2].where)


MORE = N_("{count} more like that, the next: {text}")


def _first_words(doubt: Doubt) -> str:
    values = dict(doubt.values)
    return f"“{next((str(values[key]) for key in ('shown', 'text', 'name', 'organisation') if key in values), '')}”"
