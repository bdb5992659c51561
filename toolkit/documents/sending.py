"""Versions: what goes out gets a name and is kept as it was printed, so that what comes back can be held against exactly that."""

import datetime as dt

from toolkit.convening.addressed import dumped, new_id
from toolkit.convening.edits import All, AnyEdit, Insert, Place, Ref, Set
from toolkit.convening.model import Audience, Convening, Sent
from toolkit.documents import printed
from toolkit.documents.registry import Options
from toolkit.language import N_, language
from toolkit.language.said import SaidError

NO_NAME = N_("A version that goes out needs a name, as “v3, sent to ERN”: it is printed on every page and finds the version again.")
NAME_TAKEN = N_("A version called “{name}” has gone out, and the agenda has changed since: give this one another name.")


class SendingError(SaidError):
    """A version that cannot be named so, as one sentence for the person who wanted it."""


def options_of(audience: Audience, code: str, convening: Convening) -> Options:
    """What the agenda is printed with, as far as its words go."""
    return Options(audience=audience, language=language(code), original=convening.language)


def version(convening: Convening, name: str, *, to: str = "", on: dt.date | None = None, audience: Audience, code: str) -> Sent:
    """The agenda of today as a version of that name."""
    options = options_of(audience, code, convening)
    title, subtitle, facts, objectives = printed.front(convening, options)
    return Sent(
        id=new_id(convening, "sent"), name=name, to=to, on=on, language=code, audience=audience, title=title, subtitle=subtitle,
        facts=facts, objectives=objectives, days=printed.as_printed(convening, options),
    )  # fmt: skip


def send(
    convening: Convening, name: str, to: str = "", on: dt.date | None = None, audience: Audience = "participants", code: str = ""
) -> AnyEdit:
    """The edit that keeps the agenda as it goes out, and prints its name from then on.

    One name is one agenda, whoever gets it: the same version may go out in several languages and to several hosts, but not two agendas
    under one name, for then nobody could tell which of them came back.
    """
    name = " ".join(name.split())
    if not name:
        raise SendingError(NO_NAME)
    for earlier in convening.sent:
        if earlier.name == name and not unchanged(convening, earlier):
            raise SendingError(NAME_TAKEN, name=name)
    made = version(convening, name, to=" ".join(to.split()), on=on, audience=audience, code=code or convening.language)
    named = Set(target=Ref(), field=("version",), value=name)
    return All(edits=(named, Insert(into=Place(list="sent"), value=dumped(made))))


def unchanged(convening: Convening, earlier: Sent) -> bool:
    """Whether the agenda still prints what it printed when that version went out."""
    again = version(convening, earlier.name, to=earlier.to, on=earlier.on, audience=earlier.audience, code=earlier.language)
    return again.model_copy(update={"id": earlier.id}) == earlier
