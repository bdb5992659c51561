"""Wishes in words, for an explanation, a warning and a list of them. For the organisers' own screen: people stand by name."""

from collections.abc import Callable, Sequence

from toolkit.convening.model import Participant, Wish
from toolkit.language import N_, Language
from toolkit.planning.grouping.figures import Figures
from toolkit.planning.grouping.wishes import Asked

COLUMNS = {
    "side": N_("side"), "country": N_("country"), "region": N_("part of the world"), "language": N_("language"),
    "organisation": N_("organisation"),
}  # fmt: skip
KINDS = {
    "together": N_("Together in one group"), "apart": N_("Never in the same group"), "not-twice": N_("Not twice in the same group"),
    "balance": N_("Mixed evenly"), "at-most": N_("At most so many in a group"), "at-least": N_("At least so many in a group"),
    "not-alone": N_("Nobody alone of their kind"), "facilitators": N_("One who leads in each group"),
    "interpreters": N_("Somebody who interprets where it is needed"), "seat": N_("A fixed group"),
}  # fmt: skip

Name = Callable[[Participant], str]


def column(by: str, say: Language) -> str:
    return say(COLUMNS[by]) if by in COLUMNS else say("“{text}”", text=by)


def wish(asked: Asked, number: int, name: Name, say: Language) -> str:
    """One wish as half a sentence: “Maria and Jo together”."""
    if number < 0:
        return say("groups that are neither too small nor too large")
    return told(asked.wishes[number], asked.people, name, say)


def told(made: Wish, people: Sequence[Participant], name: Name, say: Language) -> str:
    whom = _people(made, people, name, say)
    by, value, n = column(made.by or "side", say), made.value, made.number or 0
    match made.kind:
        case "together":
            said = say("{people} together", people=whom)
        case "apart":
            said = say("{people} apart", people=whom)
        case "not-twice":
            everybody = say("nobody twice in one group with anybody")
            said = say("no two of {people} twice in one group", people=whom) if made.people else everybody
        case "balance":
            said = say("{value} spread evenly over the groups", value=value) if value else say("each {column} spread evenly", column=by)
        case "at-most":
            whom = whom if made.people else value or say("one {column}", column=by)
            said = say("at most {n} of {whom} in a group", n=say.number(n), whom=whom)
        case "at-least":
            whom = whom if made.people else value or say("each {column}", column=by)
            said = say("at least {n} of {whom} in each group", n=say.number(n), whom=whom)
        case "not-alone":
            if made.people:
                said = say("none of {people} without another of them", people=whom)
            else:
                said = say("nobody of {value} alone in a group", value=value) if value else say("nobody alone of their {column}", column=by)
        case "facilitators":
            said = say("one of {people} in each group", people=whom)
        case "interpreters":
            said = say("somebody who interprets in each group that needs it")
        case "seat":
            said = say("{people} in group {group}", people=whom, group=made.group)
    if made.rounds:
        rounds = say.list([say.number(each) for each in made.rounds])
        return say.plural("{wish} in round {rounds}", "{wish} in rounds {rounds}", len(made.rounds), wish=said, rounds=rounds)
    return said


def _people(made: Wish, people: Sequence[Participant], name: Name, say: Language) -> str:
    held = {person.id: person for person in people}
    names = [name(held[each]) for each in made.people if each in held]
    if len(names) > 6:
        return say.plural("{n} person", "{n} people", len(names))
    return say.list(names) if names else say("nobody")


def cost(found: Figures, rounds: int, say: Language) -> str:
    """What groups cost in meetings, beside what they must cost."""
    if rounds < 2:
        return say("There is one round: nobody meets twice.")
    if not found.again:
        return say("Nobody meets anybody twice.")
    parts = [
        say.plural("{n} pair meets more than once", "{n} pairs meet more than once", found.pairs),
        say.plural("one of them {n} time", "none of them more than {n} times", found.worst),
    ]
    if found.best:
        return say("{parts}; it cannot be less.", parts=", ".join(parts))
    if found.least_again:
        told = say.plural("{n} repeated meeting", "{n} repeated meetings", found.again)
        return say(
            "{parts}. These are {told}; at least {least} there must be.",
            parts=", ".join(parts),
            told=told,
            least=say.number(found.least_again),
        )
    return say("{parts}.", parts=", ".join(parts))
