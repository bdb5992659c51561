"""What is typed into a field of a session, a track or a day: shown as it stands, read as people write it, made into an edit.

A field knows its label, how its value is written, and what it makes of a text. A text that cannot be read is refused with one
sentence and never guessed. Text per language is edited in the convening's own language; the other languages stay as they are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, JsonValue

from toolkit.convening.addressed import EditError, Ref, Target, get, path_of
from toolkit.convening.edits import AnyEdit, Set
from toolkit.convening.model import KINDS, Convening, Lead, Range
from toolkit.convening.values import Localised, Text, write_clock
from toolkit.language import N_, Language
from toolkit.language.said import SaidError
from toolkit.web import answers

LONGEST_TITLE = 300
LONGEST_NOTE = 2_000
MOST_LETTERS = 20_000

EMPTY = N_("{field} is empty; fill it in.")
TOO_LONG = N_("{field} is {found} characters long; there is room for {most}.")
REFUSED = N_("{field}: {reason}.")
NOT_TAKEN = N_("Not saved: {reason}.")
THREE_LENGTHS = N_("{field}: write one length, as 45 or 1h30, or three with strokes between (least, usual, most), as 20/30/40.")
NO_NUMBER = N_("{field}: “{found}” is not a number of minutes; write it in digits, as 1 or 1.5.")
TOO_MANY = N_("These are {found} lines, and there are {there} answers to say in this language: write one line for each, in their order.")
MEANWHILE = N_("Somebody else has written “{now}” here meanwhile. Leave the field once more to keep what you typed.")
MEANWHILE_EMPTY = N_("Somebody else has emptied this meanwhile. Leave the field once more to keep what you typed.")


class RefusedError(SaidError):
    """A text that a field cannot take, as one sentence beside it."""


class _UnreadError(Exception):
    """What a field cannot read, before its own name is put into the sentence."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


Shown = Callable[[Any, Convening], str]
Taken = Callable[[Any, str, Convening], tuple[tuple[str, ...], JsonValue]]


@dataclass(frozen=True, slots=True)
class Field:
    """`show` writes what stands there; `take` makes of a text the path and the value of an edit."""

    label: str
    show: Shown
    take: Taken


def edit(convening: Convening, target: Ref, name: str, typed: str, was: str | None, say: Language) -> AnyEdit | None:
    """The edit that a text in a field asks for; None where it says what stands there already.

    :raises RefusedError: it cannot be read, or somebody else has written there since `was` was shown.
    """
    thing = get(convening, path_of(convening, target))
    found = field_of(target, name)
    now = found.show(thing, convening)
    typed = typed.replace("\r\n", "\n")
    if typed.strip() == now.strip():
        return None
    if was is not None and was.replace("\r\n", "\n").strip() != now.strip():
        raise RefusedError(MEANWHILE if now else MEANWHILE_EMPTY, now=now)
    way, value = read(found, thing, typed, convening, say)
    return Set(target=target, field=way, value=value)


def read(field: Field, thing: BaseModel | None, typed: str, convening: Convening, say: Language) -> tuple[tuple[str, ...], JsonValue]:
    """The key that a text is for, and its value as the file would hold it. `thing` is None for what is still to be made."""
    try:
        if len(typed) > MOST_LETTERS:
            raise _UnreadError(TOO_LONG, found=len(typed), most=MOST_LETTERS)
        return field.take(thing, typed.strip(), convening)
    except _UnreadError as error:
        counts = {key: say.number(value) if isinstance(value, int) else value for key, value in error.values.items()}
        raise RefusedError(error.message, field=say(field.label), **counts) from None
    except answers.UnpairedError as error:
        raise RefusedError(TOO_MANY, found=say.number(error.found), there=say.number(error.there)) from None


def refusal(error: EditError, target: Ref, name: str, say: Language) -> RefusedError:
    """What the model says against a value, with the field's own name before it."""
    label = FIELDS.get(target.kind, {}).get(name)
    reason = say(error.problem.message, **error.problem.values)
    return RefusedError(REFUSED, field=say(label.label), reason=reason) if label is not None else RefusedError(NOT_TAKEN, reason=reason)


def name_of(path: tuple[str | int, ...]) -> str:
    """The field that a refusal of the model speaks of."""
    if path and path[0] == "fill" and len(path) > 1:
        return f"fill-{path[1]}"
    return str(path[0]) if path else ""


def shown(thing: BaseModel, kind: Target, name: str, convening: Convening) -> str:
    return field_of(Ref(kind=kind), name).show(thing, convening)


def field_of(target: Ref, name: str) -> Field:
    if target.kind == "session" and name.startswith("fill-"):
        key, _, code = name.removeprefix("fill-").partition("@")
        return Field(N_("The answer"), *answers.ways(key, code))
    found = FIELDS.get(target.kind, {}).get(name)
    if found is None:
        raise RefusedError(N_("There is no such field."))
    return found


def others(text: Text, convening: Convening) -> tuple[tuple[str, str], ...]:
    """The same text in the other languages that it has, with their codes."""
    if isinstance(text, str):
        return ()
    own = answers.own_key(text, convening)
    return tuple((code, words) for code, words in text.root.items() if code != own)


# The ways of showing and taking


def _text_of(held: Text | None, convening: Convening) -> str:
    if held is None or isinstance(held, str):
        return held or ""
    return held.root.get(answers.own_key(held, convening), "")


def _text(label: str, key: str, *, most: int = MOST_LETTERS, required: bool = False) -> Field:
    """A printed text: in the convening's own language where it has several."""

    def take(thing: Any, typed: str, convening: Convening) -> tuple[tuple[str, ...], JsonValue]:
        if required and not typed:
            raise _UnreadError(EMPTY)
        if len(typed) > most:
            raise _UnreadError(TOO_LONG, found=len(typed), most=most)
        held = getattr(thing, key, "")
        if isinstance(held, Localised):
            own = answers.own_key(held, convening)
            alone = set(held.root) <= {own}
            return ((key,), None) if not typed and alone else ((key, own), typed or None)
        return (key,), typed or None

    return Field(label, lambda thing, convening: _text_of(getattr(thing, key), convening), take)


def _plain(label: str, key: str) -> Field:
    return Field(label, lambda thing, _: str(getattr(thing, key) or ""), lambda _thing, typed, _c: ((key,), typed or None))


def _flag(label: str, key: str) -> Field:
    return Field(label, lambda thing, _: "yes" if getattr(thing, key) else "", lambda _thing, typed, _c: ((key,), typed == "yes" or None))


def _clock(label: str, key: str) -> Field:
    def show(thing: Any, _: Convening) -> str:
        at = getattr(thing, key)
        return "" if at is None else write_clock(at)

    def take(_thing: Any, typed: str, _c: Convening) -> tuple[tuple[str, ...], JsonValue]:
        return (key,), (f"{typed}:00" if re.fullmatch(r"[0-9]{1,2}", typed) else typed) or None

    return Field(label, show, take)


def _date(label: str, key: str) -> Field:
    return Field(label, lambda thing, _: str(getattr(thing, key) or ""), lambda _thing, typed, _c: ((key,), typed or None))


def show_minutes(thing: Any, _: Convening) -> str:
    held = thing.minutes
    if isinstance(held, Range):
        return f"{held.least}/{held.usual}/{held.most}"
    return "" if held is None else str(held)


def _take_minutes(_thing: Any, typed: str, _: Convening) -> tuple[tuple[str, ...], JsonValue]:
    """One length, or three with strokes between them."""
    if not typed:
        return ("minutes",), None
    parts = [part.strip() for part in re.split(r"[/–—]", typed)]
    if len(parts) == 1:
        return ("minutes",), parts[0]
    if len(parts) != 3 or not all(parts):
        raise _UnreadError(THREE_LENGTHS)
    return ("minutes",), dict(zip(("least", "usual", "most"), parts, strict=True))


def _show_per_person(thing: Any, _: Convening) -> str:
    held = thing.minutes_per_person
    return "" if held is None else f"{held:g}"


def _take_per_person(_thing: Any, typed: str, _: Convening) -> tuple[tuple[str, ...], JsonValue]:
    if not typed:
        return ("minutes_per_person",), None
    try:
        return ("minutes_per_person",), float(typed.replace(",", "."))
    except ValueError:
        raise _UnreadError(NO_NUMBER, found=typed) from None


# Who leads


def show_lead(lead: Lead) -> str:
    """A lead as its form sends it: what kind, and which."""
    if lead.person is not None:
        return f"person:{lead.person}"
    return f"host:{lead.host}" if lead.host is not None else "text"


def read_lead(typed: str) -> JsonValue:
    """`person:ID` and `host:SHORT` as the list offers them; anything else is a name that was typed."""
    kind, colon, which = typed.partition(":")
    if colon and kind in ("person", "host"):
        return {kind: which}
    return {"text": typed}


KEEPS = {"must": N_("Keep in any case"), "should": N_("Shorten before you drop it"), "may": N_("First to go")}

FIELDS: dict[str, dict[str, Field]] = {
    "session": {
        "title": _text(N_("Title"), "title", most=LONGEST_TITLE, required=True),
        "purpose": _text(N_("Purpose"), "purpose"),
        "kind": _plain(N_("Kind"), "kind"),
        "minutes": Field(N_("Minutes"), show_minutes, _take_minutes),
        "minutes_per_person": Field(N_("Minutes for each person"), _show_per_person, _take_per_person),
        "pin": _clock(N_("Fixed start"), "pin"),
        "alongside": _flag(N_("Beside the agenda"), "alongside"),
        "keep": _plain(N_("If time is short"), "keep"),
        "room": _plain(N_("Room"), "room"),
        "exercise": _plain(N_("Exercise"), "exercise"),
        "rule": _plain(N_("Chatham House Rule"), "rule"),
        "notes": _plain(N_("Private notes"), "notes"),
    },
    "track": {
        "title": _text(N_("Title of the track"), "title", most=LONGEST_TITLE),
        "room": _plain(N_("Room"), "room"),
    },
    "note": {
        "text": _text(N_("The note"), "text", most=LONGEST_NOTE, required=True),
        "to": _text(N_("To whom"), "to", most=LONGEST_TITLE),
        "why": _text(N_("Why"), "why", most=LONGEST_NOTE),
        "group": _text(N_("Theme"), "group", most=LONGEST_TITLE),
        "kind": _plain(N_("Kind"), "kind"),
        "session": _plain(N_("Session"), "session"),
        "by": _plain(N_("Who said it"), "by"),
        "attribution": _plain(N_("What may stand under it"), "attribution"),
        "owner": _plain(N_("Who does it"), "owner"),
        "due": _date(N_("By when"), "due"),
        "status": _plain(N_("How far it is"), "status"),
    },
    "day": {
        "title": _text(N_("Title of the day"), "title", most=LONGEST_TITLE),
        "date": _date(N_("Date"), "date"),
        "start": _clock(N_("Start"), "start"),
        "end": _clock(N_("End"), "end"),
        "interpreters_until": _clock(N_("Interpreters stay until"), "interpreters_until"),
    },
}

CHOSEN = frozenset({"kind", "alongside", "keep", "exercise", "rule", "session", "attribution", "status"})
"""Fields in which something is chosen, not typed: each choice is a change by itself."""

__all__ = ["CHOSEN", "FIELDS", "KEEPS", "KINDS", "Field", "RefusedError", "edit", "field_of", "others", "read", "refusal", "shown"]
