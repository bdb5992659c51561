"""How the hosts reach people: only what each of them agreed to have on it, for it is carried about and sooner or later forwarded."""

from toolkit.convening import people
from toolkit.convening.model import Convening
from toolkit.document.blocks import Block, Cell, Column, Document, Page, Paragraph, Row, Sheet, Table
from toolkit.document.inline import Blank, text
from toolkit.documents import parts
from toolkit.documents.participant_list import coming
from toolkit.documents.registry import Options, Spec
from toolkit.language import N_


def build(convening: Convening, options: Options) -> Document:
    say = options.language
    title = say("Contacts")
    heads = (say("Name"), say("E-mail"), say("Phone"))
    held = (*text(say("Held by (code):") + " "), Blank("short"), *text(" · " + say("Copy no.") + " "), Blank("short"))
    rows = _rows(convening, options)
    blocks: list[Block] = [
        parts.cover(convening, options, text(title), quiet=True, facts=[held]),
        Paragraph(text(say("Each line holds what that person agreed to have on this sheet. It is not forwarded and not copied.")), "lead"),
    ]
    if rows:
        columns = tuple(Column(text(head), share) for head, share in zip(heads, (5, 6, 4), strict=True))
        blocks.append(Table(columns, tuple(
            Row((Cell(text(name), heads=True), Cell(text(email)), Cell(text(phone)))) for name, email, phone in rows
        )))  # fmt: skip
    missing = len(coming(convening)) - len(rows)
    if missing:
        blocks.append(Paragraph(text(say.plural(
            "{n} person agreed to no contact here.", "{n} people agreed to no contact here.", missing
        ))))  # fmt: skip
    if not rows and not missing:
        blocks.append(Paragraph(text(say("Nobody is on the list yet."))))
    page = Page(size=parts.paper(convening, options))
    sheets = (Sheet(title, heads, rows),)
    return parts.document("contact-sheet", convening, options, title, blocks, page=page, lists_people=True, quiet=True, sheets=sheets)


def _rows(convening: Convening, options: Options) -> tuple[tuple[str, str, str], ...]:
    """Name or code, e-mail, phone, of whoever agreed to one of the two."""
    found = []
    for person in coming(convening):
        email, phone = people.contacts(person, options.audience)
        if email or phone:
            shown = people.visible(person, options.audience, "list")
            found.append((shown.name or shown.code, email, phone))
    return tuple(found)


SPECS = (
    Spec(
        name="contact-sheet",
        title=N_("Contact sheet"),
        purpose=N_("How the hosts reach people: only what each agreed to have on it"),
        audiences=("organisers",),
        build=build,
        order=42,
        copies=N_("one for each host, numbered"),
        count=parts.one,
        formats=("pdf", "docx", "html", "md", "csv", "xlsx"),
        asked=True,
    ),
)
