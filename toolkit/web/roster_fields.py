"""The fields of a person: what stands in each, how what is typed there is read, and the edit that it asks for.

A name says which field it is: `side`, `needs:diet`, `aff:0:title`, `more:Flight`, `consent:list`. A choice of several is a text with
commas. What cannot be read is refused with one sentence and never guessed.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import JsonValue

from toolkit.convening import called, consents
from toolkit.convening.addressed import Ref, dumped, standing_in
from toolkit.convening.called import in_words
from toolkit.convening.edits import AnyEdit, Set, part
from toolkit.convening.model import Convening, Participant
from toolkit.convening.settings import own_code, with_words, words_in
from toolkit.language import N_, Language
from toolkit.web.settings_fields import (
    EMPTIED,
    LONGEST,
    MEANWHILE,
    NO_CHOICE,
    NO_FIELD,
    TOO_LONG,
    MeanwhileError,
    RefusedError,
    country_name,
    read_country,
    read_date,
    read_language,
    read_languages,
)

Kind = Literal["text", "choice", "checks", "date", "number", "long"]
LONGEST_TEXT = 2000

NO_DAY = N_("Tick at least one day. Whoever does not come at all has declined.")
NO_NUMBER = N_("“{found}” is not a number. Write which version of the form it was, as 2, or leave it empty.")
NO_ADDRESS = N_("“{found}” is no e-mail address: it needs one @ and something on both sides of it.")
TAKEN = N_("Somebody else has the code {code}. A code stands for one person.")
OTHERWISE = N_("Somebody has changed this meanwhile. Choose once more to have it your way.")

STATUS_WORDS = (("invited", N_("Invited")), ("confirmed", N_("Confirmed")), ("declined", N_("Declined")), ("attended", N_("Attended")))
_NOT_ASKED = ("", N_("Not asked yet"))
_CIRCLES = (("nobody", N_("Nobody")), ("participants", N_("Participants")), ("public", N_("Everybody")))
ANSWERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "list": (_NOT_ASKED, ("nobody", N_("In no list")), ("participants", N_("In the participants' list")),
             ("public", N_("In a public list"))),
    "badge": (_NOT_ASKED, ("none", N_("No name on it")), ("first-name", N_("First name")), ("full", N_("Whole name"))),
    "lead": (_NOT_ASKED, *_CIRCLES),
    "photo": (_NOT_ASKED, ("no", N_("No photos")), ("yes", N_("Photos may be taken"))),
    "quote": (
        _NOT_ASKED, ("nobody", N_("Without a source")), ("side", N_("By the side alone")), ("organisation", N_("By the organisation")),
        ("name", N_("By name")),
    ),
}  # fmt: skip
"""What each question of consent may be answered with; the first is no answer."""

CONTACTS = (("email", N_("E-mail")), ("phone", N_("Phone")))
SHOWS = (("name", N_("Name")), ("title", N_("Title")), ("organisation", N_("Organisation")), ("country", N_("Country")))


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    kind: Kind = "text"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    suggestions: str = ""


FIELDS: Mapping[str, Field] = {
    "name": Field(N_("Name"), hint=N_("The chosen name, as it is printed.")),
    "legal_name": Field(N_("Legal name"), hint=N_("Only where it differs. Organisers alone see it.")),
    "sort_as": Field(N_("Sorted as"), hint=N_("Family name first, with a comma: “Example, Maria”. Names are never guessed.")),
    "honorific": Field(N_("Honorific")),
    "pronouns": Field(N_("Pronouns")),
    "code": Field(N_("Code"), hint=N_("Printed where a name may not be.")),
    "side": Field(N_("Side"), suggestions="sides"),
    "country": Field(N_("Country"), suggestions="countries"),
    "languages": Field(N_("Languages"), hint=N_("With commas between.")),
    "email": Field(N_("E-mail")),
    "phone": Field(N_("Phone")),
    "status": Field(N_("Status"), "choice", options=STATUS_WORDS),
    "days": Field(N_("Days"), "checks"),
    "needs:diet": Field(N_("Diet")),
    "needs:access": Field(N_("Access")),
    "needs:interpretation": Field(N_("Interpretation into"), suggestions="languages"),
    "needs:other": Field(N_("Other needs"), "long"),
    "consent:list": Field(N_("In a list"), "choice", options=ANSWERS["list"]),
    "consent:show": Field(N_("A list may show"), "checks", options=SHOWS),
    "consent:badge": Field(N_("On the badge"), "choice", options=ANSWERS["badge"]),
    "consent:lead": Field(N_("Named as a lead before"), "choice", options=ANSWERS["lead"]),
    "consent:photo": Field(N_("In photos"), "choice", options=ANSWERS["photo"]),
    "consent:quote": Field(N_("Quoted"), "choice", options=ANSWERS["quote"]),
    "consent:contact": Field(N_("On the contact sheet"), "checks", options=CONTACTS),
    "consent:asked": Field(N_("Asked on"), "date"),
    "consent:on": Field(N_("Answered on"), "date"),
    "consent:how": Field(N_("How"), hint=N_("As “e-mail” or “paper slip”.")),
    "consent:wording": Field(N_("Version of the form"), "number"),
    "consent:withdrawn": Field(N_("Withdrawn on"), "date", hint=N_("From then on nothing is printed, whatever stands above.")),
}
_AFFILIATION = {"title": Field(N_("Title")), "organisation": Field(N_("Organisation"), suggestions="organisations")}
_GIVEN = ("asked", "on", "how", "wording", "withdrawn")


def field(name: str) -> Field:
    """What a field is; a column of their own spreadsheet is called as they call it.

    :raises RefusedError: there is no such field.
    """
    match name.split(":"):
        case ["aff", number, "title" | "organisation" as key] if number.isdecimal():
            return _AFFILIATION[key]
        case ["more", *rest] if "".join(rest):
            return Field(name.partition(":")[2])
    if name not in FIELDS:
        raise RefusedError(NO_FIELD)
    return FIELDS[name]


def label(name: str, say: Language) -> str:
    found = field(name)
    return found.label if name.startswith("more:") else say(found.label)


# Showing


def shown(person: Participant, name: str, convening: Convening, say: Language) -> str:
    """What stands in a field now, as the page shows it."""
    match name.split(":"):
        case ["aff", number, "title" | "organisation" as key]:
            held = person.affiliations[int(number)] if int(number) < len(person.affiliations) else None
            text = dumped(getattr(held, key)) if held is not None else ""
            return words_in(text, own_code(text, convening), convening)
        case ["more", *_]:
            return person.more.get(name.partition(":")[2], "")
        case ["needs", "interpretation"]:
            return in_words(person.needs.interpretation, say) if person.needs.interpretation else ""
        case ["needs", key]:
            return str(getattr(person.needs, key))
        case ["consent", key]:
            return _consent_shown(person, key)
        case ["country"]:
            return country_name(person.country, say)
        case ["languages"]:
            return ", ".join(in_words(each, say) for each in person.languages)
        case ["days"]:
            return ",".join(person.days or (day.id for day in convening.days))
    return str(getattr(person, name))


def _consent_shown(person: Participant, key: str) -> str:
    consent = person.consent
    if key in _GIVEN:
        held = getattr(consent.given, key) if consent is not None and consent.given is not None else None
        return "" if held is None else str(held)
    if key == "show":
        return ",".join(consent.show if consent is not None else (each for each, _ in SHOWS))
    if key == "contact":
        return ",".join(each for each, _ in CONTACTS if consent is not None and each in consent.contact)
    if consent is None or key in consent.open:
        return ""
    value = getattr(consent, key)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


# Changing


def change(
    convening: Convening, person: Participant, name: str, typed: str, was: str, today: dt.date, say: Language
) -> AnyEdit | None:
    """The edit that a field asks for; None where nobody typed over what the page showed (`was`), or it says what stands there.

    :raises RefusedError: it cannot be read; MeanwhileError where somebody else has written there.
    """
    found = field(name)
    now, typed, was = (text.replace("\r\n", "\n").strip() for text in (shown(person, name, convening, say), typed, was))
    if typed in (was, now):
        return None
    if was != now:
        chosen = found.kind in ("choice", "checks")
        raise MeanwhileError(OTHERWISE if chosen else MEANWHILE if now else EMPTIED, now=now[:LONGEST])
    edit = _asked(convening, person, name, typed, today, say)
    return None if part(convening, edit).convening == convening else edit


def _asked(convening: Convening, person: Participant, name: str, typed: str, today: dt.date, say: Language) -> AnyEdit:
    target = Ref(kind="participant", id=person.id)
    match name.split(":"):
        case ["aff", number, key]:
            return affiliation(convening, person, int(number), key, _short(typed, say))
        case ["more", *_]:
            column = name.partition(":")[2]
            kept = typed if column in person.more or typed else None
            return Set(target=target, field=("more", column), value=None if kept is None else _short(typed, say, LONGEST_TEXT))
        case ["needs", "interpretation"]:
            return Set(target=target, field=("needs", "interpretation"), value=_tongue(typed, say))
        case ["needs", key]:
            return Set(target=target, field=("needs", key), value=_short(typed, say, LONGEST_TEXT) or None)
        case ["consent", key]:
            return _consent(person, key, typed, today, say)
    return Set(target=target, field=(name,), value=_value(convening, person, name, typed, say))


def _value(convening: Convening, person: Participant, name: str, typed: str, say: Language) -> JsonValue:
    match name:
        case "country":
            return read_country(typed, say)
        case "languages":
            return read_languages(typed, say)
        case "days":
            ticked = [each for each in typed.split(",") if each]
            if not ticked:
                raise RefusedError(NO_DAY)
            return [day.id for day in convening.days if day.id in ticked] if len(ticked) < len(convening.days) else None
        case "status":
            _one_of(typed, STATUS_WORDS)
            return None if typed == "confirmed" else typed
        case "email":
            if typed and not re.fullmatch(r"[^@\s]+@[^@\s]+", typed):
                raise RefusedError(NO_ADDRESS, found=typed[:LONGEST])
        case "code":
            if typed and any(other.code == typed and other.id != person.id for other in convening.participants):
                raise RefusedError(TAKEN, code=typed[:LONGEST])
    return _short(typed, say) or None


def affiliation(convening: Convening, person: Participant, at: int, key: str, typed: str) -> AnyEdit:
    """One half of one of her affiliations; both halves empty, and it goes. One behind the last is a new one."""
    held: list[Any] = list(dumped(person)["affiliations"]) if person.affiliations else []
    old = dict(held[at]) if at < len(held) else {}
    text = old.get(key, "")
    new = with_words(text, own_code(text, convening), typed, convening)
    old.pop(key, None)
    if new is not None:
        old[key] = new
    held[at : at + 1] = [old] if old else []
    return Set(target=Ref(kind="participant", id=person.id), field=("affiliations",), value=held or None)


def without_affiliation(person: Participant, at: int) -> AnyEdit | None:
    held: list[Any] = list(standing_in(person, ("affiliations",)) or [])
    if not 0 <= at < len(held):
        return None
    left = held[:at] + held[at + 1 :]
    return Set(target=Ref(kind="participant", id=person.id), field=("affiliations",), value=left or None)


def _consent(person: Participant, key: str, typed: str, today: dt.date, say: Language) -> AnyEdit:
    match key:
        case "show":
            ticked = typed.split(",")
            return consents.shown(person, [each for each, _ in SHOWS if each in ticked])
        case "contact":
            ticked = typed.split(",")
            return consents.reached(person, [each for each, _ in CONTACTS if each in ticked])
        case "asked" | "on" | "withdrawn":
            return consents.noted(person, key, read_date(typed))
        case "wording":
            if typed and not (typed.isdecimal() and len(typed) < 6):
                raise RefusedError(NO_NUMBER, found=typed[:LONGEST])
            return consents.noted(person, key, int(typed) if typed else None)
        case "how":
            return consents.noted(person, key, _short(typed, say) or None)
        case "list" | "badge" | "lead" | "photo" | "quote":
            _one_of(typed, ANSWERS[key])
            value: JsonValue = None if not typed else typed == "yes" if key == "photo" else typed
            return consents.answered(person, key, value, today)
    raise RefusedError(NO_FIELD)


def _one_of(typed: str, options: tuple[tuple[str, str], ...]) -> None:
    if typed not in dict(options):
        raise RefusedError(NO_CHOICE, found=typed[:LONGEST])


def _short(typed: str, say: Language, most: int = LONGEST) -> str:
    if len(typed) > most:
        raise RefusedError(TOO_LONG, found=say.number(len(typed)), most=say.number(most))
    return typed


def _tongue(typed: str, say: Language) -> str | None:
    """A language that is known becomes its code, by which interpreters are counted; anything else stays as it was typed."""
    try:
        return read_language(typed, say) if typed else None
    except RefusedError:
        return _short(typed, say)


def name_of(person: Participant, say: Language) -> str:
    return called.person(person, say)
