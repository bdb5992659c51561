"""The first stage: the agenda as a board to work at, as it will print, and the file to take along."""

from flask import Response, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening.model import Convening
from toolkit.convening.values import in_language
from toolkit.language import Language
from toolkit.planning import timing
from toolkit.web.board import day_name
from toolkit.web.desk import context, opened, parts
from toolkit.web.planner import planner, say
from toolkit.web.remarks import Remark, remarks


def show(key: str) -> str:
    """The board, with what `open` names beside it."""
    return render_template("plan.html", **context(planner().store.get(key), opened()))


def board(key: str) -> AnyResponse:
    """The parts of the page anew, for a window that shows change number `seq`; nothing where nobody has changed anything since."""
    stored = planner().store.get(key)
    if request.args.get("seq") == str(stored.seq) and request.args.get("changed") == stored.changed.isoformat():
        return make_response("", 204)
    return parts(stored, opened())


def printed(key: str) -> str:
    """The agenda as participants get it."""
    stored = planner().store.get(key)
    convening, speech = stored.convening, say()
    return render_template(
        "printed.html", stored=stored, convening=convening, stage="plan", warnings=warnings(convening, speech),
        place=place(convening, speech), people=people(convening, speech), no_pdf=no_pdf(),
    )  # fmt: skip


def export(key: str) -> Response:
    """The convening file with its pictures and one's own exercises that it uses, to keep or to hand to a colleague's planner."""
    from toolkit import library
    from toolkit.library import own

    store = planner().store
    stored = store.get(key)
    exercises = own.used(stored.convening, planner().shelf())
    return attachment(library.write_zip(stored.convening, store.originals(key), exercises), "convening.zip", "application/zip")


def warnings(convening: Convening, speech: Language) -> tuple[tuple[str, Remark], ...]:
    """What does not fit, each with its day."""
    names = {day.id: day_name(number, day, speech) for number, day in enumerate(convening.days, 1)}
    found = remarks(convening, timing.agenda(convening), planner().exercises(), speech)
    return tuple((names[each.day], each) for each in found.standing if each.level == "clash" and each.day is not None)


def place(convening: Convening, speech: Language) -> str:
    """The venue in one line, as far as it is known."""
    from toolkit.documents import parts as printed

    venue = convening.venue
    parts = [in_language(text, speech.code, convening.language)[0] for text in (venue.name, venue.city)]
    parts.append(printed.country(venue.country, speech))
    return ", ".join(part for part in parts if part)


def people(convening: Convening, speech: Language) -> str:
    """How many are planned for, and where the number comes from."""
    listed = sum(person.status != "declined" for person in convening.participants)
    if convening.expected and convening.expected > listed:
        expected = speech.plural("{n} expected", "{n} expected", convening.expected)
        return f"{expected}, {speech.plural('{n} on the list', '{n} on the list', listed)}" if listed else expected
    return speech.plural("{n} on the list", "{n} on the list", listed) if listed else speech("Nobody yet")


def no_pdf() -> str:
    """Why there is no PDF on this computer, where there is none."""
    from toolkit.writers import pdf

    return pdf.available(say()) or ""


def attachment(data: bytes, name: str, media: str) -> Response:
    """A file to save. Its name is made of ids: a download folder is read by others too."""
    made = Response(data, mimetype=media)
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made
