"""The small values that a convening is made of: printed texts, ids, clock times, lengths.

Each is read as a person writes it, refused with a sentence when it cannot be read, and written back in one form.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ConfigDict, PlainSerializer, RootModel, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")


def _no_controls(text: str) -> str:
    """Newlines and tabs stay; other control characters have no meaning on paper and break XML (XML 1.0, 2.2)."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (control := _CONTROL.search(text)) is not None:
        raise PydanticCustomError(
            "control_character",
            "holds the control character U+{code} as character {place}; take it out",
            {"code": f"{ord(control[0]):04X}", "place": control.start() + 1},
        )
    return text


Plain = Annotated[str, AfterValidator(_no_controls)]
"""Text in any script, in one language; names, codes, Markdown."""

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]


class Localised(RootModel[dict[LanguageCode, Plain]]):
    """One printed text in several languages: `{en: Welcome, fr: Bienvenue}`."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    def __hash__(self) -> int:
        return hash(frozenset(self.root.items()))


Text = Plain | Localised
"""Any printed text: a string, or a text per language."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""Permanent names of things: in file names, URLs and logs, where no person's name may stand."""


def in_language(text: Text, code: str, original: str) -> tuple[str, str]:
    """The text in the wanted language with the code it is really in: wanted, its base language, the original, the first there is."""
    if isinstance(text, str):
        return text, original
    texts = text.root
    for wanted in (code, code.split("-")[0], original, original.split("-")[0]):
        if wanted in texts:
            return texts[wanted], wanted
    for found, words in texts.items():
        return words, found
    return "", original


def lacks_language(text: Text | None, code: str) -> bool:
    """Whether a text per language has no form for this language, so that the original is printed."""
    return isinstance(text, Localised) and code not in text.root and code.split("-")[0] not in text.root


def _known_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key if name else name
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError("time_zone", "is no time zone; write it as Europe/Lisbon") from None


Zone = Annotated[Plain, AfterValidator(_known_zone)]
"""An IANA time zone, or nothing: what no calendar knows would be found out when the calendar file is made."""


def _plannable(day: dt.date) -> dt.date:
    if not 1900 <= day.year <= 2999:
        raise PydanticCustomError("day_range", "lies outside the years 1900 to 2999")
    return day


Date = Annotated[dt.date, AfterValidator(_plannable)]
"""A day with room around it: nights go on into the next one, and calendars look a year ahead and back."""

_CLOCK = re.compile(r"^(\d{1,2})[:.hH](\d{2})$")


def read_clock(value: Any) -> Any:
    """Minutes after midnight from `9:00`, `09:00`, `9h00`; up to 47:59, for the night belongs to the day it began on."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 48 * 60:
        return value
    if isinstance(value, str) and (found := _CLOCK.match(value.strip())):
        hours, minutes = int(found[1]), int(found[2])
        if hours < 48 and minutes < 60:
            return hours * 60 + minutes
    raise PydanticCustomError("clock", 'is not a clock time; write it as "09:00"')


def write_clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


Clock = Annotated[
    int,
    BeforeValidator(read_clock),
    PlainSerializer(write_clock, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{2}$", "examples": ["09:00", "24:45"]}),
]
"""Minutes after the midnight that the day began with."""

_MOMENT = re.compile(r"^(\d{1,2}):(\d{2})(?::(\d{2}))?$")


def read_moment(value: Any) -> Any:
    """Seconds after midnight from `09:07:12` or `9:07`; up to 47:59:59, for the night belongs to the day it began on."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 48 * 3600:
        return value
    if isinstance(value, str) and (found := _MOMENT.match(value.strip())):
        hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
        if hours < 48 and minutes < 60 and seconds < 60:
            return hours * 3600 + minutes * 60 + seconds
    raise PydanticCustomError("moment", 'is not a time to the second; write it as "09:07:12"')


def write_moment(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


Moment = Annotated[
    int,
    BeforeValidator(read_moment),
    PlainSerializer(write_moment, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{2}(:\d{2})?$", "examples": ["09:07:12"]}),
]
"""Seconds after the midnight that the day began with: when a button was pressed."""

_LENGTH = re.compile(r"^(?:(\d{1,2})\s*(?:h|H|:|hrs?|hours?)\s*(\d{1,2})?\s*(?:m|min|minutes?)?|(\d{1,4})\s*(?:m|min|minutes?|')?)$")


def read_length(value: Any) -> Any:
    """Minutes from `45`, `45 min`, `1h30`, `1:30`, `2h`. What cannot be read is refused, never guessed."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and (found := _LENGTH.match(value.strip())):
        hours, rest, alone = found.groups()
        if alone is not None:
            return int(alone)
        if int(rest or 0) < 60:
            return int(hours) * 60 + int(rest or 0)
    raise PydanticCustomError("length", "is not a length of time; write minutes as 45, 1h30 or 1:30")


def _sensible(minutes: int) -> int:
    if not 0 <= minutes <= 48 * 60:
        raise PydanticCustomError("length_range", "is {minutes} minutes; a length is between 0 minutes and 48 hours", {"minutes": minutes})
    return minutes


Length = Annotated[
    int,
    BeforeValidator(read_length),
    AfterValidator(_sensible),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0, "maximum": 2880}, {"type": "string", "examples": ["45", "1h30", "1:30"]}]}),
]
"""Whole minutes."""


def slug(text: str | Mapping[str, str], fallback: str) -> str:
    """An id made from a title: letters without accents, dashes between; the fallback where no Latin letter or digit is left."""
    words = text if isinstance(text, str) else next(iter(text.values()), "")
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-")
    return made or fallback
