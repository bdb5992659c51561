"""What the room wrote, for the report: words by heap, before and after the talk, each with its number, and how many cards in all.

Size is no agreement, so nothing is large; a word that hurts is counted and not printed.
"""

from collections.abc import Sequence

from toolkit.convening.model import Convening, Word
from toolkit.document.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from toolkit.document.inline import Inline, text
from toolkit.documents.registry import Options


def word_list(convening: Convening, options: Options) -> tuple[Block, ...]:
    """A chapter, or nothing where no word was typed."""
    if not convening.words:
        return ()
    say = options.language
    titles = {session.id: session.title for _, _, session in convening.sessions()}
    blocks: list[Block] = [Heading(1, text(say("What the words showed")), id="words")]
    for session in dict.fromkeys(word.session for word in convening.words):
        found = [word for word in convening.words if word.session == session]
        if session in titles:
            blocks.append(Heading(2, options.words(titles[session])))
        blocks.extend(_of_session(found, options))
    return tuple(blocks)


def _of_session(words: Sequence[Word], options: Options) -> tuple[Block, ...]:
    say = options.language
    shown = [word for word in words if word.show]
    cards = sum(word.count for word in words)
    said = [
        say.plural("{n} word was written", "{n} different words were written", len(words)),
        say.plural("on {n} card.", "on {n} cards.", cards),
        say("A number in brackets counts cards, not minds."),
    ]
    if len(shown) < len(words):
        kept = len(words) - len(shown)
        said.append(say.plural("{n} word was counted and is not printed.", "{n} words were counted and are not printed.", kept))
    blocks: list[Block] = [Paragraph(text(" ".join(said)))]
    if shown:
        blocks.append(_table(shown, options))
    return tuple(blocks)


def _table(shown: Sequence[Word], options: Options) -> Table:
    say = options.language
    after = any(word.round == "after" for word in shown)
    clusters: dict[str, list[Word]] = {}
    for word in shown:
        clusters.setdefault(options.read(word.cluster), []).append(word)
    ordered = sorted(clusters.items(), key=lambda each: (not each[0], -sum(word.count for word in each[1]), each[0]))
    columns = [Column(text(say("Heap")), 2), Column(text(say("Before the talk") if after else say("Words")), 4.5)]
    if after:
        columns.append(Column(text(say("After the talk")), 3))
    rows = []
    for cluster, words in ordered:
        cells = [Cell(text(cluster or say("On their own")), heads=True)]
        rounds = ("before", "after") if after else (None,)
        cells.extend(Cell(_words([word for word in words if which in (None, word.round)], options)) for which in rounds)
        rows.append(Row(tuple(cells)))
    return Table(tuple(columns), tuple(rows))


def _words(words: Sequence[Word], options: Options) -> tuple[Inline, ...]:
    """Most written first, in one line; a single one needs no number."""
    say = options.language
    ordered = sorted(words, key=lambda word: (-word.count, word.text))
    said = [say("{word} ({n})", word=word.text, n=say.number(word.count)) if word.count > 1 else word.text for word in ordered]
    return text(", ".join(said))
