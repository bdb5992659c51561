"""The names, addresses and numbers that may stand in no text of a copy: found on word bounds, whatever case and accents, and taken out."""

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
_ANY_UNSPACED = re.compile(f"[{UNSPACED}]")
_SPACES = str.maketrans("\t\n\v\f\r", "     ")
_DIGITS = 7


class Names:
    """Built once for a copy; a text without any of them comes back as it is."""

    def __init__(self, forms: Iterable[str], numbers: Iterable[str] = ()) -> None:
        wanted = sorted({_folded(form)[0].strip() for form in forms} - {""}, key=lambda form: (-len(form), form))
        parts = [_pattern(form) for form in wanted]
        parts += [r"(?<!\d)\+?" + r"[\s().\-/]*".join(number) + r"(?!\d)" for number in sorted(set(numbers), key=lambda n: (-len(n), n))]
        self._found = re.compile("|".join(parts)) if parts else None

    @classmethod
    def of(cls, people: Iterable[tuple[Participant, bool]]) -> "Names":
        """Everything of those who may not be named (False), and of the others what only organisers read."""
        forms: set[str] = set()
        numbers: set[str] = set()
        for person, named in people:
            forms.update(_forms(person, named))
            digits = "".join(char for char in person.phone if char.isdigit())
            if len(digits) >= _DIGITS:
                numbers.add(digits)
        return cls(forms, numbers)

    def stand_in(self, text: str) -> bool:
        return self._found is not None and self._found.search(_folded(text)[0]) is not None

    def taken_out_of(self, text: str) -> str:
        if self._found is None:
            return text
        folded, at = _folded(text)
        for found in reversed(list(self._found.finditer(folded))):
            text = text[: at[found.start()]] + GONE + text[at[found.end()] :]
        return text


def _forms(person: Participant, named: bool) -> Iterator[str]:
    for name in (person.legal_name, *(() if named else (person.name, person.sort_as))):
        if named and _folded(name)[0] == _folded(person.name)[0]:
            continue
        for typed in {name, name.replace("-", " "), name.replace("-", ""), re.sub(r"[\"“«(][^\"”»)]*[\"”»)]", " ", name)}:
            words = typed.replace(",", " ").split()
            turns = range(len(words)) if len(words) <= _MOST_WORDS else (0, 1, len(words) - 1)
            for turn in turns if len(words) > 1 else ():
                turned = [*words[turn:], *words[:turn]]
                yield " ".join(turned)
                if turn:
                    yield f"{' '.join(words[turn:])}, {' '.join(words[:turn])}"
            if len(words) == 1 and (len(words[0]) >= _SHORTEST or _ANY_UNSPACED.search(words[0])):
                yield words[0]
    yield from (person.email,) if "@" in person.email else ()
    facts = (person.needs.diet, person.needs.access, person.needs.interpretation, person.needs.other, *person.more.values())
    yield from (fact for fact in facts if len(fact.split()) >= _LEAST_WORDS)


def _pattern(form: str) -> str:
    inside = r"\W{1,4}+".join(re.escape(word) for word in form.split())
    return inside if _ANY_UNSPACED.search(form) else rf"(?<!\w){inside}(?!\w)"


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case and accents, and where in the original each of its letters stands."""
    if text.isascii():
        return text.casefold().translate(_SPACES), list(range(len(text) + 1))
    letters: list[str] = []
    at: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(part):
                letters.append(" " if part.isspace() else part)
                at.append(place)
    return "".join(letters), [*at, len(text)]
