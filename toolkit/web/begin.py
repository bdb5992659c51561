"""How a convening begins: four questions and a template."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.values import Text
from toolkit.language import N_, Language
from toolkit.language.said import SaidError
from toolkit.store import places
from toolkit.web.planner import planner, say

SUBJECT = "subject"
LONGEST_TITLE = 300
MOST_PEOPLE = 5000

NO_SUBJECT = N_("Say in a few words what it is about.")
TOO_LONG = N_("This is {found} characters long; a title has room for {most}.")
NO_TEMPLATE = N_("Choose the one that comes nearest.")
NO_DATE = N_("“{found}” is not a date. Write year, month and day, as 2027-03-11, or leave it empty.")
NO_NUMBER = N_("“{found}” is not a number of people. Write a whole number between 1 and {most}, or leave it empty.")


@dataclass(frozen=True, slots=True)
class Question:
    """One more thing that a template asks, beside the four."""

    key: str
    label: Text
    example: Text
    templates: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Answers:
    """What was typed, as it was typed, and what is wrong with it, by field."""

    typed: Mapping[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    subject: str = ""
    discreet: str = ""
    template: str = ""
    date: dt.date | None = None
    people: int | None = None

    @property
    def knows(self) -> bool:
        """Whether one of the further questions is answered, so that the form shows them."""
        return any(text and key.startswith("more-") for key, text in self.typed.items())


def questions() -> str:
    return _ask(Answers())


def answer() -> Response | tuple[str, int]:
    """A convening is made only when every answer can be used; until then the form keeps what was typed."""
    from toolkit import library
    from toolkit.convening.file import FileError

    templates = {template.name: template for template in library.templates(places.own_templates())}
    answers = read_answers(request.form, frozenset(templates), say())
    if answers.wrong:
        return _ask(answers), 422
    asks = templates[answers.template].card.asks
    more = {key: request.form.get(f"more-{key}", "").strip() for key in asks}
    try:
        convening = library.start(
            templates[answers.template],
            {**{key: text for key, text in more.items() if text}, SUBJECT: answers.subject},
            title=answers.subject,
            discreet_title=answers.discreet or None,
            first_day=answers.date,
            expected=answers.people,
        )
    except (library.LibraryError, FileError, ValueError) as problem:
        answers.wrong["form"] = _sentence(problem)
        return _ask(answers), 422
    return redirect(url_for("plan.show", key=planner().store.add(convening)), 303)


def read_answers(form: Mapping[str, str], templates: frozenset[str], speech: Language) -> Answers:
    """The four answers, each read as people write it; nothing is guessed."""
    typed = {key: value.strip() for key, value in form.items()}
    answers = Answers(typed, subject=typed.get("subject", ""), discreet=typed.get("discreet", ""), template=typed.get("template", ""))
    wrong = answers.wrong
    if not answers.subject:
        wrong["subject"] = speech(NO_SUBJECT)
    for name, text in (("subject", answers.subject), ("discreet", answers.discreet)):
        if len(text) > LONGEST_TITLE:
            wrong[name] = speech(TOO_LONG, found=speech.number(len(text)), most=speech.number(LONGEST_TITLE))
    if answers.template not in templates:
        wrong["template"] = speech(NO_TEMPLATE)
    if date := typed.get("date", ""):
        try:
            answers.date = dt.date.fromisoformat(date)
        except ValueError:
            wrong["date"] = speech(NO_DATE, found=date)
    if people := typed.get("people", ""):
        if people.isdecimal() and 1 <= int(people) <= MOST_PEOPLE:
            answers.people = int(people)
        else:
            wrong["people"] = speech(NO_NUMBER, found=people, most=speech.number(MOST_PEOPLE))
    return answers


def _ask(answers: Answers) -> str:
    from toolkit import library

    templates = library.templates(places.own_templates())
    more: dict[str, Question] = {}
    for template in templates:
        for key, ask in template.card.asks.items():
            if key != SUBJECT:
                more.setdefault(key, Question(key, ask.label, ask.example)).templates.append(template.name)
    return render_template("begin.html", templates=templates, more=tuple(more.values()), answers=answers)


def _sentence(problem: Exception) -> str:
    """Errors of the library are sentences; what pydantic refuses in an answer is said by its first message."""
    from pydantic import ValidationError

    from toolkit.convening.file import FileError

    if isinstance(problem, (SaidError, FileError)):
        return problem.say(say())
    if isinstance(problem, ValidationError):
        return str(problem.errors()[0]["msg"])
    return str(problem)
