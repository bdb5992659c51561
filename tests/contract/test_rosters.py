"""Contract 3 again, by chance: whoever the people are and whatever they agreed to, no document of the registry says too much.

Each random roster is put wherever a person can stand, and a few documents are drawn from the registry. What may be said is worked out here,
from the table in the README; `--full` takes the counts that were promised.
"""

import dataclasses
import random
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import FULL
from tests.support import chosen_specs, material
from toolkit import leaks
from toolkit.convening.model import Convening, Participant
from toolkit.document.blocks import Document
from toolkit.documents.registry import Spec, specs
from toolkit.material import Material, Task
from toolkit.writers import formats
from toolkit.writers.formats import FORMATS

GIVEN = ("Hope", "May", "Anne-Marie", "Łucja", "Quillon", "Þórdís", "Sutrisni", "João Baptista", "Zoë", "سلمى", "विनीता", "Nhạn")
FAMILY = (
    "Achterberg", "Frostwick", "O'Hartigan", "van der Bleek", "Vexbright", "Özyürekli", "Ñancupil Rauque", "الورغمي", "Rivers",
)  # fmt: skip
ORGANISATIONS = ("Weir Guild", "Lock Keepers", "Vexbright Quarry Union", "")
CIRCLES = ("nobody", "participants", "public")
OUTSIDE = ("public", "participants")
QUICK = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def consent(chance: random.Random) -> dict[str, Any] | None:
    if chance.random() < 0.2:
        return None
    return {
        "list": chance.choice(CIRCLES), "lead": chance.choice(CIRCLES), "badge": chance.choice(["none", "first-name", "full"]),
        "quote": chance.choice(["nobody", "side", "organisation", "name"]), "photo": chance.random() < 0.5,
        "show": chance.sample(["name", "title", "organisation", "country"], chance.randint(0, 4)),
        "given": chance.choice([None, {"on": "2027-02-01"}, {"on": "2027-02-01"}, {"on": "2027-02-01", "withdrawn": "2027-02-20"}]),
    }  # fmt: skip


def roster(seed: int) -> Convening:
    """Up to nine people, each a name apart, everywhere that an id of a person may stand. One draw: ten thousand of them are quick."""
    chance = random.Random(seed)
    pairs = chance.sample([(first, last) for first in GIVEN for last in FAMILY], chance.randint(2, 9))
    people = [
        {
            "id": f"p{n}", "code": f"K{n}X", "name": f"{first} {last}", "legal_name": chance.choice(["", f"Legal{n} Quatsch{n}"]),
            "sort_as": chance.choice(["", f"{last}, {first}"]), "email": f"{n}.{n}@mail.example", "phone": f"+99 {n}55 666 77{n}",
            "side": chance.choice(["donor", "activist"]), "country": chance.choice(["PT", "ZA", ""]),
            "affiliations": [{"title": "Steward", "organisation": chance.choice(ORGANISATIONS)}],
            "needs": {"diet": chance.choice(["", "halal"]), "other": f"needs a chair with {n} arms and a view"},
            "more": {"Seat": f"seat number {n} by the old window"}, "consent": consent(chance),
            "status": chance.choice(["confirmed", "invited", "declined", "attended"]),
        }
        for n, (first, last) in enumerate(pairs)
    ]  # fmt: skip
    who = {key: chance.choice(people)["id"] for key in ("lead", "track", "by", "owner", "author")}
    rule = chance.choice([None, None, "chatham-house"])
    return Convening.model_validate({
        "title": "Spring", "discreet_title": "Meeting", "languages": ["en"], "rule": rule, "at_risk": True, "keep_until": "2027-09-11",
        "hosts": [{"name": "Old Mill Trust", "short": "OMT"}], "venue": {"name": "Mill", "rooms": [{"name": "Hall"}]}, "expected": 12,
        "days": [{"id": "day-1", "date": "2027-03-11", "start": "09:00", "sessions": [
            {"id": "one", "title": "Opening", "minutes": 30, "lead": [{"person": who["lead"]}],
             "notes": "He said never to speak of the hearing."},
            {"id": "map", "title": "Map", "kind": "exercise", "exercise": "word-association-mapping", "minutes": 60,
             "fill": {"centre": "W"}},
            {"id": "two", "title": "Tables", "kind": "small-groups", "minutes": 40,
             "tracks": [{"id": "a", "title": "A", "lead": [{"person": who["track"]}]}, {"id": "b", "title": "B"}]}]}],
        "participants": people,
        "groups": [{"id": "g1", "sessions": ["two"], "size": 3, "rounds": [{"groups": [
            {"name": "A", "room": "Hall", "people": [each["id"] for each in people]}]}]}],
        "notes": [
            {"id": "n1", "session": "one", "kind": "quote", "text": "It holds", "by": who["by"], "attribution": "name"},
            {"id": "n2", "session": "one", "kind": "action", "text": "Send it round", "owner": who["owner"]}],
        "report": {"sections": [{"id": "s", "heading": "Said", "gathers": ["one"],
                                 "boxes": [{"id": "b", "title": "Box", "author": who["author"], "body": "Words."}]}]},
    })  # fmt: skip


def may_be_named(person: Participant, audience: str) -> bool:
    consent = person.consent
    if consent is None or (consent.given and consent.given.withdrawn):
        return False
    circles = ("public",) if audience == "public" else ("participants", "public")
    by_text = "name" in consent.show and (consent.list in circles or consent.lead in circles or consent.quote == "name")
    return by_text or consent.badge == "full"


def strings(thing: Any) -> Iterator[str]:
    """Every text in a tree, whatever block it is in: also what no writer prints."""
    if isinstance(thing, str):
        yield thing
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for each in dataclasses.fields(thing):
            yield from strings(getattr(thing, each.name))
    elif isinstance(thing, (tuple, list, frozenset)):
        for each in thing:
            yield from strings(each)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from strings(key)
            yield from strings(value)


def too_much(convening: Convening, audience: str, said: str) -> list[str]:
    """What stands in a text and may not: full names, and of everybody what only organisers read."""
    found = []
    for person in convening.participants:
        own = [person.email, person.phone, person.legal_name, person.needs.other, *person.more.values()]
        own += [] if may_be_named(person, audience) else [person.name, person.sort_as]
        found += [f"{person.id}: {text}" for text in own if text and text in said]
    return found + (["notes"] if "speak of the hearing" in said else [])


def tree(convening: Convening, spec: Spec, audience: Any) -> Document:
    what = Material(convening, material().exercises, material().assets)
    own = next(each for each in specs(convening, what.exercises) if each.name == spec.name)
    return what.tree(Task(own, "", audience, "en", None, ""))


CUTS = [(spec, audience) for spec in chosen_specs() for audience in spec.audiences if audience in OUTSIDE]
seeds = st.integers(0, 2**32)
some_cuts = st.lists(st.sampled_from(CUTS), min_size=3, max_size=6 if FULL else 3, unique=True)


@settings(QUICK, max_examples=10_000 if FULL else 200)
@given(seeds, some_cuts)
def test_no_tree_says_too_much_whoever_the_people_are(seed: int, cuts: list[tuple[Spec, Any]]) -> None:
    convening = roster(seed)
    for spec, audience in cuts:
        said = "\n".join(strings(tree(convening, spec, audience)))
        assert too_much(convening, audience, said) == [], (spec.name, audience)
        assert leaks.find(convening, audience, {spec.name: said}) == (), (spec.name, audience)


@settings(QUICK, max_examples=100 if FULL else 4)
@given(seeds, st.sampled_from(CUTS))
def test_no_file_says_too_much_whoever_the_people_are(seed: int, cut: tuple[Spec, Any]) -> None:
    convening = roster(seed)
    spec, audience = cut
    made = tree(convening, spec, audience)
    for name, form in FORMATS.items():
        if formats.has(made, form):
            said = leaks.says(form.write(made), name)
            assert too_much(convening, audience, " ".join(said.split())) == [], (spec.name, audience, name)
            assert leaks.find(convening, audience, {f"{spec.name}.{name}": said}) == (), (spec.name, audience, name)
