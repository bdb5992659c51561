"""Templates: convening files with questions. Starting from one fills in the answers and dates the days."""

import datetime as dt
import functools
import pathlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from toolkit.convening import file
from toolkit.convening.model import PAUSES, Convening, TemplateCard
from toolkit.convening.values import Localised, Text, in_language
from toolkit.language import N_
from toolkit.language import language as speaks
from toolkit.library.places import TEMPLATES, LibraryError, Stamp, read_text, stamp, visible_files

_ASKED = re.compile(r"\{([a-z0-9][a-z0-9_-]{0,63})\}")
SUBJECT = "subject"
"""The question that every start answers; a template that does not ask it has no use for the answer."""


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    card: TemplateCard
    convening: Convening


def templates(extra: pathlib.Path | None = None) -> tuple[Template, ...]:
    """Every template in its own order: ours, and the user's own, which stand in for ours of the same name."""
    paths: dict[str, pathlib.Path] = {}
    for place in (TEMPLATES, extra):
        if place is not None:
            paths.update((path.stem, path) for path in visible_files(place, "*.yaml"))
    found = (_read(path, stamp(iter((path,)))) for path in paths.values())
    return tuple(sorted(found, key=lambda template: (template.card.order, template.name)))


@functools.lru_cache(maxsize=256)
def _read(path: pathlib.Path, _stamp: Stamp) -> Template:
    convening = file.read(read_text(path), path.name)
    if convening.template is None:
        raise LibraryError(N_("{file}: a template needs a `template:` key with its title and summary."), file=path.name)
    return Template(path.stem, convening.template, convening)


def template(name: str, extra: pathlib.Path | None = None) -> Template:
    """One template by its name, or a sentence with the nearest."""
    there = {found.name: found for found in templates(extra)}
    if name in there:
        return there[name]
    near = get_close_matches(name, there, 1)
    if near:
        raise LibraryError(N_("There is no template {name}; did you mean {near}?"), name=name, near=near[0])
    raise LibraryError(N_("There is no template {name}; there are {there}."), name=name, there=", ".join(there))


def start(
    wanted: str | Template,
    answers: Mapping[str, str],
    *,
    title: str | None = None,
    discreet_title: str | None = None,
    first_day: dt.date | None = None,
    days: int | None = None,
    expected: int | None = None,
    language: str | None = None,
    extra: pathlib.Path | None = None,
) -> Convening:
    """A new convening: `{key}` in every text is the answer to the template's question, and its days follow each other.

    What was not answered is left to be filled in where it can be seen: alone it is empty (and a host without a name is left
    out), inside a sentence its question stands in brackets. An example is never used: it would be printed as if it were true.
    """
    found = template(wanted, extra) if isinstance(wanted, str) else wanted
    _check_answers(found, answers)
    code = language or found.convening.language
    filled = {
        key: answers.get(key, "").strip() or (title or "" if key == SUBJECT else "")
        for key in found.card.asks
    }
    copied = found.convening.model_dump(by_alias=True, exclude={"template", "sent", "handed", "came"})
    values: dict[str, Any] = _replaced(copied, _filler(found, filled, code))
    named = ({**host, "name": host["name"] if _said(host["name"]) else host["short"]} for host in values["hosts"])
    values["hosts"] = [host for host in named if _said(host["name"])]
    values["title"] = title or (values["title"] if _said(values["title"]) else _words(found.card.title, code))
    if discreet_title:
        values["discreet_title"] = discreet_title
    if language is not None:
        values["language"] = language
        values["languages"] = (language, *(each for each in values["languages"] if each not in (language, found.convening.language)))
    if expected is not None:
        values["expected"] = expected
    if days is not None:
        values["days"] = _that_many(values["days"], days, code)
        _drop_dangling(values)
    if first_day is not None:
        for at, day in enumerate(values["days"]):
            try:
                day["date"] = first_day + dt.timedelta(days=at)
            except OverflowError:
                raise LibraryError(N_("{first_day} is too late a day to begin on."), first_day=first_day) from None
    return file.of(values, Convening)


def _check_answers(found: Template, answers: Mapping[str, str]) -> None:
    for key in answers:
        if key not in found.card.asks and key != SUBJECT:
            asks = ", ".join(get_close_matches(key, found.card.asks, 1) or found.card.asks)
            raise LibraryError(
                N_("The template {name} does not ask for {key}; it asks for {asks}."), name=found.name, key=key, asks=asks or "–"
            )


def _filler(found: Template, filled: Mapping[str, str], code: str) -> Callable[[str], str]:
    labels = {key: f"[{_words(ask.label, code)}]" for key, ask in found.card.asks.items()}

    def fill(text: str) -> str:
        alone = _ASKED.fullmatch(text.strip())
        if alone is not None and alone[1] in filled:
            return filled[alone[1]]
        return _ASKED.sub(lambda each: filled[each[1]] or labels[each[1]] if each[1] in filled else each[0], text)

    return fill


def _replaced(value: Any, fill: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, dict):
        return {key: _replaced(inner, fill) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replaced(inner, fill) for inner in value]
    return value


def _said(text: Any) -> bool:
    return any(text.values()) if isinstance(text, dict) else bool(text)


def _words(text: Text, code: str) -> str:
    return in_language(text, code, next(iter(text.root)) if isinstance(text, Localised) else code)[0]


def _that_many(days: list[dict[str, Any]], wanted: int, code: str) -> list[dict[str, Any]]:
    """So many days: the first ones and the last where there are fewer, for it closes; more are put before the last, to be planned."""
    if not 1 <= wanted <= 60:
        raise LibraryError(N_("{wanted} days cannot be planned; between 1 and 60 can."), wanted=wanted)
    if wanted <= len(days):
        return [*days[: wanted - 1], days[-1]] if wanted > 1 else days[:1]
    if not days:
        return [{} for _ in range(wanted)]
    pattern = days[-2] if len(days) > 1 else days[-1]
    more = [_to_be_planned(pattern, number, code) for number in range(len(days), wanted)]
    return [*days[:-1], *more, days[-1]]


def _to_be_planned(day: dict[str, Any], number: int, code: str) -> dict[str, Any]:
    """A day of the same rhythm whose sessions are still open."""
    kept = ("minutes", "minutes_per_person", "pin", "kind", "room")
    open_title = speaks(code)("To be planned")
    sessions = [
        {**{key: session[key] for key in kept}, "title": session["title"] if session["kind"] in PAUSES else open_title}
        for session in day["sessions"]
    ]
    return {"id": f"added-day-{number}", "start": day["start"], "end": day["end"], "sessions": sessions}


def _drop_dangling(values: dict[str, Any]) -> None:
    """What spoke of a session that went with its day."""
    there = {session["id"] for session in _sessions(values) if session.get("id")}
    for section in values["report"]["sections"]:
        section["gathers"] = [session for session in section["gathers"] if session in there]
    for key in ("notes", "words", "dismissed"):
        values[key] = [item for item in values[key] if item["session"] is None or item["session"] in there]
    days = {day["id"] for day in values["days"]}
    values["dismissed"] = [item for item in values["dismissed"] if item["day"] is None or item["day"] in days]
    for grouping in values["groups"]:
        grouping["sessions"] = [session for session in grouping["sessions"] if session in there]


def _sessions(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for holder in (*values["days"], {"sessions": values["parked"]}):
        for session in holder.get("sessions", ()):
            yield session
            for track in session.get("tracks", ()):
                yield from track["sessions"]
