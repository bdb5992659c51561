"""What a change did to the rounds of groups, in words: who sits elsewhere now, who was fixed or let go, who is missing."""

from collections.abc import Sequence
from typing import Any

from toolkit.convening import called
from toolkit.convening.model import Convening
from toolkit.language import N_, Language

Rounds = Sequence[dict[str, Any]]
"""The rounds as the convening file holds them."""

_FIXED, _LET = N_("fixed {person} in round {n} of {thing}"), N_("let {person} go in round {n} of {thing}")
_MISSING = N_("noted that {person} is missing in {thing}"), N_("noted that {person} is not missing in {thing}")


def seated(before: Convening, thing: str, old: Rounds, new: Rounds, say: Language) -> str:
    """The first of these that holds: made or emptied, one or more who sit elsewhere, who was fixed, who is missing."""
    was, now = _seats(old), _seats(new)
    if not was or not now:
        return say("made {thing}", thing=thing) if now else say("emptied {thing}", thing=thing)
    moved = [each for each in now if was.get(each) != now[each]]
    if len(moved) == 1:
        at, who = moved[0]
        return say("moved {person} to group {group} in round {n} of {thing}", person=_called(before, who, say), group=now[moved[0]],
                   n=say.number(at + 1), thing=thing)  # fmt: skip
    if moved:
        return say.plural("moved {n} place in {thing}", "moved {n} places in {thing}", len(moved), thing=thing)
    fixed, let = _apart(_held(old, "locked"), _held(new, "locked"))
    if len(fixed) + len(let) == 1:
        at, who = (fixed or let)[0]
        return say(_FIXED if fixed else _LET, person=_called(before, who, say), n=say.number(at + 1), thing=thing)
    gone, back = ({who for _, who in each} for each in _apart(_held(old, "absent"), _held(new, "absent")))
    if len(gone) + len(back) == 1:
        return say(_MISSING[0] if gone else _MISSING[1], person=_called(before, (gone or back).pop(), say), thing=thing)
    if gone and not back:
        return say.plural(
            "noted that {n} person is missing in {thing}", "noted that {n} people are missing in {thing}", len(gone), thing=thing
        )  # fmt: skip
    return say("changed {field}", field=say("{field} of {thing}", field=called.field("grouping", ("rounds",), say), thing=thing))


def _seats(rounds: Rounds) -> dict[tuple[int, str], str]:
    return {
        (at, person): group["name"]
        for at, turn in enumerate(rounds)
        for group in turn.get("groups", ())
        for person in group.get("people", ())
    }


def _held(rounds: Rounds, what: str) -> list[tuple[int, str]]:
    return [(at, person) for at, turn in enumerate(rounds) for person in turn.get(what, ())]


def _apart(old: list[tuple[int, str]], new: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """What came, and what went."""
    return [each for each in new if each not in old], [each for each in old if each not in new]


def _called(before: Convening, who: str, say: Language) -> str:
    person = before.person(who)
    return called.person(person, say) if person else who
