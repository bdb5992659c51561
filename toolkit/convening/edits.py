"""Every change a person can make, as data: applied to a convening it gives the next one and its own inverse.

Six operations, addressed by permanent ids, so that two people who change different things never undo one another. Each carries,
where it matters, what it expects to find: undo says that somebody changed it since, and overwrites nothing. What is counted expects
nothing, for counts add up. Knows no store and no screen.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from toolkit.convening.addressed import (
    EditError,
    Place,
    Ref,
    Spot,
    checked,
    dumped,
    field_of,
    get,
    id_before,
    index_for,
    kind_in,
    list_at,
    new_id,
    owner_of,
    path_of,
    path_of_spot,
    place_of,
    put,
    rebuilt,
    standing_in,
    with_list,
    wrong,
)
from toolkit.convening.checked import found
from toolkit.convening.marked import Path, Problem
from toolkit.convening.model import Convening, Frozen
from toolkit.convening.references import loose_ends
from toolkit.convening.report_texts import FROZEN, frozen_text
from toolkit.convening.values import Id
from toolkit.language import N_

__all__ = [
    "All", "AnyEdit", "Applied", "Count", "Edit", "EditError", "Insert", "Move", "Place", "Ref", "Remove", "Set", "Spot", "apply",
    "continued", "duplicate", "from_json", "new_id", "park", "part", "removal", "removals", "same_field", "to_json",
]  # fmt: skip


class Set(Frozen):
    """One field of one thing, or something inside it (`["venue", "city"]`, `["more", "Flight"]`), as the file would hold it.

    None takes the field back to its default. `was` holds what must stand there now, where that matters.
    """

    op: Literal["set"] = "set"
    target: Ref
    field: tuple[str, ...] = Field(min_length=1)
    value: JsonValue = None
    was: tuple[JsonValue, ...] = Field((), max_length=1)


class Insert(Frozen):
    """A new item: after its sibling `after`, else as number `at` of the list, else at its end. An id is made where it has none."""

    op: Literal["insert"] = "insert"
    into: Place
    value: JsonValue
    after: str | None = None
    at: int | None = Field(None, ge=0)


class Remove(Frozen):
    """One item. What refers to it must go first: `removal` makes the whole change."""

    op: Literal["remove"] = "remove"
    target: Ref | Spot
    was: tuple[JsonValue, ...] = Field((), max_length=1)


class Move(Frozen):
    """One item to another place, or within its list; `at` counts without it. `out_of` is where it must stand now, where that matters."""

    op: Literal["move"] = "move"
    target: Ref
    into: Place
    after: str | None = None
    at: int | None = Field(None, ge=0)
    out_of: Place | None = None


class Count(Frozen):
    """One word on so many cards more, or fewer: what two people count at once adds up, and undo takes back one's own cards only.

    A word that is not there comes as `value` says, as number `at` of the list; one that stands on no card any more goes.
    """

    op: Literal["count"] = "count"
    word: Id
    by: int
    value: dict[str, JsonValue] = Field(default_factory=dict)
    at: int | None = Field(None, ge=0)


class All(Frozen):
    """Several changes that are one to the person who makes them: all or none."""

    op: Literal["all"] = "all"
    edits: tuple["Edit", ...]


Edit = Annotated[Set | Insert | Remove | Move | Count | All, Field(discriminator="op")]
AnyEdit = Set | Insert | Remove | Move | Count | All
_ADAPTER: TypeAdapter[AnyEdit] = TypeAdapter(Edit)


class Applied(NamedTuple):
    convening: Convening
    inverse: AnyEdit


def apply(convening: Convening, edit: AnyEdit) -> Applied:
    """The convening after one edit, with the edit that takes it back. EditError where it cannot be made or would leave a loose end."""
    done = _apply(convening, edit)
    if done.convening.report is not convening.report and frozen_text(convening.report, done.convening.report):
        raise wrong(FROZEN)
    if loose := loose_ends(done.convening):
        before = {_what(each) for each in loose_ends(convening)}
        for each in loose:
            if _what(each) not in before:
                raise EditError(each)
    return done


def part(convening: Convening, edit: AnyEdit) -> Applied:
    """The same without a look at loose ends: for one part of a larger change, which may leave some on the way."""
    return _apply(convening, edit)


def _what(loose: Problem) -> tuple[str, object]:
    """The key in which it stands and the name that it calls: its place may have moved, and so may the name that comes nearest."""
    return str(loose.path[-1] if isinstance(loose.path[-1], str) else loose.path[-2]), loose.values.get("name")


def to_json(edit: AnyEdit) -> str:
    return _ADAPTER.dump_json(edit).decode()


def from_json(text: str) -> AnyEdit:
    try:
        return _ADAPTER.validate_json(text)
    except ValidationError as error:
        raise wrong(N_("this is not a change that this program knows: {reason}"), reason=error.errors()[0]["msg"]) from None


def same_field(one: AnyEdit, other: AnyEdit) -> bool:
    """Whether both type into the same field, so that a short while of typing is one edit."""
    return isinstance(one, Set) and isinstance(other, Set) and (one.target, one.field) == (other.target, other.field)


def continued(first: AnyEdit, inverse: AnyEdit, then: AnyEdit, after: Convening) -> tuple[AnyEdit, AnyEdit]:
    """Two edits of the same field as one, and its inverse: what came first is expected, what came last stands."""
    if isinstance(first, Set) and isinstance(then, Set):
        then = then.model_copy(update={"was": first.was})
    if isinstance(inverse, Set):
        path = path_of(after, inverse.target)
        inverse = inverse.model_copy(update={"was": (standing_in(get(after, path), inverse.field),)})
    return then, inverse


# Larger changes, made of the six.


def removal(convening: Convening, target: Ref) -> AnyEdit:
    """The edit that removes one thing and every reference to it: her leads, a session's notes lose their session, and so on."""
    return removals(convening, (target,))


def removals(convening: Convening, targets: Sequence[Ref]) -> AnyEdit:
    """The same for several at once."""
    bare: AnyEdit = Remove(target=targets[0]) if len(targets) == 1 else All(edits=tuple(Remove(target=each) for each in targets))
    left = _apply(convening, bare).convening
    before = {_what(each) for each in loose_ends(convening)}
    fields: dict[tuple[str, str, str], tuple[Set, list[Path]]] = {}
    for each in loose_ends(left):
        if _what(each) in before:
            continue
        owner, field, inside = owner_of(left, each.path)
        held = fields.setdefault((owner.kind, owner.id, field), (Set(target=owner, field=(field,)), []))
        held[1].append(inside)
    cleared = [_without(left, edit, paths) for edit, paths in fields.values()]
    if not cleared:
        return bare
    return All(edits=(*cleared, *(bare.edits if isinstance(bare, All) else (bare,))))


def park(session: str) -> AnyEdit:
    """Take a session out of its day and keep it in the tray."""
    return Move(target=Ref(kind="session", id=session), into=Place(list="parked"))


def duplicate(convening: Convening, session: str) -> AnyEdit:
    """A copy of a session just after it, with ids of its own."""
    path = path_of(convening, Ref(kind="session", id=session))
    raw = dumped(get(convening, path))
    for each in (raw, *(inner for track in raw.get("tracks", ()) for inner in track.get("sessions", ()))):
        each.pop("happened", None)
    taken: set[str] = set()
    raw["id"] = new_id(convening, "session", raw["title"], taken)
    for track in raw.get("tracks", ()):
        track["id"] = new_id(convening, "track", track.get("title", ""), taken)
        for inner in track.get("sessions", ()):
            inner["id"] = new_id(convening, "session", inner["title"], taken)
    return Insert(into=place_of(convening, path), value=raw, after=session, at=int(path[-1]) + 1)


# The six operations.


def _apply(convening: Convening, edit: AnyEdit) -> Applied:
    match edit:
        case Set():
            return _set(convening, edit)
        case Insert():
            return _insert(convening, edit)
        case Remove():
            return _remove(convening, edit)
        case Move():
            return _move(convening, edit)
        case Count():
            return _count(convening, edit)
        case All():
            inverses: list[AnyEdit] = []
            for each in edit.edits:
                convening, inverse = _apply(convening, each)
                inverses.insert(0, inverse)
            return Applied(convening, All(edits=tuple(inverses)))


def _set(convening: Convening, edit: Set) -> Applied:
    path = path_of(convening, edit.target)
    thing = get(convening, path)
    name, plan, required = field_of(thing, edit.field[0])
    if edit.field[0] in ("id", "format"):
        raise wrong(N_("the key {key} is permanent and cannot be changed"), key=edit.field[0])
    standing = standing_in(thing, edit.field[:1])
    if edit.was and standing_in(thing, edit.field) != edit.was[0]:
        raise wrong(N_("somebody has changed this since"), edit.field)
    wanted, made_up_to = _with_value(standing, edit.field[1:], edit.value)
    if wanted is None:
        if required:
            raise wrong(N_("is empty; fill it in"), edit.field)
        value = type(thing).model_fields[name].get_default(call_default_factory=True)
    else:
        value = checked(plan, wanted, edit.field[:1])
    after = put(convening, path, rebuilt(thing, name, value))
    field = edit.field[: 1 + made_up_to]
    old, new = standing_in(thing, field), standing_in(get(after, path), field)
    return Applied(after, Set(target=edit.target, field=field, value=old, was=(new,)))


def _insert(convening: Convening, edit: Insert) -> Applied:
    path, name, plan = list_at(convening, edit.into)
    raw: Any = edit.value
    kind = kind_in(plan)
    if kind and isinstance(raw, dict) and not raw.get("id"):
        raw = {**raw, "id": new_id(convening, kind, raw.get("title") or raw.get("heading"))}
    item = checked(plan, raw, (edit.into.list,))
    items = getattr(get(convening, path), name)
    at = index_for(items, edit.after, edit.at)
    after = with_list(convening, path, name, (*items[:at], item, *items[at:]))
    target = Ref(kind=kind, id=item.id) if kind else Spot(place=edit.into, at=at, value=dumped(item))
    return Applied(after, Remove(target=target, was=(dumped(item),) if kind else ()))


def _remove(convening: Convening, edit: Remove) -> Applied:
    path = path_of(convening, edit.target) if isinstance(edit.target, Ref) else path_of_spot(convening, edit.target)
    if not path or not isinstance(path[-1], int):
        raise wrong(N_("the convening and its report cannot be taken out of themselves"))
    place = place_of(convening, path) if isinstance(edit.target, Ref) else edit.target.place
    item = get(convening, path)
    if edit.was and dumped(item) != edit.was[0]:
        raise wrong(N_("somebody has changed this since"), path)
    at = int(path[-1])
    items = get(convening, path[:-1])
    after = with_list(convening, path[:-2], str(path[-2]), (*items[:at], *items[at + 1 :]))
    return Applied(after, Insert(into=place, value=dumped(item), after=id_before(items, at), at=at))


def _move(convening: Convening, edit: Move) -> Applied:
    path = path_of(convening, edit.target)
    if not path or not isinstance(path[-1], int):
        raise wrong(N_("the convening and its report cannot be moved"))
    place = place_of(convening, path)
    if edit.out_of is not None and edit.out_of != place:
        raise wrong(N_("somebody has moved this since"), path)
    at, item, items = int(path[-1]), get(convening, path), get(convening, path[:-1])
    without = with_list(convening, path[:-2], str(path[-2]), (*items[:at], *items[at + 1 :]))
    into, name, plan = list_at(without, edit.into)
    if plan.model is not type(item):
        raise wrong(N_("this cannot stand in the list {list}"), path, list=edit.into.list)
    others = getattr(get(without, into), name)
    to = index_for(others, edit.after, edit.at)
    after = with_list(without, into, name, (*others[:to], item, *others[to:]))
    return Applied(after, Move(target=edit.target, into=place, after=id_before(items, at), at=at, out_of=edit.into))


def _count(convening: Convening, edit: Count) -> Applied:
    words, place, less = convening.words, Place(list="words"), Count(word=edit.word, by=-edit.by)
    at = next((at for at, word in enumerate(words) if word.id == edit.word), None)
    if at is None:
        if not edit.value or edit.by < 1:
            raise wrong(N_("{id} is not there any more; somebody has taken it out"), id=found(edit.word))
        fresh = {**edit.value, "id": edit.word, "count": edit.by}
        return Applied(_insert(convening, Insert(into=place, value=fresh, at=edit.at)).convening, less)
    cards = words[at].count + edit.by
    if cards < 0:
        raise wrong(N_("somebody has changed this since"), ("words", at))
    if cards == 0:
        kept = {key: value for key, value in dumped(words[at]).items() if key not in ("id", "count")}
        inverse = Count(word=edit.word, by=-edit.by, value=kept, at=at)
        return Applied(with_list(convening, (), "words", (*words[:at], *words[at + 1 :])), inverse)
    return Applied(put(convening, ("words", at, "count"), cards), less)


# What is inside a field.


def _with_value(held: Any, keys: tuple[str, ...], value: Any) -> tuple[Any, int]:
    """`held` with `value` under `keys`, and how many of the keys lead to something that was there: what is made on the way goes with it."""
    if not keys:
        return value, 0
    if held is not None and not isinstance(held, dict):
        raise wrong(N_("{found} has no key {key} inside; change it as a whole"), found=found(held), key=found(keys[0]))
    there = dict(held or {})
    inner, depth = _with_value(there.get(keys[0]), keys[1:], value)
    if inner is None and held is None:
        return None, 0
    if inner is None:
        there.pop(keys[0], None)
    else:
        there[keys[0]] = inner
    return there, depth + 1 if isinstance(held, dict) else 0


def _without(convening: Convening, edit: Set, paths: list[Path]) -> AnyEdit:
    """A field without the references at `paths` in it."""
    held: Any = standing_in(get(convening, path_of(convening, edit.target)), edit.field)
    for path in sorted(paths, key=_in_order, reverse=True):
        held = _cut(held, path, edit.field[0])
    if edit.field[0] in ("together", "apart"):
        held = [wish for wish in held if len(wish) > 1]
    return edit.model_copy(update={"value": held or None})


def _in_order(path: Path) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (0, step) for step in path]


def _cut(held: Any, path: Path, field: str) -> Any:
    """Without what stands at `path`; a lead or a dismissal that speaks of nothing else goes whole."""
    if not path:
        return None
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        whole = not rest or (field in ("lead", "dismissed", "allowed") and len(rest) == 1)
        return [*held[:step], *([] if whole else [_cut(held[step], rest, field)]), *held[step + 1 :]]
    inner = _cut(held[step], rest, step)
    kept = {key: value for key, value in held.items() if key != step}
    return kept if inner is None else {**held, step: inner}
