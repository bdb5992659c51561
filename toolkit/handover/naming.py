"""The names, addresses and numbers that may stand in no text of a copy: found on word bounds, whatever case and accents, and taken out.

A text is walked once, however many people there are: names lie by their first word, numbers by their last digits.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from toolkit.convening.model import Participant
from toolkit.leaks.fold import UNSPACED

GONE = "[…]"
_LEAST_WORDS = 5
"""Of a private fact, to be told from ordinary words; what is shorter was never typed into a text but into its own field."""
_SHORTEST = 3
_MOST_WORDS = 6
"""Of a name that is looked for in every order: a longer one is turned at its first and its last word."""
_BETWEEN = 4
"""Characters between two words of a name: a comma and spaces, or a hyphen."""
_ANY_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d(?:[\s().\-/]{0,3}\d)+")
_LAST_DIGITS = 7
_ASIDE = re.compile(r"[\"“«(][^\"”»)]*[\"”»)]")


class Names:
    """Built once for a copy; a text without any of them comes back as it is."""

    def __init__(self, forms: Iterable[str], numbers: Iterable[str] = ()) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = {}
        self._unspaced: set[str] = set()
        self._numbers = {number[-_LAST_DIGITS:] for number in numbers}
        for form in forms:
            folded = _folded(form)[0]
            if _ANY_UNSPACED.search(folded):
                self._unspaced.add("".join(folded.split()))
            elif words := tuple(_WORD.findall(folded)):
                self._by_first.setdefault(words[0], set()).add(words)

    @classmethod
    def of(cls, people: Iterable[tuple[Participant, bool]]) -> "Names":
        """Everything of those who may not be named (False), and of the others what only organisers read."""
        forms: set[str] = set()
        numbers: set[str] = set()
        for person, named in people:
            forms.update(_forms(person, named))
            digits = "".join(char for char in person.phone if char.isdigit())
            if len(digits) >= _LAST_DIGITS:
                numbers.add(digits)
        return cls(forms, numbers)

    def stand_in(self, text: str) -> bool:
        return next(self._found(_folded(text)[0]), None) is not None

    def taken_out_of(self, text: str) -> str:
        folded, at = _folded(text)
        end = len(folded) + 1
        for start, until in sorted(self._found(folded), key=lambda span: (-span[1], span[0])):
            if until <= end:
                text = text[: at[start]] + GONE + text[at[until] :]
                end = start
        return text

    def _found(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where in a folded text each of them begins and ends."""
        words = [(word[0], word.start(), word.end()) for word in _WORD.finditer(folded)]
        for place, (word, start, _) in enumerate(words):
            longest = max((len(form) for form in self._by_first.get(word, ()) if self._stands(form, words, place)), default=0)
            if longest:
                yield start, words[place + longest - 1][2]
        if self._numbers:
            for number in _NUMBER.finditer(folded):
                if "".join(filter(str.isdigit, number[0]))[-_LAST_DIGITS:] in self._numbers:
                    yield number.start(), number.end()
        if self._unspaced and _ANY_UNSPACED.search(folded):
            for form in self._unspaced:
                yield from ((start, start + len(form)) for start in _starts(folded, form))

    @staticmethod
    def _stands(form: tuple[str, ...], words: list[tuple[str, int, int]], place: int) -> bool:
        here = words[place : place + len(form)]
        close = all(two[1] - one[2] <= _BETWEEN for one, two in itertools.pairwise(here))
        return close and tuple(word for word, _, _ in here) == form


def _starts(text: str, form: str) -> Iterator[int]:
    start = text.find(form)
    while start >= 0:
        yield start
        start = text.find(form, start + len(form))


def _forms(person: Participant, named: bool) -> Iterator[str]:
    for name in (person.legal_name, *(() if named else (person.name, person.sort_as))):
        if named and _folded(name)[0] == _folded(person.name)[0]:
            continue
        for typed in {name, name.replace("-", ""), _ASIDE.sub(" ", name)}:
            words = _WORD.findall(typed)
            if len(words) == 1 and (len(words[0]) >= _SHORTEST or _ANY_UNSPACED.search(words[0])):
                yield words[0]
            turns = range(len(words)) if len(words) <= _MOST_WORDS else (0, 1, len(words) - 1)
            for turn in turns if len(words) > 1 else ():
                yield " ".join((*words[turn:], *words[:turn]))
    yield from (person.email,) if "@" in person.email else ()
    facts = (person.needs.diet, person.needs.access, person.needs.interpretation, person.needs.other, *person.more.values())
    yield from (fact for fact in facts if len(fact.split()) >= _LEAST_WORDS)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case and accents, and where in the original each of its letters stands."""
    if text.isascii():
        return text.casefold(), list(range(len(text) + 1))
    letters: list[str] = []
    at: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(part):
                letters.append(part)
                at.append(place)
    return "".join(letters), [*at, len(text)]
