"""The rows of a table of people: who stands in each, what stands between and below them and is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.imports.people import affiliations, details, names, shapes, values
from toolkit.imports.people.cells import SHARED_CONSENT, Reader, affiliation, flat
from toolkit.imports.people.columns import Columns
from toolkit.imports.people.lists import item
from toolkit.imports.people.understood import Doubt, Hints, Person
from toolkit.language import N_
from toolkit.readers.source import Grid, Row, Unread

HIDDEN_ROW = N_("This row is hidden in the file; it was read like the others: {name}.")
TOTAL = N_("A total was left out: “{text}”.")
NOT_A_PERSON = N_("This names nobody and was left out: “{text}”.")
ABOVE = N_("What stands above the headings was left out: “{text}”.")
MUCH_ABOVE = N_("{count} rows above the headings were left out, the first is “{text}”.")
_SAID = 3
_SAMPLE = 300
SECTION = N_("“{text}” stands between the rows; it was taken for the {what} of those below it.")
SECTION_LEFT = N_("“{text}” stands between the rows and was left out.")
SEVERAL = N_("Several people stand in one cell: “{text}”. Each was taken for one, with the same organisation.")
CONTINUED = N_("A row without a name was taken for a further affiliation of {name}: “{text}”.")
ONE_NAME = N_("{name} stands alone in the row: only a name is known.")
COMMA = N_("“{name}” has a comma, which few others here have; it was kept. If the family name stands first, turn it in the list of people.")
SIDE, ORGANISATION, COUNTRY = N_("side"), N_("organisation"), N_("country")


@dataclass(slots=True)
class Table:
    """What a table says of people."""

    people: list[Person] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    sections: int = 0


def read(grid: Grid, texts: Sequence[Sequence[str]], columns: Columns, hints: Hints, codes: set[str]) -> Table:
    return _Rows(grid, texts, columns, hints, codes).read()


class _Rows:
    def __init__(self, grid: Grid, texts: Sequence[Sequence[str]], columns: Columns, hints: Hints, codes: set[str]) -> None:
        self.grid, self.texts, self.columns, self.hints = grid, texts, columns, hints
        self.made = Table()
        self.reader = Reader(columns, hints, self.made.doubts, codes)
        self.at = {each: columns.first(each) for each in ("name", "given", "middle", "family", "second family", "honorific")}
        start = 0 if columns.header is None else columns.header + 1
        cells = [row[at] for row in texts[start:] for at in (self.at["name"],) if at is not None and row[at].strip()]
        self.surname_first = names.commas_part_names(cells)
        self.start = start
        self.section: dict[str, Any] = {}
        self.hanging: dict[int, tuple[str, int]] = {}
        self.extra = self._extra(cells)
        self.narrow = self._narrow()

    def read(self) -> Table:
        self._above(self.columns.header or 0)
        heads = self.texts[self.columns.header] if self.columns.header is not None else None
        last = self._last()
        for at in range(self.start, len(self.texts)):
            row = self.grid.rows[at]
            if row.tracked == "deleted" or row.where in self.hints.left_out:
                continue
            filled = self._with_hanging(row, self.texts[at])
            if not any(map(str.strip, filled)) or self.texts[at] == heads:
                continue
            self._row(row, filled, at > last)
        return self.made

    def _above(self, header: int) -> None:
        """Titles and notes above the headings; the row of group headings goes into those."""
        said = [
            (row.where, " ".join(flat(each) for each in texts if each.strip()))
            for row, texts in zip(self.grid.rows[:header], self.texts, strict=False)
        ]
        said = [(where, text) for where, text in said if text and not shapes.heads_a_list(text)]
        if said and sum(bool(text.strip()) for text in self.texts[header - 1]) > 1:
            said = said[:-1]
        if len(said) > _SAID:
            self.made.unread.append(Unread(MUCH_ABOVE, (("count", len(said)), ("text", said[0][1][:100])), said[0][0]))
        else:
            self.made.unread += [Unread(ABOVE, (("text", text[:100]),), where) for where, text in said]

    def _narrow(self) -> bool:
        """Whether a row with one cell is nothing out of the way here."""
        counts = [sum(bool(text.strip()) for text in row) for row in self.texts[self.start :]]
        filled = [count for count in counts if count]
        return len(self.columns.fields) < 2 or sum(count == 1 for count in filled) * 2 > len(filled)

    def _last(self) -> int:
        """The last row in which more than one cell is filled."""
        full = [at for at in range(self.start, len(self.texts)) if sum(bool(text.strip()) for text in self.texts[at]) > 1]
        while full and any(shapes.is_total(text) for text in self.texts[full[-1]]):
            full.pop()
        return full[-1] if full else len(self.texts)

    def _with_hanging(self, row: Row, texts: Sequence[str]) -> list[str]:
        """A cell that is merged over several rows says the same in each; a name does not."""
        filled = list(texts)
        for at, (text, left) in list(self.hanging.items()):
            if row.cells[at].covered and self.columns.fields.get(at) != "name":
                filled[at] = text
            self.hanging[at] = (text, left - 1)
            if left <= 1:
                del self.hanging[at]
        for at, cell in enumerate(row.cells):
            if cell.high > 1 and texts[at].strip():
                self.hanging[at] = (texts[at], cell.high - 1)
        return filled

    # One row

    def _row(self, row: Row, texts: Sequence[str], tail: bool) -> None:
        filled = [at for at, text in enumerate(texts) if text.strip()]
        first = flat(texts[filled[0]])
        if shapes.is_total(first) or (len(filled) < 4 and any(shapes.is_total(texts[at]) for at in filled)):
            self.made.unread.append(Unread(TOTAL, (("text", " ".join(flat(texts[at]) for at in filled)[:100]),), row.where))
            return
        people, more = self._named(texts), {}
        if self.extra and self.at["name"] is not None and (said := self._with_more(texts[self.at["name"]])) is not None:
            people, more = [said[0]], said[1]
        if any(shapes.is_placeholder(each.name) for each in people):
            people = []
        if not people and self.columns.first("code") in filled and len(filled) > 1:
            people = [names.Named("")]
        if not people:
            self._nobody(row, texts, filled, tail)
        elif len(filled) == 1 and not self.narrow and self._is_no_person(row, filled[0], first, tail):
            self._between(row, first, tail)
        else:
            self._people(row, texts, people, more, len(filled) == 1 and not self.narrow)

    def _named(self, texts: Sequence[str]) -> list[names.Named]:
        """Who stands in the row: by the columns of the parts, or by that of the whole name."""
        said = {each: texts[at].strip() if at is not None else "" for each, at in self.at.items()}
        whole, parts = said["name"], None
        if said["given"] or said["family"]:
            family = " ".join(filter(None, (said["family"], said["second family"])))
            parts = names.of_parts(said["given"], family, said["middle"])
        if not whole or whole.startswith("#"):
            found = [parts] if parts else []
        elif parts:
            one = names.read(whole, surname_first=self.surname_first)
            found = [names.Named(one.name, one.sort_as or parts.sort_as, one.honorific or parts.honorific)]
        else:
            each = names.several(whole, self.surname_first)
            found = [names.read(text, surname_first=self.surname_first) for text in each]
        if said["honorific"] and not shapes.is_empty(said["honorific"]):
            found = [names.Named(each.name, each.sort_as, flat(said["honorific"])) for each in found]
        return [each for each in found if each.name]

    def _people(self, row: Row, texts: Sequence[str], people: Sequence[names.Named], more: dict[str, Any], alone: bool) -> None:
        texts = list(texts)
        shared = len(people) > 1
        for part, named in enumerate(people, 1):
            own = self._own(texts, part, len(people)) if shared else texts
            raw = self.reader.raw(named, own, row.where, shared)
            for key, value in more.items():
                raw[key] = _joined(raw[key], value) if key == "affiliations" and key in raw else raw.get(key, value)
            for key, value in self.section.items():
                raw.setdefault(key, value)
            self.made.people.append(Person(raw, row.where, part, row.hidden))
            if shared and part == 1:
                self.made.doubts.append(Doubt(SEVERAL, (("text", flat(texts[self.at["name"] or 0])[:80]),), row.where))
            if shared and any(each in ("list", "public", "badge", "photo", "quote") for each in self.columns.fields.values()):
                self.made.doubts.append(Doubt(SHARED_CONSENT, (("name", named.name),), row.where))
            if not self.surname_first and names.may_be_turned(named.name):
                self.made.doubts.append(Doubt(COMMA, (("name", named.name),), row.where))
            if row.hidden:
                self.made.doubts.append(Doubt(HIDDEN_ROW, (("name", named.name),), row.where))
            if alone and part == 1:
                self.made.doubts.append(Doubt(ONE_NAME, (("name", named.name),), row.where))

    def _own(self, texts: Sequence[str], part: int, count: int) -> list[str]:
        """Where another cell has as many lines as there are people, each has a line of it."""
        made: list[str] = []
        for text in texts:
            lines = [line.strip() for line in re.split(r"[\n;]", text) if line.strip()]
            made.append(lines[part - 1] if len(lines) == count else text)
        return made

    def _extra(self, cells: Sequence[str]) -> str:
        """Whether the cells of the names say more: on lines of their own, or in brackets, after commas or a dash, where no column does."""
        if self.at["given"] is not None or self.at["family"] is not None or not cells:
            return ""
        if shapes.share(cells[:_SAMPLE], lambda cell: _name_and_more([line.strip() for line in cell.split("\n") if line.strip()])) >= 0.5:
            return "lines"
        if self.columns.first("organisation") is None and self.columns.first("title") is None:
            told = [item(cell) for cell in cells[:_SAMPLE]]
            if sum(each is not None and not each.plain for each in told) >= 0.5 * len(told):
                return "item"
        return ""

    def _with_more(self, text: str) -> tuple[names.Named, dict[str, Any]] | None:
        """A name and what its cell says beside it."""
        if self.extra == "lines":
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            return (names.read(lines[0]), details.of_lines(lines[1:])) if _name_and_more(lines) else None
        found = item(text) if self.extra else None
        return (found.named, found.raw) if found is not None else None

    # Rows that are no person

    def _is_no_person(self, row: Row, at: int, text: str, tail: bool) -> bool:
        """A single cell: a line across the table, or words that no name has."""
        cell = row.cells[at]
        if cell.wide > 1 or shapes.heads_a_list(text) or text.endswith(":") or values.country(text):
            return True
        if self.columns.fields.get(at) not in ("name", "given", "family"):
            return True
        return not shapes.like_a_name(text) and (tail or not shapes.like_a_single_name(text) or text.endswith("s"))

    def _between(self, row: Row, text: str, tail: bool) -> None:
        said = text.rstrip(": ")
        if tail or len(said.split()) > 8 or re.search(r"[.!*]\s*$|^\*", said):
            self.made.unread.append(Unread(NOT_A_PERSON, (("text", text[:100]),), row.where))
            return
        if shapes.heads_a_list(text):
            self.section = {}
            return
        self.made.sections += 1
        code = values.country(said)
        what = self.hints.sections or ("country" if code else "side")
        if what == "none" or (what == "side" and self.columns.first("side") is not None):
            self.section = {}
            self.made.doubts.append(Doubt(SECTION_LEFT, (("text", said),), row.where))
            return
        self.section = (
            {"affiliations": [{"organisation": said}]} if what == "organisation" else {what: code or said if what == "country" else said}
        )
        word = {"side": SIDE, "organisation": ORGANISATION, "country": COUNTRY}[what]
        self.made.doubts.append(Doubt(SECTION, (("text", said), ("what", word)), row.where))

    def _nobody(self, row: Row, texts: Sequence[str], filled: Sequence[int], tail: bool) -> None:
        """A row without a name: what goes on from the row above, a line between, or nothing."""
        text = " ".join(flat(texts[at]) for at in filled)[:100]
        more = {self.columns.fields.get(at) for at in filled}
        name_at = self.at["name"]
        joined = name_at is not None and row.cells[name_at].covered
        across = len(filled) == 1 and row.cells[filled[0]].wide > 1
        if self.made.people and more and more <= {"title", "organisation"} and (joined or len(filled) <= 2) and not across:
            self._goes_on(row, texts, text)
            return
        if len(filled) == 1 and not self.narrow and (across or filled[0] == 0):
            self._between(row, flat(texts[filled[0]]), tail)
            return
        if more <= {"none"}:
            return
        self.made.unread.append(Unread(NOT_A_PERSON, (("text", text),), row.where))

    def _goes_on(self, row: Row, texts: Sequence[str], text: str) -> None:
        above = self.made.people[-1]
        found = affiliations.read(
            [texts[at] for at in self.columns.all("title") if texts[at]],
            [texts[at] for at in self.columns.all("organisation") if texts[at]],
        )
        raw = {**above.raw, "affiliations": [*above.raw.get("affiliations", ()), *(affiliation(*pair) for pair in found.pairs)]}
        self.made.people[-1] = Person(raw, above.where, above.part, above.hidden)
        self.made.doubts.append(Doubt(CONTINUED, (("name", above.name), ("text", text)), row.where))


def _name_and_more(lines: Sequence[str]) -> bool:
    """A name, and below it what is none."""
    if len(lines) < 2 or not shapes.like_a_name(lines[0]):
        return False
    return shapes.is_role(lines[1]) or not (shapes.like_a_name(lines[1]) or shapes.like_a_single_name(lines[1]))


def _joined(held: list[dict[str, str]], more: list[dict[str, str]]) -> list[dict[str, str]]:
    """What two columns say of one affiliation."""
    if len(held) == len(more) == 1 and not set(held[0]) & set(more[0]):
        return [{**more[0], **held[0]}]
    return [*held, *more]
