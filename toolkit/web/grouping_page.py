"""What the groups page shows: the groups of one round, what they cost, the wishes and which of them are broken. Changes nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.convening import people
from toolkit.convening.called import short
from toolkit.convening.model import Convening, Grouping, Participant, Wish
from toolkit.language import N_, Language
from toolkit.planning.grouping import words
from toolkit.planning.grouping.kinds import columns, values
from toolkit.planning.grouping.make import Made, broken_wishes, look
from toolkit.planning.grouping.moving import Price, prices
from toolkit.planning.grouping.places import GroupsError
from toolkit.planning.grouping.wishes import every_wish, taking_part, when

MARKS = ("●", "▲", "■", "◆", "★", "✚", "▼", "○", "△", "□")
"""A side by its shape, the most frequent first, so that it is told without a colour; further sides share the last."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person in a group: how many of the others there she meets in another round too."""

    person: Participant
    name: str
    side: str
    mark: str
    again: int
    locked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One group of the round. `number` is its place among the groups."""

    number: int
    name: str
    room: str
    people: tuple[Sitting, ...]
    again: int


@dataclass(frozen=True, slots=True)
class Told:
    """One wish in words; `at` is its place in the grouping's own list, or None where the whole convening asks for it: `bond` says then
    which, and of whom.
    """

    words: str
    broken: bool
    at: int | None
    bond: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """Where a person could sit, and what that would cost in words."""

    number: int
    name: str
    cost: str


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody whose moves are shown."""

    person: Participant
    name: str
    group: str
    locked: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything of one grouping in one round (counted from 1)."""

    grouping: Grouping
    title: str
    round: int
    when: str
    groups: tuple[Shown, ...]
    nowhere: tuple[Sitting, ...]
    missing: frozenset[str]
    everybody: tuple[tuple[str, str], ...]
    wishes: tuple[Told, ...]
    cost: str
    wrong: str
    legend: tuple[tuple[str, str], ...]
    opened: Opened | None


def board(convening: Convening, grouping: Grouping, at: int, who: str, say: Language) -> Board:
    """`at` is the round, from 1; `who` the id of the person whose moves are shown, or nothing."""
    at = min(max(1, at), max(1, len(grouping.rounds)))
    made, wrong = _looked(convening, grouping, say)
    marks = side_marks(convening)
    turn = grouping.rounds[at - 1] if grouping.rounds else None
    groups = tuple(_group(number, at, grouping, convening, marks, say) for number in range(len(turn.groups))) if turn else ()
    seated = {sitting.person.id for group in groups for sitting in group.people}
    absent = frozenset(turn.absent) if turn else frozenset()
    there = {made.asked.people[each].id for each in made.asked.problem.turns[at - 1].present} if made else set()
    return Board(
        grouping=grouping,
        title=title_of(convening, grouping, say),
        round=at,
        when=_when(convening, grouping, at, say),
        groups=groups,
        nowhere=tuple(
            _sitting(each, marks, 0, False, say) for each in taking_part(convening, grouping) if turn and each.id in there - seated
        ),
        missing=absent,
        everybody=_named(taking_part(convening, grouping), say),
        wishes=_wishes(convening, grouping, made, say),
        cost=words.cost(made.figures, len(grouping.rounds), say) if made and grouping.rounds and groups else "",
        wrong=wrong,
        legend=tuple((mark, side) for side, mark in marks.items()),
        opened=_opened(made, at, who, say) if made and who else None,
    )


def title_of(convening: Convening, grouping: Grouping, say: Language) -> str:
    """Its title, else those of its sessions."""
    if grouping.title:
        return words_of(grouping.title, convening, say)
    titles = {session.id: session.title for _, _, session in convening.sessions()}
    names = [words_of(titles[each], convening, say) for each in grouping.sessions if each in titles]
    return say.list(names) if names else say("Groups")


def words_of(text: object, convening: Convening, say: Language) -> str:
    from toolkit.convening.called import words as written

    return written(text, convening, say)


def name_of(person: Participant, say: Language) -> str:
    """As organisers read it."""
    shown = people.visible(person, "organisers", "groups")
    return shown.name or shown.code or say("a person without a name")


def side_marks(convening: Convening) -> dict[str, str]:
    counted = Counter(person.side for person in convening.participants if person.side and person.status != "declined")
    return {
        side: MARKS[min(at, len(MARKS) - 1)] for at, (side, _) in enumerate(sorted(counted.items(), key=lambda each: (-each[1], each[0])))
    }


def sessions(convening: Convening, say: Language) -> tuple[tuple[str, str], ...]:
    """Every session that groups can be for, with its day."""
    numbers = {day.id: number for number, day in enumerate(convening.days, 1)}
    return tuple(
        (session.id, say("Day {n}: {title}", n=say.number(numbers[day.id]), title=short(session.title, convening, say)))
        for day, _, session in convening.sessions()
        if session.kind not in ("break", "meal")
    )


def by(convening: Convening, say: Language) -> tuple[tuple[str, str], ...]:
    """By what people can be told apart here."""
    return tuple((each, words.column(each, say)) for each in columns(convening.participants))


def known_values(convening: Convening) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for each in columns(convening.participants)[:5] for value in values(convening.participants, each)))


# Inside


def _looked(convening: Convening, grouping: Grouping, say: Language) -> tuple[Made | None, str]:
    try:
        return look(convening, grouping), ""
    except GroupsError as problem:
        return None, problem.say(say)


def _group(number: int, at: int, grouping: Grouping, convening: Convening, marks: dict[str, str], say: Language) -> Shown:
    turn = grouping.rounds[at - 1]
    group = turn.groups[number]
    others = [set(other.people) for nth, round_ in enumerate(grouping.rounds, 1) if nth != at for other in round_.groups]
    inside = set(group.people)
    apart = {person: len({each for other in others if person in other for each in other & inside} - {person}) for person in group.people}
    found = [person for each in group.people if (person := convening.person(each)) is not None and each not in turn.absent]
    order = {side: nth for nth, side in enumerate(marks)}
    sitting = sorted(found, key=lambda person: (order.get(person.side, len(order)), people.sort_key(person)))
    rows = tuple(
        Sitting(each, name_of(each, say), each.side, marks.get(each.side, ""), apart[each.id], each.id in turn.locked) for each in sitting
    )
    return Shown(number, group.name, group.room, rows, sum(row.again for row in rows) // 2)


def _sitting(person: Participant, marks: dict[str, str], again: int, locked: bool, say: Language) -> Sitting:
    return Sitting(person, name_of(person, say), person.side, marks.get(person.side, ""), again, locked)


def _when(convening: Convening, grouping: Grouping, at: int, say: Language) -> str:
    if not grouping.rounds:
        return ""
    day, session = when(convening, grouping, len(grouping.rounds))[at - 1]
    if day is None or session is None:
        return ""
    number = next(nth for nth, each in enumerate(convening.days, 1) if each.id == day.id)
    told = say.date(day.date, "full") if day.date else say("Day {n}", n=say.number(number))
    return f"{told} · {words_of(session.title, convening, say)}"


def _wishes(convening: Convening, grouping: Grouping, made: Made | None, say: Language) -> tuple[Told, ...]:
    of_all = _bonds(convening)
    shared = len(of_all)
    if made is None:
        everybody = taking_part(convening, grouping)
        own = (Told(words.told(each, everybody, lambda person: name_of(person, say), say), False, at)
               for at, each in enumerate(grouping.wishes))  # fmt: skip
        return (*bonds(convening, say), *own)
    held: Sequence[int] = broken_wishes(made) if any(turn.groups for turn in grouping.rounds) else ()
    count = shared + len(grouping.wishes)
    return tuple(
        Told(words.wish(made.asked, nth, lambda person: name_of(person, say), say), nth in held,
             nth - shared if nth >= shared else None, None if nth >= shared else (of_all[nth].kind, ",".join(of_all[nth].people)))
        for nth in range(count)
    )  # fmt: skip


def _bonds(convening: Convening) -> tuple[Wish, ...]:
    """What the whole convening asks for, in the order in which a grouping's wishes begin with it."""
    return tuple(every_wish(convening, Grouping.model_validate({"id": "all"}), ()))


def bonds(convening: Convening, say: Language) -> tuple[Told, ...]:
    """Who is wanted together or apart in all groups of the convening."""
    them = convening.participants
    return tuple(
        Told(words.told(each, them, lambda person: name_of(person, say), say), False, None, (each.kind, ",".join(each.people)))
        for each in _bonds(convening)
    )


def everybody(convening: Convening, say: Language) -> tuple[tuple[str, str], ...]:
    """Whom a wish can be about, by family name like the list of people."""
    return _named((each for each in convening.participants if each.status != "declined"), say)


def _named(them: Iterable[Participant], say: Language) -> tuple[tuple[str, str], ...]:
    return tuple((each.id, name_of(each, say)) for each in sorted(them, key=people.sort_key))


def _opened(made: Made, at: int, who: str, say: Language) -> Opened | None:
    person = next((each for each in made.asked.people if each.id == who), None)
    turn = made.grouping.rounds[at - 1] if made.grouping.rounds else None
    if person is None or turn is None:
        return None
    sits = next((group.name for group in turn.groups if who in group.people), "")
    options = tuple(Option(each.group, turn.groups[each.group].name, price_words(made, each, say)) for each in prices(made, at - 1, who))
    return Opened(person, name_of(person, say), sits, who in turn.locked, options)


def price_words(made: Made, price: Price, say: Language) -> str:
    """What a move would cost: whom she meets again, which wishes break or mend, how many sit there then."""
    parts = []
    if price.again:
        names = [name_of(made.asked.people[each], say) for each in price.again]
        parts.append(
            say("meets {names} again", names=say.list(names) if len(names) < 4 else say.plural("{n} person", "{n} people", len(names)))
        )
    for sentence, wishes in ((N_("breaks: {wishes}"), price.breaks), (N_("mends: {wishes}"), price.mends)):
        if wishes:
            told = say.list([words.wish(made.asked, each, lambda person: name_of(person, say), say) for each in wishes])
            parts.append(say(sentence, wishes=told))
    parts.append(say.plural("{n} person then", "{n} people then", price.size))
    return "; ".join(parts)
