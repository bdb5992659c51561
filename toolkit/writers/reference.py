"""Makes static/reference.docx, the look of every Word file: `python -m toolkit.writers.reference` writes it anew.

Its styles are named as the blocks are, and are print.css said once more in Word's words: an organisation changes them in Word.
"""

from __future__ import annotations

import pathlib
from dataclasses import dataclass
from typing import Literal

from toolkit.writers import scrub

FILE = pathlib.Path(__file__).resolve().parents[2] / "static" / "reference.docx"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

INK, DARK, RULE, ACCENT = "111111", "333333", "555555", "14324A"
"""The same four inks as print.css; a black-and-white printer keeps them apart by weight, not by tint."""

NATURAL = 1.362
"""The height of a line of Noto Sans in parts of its size: Word counts line spacing from it, CSS from the size."""


def mm(length: float) -> int:
    """Millimetres as twentieths of a point, which Word measures in."""
    return round(length * 1440 / 25.4)


@dataclass(frozen=True, slots=True)
class Style:
    """One style: `size` in points, `line` as CSS counts it, distances in millimetres; `look` and `more` are further properties.

    `more` comes before the spacing in a paragraph's properties and `tail` after it: the order that the schema asks for.
    """

    name: str
    based: str = "Normal"
    next: str = ""
    size: float = 0
    line: float = 0
    before: float | None = None
    after: float | None = None
    look: str = ""
    colour: str = ""
    letters: str = ""
    more: str = ""
    tail: str = ""
    kind: Literal["paragraph", "character"] = "paragraph"
    shown: bool = True


_BOLD, _ITALIC, _UPRIGHT = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", '<w:i w:val="0"/><w:iCs w:val="0"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"


def _edge(side: str, points: float, colour: str = INK, space: float = 0, kind: str = "single") -> str:
    return f'<w:{side} w:val="{kind}" w:sz="{round(points * 8)}" w:space="{round(space)}" w:color="{colour}"/>'


def _frame(*edges: str) -> str:
    return f"<w:pBdr>{''.join(edges)}</w:pBdr>"


def _indent(start: float = 0, end: float = 0, hanging: float = 0) -> str:
    hang = f' w:hanging="{mm(hanging)}"' if hanging else ""
    return f'<w:ind w:left="{mm(start)}" w:right="{mm(end)}"{hang}/>'


def _numbered(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


_HEADINGS = (
    *(
        Style(f"heading {level}", next="Body Text", size=size, line=1.2, before=before, after=after, look=look, colour=colour, more=_KEEP,
              tail=f'<w:outlineLvl w:val="{level - 1}"/>')
        for level, size, before, after, look, colour in (
            (1, 16, 9, 3, _BOLD, ACCENT), (2, 12.5, 6.5, 2, _BOLD, ACCENT), (3, 10.5, 5, 1.2, _BOLD, ACCENT),
            (4, 10, 4, 1, _BOLD + _ITALIC, INK), (5, 10, 4, 1, _BOLD, INK), (6, 10, 4, 1, _ITALIC, INK),
        )
    ),
    *(Style(f"Heading {level} Unlisted", based=f"heading {level}", next="Body Text", shown=False) for level in range(1, 7)),
)

_TEXT = (
    Style("Body Text", line=1.45, after=2.4),
    Style("Lead", next="Body Text", size=12.5, line=1.4, after=4),
    Style("Note", size=8.5, line=1.4, after=2.4),
    Style("Say", size=12, line=1.35, before=0, after=1, more=_frame(_edge("left", 2, space=9)), tail=_indent(4)),
    Style("Kicker", next="Body Text", size=8.5, after=1, look=_BOLD, colour=ACCENT, letters='<w:spacing w:val="7"/>', more="<w:keepNext/>"),
    Style("Centred", based="Body Text", tail='<w:jc w:val="center"/>'),
    Style("List Bullet", based="Body Text", after=1, more="<w:keepLines/>" + _numbered(1)),
    Style("List Number", based="Body Text", after=1, more="<w:keepLines/>" + _numbered(2)),
    Style("List Check", based="Body Text", after=1.8, more="<w:keepLines/>" + _numbered(3)),
    Style("List", based="Body Text", after=1, more="<w:keepLines/>"),
    Style("List Entry", based="Body Text", line=1.3, after=0, more="<w:keepLines/>"),
    Style("List Entry First", based="List Entry", before=1.3,
          more=_frame(_edge("top", 0.5, RULE, space=3), _edge("between", 0.5, RULE, space=3))),
    Style("List Entry End", shown=False, size=2, more=_frame(_edge("top", 0.5, RULE)),
          tail=f'<w:spacing w:before="{mm(1.8)}" w:after="{mm(4)}" w:line="20" w:lineRule="exact"/>'),
    Style("List Continue", based="Body Text", after=1),
    Style("Quote", based="Body Text", after=1.5, more=_frame(_edge("left", 1.5, "777777", space=9)), tail=_indent(10, 6)),
    Style("Quote Source", based="Quote", size=8.5, line=1.45, after=4, colour=DARK),
    Style("caption", next="Body Text", size=9, line=1.35, before=3, after=1.5, look=_BOLD, more=_KEEP),
    Style("Figure", next="Body Text", before=4, after=1.5, tail='<w:jc w:val="center"/>'),
    Style("Figure Caption", based="caption", size=8.5, line=1.35, before=0, after=4, look='<w:b w:val="0"/><w:bCs w:val="0"/>',
          more='<w:keepNext w:val="0"/><w:keepLines/>'),
    Style("Writing Line", more=_frame(_edge("bottom", 0.5, RULE), _edge("between", 0.5, RULE)), after=0),
    Style("Spacer", shown=False, tail='<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', size=2),
    Style("TOC Heading", next="Body Text", size=16, line=1.2, after=4, look=_BOLD, colour=ACCENT, more="<w:keepNext/>"),
)

_FRAMES = (
    Style("Callout Note", based="Body Text", line=1.45, after=1.2,
          more="<w:keepLines/>" + _frame(_edge("top", 0.5, space=8), _edge("bottom", 0.5, space=8))),
    Style("Callout Warning", based="Callout Note", more=_frame(*(_edge(side, 2, space=8) for side in ("top", "left", "bottom", "right"))),
          tail=_indent(4, 4)),
    Style("Callout Say", based="Body Text", after=1.2, size=13, line=1.4, more="<w:keepLines/>" + _frame(_edge("left", 2.4, space=12)),
          tail=_indent(5)),
    Style("Callout Box", based="Callout Note", tail=_indent(4, 4), more=_frame(
        _edge("top", 3, ACCENT, 8), _edge("left", 0.6, ACCENT, 10), _edge("bottom", 0.6, ACCENT, 8), _edge("right", 0.6, ACCENT, 10))),
)

_KINDS = ("Note", "Warning", "Say", "Box")

_TITLED = (
    *(style
    for kind in _KINDS
    for style in (
        Style(f"Callout {kind} Title", based=f"Callout {kind}", next=f"Callout {kind}", size=10, line=1.45, look=_BOLD),
        Style(f"Callout {kind} Author", based=f"Callout {kind}", next=f"Callout {kind}", size=8.5, line=1.4, look=_ITALIC),
    )),
    Style("Frame Title", based="Body Text", next="Body Text", after=1.2, look=_BOLD, more="<w:keepNext/>"),
    Style("Frame Author", based="Body Text", next="Body Text", size=8.5, line=1.4, after=2, look=_ITALIC, more="<w:keepNext/>"),
)

_COVER = (
    Style("Title", next="Subtitle", size=23, line=1.15, after=1.5, look=_BOLD, colour=ACCENT, more=_KEEP),
    Style("Subtitle", next="Body Text", size=12.5, line=1.35, after=2, more=_KEEP),
    Style("Cover Kicker", based="Kicker", size=9, after=1.5),
    Style("Cover Fact", size=9.5, line=1.35, after=0.6, colour="222222"),
    Style("Mark Role", size=7.5, line=1.3, after=1, colour=DARK, more="<w:keepNext/>"),
    Style("Mark Logo", after=1.5, more="<w:keepNext/>"),
    Style("Mark Name", size=8.5, line=1.3, after=0),
    Style("Cover Rule", size=2, shown=False, more=_frame(_edge("bottom", 1.6, ACCENT)),
          tail='<w:spacing w:before="0" w:after="340" w:line="40" w:lineRule="exact"/>'),
)

_TABLES = (
    Style("Table Text", line=1.35, after=0),
    Style("Table Head", based="Table Text", size=8.5, line=1.35, look=_BOLD, more="<w:keepNext/>"),
    Style("Table Row", based="Table Text", look=_BOLD),
    Style("Table Pause", based="Table Text", look=_ITALIC),
    Style("Table Group", based="Table Text", size=11, line=1.35, look=_BOLD, colour=ACCENT, more="<w:keepNext/>", before=2.5),
    Style("Schedule Text", based="Table Text", size=13, line=1.25),
    Style("Schedule Head", based="Schedule Text", size=15, line=1.25, look=_BOLD),
    Style("Schedule Row", based="Schedule Text", look=_BOLD),
    Style("Schedule Pause", based="Schedule Text", size=11.5, line=1.25, look=_ITALIC),
    Style("Schedule Group", based="Schedule Text", size=15, line=1.25, look=_BOLD, colour=ACCENT),
)

_PAGE = (
    Style("header", size=7.5, line=1.35, colour=DARK),
    Style("footer", size=7.5, line=1.35, colour=DARK),
    Style("footnote text", size=8, line=1.35, after=0.6),
    Style("toc 1", size=10, line=1.45, before=2.4, after=1.2, look=_BOLD),
    *(Style(f"toc {level}", size=10, line=1.45, after=1.2, tail=_indent(5 * (level - 1))) for level in range(2, 7)),
)

_WORDS = (
    Style("footnote reference", kind="character", look="", letters='<w:vertAlign w:val="superscript"/>'),
    Style("Hyperlink", kind="character", letters='<w:u w:val="single"/>'),
    Style("Quiet", kind="character", size=8.8, colour=DARK),
    Style("Blank", kind="character", letters='<w:u w:val="single" w:color="111111"/>'),
    Style("Tick Box", kind="character",
          look='<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol"/>'),
)

STYLES: tuple[Style, ...] = (*_TEXT, *_HEADINGS, *_FRAMES, *_TITLED, *_COVER, *_TABLES, *_PAGE, *_WORDS)


_TABLE_STYLES = ("Table Open", "Table Lined", "Table Schedule", "Table Cards", "Table Marks", *(f"Frame {kind}" for kind in _KINDS))

NAMES: tuple[str, ...] = (*(style.name for style in STYLES), *_TABLE_STYLES)
"""Every style that the writer asks for; a reference that lacks one is refused by name."""

def style_id(name: str) -> str:
    """The id that the writer uses for a style: its name without spaces, each word with a capital."""
    return "".join("TOC" if word == "toc" else word[:1].upper() + word[1:] for word in name.split())


def _style(style: Style) -> str:
    run = style.look
    if style.colour:
        run += f'<w:color w:val="{style.colour}"/>'
    letters = style.letters
    if letters.startswith("<w:spacing"):
        run, letters = run + letters, ""
    if style.size:
        run += f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>'
    run += letters
    parts = [f'<w:name w:val="{style.name}"/>']
    if style.kind == "paragraph":
        parts.append(f'<w:basedOn w:val="{style_id(style.based)}"/>')
        parts.append(f'<w:next w:val="{style_id(style.next)}"/>' if style.next else "")
        parts.append('<w:uiPriority w:val="1"/>' + ("<w:qFormat/>" if style.shown else "<w:semiHidden/>"))
        parts.append(f"<w:pPr>{style.more}{_spacing(style)}{style.tail}</w:pPr>")
    else:
        parts.append('<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="1"/>' + ("<w:qFormat/>" if style.shown else ""))
    parts.append(f"<w:rPr>{run}</w:rPr>" if run else "")
    custom = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    return f'<w:style w:type="{style.kind}"{custom} w:styleId="{style_id(style.name)}">{"".join(parts)}</w:style>'


def _spacing(style: Style) -> str:
    said = ""
    if style.before is not None:
        said += f' w:before="{mm(style.before)}"'
    if style.after is not None:
        said += f' w:after="{mm(style.after)}"'
    if style.line:
        said += f' w:line="{round(240 * style.line / NATURAL)}" w:lineRule="auto"'
    return f"<w:spacing{said}/>" if said else ""


BUILT_IN = frozenset({
    "Normal", "Body Text", "List Bullet", "List Number", "List", "List Continue", "Quote", "caption", "TOC Heading", "Title", "Subtitle",
    "header", "footer", "footnote text", "footnote reference", "Hyperlink",
    *(f"heading {level}" for level in range(1, 7)), *(f"toc {level}" for level in range(1, 7)),
})
"""Names that Word knows by itself; all others are marked as ours, or Word would not keep them."""


def _margins(top: float, start: float, bottom: float, end: float) -> str:
    return "<w:tblCellMar>" + "".join(
        f'<w:{side} w:w="{mm(width)}" w:type="dxa"/>' for side, width in (("top", top), ("left", start), ("bottom", bottom), ("right", end))
    ) + "</w:tblCellMar>"


def _table_style(name: str, borders: str, margins: str, first: str = "") -> str:
    head = f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>{first}</w:tcPr></w:tblStylePr>' if first else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/>'
        f'<w:uiPriority w:val="2"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>{head}</w:style>'
    )


def _tables() -> str:
    box = ("top", "left", "bottom", "right", "insideH", "insideV")
    return (
        _table_style("Table Open", _edge("bottom", 0.5, RULE) + _edge("insideH", 0.5, RULE), _margins(1.3, 0, 1.3, 2.5),
                     f'<w:tcBorders>{_edge("bottom", 1)}</w:tcBorders><w:vAlign w:val="bottom"/>')
        + _table_style("Table Lined", "".join(_edge(side, 0.5, DARK) for side in box), _margins(1.5, 2, 1.5, 2),
                       f'<w:tcBorders>{_edge("bottom", 1)}</w:tcBorders><w:vAlign w:val="bottom"/>')
        + _table_style("Table Schedule", "".join(_edge(side, 0.8) for side in box), _margins(2, 2.5, 2, 2.5),
                       f'<w:tcBorders>{_edge("bottom", 2)}</w:tcBorders><w:vAlign w:val="bottom"/>')
        + _table_style("Table Cards", "", _margins(4, 4, 4, 4))
        + _table_style("Table Marks", "", _margins(0, 0, 2, 9))
        + _table_style("Frame Note", _edge("top", 0.5) + _edge("bottom", 0.5), _margins(3, 0, 3, 0))
        + _table_style("Frame Warning", "".join(_edge(side, 2) for side in box[:4]), _margins(3, 4, 3, 4))
        + _table_style("Frame Say", _edge("left", 2.4), _margins(1, 5, 1, 5))
        + _table_style("Frame Box", _edge("top", 3, ACCENT) + "".join(_edge(side, 0.6, ACCENT) for side in box[1:4]), _margins(3, 4, 3, 4))
    )


def styles() -> str:
    fonts = '<w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" w:eastAsia="Noto Sans CJK SC" w:cs="Noto Sans Arabic"/>'
    return (
        f"{_HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:color w:val="{INK}"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault>"
        f'<w:pPrDefault><w:pPr><w:spacing w:line="{round(240 * 1.45 / NATURAL)}" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0"'
        ' w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        f"{''.join(map(_style, STYLES))}{_tables()}</w:styles>"
    )


LIST_STEP = mm(6)
"""How far each level of a list is set in."""

_BULLETS = "•–▪"


def _levels(kind: Literal["bullet", "number", "check"], style: str) -> str:
    made = []
    for level in range(9):
        if kind == "number":
            shape, mark, look = "decimal", f"%{level + 1}.", ""
        else:
            shape, mark = "bullet", "☐" if kind == "check" else _BULLETS[level % 3]
            font = "Segoe UI Symbol" if kind == "check" else "Noto Sans"
            look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:hint="default"/></w:rPr>'
        linked = f'<w:pStyle w:val="{style}"/>' if level == 0 else ""
        made.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{linked}<w:lvlText w:val="{mark}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{LIST_STEP * (level + 1)}" w:hanging="{LIST_STEP}"/></w:pPr>{look}</w:lvl>'
        )
    return "".join(made)


def numbering() -> str:
    kinds: tuple[tuple[Literal["bullet", "number", "check"], str], ...] = (
        ("bullet", "ListBullet"), ("number", "ListNumber"), ("check", "ListCheck"),
    )
    drawn = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="multilevel"/>{_levels(kind, style)}</w:abstractNum>'
        for at, (kind, style) in enumerate(kinds, 1)
    )
    used = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at, _ in enumerate(kinds, 1))
    return f"{_HEAD}<w:numbering {NAMESPACES}>{drawn}{used}</w:numbering>"


def settings() -> str:
    """The order of the elements is the schema's; Word repairs a file that has another."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1), ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1), ("differentiateMultirowTableHeaders", 1), ("useWord2013TrackBottomHyphenation", 0),
        )
    )
    return (
        f'{_HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="en"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


_FONTS = (
    ("Noto Sans", "Segoe UI,Arial,Calibri", "020B0502040504020204", "00"),
    ("Noto Sans Arabic", "Segoe UI,Arial", "020B0502040504020204", "B2"),
    ("Noto Sans Hebrew", "Segoe UI,Arial", "020B0502040504020204", "B1"),
    ("Noto Sans Devanagari", "Nirmala UI,Mangal", "020B0502040504020204", "00"),
    ("Noto Sans CJK SC", "Microsoft YaHei,SimSun", "020B0500000000000000", "86"),
    ("Segoe UI Symbol", "Noto Sans Symbols2,DejaVu Sans,Apple Symbols", "020B0502040204020203", "00"),
)


def font_table() -> str:
    """What stands in where a computer lacks Noto: nobody is asked to install a font."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:panose1 w:val="{panose}"/><w:charset w:val="{charset}"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        for name, others, panose, charset in _FONTS
    )
    return f"{_HEAD}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def footnotes(notes: str = "") -> str:
    """The notes part with the two rules that Word draws above notes; both belong to every file that has the part."""
    def rule(number: int, kind: str, mark: str) -> str:
        spacing = '<w:pPr><w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/></w:pPr>'
        return f'<w:footnote w:type="{kind}" w:id="{number}"><w:p>{spacing}<w:r><w:{mark}/></w:r></w:p></w:footnote>'

    rules = rule(-1, "separator", "separator") + rule(0, "continuationSeparator", "continuationSeparator")
    return f"{_HEAD}<w:footnotes {NAMESPACES}>{rules}{notes}</w:footnotes>"


def theme() -> str:
    """The least theme that the schema takes: no style of ours asks it for anything, but Word wants to have one."""
    colours = (("dk1", INK), ("lt1", "FFFFFF"), ("dk2", ACCENT), ("lt2", "EEEEEE"), *((f"accent{at}", ACCENT) for at in range(1, 7)),
               ("hlink", INK), ("folHlink", INK))
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours)
    face = '<a:latin typeface="Noto Sans"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Convening"><a:themeElements>'
        f'<a:clrScheme name="Convening">{scheme}</a:clrScheme><a:fontScheme name="Convening"><a:majorFont>{face}</a:majorFont>'
        f'<a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name="Convening"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f'<a:lnStyleLst>{f"<a:ln>{fill}</a:ln>" * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def document() -> str:
    """A page that shows each style by its name, for whoever opens the file to change them; the writer takes it out."""
    shown = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(style.name)}"/></w:pPr><w:r><w:t>{style.name[0].upper()}{style.name[1:]}</w:t></w:r></w:p>'
        for style in STYLES if style.kind == "paragraph" and style.shown
    )
    size = (
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1021" w:right="1021" w:bottom="1134" w:left="1021" w:header="454" w:footer="454" w:gutter="0"/>'
    )
    return f"{_HEAD}<w:document {NAMESPACES}><w:body>{shown}<w:sectPr>{size}</w:sectPr></w:body></w:document>"


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(targets, 1))
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


def _content_types() -> str:
    parts = {
        "word/document.xml": f"{_TYPES}.document.main+xml", "word/styles.xml": f"{_TYPES}.styles+xml",
        "word/numbering.xml": f"{_TYPES}.numbering+xml", "word/settings.xml": f"{_TYPES}.settings+xml",
        "word/fontTable.xml": f"{_TYPES}.fontTable+xml",
        "word/footnotes.xml": f"{_TYPES}.footnotes+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    named = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def make() -> bytes:
    """The whole file, the same bytes each time."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations((f"{_OFFICE}/officeDocument", "word/document.xml"), (core, "docProps/core.xml")),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": _relations(*(
            (f"{_OFFICE}/{name}", f"{folder}{name}{number}.xml") for folder, name, number in (
                *(("", name, "") for name in ("styles", "numbering", "settings", "fontTable", "footnotes")), ("theme/", "theme", "1"),
            )
        )),
        "word/styles.xml": styles(), "word/numbering.xml": numbering(), "word/settings.xml": settings(), "word/fontTable.xml": font_table(),
        "word/footnotes.xml": footnotes(), "word/theme/theme1.xml": theme(),
    }
    return scrub.pack([*((name, text.encode()) for name, text in parts.items()), ("docProps/core.xml", scrub.core_properties("Reference"))])


if __name__ == "__main__":
    FILE.write_bytes(make())
