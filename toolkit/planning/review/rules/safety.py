"""What could cost somebody something: consent, the Chatham House Rule, faith, bodies, and what is kept too long."""

import datetime as dt
from collections.abc import Iterator

from toolkit.convening import consents, people
from toolkit.convening.edits import Ref, Set
from toolkit.language import N_
from toolkit.planning.review.facts import DayFacts, Facts, mentions
from toolkit.planning.review.rule import Level, Repair, Seen, rule
from toolkit.planning.review.said import Clock, counted, said

_FRIDAY, _SATURDAY = 4, 5


@rule(
    "A31", N_("A time of prayer or rest"), "warning", "advice",
    source=N_("SCIE, on choosing a date; smartmeetings.com and corporatemeetingsnetwork.ca"),
    why=N_("Whoever must choose between the meeting and the prayer has been told whom it was planned for."),
    do=N_("Ask those who come, and plan for it; write into the purpose where there is a quiet room, and this remark goes."),
)  # fmt: skip
def faith(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        yield from _working_lunches(day)
        weekday = day.day.date.weekday() if day.day.date is not None else None
        if weekday == _FRIDAY and not mentions(day.everything, "prayer"):
            yield from _friday(facts, day)
        elif weekday == _SATURDAY and day.day.date is not None and day.items:
            saw = said(N_("{date} is a Sabbath, for Jews and for some Christians."), date=day.day.date)
            yield Seen("advice", saw, day.id, do=said(N_("Ask those who come whether they can, before the date is fixed.")))


def _friday(facts: Facts, day: DayFacts) -> Iterator[Seen]:
    """The prayer of Friday noon: said on the pause that lies there, else on the day."""
    begins, ends = facts.limits.A31.begins, facts.limits.A31.ends
    if day.start is None or day.end is None or day.end <= begins or day.start >= ends:
        return
    for item in day.items:
        if item.pause and item.start is not None and item.end is not None and item.start < ends and item.end > begins:
            if item.start > begins or item.end < ends:
                saw = said(
                    N_("On this Friday “{session}” is from {start} to {end}; the noon prayer is between {begins} and {ends}."),
                    session=item.title, start=Clock(item.start), end=Clock(item.end), begins=Clock(begins), ends=Clock(ends),
                )
                yield Seen("warning", saw, day.id, item.id)
            return
    message = N_("On this Friday there is no pause between {begins} and {ends}, when the noon prayer is.")
    yield Seen("warning", said(message, begins=Clock(begins), ends=Clock(ends)), day.id)


def _working_lunches(day: DayFacts) -> Iterator[Seen]:
    for item in day.items:
        if item.kind == "meal" and "working-lunch" in item.named:
            saw = said(N_("“{session}” is a meal at which people work."), session=item.title)
            why = said(N_("It takes away the one hour in which people pray, rest, telephone or are silent."))
            yield Seen("warning", saw, day.id, item.id, why=why, do=said(N_("Let people eat, and find the time elsewhere.")))


@rule(
    "B19", N_("A day on which people fast"), "warning",
    source=N_("SCIE, on choosing a date; the days by the Umm al-Qura calendar, from which a place may differ by one"),
    why=N_("Whoever fasts has neither eaten nor drunk since before dawn, sits beside the coffee, and breaks the fast at sunset."),
    do=N_("Ask those who come; put what is heavy into the morning, end early, and give a meal after sunset."),
)  # fmt: skip
def fasting(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        if day.day.date is not None and day.items and _in_ramadan(day.day.date):
            yield Seen("warning", said(N_("{date} lies in Ramadan."), date=day.day.date), day.id)


def _in_ramadan(day: dt.date) -> bool:
    """Silent outside the years that the calendar is published for."""
    from hijridate import Gregorian

    try:
        return Gregorian.fromdate(day).to_hijri().month == _RAMADAN
    except OverflowError:
        return False


_RAMADAN = 9


@rule(
    "A33", N_("The Chatham House Rule, and a list of who was here"), "error", "advice",
    source=N_("Lucid Meetings, glossary: neither a speaker nor any other participant may be revealed"),
    why=N_("Under the rule nobody may learn who took part; a list that leaves the team is the opposite promise."),
    do=N_("No list leaves the team while the rule holds. Tell those who agreed to one, or give up the rule."),
)  # fmt: skip
def rule_and_public_list(facts: Facts) -> Iterator[Seen]:
    if facts.convening.rule is None:
        return
    agreed = [people.consent_of(person).list for person in facts.coming]
    if public := agreed.count("public"):
        one, many = N_("{n} person agreed to stand in a public list."), N_("{n} people agreed to stand in a public list.")
        yield Seen("error", counted(one, many, public))
    if inside := agreed.count("participants"):
        one = N_("{n} person agreed to stand in the participants' list, which is not printed.")
        yield Seen("advice", counted(one, N_("{n} people agreed to stand in the participants' list, which is not printed."), inside))


@rule(
    "B18", N_("The Chatham House Rule, and a note that says who"), "error",
    source=N_("Lucid Meetings, glossary: what is heard may be used, never who said it"),
    why=N_("A note that names its speaker breaks the promise as soon as it is printed."),
    do=N_("Take the attribution back to nobody, or to a side of the dialogue."),
)  # fmt: skip
def rule_and_attribution(facts: Facts) -> Iterator[Seen]:
    everywhere = facts.convening.rule is not None
    for day in facts.days:
        for item in day.everything:
            if not (everywhere or item.session.rule is not None):
                continue
            telling = [note for note in facts.convening.notes if note.session == item.id and note.attribution in ("organisation", "name")]
            if telling:
                one = N_("{n} note of “{session}” says who spoke, or from which organisation.")
                many = N_("{n} notes of “{session}” say who spoke, or from which organisation.")
                yield Seen("error", counted(one, many, len(telling), session=item.title), day.id, item.id)


@rule(
    "A34", N_("People who were not asked"), "error", "advice",
    source=N_("Irish Data Protection Commission on attendee lists, as told by Trilateral Research; easyhotelrfp.com on consent"),
    why=N_("Whoever was not asked is named nowhere: not in the list, not on a badge, not under a picture or a sentence."),
    do=N_("Ask each of them, for each purpose apart, and write down when and how."),
)  # fmt: skip
def not_asked(facts: Facts) -> Iterator[Seen]:
    named = [person for person in facts.coming if person.name]
    missing = sum(consents.whole(person) == "not-asked" for person in named)
    if missing:
        level: Level = "error" if missing * 100 > facts.limits.A34.error * len(named) else "advice"
        one = N_("{n} of {all} people has not been asked for consent yet.")
        many = N_("{n} of {all} people have not been asked for consent yet.")
        yield Seen(level, counted(one, many, missing, all=len(named)))


@rule(
    "B16", N_("Somebody leads and was not asked"), "warning",
    source=N_("easyhotelrfp.com: consent for each purpose apart"),
    why=N_("Her name will be missing in the agenda that participants get."),
    do=N_("Ask whether she may be named as leading."),
)  # fmt: skip
def lead_not_asked(facts: Facts) -> Iterator[Seen]:
    unasked = {person.id for person in facts.coming if person.name and consents.answer(person, "lead") == "not-asked"}
    for day in facts.days:
        for item in day.everything:
            leads = (*item.session.lead, *(lead for track in item.session.tracks for lead in track.lead))
            if any(lead.person in unasked for lead in leads):
                message = N_("Somebody who leads “{session}” has not been asked whether she may be named.")
                yield Seen("warning", said(message, session=item.title), day.id, item.id)


@rule(
    "A35", N_("An energiser that not everyone can do"), "warning",
    source=N_("International HIV/AIDS Alliance, 100 ways to energise groups"),
    why=N_("Whoever cannot run, be touched or stand on one leg is shown to everybody as the one who cannot."),
    do=N_("Choose one that works seated, and say that everyone may sit it out without a word."),
)  # fmt: skip
def energiser_for_all(facts: Facts) -> Iterator[Seen]:
    for day in facts.days:
        if not any(person.needs.access and facts.there(person, day) for person in facts.coming):
            continue
        for item in day.everything:
            if item.kind == "energiser" and item.asks_for("touch"):
                message = N_("“{session}” asks for touching, running or balance, and somebody has a need of access.")
                yield Seen("warning", said(message, session=item.title), day.id, item.id)


@rule(
    "B08", N_("Outsiders read what it is about"), "warning",
    source=N_("Level-Up (levelup.cc), on venue and visa; derived here"),
    why=N_("Without a title for outsiders, signs, badges, letters, the calendar and file names tell the subject."),
    do=N_("Choose a title that says nothing, as “Spring meeting”."),
)  # fmt: skip
def no_discreet_title(facts: Facts) -> Iterator[Seen]:
    if facts.convening.at_risk and not facts.convening.discreet_title:
        yield Seen("warning", said(N_("Participants may be at risk, and there is no title for outsiders.")))


@rule(
    "B09", N_("When the people are forgotten"), "error", "advice",
    source=N_("easyhotelrfp.com: retention with reasons; derived here"),
    why=N_("A list that is kept for ever is found one day; one that is erased too early is missing at the door."),
    do=N_("Choose a day some months after the meeting, when the report is out."),
)  # fmt: skip
def kept_until(facts: Facts) -> Iterator[Seen]:
    dates = [day.day.date for day in facts.days if day.day.date is not None]
    if not dates:
        return
    kept, last = facts.convening.keep_until, max(dates)
    if kept is not None and kept <= last:
        saw = said(N_("Personal data is to be forgotten after {kept}, and the meeting ends on {last}."), kept=kept, last=last)
        yield Seen("error", saw, repair=_half_a_year_after(last))
    elif kept is None and facts.convening.at_risk and facts.convening.participants:
        saw = said(N_("Participants may be at risk, and no day is set on which their data is forgotten."))
        yield Seen("advice", saw, repair=_half_a_year_after(last))


def _half_a_year_after(last: dt.date) -> Repair:
    day = last + dt.timedelta(days=183)
    edit = Set(target=Ref(kind="convening"), field=("keep_until",), value=day.isoformat())
    return Repair(edit, said(N_("Personal data is forgotten after {day}."), day=day))
