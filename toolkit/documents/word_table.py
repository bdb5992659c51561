"""Words in a table: a row for each heap, before and after the talk side by side, each with how often it was written."""

from collections import Counter
from collections.abc import Sequence

from toolkit.convening.model import Word
from toolkit.document.blocks import Cell, Column, Row, Table
from toolkit.document.inline import Inline, text, turned_back
from toolkit.documents.registry import Options
from toolkit.planning.words import same_words


def word_table(shown: Sequence[Word], options: Options) -> Table:
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
    if not after and list(clusters) == [""]:  # one heap that has no name needs no column for names
        return Table((columns[1],), tuple(Row(row.cells[1:]) for row in rows))
    return Table(tuple(columns), tuple(rows))


def _words(words: Sequence[Word], options: Options) -> tuple[Inline, ...]:
    """Most written first, in one line; a single one needs no number. What several sides wrote is one word with the cards of all."""
    say = options.language
    cards: Counter[str] = Counter()
    for word in words:
        cards[same_words(word.text)] += word.count
    ordered = [(turned_back(word), n) for word, n in sorted(cards.items(), key=lambda each: (-each[1], each[0]))]
    said = [say("{word} ({n})", word=word, n=say.number(n)) if n > 1 else word for word, n in ordered]
    return text(", ".join(said))
