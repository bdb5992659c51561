"""What timing, review, languages and the exercises have to say, as lines for the command line. Decides nothing; prints nothing."""

import pathlib
from collections.abc import Collection, Sequence

from toolkit import leaks, library
from toolkit.convening.known_as import known_as
from toolkit.convening.model import Convening, Day
from toolkit.convening.translations import lacking
from toolkit.convening.values import in_language
from toolkit.language import Language
from toolkit.planning import conflicts, repairs, review, timing
from toolkit.planning.choosing import unknown
from toolkit.store import places


def warnings(convening: Convening, codes: Sequence[str], say: Language) -> list[str]:
    """What a build says before it prints: days that do not fit or whose dates do not rise, and texts that a language lacks."""
    clashes = [
        sentence
        for result in timing.agenda(convening)
        if isinstance(result, timing.Conflict)
        for sentence in conflicts.sentences(result, convening, say)
    ]
    return [*clashes, *conflicts.days_out_of_order(convening, say), *_untranslated(convening, codes, say)]


def left_out(convening: Convening, say: Language, came: Collection[str] = ()) -> list[str]:
    """Why sheets are missing: the user's own exercises that cannot be read, and sessions that name one which nobody has here.

    Those that `came` along with the convening are there.
    """
    shelf = library.shelf(places.own_exercises())
    missing = [
        say(
            "“{session}” names the exercise {name}, which the library does not have, so none of its sheets is printed.",
            session=in_language(session.title, say.code, convening.language)[0], name=session.exercise,
        )
        for session in unknown(convening, shelf.exercises)
        if session.exercise not in came
    ]
    return [*(problem.say(say) for problem in shelf.left_out), *missing]


def days(convening: Convening, say: Language) -> tuple[list[str], bool]:
    """What the timing says of each day, with the mends of one that cannot fit; and whether there is such a day."""
    lines: list[str] = []
    found = False
    for day, result in zip(convening.days, timing.agenda(convening), strict=True):
        heading = _heading(day, say)
        if isinstance(result, timing.Conflict):
            found = True
            lines += [f"{heading}: {sentence}" for sentence in conflicts.sentences(result, convening, say)]
            lines += [f"  {mend}" for mend in _mends(convening, day, result, say)]
        elif result.start is None or result.end is None:
            lines.append(f"{heading}: {say('no clock times')}")
        else:
            gaps = "".join(f"; {say('free')} {say.span(gap.start, gap.end)}" for gap in result.gaps)
            lines.append(f"{heading}: {say.span(result.start, result.end)}, {say('fits')}{gaps}")
    return lines or [say("There is no day in this convening yet.")], found


def remarks(convening: Convening, say: Language) -> list[str]:
    """The review, under the whole convening and under each day: errors first, two lines each, what was seen and what to do."""
    exercises = library.exercises(places.own_exercises())
    lines: list[str] = []
    titles = {session.id: in_language(known_as(session), say.code, "en")[0] for _, _, session in convening.sessions()}
    levels = {"error": say("error"), "warning": say("warning"), "advice": say("advice")}
    headings: dict[str | None, str] = {None: say("The whole convening")}
    headings.update((day.id, _heading(day, say)) for day in convening.days)
    found = review.review(convening, exercises)
    for day, heading in headings.items():
        if here := [each for each in found if each.day == day]:
            lines += ["", heading]
        for each in here:
            about = f" “{titles[each.session]}”" if each.session in titles else ""
            lines += [f"  {levels[each.level]} {each.rule}{about}: {each.saw.say(say)}", f"      {each.do.say(say)}"]
    if aside := review.dismissed(convening, exercises):
        lines += ["", say.plural("{n} remark was set aside.", "{n} remarks were set aside.", len(aside))]
    return lines


def named(convening: Convening, say: Language) -> list[str]:
    """Whom the typed texts name, or perhaps name, before whom they may not: by id and place, and never in words."""
    found = leaks.Check(convening).typed()
    if not found:
        return []
    before = {"participants": say("before participants"), "public": say("before everybody"), "facilitators": say("before facilitators")}
    lines = ["", say("Who is named in the texts")]
    for each in found:
        level = say("stops every file it is printed in") if each.leak.certain else say("to look at")
        where = " ".join(str(step + 1) if isinstance(step, int) else step for step in each.typed.way)
        what = each.leak.what(say, each.leak.id)
        lines.append(f"  {say('{where}, line {n}', where=where, n=each.leak.place)}: {what}, {before[each.audience]} ({level})")
    return lines


def _mends(convening: Convening, day: Day, conflict: timing.Conflict, say: Language) -> list[str]:
    found = repairs.mends(convening, day, exercises=library.exercises(places.own_exercises()), result=conflict)
    said = [say("could be mended: {repair}", repair=repairs.sentence(each, convening, say)) for each in found.ways]
    return said or [repairs.no_repair(convening, day, say, all_tried=found.all_tried)]


def _heading(day: Day, say: Language) -> str:
    return day.id if day.date is None else say.date(day.date, "full")


def _untranslated(convening: Convening, codes: Sequence[str], say: Language) -> list[str]:
    said: list[str] = []
    for code in codes:
        if code != convening.language and (missing := lacking(convening, code)):
            shown = ", ".join(missing[:12]) + (" …" if len(missing) > 12 else "")
            said.append(
                say.plural(
                    "{n} text has no {code} form and is printed in {original}: {places}",
                    "{n} texts have no {code} form and are printed in {original}: {places}",
                    len(missing), code=code, original=convening.language, places=shown,
                )
            )
    return said


def exercises(folder: pathlib.Path, say: Language) -> tuple[list[str], bool]:
    """What an author wants to know of exercises: whether they can be read, which promise they break, and whether any does.

    A translation that lags behind or that nobody has read over is said, and breaks none.

    :raises SaidError: one that cannot be read.
    """
    from toolkit.library.exercises import exercises_in
    from toolkit.library.promises import broken
    from toolkit.library.translations import remarks

    lines: list[str] = []
    found = False
    for slug, exercise in exercises_in(folder).items():
        problems = [problem.say(say) for problem in broken(exercise)]
        found = found or bool(problems)
        lines += problems or [f"{slug}: {say.plural('{n} sheet', '{n} sheets', len(exercise.sheets))}, {say('in order')}"]
        lines += [remark.say(say) for remark in remarks(exercise)]
    return lines, found
