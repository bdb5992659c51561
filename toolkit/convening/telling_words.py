"""What a change did to the words of a room, in words: all of it together, for a list that is pasted is one thing to whoever pasted it."""

from collections.abc import Iterator, Sequence

from toolkit.convening import called
from toolkit.convening.model import Convening, Word
from toolkit.convening.words import heap_of, same_words
from toolkit.language import N_, Language

_JOINED, _RESPELLED = N_("joined the word {old} to {new}"), N_("renamed the word {old} to {new}")
_KEPT, _LET = N_("kept {words} out of print"), N_("let {words} be printed again")
_NAMED = 3
"""So many words are told by name; of more their number."""


def phrases(before: Convening, after: Convening, say: Language) -> tuple[str, ...]:
    """Told from the states around the whole change; nothing where no word differs."""
    if before.words == after.words:
        return ()
    told = tuple(_Words(before, after, say).said())
    return told or (say("changed {field}", field=called.field("convening", ("words",), say)),)


class _Words:
    """The words before and after, by their ids."""

    def __init__(self, before: Convening, after: Convening, say: Language) -> None:
        self._before, self._after, self._say = before, after, say
        old, new = ({word.id: word for word in state.words} for state in (before, after))
        self._gone = [word for word in before.words if word.id not in new]
        self._come = [word for word in after.words if word.id not in old]
        self._both = [(old[word.id], word) for word in after.words if word.id in old]
        self._order = [word.id for word in before.words] != [word.id for word in after.words]

    def said(self) -> Iterator[str]:
        say = self._say
        respelled = {(old.text, new.text): None for old, new in self._both if old.text != new.text}
        gone = list(dict.fromkeys(same_words(word.text) for word in self._gone))
        more = [new for old, new in self._both if new.count > old.count]
        fewer = [new for old, new in self._both if new.count < old.count]
        joined = {(text, same_words(more[0].text)): None for text in gone} if more and len(_texts(more)) == 1 else {}
        there = set(_texts(self._before.words))
        for old, new in {**respelled, **joined}:
            sentence = _JOINED if new in there else _RESPELLED
            yield say(sentence, old=called.short(old, self._before, say), new=called.short(new, self._after, say))
        if self._come:
            yield self._added(_texts(self._come))
        if (gone and not joined) or ((more or fewer) and not joined):
            yield from self._cards(gone, [*more, *fewer])
        if not respelled:
            yield from self._moved()
        yield from self._printed()
        if self._order and not (self._gone or self._come):
            yield say("changed the order of {list}", list=called.field("convening", ("words",), say))

    def _added(self, texts: Sequence[str]) -> str:
        say = self._say
        if len(texts) == 1:
            return say("added {item} to {list}", item=self._list(texts), list=called.field("convening", ("words",), say))
        return say.plural("added {n} word: {words}", "added {n} words: {words}", len(texts), words=self._list(texts))

    def _cards(self, gone: Sequence[str], counted: Sequence[Word]) -> Iterator[str]:
        say = self._say
        if len(gone) == 1:
            yield say("took {item} out of {list}", item=self._list(gone), list=called.field("convening", ("words",), say))
        elif gone:
            yield say.plural("took out {n} word: {words}", "took out {n} words: {words}", len(gone), words=self._list(gone))
        texts = _texts(counted)
        if len(counted) == 1:
            count = counted[0].count
            yield say("counted the word {word} {n}", word=self._list(texts), n=say.plural("{n} time", "{n} times", count))
        elif counted:
            yield say.plural("counted {n} word anew: {words}", "counted {n} words anew: {words}", len(texts), words=self._list(texts))

    def _moved(self) -> Iterator[str]:
        say = self._say
        ways: dict[tuple[str, str], list[Word]] = {}
        for old, new in self._both:
            if old.cluster != new.cluster:
                ways.setdefault((heap_of(old, self._before), heap_of(new, self._after)), []).append(new)
        old_heaps, new_heaps = ({heap_of(word, state) for word in state.words} for state in (self._before, self._after))
        for (was, now), words in ways.items():
            names = {"was": called.quoted(was, say), "now": called.quoted(now, say), "words": self._list(_texts(words))}
            if was and now and was not in new_heaps and now not in old_heaps:
                yield say("renamed the heap {was} to {now}", **names)
            elif now:
                yield say("put {words} into the heap {now}", **names)
            else:
                yield say("took {words} out of the heap {was}", **names)

    def _printed(self) -> Iterator[str]:
        say = self._say
        for shown, sentence in ((False, _KEPT), (True, _LET)):
            words = [new for old, new in self._both if old.show != new.show and new.show is shown]
            if words:
                yield say(sentence, words=self._list(_texts(words)))

    def _list(self, texts: Sequence[str]) -> str:
        """The first of them by name."""
        say = self._say
        named = [called.short(text, self._after, say) for text in texts[:_NAMED]]
        rest = len(texts) - _NAMED
        return say.list([*named, *([say.plural("{n} more", "{n} more", rest)] if rest > 0 else [])])


def _texts(words: Sequence[Word]) -> list[str]:
    return list(dict.fromkeys(same_words(word.text) for word in words))
