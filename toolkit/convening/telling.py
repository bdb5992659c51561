"""What a change did, in words: "renamed “Models” to “Four models”", "moved “Lunch” from 12:30 to 13:00". Pure.

A phrase begins with what was done, for a history puts the name of whoever did it before; it is told from the states before and
after, so that a change nobody thought of is still told truthfully. Clock times come from outside: here nobody fits a day.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from toolkit.convening import called, telling_groups, telling_words
from toolkit.convening.addressed import Place, Ref, Spot, dumped, get, kind_in, list_at, path_of, place_of, standing_in
from toolkit.convening.edits import All, AnyEdit, Count, Insert, Move, Remove, Set, part
from toolkit.convening.model import Convening, Lead
from toolkit.convening.values import Localised
from toolkit.language import N_, Language

Clock = Callable[[Convening], Mapping[str, int]]
"""When each session begins, in minutes after midnight, as far as it is known."""

TOLD = 3
"""How many parts of one change a line of the history names before it counts the rest."""

MANY = 100
"""Of a change with more parts only those that are named are worked out: of thousands of people each would be looked up anew."""


def no_clock(_: Convening) -> Mapping[str, int]:
    return {}


def phrase(edit: AnyEdit, before: Convening, say: Language, clock: Clock = no_clock) -> str:
    """The whole change in one line."""
    many = len(edit.edits) if isinstance(edit, All) and len(edit.edits) > MANY else 0
    parts = phrases(All(edits=edit.edits[:TOLD]) if many and isinstance(edit, All) else edit, before, say, clock)
    if not parts:
        return say("changed nothing")
    told = "; ".join(parts[:TOLD])
    more = (many or len(parts)) - TOLD
    return say.plural("{told}; and {n} more change", "{told}; and {n} more changes", more, told=told) if more > 0 else told


def phrases(edit: AnyEdit, before: Convening, say: Language, clock: Clock = no_clock) -> tuple[str, ...]:
    """Each part of a change, what went before what came with it; what only follows from another part is not told for itself."""
    steps = list(_steps(edit, before))
    after = steps[-1].after if steps else before
    told: list[str] = []
    between = _Between(clock, before, after)
    for step in sorted(_that_matter(steps), key=_comes_with):
        if _is_of_words(step.edit):
            told.extend(each for each in telling_words.phrases(before, after, say) if each not in told)
            continue
        said = _Teller(step, say, between).said()
        if said and said not in told:
            told.append(said)
    return tuple(told)


@dataclass(frozen=True, slots=True)
class _Step:
    """One of the operations, and the states around it. Several in one list without ids are one: an item taken out and put in changed.

    People who come in together are one step too: a list of thousands is told as a number.
    """

    edit: AnyEdit
    before: Convening
    after: Convening


def _steps(edit: AnyEdit, before: Convening) -> Iterator[_Step]:
    if not isinstance(edit, All):
        yield _Step(edit, before, part(before, edit).convening)
        return
    held: _Step | None = None
    for each in _together(edit.edits):
        if isinstance(each, tuple):
            yield _Step(each[0], before, before := part(before, All(edits=each)).convening)
            continue
        for step in _steps(each, before):
            before = step.after
            if held is not None and _list_of(held.edit) == _list_of(step.edit) is not None:
                held = _Step(held.edit, held.before, step.after)
                continue
            if held is not None:
                yield held
            held = step
    if held is not None:
        yield held


def _is_of_words(edit: AnyEdit) -> bool:
    match edit:
        case Set(target=ref) | Move(target=ref) | Remove(target=Ref() as ref):
            return ref.kind == "word"
        case Insert(into=place) | Remove(target=Spot(place=place)):
            return place.list == "words"
    return isinstance(edit, Count)


_PEOPLE = Place(list="participants")


def _together(edits: Sequence[AnyEdit]) -> Iterator[AnyEdit | tuple[Insert, ...]]:
    """The edits in their order; more people in a row than a line names stand together."""
    for come, run in groupby(edits, key=lambda each: isinstance(each, Insert) and each.into == _PEOPLE):
        several = tuple(run)
        if come and len(several) > TOLD:
            yield several  # type: ignore[misc]
        else:
            yield from several


def _list_of(edit: AnyEdit) -> Place | None:
    """The list without ids that an operation takes from or puts into."""
    if isinstance(edit, Remove) and isinstance(edit.target, Spot):
        return edit.target.place
    return edit.into if isinstance(edit, Insert) and edit.into.list in _WITHOUT_IDS else None


_WITHOUT_IDS = frozenset({"hosts", "objectives", "dismissed", "allowed", "together", "apart"})
_REFER = frozenset({"lead", "gathers", "from", "by", "owner", "session", "sessions", "days", "together", "apart", "rounds", "dismissed",
                    "allowed", "people", "room", "words"})  # fmt: skip
"""Fields that hold the ids or the names of other things."""


def _that_matter(steps: Sequence[_Step]) -> Sequence[_Step]:
    """Without what changed nothing, and references that only follow what they refer to: cleared or renamed as it is."""
    steps = [step for step in steps if step.before != step.after]
    causes = [step for step in steps if not (isinstance(step.edit, Set) and step.edit.field[0] in _REFER)]
    goes = any(isinstance(step.edit, Remove) for step in causes)
    renames = any(_list_of(step.edit) == Place(list="hosts") or _field(step.edit) == ("venue", "rooms") for step in causes)
    return [step for step in steps if step in causes or not ((goes and _only_less(step)) or (renames and _as_many(step)))]


def _comes_with(step: _Step) -> bool:
    """Whether a part comes with another: a day is taken out, and so its sessions are parked."""
    return not (isinstance(step.edit, Remove) or _field(step.edit) == ("tracks",))


def _field(edit: AnyEdit) -> tuple[str, ...]:
    return edit.field if isinstance(edit, Set) else ()


def _around(step: _Step) -> tuple[Any, Any]:
    assert isinstance(step.edit, Set)  # noqa: S101
    target, field = step.edit.target, step.edit.field
    old, new = (standing_in(get(state, path_of(state, target)), field) for state in (step.before, step.after))
    return old, new


def _only_less(step: _Step) -> bool:
    """Whether nothing came in: names and ids were taken out, and no more."""
    old, new = _around(step)
    return set(_leaves(new)) <= set(_leaves(old))


def _as_many(step: _Step) -> bool:
    old, new = _around(step)
    return len(list(_leaves(old))) == len(list(_leaves(new)))


def _leaves(raw: Any) -> Iterator[str]:
    if isinstance(raw, (list, dict)):
        for each in raw.values() if isinstance(raw, dict) else raw:
            yield from _leaves(each)
    elif raw is not None:
        yield str(raw)


class _Between:
    """The clock before and after the whole change, asked only where a move is told."""

    def __init__(self, clock: Clock, before: Convening, after: Convening) -> None:
        self._clock, self._before, self._after = clock, before, after

    def of(self, session: str) -> tuple[int | None, int | None]:
        return self._clock(self._before).get(session), self._clock(self._after).get(session)


class _Teller:
    """One step in words."""

    def __init__(self, step: _Step, say: Language, between: _Between) -> None:
        self.step, self.say, self.between = step, say, between

    def said(self) -> str:
        place = _list_of(self.step.edit)
        if place is not None:
            return self._list(place)
        match self.step.edit:
            case Set(target=ref, field=field):
                return self._set(ref, field)
            case Insert(into=place):
                return self._inserted(place)
            case Remove(target=Ref() as ref):
                return self.say("took out {thing}", thing=called.thing(ref, self.step.before, self.say))
            case Move(target=ref):
                return self._moved(ref)
        return ""

    # Fields

    def _set(self, ref: Ref, field: tuple[str, ...]) -> str:
        say, (old, new) = self.say, _around(self.step)
        if old == new:
            return ""
        key = f"{ref.kind}.{field[0]}"
        thing = called.thing(ref, self.step.before, say)
        if key in called.SWITCHES:
            return say(called.SWITCHES[key][0 if new else 1], thing=thing)
        if ref.kind in ("session", "track", "section") and field[0] in ("title", "heading") and not isinstance(old, dict) and old:
            return self._renamed(thing, called.thing(ref, self.step.after, say))
        if key == "session.tracks" and not (old and new):
            return self._split(thing, new) if new else say("joined the parallel groups of {thing} again", thing=thing)
        if key == "session.pin":
            return self._pinned(ref, thing, old, new)
        if key == "session.happened":
            return self._happened(ref, thing)
        if key == "day.present":
            return self._present(thing, old, new)
        if key == "day.expected":
            return self._expected(thing, new)
        if ref.kind == "participant" and field[0] == "name" and old and new:
            return self._renamed(thing, called.thing(ref, self.step.after, say))
        if key == "grouping.rounds" and len(field) == 1:
            return telling_groups.seated(self.step.before, thing, old or [], new or [], self.say)
        if key == "participant.consent" and len(field) == 1 and (told := self._consented(thing, old, new)):
            return told
        if isinstance(old or new, list) and (told := self._listed(ref.kind, field, old or [], new or [])):
            return told
        return self._from_to(ref, field, old, new, thing)

    def _renamed(self, old: str, new: str) -> str:
        return self.say("renamed {old} to {new}", old=old, new=new)

    def _pinned(self, ref: Ref, thing: str, old: Any, new: Any) -> str:
        say = self.say
        times = [called.value("session", ("pin",), each, self.step.before, say) for each in (old, new)]
        if not old:
            return say("fixed {thing} at {time}", thing=thing, time=times[1])
        if not new:
            return say("let {thing} begin when it comes, no longer at {time}", thing=thing, time=times[0])
        return say("moved {thing} from {old} to {new}", thing=thing, old=times[0], new=times[1])

    def _happened(self, ref: Ref, thing: str) -> str:
        """What was pressed while a session ran."""
        say = self.say
        states = (get(state, path_of(state, ref)).happened for state in (self.step.before, self.step.after))
        old, new = states
        if new is None:
            return say("noted that {thing} has not begun", thing=thing)
        if new.skipped:
            return say("skipped {thing}", thing=thing)
        if old is None or (old.on, old.began, old.skipped) != (new.on, new.began, new.skipped):
            return say("began {thing} at {time}", thing=thing, time=say.time(new.began // 60))
        if old.extra != new.extra:
            more = new.extra - old.extra
            minutes = say.minutes(abs(more))
            given = say("gave {thing} {minutes} more", thing=thing, minutes=minutes)
            return given if more > 0 else say("took {minutes} from {thing}", thing=thing, minutes=minutes)
        if new.ended is None:
            return say("noted that {thing} goes on", thing=thing)
        return say("ended {thing} at {time}", thing=thing, time=say.time(new.ended // 60))

    def _expected(self, day: str, new: int | None) -> str:
        if new is None:
            return self.say("worked out {day} for everybody again", day=day)
        return self.say.plural("worked out {day} for {n} person", "worked out {day} for {n} people", new, day=day)

    def _present(self, day: str, old: Any, new: Any) -> str:
        """Who is here: one by one by name, else how many."""
        say = self.say
        if new is None:
            return say("noted no more who is here on {day}", day=day)
        came, gone = [], []
        if isinstance(new, list) and not isinstance(old, int):
            came, gone = _without(new, old or []), _without(old or [], new)
        if len(came) + len(gone) == 1:
            person = called.thing(Ref(kind="participant", id=(came or gone)[0]), self.step.before, say)
            words = N_("noted that {person} is here on {day}") if came else N_("noted that {person} is not here on {day}")
            return say(words, person=person, day=day)
        count = new if isinstance(new, int) else len(new)
        return say.plural("noted that {n} person is here on {day}", "noted that {n} people are here on {day}", count, day=day)

    def _split(self, thing: str, tracks: list[dict[str, Any]]) -> str:
        say = self.say
        titles = [track.get("title", "") for track in tracks]
        names = say.list([called.short(title, self.step.after, say) if title else say("a parallel group") for title in titles])
        return say("split {thing} into parallel groups: {names}", thing=thing, names=names)

    def _consented(self, thing: str, old: Any, new: Any) -> str:
        """What somebody answered, by what it is about; when and how is told where nothing else was noted."""
        say = self.say
        if new is None:
            return ""
        every = [use for use in called.CONSENTED if use != "show"]
        before, now = ({"open": every} if each is None else each for each in (old, new))
        given, was_given = (each.get("given") or {} for each in (now, before))
        if "withdrawn" in given and "withdrawn" not in was_given:
            return say("noted that {thing} took the consent back", thing=thing)
        uses = [
            use for use in called.CONSENTED
            if before.get(use) != now.get(use) or (use in before.get("open", ())) != (use in now.get("open", ()))
        ]  # fmt: skip
        if uses:
            return say("noted what {thing} said about {uses}", thing=thing, uses=say.list([say(called.CONSENTED[use]) for use in uses]))
        if "asked" in given and "asked" not in was_given:
            return say("noted that {thing} was asked for consent", thing=thing)
        return say("changed when and how {thing} was asked", thing=thing)

    def _from_to(self, ref: Ref, field: tuple[str, ...], old: Any, new: Any, thing: str) -> str:
        say, name = self.say, called.field(ref.kind, field, self.say)
        if ref.kind != "convening":
            name = say("{field} of {thing}", field=name, thing=thing)
        return _changed(say, name, *(called.value(ref.kind, field, each, self.step.before, say) for each in (old, new)))

    # Lists

    def _listed(self, kind: str, field: tuple[str, ...], old: list[Any], new: list[Any]) -> str:
        """A list that was set as a whole, told by what came and went."""
        if field[-1] not in ("rooms", "lead", "objectives", "hosts"):
            return ""
        assert isinstance(self.step.edit, Set)  # noqa: S101
        name = called.field(kind, field, self.say)
        if kind != "convening":
            name = self.say("{field} of {thing}", field=name, thing=called.thing(self.step.edit.target, self.step.before, self.say))
        return self._came_and_went(field[-1], name, old, new)

    def _list(self, place: Place) -> str:
        old, new = ([dumped(each) for each in getattr(state, place.list)] for state in (self.step.before, self.step.after))
        return self._came_and_went(place.list, called.field("convening", (place.list,), self.say), old, new)

    def _came_and_went(self, key: str, name: str, old: list[Any], new: list[Any]) -> str:
        say = self.say
        gone, come = _without(old, new), _without(new, old)
        if not gone and not come:
            return say("changed the order of {list}", list=name) if old != new else ""
        if len(gone) == len(come) == 1:
            return self._one_for_one(key, gone[0], come[0])
        if len(come) == 1 and not gone:
            return say("added {item} to {list}", item=self._item(key, come[0]), list=name)
        if len(gone) == 1 and not come:
            return say("took {item} out of {list}", item=self._item(key, gone[0]), list=name)
        return say("changed {field}", field=name)

    def _one_for_one(self, key: str, old: Any, new: Any) -> str:
        say = self.say
        kind = {"hosts": "host", "rooms": "room"}.get(key)
        if kind and isinstance(old, dict):
            differs = [each for each in dict.fromkeys((*old, *new)) if old.get(each) != new.get(each)]
            if differs == ["name"] and not isinstance(old["name"], dict):
                return self._renamed(self._item(key, old), self._item(key, new))
            parts = [
                _changed(
                    say, say("{field} of {thing}", field=called.field(kind, (each,), say), thing=self._item(key, old)),
                    *(called.value(kind, (each,), item.get(each), self.step.before, say) for item in (old, new)),
                ) for each in differs
            ]  # fmt: skip
            return "; ".join(parts)
        if key == "objectives":
            return say("reworded the objective {old}", old=self._item(key, old))
        return self._replaced(key, old, new)

    def _replaced(self, key: str, old: Any, new: Any) -> str:
        return self.say("put {new} in the place of {old}", new=self._item(key, new), old=self._item(key, old))

    def _item(self, key: str, raw: Any) -> str:
        """An item that has no id, by what a person knows it by."""
        say, state = self.say, self.step.before
        match key:
            case "lead":
                return self._lead(Lead.model_validate(raw))
            case "hosts" | "rooms":
                return called.short(raw["name"], state, say)
            case "objectives":
                return called.short(raw, state, say)
            case "dismissed":
                return say("the advice {rule}", rule=raw["rule"])
            case "allowed":
                found = state.person(raw["person"])
                return say("a place that might point at {person}", person=called.person(found, say) if found else raw["person"])
        people = [found for each in raw if (found := state.person(each)) is not None]
        return say.list([called.person(each, say) for each in people])

    def _lead(self, lead: Lead) -> str:
        found = self.step.before.person(lead.person) or self.step.after.person(lead.person) if lead.person else None
        if found is not None:
            return called.person(found, self.say)
        return called.quoted(lead.host, self.say) if lead.host else called.short(_raw(lead.text), self.step.before, self.say)

    # Things with ids

    def _inserted(self, place: Place) -> str:
        say, after = self.say, self.step.after
        path, name, plan = list_at(after, place)
        kind = kind_in(plan) or ""
        there = {each.id for each in getattr(get(self.step.before, path_of(self.step.before, place.of)), name)}
        come = [each for each in getattr(get(after, path), name) if each.id not in there]
        if len(come) > 1:
            return say.plural("added {n} person to the people", "added {n} people to the people", len(come))
        found = come[0]
        thing = called.item(kind, found, after, say)
        if kind == "session":
            return say("added {thing} to {place}", thing=thing, place=self._where(place, found.id))
        if kind == "participant":
            return say("added {thing} to the people", thing=thing)
        if kind == "note":
            return self._noted(come, thing)
        return say("added {thing}", thing=thing)

    def _noted(self, come: list[Any], thing: str) -> str:
        """One that was merged by what it was made of, one that was written by its kind."""
        say, made_of = self.say, len(come[0].from_)
        if made_of:
            return say.plural("merged {n} recommendation into {thing}", "merged {n} recommendations into {thing}", made_of, thing=thing)
        return say("added {thing}", thing=thing)

    def _moved(self, ref: Ref) -> str:
        say, before, after = self.say, self.step.before, self.step.after
        thing = called.thing(ref, before, say)
        out_of, into = (place_of(state, path_of(state, ref)) for state in (before, after))
        if ref.kind != "session":
            return say("moved {thing} {place}", thing=thing, place=self._beside(into, ref.id))
        if into.list == "parked" and out_of != into:
            return say("parked {thing}", thing=thing)
        if out_of.list == "parked" and out_of != into:
            return say("brought {thing} back into {place}", thing=thing, place=self._where(into, ref.id))
        if out_of != into:
            return say("moved {thing} to {place}", thing=thing, place=self._where(into, ref.id))
        old, new = self.between.of(ref.id)
        if old is not None and new is not None and old != new:
            return say("moved {thing} from {old} to {new}", thing=thing, old=say.time(old), new=say.time(new))
        return say("moved {thing} {place}", thing=thing, place=self._beside(into, ref.id))

    def _where(self, place: Place, session: str) -> str:
        """A list of sessions, and after which of them."""
        say = self.say
        there = say("the parked sessions") if place.list == "parked" else called.thing(place.of, self.step.after, say)
        before = self._before(place, session)
        return say("{place}, after {sibling}", place=there, sibling=before) if before and place.list != "parked" else there

    def _beside(self, place: Place, moved: str) -> str:
        before = self._before(place, moved)
        return self.say("after {sibling}", sibling=before) if before else self.say("to the beginning")

    def _before(self, place: Place, item: str) -> str:
        """The sibling that an item stands after."""
        path, name, plan = list_at(self.step.after, place)
        items = getattr(get(self.step.after, path), name)
        at = next(at for at, each in enumerate(items) if each.id == item)
        return called.item(kind_in(plan) or "", items[at - 1], self.step.after, self.say) if at else ""


def _changed(say: Language, name: str, old: str | None, new: str | None) -> str:
    """A field from one value to another, as far as both can be said."""
    if new == "":
        return say("cleared {field}", field=name)
    if old is None or new is None or old == new:
        return say("changed {field}", field=name)
    if old == "":
        return say("set {field} to {new}", field=name, new=new)
    return say("changed {field} from {old} to {new}", field=name, old=old, new=new)


def _without(these: list[Any], those: list[Any]) -> list[Any]:
    rest = list(those)
    left: list[Any] = []
    for each in these:
        if each in rest:
            rest.remove(each)
        else:
            left.append(each)
    return left


def _raw(text: Any) -> Any:
    return text.root if isinstance(text, Localised) else text
