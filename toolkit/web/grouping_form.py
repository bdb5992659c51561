"""What is typed about groups: the form of new ones, of their settings, of a wish. What cannot be read is said, and nothing is guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from toolkit.convening.edits import All, AnyEdit, Ref, Set
from toolkit.convening.model import WISH_KINDS, Convening
from toolkit.language import N_
from toolkit.language.said import SaidError

MOST_ROUNDS, MOST_SIZE = 40, 500

NOT_A_NUMBER = N_("“{found}” is no number from 1 to {most}.")
NO_NUMBERS = N_("“{found}” are no numbers of rounds; write them as 1, 2.")
NO_PEOPLE = N_("Choose whom the wish is about.")
TWO_PEOPLE = N_("Choose at least two people.")
NO_COUNT = N_("Say how many in a group.")
NO_GROUP = N_("Say in which group.")


class FormError(SaidError):
    """Something typed that cannot be read: one sentence, to stand above the form."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form: `one` by name, `many` for those that may be chosen several times."""

    one: Mapping[str, str]
    many: Mapping[str, list[str]]

    def text(self, name: str) -> str:
        return " ".join(self.one.get(name, "").split())

    def chosen(self, name: str) -> list[str]:
        return [each for each in self.many.get(name, []) if each]

    def number(self, name: str, most: int) -> int | None:
        """A number from 1 on; None where nothing was typed."""
        typed = self.text(name)
        if not typed:
            return None
        if not typed.isdecimal() or not 1 <= int(typed) <= most:
            raise FormError(NOT_A_NUMBER, found=typed, most=most)
        return int(typed)

    def lines(self, name: str) -> list[str]:
        return [" ".join(line.split()) for line in self.one.get(name, "").splitlines() if line.strip()]


def begun(form: Form, convening: Convening) -> tuple[dict[str, JsonValue], int]:
    """A new grouping as the file would hold it, without its groups, and how many rounds it has."""
    wishes: list[JsonValue] = [{"kind": "balance", "by": each} for each in form.chosen("balance")]
    if form.text("interpreters"):
        wishes.append({"kind": "interpreters"})
    raw = settings(form, convening)
    if wishes:
        raw["wishes"] = wishes
    return raw, form.number("rounds", MOST_ROUNDS) or 1


def settings(form: Form, convening: Convening) -> dict[str, JsonValue]:
    """What the form says of a grouping; only what is not empty."""
    known = {session.id for _, _, session in convening.sessions()}
    found: dict[str, JsonValue] = {
        "title": form.text("title"),
        "sessions": [each for each in form.chosen("sessions") if each in known],
        "size": form.number("size", MOST_SIZE),
        "number": form.number("number", MOST_SIZE),
        "names": list(dict.fromkeys(form.lines("names"))),
        "rooms": list(form.lines("rooms")),
    }
    return {key: value for key, value in found.items() if value}


def bound(convening: Convening, what: str, ids: Sequence[str]) -> AnyEdit:
    """These people together (or apart) in all groups of the convening.

    :raises FormError: it is about fewer than two people, or neither together nor apart.
    """
    held = [list(each) for each in standing(convening, what)]
    whom = [person.id for person in convening.participants if person.id in ids]
    if len(whom) < 2:
        raise FormError(TWO_PEOPLE)
    return _bonds(convening, what, held if whom in held else [*held, whom])


def unbound(convening: Convening, what: str, ids: Sequence[str]) -> AnyEdit | None:
    """Without the line of exactly these people; None where it is gone already."""
    held = [list(each) for each in standing(convening, what)]
    left = [each for each in held if each != list(ids)]
    return _bonds(convening, what, left) if left != held else None


def standing(convening: Convening, what: str) -> tuple[tuple[str, ...], ...]:
    if what not in ("together", "apart"):
        raise FormError(TWO_PEOPLE)
    return convening.together if what == "together" else convening.apart


def _bonds(convening: Convening, what: str, lines: list[list[str]]) -> AnyEdit:
    """Always an edit of several: two lines within ten seconds are two, and each is undone by itself."""
    value: list[JsonValue] = [list(each) for each in lines]
    return All(edits=(Set(target=Ref(kind="convening"), field=(what,), value=value or None),))


def wish(form: Form, convening: Convening) -> dict[str, JsonValue]:
    """One wish as the file would hold it: the keys that its kind reads, and no others."""
    kind = form.text("kind")
    if kind not in WISH_KINDS:
        raise FormError(NO_PEOPLE)
    known = {person.id for person in convening.participants}
    people: list[JsonValue] = [each for each in form.chosen("people") if each in known]
    found: dict[str, JsonValue] = {"kind": kind}
    if kind in ("together", "apart", "not-twice") and len(people) < 2 and not (kind == "not-twice" and not people):
        raise FormError(TWO_PEOPLE)
    if kind in ("facilitators", "seat") and not people:
        raise FormError(NO_PEOPLE)
    if people and kind != "balance":
        found["people"] = people
    if kind in ("balance", "at-most", "at-least", "not-alone") and "people" not in found:
        found |= {"by": form.text("by") or "side", **({"value": form.text("value")} if form.text("value") else {})}
    if kind in ("at-most", "at-least"):
        number = form.number("number", MOST_SIZE)
        if number is None:
            raise FormError(NO_COUNT)
        found["number"] = number
    if kind == "seat":
        if not form.text("group"):
            raise FormError(NO_GROUP)
        found["group"] = form.text("group")
    if kind == "balance" and form.text("firm"):
        found["firm"] = True
    rounds = form.text("rounds")
    if rounds and kind != "not-twice":
        numbers = [each.strip() for each in rounds.split(",")]
        if not all(each.isdecimal() and 1 <= int(each) <= MOST_ROUNDS for each in numbers):
            raise FormError(NO_NUMBERS, found=rounds)
        found["rounds"] = [int(each) for each in numbers]
    return found
