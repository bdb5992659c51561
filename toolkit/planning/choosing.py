"""Which exercises are meant: by words, by what they serve, by the time and the people there are, by how much of a person they show."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.convening.exercise import Exercise, Exposure, Serves
from toolkit.convening.model import Convening, Session
from toolkit.convening.values import Localised, Text
from toolkit.language import N_
from toolkit.planning.review.topics import fold
from toolkit.planning.steps import length

SERVES: dict[Serves, str] = {
    "begin": N_("To arrive and to meet"),
    "understand": N_("To understand each other"),
    "look": N_("To see how things are"),
    "gather": N_("To gather ideas"),
    "help": N_("To help with a case"),
    "choose": N_("To choose"),
    "plan": N_("To plan"),
    "close": N_("To look back and to close"),
}
EXPOSURE: dict[Exposure, str] = {
    "little": N_("shows little of a person"),
    "some": N_("shows something of a person"),
    "much": N_("shows much of a person"),
}

_ENDS = re.compile(r"(?<=[a-z]{3})(ing|ies|es|e|s|y)$")
_ORDER: tuple[Exposure, ...] = ("little", "some", "much")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. Nothing in a field: it does not matter."""

    words: str = ""
    serves: Serves | None = None
    minutes: int | None = None
    exposure: Exposure | None = None
    fits: bool = False

    def narrowed(self) -> tuple[str, ...]:
        """The fields that leave something out."""
        return tuple(name for name in ("words", "serves", "minutes", "exposure", "fits") if getattr(self, name))

    def without(self, name: str) -> "Wanted":
        """The same, but for one field."""
        empty: Mapping[str, object] = {"words": "", "fits": False}
        return replace(self, **{name: empty.get(name)})  # type: ignore[arg-type]


def choose(exercises: Mapping[str, Exercise], wanted: Wanted, people: int) -> tuple[Exercise, ...]:
    """Those that are meant, by title; where words were typed, first those that are called so."""
    ranked = ((_rank(each, wanted.words), each) for each in exercises.values() if _suits(each, wanted, people))
    found = [(rank, fold(_first(each.title)), each.slug, each) for rank, each in ranked if rank is not None]
    return tuple(each[-1] for each in sorted(found, key=lambda each: each[:3]))


def unknown(convening: Convening, exercises: Mapping[str, Exercise]) -> tuple[Session, ...]:
    """Sessions that name an exercise which nobody has here: a colleague's own, or one that cannot be read. No sheet of it is printed."""
    every = [*(session for _, _, session in convening.sessions()), *convening.parked]
    return tuple(session for session in every if session.exercise and session.exercise not in exercises)


def suits_people(exercise: Exercise, people: int) -> bool:
    return exercise.people.least <= people <= exercise.people.most


def _suits(exercise: Exercise, wanted: Wanted, people: int) -> bool:
    """Time is enough where its shortest form fits. What an exercise does not say of itself is not taken to be harmless."""
    return (
        (wanted.serves is None or wanted.serves in exercise.serves)
        and (wanted.minutes is None or length(exercise, people).least <= wanted.minutes)
        and (wanted.exposure is None or _ORDER.index(exercise.exposure or "much") <= _ORDER.index(wanted.exposure))
        and (not wanted.fits or suits_people(exercise, people))
    )


def _rank(exercise: Exercise, typed: str) -> int | None:
    """0 where every word stands in its names, 1 in what it says of itself; None where one stands nowhere."""
    words = fold(typed).split()
    if not words:
        return 0
    names = [exercise.slug, *_all(exercise.title, *exercise.aliases)]
    said = [*names, *_all(exercise.summary, exercise.purpose, *exercise.use_when)]
    for rank, texts in enumerate((names, said)):
        text = f" {fold(' '.join(texts))}"
        if all((f" {_stem(word)}" if word.isascii() else word) in text for word in words):
            return rank
    return None


def _stem(word: str) -> str:
    """The start that forms of an English word share: vote, votes, voting. It finds too much rather than too little."""
    return _ENDS.sub("", word)


def _all(*texts: Text) -> Iterator[str]:
    for text in texts:
        if isinstance(text, Localised):
            yield from text.root.values()
        else:
            yield text


def _first(text: Text) -> str:
    return next(_all(text), "")
