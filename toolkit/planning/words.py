"""What a room said: words put together over the sides that said them, and the suggestions for their heaps. Nothing is joined unasked."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.convening.model import Word
from toolkit.convening.values import Text
from toolkit.convening.words import Round, same_words

__all__ = ["LONGEST", "MOST_CARDS", "Near", "Round", "Together", "near", "read_cards", "same_words", "together"]


@dataclass(frozen=True, slots=True)
class Together:
    """One word over everybody who wrote it in a round: how many cards, which sides in the order in which they first said it."""

    text: str
    count: int
    sides: tuple[str, ...]
    cluster: Text
    new: bool = False


def together(words: Sequence[Word], when: Round) -> tuple[Together, ...]:
    """The words of one round that may be shown, in the order in which they came; `new` are those of the second that the first lacks."""
    found: dict[str, Together] = {}
    before = {same_words(word.text) for word in words if word.round == "before"}
    for word in words:
        if word.round != when or not word.show:
            continue
        key = same_words(word.text)
        old = found.get(key)
        sides = (*(old.sides if old else ()), *((word.side,) if word.side else ()))
        found[key] = Together(
            key, (old.count if old else 0) + word.count, tuple(dict.fromkeys(sides)), (old.cluster if old else "") or word.cluster,
            when == "after" and key not in before,
        )
    return tuple(found.values())


_PARTED = re.compile("[,;\n\r\t،؛、，；]+")
_BEFORE = re.compile(r"^\s*(?:[-–—•·*▪◦☐]\s+|\d{1,3}[.)]\s+)")
_TIMES = re.compile(r"\s+(?:×\s?|x)(\d{1,3})$")
MOST_CARDS = 500
"""So many words at once: more than any wall holds, and a file that was pasted by mistake."""
LONGEST = 120
"""Letters of one word: what is longer is a sentence, and no map can hold it."""


def read_cards(typed: str) -> tuple[tuple[str, int], ...]:
    """What was typed or pasted, as words with how many cards have them: parted by commas, semicolons, tabs or lines, as `a, b ×3`.

    The marks and numbers of a list go; each word stands as it was written, as often as it was written.
    """
    found: list[tuple[str, int]] = []
    for part in _PARTED.split(typed):
        text = same_words(_BEFORE.sub("", part))
        times = _TIMES.search(f" {text}")
        if times and int(times[1]) and (rest := f" {text}"[: times.start()].strip()):
            found.append((rest, int(times[1])))
        elif text:
            found.append((text, 1))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Near:
    """Two words that may belong together, and why: the same but for case and accents, one stem, or one inside the other."""

    one: str
    other: str
    why: Literal["spelling", "stem", "inside"]


def near(texts: Sequence[str]) -> tuple[Near, ...]:
    """Pairs to offer, the surest first, in the order in which the words came. For a person to say yes to: each is often wrong."""
    distinct = tuple(dict.fromkeys(same_words(text) for text in texts))
    folded = [_folded(text) for text in distinct]
    found: list[Near] = []
    for one, other in sorted(_to_compare(folded)):
        why = _near(folded[one], folded[other])
        if why:
            found.append(Near(distinct[one], distinct[other], why))
    order = {"spelling": 0, "stem": 1, "inside": 2}
    return tuple(sorted(found, key=lambda pair: order[pair.why]))


def _to_compare(folded: Sequence[tuple[str, ...]]) -> set[tuple[int, int]]:
    """The pairs that share a beginning or a part, by their places: of three hundred words some hundred, not all of them."""
    alike: dict[tuple[str, ...] | str, list[int]] = defaultdict(list)
    for at, words in enumerate(folded):
        alike[words].append(at)
        if len(words) == 1:
            alike[words[0][:_LEAST_STEM]].append(at)
    pairs = {(one, other) for places in alike.values() for n, one in enumerate(places) for other in places[n + 1 :]}
    for at, words in enumerate(folded):
        parts = {words[start:end] for start in range(min(len(words), LONGEST)) for end in range(start + 1, len(words) + 1)} - {words}
        pairs |= {(min(at, other), max(at, other)) for part in parts for other in alike.get(part, ())}
    return pairs


def _folded(text: str) -> tuple[str, ...]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return tuple(re.findall(r"\w+", plain))


_LEAST_STEM = 4
"""Shorter beginnings are shared by words that have nothing to do with one another."""


def _near(one: tuple[str, ...], other: tuple[str, ...]) -> Literal["spelling", "stem", "inside", ""]:
    if not one or not other:
        return ""
    if one == other:
        return "spelling"
    if len(one) == len(other) == 1 and _one_stem(one[0], other[0]):
        return "stem"
    short, long = sorted((one, other), key=len)
    if len(short) < len(long) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)):
        return "inside"
    return ""


def _one_stem(one: str, other: str) -> bool:
    """The same beginning, and endings of at most four letters: in any language that changes its words at their end."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= max(_LEAST_STEM, max(len(one), len(other)) - 4)
