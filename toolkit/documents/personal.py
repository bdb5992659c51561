"""What letters, certificates and slips share: for whom they are, a page for each, and what an outsider may read of the meeting.

They are made by organisers and handed to one person. Whoever is chosen by id has a page; without anybody there is one blank form.
"""

from collections.abc import Callable, Sequence

from toolkit.convening import people
from toolkit.convening.model import Convening, Participant
from toolkit.document.blocks import Block, Document, Heading, Page, PageBreak, Paragraph
from toolkit.document.inline import Blank, Inline, text
from toolkit.documents import parts
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_
from toolkit.language.said import SaidError

NO_PERSON = N_("There is nobody with the id {id} in this convening; ids stand in its file, beside each name.")
NOT_PERSONAL = N_("None of these documents is made for single people; letters, certificates and slips are.")
Letter = Callable[[Participant | None, Convening, Options], Sequence[Block]]

_SIGNED_PT = 34
_MARGINS = (25.0, 24.0, 22.0, 24.0)


class ChosenError(SaidError):
    """Somebody who is not there, or documents that are made for nobody in particular."""


def check(chosen: Sequence[str], convening: Convening, documents: Sequence[Spec]) -> None:
    """:raises ChosenError: when these people cannot be chosen for these documents."""
    for person in chosen:
        if convening.person(person) is None:
            raise ChosenError(NO_PERSON, id=person)
    if chosen and not any(spec.personal for spec in documents):
        raise ChosenError(NOT_PERSONAL)


def document(
    name: str, title: str, letter: Letter, convening: Convening, options: Options, *, page: Page | None = None
) -> Document:
    """One page for each of those chosen. The title of the file says what it is and not what the meeting is about."""
    chosen = recipients(convening, options)
    blocks: list[Block] = [parts.line_cover(title)]
    for at, person in enumerate(chosen):
        blocks += [PageBreak()] if at else []
        blocks += letter(person, convening, options)
    return parts.document(
        name, convening, options, title, blocks, page=page or Page(size=parts.paper(convening, options), margins_mm=_MARGINS),
        quiet=True, handed=True,
    )  # fmt: skip


def recipients(convening: Convening, options: Options) -> tuple[Participant | None, ...]:
    """Those chosen, in their order, each with a code; None for a blank form."""
    coded = people.with_codes(convening)
    found = tuple(person for person in map(coded.person, options.people) if person is not None)
    return found or (None,)


def name(person: Participant | None, options: Options, *, legal: bool = False) -> tuple[Inline, ...]:
    """What she is called, or a line to write it on; her legal name where somebody has to show a passport beside it."""
    if person is None:
        return (Blank("medium"),)
    shown = people.visible(person, options.audience, "list")
    said = shown.legal_name if legal and shown.legal_name else shown.name
    return text(" ".join(part for part in (shown.honorific, said) if part)) or (Blank("medium"),)


def meeting(convening: Convening, options: Options) -> str:
    """The meeting as a stranger may know it."""
    return parts.discreet(convening, options) or options.language("a meeting")


def when(convening: Convening, options: Options) -> tuple[Inline, ...]:
    return text(parts.dates(convening, options.language)) or (Blank("medium"),)


def where(convening: Convening, options: Options) -> tuple[Inline, ...]:
    return parts.place(convening, options) or (Blank("medium"),)


def sentence(words: str, **values: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A sentence already said in its language, in which {names} become lines to write on or words in their own language."""
    made: list[Inline] = []
    rest = words
    while rest:
        before, brace, rest = rest.partition("{")
        made += text(before)
        if brace:
            key, _, rest = rest.partition("}")
            made += values[key]
    return tuple(made)


def paragraph(words: str, **values: tuple[Inline, ...]) -> Paragraph:
    return Paragraph(sentence(words, **values))


def heading(words: str) -> Heading:
    return Heading(1, text(words))


def signed(convening: Convening, options: Options) -> tuple[Block, ...]:
    """A line for each host to sign on. Where people are at risk the hosts' names stay off what travels: whoever signs writes it."""
    say = options.language
    hosts = () if convening.at_risk else tuple(host for host in convening.hosts if host.role == "host")
    line: tuple[Inline, ...] = (*text(say("Place and date:") + " "), Blank("medium"))
    named = [options.words(host.name) for host in hosts] or [text(say("for the hosts: name and signature"))]
    return (Paragraph(line), *(block for words in named for block in to_sign(words)))


def to_sign(words: tuple[Inline, ...]) -> tuple[Block, ...]:
    """Room for a hand above the line, whose it is below."""
    return (Paragraph((Blank("medium"),), type_pt=_SIGNED_PT), Paragraph(words, "note"))
