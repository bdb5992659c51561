"""What an edited cell of our table holds: title and purpose, room and names. By likeness to what stood, then by what is known."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.convening.model import KINDS, Convening, Kind
from toolkit.documents import agenda
from toolkit.documents.printed import Printed
from toolkit.imports.returned import reading
from toolkit.imports.returned.likeness import folded, likeness
from toolkit.imports.returned.theirs import Said
from toolkit.language import Language


@dataclass(frozen=True, slots=True)
class Known:
    """Rooms and names that the convening knows, folded."""

    rooms: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class What:
    """`kind` is the one that stands under the title in words, None where no word says it."""

    title: str
    purpose: str
    kind: Kind | None = None
    title_lines: tuple[Said, ...] = ()
    purpose_lines: tuple[Said, ...] = ()
    kind_lines: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """`sure` is False where a line could have been a room as well as a name."""

    room: str
    names: tuple[str, ...]
    room_lines: tuple[Said, ...] = ()
    name_lines: tuple[Said, ...] = ()
    sure: bool = True


def known(convening: Convening, *agendas: Printed) -> Known:
    rooms = {room.name for room in convening.venue.rooms} | {row.room for agenda in agendas for _, row in agenda.rows()}
    names = {name for agenda in agendas for _, row in agenda.rows() for name in row.lead}
    names |= {person.name for person in convening.participants}
    for host in convening.hosts:
        names |= {host.short, *([host.name] if isinstance(host.name, str) else host.name.root.values())}
    return Known(frozenset(map(folded, rooms)) - {""}, frozenset(map(folded, names)) - {""})


def what(title: str, purpose: str, lines: Sequence[Said], say: Language) -> What:
    """The first line is the title, then its kind where it is said, then the purpose; a title broken into lines is still itself."""
    there = [line for line in lines if line.seen]
    gone = tuple(line for line in lines if not line.seen)
    if not there:
        return What("", "", None, gone, gone, gone)
    title = title.lstrip().removeprefix(agenda.WITHIN)
    cut = 1
    for at in range(1, len(there) + 1):
        if folded(title) and _text(there[:at]) == folded(title):
            cut = at
            break
    else:
        if len(there) == 1 and purpose and likeness(purpose, there[0].text) > max(0.6, likeness(title, there[0].text)):
            cut = 0
    words: dict[str, Kind] = {folded(say(agenda.KIND_WORDS[kind])).casefold(): kind for kind in KINDS}
    kind = words.get(there[cut].seen.casefold()) if 0 < cut < len(there) else None
    rest = there[cut + (kind is not None) :]
    title_gone = tuple(line for line in gone if line.before and likeness(line.before, title) > 0.9)
    kind_gone = tuple(line for line in gone if line.before and folded(line.before).casefold() in words)
    purpose_gone = tuple(line for line in gone if line not in title_gone and line not in kind_gone)
    kind_lines = (*there[cut : cut + (kind is not None)], *kind_gone)
    return What(_text(there[:cut]), _text(rest), kind, (*there[:cut], *title_gone), (*rest, *purpose_gone), kind_lines)


def where(room: str, lead: tuple[str, ...], lines: Sequence[Said], known: Known, say: Language) -> Where:
    """The room first, then who leads; one line alone is what it is known to be, else the room: names alone stand behind our word."""
    there = [line for line in lines if line.seen]
    gone = tuple(line for line in lines if not line.seen)
    names = agenda.BETWEEN_LEADS.join(lead)
    says_so = re.compile(re.escape(folded(say(agenda.LEAD, names="\x02"))).replace("\x02", "(.+)"), re.IGNORECASE)
    led = [line for line in there if says_so.fullmatch(line.seen)]

    def made(rooms: Sequence[Said], leads: Sequence[Said], sure: bool = True) -> Where:
        said = " · ".join(found[1] if (found := says_so.fullmatch(line.seen)) else line.seen for line in leads)
        found_names = reading.names(said, (*lead, *known.names), say)
        room_gone = tuple(line for line in gone if line.before and folded(line.before) == folded(room))
        return Where(_text(rooms), found_names, (*rooms, *room_gone), (*leads, *(line for line in gone if line not in room_gone)), sure)

    if not there:
        return made((), ())
    if led:
        return made([line for line in there if line not in led], led)
    if len(there) > 1:
        if not room and all(_is_name(line.seen, names, known, say) for line in there):
            return made((), there)
        if room and lead and len(there) > 2 and _text(there[:-1]) == folded(room):
            return made(there[:-1], there[-1:])
        return made(there[:1], there[1:])
    only = there[0]
    if _is_room(only.seen, known) != _is_name(only.seen, names, known, say):
        return made(there, ()) if _is_room(only.seen, known) else made((), there)
    if room and lead:
        alike_room, alike_lead = likeness(room, only.text), likeness(names, only.text)
        return made(there, (), alike_room != alike_lead) if alike_room >= alike_lead else made((), there)
    return made(there, (), bool(room) and not lead)


def _is_room(text: str, known: Known) -> bool:
    return text in known.rooms


def _is_name(text: str, lead: str, known: Known, say: Language) -> bool:
    if folded(text) == folded(lead) != "":
        return True
    parts = reading.names(text, known.names, say)
    return bool(parts) and any(folded(part) in known.names for part in parts)


def _text(lines: Iterable[Said]) -> str:
    return " ".join(line.seen for line in lines if line.seen)
