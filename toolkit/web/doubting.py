"""One document before it is downloaded: whom its readers might take something for, asked there with the answer beside it.

A pack asks the same when it is made. What is looked at is the page that the preview shows, cut for the audience that is chosen.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import make_response, render_template, request
from werkzeug.wrappers import Response

from toolkit.convening.addressed import Place, dumped
from toolkit.convening.edits import AnyEdit, Insert
from toolkit.convening.model import Convening
from toolkit.leaks import Leak, allowance, refused
from toolkit.store import Stored
from toolkit.web import printing
from toolkit.web import wish as wishes
from toolkit.web.leaking import GONE, LONGEST_REASON, NO_REASON, REFUSES, name_of
from toolkit.web.planner import planner, say
from toolkit.web.who import who

if TYPE_CHECKING:
    from toolkit.press import Place as FoundPlace

MOST = 20


@dataclass(frozen=True, slots=True)
class Entry:
    leak: Leak
    what: str
    line: tuple[str, str, str]
    refused: bool


def show(key: str, document: str) -> str:
    return _part(planner().store.get(key), document)


def allow(key: str, document: str) -> Response:
    """This place may stay, with a reason; never against a refusal."""
    person, where, reason = (request.form.get(name, "").strip() for name in ("person", "where", "reason"))
    stored = planner().store.get(key)
    found = next((leak for leak, _ in _found(stored, document) if (leak.id, leak.mark) == (person, where) and not leak.certain), None)
    wrong: list[str] = [] if reason else [NO_REASON]

    def make(convening: Convening) -> AnyEdit | None:
        who_is_it = convening.person(person)
        if found is None or who_is_it is None:
            wrong.append(GONE)
        elif refused(who_is_it):
            wrong.append(REFUSES)
        if wrong or found is None:
            return None
        return Insert(into=Place(list="allowed"), value=dumped(allowance(found, reason[:LONGEST_REASON])))

    _, after = planner().store.change(key, make, who())
    if wrong:
        return make_response(_part(after, document, (person, where, say()(wrong[0]), reason)), 422)
    return make_response(_part(after, document))


def _part(stored: Stored, document: str, typed: tuple[str, str, str, str] | None = None) -> str:
    speech, convening = say(), stored.convening
    entries = []
    for leak, line in _found(stored, document):
        person = convening.person(leak.id)
        entries.append(Entry(leak, leak.what(speech, name_of(convening, leak, speech)), line, person is not None and refused(person)))
    _, spec, wanted = printing.asked(stored.id, document)
    return render_template(
        "print/doubts.html", stored=stored, document=document, wanted=wanted.query(convening, spec), typed=typed, longest=LONGEST_REASON,
        certain=[each for each in entries if each.leak.certain], doubtful=[each for each in entries if not each.leak.certain], most=MOST,
    )  # fmt: skip


def _found(stored: Stored, document: str) -> "tuple[FoundPlace, ...]":
    """What the document says of somebody, or may, where it is for those outside the team."""
    from toolkit.press import look, parcel

    _, spec, wanted = printing.asked(stored.id, document)
    if wanted.audience not in ("participants", "public"):
        return ()
    task = wishes.task(spec, wanted, "html")
    return planner().press.run(look, parcel(wishes.material(stored, wanted.wish)), task.which).result()
