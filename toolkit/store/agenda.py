"""What of a convening stays open where a passphrase is set: its agenda, and nobody in it. Pure.

Titles, days, times, kinds and rooms stay, and how many people are planned for. No purpose, lead, note or answer, no text of the report;
names are taken out of the titles too, whole or a word of one, and ids are given anew, for they may be made of names.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from toolkit.convening.model import Convening, Participant
from toolkit.store.forgetting import GONE, names_of, without, words_of

_STAYS = ("title", "discreet_title", "language", "languages", "timezone", "paper", "mode", "at_risk")
_OF_A_SESSION = ("kind", "minutes", "minutes_per_person", "pin", "alongside", "keep", "rule", "room")
_SHORTEST = 3
"""Letters. Shorter parts of names are words of their own everywhere."""


def open_part(convening: Convening) -> Convening:
    """The agenda alone; its clock times are those of the whole."""
    whole = convening.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"participants", "words", "notes", "report"})
    kept = {key: whole[key] for key in _STAYS if key in whole}
    days = [
        {"id": f"day-{number}", **{key: day[key] for key in ("date", "title", "start", "end") if key in day},
         "sessions": [_session(each, f"s{number}-{at}") for at, each in enumerate(day.get("sessions", ()), 1)]}
        for number, day in enumerate(whole.get("days", ()), 1)
    ]  # fmt: skip
    raw = {**kept, "expected": convening.headcount(), "days": days}
    return Convening.model_validate(_texts(raw, _unnamed(convening, json.dumps(raw, ensure_ascii=False))))


def touches(before: Convening, after: Convening) -> bool:
    """Whether a change may show in the open part."""
    return any(getattr(before, name) is not getattr(after, name) for name in (*_STAYS, "days", "participants", "expected"))


def _session(raw: dict[str, Any], id_: str) -> dict[str, Any]:
    kept = {"id": id_, "title": raw["title"], **{key: raw[key] for key in _OF_A_SESSION if key in raw}}
    tracks = [
        {"id": f"{id_}-t{number}", **{key: track[key] for key in ("title", "room") if key in track},
         "sessions": [_session(each, f"{id_}-t{number}-{at}") for at, each in enumerate(track.get("sessions", ()), 1)]}
        for number, track in enumerate(raw.get("tracks", ()), 1)
    ]  # fmt: skip
    return {**kept, "tracks": tracks} if tracks else kept


def _unnamed(convening: Convening, said: str) -> Callable[[str], str]:
    """Takes out whoever is on the list: in full in any spelling, and each word of a name as it was typed. Most people of a long list
    share no word with an agenda, and need not be looked for in it.
    """
    there = frozenset(words_of(said))
    people = [each for each in convening.participants if not there.isdisjoint(words_of(_called(each)))]
    full = names_of(people)
    typed = {word for each in people for name in (each.name, each.legal_name) for word in re.findall(r"\w+", name)}
    parts = sorted((re.escape(word) for word in typed if len(word) >= _SHORTEST), key=len, reverse=True)
    words = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None

    def clean(text: str) -> str:
        text = without(text, full)
        return text if words is None else words.sub(GONE, text)

    return clean


def _called(person: Participant) -> str:
    return " ".join((person.name, person.legal_name, person.sort_as, person.email, person.phone))


def _texts(raw: Any, change: Callable[[str], str], key: str = "") -> Any:
    if isinstance(raw, dict):
        return {name: _texts(each, change, name if name in ("title", "discreet_title", "room") else key) for name, each in raw.items()}
    if isinstance(raw, list):
        return [_texts(each, change, key) for each in raw]
    return change(raw) if key and isinstance(raw, str) else raw
