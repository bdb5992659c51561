"""Groups: made for a session or for rounds over days, moved by hand, fixed, drawn again, put right where some are missing.

A solution is worked out before the store is asked, within a fixed number of steps, and committed only where the groups are still those
that it was worked out from.
"""

from collections.abc import Callable

from flask import abort, jsonify, make_response, redirect, render_template, request, url_for
from pydantic import JsonValue
from werkzeug.wrappers import Response

from toolkit.convening.addressed import dumped
from toolkit.convening.edits import All, AnyEdit, EditError, Insert, Place, Ref, Set, new_id, removal
from toolkit.convening.model import Convening, Grouping
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.planning.grouping.make import ClashError, look, make, repair
from toolkit.planning.grouping.moving import moved, prices, turned
from toolkit.planning.grouping.places import GroupsError
from toolkit.planning.grouping.words import KINDS
from toolkit.store import Stored
from toolkit.web import grouping_page
from toolkit.web.grouping_form import MOST_ROUNDS, MOST_SIZE, Form, FormError, begun, bound, settings, unbound, wish
from toolkit.web.planner import planner, say
from toolkit.web.undo import turning
from toolkit.web.who import who

GONE = N_("These groups are not there any more.")
NO_ROUNDS = N_("Make the groups first.")


def show(key: str) -> Response | str:
    """The first grouping, or the form of a new one."""
    stored = planner().store.get(key)
    if stored.convening.groups and "new" not in request.args:
        return redirect(url_for(".one", key=key, grouping=stored.convening.groups[0].id), 303)
    return _new(stored)


def begin(key: str) -> Response:
    """A new grouping, with its groups."""
    stored = planner().store.get(key)
    form = _form()
    try:
        raw, rounds = begun(form, stored.convening)
        raw["id"] = new_id(stored.convening, "grouping", raw.get("title"))
        made = make(stored.convening, Grouping.model_validate(raw), rounds).grouping
        planner().store.apply(key, Insert(into=Place(list="groups"), value=dumped(made)), who())
    except ClashError as clash:
        return make_response(_new(stored, _told(clash), form), 422)
    except (SaidError, EditError) as problem:
        return make_response(_new(stored, problem.say(say()), form), 422)
    return redirect(url_for(".one", key=key, grouping=made.id), 303)


def one(key: str, grouping: str) -> Response | str:
    stored = planner().store.get(key)
    found = _grouping(stored.convening, grouping)
    return _page(stored, found)


def costs(key: str, grouping: str) -> Response:
    """What moving a person into each group would cost, in words, for the hand that drags her."""
    found = _grouping(planner().store.get(key).convening, grouping)
    convening = planner().store.get(key).convening
    at = _round(found)
    try:
        made = look(convening, found)
    except GroupsError:
        return jsonify({})
    speech = say()
    priced = prices(made, at, request.args.get("person", ""))
    return jsonify({str(each.group): grouping_page.price_words(made, each, speech) for each in priced})


def move(key: str, grouping: str) -> Response:
    """One person into another group, and fixed there."""
    person, to = request.form.get("person", ""), request.form.get("to", "")

    def made(convening: Convening, held: Grouping) -> Grouping:
        at = _round(held)
        if not held.rounds or convening.person(person) is None or not to.isdecimal() or int(to) >= len(held.rounds[at].groups):
            raise FormError(GONE)
        return moved(held, at, person, int(to))

    return _change(key, grouping, made, person)


def lock(key: str, grouping: str) -> Response:
    """Fixed where she sits, or let go."""
    person = request.form.get("person", "")

    def made(convening: Convening, held: Grouping) -> Grouping:
        if not held.rounds or convening.person(person) is None:
            raise FormError(GONE)
        return turned(held, _round(held), person)

    return _change(key, grouping, made, person)


def solve(key: str, grouping: str) -> Response:
    """Draw again: from the same seed, from another, or only what must move."""
    how = request.form.get("how", "again")

    def made(convening: Convening, held: Grouping) -> Grouping:
        if how == "mend":
            if not held.rounds:
                raise FormError(NO_ROUNDS)
            return repair(convening, held, _round(held)).grouping
        rounds = _form().number("rounds", MOST_ROUNDS)
        return make(convening, held, rounds, held.seed + (how == "another")).grouping

    return _change(key, grouping, made)


def missing(key: str, grouping: str) -> Response:
    """Who is not there from this round on; the others move only where they must."""

    def made(convening: Convening, held: Grouping) -> Grouping:
        if not held.rounds:
            raise FormError(NO_ROUNDS)
        at = _round(held)
        gone = tuple(person.id for person in convening.participants if person.id in request.form.getlist("absent"))
        rounds = tuple(turn if nth < at else turn.model_copy(update={"absent": gone}) for nth, turn in enumerate(held.rounds))
        return repair(convening, held.model_copy(update={"rounds": rounds}), at).grouping

    return _change(key, grouping, made)


def fill(key: str, grouping: str) -> Response:
    """The settings of a grouping, and its groups anew where there are any."""

    def made(convening: Convening, held: Grouping) -> Grouping:
        form = _form()
        raw = {
            name: value
            for name, value in dict(dumped(held)).items()
            if name not in ("title", "sessions", "size", "number", "names", "rooms")
        }
        changed = Grouping.model_validate({**raw, **settings(form, convening)})
        return make(convening, changed, form.number("rounds", MOST_ROUNDS)).grouping

    return _change(key, grouping, made)


def add_wish(key: str, grouping: str) -> Response:
    """One wish more; the groups stay, and the page says whether they keep it."""
    if request.form.get("everywhere") and request.form.get("kind") in ("together", "apart"):
        return bind(key)

    def made(convening: Convening, held: Grouping) -> Grouping:
        wishes: list[JsonValue] = [dumped(each) for each in held.wishes]
        wishes.append(wish(_form(), convening))
        return Grouping.model_validate({**dumped(held), "wishes": wishes})

    return _change(key, grouping, made)


def bind(key: str) -> Response:
    """Who is wanted together or apart in all groups of the convening: one line more, or one less."""
    form = _form()
    what, ids, back = form.text("kind"), form.chosen("people"), form.text("grouping")
    dropping = form.text("do") == "drop"

    def made(now: Convening) -> AnyEdit | None:
        return unbound(now, what, ids[0].split(",")) if dropping and ids else bound(now, what, ids)

    try:
        after = planner().store.change(key, made, who())[1]
    except (SaidError, EditError) as problem:
        stored = planner().store.get(key)
        held = next((each for each in stored.convening.groups if each.id == back), None)
        wrong = problem.say(say())
        return make_response(_page(stored, held, wrong, form) if held is not None else _new(stored, wrong, form), 422)
    if back:
        return redirect(url_for(".one", key=key, grouping=back, round=form.text("round") or None, told=after.seq), 303)
    return redirect(url_for(".show", key=key, new=1, told=after.seq), 303)


def drop_wish(key: str, grouping: str, at: int) -> Response:
    def made(convening: Convening, held: Grouping) -> Grouping:
        return held.model_copy(update={"wishes": tuple(each for nth, each in enumerate(held.wishes) if nth != at)})

    return _change(key, grouping, made)


def remove(key: str, grouping: str) -> Response:
    """All groups of a grouping; undo brings them back."""
    try:
        planner().store.change(key, lambda convening: removal(convening, Ref(kind="grouping", id=grouping)), who())
    except EditError as problem:
        return make_response(_new(planner().store.get(key), problem.say(say())), 422)
    return redirect(url_for(".show", key=key), 303)


# Inside


def _change(key: str, grouping: str, made: Callable[[Convening, Grouping], Grouping], person: str = "") -> Response:
    """Work it out from what stands there now, and commit it if that still stands; what went wrong is said above the groups.

    Always an edit of several, for two moves within ten seconds are two, and not a word that is typed on.
    """
    stored = planner().store.get(key)
    held = _grouping(stored.convening, grouping)
    try:
        now = made(stored.convening, held)
        edits = tuple(_differences(held, now))
        after = planner().store.apply(key, All(edits=edits), who()) if edits else stored
    except ClashError as clash:
        return make_response(_page(stored, held, _told(clash), _form()), 422)
    except (SaidError, EditError) as problem:
        return make_response(_page(planner().store.get(key), held, problem.say(say()), _form()), 422)
    at = _round(now) + 1
    return redirect(url_for(".one", key=key, grouping=grouping, round=at, person=person or None, told=after.seq), 303)


def _differences(held: Grouping, now: Grouping) -> list[AnyEdit]:
    """A field at a time, each expecting what it was worked out from."""
    before, after = dict(dumped(held)), dict(dumped(now))
    target = Ref(kind="grouping", id=held.id)
    order = sorted({*before, *after}, key=lambda name: (name == "rounds", name))
    return [
        Set(target=target, field=(name,), value=after.get(name), was=(before.get(name),))
        for name in order
        if before.get(name) != after.get(name)
    ]


def _grouping(convening: Convening, grouping: str) -> Grouping:
    found = next((each for each in convening.groups if each.id == grouping), None)
    if found is None:
        abort(404)
    return found


def _round(grouping: Grouping) -> int:
    """The round that the page shows, from 0."""
    typed = request.values.get("round", "1")
    return min(max(1, int(typed) if typed.isdecimal() and len(typed) < 4 else 1), max(1, len(grouping.rounds))) - 1


def _form() -> Form:
    return Form(request.form.to_dict(), request.form.to_dict(flat=False))


def _told(clash: ClashError) -> str:
    speech = say()
    return clash.told(lambda person: grouping_page.name_of(person, speech), speech)


def _page(stored: Stored, held: Grouping, wrong: str = "", typed: Form | None = None) -> str:
    speech, convening = say(), stored.convening
    current = next((each for each in convening.groups if each.id == held.id), held)
    board = grouping_page.board(convening, current, _round(current) + 1, request.values.get("person", ""), speech)
    return render_template(
        "people/groups.html", stored=stored, convening=convening, stage="people", tab="groups", board=board, wrong=wrong or board.wrong,
        kinds=[(kind, speech(words)) for kind, words in KINDS.items()], turning=turning(stored), **_choices(convening),
        typed=typed or Form({}, {}), groupings=[(each.id, grouping_page.title_of(convening, each, speech)) for each in convening.groups],
        values=grouping_page.known_values(convening),
    )  # fmt: skip


def _choices(convening: Convening) -> dict[str, object]:
    return {
        "sessions": grouping_page.sessions(convening, say()), "by": grouping_page.by(convening, say()), "most_rounds": MOST_ROUNDS,
        "most_size": MOST_SIZE, "rooms": [room.name for room in convening.venue.rooms],
    }  # fmt: skip


def _new(stored: Stored, wrong: str = "", form: Form | None = None) -> str:
    convening = stored.convening
    groupings = [(each.id, grouping_page.title_of(convening, each, say())) for each in convening.groups]
    bonds, everybody = grouping_page.bonds(convening, say()), grouping_page.everybody(convening, say())
    fresh = form is None or bool(form.text("kind"))
    needs = any(person.needs.interpretation for person in convening.participants)
    return render_template(
        "people/groups_new.html", stored=stored, convening=convening, stage="people", tab="groups", wrong=wrong,
        typed=form or Form({}, {}), fresh=fresh, groupings=groupings, needs=needs, turning=turning(stored), bonds=bonds,
        everybody=everybody, **_choices(convening),
    )  # fmt: skip
