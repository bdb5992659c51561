"""What the directives draw: figures on a sheet, posters and signs that take a page, and either in parts where the paper is too small.

Decides how large it is and what somebody hears who cannot see it; the shapes come from toolkit/figures.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from toolkit.convening import directives
from toolkit.convening.directives import Directive
from toolkit.document.blocks import Figure, Page
from toolkit.document.drawing import Drawing
from toolkit.document.inline import Inline, text
from toolkit.documents import exercise_room, fills
from toolkit.documents.exercise_work import Work
from toolkit.documents.registry import Options
from toolkit.figures import boxes, grid, shapes, spectrum, timeline, wall
from toolkit.figures.moving import mirrored, scaled
from toolkit.figures.radial_map import radial_map
from toolkit.language import Language
from toolkit.planning.steps import groups_for

_SIZES = {"a4": 0, "a3": 1, "a2": 2, "a1": 3}
_PAPERS = {"a4": 0, "letter": 0, "a3": 1, "tabloid": 1}
_POSTER = "a3"
_ON_A_SHEET_MM = 186.0
_WHOLE_PAGE_MM, _CAPTION_MM = 8.0, 14.0
"""What stands around a drawing that has a page to itself, and below it where it says which part it is."""

_LARGER = 1.8
"""A drawing of a large print edition is laid out on less paper and grows: its words wrap anew, and none is under 16 points."""

_EMPTY = 5
_MOST_MARKS = 24


def turned(every: Iterable[Directive], page: Page, options: Options) -> Page:
    """The paper of a sheet: what is one or three times halved from the whole lies across it."""
    if options.whole:
        return page
    steps = max((_steps(asked, page) for asked in every if asked.name in ("poster", "figure")), default=0)
    return replace(page, landscape=not page.landscape) if steps % 2 else page


def larger_size(every: Iterable[Directive], page: Page) -> str:
    """The paper that what is drawn is meant for, where it is larger than the page."""
    asked = max((each for each in every if each.name in ("poster", "figure")), key=lambda each: _steps(each, page), default=None)
    return _size(asked) if asked is not None and _steps(asked, page) else ""


def figure(
    asked: Directive, work: Work, options: Options, width: float, height: float, caption: tuple[Inline, ...], lang: str | None = None
) -> Figure:
    """A drawing as wide as the page and as high as it is given. `lang` is what the sheet's own words are marked with."""
    by = _LARGER if options.edition == "large" else 1.0
    drawn, alt = _drawing(asked, work, options, width / by, height / by)
    typed = fills.bare(asked.text("alt"), work, options)
    return Figure(scaled(drawn, by) if by > 1 else drawn, typed or alt, caption, lang if typed else None)


def pages(asked: Directive, work: Work, options: Options, page: Page, lang: str | None = None) -> tuple[Figure, ...]:
    """Drawings that take a page each, or several pages each."""
    wide, high = exercise_room.room_mm(page)
    if asked.name == "sign":
        return tuple(Figure(*_sign(words, asked, work, options, wide, high - _WHOLE_PAGE_MM)) for words in _signs(asked, work, options))
    columns, rows = (1, 1) if options.whole else _parts(asked, page)
    high -= _WHOLE_PAGE_MM + (_CAPTION_MM if columns * rows > 1 or asked.text("caption") else 0)
    whole = wall.whole_mm(columns, rows, wide, high)
    found: list[Figure] = []
    for drawn, alt in _whole(asked, work, options, *whole):
        found += _in_parts(drawn, alt, asked, (columns, rows), (wide, high), work, options)
    typed = asked.name == "figure" and bool(fills.bare(asked.text("alt"), work, options))
    return tuple(replace(each, lang=lang) for each in found) if typed else tuple(found)


def _whole(asked: Directive, work: Work, options: Options, width: float, height: float) -> list[tuple[Drawing, str]]:
    if asked.name == "poster":
        below = fills.bare(asked.text("below"), work, options)
        number = options.language.number if asked.yes("number") else None
        posters = _posters(asked, work, options) or [""]
        said = options.language
        return [
            (wall.poster(words, below, number(at) if number else "", width, height), _alt(said("Poster"), [words, below], said))
            for at, words in enumerate(posters, 1)
        ]
    by = max(_LARGER if options.edition == "large" else 1.0, min(width, height) / _ON_A_SHEET_MM)
    drawn, alt = _drawing(asked, work, options, width / by, height / by)
    return [(scaled(drawn, by) if by > 1 else drawn, fills.bare(asked.text("alt"), work, options) or alt)]


def _in_parts(
    drawn: Drawing, alt: str, asked: Directive, grid_of: tuple[int, int], tile_mm: tuple[float, float], work: Work, options: Options
) -> list[Figure]:
    say = options.language
    if grid_of == (1, 1):
        return [Figure(drawn, alt, text(fills.bare(asked.text("caption"), work, options)))]
    last = f"{chr(64 + grid_of[1])}{grid_of[0]}"
    return [
        Figure(
            tile.drawing,
            say("Part {part} of {alt}", part=tile.name, alt=alt),
            text(say("Sheet {part} of A1 to {last}: cut along the line, and lay it over the dotted line of its neighbour.",
                     part=tile.name, last=last)),
        )
        for tile in wall.tiles(drawn, *grid_of, *tile_mm)
    ]


def _steps(asked: Directive, page: Page) -> int:
    """How often the whole is halved until it lies on the paper."""
    size = _size(asked)
    return max(0, _SIZES[size] - _PAPERS[page.size]) if size else 0


def _size(asked: Directive) -> str:
    return asked.text("size", _POSTER if asked.name == "poster" else "")


def _parts(asked: Directive, page: Page) -> tuple[int, int]:
    """Columns and rows of paper that make the whole; the page has been turned already where it had to be."""
    steps = _steps(asked, page)
    columns, rows = 2 ** (steps // 2), 2 ** (steps // 2)
    if steps % 2:
        return (columns, rows * 2) if page.landscape else (columns * 2, rows)
    return columns, rows


def _posters(asked: Directive, work: Work, options: Options) -> list[str]:
    if "words" in asked.given:
        return [_lines(asked.text("words"), work, options)]
    return _listed(asked, work, options)


def _listed(asked: Directive, work: Work, options: Options) -> list[str]:
    """Items and the answers of a list, as bare words."""
    found: list[str] = []
    for typed in asked.items:
        key = directives.only_name(typed)
        found += _answers(key, work, options) if key else [_lines(typed, work, options)] if typed else []
    if key := directives.only_name(asked.text("each")):
        found += _answers(key, work, options)
    return found


def _answers(key: str, work: Work, options: Options) -> list[str]:
    return [options.read(each) for each in fills.listed(key, work, options)]


def _lines(typed: str, work: Work, options: Options) -> str:
    return "\n".join(fills.bare(part, work, options) for part in directives.parts(typed))


def _signs(asked: Directive, work: Work, options: Options) -> list[str]:
    """The words of each sign. Where the list is still to come there is one to write on for each group."""
    found = _listed(asked, work, options)
    if asked.text("each") == "groups":
        count = groups_for(work.people, work.exercise.group_size)
        letters = asked.text("count", "letters") == "letters"
        found += [letter(at) if letters else options.language.number(at + 1) for at in range(count)]
    return found or [""] * groups_for(work.people, work.exercise.group_size)


def letter(at: int) -> str:
    """A to Z, then AA: as the columns of a spreadsheet."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(65 + at % 26)


def _sign(words: str, asked: Directive, work: Work, options: Options, width: float, height: float) -> tuple[Drawing, str]:
    above, below = (fills.bare(asked.text(key), work, options) for key in ("above", "below"))
    alt = _alt(options.language("Table sign, to be folded"), [above, words, below], options.language)
    return wall.sign(words, above, below, width, height), alt


def _drawing(asked: Directive, work: Work, options: Options, width: float, height: float) -> tuple[Drawing, str]:
    """The drawing of a figure and its alt text; in a language from right to left the drawing runs that way too."""
    drawn, alt = _KINDS[asked.kind](_Asked(asked, work, options), width, height)
    return (mirrored(drawn) if options.language.rtl and asked.kind in _ONE_WAY else drawn), alt


class _Asked:
    """A figure's directive with its words filled in."""

    def __init__(self, asked: Directive, work: Work, options: Options) -> None:
        self.asked, self.work, self.options, self.say = asked, work, options, options.language

    def words(self, key: str, default: str = "") -> str:
        return fills.bare(self.asked.text(key, default), self.work, self.options)

    def all(self, key: str) -> tuple[str, ...]:
        return tuple(fills.bare(each, self.work, self.options) for each in self.asked.parts(key))

    def two(self, key: str) -> tuple[str, str]:
        first, second = self.all(key)
        return first, second

    def places(self, key: str) -> tuple[str, ...]:
        """The words of a key, or as many empty places as `blank` says."""
        return self.all(key) if key in self.asked.given else ("",) * self.asked.whole("blank", _EMPTY)


def _map(asked: _Asked, width: float, height: float) -> tuple[Drawing, str]:
    centre, say = asked.words("centre"), asked.say
    alt = say("“{word}” in the middle, and free space around it", word=centre) if centre else say("Free space around an empty centre")
    return radial_map(centre, width, height), alt


def _grid(asked: _Asked, width: float, height: float) -> tuple[Drawing, str]:
    across, up, say = asked.two("across"), asked.two("up"), asked.say
    fields = asked.all("fields")
    drawn = grid.grid(
        across, up, width, height, title_across=asked.words("title-across"), title_up=asked.words("title-up"), fields=fields
    )
    alt = say("A grid: from left to right {left} to {right}, from below to above {low} to {high}", left=across[0], right=across[1],
              low=up[0], high=up[1])
    return drawn, _alt(alt, fields, say)


def _spectrum(asked: _Asked, width: float, height: float) -> tuple[Drawing, str]:
    centre, say = asked.words("centre"), asked.say
    if "ends" in asked.asked.given:
        ends = asked.two("ends")
        alt = say("A line from {low} to {high}", low=ends[0], high=ends[1])
        return spectrum.line(ends, asked.asked.whole("marks"), centre, width, height), _alt(alt, [centre], say)
    steps = asked.all("steps")
    if asked.asked.text("shape", "half-circle") == "line":
        return spectrum.bar(steps, centre, width, height), _alt(say("Fields side by side"), [centre, *steps], say)
    return spectrum.half_circle(steps, centre, width, height), _alt(say("A half circle in segments"), [centre, *steps], say)


def _timeline(asked: _Asked, width: float, height: float) -> tuple[Drawing, str]:
    above, below, say = asked.words("above"), asked.words("below"), asked.say
    marks = _marks(asked.asked, say) if "from" in asked.asked.given else asked.places("marks")
    draw = timeline.down if asked.asked.text("way") == "down" else timeline.across
    alt = _alt(say("A line of time"), [mark.replace("\n", " ") for mark in marks], say)
    return draw(marks, above, below, width, height), _alt(alt, [above, below], say)


def _marks(asked: Directive, say: Language) -> tuple[str, ...]:
    """The months or years from one to the other, thinned out so that they can be told apart."""
    first, last = asked.text("from"), asked.text("to")
    if "-" in first or "-" in last:
        start, end = _month(first, 1), _month(last, 12)
        every = max(asked.whole("every", 1), -(-(end - start + 1) // _MOST_MARKS))
        months = [dt.date(at // 12, at % 12 + 1, 1) for at in range(start, max(start, end) + 1, every)]
        return tuple(say.month(month, year=at == 0 or month.month <= every) for at, month in enumerate(months))
    start, end = int(first), int(last)
    every = max(asked.whole("every", 1), -(-(end - start + 1) // _MOST_MARKS))
    return tuple(str(year) for year in range(start, max(start, end) + 1, every))


def _month(typed: str, default: int) -> int:
    year, _, month = typed.partition("-")
    return int(year) * 12 + int(month or default) - 1


def _tree(asked: _Asked, width: float, height: float) -> tuple[Drawing, str]:
    say = asked.say
    crown, trunk, roots = (
        asked.words(key) or default for key, default in (("crown", say("Effects")), ("trunk", say("The problem")), ("roots", say("Causes")))
    )
    alt = say("A tree: {crown} in the crown, {trunk} in the trunk, {roots} at the roots", crown=crown, trunk=trunk, roots=roots)
    return shapes.tree(crown, trunk, roots, width, height), alt


def _rings(asked: _Asked, width: float, height: float) -> tuple[Drawing, str]:
    words = asked.all("rings")
    return shapes.rings(words, width, height), _alt(asked.say("Rings, from the inside out"), words, asked.say)


def _river(asked: _Asked, width: float, height: float) -> tuple[Drawing, str]:
    source, mouth, banks, say = asked.words("from"), asked.words("to"), asked.all("banks"), asked.say
    return shapes.river(source, mouth, banks, width, height), _alt(say("A river with banks to write on"), [source, mouth, *banks], say)


def _boxes(asked: _Asked, width: float, height: float) -> tuple[Drawing, str]:
    words, say = asked.places("boxes"), asked.say
    flow = asked.asked.yes("flow")
    alt = say("Boxes that follow each other") if flow else say("Boxes to fill")
    return boxes.boxes(words, asked.asked.whole("across", 3), flow, width, height), _alt(alt, words, say)


def _ladder(asked: _Asked, width: float, height: float) -> tuple[Drawing, str]:
    rungs, top, bottom, say = asked.places("rungs"), asked.words("top"), asked.words("bottom"), asked.say
    alt = _alt(say("A ladder, from the bottom up"), [bottom, *rungs, top], say)
    return shapes.ladder(rungs, top, bottom, width, height), alt


def _bars(asked: _Asked, width: float, height: float) -> tuple[Drawing, str]:
    items = _listed(asked.asked, asked.work, asked.options)
    items += [""] * max(asked.asked.whole("blank"), 0 if items or not asked.asked.named_list() else _EMPTY)
    numbers = tuple(asked.say.number(at) for at in range(1, len(items) + 1))
    return boxes.bars(tuple(items), numbers, width, height), _alt(asked.say("Numbered rows with room for dots"), items, asked.say)


def _alt(what: str, words: Sequence[str], say: Language) -> str:
    """What it is, and its words: said, not drawn, so that nobody misses any."""
    said = [" ".join(each.split()) for each in words if each.strip()]
    return say("{what}: {words}", what=what, words=say.list(said)) if said else what


_KINDS: dict[str, Callable[[_Asked, float, float], tuple[Drawing, str]]] = {
    "radial-map": _map, "grid": _grid, "spectrum": _spectrum, "timeline": _timeline, "tree": _tree, "rings": _rings, "river": _river,
    "boxes": _boxes, "ladder": _ladder, "bars": _bars,
}
_ONE_WAY = frozenset(_KINDS) - {"radial-map", "rings"}
"""Those that are read from one side to the other."""
