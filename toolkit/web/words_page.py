"""What the page of the words shows of one state of a convening: the words of a session and round in their heaps, and what is offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from toolkit.convening import words
from toolkit.convening.model import Convening, Session
from toolkit.convening.words import Asked, heap_of, same_words
from toolkit.planning.words import Near, near
from toolkit.store import Stored
from toolkit.web import half
from toolkit.web.undo import turning

EXERCISE = "word-association-mapping"
MOST_OFFERED = 40
LONGEST_SIDE = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """One word of the round, whoever said it: by the id of its first row."""

    id: str
    text: str
    count: int
    sides: tuple[str, ...]
    heap: str
    printed: bool


@dataclass(frozen=True, slots=True)
class Heap:
    """Words that lie together. `number` is the key that brings a word there, 0 where no key does."""

    name: str
    number: int
    words: tuple[Shown, ...]

    @property
    def cards(self) -> int:
        return sum(word.count for word in self.words)


@dataclass(frozen=True, slots=True)
class Offer:
    """Two words that may belong together, and whether they lie together already."""

    one: str
    other: str
    why: str
    together: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is set once and kept: the session, the round, and the side that words are counted for."""

    asked: Asked
    side: str

    @property
    def wanted(self) -> dict[str, Any]:
        """As an address holds it."""
        return {"session": self.asked.session or "", "round": self.asked.round, "side": self.side}


def chosen(convening: Convening) -> Chosen:
    """From the request; a session that is not there any more, or none that was chosen, is the one that words are most likely said in."""
    values = request.values
    ids = {session.id for session in sessions(convening)}
    session: str | None = values.get("session", "-")
    if session not in ids:
        session = None if session == "" else likely(convening)
    asked = Asked(session, "after" if values.get("round") == "after" else "before")
    return Chosen(asked, same_words(values.get("side", ""))[:LONGEST_SIDE])


def sessions(convening: Convening) -> tuple[Session, ...]:
    """All that words can be said in, in the order of the agenda, those that wait in the tray last."""
    parked = (each for top in convening.parked for each in (top, *(inner for track in top.tracks for inner in track.sessions)))
    return (*(session for _, _, session in convening.sessions()), *parked)


def likely(convening: Convening) -> str | None:
    """Where most words were said; before the first the session of the exercise that gathers them."""
    counted: dict[str | None, int] = {}
    for word in convening.words:
        counted[word.session] = counted.get(word.session, 0) + 1
    if counted:
        return max(counted, key=lambda session: counted[session])
    return next((session.id for session in sessions(convening) if session.exercise == EXERCISE), None)


def sides(convening: Convening) -> tuple[str, ...]:
    """Those that the people have, and those that words were counted for."""
    found = (*(person.side for person in convening.participants), *(word.side for word in convening.words))
    return tuple(sorted({side for side in found if side}))


def of_round(convening: Convening, asked: Asked) -> tuple[Shown, ...]:
    """The words of one round of one session, in the order in which they came."""
    found: dict[str, Shown] = {}
    for word in convening.words:
        if word.session != asked.session or word.round != asked.round:
            continue
        key = same_words(word.text)
        old = found.get(key)
        said_by = (word.side,) if word.side else ()
        if old is None:
            found[key] = Shown(word.id, key, word.count, said_by, heap_of(word, convening), word.show)
        else:
            found[key] = Shown(
                old.id, key, old.count + word.count, tuple(dict.fromkeys((*old.sides, *said_by))),
                old.heap or heap_of(word, convening), old.printed and word.show,
            )  # fmt: skip
    return tuple(found.values())


def heaps_of(convening: Convening, asked: Asked, shown: Sequence[Shown]) -> tuple[Heap, ...]:
    """The heaps in which words of this round lie, in the order of their first words; the first nine have a key."""
    printed = [word for word in shown if word.printed]
    made: list[Heap] = []
    for name in words.heaps(convening, asked):
        inside = tuple(word for word in printed if word.heap == name)
        if inside:
            number = len(made) + 1
            made.append(Heap(name, number if number < 10 else 0, inside))
    return tuple(made)


def offers(shown: Sequence[Shown]) -> tuple[Offer, ...]:
    """Pairs to say yes or no to; two of one heap only where they differ in nothing but their spelling."""
    heap = {word.text: word.heap for word in shown if word.printed}
    return tuple(_offer(pair, heap) for pair in near(tuple(heap)) if pair.why == "spelling" or not _together(pair, heap))[:MOST_OFFERED]


def _together(pair: Near, heap: dict[str, str]) -> bool:
    return heap[pair.one] != "" and heap[pair.one] == heap[pair.other]


def _offer(pair: Near, heap: dict[str, str]) -> Offer:
    return Offer(pair.one, pair.other, pair.why, _together(pair, heap))


def context(
    stored: Stored, choice: Chosen, *, said: str = "", wrong: bool = False, word: str = "", typed: str = "", text: str = ""
) -> dict[str, Any]:
    """What the page and its parts show. `word` is the one whose menu is open, `typed` what was refused in it, `text` in the large field."""
    convening = stored.convening
    shown = of_round(convening, choice.asked)
    return {
        "stored": stored,
        "key": stored.id,
        "convening": convening,
        "stage": "run",
        "tab": "words",
        "choice": choice,
        "shown": shown,
        "cards": sum(each.count for each in shown),
        "heaps": heaps_of(convening, choice.asked, shown),
        "alone": tuple(each for each in shown if each.printed and not each.heap),
        "kept": tuple(each for each in shown if not each.printed),
        "offers": offers(shown),
        "menu": next((each for each in shown if each.id == word), None),
        "typed": typed,
        "text": text,
        "half": half.kept(stored.id, "words"),
        "turning": turning(stored, said, wrong),
        "sessions": sessions(convening),
        "sides": sides(convening),
    }
