"""Name badges: the first name read at three metres, the same on both sides, and nothing on it that she did not agree to.

Two who would wear the same badge get a line each for what they want to add by hand: a family name's initial, an organisation or a code is
more than they agreed to have on it.

Only a yes to photographs is marked, by a shape and a word: a mark for a no would point at people. There is no role, unless somebody asks
for that edition; who wants no badge wears her code, or one of the blank ones that lie there for everybody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from toolkit.convening import people
from toolkit.convening.model import Convening, Participant
from toolkit.document.blocks import Document, Paragraph
from toolkit.document.inline import Blank, Strong, plain, text
from toolkit.documents import badge_sheets, parts
from toolkit.documents.badge_sheets import BadgeSheet, Face
from toolkit.documents.participant_list import coming
from toolkit.documents.registry import Options, PaperSize, Spec
from toolkit.figures.lettering import Fitted, fit_words
from toolkit.language import N_, Language
from toolkit.planning.grouping.routes import routes

A7 = BadgeSheet("name-badges", 105, 74)
A6 = BadgeSheet("name-badges-a6", 148, 105)
LABEL_90_54 = BadgeSheet("name-badges-90x54", 90, 54, 0, "a4")
LABEL_4_3 = BadgeSheet("name-badges-4x3in", 101.6, 76.2, 0, "letter")

LEAST_PT = 20
"""Never smaller: at 12 points a metre this is read across a table; 36 points are read at three metres, where the name is short enough."""

_READ_PT, _REST_PT, _REST_SMALLER_PT = 36, 28, 10
_BY_HAND_PT = 14
_PADDING_MM = 4.0
_LINE_MM, _APART_MM = 7.5, 2.4
_CAREFUL, _NARROWER = 0.97, 0.9
"""A word processor often has another, wider type than ours, and cuts off what does not fit on a card."""


def build(convening: Convening, options: Options, *, sheet: BadgeSheet = A7, role: bool = False) -> Document:
    say = options.language
    convening = people.with_codes(convening)
    paper: PaperSize = options.paper or sheet.paper or convening.paper
    ways = _routes(convening, say)
    listed = coming(convening)
    worn = [_worn(person, convening, options, role) for person in listed]
    alike = {said: n for said, n in Counter(worn).items() if said and n > 1}
    faces = [_badge(person, convening, options, sheet, role, ways.get(person.id, ""), said in alike)
             for person, said in zip(listed, worn, strict=True)]  # fmt: skip
    each = sheet.across(paper) * sheet.down(paper)
    blank = _blank(convening, options)
    faces += [(blank, blank)] * badge_sheets.filled(len(listed), each)
    how = " ".join((say("At actual size, on both sides, turned on the long edge."), *_same(alike.values(), say)))
    name = f"{sheet.name}-with-role" if role else sheet.name
    title = say("Name badges")
    cover = parts.line_cover(title, how)
    blocks = (cover, *badge_sheets.both_sides(faces, sheet, paper))
    return parts.document(name, convening, options, title, blocks, page=sheet.page(paper), lists_people=True, quiet=True)


def _worn(person: Participant, convening: Convening, options: Options, role: bool) -> str:
    """What others read on her badge, or nothing where it is her code, of which there is only one."""
    shown = people.visible(person, options.audience, "badge")
    said = plain(_role(person, convening, options)[0].content) if role and shown.named and _role(person, convening, options) else ""
    return f"{people.folded(shown.name)}\x00{said}" if shown.named else ""


def _same(counts: Iterable[int], say: Language) -> Iterator[str]:
    """Said to whom cuts them, without the name."""
    if total := sum(counts):
        yield say.plural("Alike, with a line: {n}.", "Alike, with a line: {n}.", total)


def _badge(
    person: Participant, convening: Convening, options: Options, sheet: BadgeSheet, role: bool, route: str, alike: bool
) -> tuple[Face, Face]:
    """Front and back; the back says her way through the groups as well."""
    shown = people.visible(person, options.audience, "badge")
    below = _role(person, convening, options) if role and shown.named else []
    below += [Paragraph((Blank("medium"),), "centred", _BY_HAND_PT)] if alike else []
    pictured = options.language("● Photos: yes") if people.may_be_pictured(person, options.audience) else ""
    behind = " · ".join(part for part in (pictured, route) if part)
    room = sheet.high - 2 * _PADDING_MM - (len(below) + bool(behind)) * _LINE_MM
    small = _discreet(convening, options)
    for above in (small, []):  # what the meeting is called goes first where a name needs its room
        name = _name(shown, person, sheet.wide - 2 * _PADDING_MM, room - len(above) * _LINE_MM, sheet.high * 0.8)
        if max(each.type_pt or 0 for each in name) >= _READ_PT:
            break
    both = (*above, *name, *below)
    return (*both, *_small(pictured)), (*both, *_small(behind))


def _name(shown: people.Shown, person: Participant, wide: float, high: float, most: float) -> list[Paragraph]:
    """The name by which she is called large, the rest of it smaller, in the order in which she writes it."""
    words = shown.name or shown.code
    called = people.first_name(person) if shown.named else words
    before, _, after = (part.strip() for part in words.partition(called)) if called in words else ("", "", "")
    called = called if called in words else words
    large, small = sizes(called, f"{before} {after}".strip(), wide, high * _CAREFUL, int(most))
    made = [(before, small), (called, large), (after, small)]
    return [Paragraph((Strong(text(said)),), "centred", size) for said, size in made if said]


def sizes(called: str, rest: str, wide: float, high: float, most: int) -> tuple[float, float]:
    """The largest type in which both fit, without a broken word if that can be; a word is sooner broken than set too small."""
    for careful in (True, False):
        for size in range(most, LEAST_PT - 1, -1):
            for small in (max(LEAST_PT, min(_REST_PT, size - _REST_SMALLER_PT)), LEAST_PT):
                if _fit(called, rest, wide, high, size, small, careful):
                    return size, small
    for size in range(LEAST_PT - 1, 7, -1):  # a hundred letters: smaller is better than cut
        if _fit(called, rest, wide, high, size, size, careful=False):
            return size, size
    return 7, 7


def _fit(called: str, rest: str, wide: float, high: float, size: float, small: float, careful: bool) -> bool:
    lines = [_lines(called, wide, size), *([_lines(rest, wide, small)] if rest else [])]
    return sum(each.height_mm for each in lines) + (_APART_MM if rest else 0) <= high and (not careful or all(each.whole for each in lines))


def _lines(words: str, wide: float, size: float) -> Fitted:
    """At this size and no other; a line may end behind a hyphen."""
    return fit_words(words.replace("-", "- "), wide * _NARROWER, 10_000, size, size)


def _role(person: Participant, convening: Convening, options: Options) -> list[Paragraph]:
    """What the participants' list may say of her, in the badge's order: organisation below."""
    listed = people.visible(person, options.audience, "list", convening.rule)
    if not (listed.named and listed.affiliations):
        return []
    first = listed.affiliations[0]
    said = ", ".join(words for words in (options.read(first.title), options.read(first.organisation)) if words)
    return _small(said)


def _blank(convening: Convening, options: Options) -> Face:
    return (*_discreet(convening, options), Paragraph((Blank("wide"),), "centred", 40))


def _discreet(convening: Convening, options: Options) -> list[Paragraph]:
    return _small(parts.discreet(convening, options), 8)


def _small(words: str, size: float = 11) -> list[Paragraph]:
    return [Paragraph(text(words), "centred", size)] if words else []


def _routes(convening: Convening, say: Language) -> Mapping[str, str]:
    """Each person's way: Day 1: B, C · Day 2: D. By day, for that is what she looks for."""
    found: dict[str, str] = {}
    for person, stops in routes(convening).items():
        days = dict.fromkeys(sorted(stop.day_number for stop in stops))
        found[person] = " · ".join(_day(day, [stop.group for stop in stops if stop.day_number == day], say) for day in days)
    return found


def _day(day: int, names: list[str], say: Language) -> str:
    groups = ", ".join(names)
    return say("Day {n}: {groups}", n=say.number(day), groups=groups) if day else say("Group: {groups}", groups=groups)


def _spec(sheet: BadgeSheet, title: str, *, order: int, asked: bool = True, role: bool = False) -> Spec:
    return Spec(
        name=f"{sheet.name}-with-role" if role else sheet.name,
        title=title,
        purpose=N_("First names to be read at three metres, the same on both sides, with blank ones"),
        audiences=("participants",),
        build=partial(build, sheet=sheet, role=role),
        order=order,
        copies=N_("one, to be cut apart") if sheet.gutter else N_("one, on a sheet of labels"),
        count=parts.one,
        own_paper=sheet.paper is not None,
        private=True,
        asked=asked,
    )


SPECS = (
    _spec(A7, N_("Name badges"), order=62, asked=False),
    _spec(A7, N_("Name badges with what people do"), order=63, role=True),
    _spec(A6, N_("Name badges, A6"), order=64),
    _spec(LABEL_90_54, N_("Name badges, 90 × 54 mm, ten on A4"), order=65),
    _spec(LABEL_4_3, N_("Name badges, 4 × 3 in, six on Letter"), order=66),
)
