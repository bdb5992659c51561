"""What the review says, before anybody chose a language: a message and its values, each of which knows how it is written there."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from toolkit.convening.values import Text, in_language
from toolkit.language import Language

_DAY = 24 * 60


class Sayable(Protocol):
    def say(self, say: Language) -> str: ...


Value = str | int | dt.date | Sayable


@dataclass(frozen=True, slots=True)
class Said:
    """One or two sentences. `many` is the form for more than one of `n`, where the message counts something."""

    message: str
    values: Mapping[str, Value] = field(default_factory=dict)
    many: str = ""

    def say(self, say: Language) -> str:
        written = {key: _written(value, say) for key, value in self.values.items()}
        if not self.many:
            return say(self.message, **written) if written else say(self.message)
        count = self.values["n"]
        return say.plural(self.message, self.many, count if isinstance(count, int) else 0, **{k: v for k, v in written.items() if k != "n"})


def said(message: str, /, **values: Value) -> Said:
    return Said(message, values)


def counted(one: str, many: str, n: int, /, **values: Value) -> Said:
    return Said(one, {**values, "n": n}, many)


def _written(value: Value, say: Language) -> str:
    match value:
        case str():
            return value
        case int():
            return say.number(value)
        case dt.date():
            return say.date(value, "full")
    return value.say(say)


@dataclass(frozen=True, slots=True)
class Minutes:
    """A length: 45 min, 1 h 30."""

    count: int

    def say(self, say: Language) -> str:
        return say.minutes(self.count)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time on the wall; of the night after, that is said."""

    at: int

    def say(self, say: Language) -> str:
        return say.time(self.at) if self.at < _DAY else say("{time} that night", time=say.time(self.at))


@dataclass(frozen=True, slots=True)
class Percent:
    share: float

    def say(self, say: Language) -> str:
        return say.percent(self.share)


@dataclass(frozen=True, slots=True)
class Title:
    """A typed text in the language it is read in, else in its original."""

    text: Text
    original: str

    def say(self, say: Language) -> str:
        return in_language(self.text, say.code, self.original)[0]


@dataclass(frozen=True, slots=True)
class Series:
    """Several things in one sentence; of many, the first few and how many more."""

    parts: Sequence[Value]

    def say(self, say: Language) -> str:
        shown = [_written(part, say) for part in self.parts[:_SHOWN]]
        more = len(self.parts) - len(shown)
        return say.list([*shown, say.plural("{n} more", "{n} more", more)] if more else shown)


_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Quoted:
    """A title between quotes, for a list of them."""

    title: Title

    def say(self, say: Language) -> str:
        return say("“{title}”", title=self.title.say(say))


@dataclass(frozen=True, slots=True)
class DayName:
    """A day by its date, else by its number."""

    number: int
    date: dt.date | None

    def say(self, say: Language) -> str:
        return say.date(self.date, "full") if self.date is not None else say("Day {n}", n=say.number(self.number))


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language by its name in the language that is spoken here; by its code where Babel has no name for it."""

    code: str

    def say(self, say: Language) -> str:
        return str(say.locale.languages.get(self.code.split("-")[0], self.code))


