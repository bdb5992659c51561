"""What stands in a source, one thing after the other, once tables and lines are told apart: days, slots, and texts beside them."""

from dataclasses import dataclass

from toolkit.convening.model import Kind
from toolkit.imports.agenda.clock import Reading
from toolkit.imports.agenda.dayheads import DayHead
from toolkit.readers.source import Where


@dataclass(frozen=True, slots=True)
class DayItem:
    head: DayHead
    where: Where
    text: str = ""
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class SlotItem:
    """A time and what stands beside it; `exact` are minutes that a calendar or our own table states, read already."""

    reading: Reading
    title: str
    where: Where
    written: str = ""
    kind: Kind | None = None
    room: str = ""
    track: str = ""
    leads: tuple[str, ...] = ()
    purpose: str = ""
    notes: tuple[str, ...] = ()
    exact: tuple[int | None, int | None] | None = None


@dataclass(frozen=True, slots=True)
class TextItem:
    """A text without a time. `gap`: a blank line stands before it. `note`: its place says that it belongs to the slot before it."""

    text: str
    where: Where
    level: int | None = None
    depth: int = 0
    strong: bool = False
    gap: bool = False
    note: bool = False
    indent: int = 0


Item = DayItem | SlotItem | TextItem
