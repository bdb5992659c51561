"""The last door: what a finished file says, held against who may read it; and the same for what is typed, before anything is built.

It trusts no document and no writer: it knows the convening, the audience and the text, and reports ids, never names. What is certain
stops a file (`find`); what is doubtful is asked (`doubtful`) and may be allowed for its place.
"""

from collections.abc import Mapping

from toolkit.convening.model import Audience, Convening
from toolkit.leaks.check import Check, Named, around, may_name
from toolkit.leaks.doubts import allowance
from toolkit.leaks.leak import Leak
from toolkit.leaks.wanted import refused
from toolkit.readers.text import says

__all__ = ["Check", "Leak", "Named", "allowance", "around", "doubtful", "find", "may_name", "refused", "says"]


def find(convening: Convening, audience: Audience, files: Mapping[str, str]) -> tuple[Leak, ...]:
    """Certain leaks in files, each given as what it `says`, for one audience.

    - A full name leaks where its bearer may be named before this audience by no use at all: neither in a list nor as lead, author,
      owner or quoted; before participants also by no badge, for they read it in the room. Who agreed to one use is not looked
      for in the others: that is the documents' own work, and here it would be a false alarm.
    - A name that somebody who may be named bears too, or that is part of a longer text that may be read (a host's or an organisation's
      name, a longer lawful name), is no leak. In a title or a purpose it is one: who typed it there may not have asked her.
    - An author who is cited in a note or a list of works is asked about instead, unless she refused.
    - Legal names are for organisers alone, unless they are the chosen name. E-mails, phones and private facts likewise.
    - Notes of sessions are for facilitators and organisers: a line of five words or more, or a sentence of eight, unless the
      audience may read the same words as a title or a purpose.
    """
    return Check(convening).find(audience, files)


def doubtful(convening: Convening, audience: Audience, files: Mapping[str, str]) -> tuple[Leak, ...]:
    """What may name somebody in these files and was not allowed yet; below facilitators only, who know everybody's chosen name."""
    return Check(convening).doubtful(audience, files)
