"""A convening file that came in by the door of the start page: opened as it is, or behind its passphrase, which is asked on a page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.language.said import SaidError
from toolkit.web import carried
from toolkit.web.held import Brought
from toolkit.web.planner import planner, say

if TYPE_CHECKING:
    from toolkit.library import Opened


@dataclass(frozen=True, slots=True)
class Closed:
    """What nobody has opened yet."""

    brought: Brought


def hold(name: str, data: bytes) -> Response:
    return redirect(url_for("closed.ask", word=planner().held.put(Closed(Brought(name, data)), len(data))), 303)


def kept(opened: "Opened") -> Response:
    """A convening of its own, and the way to it, past the exercises that it brought."""
    made = planner().store.add(opened.convening, opened.assets, originals=opened.originals)
    return carried.offered(made, opened.exercises) or redirect(url_for("plan.show", key=made), 303)


def ask(word: str) -> str:
    return _page(word, planner().held.look(word, Closed).brought)


def unlock(word: str) -> Response:
    """A wrong passphrase says so, and the file stays for another try."""
    from toolkit import library
    from toolkit.convening.file import FileError
    from toolkit.handover import packed

    brought = planner().held.look(word, Closed).brought
    try:
        opened = library.open_bytes(packed.plain(brought.data, brought.name, request.form.get("passphrase", "")), brought.name)
    except (SaidError, FileError) as problem:
        return make_response(_page(word, brought, problem.say(say())), 422)
    planner().held.drop(word)
    return kept(opened)


def _page(word: str, brought: Brought, wrong: str = "") -> str:
    return render_template("closed.html", word=word, name=brought.name, wrong=wrong)
