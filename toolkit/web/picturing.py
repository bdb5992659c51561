"""The page of the report's figures: what each shows, its caption, and who can be recognised on it, with what they said about pictures.

A picture is printed only where each of those on it agreed; the page says so for each edition, and who it waits for. One form holds the
page, so that any button saves what was typed anywhere on it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening import consents, people
from toolkit.convening.addressed import EditError
from toolkit.convening.edits import All, AnyEdit, Ref, Set
from toolkit.convening.model import Audience, Convening, Participant, ReportFigure
from toolkit.convening.values import in_language
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.web import writing_texts as texts
from toolkit.web.fields import RefusedError
from toolkit.web.planner import planner, say
from toolkit.web.undo import turning
from toolkit.web.who import who

TEXTS = ("alt", "caption")
ANSWERS: Mapping[consents.Answer, str] = {
    "agreed": N_("agreed to pictures"), "refused": N_("does not want to be in pictures"), "waiting": N_("was asked, has not answered"),
    "not-asked": N_("was not asked about pictures"), "withdrawn": N_("took the consent back"),
}  # fmt: skip
EDITIONS: tuple[tuple[Audience, str], ...] = (("participants", N_("for those who took part")), ("public", N_("for everybody")))
_EMPTY = N_("Say what the picture shows, for those who cannot see it.")
_GONE = N_("This figure is not there any more; somebody has taken it out.")


class TypedError(SaidError):
    """What was typed cannot be taken: `wrong` says of each field why."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("{sentence}", sentence=next(iter(wrong.values())))
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of those on a picture: what she answered, and whether that lets it be printed at all."""

    id: str
    name: str
    answer: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure: its texts with their marks, who is on it, and for each edition whether it is printed there."""

    id: str
    file: str
    section: str
    texts: Mapping[str, str]
    marks: Mapping[str, str]
    there: tuple[Somebody, ...]
    editions: tuple[tuple[str, bool], ...]
    kept: bool


def show(key: str) -> str:
    return _page(key)


def picture(key: str, figure: str) -> Response:
    """The picture itself, as it was taken in: without what the camera wrote into it."""
    store = planner().store
    found = next((each for _, each in _figures(store.get(key).convening) if each.id == figure), None)
    data = store.assets(key).get(found.file) if found is not None else None
    if data is None:
        abort(404)
    return Response(data, mimetype="image/jpeg" if data.startswith(b"\xff\xd8") else "image/png")


def save(key: str) -> AnyResponse:
    """What was typed, and who was put on a picture or taken off it."""
    do, _, rest = request.form.get("do", "save").partition(":")
    which, _, person = rest.partition(":")

    def make(convening: Convening) -> AnyEdit | None:
        made = list(_typed(convening))
        if do in ("add", "off"):
            made += _people(convening, which, request.form.get(f"add:{which}", "") if do == "add" else "", person if do == "off" else "")
        return All(edits=tuple(made)) if made else None  # a whole of its own, for two clicks are two changes

    try:
        _, after = planner().store.change(key, make, who())
    except (EditError, RefusedError, TypedError) as error:
        wrong = error.wrong if isinstance(error, TypedError) else {}
        return Response(_page(key, error.say(say()), wrong), 422, mimetype="text/html")
    return redirect(url_for(".show", key=key, told=after.seq, _anchor=f"figure-{which}" if which else "figures"), 303)


def _typed(convening: Convening) -> Iterator[AnyEdit]:
    wrong: dict[str, str] = {}
    for _, figure in _figures(convening):
        for name in TEXTS:
            full = f"{name}:{figure.id}"
            if f"was-{full}" not in request.form:
                continue
            typed = " ".join(request.form.get(full, "").split())
            now = texts.standing(convening, f"figure:{figure.id}:{name}", convening.language)
            if typed == " ".join(now.split()):
                continue
            if name == "alt" and not typed:
                wrong[full] = say()(_EMPTY)
                continue
            try:
                edit = texts.edit(
                    convening, f"figure:{figure.id}:{name}", convening.language, typed, [request.form[f"was-{full}"]], say()
                )  # fmt: skip
            except texts.ClashError as clash:
                wrong[full] = say()("Somebody else has written “{now}” here meanwhile.", now=clash.theirs[:200])
                continue
            except RefusedError as error:
                wrong[full] = error.say(say())
                continue
            if edit is not None:
                yield edit
    if wrong:
        raise TypedError(wrong)


def _people(convening: Convening, which: str, add: str, off: str) -> Sequence[AnyEdit]:
    figure = next((each for _, each in _figures(convening) if each.id == which), None)
    if figure is None:
        raise RefusedError(_GONE)
    wanted = [each for each in figure.people if each != off]
    if add and add not in wanted and convening.person(add) is not None:
        wanted.append(add)
    if tuple(wanted) == figure.people:
        return ()
    return (Set(target=Ref(kind="figure", id=which), field=("people",), value=list(wanted) or None),)


def _figures(convening: Convening) -> Iterator[tuple[str, ReportFigure]]:
    for section in convening.report.sections:
        heading = in_language(section.heading, say().code, convening.language)[0]
        for figure in section.figures:
            yield heading, figure


# Showing


def _page(key: str, refused: str = "", wrong: Mapping[str, str] | None = None) -> str:
    stored = planner().store.get(key)
    convening = stored.convening
    assets = planner().store.assets(key)
    everybody = [_somebody(person, convening) for person in sorted(convening.participants, key=people.sort_key)]
    return render_template(
        "report/figures.html", stored=stored, key=key, convening=convening, stage="report", tab="figures",
        turning=turning(stored, refused, bool(refused)), refused=refused, wrong=wrong or {}, typed=request.form if refused else {},
        figures=[_shown(convening, heading, each, each.file in assets) for heading, each in _figures(convening)],
        everybody=everybody, longest=texts.LONGEST_ALT,
    )  # fmt: skip


def _shown(convening: Convening, heading: str, figure: ReportFigure, kept: bool) -> Shown:
    them = [person for each in figure.people if (person := convening.person(each)) is not None]
    standing = {name: texts.standing(convening, f"figure:{figure.id}:{name}", convening.language) for name in TEXTS}
    editions = tuple(
        (say()(words), all(people.may_be_pictured(person, audience, convening.rule) for person in them)) for audience, words in EDITIONS
    )
    return Shown(
        figure.id, figure.file, heading, standing, {name: texts.mark(text) for name, text in standing.items()},
        tuple(_somebody(person, convening) for person in them), editions, kept,
    )  # fmt: skip


def _somebody(person: Participant, convening: Convening) -> Somebody:
    shown = people.visible(person, "organisers", "list", convening.rule)
    answer = consents.answer(person, "photo")
    return Somebody(person.id, shown.name or shown.code or say()("a person without a name"), say()(ANSWERS[answer]), answer == "agreed")
