"""Which row holds a table's headings, and which column is what: by its heading in many languages, else by what stands below it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.imports.people import shapes, values
from toolkit.imports.people.understood import Field, Hints
from toolkit.readers.source import Grid, Row

_LOOKED_AT = 80
_SAMPLE = 300
_ANSWERED: frozenset[Field] = frozenset({"list", "public", "badge", "photo", "quote", "status"})
_NAMES: frozenset[Field] = frozenset({"name", "given", "family"})
_MANY: frozenset[Field] = frozenset(
    {"title", "organisation", "email", "phone", "diet", "access", "interpretation", "other", "day", "none", "more"}
)
"""What several columns may say of one person; of the rest the second column would be read over."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The fields of a table by index; the text of each heading; the index of the row they stand in, None where there is none.

    `told`: the headings were known words. `sure`: how many of them speak of people.
    """

    header: int | None
    fields: Mapping[int, Field]
    headings: Mapping[int, str]
    told: bool = True
    sure: int = 0

    def all(self, field: Field) -> list[int]:
        return [at for at, each in sorted(self.fields.items()) if each == field]

    def first(self, field: Field) -> int | None:
        return next(iter(self.all(field)), None)


def table(grid: Grid) -> list[list[str]]:
    """The texts of a grid; what a merged cell covers is empty."""
    return [[cell.text if cell.lines else "" for cell in row.cells] for row in grid.rows]


def of(grid: Grid, texts: Sequence[Sequence[str]], hints: Hints, above: Columns | None = None) -> Columns | None:
    """None where no column holds names. `above` are the columns of a table that this one continues."""
    width = max(map(len, texts), default=0)
    header = _lower(grid, texts, _header(texts)) if hints.header is None else _told(grid.rows, hints.header)
    if header is None and hints.header is None and above is not None and width == len(above.headings):
        return replace(above, header=None)
    if header is not None:
        found = _by_heading(grid, texts, header, width)
    else:
        found = _by_content(texts, width, hints.header is None)
    if found is None and not hints.columns:
        return None
    made = found or Columns(None, {}, dict.fromkeys(range(width), ""), told=False)
    fields = _as_told(made.fields, {number - 1: field for number, field in hints.columns.items() if number <= width})
    return replace(made, fields=fields) if _NAMES & set(fields.values()) or "code" in fields.values() else None


def _as_told(fields: Mapping[int, Field], told: Mapping[int, Field]) -> dict[int, Field]:
    """The fields with what a person said of them. Where two columns would be one thing of which there is only one, hers is it (the first
    of hers), and the other is kept beside: nothing is read over.
    """
    made = {**fields, **told}
    for field in set(told.values()) - _MANY:
        held = [at for at in sorted(made, key=lambda at: (at not in told, at)) if made[at] == field]
        made.update(dict.fromkeys(held[1:], "more"))
    return made


def _told(rows: Sequence[Row], number: int) -> int | None:
    return next((at for at, row in enumerate(rows) if number and row.where.row == number), None)


def _header(texts: Sequence[Sequence[str]]) -> int | None:
    """The row with the most headings that are known; the first of them where several have as many."""
    best, most = None, 0.0
    for at, row in enumerate(texts[:_LOOKED_AT]):
        filled = [text for text in row if text.strip()]
        fields = [shapes.field_of(text) for text in filled]
        known = {field for field in fields if field and field != "none"}
        if not known or (len(known) < len(filled) / 4 and len(known) < 3 and not known & _NAMES):
            continue
        score = len(known) + (0.5 if known & _NAMES else 0)
        enough = known & _NAMES or len(known) >= 2
        if enough and score > most and not any(shapes.emails(text) for text in filled):
            best, most = at, score
    return best


def _lower(grid: Grid, texts: Sequence[Sequence[str]], header: int | None) -> int | None:
    """The row below, where the headings stand across several columns and it names each: `Name` over `First` and `Last`."""
    if header is None or header + 1 >= len(texts) or not any(cell.wide > 1 and cell.text.strip() for cell in grid.rows[header].cells):
        return header
    below = _headings(grid, texts, header + 1, len(texts[header + 1]))
    known = {field for at, text in below.items() if texts[header + 1][at].strip() and (field := shapes.field_of(text))}
    return header + 1 if len(known - {"none"}) > 1 and known & _NAMES else header


def _by_heading(grid: Grid, texts: Sequence[Sequence[str]], header: int, width: int) -> Columns | None:
    headings = _headings(grid, texts, header, width)
    below = texts[header + 1 : header + 1 + _SAMPLE]
    fields: dict[int, Field] = {}
    taken: set[Field] = set()
    for at in range(width):
        field = shapes.field_of(headings[at]) if headings[at] else None
        cells = [row[at].strip() for row in below if at < len(row) and row[at].strip()]
        field = _settled(field, headings[at], cells)
        if field in taken and field not in _MANY:
            field = "more"
        taken.add(field)
        fields[at] = field
    fields = _halves({**fields, **dict.fromkeys(_consents(headings), "none")}, headings, below)
    if not _NAMES & set(fields.values()):
        if sum(map(shapes.of_agendas, headings.values())) > 2:
            return None
        named = _name_column(below, width, [at for at in range(width) if fields[at] == "more"])
        if named is None:
            return None
        fields[named] = "name"
    sure = len({field for field in fields.values() if field not in ("more", "none", "name", "status", "days", "day", "other", "side")})
    return Columns(header, fields, headings, sure=sure)


def _headings(grid: Grid, texts: Sequence[Sequence[str]], header: int, width: int) -> dict[int, str]:
    """The heading of each column; one that says little takes the group heading above it along."""
    said = {at: " ".join(texts[header][at].split()) if at < len(texts[header]) else "" for at in range(width)}
    if not header:
        return said
    groups: dict[int, str] = {}
    row = grid.rows[header - 1]
    spans = [(at, cell) for at, cell in enumerate(row.cells) if cell.text.strip()]
    if len(spans) < 2:
        return said
    for at, cell in spans:
        for right in range(cell.wide):
            groups[at + right] = " ".join(cell.text.split())
    for at, group in groups.items():
        if not said.get(at):
            said[at] = group
        elif shapes.field_of(half := f"{said[at]} {group}") in ("given", "family", "middle"):
            said[at] = half
        elif shapes.field_of(said[at]) is None:
            said[at] = f"{group}: {said[at]}"
    return said


def _consents(headings: Mapping[int, str]) -> list[int]:
    """The columns in which our own sheet tells what everybody agreed to: they come back as they went, and are none of theirs."""
    from toolkit.documents import roster_sheet  # what prints is read only where a sheet of headings is

    ours = {shapes.folded(head) for head in roster_sheet.CONSENT}
    found = [at for at, heading in headings.items() if shapes.folded(heading) in ours]
    return found if len(found) > len(ours) // 2 else []


def _settled(field: Field | None, heading: str, cells: Sequence[str]) -> Field:
    """What a heading means, held against what stands below it."""
    if field == "name" and cells and shapes.share(cells, lambda cell: bool(shapes.emails(cell)) and " " not in cell) >= 0.7:
        return "email"
    if field in ("title", "honorific") and cells:
        honorific = shapes.share(cells, shapes.is_honorific) >= 0.6
        return "honorific" if honorific else "title"
    if (
        field in _ANSWERED
        and cells
        and shapes.share(cells, lambda cell: (values.yes_or_no(cell), values.status(cell)) != (None, None)) < 0.3
    ):
        return "more"
    if field == "country" and re.match(r"(?i)national|nacional|nazional|гражд|staatsang", heading):
        return "country" if shapes.share(cells, lambda cell: values.country(cell) is not None) >= 0.6 else "more"
    if field == "none" and cells and shapes.share(cells, lambda cell: bool(re.fullmatch(r"\W*\d{1,5}\W*", cell))) < 0.5:
        return "more"
    if field is not None:
        return field
    if heading and cells and shapes.share(cells, lambda cell: values.yes_or_no(cell) is not None) >= 0.6 and _is_day(heading):
        return "day"
    if not heading and cells:
        return _told_by(cells) or "more"
    return "more"


def _is_day(heading: str) -> bool:
    from toolkit.imports.agenda import dayheads

    return dayheads.head(heading.strip()) is not None or bool(values.weekday(heading))


def _halves(fields: dict[int, Field], headings: Mapping[int, str], below: Sequence[Sequence[str]]) -> dict[int, Field]:
    """`Nom` beside `Prénom` is the family name, `Nombre` beside `Apellido` the given one; unless it holds the other half as well."""
    made = dict(fields)
    names = [at for at, field in fields.items() if field == "name"]
    given, family = ([at for at, field in fields.items() if field == each] for each in ("given", "family"))
    extra = [at for at, field in fields.items() if field == "more" and shapes.either(headings[at])]
    for at in [*names, *extra]:
        halves = given or family
        if len(given) + len(family) == 0 or (given and family) or not shapes.either(headings[at]):
            continue
        if _holds(below, at, halves[0]):
            continue
        made[at] = "family" if given else "given"
        break
    if not names and extra and not (given or family):
        made[extra[0]] = "name"
    return made


def _holds(below: Sequence[Sequence[str]], whole: int, half: int) -> bool:
    rows = [(row[whole], row[half]) for row in below if whole < len(row) and half < len(row) and row[whole].strip() and row[half].strip()]
    inside = sum(f" {shapes.folded(part)} " in f" {shapes.folded(name)} " for name, part in rows)
    return bool(rows) and inside * 2 > len(rows)


def _by_content(texts: Sequence[Sequence[str]], width: int, may_head: bool) -> Columns | None:
    """A table without known headings: the column of names is the one that looks like it, and the others as they are."""
    rows = [row for row in texts if any(text.strip() for text in row)][:_SAMPLE]
    named = _name_column(rows, width, range(width))
    if named is None or width < 2 or sum(map(shapes.of_agendas, rows[0])) > 2:
        return None
    header = None
    first = next((at for at, row in enumerate(texts) if sum(bool(text.strip()) for text in row) > 1), None)
    if may_head and first is not None and len(rows) > 3:
        text = texts[first][named] if named < len(texts[first]) else ""
        if (
            text.strip()
            and not shapes.like_a_name(text)
            and not re.search(r"\d|@", "".join(texts[first]))
            and not shapes.is_organisation(text)
        ):
            header = first
    below = [row for at, row in enumerate(texts) if at != header][:_SAMPLE]
    fields: dict[int, Field] = {named: "name"}
    for at in range(width):
        if at == named:
            continue
        cells = [row[at].strip() for row in below if at < len(row) and row[at].strip()]
        field = _told_by(cells) if cells else "none"
        if field in fields.values() and field not in ("none", "more"):
            field = "more"
        fields[at] = field or "more"
    headings = {at: " ".join(texts[header][at].split()) if header is not None and at < len(texts[header]) else "" for at in range(width)}
    told = {"title", "organisation", "email", "phone"} & set(fields.values())
    return Columns(header, fields, headings, told=False, sure=len(told))


def _name_column(rows: Sequence[Sequence[str]], width: int, among: Sequence[int] | range) -> int | None:
    """The column in which seven of ten cells look like names, each another; the first where several do."""
    best, most = None, 0.7
    for at in among:
        cells = [" ".join(row[at].split()) for row in rows if at < len(row) and row[at].strip()]
        if not cells or len(cells) < 0.5 * len(rows):
            continue
        looks = shapes.share(cells, lambda cell: shapes.like_a_name(cell) and not shapes.is_role(cell))
        apart = len(set(cells)) / len(cells)
        if apart >= 0.7 and looks >= most and (best is None or looks > most + 0.15):
            best, most = at, looks
    return best if width else None


def _told_by(cells: Sequence[str]) -> Field | None:
    """The field that most of a column's cells can only be."""
    shown = cells[:_SAMPLE]
    if shapes.share(shown, lambda cell: bool(shapes.emails(cell))) >= 0.7:
        return "email"
    if shapes.share(shown, shapes.is_phone) >= 0.7:
        return "phone"
    if shapes.share(shown, lambda cell: bool(re.fullmatch(r"\d{1,4}[.)]?", cell))) >= 0.9:
        return "none"
    if shapes.share(shown, lambda cell: values.country(cell) is not None) >= 0.7:
        return "country"
    if shapes.share(shown, shapes.is_honorific) >= 0.7:
        return "honorific"
    roles, bodies = shapes.share(shown, shapes.is_role), shapes.share(shown, shapes.is_organisation)
    if max(roles, bodies) >= 0.3:
        return "title" if roles > bodies else "organisation"
    return None


def sheet_name(data: bytes, name: str) -> str:
    """The name under which a text is read: as rows and cells where its first line is headings, however few lines there are.

    `Name, Organisation` above three people is a table, where the readers see three lines with a comma.
    """
    if name.lower().endswith((".csv", ".tsv", ".tab", ".md", ".html", ".htm", ".eml")) or b"\x00" in data[:200]:
        return name
    head = [line for line in data[:4_000].decode("utf-8-sig", "replace").splitlines() if line.strip()][:2]
    for sign in "\t;|,":
        cells = [[cell.strip() for cell in line.split(sign)] for line in head]
        if len(cells) == 2 and 1 < len(cells[0]) == len(cells[1]) and all(len(cell.split()) < 5 for cell in cells[0]):
            known = {shapes.field_of(cell) for cell in cells[0]} - {None}
            if known & _NAMES and (len(known) > 1 or shapes.field_of(cells[0][0]) == "name"):
                return f"{name}.csv"
    return name
