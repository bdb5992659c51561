"""Items to days of slots: which day a slot stands in, which text is its title, which its note, and what belongs to no slot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from toolkit.imports.agenda import fields, signs
from toolkit.imports.agenda.dayheads import DayHead
from toolkit.imports.agenda.items import DayItem, Item, SlotItem, TextItem
from toolkit.imports.agenda.written import Written
from toolkit.readers.source import Where


@dataclass(slots=True)
class OpenDay:
    """A day as it is filled; several dates where one list of slots stands for several days."""

    head: DayHead
    where: Where
    text: str = ""
    slots: list[SlotItem] = field(default_factory=list)
    room: str = ""
    implied: bool = False
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Assembled:
    days: tuple[OpenDay, ...]
    before: tuple[TextItem, ...]
    left: tuple[TextItem, ...]
    heads: tuple[DayItem, ...]


def assemble(items: Iterable[Item]) -> Assembled:
    days: list[OpenDay] = []
    before: list[TextItem] = []
    left: list[TextItem] = []
    heads: list[DayItem] = []
    day: OpenDay | None = None
    closed = False
    all_items = list(items)
    for item, after in zip_longest(all_items, all_items[1:]):
        if isinstance(item, DayItem) and _spans(item.head) and item.head.title and not days:
            heads.append(item)
        elif isinstance(item, DayItem):
            day, closed = _opened(days, item), False
            heads.append(item)
        elif isinstance(item, SlotItem):
            if day is None:
                day = OpenDay(DayHead(), item.where, implied=True)
                days.append(day)
            day.slots.append(item)
            closed = False
        elif day is None or not day.slots:
            if day is not None and (said := fields.labelled(item.text)) is not None and said.room:
                day.room = said.room
            else:
                before.append(item)
        else:
            closed = _beside(day.slots, item, closed, _is_list(item, after))
            if closed:
                left.append(item)
    kept = [each for each in days if each.slots or each.keeps]
    if len(kept) == 1 and _spans(kept[0].head):
        # The dates of the whole meeting at the top, and no heading for a day: which day the rows stand for is not said.
        kept[0].head = DayHead(title=kept[0].head.title)
    return Assembled(tuple(kept), tuple(before), tuple(left), tuple(heads))


def _spans(head: DayHead) -> bool:
    return len(head.dates) > 1 and not all(date.weekday is not None for date in (head.dates[0], head.dates[-1]))


def _opened(days: list[OpenDay], item: DayItem) -> OpenDay:
    """The day that a heading names: one that is there already where it is told again, else a new one."""
    for day in days:
        if _same(day.head, item.head):
            if len(item.head.dates) > len(day.head.dates):
                day.head = replace(day.head, dates=item.head.dates)
            return day
    made = OpenDay(item.head, item.where, item.text, keeps=item.keeps)
    days.append(made)
    return made


def _same(one: DayHead, two: DayHead) -> bool:
    if one.number is not None and two.number is not None and one.number != two.number:
        return False
    first, second = [_key(each) for each in one.dates], [_key(each) for each in two.dates]
    if first and second:
        return first == second or (one.number is not None and one.number == two.number and not _clash(one.dates, two.dates))
    return one.number is not None and one.number == two.number


def _key(date: Written) -> tuple[int | None, ...]:
    return (date.day, date.month, date.year) if date.day else (None, None, date.weekday)


def _clash(one: Sequence[Written], two: Sequence[Written]) -> bool:
    return any(a.day and b.day and (a.day, a.month) != (b.day, b.month) for a, b in zip(one, two, strict=False))


def _is_list(item: TextItem, after: Item | None) -> bool:
    """Whether a text is the first of several that stand alike under one another: `Workshops:` over what there is to choose from."""
    return isinstance(after, TextItem) and not after.gap and after.indent == item.indent and fields.labelled(after.text) is None


def _beside(slots: list[SlotItem], item: TextItem, closed: bool, in_list: bool) -> bool:
    """Put a text where it belongs; True where it belongs to no slot, and nothing after it does until the next time."""
    last = slots[-1]
    if not last.title and not item.note:
        slots[-1] = replace(last, title=item.text)
        return False
    if closed:
        return True
    if (said := fields.labelled(item.text)) is not None:
        slots[-1] = replace(last, room=last.room or said.room, leads=(*last.leads, *said.leads))
        return False
    if item.level is not None or (item.gap and not item.note and item.depth == 0 and item.indent == 0):
        return True
    if not (in_list and last.title.rstrip().endswith(":")) and _goes_on(last, item):
        slots[-1] = replace(last, title=f"{last.title} {item.text}")
        return False
    notes = tuple(line for line in item.text.split("\n") if line.strip())
    slots[-1] = replace(last, notes=(*last.notes, *(signs.tidy(note) for note in notes)))
    return False


def _goes_on(last: SlotItem, item: TextItem) -> bool:
    """A title broken over two lines: the second begins small, or the first ends where no title ends."""
    if last.notes or item.note or not last.title or item.depth:
        return False
    ends_open = last.title.rstrip().endswith((",", "&", "/", "–", "-", ":")) or last.title.split()[-1].casefold() in _JOINERS
    return ends_open or (item.text[:1].islower() and last.title[-1:] not in ".!?:;")


_JOINERS = frozenset(
    [
        "and",
        "or",
        "of",
        "the",
        "for",
        "in",
        "on",
        "with",
        "to",
        "de",
        "la",
        "le",
        "les",
        "des",
        "et",
        "del",
        "y",
        "e",
        "con",
        "para",
        "por",
        "und",
        "mit",
        "von",
        "für",
        "и",
        "в",
        "на",
        "с",
        "для",
        "و",
        "في",
        "من",
    ]
)
