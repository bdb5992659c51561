"""Some of what came back, as one change of the convening of this moment; and each of it in words. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from toolkit.convening.addressed import Ref
from toolkit.convening.edits import All, AnyEdit, EditError, Set, part
from toolkit.convening.model import Convening, HandedOver
from toolkit.convening.telling import Clock, no_clock, phrase
from toolkit.handover.returning import Change, Found
from toolkit.handover.steps import Cards, Come, Elsewhere, Go, Known, Put
from toolkit.language import Language

_COMES = {"participant": 0, "day": 2, "session": 3, "track": 3, "section": 8, "box": 8, "figure": 8, "note": 7, "grouping": 7}
_GOES = {"session": 10, "track": 11, "day": 12}


def _order(change: Change) -> int:
    """People and days first, for the rest stands in them or refers to them; what goes, goes last."""
    match change.step:
        case Come(kind=kind):
            return _COMES.get(kind, 7)
        case Elsewhere():
            return 4
        case Go(ref=ref):
            return _GOES.get(ref.kind, 9)
        case Cards():
            return 6
        case Put(ref=ref):
            return 1 if ref.kind == "convening" else 5
    return 5


@dataclass(frozen=True, slots=True)
class _Done:
    change: Change
    edit: AnyEdit
    before: Convening


def _steps(here: Convening, changes: Collection[Change]) -> Iterator[_Done]:
    coming: dict[str, set[str]] = {}
    for change in changes:
        if isinstance(change.step, Come):
            for kind, key in _ids_coming(change.step):
                coming.setdefault(kind, set()).add(key)
    state = here
    for change in sorted(changes, key=_order):
        edit = change.step.edit(state, Known.at(state, coming))
        if edit is None:
            continue
        try:
            after = part(state, edit).convening
        except EditError:
            continue
        yield _Done(change, edit, state)
        state = after


def _ids_coming(step: Come) -> Iterator[tuple[str, str]]:
    yield step.kind, step.raw["id"]
    for session in step.raw.get("sessions", ()):
        yield "session", session["id"]
        for track in session.get("tracks", ()):
            yield from (("session", inner["id"]) for inner in track.get("sessions", ()))
    for track in step.raw.get("tracks", ()):
        yield from (("session", inner["id"]) for inner in track.get("sessions", ()))


def taken(here: Convening, found: Found, chosen: Collection[str]) -> AnyEdit | None:
    """The chosen changes as one edit, with how many cards of each word were taken by now; None where nothing is left of them."""
    steps = list(_steps(here, [change for change in found.changes if change.id in chosen]))
    if not steps:
        return None
    cards = {each.change.step.word: each.change.step.there for each in steps if isinstance(each.change.step, Cards)}
    edits = [each.edit for each in steps]
    if cards and found.entry is not None:
        edits.append(_noted(here, found.entry, cards))
    return All(edits=tuple(edits))


def _noted(here: Convening, entry: HandedOver, cards: Mapping[str, int]) -> AnyEdit:
    counted = entry.model_copy(update={"cards": {**entry.cards, **cards}})
    listed = [counted if each.key == entry.key else each for each in here.handed]
    return Set(target=Ref(), field=("handed",), value=[each.model_dump(mode="json", exclude_defaults=True) for each in listed])


def told(here: Convening, found: Found, say: Language, clock: Clock = no_clock) -> Mapping[str, str]:
    """Each change in a line, by its id; what can be done no more is not in it."""
    return {each.change.id: phrase(each.edit, each.before, say, clock) for each in _steps(here, found.changes)}
