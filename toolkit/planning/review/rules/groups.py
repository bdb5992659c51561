"""Small groups and exercises: their size, their time, and the people that they are made for."""

from collections.abc import Iterator

from toolkit.convening.model import Grouping
from toolkit.language import N_
from toolkit.planning.review.facts import DayFacts, Facts, Item
from toolkit.planning.review.mending import give
from toolkit.planning.review.rule import Level, Seen, rule
from toolkit.planning.review.said import Minutes, Percent, said
from toolkit.planning.steps import groups_for, length


def _sessions(facts: Facts) -> Iterator[tuple[DayFacts, Item]]:
    for day in facts.days:
        for item in day.everything:
            yield day, item


@rule(
    "A16", N_("Discussion groups that are too large"), "error", "warning",
    source=N_("Fay, Garrod and Carletta: five people hold a dialogue, ten a series of monologues; Karlstad University (4 to 5)"),
    why=N_("Up to five, everyone speaks to everyone. Above eight, two speak and the others watch."),
    do=N_("Make more and smaller groups."),
)  # fmt: skip
def large_groups(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A16
    for day, item in _sessions(facts):
        grouping = facts.grouping(item.id)
        if grouping is None or item.session.tracks or grouping.sessions[0] != item.id:
            continue
        size = _size(grouping)
        if size <= limits.warn or (item.exercise is not None and (item.exercise.group_size or 0) >= size):
            continue
        level: Level = "error" if size > limits.error else "warning"
        yield Seen(level, said(N_("In “{session}” a group has {size} people."), session=item.title, size=size), day.id, item.id)


def _size(grouping: Grouping) -> int:
    made = [len(group.people) for turn in grouping.rounds for group in turn.groups if group.people]
    return max(made, default=grouping.size or 0)


@rule(
    "A17", N_("Reporting back cannot fit"), "warning",
    source=N_("churchroadman.blogspot.com (2015): at least four minutes a group and fifteen to draw it together"),
    why=N_("The last groups are cut short, and theirs is the work that nobody hears."),
    do=N_("Hear one sentence a group, hang the sheets up and walk past them, or give it more time."),
)  # fmt: skip
def report_back_fits(facts: Facts) -> Iterator[Seen]:
    limits = facts.limits.A17
    for day, item in _sessions(facts):
        reports = "report-back" in (item.about if item.in_groups else item.named)
        groups = _how_many(facts, item)
        needed = groups * limits.each + limits.together
        if reports and groups > 1 and item.minutes is not None and item.minutes < needed:
            saw = said(
                N_("“{session}” lasts {minutes}; {groups} groups that report back need {needed}."),
                session=item.title, minutes=Minutes(item.minutes), groups=groups, needed=Minutes(needed),
            )
            yield Seen("warning", saw, day.id, item.id, repair=give(item, needed))


def _how_many(facts: Facts, item: Item) -> int:
    """Groups as they were made, else the tracks, else as many as seat everyone."""
    grouping = facts.grouping(item.id)
    made = max((len(turn.groups) for turn in grouping.rounds), default=0) if grouping else 0
    size = (grouping.size if grouping else None) or (item.exercise.group_size if item.exercise else None) or max(1, facts.limits.A17.size)
    return made or len(item.session.tracks) or groups_for(facts.people, size)


@rule(
    "A18", N_("Too little time for a task in groups"), "warning",
    source=N_("churchroadman.blogspot.com (2015): fifteen to twenty minutes for a task"),
    why=N_("It takes five minutes until everyone sits and knows what to do."),
    do=N_("Give it at least a quarter of an hour, or let neighbours talk in pairs."),
)  # fmt: skip
def short_task(facts: Facts) -> Iterator[Seen]:
    for day, item in _sessions(facts):
        greets = bool(item.named & {"introductions", "expectations", "opening", "closing", "evaluation"})
        if item.kind == "small-groups" and not greets and item.minutes is not None and item.minutes < facts.limits.A18.warn:
            saw = said(N_("“{session}” gives groups {minutes}."), session=item.title, minutes=Minutes(item.minutes))
            yield Seen("warning", saw, day.id, item.id, repair=give(item, facts.limits.A18.warn))


@rule(
    "A25", N_("An exercise in too little or too much time"), "error", "warning",
    source=N_("The exercise's own card"),
    why=N_("Below its least time an exercise opens what it cannot close."),
    do=N_("Give it the time that its card names for so many people, or take the shorter version that the card describes."),
)  # fmt: skip
def exercise_time(facts: Facts) -> Iterator[Seen]:
    for day, item in _sessions(facts):
        if item.exercise is None or item.minutes is None or not facts.people:
            continue
        card = length(item.exercise, facts.people)
        if card.least <= item.minutes <= card.most:
            continue
        short = item.minutes < card.least
        message = N_("“{session}” lasts {minutes}; for {people} people its exercise takes {least} to {most}.")
        saw = said(
            message, session=item.title, minutes=Minutes(item.minutes), people=facts.people,
            least=Minutes(card.least), most=Minutes(card.most),
        )
        level: Level = "error" if short else "warning"
        yield Seen(level, saw, day.id, item.id, repair=give(item, card.least if short else card.most))


@rule(
    "B07", N_("An exercise for another number of people"), "warning",
    source=N_("The exercise's own card"),
    why=N_("It was made for another size; what its guide says about walls, groups and minutes will not come true."),
    do=N_("Divide the people into two rooms with a facilitator each, or choose another exercise."),
)  # fmt: skip
def exercise_people(facts: Facts) -> Iterator[Seen]:
    for day, item in _sessions(facts):
        if item.exercise is None or not facts.people or item.track is not None:
            continue
        numbers = item.exercise.people
        if not numbers.least <= facts.people <= numbers.most:
            message = N_("The exercise of “{session}” is for {least} to {most} people; {people} come.")
            saw = said(message, session=item.title, least=numbers.least, most=numbers.most, people=facts.people)
            yield Seen("warning", saw, day.id, item.id)


@rule(
    "A30", N_("An interpreted exercise at its least time"), "warning",
    source=N_("Derived here: what is said twice takes a quarter to a half longer"),
    why=N_("Those who hear everything late also speak last, when the time is over."),
    do=N_("Give it a quarter more than its least time."),
)  # fmt: skip
def interpreted_exercise(facts: Facts) -> Iterator[Seen]:
    percent = facts.limits.A30.percent
    if not facts.people or not any(person.needs.interpretation for person in facts.coming):
        return
    for day, item in _sessions(facts):
        if item.exercise is None or item.minutes is None:
            continue
        least = length(item.exercise, facts.people).least
        if least <= item.minutes and item.minutes * 100 < percent * least:
            saw = said(
                N_("“{session}” lasts {minutes} and is interpreted; its exercise takes {least} at least, interpreted {percent} of that."),
                session=item.title, minutes=Minutes(item.minutes), least=Minutes(least), percent=Percent(percent / 100),
            )
            yield Seen("warning", saw, day.id, item.id, repair=give(item, -(-percent * least // 100)))
