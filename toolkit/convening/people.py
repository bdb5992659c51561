"""The one door to names. Every name in every document is asked for here, and the narrower answer wins (README, "Who may see a name").

Decides from consent, audience, use and rule alone; knows no document and no language but the one it is asked for.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from toolkit.convening.model import (
    Affiliation,
    Attribution,
    Audience,
    Circle,
    Consent,
    Convening,
    Host,
    Lead,
    Note,
    Participant,
    Rule,
    Session,
)
from toolkit.convening.values import Text, in_language
from toolkit.language import N_

Use = Literal["list", "lead", "author", "owner", "badge", "quote", "photo", "groups", "needs", "notes"]

FEWER_THAN_FIVE = N_("fewer than 5")
_TEAM: frozenset[Audience] = frozenset({"facilitators", "organisers"})
_HALF_OPEN: dict[Audience, frozenset[Circle]] = {"public": frozenset({"public"}), "participants": frozenset({"participants", "public"})}
_ATTRIBUTIONS: tuple[Attribution, ...] = ("nobody", "side", "organisation", "name")
_REFUSAL = Consent(show=())


@dataclass(frozen=True, slots=True)
class Shown:
    """What one audience may read of one person for one use. `named` is False where only `code` may stand, or nothing at all.

    Outside the team it is the name or the code, never both: a sheet that holds both would open every sheet that holds codes.
    `affiliations` keeps title and organisation together; `titles` and `organisations` are the same words apart.
    """

    named: bool
    name: str = ""
    code: str = ""
    legal_name: str = ""
    honorific: str = ""
    affiliations: tuple[Affiliation, ...] = ()
    country: str = ""
    side: str = ""

    @property
    def titles(self) -> tuple[Text, ...]:
        return tuple(each.title for each in self.affiliations if each.title)

    @property
    def organisations(self) -> tuple[Text, ...]:
        return tuple(each.organisation for each in self.affiliations if each.organisation)


NOBODY = Shown(named=False)


def consent_of(person: Participant) -> Consent:
    """What she agrees to today: not asked yet, not answered and withdrawn all count as nobody."""
    consent = person.consent
    if consent is None or (consent.given is not None and consent.given.withdrawn is not None):
        return _REFUSAL
    return consent.model_copy(update={use: getattr(_REFUSAL, use) for use in consent.open}) if consent.open else consent


def visible(person: Participant, audience: Audience, use: Use, rule: Rule | None = None) -> Shown:
    """What of `person` may stand before `audience` for `use`. Under the Chatham House Rule no affiliation, no speaker, and below
    facilitators no list: what it says of who was here would outlive the room.
    """
    match use:
        case "list" if rule and audience in _HALF_OPEN:
            return NOBODY
        case "list" | "lead" | "owner":
            return _listed(person, audience, use, rule)
        case "author":
            return NOBODY if rule else _listed(person, audience, use, rule)
        case "badge":
            return _on_badge(person)
        case "quote":
            return _quoted(person, audience, consent_of(person).quote, rule)
        case "photo":
            return _listed(person, audience, "list", rule) if may_be_pictured(person, audience, rule) else NOBODY
        case "groups":
            return _in_group(person, audience, rule)
        case "needs":
            return _listed(person, audience, "list", rule) if may_see_contacts(audience) else NOBODY
        case "notes":
            return _listed(person, audience, "list", rule) if may_see_notes(audience) else NOBODY


def may_see_contacts(audience: Audience) -> bool:
    """Needs, e-mail, phone and private columns: for organisers; facilitators get counts, the others nothing."""
    return audience == "organisers"


def contacts(person: Participant, audience: Audience) -> tuple[str, str]:
    """E-mail and phone as they may stand on a sheet that is carried about: for organisers, each as she agreed to it."""
    agreed = consent_of(person).contact if may_see_contacts(audience) else ()
    return person.email if "email" in agreed else "", person.phone if "phone" in agreed else ""


def may_see_notes(audience: Audience) -> bool:
    """Private notes of a session."""
    return audience in _TEAM


def may_be_pictured(person: Participant, audience: Audience, rule: Rule | None = None) -> bool:
    """Whether a picture may show her: her own yes, and under the rule not before the public, for a face is an identity."""
    return consent_of(person).photo and not (rule and audience == "public")


def listed(convening: Convening, audience: Audience) -> tuple[tuple[Shown, ...], int]:
    """Those whom a list may name, in order, and how many it only counts. Who declined is in no list."""
    coming = sorted((person for person in convening.participants if person.status != "declined"), key=sort_key)
    shown = [visible(person, audience, "list", convening.rule) for person in coming]
    named = tuple(each for each in shown if each.named)
    return named, len(shown) - len(named)


def rule_for(convening: Convening, session: Session | str | None) -> Rule | None:
    """The rule in force in a session: its own, or that of the whole convening."""
    if isinstance(session, str):
        session = next((each for each in _every_session(convening) if each.id == session), None)
    return convening.rule or (session.rule if session else None)


def speaker(convening: Convening, note: Note, audience: Audience) -> Shown:
    """Whom a note may be attributed to: the narrower of what the note says and what she agreed to, under the session's rule."""
    person = convening.person(note.by) if note.by else None
    if person is None:
        return NOBODY
    return _quoted(person, audience, _narrower(note.attribution, consent_of(person).quote), rule_for(convening, note.session))


def attributions(person: Participant, rule: Rule | None) -> tuple[Attribution, ...]:
    """Under what a word of hers may stand, the narrowest first: what she agreed to, as far as there is anything of it to be shown."""
    consent = consent_of(person)
    there = {
        "side": bool(person.side),
        "organisation": "organisation" in consent.show and any(each.organisation for each in person.affiliations),
        "name": "name" in consent.show and bool(person.name),
    }
    most = 0 if rule else _ATTRIBUTIONS.index(consent.quote)
    return ("nobody", *(each for each in _ATTRIBUTIONS[1 : most + 1] if there[each]))


def lead_words(
    convening: Convening, leads: tuple[Lead, ...], audience: Audience, language: str, rule: Rule | None = None
) -> tuple[str, ...]:
    """The names that may stand as a session's leads, in order; those who may not be named are left out (never replaced by a guess).

    `rule` is the session's own, where it has one.
    """
    said = (_lead(convening, lead, audience, language, rule or convening.rule) for lead in leads)
    return tuple(words for words in said if words)


def sort_key(person: Participant) -> str:
    """By `sort_as` where it is given, else by the name as typed: names are not parsed. Who has neither comes last, by code."""
    typed = person.sort_as.strip() or person.name.strip()
    if not typed:
        return f"\U0010ffff{person.code}"
    return f"{folded(typed)}\x00{typed}"


def in_order(convening: Convening, them: Iterable[Participant]) -> tuple[Participant, ...]:
    """As lists print them: by name, or in the order that was made by hand, in which they stand."""
    return tuple(them) if convening.list_order == "given" else tuple(sorted(them, key=sort_key))


def with_codes(convening: Convening) -> Convening:
    """The same convening in which everybody has a code, for what prints codes: those without are numbered, and keep nobody else's."""
    free = _free_codes(convening)
    coded = (person if person.code else person.model_copy(update={"code": next(free)}) for person in convening.participants)
    return convening.model_copy(update={"participants": tuple(coded)})


def free_code(convening: Convening) -> str:
    """A code for one more, which stands on nobody's badge: neither a given one nor a number of those who were given none."""
    return next(_free_codes(with_codes(convening)))


def _free_codes(convening: Convening) -> Iterator[str]:
    taken = {person.code for person in convening.participants}
    return (code for code in (f"P{n}" for n in itertools.count(1)) if code not in taken)


def few(count: int, audience: Audience) -> str:
    """A count that may be printed: below organisers one to four say "fewer than 5" (msgid), else the number as text."""
    return FEWER_THAN_FIVE if audience != "organisers" and 1 <= count <= 4 else str(count)


_NOT_DECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"})


@functools.lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Without case, accents and punctuation, words apart by one space: how names are ordered and compared.

    Each typed lead is held against every name, so a name is folded once; forgetting clears what is remembered here.
    """
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(char for char in apart if not unicodedata.combining(char)).translate(_NOT_DECOMPOSED)
    return " ".join(re.sub(r"['’ʼ`.]", "", text.casefold()).replace("-", " ").replace(",", " ").split())


def _listed(person: Participant, audience: Audience, use: Use, rule: Rule | None) -> Shown:
    """Author and owner have no question of their own on the consent form: they follow the list."""
    consent = consent_of(person)
    circle = consent.lead if use == "lead" else consent.list
    affiliations = () if rule else person.affiliations
    if audience == "organisers":
        name = person.name or person.legal_name
        return Shown(
            named=bool(name),
            name=name,
            code=person.code,
            legal_name=person.legal_name,
            honorific=person.honorific,
            affiliations=affiliations,
            country=person.country,
        )
    if audience == "facilitators":
        show: tuple[str, ...] = consent.show if circle != "nobody" else ()
        code = person.code
    else:
        if circle not in _HALF_OPEN[audience] or "name" not in consent.show or (rule and audience == "public"):
            return NOBODY if use in ("list", "lead", "author") else Shown(named=False, code=person.code)
        show, code = consent.show, ""
    if not person.name:
        return Shown(named=False, code=person.code)
    return Shown(
        named=True,
        name=person.name,
        code=code,
        honorific=person.honorific if "title" in show else "",
        affiliations=_cut(affiliations, title="title" in show, organisation="organisation" in show),
        country=person.country if "country" in show else "",
    )


def _in_group(person: Participant, audience: Audience, rule: Rule | None) -> Shown:
    if audience == "public":
        return Shown(named=False, code=person.code)
    found = _listed(person, audience, "list", rule)
    if not (found.named and person.name):
        return Shown(named=False, code=person.code)
    return Shown(named=True, name=person.name, code=found.code)


def _on_badge(person: Participant) -> Shown:
    """The same for every audience: she wears it before all of them."""
    wanted = consent_of(person).badge
    name = {"none": "", "first-name": first_name(person), "full": person.name}[wanted]
    return Shown(named=True, name=name) if name else Shown(named=False, code=person.code)


def first_name(person: Participant) -> str:
    """What follows the comma of `sort_as` where her name holds it, else the first word of her name: no other parsing.

    What some lists put behind the comma as well, "van der" or "d’", belongs to the family name.
    """
    _, comma, given = person.sort_as.partition(",")
    if comma and given.strip() and given.strip() in person.name:
        return _without_particles(given.strip())
    words = [word for word in person.name.split() if folded(word) != folded(person.honorific)]
    return words[0] if words else ""


def _without_particles(given: str) -> str:
    words = given.split()
    while len(words) > 1 and words[-1][0].islower() and words[0][0].isupper():
        words.pop()
    return " ".join(words)


def _quoted(person: Participant, audience: Audience, attribution: Attribution, rule: Rule | None) -> Shown:
    """A quotation's speaker, as far as she agreed; a wider answer here cannot undo a narrower one about what may be shown of her."""
    if rule or attribution == "nobody":
        return NOBODY
    show = consent_of(person).show
    level = _ATTRIBUTIONS.index(attribution)
    named = level >= 3 and "name" in show and bool(person.name)
    organisations = _cut(person.affiliations, title=False, organisation=level >= 2 and "organisation" in show)
    return Shown(named=named, name=person.name if named else "", affiliations=organisations, side=person.side)


def _narrower(one: Attribution, other: Attribution) -> Attribution:
    return _ATTRIBUTIONS[min(_ATTRIBUTIONS.index(one), _ATTRIBUTIONS.index(other))]


def _cut(affiliations: tuple[Affiliation, ...], *, title: bool, organisation: bool) -> tuple[Affiliation, ...]:
    if title and organisation:
        return tuple(each for each in affiliations if each.title or each.organisation)
    cut = (Affiliation(title=each.title if title else "", organisation=each.organisation if organisation else "") for each in affiliations)
    return tuple(each for each in cut if each.title or each.organisation)


def _lead(convening: Convening, lead: Lead, audience: Audience, language: str, rule: Rule | None) -> str:
    if lead.person is not None:
        person = convening.person(lead.person)
        return visible(person, audience, "lead", rule).name if person else ""
    if lead.host is not None:
        host = host_named(convening, lead.host)
        return (host.short or in_language(host.name, language, convening.language)[0]) if host else ""
    if lead.text is None or not (lead.public or audience in _TEAM):
        return ""
    words = in_language(lead.text, language, convening.language)[0]
    return "" if _betrays(convening, words, audience, rule) else words


def host_named(convening: Convening, wanted: str) -> Host | None:
    """A host by its short name, or by its name in any language."""
    for host in convening.hosts:
        names = (host.name,) if isinstance(host.name, str) else tuple(host.name.root.values())
        if wanted and wanted in (host.short, *names):
            return host
    return None


def _betrays(convening: Convening, words: str, audience: Audience, rule: Rule | None) -> bool:
    """Whether a typed lead holds the full name of somebody who may not be named here: a typed text opens no other door."""
    text = f" {folded(words)} "
    for person in convening.participants:
        chosen, legal = folded(person.name), folded(person.legal_name)
        if _holds(text, chosen) and not visible(person, audience, "lead", rule).named:
            return True
        if legal != chosen and _holds(text, legal) and audience != "organisers":
            return True
    return False


def _holds(text: str, full_name: str) -> bool:
    return " " in full_name and f" {full_name} " in text


def _every_session(convening: Convening) -> tuple[Session, ...]:
    parked = tuple(inner for held in convening.parked for inner in (held, *(s for track in held.tracks for s in track.sessions)))
    return tuple(session for _, _, session in convening.sessions()) + parked
