"""What forgetting does to one version of a convening, and which words must be gone afterwards. Pure.

What stays of a person is what a count needs: side, country, status. Ids may be made of names, so they are given anew.
A name inside prose is somebody's sentence: it is listed, and taken out only when a person has decided so.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.convening.model import Convening, Participant
from toolkit.convening.values import slug
from toolkit.store import bonds

GONE = "[…]"
STAYS = ("side", "country", "status")
"""What a count needs."""
_OWN = frozenset({"id", "code", "name", "legal_name", "sort_as", "email", "phone"})
"""What another person is called is theirs, even where it is the same name."""
_PRIVATE = ("name", "legal_name", "sort_as", "email", "phone", "needs", "more")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_SPACES = str.maketrans("\t\n\v\f\r", "     ")
_SHORTEST = 5
"""A shorter word is found by accident in any file, so it proves nothing."""

Step = str | int


@dataclass(frozen=True, slots=True)
class Place:
    """A text in which a name stands: the way to it by keys and positions, which say nothing of anybody."""

    way: tuple[Step, ...]

    def __str__(self) -> str:
        return " ".join(str(step + 1) if isinstance(step, int) else step for step in self.way)


@dataclass(frozen=True, slots=True)
class Rest:
    """A convening after forgetting: what stays of it, and the texts that still name someone."""

    convening: Convening
    prose: tuple[Place, ...]


def forget_people(convening: Convening, person: str | None, clear_prose: bool) -> Rest:
    """Forget one person, or everyone where `person` is None."""
    raw = convening.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    gone = [p for p in convening.participants if person is None or p.id == person]
    new = _new_ids(convening, gone)
    raw["participants"] = [_count_of(p, new) for p in raw.get("participants", ())]
    for session in _sessions(raw) if person is None else ():
        _forget_typed_leads(session)
    for note in raw.get("notes", ()):
        _forget_attribution(note, new)
    _forget_in_report(raw, new)
    _forget_empty_wishes(raw, new)
    if person is None:
        _forget_who_was_there(raw)
    raw = {**bonds.without({**raw, "participants": []}, Convening, new), "participants": raw["participants"]}
    _forget_lonely_wishes(raw)
    forms = pattern(_forms(gone))
    _forget_beside_the_report(raw, forms, person is None)
    ids = {made: new[p.id] for p in gone for made in _slugs(p)}
    clean_id = functools.cache(lambda text: _without_slugs(text, ids))  # thousands of words and notes name the same few sessions
    raw = _walk(raw, lambda _way, text: clean_id(text), ())
    places: list[Place] = []

    def in_prose(way: tuple[Step, ...], text: str) -> str:
        if way[0] == "participants" and way[2] in _OWN:
            return text
        clean = without(text, forms)
        if clean != text:
            places.append(Place(way))
        return clean if clear_prose else text

    raw = _walk(raw, in_prose, ())
    return Rest(Convening.model_validate(raw), () if clear_prose else tuple(places))


def secret_words(people: Iterable[Participant]) -> frozenset[str]:
    """What a file must not hold any more: names, addresses, numbers, needs and private columns, each as it was typed."""
    found: set[str] = set()
    for person in people:
        found.update(_forms([person]))
        found.update((person.needs.diet, person.needs.access, person.needs.interpretation, person.needs.other))
        found.update(person.more.values())
    return frozenset(word for word in (word.strip() for word in found) if len(word.encode()) >= _SHORTEST)


def is_called(nickname: str, people: Iterable[Participant]) -> bool:
    """Whether a nickname may stand for one of these people: a word of it is a word of a name or an address."""
    names = " ".join(f"{person.name} {person.legal_name} {person.sort_as} {person.email}" for person in people)
    return not set(words_of(nickname)).isdisjoint(words_of(names))


def words_of(text: str) -> list[str]:
    """Without case and accents."""
    return re.findall(r"\w+", _folded(text)[0])


def words_typed(edit: Any, person: str | None) -> frozenset[str]:
    """The same from an edit: somebody may have been typed in and taken out again between two versions."""
    if isinstance(edit, list):
        return frozenset().union(*(words_typed(each, person) for each in edit))
    if not isinstance(edit, dict):
        return frozenset()
    target, field = edit.get("target"), edit.get("field") or [""]
    found: list[Any] = []
    if edit.get("op") == "set" and isinstance(target, dict) and target.get("kind") == "participant" and field[0] in _PRIVATE:
        if person in (None, target.get("id")):
            found = [edit.get("value"), *edit.get("was", ())]
    else:
        about = [value for value in (edit.get("value"), *(edit.get("was") or ())) if isinstance(value, dict)]
        into = (edit.get("into") or {}).get("list") == "participants" or (target or {}).get("kind") == "participant"
        found = [each.get(key) for each in about for key in _PRIVATE if into and person in (None, each.get("id"))]
    words = frozenset(word.strip() for word in _strings(found) if len(word.strip().encode()) >= _SHORTEST)
    return words.union(*(words_typed(each, person) for each in edit.get("edits", ())))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def pattern(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of these names on word bounds, in a text without case and accents; nothing where there is no name."""
    wanted = sorted({_folded(form)[0] for form in forms} - {""}, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)") if wanted else None


def names_of(people: Iterable[Participant]) -> re.Pattern[str] | None:
    """Finds each of them wherever a full name, an address or a number of theirs stands."""
    return pattern(_forms(people))


def without(text: str, names: re.Pattern[str] | None) -> str:
    """The text with each of these names taken out, whatever the case and the accents."""
    if names is None:
        return text
    folded, at = _folded(text)
    for found in reversed(list(names.finditer(folded))):
        text = text[: at[found.start()]] + GONE + text[at[found.end()] :]
    return text


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


def _forms(people: Iterable[Participant]) -> tuple[str, ...]:
    """The forms in which a person is named in full: as typed, turned round, as sorted; the legal name; e-mail, phone."""
    forms: set[str] = set()
    for person in people:
        for name in (person.name, person.legal_name):
            parts = name.split()
            if len(parts) > 1:
                forms.update((name, f"{parts[-1]} {' '.join(parts[:-1])}", f"{parts[-1]}, {' '.join(parts[:-1])}"))
            elif len(name.strip()) >= _SHORTEST:
                forms.add(name.strip())
        forms.update(form for form in (person.sort_as, person.email, person.phone) if len(form) >= _SHORTEST)
    return tuple(forms)


def _slugs(person: Participant) -> Iterator[str]:
    """How a name may stand in the id of a session or a section that was named after it."""
    for name in (person.name, person.legal_name):
        made = slug(name, "")
        if "-" in made:
            yield made


def _without_slugs(text: str, ids: Mapping[str, str]) -> str:
    if "-" not in text or not _ID.fullmatch(text):
        return text
    for made, new in ids.items():
        if made in text:
            text = text.replace(made, new)[:64]
    return text


def _new_ids(convening: Convening, gone: list[Participant]) -> dict[str, str]:
    taken = {p.id for p in convening.participants}
    new: dict[str, str] = {}
    number = 0
    for person in gone:
        if re.fullmatch(r"person-\d+", person.id):
            new[person.id] = person.id
            continue
        number += 1
        while f"person-{number}" in taken:
            number += 1
        new[person.id] = f"person-{number}"
    return new


def _count_of(person: dict[str, Any], new: Mapping[str, str]) -> dict[str, Any]:
    if person["id"] not in new:
        return person
    return {"id": new[person["id"]], **{key: person[key] for key in STAYS if key in person}}


def _sessions(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything that has leads: sessions, their tracks, the sessions inside them, in every version that was sent too."""
    sent = [day for version in raw.get("sent", ()) for day in version.get("days", ())]
    for holder in [*raw.get("days", ()), *sent, {"sessions": raw.get("parked", ())}]:
        for session in holder.get("sessions", ()):
            yield session
            for track in session.get("tracks", ()):
                yield track
                yield from track.get("sessions", ())


def _forget_typed_leads(session: dict[str, Any]) -> None:
    """A typed lead counts as a name until somebody has made it public."""
    session["lead"] = [lead for lead in session.get("lead", ()) if "text" not in lead or lead.get("public")]


def _forget_attribution(note: dict[str, Any], new: Mapping[str, str]) -> None:
    if note.get("by") in new:
        note.pop("attribution", None)


def _forget_in_report(raw: dict[str, Any], new: Mapping[str, str]) -> None:
    """A photo of somebody goes with them; the author of a box may be one of the people, by id."""
    for section in raw.get("report", {}).get("sections", ()):
        section["figures"] = [figure for figure in section.get("figures", []) if not set(figure.get("people", ())) & set(new)]
        for box in section.get("boxes", ()):
            if isinstance(box.get("author"), str) and box["author"] in new:
                box.pop("author")


def _forget_beside_the_report(raw: dict[str, Any], forms: re.Pattern[str] | None, everyone: bool) -> None:
    """Who remarked, signed or froze is a typed name: it goes where it is hers, and with everyone each does. What was sent keeps marks of
    lines in which she may have been named; without them a file that comes back is held against the sections alone.
    """
    report = raw.get("report", {})
    typed = [(each, "author") for each in report.get("comments", ())] + [(each, "by") for each in report.get("signatures", ())]
    for thing, key in [*typed, *([(report["word_master"], "by")] if report.get("word_master") else [])]:
        if thing.get(key) and (everyone or without(thing[key], forms) != thing[key]):
            thing.pop(key)
    for sent in report.get("sent", ()):
        sent.pop("lines", None)
        for section in sent.get("sections", ()):
            for box in section.get("boxes", ()):
                if everyone and box.get("author"):
                    box.pop("author")


def _forget_empty_wishes(raw: dict[str, Any], new: Mapping[str, str]) -> None:
    """Of the groups: a wish about nobody would be one about everybody, and so would a choice of nobody."""
    for grouping in raw.get("groups", ()):
        if grouping.get("people") and not set(grouping["people"]) - set(new):
            grouping.pop("people")
        if "wishes" in grouping:
            grouping["wishes"] = [wish for wish in grouping["wishes"] if not wish.get("people") or set(wish["people"]) - set(new)]


def _forget_who_was_there(raw: dict[str, Any]) -> None:
    """How many they were is a count, and stays."""
    for day in raw.get("days", ()):
        if isinstance(day.get("present"), list):
            day["present"] = len(day["present"])


def _forget_lonely_wishes(raw: dict[str, Any]) -> None:
    """To sit together or apart takes two."""
    for key in ("together", "apart"):
        raw[key] = [people for people in raw.get(key, ()) if len(people) > 1]


def _walk(value: Any, change: Callable[[tuple[Step, ...], str], str], way: tuple[Step, ...]) -> Any:
    if isinstance(value, str):
        return change(way, value)
    if isinstance(value, list):
        return [_walk(item, change, (*way, at)) for at, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: _walk(item, change, (*way, key)) for key, item in value.items()}
    return value
