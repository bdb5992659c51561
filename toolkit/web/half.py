"""The address to which a page sends what is half typed, and what is kept of it when the page is opened again."""

from flask import Response, request

from toolkit.web.half_typed import Field
from toolkit.web.planner import planner
from toolkit.web.who import hand

LONGEST_PLACE = 100


def field(key: str, place: str) -> Field:
    return key, hand().word, place[:LONGEST_PLACE]


def keep(key: str) -> Response:
    planner().store.get(key)
    planner().half.put(field(key, request.form.get("place", "")), request.form.get("text", ""))
    return Response(status=204)


def kept(key: str, place: str) -> str:
    return planner().half.get(field(key, place))


def sent(key: str, place: str, text: str) -> None:
    planner().half.sent(field(key, place), text)
