"""What is done with the words of a room, as edits: say, move to a heap, name a heap, join, keep out of print. Pure.

A word has a row for each session, round and side that said it. Where it lies belongs to its round, for the map of the first round is a
record; how it is spelled, and whether it is printed, is the same in both.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from toolkit.convening.addressed import Ref, dumped
from toolkit.convening.edits import All, AnyEdit, Count, Remove, Set
from toolkit.convening.model import Convening, Word
from toolkit.convening.values import Localised, Text, in_language

Round = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where words are said: in which session (None: in none), before the talk or after it."""

    session: str | None
    round: Round = "before"


def same_words(text: str) -> str:
    """What makes two cards one word: the same letters, case and accents included; only the way they are coded and spaced is not told."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def heap_of(word: Word, convening: Convening) -> str:
    """The name of the heap that it lies in, in the convening's own language; nothing where it lies on its own."""
    return in_language(word.cluster, convening.language, convening.language)[0]


def heaps(convening: Convening, asked: Asked) -> tuple[str, ...]:
    """The heaps of a session, those of both rounds, in the order in which their first words came."""
    found = (heap_of(word, convening) for word in convening.words if word.session == asked.session)
    return tuple(dict.fromkeys(name for name in found if name))


def say(convening: Convening, said: Sequence[tuple[str, int]], asked: Asked, side: str = "") -> AnyEdit:
    """Words with how many cards have them: counted where this side said them before in this round, else new.

    The id of a new word is made from the word, so that two people who say it at once, and a redo, mean the same one. What was said in this
    session before lies where it lay, and stays out of print.
    """
    cards: dict[str, int] = {}
    for text, count in said:
        cards[same_words(text)] = cards.get(same_words(text), 0) + count
    there = {_key(word): word.id for word in convening.words}
    ids = set(there.values())
    alike: dict[str, Word] = {}
    for word in sorted(_of(convening, asked.session), key=lambda word: word.round != asked.round):
        alike.setdefault(same_words(word.text), word)
    edits: list[AnyEdit] = []
    for text, count in cards.items():
        key = (text, asked.session, side, asked.round)
        if key in there:
            edits.append(Count(word=there[key], by=count))
            continue
        fresh = _new_id(key, ids)
        ids.add(fresh)
        edits.append(Count(word=fresh, by=count, value=_new(text, asked, side, alike.get(text))))
    return _one(edits)


def fewer(convening: Convening, word: str) -> AnyEdit:
    """One card less: the last of a word takes it along."""
    return Count(word=word, by=-1)


def move(convening: Convening, asked: Asked, texts: Sequence[str], heap: str) -> AnyEdit | None:
    """Words to a heap, whoever said them; to nowhere where its name is empty."""
    wanted = {same_words(text) for text in texts}
    known = {heap_of(word, convening): word.cluster for word in reversed(_of(convening, asked.session))}
    edits = [
        _put(word, "cluster", dumped_text(known.get(heap, heap)))
        for word in _of(convening, asked.session)
        if word.round == asked.round and same_words(word.text) in wanted and heap_of(word, convening) != heap
    ]
    return _one(edits) if edits else None


def rename_heap(convening: Convening, asked: Asked, heap: str, name: str) -> AnyEdit | None:
    """Another name for a heap, in both rounds, for the table of words holds them side by side. That of another heap joins the two."""
    known = {heap_of(word, convening): word.cluster for word in reversed(_of(convening, asked.session))}
    if name == heap:
        return None
    edits: list[AnyEdit] = []
    for word in _of(convening, asked.session):
        if heap_of(word, convening) == heap:
            new = known[name] if name in known else _in_its_language(word.cluster, name, convening)
            edits.append(_put(word, "cluster", dumped_text(new)))
    return _one(edits) if edits else None


def respell(convening: Convening, asked: Asked, text: str, new: str) -> AnyEdit | None:
    """A word written otherwise; where the session has that word already, the two are one, with the cards of both, where that one lies."""
    old, wanted = same_words(text), same_words(new)
    if old == wanted:
        return None
    words = _of(convening, asked.session)
    into = {(word.side, word.round): word for word in words if same_words(word.text) == wanted}
    going = [word for word in words if same_words(word.text) == old]
    lies = next(iter(into.values()), None)
    printed = all(word.show for word in (*into.values(), *going))
    edits: list[AnyEdit] = []
    for word in going:
        other = into.get((word.side, word.round))
        if other is not None:
            edits += [Remove(target=Ref(kind="word", id=word.id), was=(dumped(word),)), Count(word=other.id, by=word.count)]
            continue
        edits.append(_put(word, "text", wanted))
        if lies is not None and word.cluster != lies.cluster:
            edits.append(_put(word, "cluster", dumped_text(lies.cluster)))
    kept = [*into.values(), *(word for word in going if (word.side, word.round) not in into)] if going else []
    edits += [_put(word, "show", None if printed else False) for word in kept if word.show != printed]
    return _one(edits) if edits else None


def show(convening: Convening, asked: Asked, text: str, printed: bool) -> AnyEdit | None:
    """Whether a word is printed, in both rounds; it is counted all the same."""
    edits = [_put(word, "show", None if printed else False) for word in _alike(convening, asked, text) if word.show != printed]
    return _one(edits) if edits else None


def take_out(convening: Convening, asked: Asked, text: str) -> AnyEdit | None:
    """A word with all its cards of this round."""
    edits = [
        Remove(target=Ref(kind="word", id=word.id), was=(dumped(word),))
        for word in _alike(convening, asked, text)
        if word.round == asked.round
    ]
    return _one(list(edits)) if edits else None


def dumped_text(text: Text) -> JsonValue:
    """A printed text as an edit holds it."""
    return dict(text.root) if isinstance(text, Localised) else text or None


def _of(convening: Convening, session: str | None) -> list[Word]:
    return [word for word in convening.words if word.session == session]


def _alike(convening: Convening, asked: Asked, text: str) -> Iterator[Word]:
    wanted = same_words(text)
    return (word for word in _of(convening, asked.session) if same_words(word.text) == wanted)


def _key(word: Word) -> tuple[str, str | None, str, str]:
    return same_words(word.text), word.session, word.side, word.round


def _new_id(key: tuple[str, str | None, str, str], taken: set[str]) -> str:
    digest = hashlib.sha256("\0".join(part or "" for part in key).encode()).hexdigest()[:12]
    names = (f"word-{digest}", *(f"word-{digest}-{at}" for at in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _new(text: str, asked: Asked, side: str, alike: Word | None) -> dict[str, JsonValue]:
    raw: dict[str, JsonValue] = {
        "text": text, "session": asked.session, "side": side, "round": None if asked.round == "before" else asked.round,
    }  # fmt: skip
    if alike is not None:
        raw |= {"cluster": dumped_text(alike.cluster), "show": None if alike.show else False}
    return {key: value for key, value in raw.items() if value not in (None, "")}


def _put(word: Word, field: str, value: JsonValue) -> AnyEdit:
    return Set(target=Ref(kind="word", id=word.id), field=(field,), value=value)


def _in_its_language(held: Text, name: str, convening: Convening) -> Text:
    return Localised({**held.root, convening.language: name}) if isinstance(held, Localised) and name else name


def _one(edits: Sequence[AnyEdit]) -> AnyEdit:
    """Always one of its own: what is done quickly one after the other is not typing, and is undone step by step."""
    return edits[0] if len(edits) == 1 and isinstance(edits[0], Count) else All(edits=tuple(edits))
