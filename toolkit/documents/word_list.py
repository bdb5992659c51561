"""What the room wrote, for the report: words by heap, before and after the talk, each with its number, and how many cards in all.

Size is no agreement, so nothing is large; a word that hurts is counted and not printed.
"""

from collections.abc import Sequence

from toolkit.convening.model import Convening, Word
from toolkit.document.blocks import Block, Heading, Paragraph
from toolkit.document.inline import text
from toolkit.documents import word_map
from toolkit.documents.registry import Options
from toolkit.documents.word_table import word_table
from toolkit.planning.words import same_words


def word_list(convening: Convening, options: Options) -> tuple[Block, ...]:
    """A chapter with the map of each session's words and all of them in a table; nothing where no word was typed."""
    if not convening.words:
        return ()
    say = options.language
    blocks: list[Block] = [Heading(1, text(say("What the words showed")), id="words")]
    for session, words in word_map.by_session(convening):
        if session is not None:
            blocks.append(Heading(2, options.words(session.title)))
        blocks.extend(word_map.figures(convening, options, session, words))
        blocks.extend(_of_session(words, options))
    return tuple(blocks)


def _of_session(words: Sequence[Word], options: Options) -> tuple[Block, ...]:
    say = options.language
    shown = [word for word in words if word.show]
    cards = sum(word.count for word in words)
    said = [
        say.plural("{n} word was written", "{n} different words were written", len({same_words(word.text) for word in words})),
        say.plural("on {n} card.", "on {n} cards.", cards),
        *((say("A number in brackets counts cards, not minds."),) if any(word.count > 1 for word in shown) else ()),
    ]
    if kept := len({same_words(word.text) for word in words if not word.show}):
        said.append(say.plural("{n} word was counted and is not printed.", "{n} words were counted and are not printed.", kept))
    blocks: list[Block] = [Paragraph(text(" ".join(said)))]
    if shown:
        blocks.append(word_table(shown, options))
    return tuple(blocks)
