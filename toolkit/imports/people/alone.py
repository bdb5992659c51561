"""In prose: two words with capitals that may be a person, or a thing or an organisation that is written like one."""

from collections.abc import Iterator, Sequence

from toolkit.imports.people import shapes, words
from toolkit.imports.people.understood import Doubt, Person
from toolkit.language import N_

ALONE = N_("“{name}” stands alone, while the others have something beside their name: is this a person?")
OCCASION = N_("“{name}” looks like something that takes place: is this a person?")
_NAME_ONLY = frozenset({"name", "sort_as", "honorific", "status"})
_SOME = 2
_OCCASIONS = shapes.phrases(words.OCCASIONS)


def doubts(people: Sequence[Person]) -> Iterator[Doubt]:
    """For whoever has a name and nothing else, where most others have more; an honorific tells that it is somebody."""
    bare = [person for person in people if set(person.raw) <= _NAME_ONLY]
    few = len(people) - len(bare) >= max(_SOME, 2 * len(bare))
    for person in people:
        if "honorific" in person.raw:
            continue
        if _takes_place(person):
            yield Doubt(OCCASION, (("name", person.name[:80]),), person.where)
        elif few and person in bare and len(person.name.split()) == 2:
            yield Doubt(ALONE, (("name", person.name[:80]),), person.where)


def mostly_occasions(people: Sequence[Person]) -> bool:
    """Whether more than half of those who were read are sooner what takes place: it is a programme, and no list of people."""
    return 2 * sum(_takes_place(person) and "honorific" not in person.raw for person in people) > len(people)


def _takes_place(person: Person) -> bool:
    return bool(_OCCASIONS & set(shapes.folded(person.name).split()))
