"""What the words showed, as a map: a poster for the wall, and the same drawing smaller for the report.

Says how many cards it counts, for size is taken for agreement; a word that hurts is counted and not drawn. A side of fewer than five
people is not marked outside the organisers' circle: its words would be theirs by name.
"""

from collections import Counter
from collections.abc import Sequence

from toolkit.convening import people
from toolkit.convening.model import Convening, Session, Word
from toolkit.document.blocks import SIZES_MM, Block, Cover, Document, Figure, Heading, Page, Paragraph
from toolkit.document.drawing import Label
from toolkit.document.inline import Inline, text
from toolkit.documents import parts
from toolkit.documents.registry import Options, PaperSize, Spec
from toolkit.documents.word_table import word_table
from toolkit.figures.two_sides import two_sides
from toolkit.figures.word_map import MOST_SIDES, Heap, Said, word_map
from toolkit.language import N_
from toolkit.planning.words import Round, Together, same_words, together

_MARGINS = (20.0, 12.0, 16.0, 12.0)
_AROUND_MM = 30.0
"""The heading above a map and the caption below it; on Word's largest page, which is smaller than A2, they are as large."""
_REPORT_MM, _REPORT_HEIGHTS_MM = 174.0, (115.0, 145.0, 178.0, 205.0)
_EASY_PT = 8.5
"""In the report a map is as low as it can be with words of that size; one that needs more than a page is left to the poster."""
_ALT_WORDS = 6


def build(convening: Convening, options: Options) -> Document:
    return _poster(convening, options, "word-map", _size(convening, options))


def large(convening: Convening, options: Options) -> Document:
    """The same for a printer of posters."""
    return _poster(convening, options, "word-map-a2", "a2")


def _poster(convening: Convening, options: Options, name: str, size: PaperSize) -> Document:
    """A page for each round, one for what two sides said, then every word in a table: for who reads no map, and for the file."""
    say = options.language
    page = Page(size=size, landscape=True, margins_mm=_MARGINS)
    wide, high = SIZES_MM[page.size][1] - _MARGINS[1] - _MARGINS[3], SIZES_MM[page.size][0] - _MARGINS[0] - _MARGINS[2]
    blocks: list[Block] = [_cover(convening, options)]
    for session, words in by_session(convening):
        for each in _rounds(words):
            blocks.extend(_sheet(convening, options, session, words, each, (wide, high - _AROUND_MM), len(blocks) > 1))
        blocks.extend(_two_sides(convening, options, session, words, (wide, high - _AROUND_MM)))
    for session, words in by_session(convening):
        if shown := [word for word in words if word.show]:
            head = (*_head(options, session), *text(" – " + say("every word")))
            blocks += [Heading(1, head, new_page=True), word_table(shown, options)]
    if len(blocks) == 1:
        blocks.append(Paragraph(text(say("No words have been written down yet."))))
    return parts.document(name, convening, options, say("Word map"), blocks, page=page, quiet=True)


def _cover(convening: Convening, options: Options) -> Cover:
    """A small line above the first sheet: what hangs on a wall has its paper to itself."""
    facts = parts.beside([fact for fact in parts.when_and_where(convening, options) if fact])
    return Cover(title=text(options.language("Word map")), facts=(facts,) if facts else (), style="line")


def _size(convening: Convening, options: Options) -> PaperSize:
    if options.paper is not None:
        return options.paper
    return "tabloid" if convening.paper == "letter" else "a3"


def by_session(convening: Convening) -> tuple[tuple[Session | None, tuple[Word, ...]], ...]:
    """The words of each session, in the order of the agenda; those of none come last."""
    found: list[tuple[Session | None, tuple[Word, ...]]] = []
    sessions = {session.id: session for _, _, session in convening.sessions()}
    for each in (*sessions.values(), None):
        words = tuple(word for word in convening.words if word.session == (each.id if each else None))
        found += [(each, words)] if words else []
    known = {word.session for _, words in found for word in words}
    rest = tuple(word for word in convening.words if word.session not in known)
    return (*found, (None, rest)) if rest else tuple(found)


def figures(convening: Convening, options: Options, session: Session | None, words: Sequence[Word]) -> tuple[Figure, ...]:
    """The maps as they stand in the report; none where the words need a poster to be read."""
    made = (figure(convening, options, session, words, each) for each in _rounds(words))
    return tuple(each for each in (*made, by_two_sides(convening, options, words)) if each is not None)


def figure(convening: Convening, options: Options, session: Session | None, words: Sequence[Word], each: Round) -> Figure | None:
    """The map of one round as it stands in the report: as low as it can be with words that are easily read."""
    drawn: Figure | None = None
    for high in _REPORT_HEIGHTS_MM:
        drawn = _figure(convening, options, session, words, each, _REPORT_MM, high) or drawn
        if drawn is not None and _least(drawn) >= _EASY_PT:
            break
    return drawn


def _least(figure: Figure) -> float:
    return min(shape.size for shape in figure.drawing.shapes if isinstance(shape, Label))


def _sheet(
    convening: Convening, options: Options, session: Session | None, words: Sequence[Word], each: Round, room: tuple[float, float],
    new_page: bool,
) -> tuple[Block, ...]:
    """One round of one session: its name above its map."""
    say = options.language
    head = _head(options, session)
    if len(_rounds(words)) > 1:
        head = (*head, *text(" – " + (say("before the talk") if each == "before" else say("after the talk"))))
    drawn = _figure(convening, options, session, words, each, *room)
    return Heading(1, head, new_page=new_page), drawn or _table(options, words, each)


def _head(options: Options, session: Session | None) -> tuple[Inline, ...]:
    return options.words(session.title) if session else text(options.language("Words"))


def _two_sides(
    convening: Convening, options: Options, session: Session | None, words: Sequence[Word], room: tuple[float, float]
) -> tuple[Block, ...]:
    """On a page of its own."""
    figure = _by_two_sides(convening, options, words, room)
    head = (*_head(options, session), *text(" – " + options.language("who said it")))
    return (Heading(1, head, new_page=True), figure) if figure is not None else ()


def by_two_sides(convening: Convening, options: Options, words: Sequence[Word]) -> Figure | None:
    """The same as it stands in the report."""
    for high in _REPORT_HEIGHTS_MM:
        drawn = _by_two_sides(convening, options, words, (_REPORT_MM, high))
        if drawn is not None and (_least(drawn) >= _EASY_PT or high == _REPORT_HEIGHTS_MM[-1]):
            return drawn
    return None


def _by_two_sides(convening: Convening, options: Options, words: Sequence[Word], room: tuple[float, float]) -> Figure | None:
    """What the one side said alone, what both, what the other: of both rounds together, for the two sides that wrote most cards.

    None where there are no two sides that may be told apart, or no room.
    """
    say = options.language
    shown = [word for word in words if word.show]
    cards = Counter(dict.fromkeys(_sides(convening, options, (*together(words, "before"), *together(words, "after"))), 0))
    for word in shown:
        if word.side in cards:
            cards[word.side] += word.count
    if len(cards) < 2:
        return None
    one, other = sorted(side for side, _ in sorted(cards.items(), key=lambda each: (-each[1], each[0]))[:2])
    counts: dict[str, Counter[str]] = {}
    for word in shown:
        if word.side in (one, other):
            counts.setdefault(same_words(word.text), Counter())[word.side] += word.count
    alone = {side: tuple(Said(word, by[side]) for word, by in counts.items() if set(by) == {side}) for side in (one, other)}
    both = tuple(Said(word, by.total()) for word, by in counts.items() if len(by) == 2)
    frames = (
        Heap(say("Only {side}", side=one), alone[one]), Heap(say("Both"), both), Heap(say("Only {side}", side=other), alone[other]),
    )  # fmt: skip
    drawing = two_sides(frames, *room, rtl=say.rtl)
    if drawing is None:
        return None
    told = "; ".join(f"{heap.title}: {say.list([word.text for word in _most(heap)]) or say('nothing')}" for heap in frames)
    left = say("Words whose side was not noted, or that only others wrote, are not here.")
    caption = f"{left} {say('A number behind a word counts cards, not minds.')}"
    return Figure(drawing, say("Words in three frames. {frames}.", frames=told), text(caption))


def _most(heap: Heap) -> list[Said]:
    return sorted(heap.words, key=lambda word: (-word.count, word.text))[:_ALT_WORDS]


def _table(options: Options, words: Sequence[Word], each: Round) -> Block:
    """Where a sheet is too small for a map that can be read, the words stand in a table."""
    return word_table([word for word in words if word.show and word.round == each], options)


def _rounds(words: Sequence[Word]) -> tuple[Round, ...]:
    shown = {word.round for word in words if word.show}
    return tuple(each for each in ("before", "after") if each in shown)


def _figure(
    convening: Convening, options: Options, session: Session | None, words: Sequence[Word], each: Round, wide: float, high: float
) -> Figure | None:
    said = together(words, each)
    sides = _sides(convening, options, said)
    heaps: dict[str, list[Said]] = {}
    for word in said:
        marks = tuple(sides.index(side) for side in word.sides if side in sides)
        heaps.setdefault(options.read(word.cluster), []).append(Said(word.text, word.count, marks, word.new))
    made = tuple(Heap(title, tuple(inside)) for title, inside in heaps.items())
    centre = _centre(options, session)
    drawing = word_map(centre, made, sides, wide, high)
    if drawing is None:
        return None
    return Figure(drawing, _alt(options, centre, made), _caption(options, words, each, said))


def _sides(convening: Convening, options: Options, said: Sequence[Together]) -> tuple[str, ...]:
    """The sides that are told apart: two to four of them that are large enough to hide who wrote what."""
    found = sorted({side for word in said for side in word.sides})
    if options.audience != "organisers":
        there = Counter(person.side for person in convening.participants if person.status != "declined")
        found = [side for side in found if not there or people.few(there[side], options.audience) != people.FEWER_THAN_FIVE]
    return tuple(found) if 2 <= len(found) <= MOST_SIDES else ()


def _centre(options: Options, session: Session | None) -> str:
    """The word that was asked about, where the session says so; else what the session is called."""
    if session is None:
        return options.language("Words")
    asked = session.fill.get("centre", "")
    return (options.read(asked) if not isinstance(asked, tuple) else "") or options.read(session.title)


def _caption(options: Options, words: Sequence[Word], each: Round, said: Sequence[Together]) -> tuple[Inline, ...]:
    say = options.language
    cards = sum(word.count for word in words if word.round == each)
    told = [
        *((say("Before the talk:") if each == "before" else say("After the talk:"),) if len(_rounds(words)) > 1 else ()),
        say.plural("{n} word", "{n} different words", len(said)),
        say.plural("on {n} card.", "on {n} cards.", cards),
        *((say("A number behind a word counts cards, not minds."),) if any(word.count > 1 for word in said) else ()),
    ]
    if any(word.new for word in said):
        told.append(say("What is new after the talk is in bold."))
    kept = len({word.text for word in words if word.round == each and not word.show})
    if kept:
        told.append(say.plural("{n} word was counted and is not printed.", "{n} words were counted and are not printed.", kept))
    return text(" ".join(told))


def _alt(options: Options, centre: str, heaps: Sequence[Heap]) -> str:
    """The map for who does not see it: its heaps with the words that were said most; every word is in the table of words."""
    say = options.language
    told = []
    for heap in sorted(heaps, key=lambda heap: (-sum(word.count for word in heap.words), heap.title)):
        told.append(f"{heap.title or say('On their own')}: {say.list([word.text for word in _most(heap)])}")
    return say("Word map around “{centre}”. {heaps}.", centre=centre, heaps="; ".join(told))


SPECS = (
    Spec(
        name="word-map",
        title=N_("Word map"),
        purpose=N_("What the room said, as a poster: heaps of words around the word that was asked about"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=build,
        order=88,
        copies=N_("one for the wall"),
        count=parts.one,
        own_paper=True,
        sides=1,
        late=True,
        private=True,
    ),
    Spec(
        name="word-map-a2",
        title=N_("Word map, A2"),
        purpose=N_("The same poster twice as large, for a printer of posters; Word's largest page is a little smaller, and so is its map"),
        audiences=("participants", "public", "facilitators", "organisers"),
        build=large,
        order=89,
        copies=N_("one for the wall"),
        count=parts.one,
        sides=1,
        asked=True,
        private=True,
    ),
)
