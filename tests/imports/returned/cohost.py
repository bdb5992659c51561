"""A co-host with a seed: so many random edits in a file of ours, each on a thing of its own, and what should be found of them."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from tests.imports.returned.word import Word
from toolkit.convening.model import Convening
from toolkit.documents import agenda
from toolkit.documents.printed import Printed, Row
from toolkit.language import Language

WORDS = (
    "rain", "tariff", "ledger", "ferry", "harvest", "mosaic", "quarry", "lantern", "orchard", "compass", "thimble", "granite", "saffron",
    "velvet", "gravel", "marsh", "timber", "kettle", "anchor", "ribbon",
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """One edit as it should be found. A new thing is known by its words, for its id is made when it is found."""

    kind: str
    what: str
    author: str | None = None


class CoHost:
    def __init__(self, convening: Convening, base: Printed, data: bytes, say: Language, seed: int) -> None:
        self.convening, self.base, self.say = convening, base, say
        self.rng = random.Random(seed)
        self.word = Word(data)
        self.made: list[Edit] = []
        self.remarks: list[tuple[str, str]] = []
        self.rows: list[tuple[int, Row, etree._Element]] = [
            (number, row, element)
            for number, day in enumerate(base.days)
            for row, element in zip(day.rows, self.word.tables[number], strict=True)
        ]
        self.whole: set[str] = set()
        self.fields: set[tuple[str, str]] = set()
        self.counted = 0

    def edit(self, count: int) -> bytes:
        """So many edits, recorded ones among others."""
        ways: list[tuple[int, Callable[[], Edit | None]]] = [
            (5, self.title), (4, self.purpose), (4, self.room), (4, self.lead), (6, self.time), (3, self.drop), (3, self.add),
            (3, self.move), (1, self.to_another_day), (2, self.objective), (1, self.subtitle), (1, self.day_title),
        ]  # fmt: skip
        while len(self.made) < count:
            self.word.author = self.rng.choice([None, "Rosa of RCU", "Ibrahim"])
            way = self.rng.choices([each for _, each in ways], [weight for weight, _ in ways])[0]
            if (done := way()) is not None:
                self.made.append(Edit(done.kind, done.what, self.word.author))
        for _, row, element in self.rng.sample([each for each in self.rows if each[1].id not in self.whole], 2):
            self.word.remark(self.word.cell(element, 1), "Rosa of RCU", f"What about {row.id}?")
            self.remarks.append((row.id, f"What about {row.id}?"))
        return self.word.saved()

    # Which row.

    def _words(self, count: int) -> str:
        self.counted += 1
        return " ".join([*self.rng.sample(WORDS, count), str(self.counted)])

    def _field(self, name: str, fits: Callable[[Row], bool]) -> tuple[Row, etree._Element] | None:
        free = [
            (row, element) for _, row, element in self.rows
            if row.id not in self.whole and (row.id, name) not in self.fields and fits(row)
        ]  # fmt: skip
        if not free:
            return None
        row, element = self.rng.choice(free)
        self.fields.add((row.id, name))
        return row, element

    def _row(self, fits: Callable[[int, Row], bool]) -> tuple[int, Row, etree._Element] | None:
        busy = {row for row, _ in self.fields}
        free = [each for each in self.rows if each[1].id not in self.whole | busy and fits(each[0], each[1])]
        if not free:
            return None
        found = self.rng.choice(free)
        self.whole.add(found[1].id)
        return found

    def _simple(self, row: Row) -> bool:
        return row.kind == "session" and not any(each.within == row.id for _, each, _ in self.rows)

    # Fields.

    def title(self) -> Edit | None:
        found = self._field("title", lambda row: bool(row.title))
        if found is None:
            return None
        row, element = found
        words = row.title.split(" ")
        at = self.rng.randrange(len(words))
        if row.kind == "item":
            return self._dashed(row, element, f"{row.title} {self._words(1)}")
        new = " ".join([*words[:at], self._words(1), *words[at + 1 :]]) if len(words) > 2 else f"{row.title} {self._words(1)}"
        self.word.retype(self.word.cell(element, 1), 0, new)
        return Edit("title", row.id)

    def _dashed(self, row: Row, element: etree._Element, new: str) -> Edit:
        self.word.retype(self.word.cell(element, 1), 0, f"{agenda.WITHIN}{new}")
        return Edit("title", row.id)

    def purpose(self) -> Edit | None:
        found = self._field("purpose", lambda row: row.kind != "group" and bool(row.title))
        if found is None:
            return None
        row, element = found
        cell = self.word.cell(element, 1)
        if not row.purpose:
            if row.groups:
                return None
            self.word.add_line(cell, f"{self._words(4)}.")
        elif self.rng.random() < 0.3:
            self.word.drop_line(cell, self._line_of(cell, row.purpose))
        else:
            self.word.retype(cell, self._line_of(cell, row.purpose), f"{row.purpose} {self._words(2)}")
        return Edit("purpose", row.id)

    def _line_of(self, cell: etree._Element, text: str) -> int:
        return next(at for at, runs in enumerate(self.word.lines(cell)) if "".join(map(self.word.text, runs)) == text)

    def room(self) -> Edit | None:
        found = self._field("place", lambda row: bool(row.room))
        if found is None:
            return None
        row, element = found
        cell = self.word.cell(element, 2)
        if self.rng.random() < 0.3 and row.lead:
            self.word.drop_line(cell, 0)
        else:
            others = [room.name for room in self.convening.venue.rooms if room.name != row.room]
            self.word.retype(cell, 0, self.rng.choice([*others, f"Tent {self._words(1)}"]))
        return Edit("room", row.id)

    def lead(self) -> Edit | None:
        found = self._field("place", lambda row: bool(row.lead))
        if found is None:
            return None
        row, element = found
        cell = self.word.cell(element, 2)
        line = 1 if row.room else 0
        way = self.rng.random()
        if way < 0.3 and row.room:
            self.word.drop_line(cell, line)
        elif way < 0.6:
            self.word.retype(cell, line, self._led(row, *row.lead, f"Amina {self._words(1)}"))
        else:
            self.word.retype(cell, line, self._led(row, f"Bashir {self._words(1)}", *row.lead[1:]))
        return Edit("lead", row.id)

    def _led(self, row: Row, *names: str) -> str:
        """As our table says it, or as people write a list."""
        if row.room and self.rng.random() < 0.5:
            return self.say.list(names)
        return " · ".join(names) if row.room else self.say(agenda.LEAD, names=" · ".join(names))

    def time(self) -> Edit | None:
        found = self._field("time", lambda row: row.start is not None and row.end is not None and row.end > row.start)
        if found is None:
            return None
        row, element = found
        assert row.start is not None and row.end is not None
        start, end = row.start + self.rng.choice([0, 5, -5, 10]), row.end + self.rng.choice([5, 10, 15, 25])
        typed = f"{start // 60}.{start % 60:02d} - {end // 60 % 24}.{end % 60:02d}"
        shown = self.say.span(start, end) if self.rng.random() < 0.7 else typed
        self.word.retype(self.word.cell(element, 0), 0, shown)
        return Edit("retimed", row.id)

    # Rows.

    def drop(self) -> Edit | None:
        found = self._row(lambda _, row: self._simple(row) or row.kind == "item")
        if found is None:
            return None
        self.word.drop_row(found[2])
        return Edit("dropped", found[1].id)

    def add(self) -> Edit | None:
        at = self._row(lambda _, row: self._simple(row))
        if at is None:
            return None
        start = 360 + 11 * len(self.made)
        title = f"Added {self._words(3)}"
        row = self.word.new_row(at[2], (self.say.span(start, start + 10), title, "Hall"))
        self.word.put_row(row, at[2])
        return Edit("added", title)

    def move(self) -> Edit | None:
        found = self._row(lambda _, row: self._simple(row))
        if found is None:
            return None
        day, row, element = found
        line = [each for each in self.rows if each[0] == day and each[1].kind == "session"]
        at = next(number for number, each in enumerate(line) if each[1].id == row.id)
        far = [each for number, each in enumerate(line) if abs(number - at) > 5 and each[1].id not in self.whole]
        if not far:
            return None
        self.word.move_row(element, self.rng.choice(far)[2])
        return Edit("moved", row.id)

    def to_another_day(self) -> Edit | None:
        if len(self.base.days) < 2:
            return None
        found = self._row(lambda _, row: self._simple(row) and len(row.title) > 12)
        if found is None:
            return None
        day, row, element = found
        far = [each for each in self.rows if each[0] != day and each[1].kind == "session" and each[1].id not in self.whole]
        self.word.move_row(element, self.rng.choice(far)[2])
        return Edit("moved", row.id)

    # Outside the tables.

    def objective(self) -> Edit | None:
        free = [at for at in range(len(self.base.objectives)) if (str(at), "objective") not in self.fields]
        if not free:
            return None
        at = self.rng.choice(free)
        self.fields.add((str(at), "objective"))
        old = self.base.objectives[at]
        paragraph = self.word.paragraph(old)
        way = self.rng.choice(["reword", "drop", "add"])
        if way == "reword":
            words = old.split(" ")
            words[self.rng.randrange(len(words))] = self._words(1)
            self.word.retype(paragraph, 0, " ".join(words))
            return Edit("objective", str(at + 1))
        if way == "drop":
            self.word.drop_paragraph(paragraph)
            return Edit("dropped", str(at + 1))
        text = f"{self._words(6)}."
        self.word.add_paragraph(paragraph, text)
        return Edit("added", text)

    def subtitle(self) -> Edit | None:
        if not self.base.subtitle or ("", "subtitle") in self.fields:
            return None
        self.fields.add(("", "subtitle"))
        self.word.retype(self.word.paragraph(self.base.subtitle), 0, f"{self.base.subtitle}, {self._words(2)}")
        return Edit("subtitle", "")

    def day_title(self) -> Edit | None:
        free = [day for day in self.base.days if day.title and (day.id, "title") not in self.fields]
        if not free:
            return None
        day = self.rng.choice(free)
        self.fields.add((day.id, "title"))
        old = day.heading(self.say)
        self.word.retype(self.word.paragraph(old), 0, f"{old} {self._words(1)}")
        return Edit("title", day.id)
