"""Who makes the changes on these pages: a nickname that is asked once, and a word made up for this browser. Not an identity.

Both lie in a cookie of the browser, and go with each change into the history. The word keeps two windows apart, so that undo
takes back one's own; the nickname is for the eyes of the team. Nobody has to give one.
"""

import urllib.parse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from flask import Response, current_app, g, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from toolkit.convening.model import Participant
from toolkit.store.forgetting import is_called
from toolkit.store.signed import is_hand, new_hand, signed, tidy_nickname

COOKIE = "convening-who"
KEPT_SECONDS = 400 * 24 * 60 * 60
"""As long as browsers keep a cookie (RFC 6265bis): a nickname is asked once."""


@dataclass(frozen=True, slots=True)
class Hand:
    """This browser, and what whoever sits there is called."""

    word: str
    nickname: str = ""


def who() -> str:
    """Whose changes these are, for `Store.apply`, `undo` and `redo`."""
    here = hand()
    return signed(here.word, here.nickname)


def hand() -> Hand:
    """The hand of this request; one is made, and given to the browser, where it brings none."""
    if "hand" not in g:
        g.hand = _brought(request.cookies.get(COOKIE, ""))
        if g.hand is None:
            write(Hand(new_hand()))
    return cast(Hand, g.hand)


def write(new: Hand) -> None:
    """Use this hand from now on: the answer to this request carries it to the browser."""
    g.hand = g.hand_to_keep = new


def keep(response: Response) -> Response:
    """After each request: what is new about the hand, as a cookie that only this server reads."""
    new: Hand | None = g.get("hand_to_keep")
    if new is not None:
        value = f"{new.word}.{urllib.parse.quote(new.nickname, safe='')}"
        response.set_cookie(COOKIE, value, max_age=KEPT_SECONDS, httponly=True, samesite="Strict", path="/")
    return response


def forget_nickname(people: Sequence[Participant]) -> None:
    """Sign no longer with the name of somebody who was just forgotten."""
    here = hand()
    if here.nickname and is_called(here.nickname, people):
        write(Hand(here.word))


def back(otherwise: str) -> str:
    """The page of ours that sent this form, without what it was asked; else `otherwise`.

    What an address that only takes forms has answered (with what was wrong) is no page to go back to: the page above it is.
    """
    came_from = urllib.parse.urlsplit(request.referrer or "")
    ours = came_from.netloc == request.host and came_from.path.startswith("/") and not came_from.path.startswith("//")
    return next(filter(_is_page, _upwards(came_from.path)), otherwise) if ours else otherwise


def leads_to_a_page(address: str) -> bool:
    """Whether an address that a form brought is a page of this planner, and nowhere else."""
    parts = urllib.parse.urlsplit(address)
    return not parts.scheme and not parts.netloc and parts.path.startswith("/") and "\\" not in address and _is_page(parts.path)


def _upwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rstrip("/").rpartition("/")[0]


def _is_page(path: str) -> bool:
    try:
        current_app.url_map.bind(request.host).match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


def sign() -> AnyResponse:
    write(Hand(hand().word, tidy_nickname(request.form.get("nickname", ""))))
    return redirect(back(url_for("home.show")), 303)


def _brought(cookie: str) -> Hand | None:
    word, _, nickname = cookie.partition(".")
    return Hand(word, tidy_nickname(urllib.parse.unquote(nickname, errors="replace"))) if is_hand(word) else None
