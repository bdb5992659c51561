"""One thing that a text says and its audience may not read, or perhaps may not: of whom and where, never what it is."""

from dataclasses import dataclass, field
from typing import Literal

from toolkit.language import N_, Language, language

Kind = Literal["name", "legal-name", "e-mail", "phone", "private", "notes", "cited", "part", "described", "organisation"]
DOUBTFUL: frozenset[Kind] = frozenset({"cited", "part", "described", "organisation"})
"""What is asked, and stops nothing."""


@dataclass(frozen=True, slots=True)
class Leak:
    """One thing that a file says and its audience may not read: of which person or session, and where; never what it is.

    `place` counts from one: a page where the file has pages, else a line of its text; 0 is the file's own name. `mark` is what the
    place of a doubtful one is known by, `start` and `end` where it stands in its text, with words divided at a line's end made whole.
    """

    file: str
    kind: Kind
    id: str
    place: int = 1
    paged: bool = False
    mark: str = ""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def certain(self) -> bool:
        return self.kind not in DOUBTFUL

    @property
    def where(self) -> str:
        return self.where_in(language("en"))

    def sentence(self, say: Language | None = None) -> str:
        """What leaked, for the person who must decide; it may be logged, for it names nobody."""
        said = say or language("en")
        return said(_SENTENCES[self.kind], id=self.id, where=self.where_in(said))

    def what(self, say: Language, who: str) -> str:
        """The same without the place, for the organisers' own screen: `who` is what they call the person or the session."""
        return say(_WHAT[self.kind], who=who)

    def where_in(self, say: Language) -> str:
        if not self.place:
            return say("in the file's name")
        return say("page {n}", n=self.place) if self.paged else say("line {n} of its text", n=self.place)


_SENTENCES: dict[Kind, str] = {
    "name": N_("the name of {id}, who did not agree to be named here ({where})"),
    "legal-name": N_("the legal name of {id} ({where})"),
    "e-mail": N_("the e-mail address of {id} ({where})"),
    "phone": N_("the phone number of {id} ({where})"),
    "private": N_("a private fact about {id} ({where})"),
    "notes": N_("the private notes of session {id} ({where})"),
    "cited": N_("perhaps the name of {id}, as that of an author who is cited ({where})"),
    "part": N_("perhaps {id}: a word that is also a part of the name ({where})"),
    "described": N_("perhaps {id}: a part of the name beside the organisation, the country or the title ({where})"),
    "organisation": N_("perhaps {id}: the organisation from which nobody else is here ({where})"),
}

_WHAT: dict[Kind, str] = {
    "name": N_("The name of {who}, who did not agree to be named here"),
    "legal-name": N_("The legal name of {who}"),
    "e-mail": N_("The e-mail address of {who}"),
    "phone": N_("The phone number of {who}"),
    "private": N_("A private fact about {who}"),
    "notes": N_("The private notes of the session {who}"),
    "cited": N_("The name of {who}, as that of an author who is cited"),
    "part": N_("A word that is also a part of the name of {who}"),
    "described": N_("A part of the name of {who} beside the organisation, the country or the title"),
    "organisation": N_("The organisation from which only {who} is here"),
}
