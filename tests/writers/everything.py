"""One document with every block and every inline in it, in any language: what each writer's tests and a person's eyes go through."""

import struct
import zlib

from toolkit.document.blocks import (
    Callout,
    Cards,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Items,
    Mark,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Row,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.drawing import Box, Drawing, Label, Line, Oval, Path
from toolkit.document.inline import Blank, Emphasis, Footnote, Inline, LineBreak, Link, Quiet, Strong, Text

LONG = " ".join(["A deliberate title about water, work and what comes after"] * 6)[:300]
WORDS = (
    "People who keep a river clean seldom own the bank. They were asked what would have to change, and they answered with what they do "
    "every day: fetch, carry, mend, share, wait. The room listened, disagreed in three places, and agreed on more than it had expected."
)
ARABIC = "الماء والعمل: حوار في «ريفرتاون» عن الحقوق، والتمويل، وما بعد 2027."


def text(words: str, lang: str | None = None) -> tuple[Inline, ...]:
    return (Text(words, lang),)


def png(width: int = 60, height: int = 30, grey: int = 0x44) -> bytes:
    """The least PNG there is: one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([grey]) * width) * height
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def note(words: str) -> Footnote:
    return Footnote((Paragraph(text(words)),))


DRAWING = Drawing(
    120,
    60,
    (
        Oval(60, 30, 40, 22, width=0.5),
        Box(4, 4, 20, 10, fill="light"),
        Line(0, 60, 120, 0, ink="faint", dash=(2, 1)),
        Path("M 10 50 L 40 50 L 25 30 Z", fill="mid"),
        Label(60, 32, "Water", size=16, bold=True),
    ),
)

LINE: tuple[Inline, ...] = (
    Text("Plain, "),
    Strong(text("strong")),
    Text(", "),
    Emphasis(text("emphasis")),
    Text(", "),
    Strong((Emphasis(text("both")),)),
    Text(", "),
    Quiet(text("quiet")),
    Text(", "),
    Link(text("a link & more"), "https://example.org/?a=1&b=2"),
    Text(", "),
    Link(text("mail"), "mailto:maria@example.org"),
    Text(", a note"),
    note('First note, with <angle> & "quotes".'),
    Text(", a box "),
    Blank("box"),
    Text("yes, a rule "),
    Blank("short"),
    Text(", a line"),
    LineBreak(),
    Text("break and\na newline, "),
    Text("déjà vu", "fr"),
    Text(", "),
    Text("مرحبا، بكم!", "ar"),
    Text(", 🌊."),
)

TABLE = Table(
    (Column(text("Time"), 2), Column(text("Session"), 6), Column(text("Room"), 2), Column(text("Minutes"), 1.4, "end")),
    (
        Row((Cell(text("Day 1"), columns=4),), "group"),
        Row(
            (
                Cell(text("9:00"), heads=True),
                Cell((Text("Welcome"), note("A note in a cell."))),
                Cell(text("Hall"), rows=2),
                Cell(text("30")),
            )
        ),
        Row(
            (
                Cell(text("9:30"), heads=True),
                Cell(
                    blocks=(Paragraph((Strong(text("Word map")),)), Items(((Paragraph(text("alone")),), (Paragraph(text("in pairs")),)))),
                ),
                Cell(text("60")),
            ),
            height_mm=18,
        ),
        Row((Cell(text("10:30")), Cell(text("Break")), Cell(), Cell(text("30"))), "pause"),
        Row((Cell(text("11:00"), heads=True), Cell(text(WORDS), columns=2), Cell(text("45")))),
    ),
    caption=(Text("The agenda of the first day"), note("A note in a caption.")),
)


def blocks() -> tuple:
    para = Paragraph(text(WORDS))
    return (
        Cover(
            text("Water and Work"),
            text("A dialogue on rights and funding"),
            text("Example Rights Network"),
            (text("11–12 March 2027"), text("Old Mill, Riverton")),
            (
                Mark(text("Example Rights Network"), "Hosted by", Picture(png(), "image/png", "Logo of ERN", height_mm=10)),
                Mark(text("Mill Fund")),
                Mark(text("River Trust"), "Supported by", Picture(png(40, 40), "image/png", "Logo of River Trust", height_mm=10)),
            ),
        ),
        Contents(text("Contents"), 2),
        Heading(1, (Text("Objectives"), note("A note in a heading.")), "aims"),
        Paragraph(text("Section one"), "kicker"),
        Heading(2, text("What we ask"), "ask"),
        Paragraph(text("A lead paragraph opens the text in larger type and runs over more than one line of the page."), "lead"),
        Paragraph(LINE),
        para,
        Paragraph(text("A note, smaller."), "note"),
        Paragraph(text("Say this aloud: who carries the water?"), "say"),
        Paragraph(text("In the middle"), "centred"),
        Heading(3, text("Lists"), "lists"),
        Items(
            (
                (
                    Paragraph(text("Bullet one")),
                    Paragraph(text("continued")),
                    Items(((Paragraph(text("inner number")),), (Paragraph(text("second inner")),)), "number"),
                ),
                (Paragraph((Text("Bullet two"), note("A note in a list."))),),
            )
        ),
        Items(((Paragraph(text("first")),), (Paragraph(text("second")), Paragraph(text("more of it"), "note"))), "number"),
        Items(((Paragraph(text("starts anew at four")),), (Paragraph(text("five")),)), "number", 4),
        Items(((Paragraph(text("markers")),), (Paragraph(text("paper")),)), "check"),
        Items(((Paragraph(text("plain one")),), (Paragraph(text("plain two")),)), "plain"),
        Items(
            tuple(
                (Paragraph((Strong(text(name)),)), Paragraph(text("Coordinator")), Paragraph((Quiet(text("Example Rights Network")),)))
                for name in ("Maria Example", "Jo Sample", "Łódź Ündine")
            ),
            "entries",
        ),
        Items(tuple((Paragraph(text(name)),) for name in ("One line", "Another line", "Third line")), "entries"),
        Quote((para, Paragraph((Text("Second paragraph"), note("A note in a quotation.")))), text("Maria Example")),
        Heading(4, text("Four"), "four"),
        para,
        Heading(5, text("Five"), "five"),
        para,
        Heading(6, text("Six"), "six"),
        para,
        Heading(1, text("Tables"), "tables", new_page=True),
        TABLE,
        Table(TABLE.columns, TABLE.rows[3:4] + (Row((Cell(), Cell(), Cell(), Cell()), height_mm=12),) * 3, style="lined"),
        Heading(2, text("Not listed"), "unlisted", in_contents=False),
        Table(
            (Column((), 1), Column((), 3)),
            (
                Row(
                    (Cell(text("Quiet")), Cell(text("no titles"))),
                ),
            ),
            titles=False,
        ),
        Table(
            (Column(text("9–10"), 1), Column(text("Hall"), 3)),
            (Row((Cell(text("9:00")), Cell(text("Welcome"))), height_mm=20), Row((Cell(text("10:00")), Cell(text("Tea"))), "pause")),
            style="schedule",
        ),
        Heading(2, text("Figures"), "figures"),
        Figure(DRAWING, 'A word map with "Water" & <friends> in the middle', text("The word map")),
        Picture(png(90, 30), "image/png", "A grey bar", width_mm=60, caption=text("A picture")),
        Figure(Drawing(60, 20, (Label(30, 12, "ماء"),)), "Water in Arabic"),
        Heading(2, text("Frames"), "frames"),
        Callout(
            (Paragraph(text("A short note.")), Paragraph((Text("With two paragraphs"), note("A note in a callout.")))), "note", text("Note")
        ),
        Callout((Paragraph(text("Doors close at 18:00.")),), "warning", text("Careful")),
        Callout((Paragraph(text("Welcome. Take a sheet, and write nobody's name.")),), "say"),
        Callout((para, para), "box", text("A box"), text("Jo Sample")),
        Callout(
            (
                Paragraph(text("What to bring:")),
                Items(((Paragraph((Text("paper"), note("In a framed list."))),), (Paragraph(text("pens")),))),
                Figure(DRAWING, "again"),
            ),
            "box",
            text("With a list"),
        ),
        Callout((Items(((Paragraph(text("one")),),), "number"),), "note", text("Steps")),
        Callout((Items(((Paragraph(text("one")),),), "check"),), "warning", text("Steps")),
        Callout((Items(((Paragraph(text("one")),),), "bullet"),), "say", text("Steps")),
        Together((Heading(2, text("Together"), "together"), para, Table(TABLE.columns, TABLE.rows[3:4]))),
        Paragraph(text("Your words:")),
        WritingLines(3),
        Paragraph((Text("Name "), Blank("medium"), Text(" or "), Blank("long"))),
        PageBreak(),
        Cards(tuple((Paragraph((Strong(text(f"Card {number}")),)), Paragraph((Quiet(text("one each")),))) for number in range(5)), 80, 50),
        PageBreak(),
        Table(TABLE.columns, TABLE.rows[3:4] * 30),
        Paragraph(
            (
                Footnote((Paragraph(text("A note with a list:")), Items(((Paragraph(text("one")),), (Paragraph(text("two")),)), "number"))),
                Text("The end."),
            )
        ),
    )


def document(rtl: bool = False) -> Document:
    return Document(
        name="everything",
        title="Spring meeting",
        language="ar" if rtl else "en",
        rtl=rtl,
        blocks=blocks(),
        page=Page(),
        header="v3, sent to hosts",
        footer=("Spring meeting · for facilitators", "Destroy after 11 September 2027"),
        page_words="Page {page} of {pages}",
    )
