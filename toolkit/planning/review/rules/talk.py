"""Who gets to speak: sitting and listening, small groups, rounds, panels."""

from collections.abc import Iterator
from math import ceil

from toolkit.language import N_
from toolkit.planning.review.facts import Facts, Item
from toolkit.planning.review.mending import give, put_in
from toolkit.planning.review.rule import Seen, rule
from toolkit.planning.review.said import Minutes, Percent, said

ENERGISER = N_("Back on our feet")


@rule(
    "A07", N_("Sitting and listening after the meal"), "warning",
    source=N_("Monk, Clinics in Sports Medicine 24 (2005) e15, on the dip between two and four; workshopr.io; participatorymethods.org"),
    why=N_("In the two hours after the meal people are sleepiest; those who only listen fall asleep."),
    do=N_("Move, or work in groups, first; carry the plenary to the morning."),
)  # fmt: skip
def listening_after_the_meal(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        for _, after in day.meals():
            passive: list[Item] = []
            for item in after:
                if not _only_listens(item):
                    break
                passive.append(item)
            minutes = sum(item.length for item in passive)
            if minutes > facts.limits.A07.warn:
                message = N_("The first thing after the meal is “{session}”: {minutes} of sitting together.")
                saw = said(message, session=passive[0].title, minutes=Minutes(minutes))
                yield Seen("warning", saw, day.id, passive[0].id)


def _only_listens(item: Item) -> bool:
    return item.kind in ("plenary", "panel") and not item.in_groups and item.exercise is None and "movement" not in item.named


@rule(
    "A08", N_("No movement after the meal"), "advice",
    source=N_("workshopr.io, on energy"),
    why=N_("Five minutes on one's feet give back an hour of attention."),
    do=N_("Put an energiser first, or something for which people leave their chairs; let everyone sit it out without a word."),
)  # fmt: skip
def no_movement_after_the_meal(facts: Facts) -> Iterator[Seen]:
    within = facts.limits.A08.within
    for day in facts.days:
        for meal, after in day.meals():
            passed = 0
            for item in after:
                if passed >= within or _moves(item):
                    break
                passed += item.length
            if passed >= within:
                saw = said(N_("For {minutes} after “{meal}” nobody leaves their chair."), minutes=Minutes(passed), meal=meal.title)
                effect = said(N_("An energiser of {minutes} straight after “{meal}”."), minutes=Minutes(5), meal=meal.title)
                yield Seen("advice", saw, day.id, after[0].id, repair=put_in(day, ENERGISER, "energiser", 5, meal, effect))


def _moves(item: Item) -> bool:
    return item.pause or item.kind in ("energiser", "exercise") or item.in_groups or "movement" in item.named


@rule(
    "A13", N_("Introductions that cannot fit"), "warning",
    source=N_("Derived here: a minute for each person, and five to begin and end"),
    why=N_("The meeting starts late before it has started, and the last to speak get ten seconds."),
    do=N_("Give the round the time that it takes, or let people introduce one another in pairs or at tables."),
)  # fmt: skip
def introductions_fit(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A13
    needed = ceil(facts.people * limits.seconds / 60) + limits.extra
    for day in [facts.first] if facts.first else []:
        for item in day.work[:4]:
            in_the_round = "introductions" in item.named and not item.in_groups and "in-groups" not in item.printed
            if in_the_round and item.minutes is not None and facts.people and needed > item.minutes:
                saw = said(
                    N_("“{session}” lasts {minutes}; {people} people need {needed}."),
                    session=item.title, minutes=Minutes(item.minutes), people=facts.people, needed=Minutes(needed),
                )
                yield Seen("warning", saw, day.id, item.id, repair=give(item, needed))


@rule(
    "A14", N_("Little time for each to speak"), "advice",
    source=N_("Derived here"),
    why=N_("Shared out evenly, that is all that anybody can say; it is never shared out evenly."),
    do=N_("Turn a plenary into small groups: five people speak in the time of one."),
)  # fmt: skip
def airtime(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A14
    if not facts.people:
        return
    for day in facts.days:
        together = sum(item.length for item in day.work if item.kind in ("plenary", "exercise") and not item.in_groups)
        in_groups = sum(item.length for item in day.work if item.in_groups)
        each = together / facts.people + in_groups / min(facts.people, max(1, facts.limits.A17.size))
        if day.net >= limits.work and each < limits.least:
            message = N_("On this day each of {people} people could speak for {minutes}.")
            yield Seen("advice", said(message, people=facts.people, minutes=Minutes(int(each))), day.id)


@rule(
    "A15", N_("Little work in small groups"), "warning",
    source=N_("Aspiration, agenda guide: small groups first; the share derived here"),
    why=N_("In a plenary the same six speak. In a group of five everyone does."),
    do=N_("Let groups do what the plenary does now, and hear only what they want the others to hear."),
)  # fmt: skip
def share_of_groups(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A15
    work = [item for day in facts.days for item in day.work if item.minutes is not None]
    total = sum(item.length for item in work)
    if len(work) < 3 or total < 60 or 0 < facts.people <= limits.people:
        return
    grouped = sum(item.length for item in work if item.in_groups)
    if grouped * 100 < limits.warn * total:
        message = N_("Of {total} of sessions, {grouped} are in small groups: {percent}.")
        if not grouped:
            message = N_("Of {total} of sessions, nothing is in small groups.")
        yield Seen("warning", said(message, total=Minutes(total), grouped=Minutes(grouped), percent=Percent(100 * grouped // total / 100)))


@rule(
    "A20", N_("One person talks for long"), "warning",
    source=N_("CodeYourFuture, on teaching: no more than fifteen minutes of talk"),
    why=N_("After a quarter of an hour people remember the beginning and wait for the end."),
    do=N_("Cut it to a quarter of an hour, send the rest beforehand, and give the time to questions. Say so in the purpose."),
)  # fmt: skip
def one_talker(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        for item in day.everything:
            talk = item.kind in ("plenary", "other") and "talk" in item.named and "exchange" not in item.about
            if talk and not item.in_groups and item.length > facts.limits.A20.warn:
                message = N_("“{session}” is a talk of {minutes}, and nothing says that anybody may answer.")
                yield Seen("warning", said(message, session=item.title, minutes=Minutes(item.length)), day.id, item.id)


@rule(
    "B11", N_("A panel with too many people for its time"), "advice",
    source=N_("Derived here"),
    why=N_("Each begins with thanks and ends in a hurry; there is no panel, only a row of short talks."),
    do=N_("Ask fewer people, or give it more time."),
)  # fmt: skip
def crowded_panel(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        for item in day.everything:
            people = len(item.session.lead)
            if item.kind == "panel" and people > 1 and item.minutes is not None and item.minutes < people * facts.limits.B11.each:
                message = N_("“{session}” gives {people} people {minutes} together.")
                saw = said(message, session=item.title, people=people, minutes=Minutes(item.minutes))
                yield Seen("advice", saw, day.id, item.id, repair=give(item, people * facts.limits.B11.each))


@rule(
    "B12", N_("A round that is too long"), "advice",
    source=N_("Level-Up (levelup.cc) asks for a check-in each day; the length derived here: above twenty people, in pairs"),
    why=N_("By the thirtieth voice nobody listens any more, and the thirtieth knows it."),
    do=N_("Let people speak in pairs or at tables, and hear a few voices in the round."),
)  # fmt: skip
def long_round(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        for item in day.everything:
            minutes = ceil((item.session.minutes_per_person or 0) * facts.people)
            if minutes > facts.limits.B12.most:
                message = N_("In “{session}” {people} people speak one after the other: {minutes}.")
                yield Seen("advice", said(message, session=item.title, people=facts.people, minutes=Minutes(minutes)), day.id, item.id)
