"""One document that holds every block and every inline, in sensible and in nasty company, in either direction of writing."""

import datetime as dt
import struct
import zlib

from toolkit.document.blocks import (
    Block,
    Callout,
    Cards,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Event,
    Figure,
    Heading,
    Items,
    Mark,
    Page,
    PageBreak,
    Paragraph,
    Part,
    Picture,
    Quote,
    Row,
    Sheet,
    Table,
    Together,
    WritingLines,
)
from toolkit.document.drawing import Box, Drawing, Label, Line, Oval, Path
from toolkit.document.inline import Blank, Emphasis, Footnote, Inline, LineBreak, Link, Quiet, Strong, Text, text

LONG_TITLE = ("Coordination of regional programmes on water, work and dignity " * 3)[:146]
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
SIGNS = "\"quotes\" & <angles> 'n' 100 % #1 *star* _line_ [x](y) {a} \\ | ~ ½ € → ✓"
SCRIPTS = "Łódź, Đặng, Αθήνα, Київ, Ḥalab, Ñandú"
ARABIC, FRENCH = "حقوق العاملين في المياه", "L’eau et le travail : « dignité »"


def document(*, rtl: bool = False) -> Document:
    """The whole of it; `rtl` sets the same in Arabic, so that every rule is turned round."""
    return Document(
        name="every-block",
        title="Every block & inline",
        language="ar" if rtl else "en",
        rtl=rtl,
        blocks=tuple(_blocks(ARABIC if rtl else "Water and work")),
        header="Header <&>",
        footer=("Footer “one”", "Footer two & last"),
        page_words="{page} من {pages}" if rtl else "Page {page} of {pages}",
        sheets=(_sheet(), Sheet("Second", ("only",), ())),
        events=_events(),
    )


def png(wide: int = 40, high: int = 20) -> bytes:
    """A grey picture, made here so that nobody's is needed."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\xaa" * wide for _ in range(high))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows, 9)) + part(b"IEND", b"")


def para(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in content))


def note(*content: Inline | str | Block) -> Footnote:
    """Blocks as they are; words and inlines make its first paragraph."""
    line = tuple(Text(each) if isinstance(each, str) else each for each in content if not isinstance(each, Paragraph | Items))
    return Footnote((Paragraph(line), *(each for each in content if isinstance(each, Paragraph | Items))))


def _blocks(title: str) -> list[Block]:
    return [
        Cover(
            text(title),
            text("A subtitle & more"),
            text("Kicker"),
            (text("11–12 March 2027"), (Text("Old Mill, "), Emphasis(text("Riverton")))),
            (
                Mark(text("Example Rights Network"), "Hosted by", Picture(png(), "image/png", "Its mark")),
                Mark(text("Blue Ledger Fund")),
                Mark(text("Harbour & Hill"), "Supported by"),
                Mark(text("River Carriers' Union"), "", Picture(png(10, 30), "image/png", "Another")),
            ),
            "page",
        ),
        Contents(text("Contents"), 2),
        Heading(1, text("Lines"), new_page=True),
        *_lines(),
        Heading(2, (Text("Lists, "), Emphasis(text("nested")), note("A note in a heading."))),
        *_lists(),
        Heading(2, text("Frames"), in_contents=False),
        *_frames(),
        Heading(3, text(LONG_TITLE)),
        PageBreak(),
        Heading(1, text("Tables")),
        *_tables(),
        Heading(1, text("Drawn & written on"), new_page=True),
        *_drawn(),
        PageBreak(),
        Heading(1, text("The end"), id="end"),
        para("Last words."),
        Part((Cover(text("A part of its own"), facts=(text("on its side"),), level=2), *_across()), Page("a4", landscape=True)),
        Part((Cover(text("Cards in a part"), facts=(text("in the margin"),), style="line", level=2), Cards(_cards(), 90, 55)),
             Page("letter", margins_mm=(20, 12, 13, 12))),
        para("Behind the parts."),
    ]


def _across() -> list[Block]:
    """What a part holds: as wide as its own paper."""
    rows = tuple(Row((Cell(text(f"Row {number}"), heads=True), Cell(text("across the sheet"))), height_mm=12) for number in range(3))
    table = Table((Column(text("A")), Column(text("B"), 4)), rows, style="lined")
    return [Heading(3, text("Within it"), in_contents=False), table, WritingLines(3)]


def _cards() -> tuple[tuple[Block, ...], ...]:
    return tuple((para(f"Card number {number} of a part"),) for number in range(1, 9))


def _lines() -> list[Block]:
    everything = (
        Text("Plain, "),
        Strong((Text("strong "), Emphasis(text("and both")))),
        Text(", "),
        Emphasis(text("stressed")),
        Quiet(text(" · quiet")),
        Text(" "),
        Link((Text("a "), Strong(text("link"))), "https://example.org/a?b=1&c=(d)"),
        Text(" "),
        Link(text("mail"), "mailto:x@example.org"),
        Text(" and "),
        Blank("box"),
        Text("tick "),
        Blank("short"),
        Text(" "),
        Blank("medium"),
        LineBreak(),
        Text("after a break, "),
        Text(FRENCH, "fr"),
        Text(" and "),
        Text(ARABIC, "ar"),
        Text("."),
        note("A first note with a ", Link(text("link"), "https://example.org/note"), " & ", Emphasis(text("stress")), "."),
    )
    styles = ("body", "lead", "note", "say", "kicker", "centred")
    return [
        Paragraph(everything),
        *(Paragraph((Text(f"A paragraph of style {style}, "), Strong(text("strong"))), style) for style in styles),  # type: ignore[arg-type]
        para(SIGNS),
        para(SCRIPTS, " ", ARABIC, " ", LONG_WORD),
        para("Typed\nlines\n\nwith a gap,\ttab  and   spaces"),
        para(),
        para(
            "A note that holds a list",
            note("Three things:", Items(((para("one"),), (para("two ", Text(FRENCH, "fr")),))), para("and an end.")),
            ".",
        ),
        para("Another", note("Counted:", Items(((para("first"), Items(((para("inner"),),))), (para("second"),)), "number"))),
    ]


def _lists() -> list[Block]:
    deep = Items(
        ((para("level two", note("In a nested item.")), Items(((para("level three"), para("its second paragraph")),), "number", 7)),)
    )
    return [
        Items(((para("level one"), deep, para("after the inner list")), (para(LONG_WORD),), ())),
        Items(((para("three"),), (para("four"), Items(((para("a"),), (para("b"),)), "number")), (para("five"),)), "number", 3),
        Items(((para("counted anew"),),), "number"),
        Items(((para("to tick"),), (Together((para("to tick together"), para("with more"))),)), "check"),
        Items(((para("plain one"),), (para("plain two"), Items(((para("marked within"),),)))), "plain"),
        Items(
            tuple((para(Strong(text(name)), "\n", Quiet(text(LONG_TITLE)), "\nOrganisation & Co"),) for name in ("Ana O’Hara", SCRIPTS)),
            "entries",
        ),
        Items(((para("entry"), para("in two paragraphs")), (para("next"),)), "entries"),
        Items(((Quote((para("a quotation in a list"),)),), (Callout((para("a frame in a list"),)),))),
    ]


def _frames() -> list[Block]:
    listed = Items(((para("in a list", note("In a frame’s list.")),), (para("more"),)))
    return [
        Quote((para("Quoted", note("In a quotation.")), para("twice")), text("Somebody, somewhere")),
        Quote((para("With a list:"), Items(((para("quoted item"),),), "number"))),
        *(Callout((para(f"A {kind}."), para("Two.")), kind, text(f"Title of {kind}")) for kind in ("note", "warning", "say")),  # type: ignore[arg-type]
        Callout((para("A box.", note("In a box.")), listed, Quote((para("quoted"),))), "box", text("Box"), text("An author, by consent")),
        Callout((listed,), "warning"),
        Callout((), "note", text("Only a title")),
        Together((para("kept together"), Items(((para("with a list"),),)), Together((para("twice over"),)))),
    ]


def _tables() -> list[Block]:
    wide = (
        Column(text("Time"), 1),
        Column((Text("What"), note("In a title.")), 3),
        Column((), 1, "end"),
        Column(text("Centre"), 1, "centre"),
    )
    rows = (
        Row((Cell(text("09:00"), heads=True), Cell((Text("A line"), note("In a cell."))), Cell(text("12")), Cell((Blank("short"),)))),
        Row((Cell(text("Break"), columns=4),), "pause"),
        Row((Cell(text("Day two"), columns=4),), "group"),
        Row(
            (
                Cell(text("two rows"), rows=2, heads=True),
                Cell(blocks=(para("blocks"), Items(((para("in a cell"),),)))),
                Cell(text("two by two"), columns=2, rows=2),
            ),
            height_mm=20,
        ),
        Row((Cell(text(f"below, {LONG_WORD}")),)),
        Row((Cell(text("too few cells")),)),
        Row((Cell(), Cell(text(SIGNS)), Cell((Text(ARABIC, "ar"),)), Cell(text("two\nlines")))),
    )
    long = tuple(Row((Cell(text(f"Row {n}"), heads=True), Cell(text(f"what stands in row {n}")))) for n in range(1, 41))
    untitled = Row((Cell(text("untitled")), Cell((Text("lined "), Link(text("link"), "https://example.org/")))))
    return [
        Table(wide, rows, (Text("A caption"), note("In a caption."))),
        Table((Column((), 1), Column((), 2)), (untitled,), titles=False, style="lined"),
        Table(
            (Column(text("Hour")), Column(text("Place"))),
            (Row((Cell(text("09:00"), heads=True), Cell(text("Hall"))), height_mm=12),),
            style="schedule",
        ),
        Table((Column(text("Nothing")), Column(text("here"))), ()),
        Table((Column(text("Number")), Column(text("Words"), 3)), long, style="lined"),
    ]


def _drawn() -> list[Block]:
    shapes = (
        Box(0, 0, 80, 40, fill="faint", radius=2),
        Oval(40, 20, 20, 10, dash=(1, 1)),
        Line(0, 0, 80, 40, "mid"),
        Path("M 0 40 L 80 0", "dark"),
        Label(40, 20, "drawn words", 12, bold=True),
        Label(40, 35, "& <turned>", 8, turn=90),
    )
    arabic = Drawing(60, 20, (Label(30, 10, ARABIC),))
    return [
        Figure(Drawing(80, 40, shapes), 'A drawing of "shapes" & <words>', (Text("Its caption"), note("In a figure’s caption."))),
        Figure(arabic, "Words from right to left"),
        Picture(png(), "image/png", "A grey picture", width_mm=40, caption=text("Grey")),
        Picture(png(20, 20), "image/png", "A grey square", height_mm=15),
        Cards(tuple((Paragraph(text(f"Card {n}"), "centred"), para(SIGNS)) for n in range(1, 6)), 80, 45),
        Cards(tuple((Paragraph(text(f"Label {n}"), "centred", 24), para(Blank("wide"))) for n in range(3)), 85, 40, 0, middle=True),
        Paragraph((Text("Signed here: "), Blank("wide")), type_pt=30),
        WritingLines(3),
        WritingLines(2, 12),
        Callout((Figure(arabic, "A drawing in a frame"), WritingLines(2)), "box", text("Draw here")),
    ]


def _sheet() -> Sheet:
    rows = (
        ("Ana & <Zoë>", 1, 2.5, dt.date(2027, 3, 11), dt.time(9, 30)),
        ("+351 912", None, -3, None, None),
        ("=1+1", 0, 0.0, dt.date(2027, 12, 31), dt.time(0, 0)),
        ('two\nlines, "quoted"; ' + ARABIC, None, None, None, None),
    )
    return Sheet("People: all/of [them]", ("name", "count", "share", "day", "time"), rows)


def _events() -> tuple[Event, ...]:
    day = dt.datetime(2027, 3, 11)  # noqa: DTZ001
    return (
        Event("opening@x", "Opening; with, signs\nand lines", day.replace(hour=9), day.replace(hour=10), "Europe/Lisbon", "Hall, upstairs"),
        Event("supper@x", SCRIPTS + ARABIC, day.replace(hour=23), day.replace(hour=23) + dt.timedelta(hours=2), "Europe/Lisbon"),
    )
