"""The one door to names. Every name in every document is asked for here, and the narrower answer wins (README, "Who may see a name")."""

from dataclasses import dataclass
from typing import Literal

from toolkit.convening.model import Audience, Convening, Lead, Participant, Rule
from toolkit.convening.values import Text

Use = Literal["list", "lead", "author", "owner", "badge", "quote", "photo", "groups", "needs", "notes"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one audience may read of one person for one use. `named` is False where only `code` may stand, or nothing at all."""

    named: bool
    name: str = ""
    code: str = ""
    legal_name: str = ""
    titles: tuple[Text, ...] = ()
    organisations: tuple[Text, ...] = ()
    country: str = ""


def visible(person: Participant, audience: Audience, use: Use, rule: Rule | None = None) -> Shown:
    """What of `person` may stand before `audience` for `use`; under the Chatham House Rule no affiliation and no speaker."""
    raise NotImplementedError


def may_see_contacts(audience: Audience) -> bool:
    raise NotImplementedError


def lead_words(convening: Convening, leads: tuple[Lead, ...], audience: Audience, language: str) -> tuple[str, ...]:
    """The names that may stand as a session's leads, in order; those who may not be named are left out (never replaced by a guess)."""
    raise NotImplementedError


def sort_key(person: Participant) -> str:
    """By `sort_as` where it is given, else by the name as typed: names are not parsed."""
    raise NotImplementedError


def few(count: int, audience: Audience) -> str:
    """A count that may be printed: below organisers one to four say "fewer than 5" (msgid), else the number as text."""
    raise NotImplementedError
