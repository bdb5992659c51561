"""A list of people held against a convening that may have some: who is new, what is new about whom, what differs, who is missing.

Nothing that stands in the convening is overwritten, and no consent becomes wider, unless that very change is wanted. A cell that is empty
in the list takes nothing away. Everything that is wanted is one edit.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from toolkit.convening import consents
from toolkit.convening.addressed import Place, Ref, dumped
from toolkit.convening.agreeing import WIDTHS
from toolkit.convening.edits import All, AnyEdit, Insert, Set, apply
from toolkit.convening.model import Consented, Convening, Participant
from toolkit.imports.people import same
from toolkit.imports.people.understood import Person

Kind = Literal["new", "fill", "change", "refusal", "consent"]
HARMLESS: frozenset[Kind] = frozenset({"new", "fill", "refusal"})
"""What is wanted unless somebody says otherwise: it overwrites nothing and shows nobody to anybody."""

_WHOLE = (
    "name", "legal_name", "sort_as", "honorific", "pronouns", "affiliations", "side", "country", "languages", "email", "phone", "code",
    "days", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the list would change: of the person `at` in the list, who is `id` in the convening, or new where that is empty."""

    number: int
    kind: Kind
    at: int
    id: str = ""
    field: tuple[str, ...] = ()
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class Maybe:
    """Somebody of the list who may be one of the convening: `at` in the list, `id` in the convening, and why."""

    at: int
    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Joined:
    """What the list says, held against the convening. `alike` counts those of whom nothing differs, `kept` those who refused here or took
    their consent back, though the list says yes: that stays.
    """

    people: tuple[Person, ...]
    changes: tuple[Change, ...]
    maybe: tuple[Maybe, ...]
    missing: frozenset[str]
    alike: int = 0
    kept: int = 0

    def of(self, kind: Kind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind == kind)


def join(convening: Convening, listed: Sequence[Person], decided: Mapping[str, bool] | None = None) -> Joined:
    """`decided`: of those who may be one, by the key of the person in the list, whether they are. The undecided count as two."""
    decided = decided or {}
    known = _Known(convening)
    changes: list[Change] = []
    maybe: list[Maybe] = []
    met: set[str] = set()
    alike = kept = 0
    for at, person in enumerate(listed):
        found, why = known.find(person, met)
        if found is not None and why:
            maybe.append(Maybe(at, found.id, why))
            if not decided.get(person.key, False):
                found = None
        if found is None:
            changes.extend(_new(len(changes), at, person))
            continue
        met.add(found.id)
        made = list(_differences(len(changes), at, person, found))
        alike += not made
        kept += any(_closed(found, use) and _wide(use, value) for use, value in person.raw.get("consent", {}).items())
        changes.extend(made)
    missing = frozenset(person.id for person in convening.participants if person.id not in met)
    return Joined(tuple(listed), tuple(changes), tuple(maybe), missing, alike, kept)


class _Known:
    """The people of the convening, by everything by which one of the list may be known again."""

    def __init__(self, convening: Convening) -> None:
        self.by_code = {person.code: person for person in convening.participants if person.code}
        self.by_email: dict[str, list[Participant]] = {}
        self.by_name: dict[tuple[str, ...], list[Participant]] = {}
        self.by_words: dict[tuple[str, ...], list[Participant]] = {}
        for person in convening.participants:
            words = same.words(person.name)
            if person.email:
                self.by_email.setdefault(person.email.casefold(), []).append(person)
            if words:
                self.by_name.setdefault(words, []).append(person)
                self.by_words.setdefault(tuple(sorted(words)), []).append(person)

    def find(self, person: Person, met: Collection[str]) -> tuple[Participant | None, str]:
        """Who it is, and "" where that is certain, else why it may be so."""
        words = same.words(person.name)
        coded = self.by_code.get(str(person.raw.get("code", "")))
        if coded is not None and coded.id not in met and (not words or set(words) & set(same.words(coded.name)) or not coded.name):
            return coded, ""
        email = str(person.raw.get("email", "")).casefold()
        mailed = [each for each in self.by_email.get(email, ()) if each.id not in met and set(words) & set(same.words(each.name))]
        named = [each for each in self.by_name.get(words, ()) if each.id not in met]
        if len(mailed) == 1 and (mailed[0] in named or not named):
            return mailed[0], "" if same.words(mailed[0].name) == words else same.SAME_EMAIL
        if len(named) == 1:
            return named[0], ""
        if named:
            return named[0], same.SAME_NAME
        turned = [each for each in self.by_words.get(tuple(sorted(words)), ()) if each.id not in met]
        return (turned[0], same.OTHER_ORDER) if turned and words else (None, "")


def _new(count: int, at: int, person: Person) -> Iterator[Change]:
    consent = person.raw.get("consent")
    yield Change(count + 1, "new", at)
    if consent and (wider := _wider({}, consent)):
        yield Change(count + 2, "consent", at, "", ("consent",), None, wider)


def _differences(count: int, at: int, person: Person, found: Participant) -> Iterator[Change]:
    held, raw = dumped(found), person.raw
    made: list[tuple[Kind, tuple[str, ...], Any, Any]] = []
    for key in _WHOLE:
        if key not in raw:
            continue
        old = held.get(key, "confirmed" if key == "status" else None)
        if old == raw[key] or (key == "affiliations" and _says_no_more(old, raw[key])):
            continue
        made.append(("fill" if old is None else "change", (key,), old, raw[key]))
    for key in ("needs", "more"):
        for part, text in raw.get(key, {}).items():
            old = held.get(key, {}).get(part)
            if old != text:
                made.append(("fill" if old is None else "change", (key, part), old, text))
    if "consent" in raw:
        now, said = held.get("consent"), raw["consent"]
        narrower = {
            use: value for use, value in said.items()
            if _wide(use, value) < _wide(use, (now or {}).get(use)) or (not _wide(use, value) and _open(found, use))
        }  # fmt: skip
        if narrower:
            made.append(("refusal", ("consent",), now, narrower))
        if wider := {use: value for use, value in _wider(now or {}, said).items() if not _closed(found, use)}:
            made.append(("consent", ("consent",), now, wider))
    for number, (kind, field, old, new) in enumerate(made, count + 1):
        yield Change(number, kind, at, found.id, field, old, new)


def _open(person: Participant, use: str) -> bool:
    """Whether she has not answered yet."""
    return consents.answer(person, cast(Consented, use)) in ("not-asked", "waiting")


def _closed(person: Participant, use: str) -> bool:
    """Whether she said no, which no list overrides."""
    return consents.answer(person, cast(Consented, use)) in ("refused", "withdrawn")


def _says_no_more(old: Any, new: Any) -> bool:
    """Whether the list only says less: one line of those that are there, or a title without its organisation."""
    return bool(old) and all(any(set(each.items()) <= set(there.items()) for there in old) for each in new)


def _wide(use: str, value: Any) -> int:
    widths = WIDTHS[cast(Consented, use)]
    return widths.index(value) if value in widths else 0


def _wider(now: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    return {use: value for use, value in said.items() if _wide(use, value) > _wide(use, now.get(use))}


def edit(convening: Convening, joined: Joined, wanted: Collection[int], on: dt.date | None = None, how: str = "") -> AnyEdit | None:
    """The changes of these numbers as one edit; None where they come to nothing. `on` and `how` say when and how consent was given."""
    fresh = _ids(convening)
    edits: list[AnyEdit] = []
    chosen = [change for change in joined.changes if change.number in wanted]
    consents = {change.at: change.new for change in chosen if change.kind == "consent"}
    codes = {person.code for person in convening.participants if person.code}
    given = {key: value for key, value in (("on", on.isoformat() if on else None), ("how", how)) if value}
    for change in chosen:
        if change.kind == "new":
            filed = _as_filed(joined.people[change.at].raw, next(fresh), consents.get(change.at), given, codes)
            edits.append(Insert(into=Place(list="participants"), value=filed))
    for change in chosen:
        if change.kind in ("fill", "change") and not (change.field == ("code",) and change.new in codes):
            edits.append(Set(target=Ref(kind="participant", id=change.id), field=change.field, value=_value(change.field, change.new)))
    for id_, at in {change.id: change.at for change in chosen if change.kind in ("refusal", "consent") and change.id}.items():
        edits.append(_consent(convening, id_, [change for change in chosen if change.at == at and change.field == ("consent",)], given))
    return All(edits=tuple(edits)) if edits else None


def brought(convening: Convening, made: AnyEdit) -> Convening:
    """The convening after such an edit. Where all of it is people new to an empty list they come in at once: one by one, thousands take
    seconds.
    """
    if convening.participants or not isinstance(made, All) or not all(isinstance(each, Insert) for each in made.edits):
        return apply(convening, made).convening
    people = tuple(Participant.model_validate(each.value) for each in made.edits if isinstance(each, Insert))
    return convening.model_copy(update={"participants": people})


def _ids(convening: Convening) -> Iterator[str]:
    """Numbers and never names, for ids stand in addresses and logs; none that was ever counted here."""
    taken = [int(found[1]) for person in convening.participants if (found := re.fullmatch(r"person-(\d+)", person.id))]
    number = max([*taken, len(convening.participants)])
    while True:
        number += 1
        yield f"person-{number}"


def _as_filed(
    raw: Mapping[str, Any], id_: str, consent: Mapping[str, Any] | None, given: Mapping[str, Any], codes: set[str]
) -> dict[str, Any]:
    """Somebody new. Consent is what was agreed to be taken; asked and refused is kept in any case."""
    made: dict[str, Any] = {"id": id_, **raw}
    if made.get("status") == "confirmed":
        del made["status"]
    if made.get("code") in codes:
        del made["code"]
    said = made.pop("consent", {})
    taken = {**{use: value for use, value in said.items() if not _wide(use, value)}, **(consent or {})}
    if taken:
        made["consent"] = _answered(None, taken, given if consent else {})
    return made


def _answered(now: Mapping[str, Any] | None, said: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """A consent with these answers; what the list does not speak of stays as it is, or open."""
    left = {use: value for use, value in (now or {}).items() if use not in said}
    made = {**left, **{use: value for use, value in said.items() if _wide(use, value)}}
    made["open"] = [use for use in (consents.USES if now is None else now.get("open", ())) if use not in said]
    if given:
        made["given"] = {**left.get("given", {}), **given}
    return {key: value for key, value in made.items() if key != "open" or value}


def _value(field: tuple[str, ...], new: Any) -> Any:
    return None if field == ("status",) and new == "confirmed" else new


def _consent(convening: Convening, id_: str, changes: Sequence[Change], given: Mapping[str, Any]) -> AnyEdit:
    person = convening.person(id_)
    now: Mapping[str, Any] | None = dumped(person.consent) if person and person.consent is not None else None
    said = {use: value for change in changes for use, value in change.new.items()}
    value = _answered(now, said, given if any(change.kind == "consent" for change in changes) else {})
    return Set(target=Ref(kind="participant", id=id_), field=("consent",), value=value)
