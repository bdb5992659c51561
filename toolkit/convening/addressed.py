"""Where things stand in a convening, by their permanent ids, and a convening with one of them changed. Decides nothing about edits."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, JsonValue

from toolkit.convening.checked import MISSING, Checker, Plan, found, plan_of
from toolkit.convening.marked import Path, Problem
from toolkit.convening.model import Convening, Frozen
from toolkit.convening.values import slug
from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError

Target = Literal[
    "convening", "report", "day", "session", "track", "participant", "grouping", "word", "note", "section", "box", "figure", "sent",
    "evaluation", "question",
    "sent-report", "comment", "signature",
]  # fmt: skip


class Ref(Frozen):
    """One thing by its permanent id; the convening and its report need none."""

    kind: Target = "convening"
    id: str = ""


class Place(Frozen):
    """A list: the key `list` of the thing `of` ("sessions" of a day or a track, "parked" of the convening, "sections" of the report)."""

    of: Ref = Ref()
    list: str


class Spot(Frozen):
    """One item of a list whose items have no ids (hosts, objectives): where it stood, and what it is. Another of the same words will do."""

    place: Place
    at: int
    value: JsonValue


class EditError(SaidError):
    """A change that cannot be made, as one sentence for the person who wanted it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        Exception.__init__(self, problem)

    def say(self, say: Language) -> str:
        return self.problem.say(say)

    def __str__(self) -> str:
        return self.say(language("en"))


def new_id(convening: Convening, kind: Target, title: Any = "", taken: set[str] | None = None) -> str:
    """An id that nothing of this kind has: from the title, but never for people, for ids stand in file names and logs."""
    ids = {thing.id for _, thing in things(convening, kind)} | _ids_sent(convening, kind) | (taken if taken is not None else set())
    fallback = "person" if kind == "participant" else kind
    wanted = fallback if kind == "participant" else slug(title or "", fallback)
    counted = (f"{wanted}-{n}" for n in range(1 if wanted == fallback else 2, len(ids) + 3))
    free = next(each for each in ((wanted,) if wanted != fallback else ()) + tuple(counted) if each not in ids)
    if taken is not None:
        taken.add(free)
    return free


def _ids_sent(convening: Convening, kind: Target) -> set[str]:
    """What stood in a version that was sent keeps its id for good: something new of the same id would be taken for it."""
    if kind not in ("day", "session", "track"):
        return set()
    return {thing.id for sent in convening.sent for way in _WAYS[kind] if way[0] == "days" for _, thing in _follow(sent, way, ())}


# Where things are.

_WAYS: dict[Target, tuple[tuple[str, ...], ...]] = {
    "convening": (),
    "report": (("report",),),
    "day": (("days",),),
    "session": (("days", "sessions"), ("parked",), ("days", "sessions", "tracks", "sessions"), ("parked", "tracks", "sessions")),
    "track": (("days", "sessions", "tracks"), ("parked", "tracks")),
    "participant": (("participants",),),
    "grouping": (("groups",),),
    "word": (("words",),),
    "note": (("notes",),),
    "section": (("report", "sections"),),
    "box": (("report", "sections", "boxes"),),
    "figure": (("report", "sections", "figures"),),
    "sent": (("sent",),),
    "evaluation": (("evaluation",),),
    "question": (("evaluation", "questions"),),
    "sent-report": (("report", "sent"),),
    "comment": (("report", "comments"),),
    "signature": (("report", "signatures"),),
}
_MODELS: dict[str, Target] = {
    "Day": "day", "Session": "session", "Track": "track", "Participant": "participant", "Grouping": "grouping", "Word": "word",
    "Note": "note", "Section": "section", "Box": "box", "ReportFigure": "figure", "Report": "report",
    "Convening": "convening", "Sent": "sent", "Evaluation": "evaluation", "Question": "question",
    "SentReport": "sent-report", "ReportComment": "comment", "Signature": "signature",
}  # fmt: skip


def things(convening: Convening, kind: Target) -> Iterator[tuple[Path, Any]]:
    for way in _WAYS[kind]:
        yield from _follow(convening, way, ())


def _follow(thing: Any, way: tuple[str, ...], path: Path) -> Iterator[tuple[Path, Any]]:
    if not way:
        yield path, thing
        return
    inner = getattr(thing, way[0])
    if isinstance(inner, tuple):
        for at, each in enumerate(inner):
            yield from _follow(each, way[1:], (*path, way[0], at))
    else:
        yield from _follow(inner, way[1:], (*path, way[0]))


def path_of(convening: Convening, ref: Ref) -> Path:
    if ref.kind in ("convening", "report", "evaluation"):
        return () if ref.kind == "convening" else (ref.kind,)
    if ref.kind == "participant" and (at := _beside_the_last(convening.participants, ref.id)) is not None:
        return ("participants", at)
    for path, thing in things(convening, ref.kind):
        if thing.id == ref.id:
            return path
    raise wrong(N_("{id} is not there any more; somebody has taken it out"), id=found(ref.id))


_last = [0]


def _beside_the_last(people: tuple[Any, ...], wanted: str) -> int | None:
    """Where a person stands, if it is where the last one was found or next to it: a change to thousands of people goes through them
    in order, and to look for each from the beginning would take seconds. It says only where to look first, whatever others look for.
    """
    for at in (_last[0], _last[0] + 1, _last[0] - 1):
        if 0 <= at < len(people) and people[at].id == wanted:
            _last[0] = at
            return at
    found = next((at for at, person in enumerate(people) if person.id == wanted), None)
    if found is not None:
        _last[0] = found
    return found


def path_of_spot(convening: Convening, spot: Spot) -> Path:
    """The item at its place, or the nearest one that is the same."""
    path, name, _ = list_at(convening, spot.place)
    same = [at for at, each in enumerate(getattr(get(convening, path), name)) if dumped(each) == spot.value]
    if not same:
        raise wrong(N_("this is not there any more; somebody has changed it or taken it out"), (spot.place.list,))
    return (*path, name, min(same, key=lambda at: abs(at - spot.at)))


def place_of(convening: Convening, path: Path) -> Place:
    """The list that the item at `path` stands in."""
    owner = get(convening, path[:-2])
    kind = _MODELS[type(owner).__name__]
    return Place(of=Ref(kind=kind, id=getattr(owner, "id", "")), list=str(path[-2]))


def list_at(convening: Convening, place: Place) -> tuple[Path, str, Plan]:
    """Whose list it is, the name of the field, and the plan of one item."""
    path = path_of(convening, place.of)
    thing = get(convening, path)
    name, plan, _ = field_of(thing, place.list)
    if plan.row is None:
        raise wrong(N_("{key} is not a list"), key=found(place.list))
    return path, name, plan.row.items


def owner_of(convening: Convening, path: Path) -> tuple[Ref, str, Path]:
    """The innermost thing with an id on the way to `path`, its key, and the way on from there.

    A version that was sent is one thing: the ids inside it are those of another time.
    """
    if path[:2] == ("report", "sent") and len(path) > 3:
        return Ref(kind="sent-report", id=convening.report.sent[int(path[2])].id), str(path[3]), path[4:]
    if path[:1] == ("sent",) and len(path) > 2:
        return Ref(kind="sent", id=convening.sent[int(path[1])].id), str(path[2]), path[3:]
    for cut in range(len(path) - 1, -1, -1):
        kind = _MODELS.get(type(thing := get(convening, _attributes(path[:cut]))).__name__)
        if kind:
            return Ref(kind=kind, id=getattr(thing, "id", "")), str(path[cut]), path[cut + 1 :]
    return Ref(), str(path[0]), path[1:]


def _attributes(path: Path) -> Path:
    return tuple("from_" if step == "from" else step for step in path)


def field_of(thing: BaseModel, key: str) -> tuple[str, Plan, bool]:
    fields = plan_of(type(thing)).fields
    if key not in fields:
        raise wrong(N_("the key {key} is not known here; allowed: {allowed}"), key=found(key), allowed=", ".join(fields))
    return fields[key]


def kind_in(plan: Plan) -> Target | None:
    return _MODELS.get(plan.model.__name__) if plan.model is not None else None


# Taking apart and putting together.


def get(thing: Any, path: Path) -> Any:
    for step in path:
        thing = thing[step] if isinstance(step, int) else getattr(thing, step)
    return thing


def put(thing: Any, path: Path, new: Any) -> Any:
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*thing[:step], put(thing[step], rest, new), *thing[step + 1 :])
    return thing.model_copy(update={step: put(getattr(thing, step), rest, new)})


def with_list(convening: Convening, path: Path, name: str, items: tuple[Any, ...]) -> Convening:
    made: Convening = put(convening, (*path, name), items)
    return made


def rebuilt(thing: BaseModel, name: str, value: Any) -> BaseModel:
    """The same thing with another value, and what the model asks of its fields together asked again."""
    changed = thing.model_copy(update={name: value})
    return changed if isinstance(thing, Convening) else type(thing).model_validate(dict(changed))


def dumped(item: Any) -> Any:
    """An item as the file would hold it."""
    return item.model_dump(mode="json", by_alias=True, exclude_defaults=True) if isinstance(item, BaseModel) else _listed(item)


def _listed(value: Any) -> Any:
    return [_listed(each) for each in value] if isinstance(value, tuple) else value


def standing_in(thing: BaseModel, field: tuple[str, ...]) -> Any:
    """What stands in a field as the file would hold it; None where it is left at its default."""
    name = field_of(thing, field[0])[0]
    held: Any = thing.model_dump(mode="json", by_alias=True, exclude_defaults=True, include={name})
    for key in field:
        held = held.get(key) if isinstance(held, dict) else None
    return held


def index_for(items: tuple[Any, ...], after: str | None, at: int | None) -> int:
    if after is not None:
        for place, each in enumerate(items):
            if getattr(each, "id", None) == after:
                return place + 1
    return len(items) if at is None else min(at, len(items))


def id_before(items: tuple[Any, ...], at: int) -> str | None:
    return getattr(items[at - 1], "id", None) if at else None


def checked(plan: Plan, raw: Any, path: Path) -> Any:
    checker = Checker()
    made = checker.value(plan, raw, path)
    if made is MISSING or checker.problems:
        raise EditError(checker.problems[0])
    return made


def wrong(message: str, path: Path = (), **values: object) -> EditError:
    return EditError(Problem(message, values, path))
