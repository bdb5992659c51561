"""The check of one convening: what is worked out of it once for each audience, and then asked of every file and of every typed text."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from toolkit.convening.model import Audience, Convening
from toolkit.leaks.certain import in_file
from toolkit.leaks.doubts import Suspects, in_text, small_words
from toolkit.leaks.fold import whole
from toolkit.leaks.leak import Leak
from toolkit.leaks.prose import Typed, Way, typed
from toolkit.leaks.wanted import Wanted

_OUTSIDE: tuple[Audience, ...] = ("participants", "public")
"""The circles that doubts are for, the narrower first: the team knows everybody's chosen name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place in a typed text, and the narrowest circle that may not read it."""

    typed: Typed
    leak: Leak
    audience: Audience

    @property
    def around(self) -> tuple[str, str, str]:
        """The line, parted into what stands before the place, the place, and after it; a long one is cut."""
        return around(self.typed.text, self.leak)


_AROUND = 90


def around(text: str, leak: Leak) -> tuple[str, str, str]:
    """The line in which it stands in the text that was searched, in three parts. It may hold names: for the organisers' own screen."""
    text = whole(text)
    start, end = leak.start, leak.end
    low, high = max(text.rfind("\n", 0, start), text.rfind("\f", 0, start)) + 1, text.find("\n", end)
    before, after = text[low:start], text[end : len(text) if high < 0 else high]
    before = "… " + before[-_AROUND:].partition(" ")[2] if len(before) > _AROUND else before
    after = after[:_AROUND].rpartition(" ")[0] + " …" if len(after) > _AROUND else after
    return before, text[start:end], after


def may_name(convening: Convening, ids: Collection[str]) -> tuple[Way, ...]:
    """The texts in which a word stands that is a part of the name of one of these people, whatever they agreed to."""
    people = tuple(each.model_copy(update={"consent": None}) if each.id in ids else each for each in convening.participants)
    check = Check(convening.model_copy(update={"participants": people, "allowed": ()}))
    return tuple(text.way for text in typed(convening) if any(leak.id in ids for leak in check.parts(text.text)))


class Check:
    """Names are held as long as this is: it lives as long as the material of one pack or one page."""

    def __init__(self, convening: Convening) -> None:
        self._convening = convening
        self._wanted: dict[Audience, Wanted] = {}
        self._suspects: dict[Audience, Suspects] = {}

    def find(self, audience: Audience, files: Mapping[str, str]) -> tuple[Leak, ...]:
        if audience == "organisers":
            return ()
        wanted = self._wanted_by(audience)
        return tuple(leak for file, text in files.items() for leak in in_file(file, text, wanted)[0])

    def doubtful(self, audience: Audience, files: Mapping[str, str]) -> tuple[Leak, ...]:
        if audience not in _OUTSIDE:
            return ()
        return tuple(leak for file, text in files.items() for leak in self._doubtful(audience, file, text))

    def typed(self) -> tuple[Named, ...]:
        """Everything in the typed texts: what is certain, and what is doubtful and was not allowed yet, in the order of the file."""
        return tuple(self._typed())

    def parts(self, text: str) -> tuple[Leak, ...]:
        """Only the words of names in a text, for whomever it is."""
        found = in_text("", text, self._suspects_of("public"), (), self._ordinary)
        return tuple(leak for leak in found if leak.kind in ("part", "described"))

    def _typed(self) -> Iterator[Named]:
        for text in typed(self._convening):
            seen: set[tuple[str, str, int]] = set()
            circles: tuple[Audience, ...] = _OUTSIDE if text.audience == "public" else ("facilitators",)
            for audience in circles:
                found = (*self._certain(audience, text.text), *(self._doubtful(audience, "", text.text) if audience in _OUTSIDE else ()))
                for leak in sorted(found, key=lambda each: each.start):
                    if (leak.kind, leak.id, leak.start) not in seen:
                        seen.add((leak.kind, leak.id, leak.start))
                        yield Named(text, leak, audience)

    def _certain(self, audience: Audience, text: str) -> tuple[Leak, ...]:
        return in_file("", text, self._wanted_by(audience))[0]

    def _doubtful(self, audience: Audience, file: str, text: str) -> tuple[Leak, ...]:
        return in_text(file, text, self._suspects_of(audience), in_file(file, text, self._wanted_by(audience))[1], self._ordinary)

    @cached_property
    def _ordinary(self) -> frozenset[str]:
        return small_words(whole(each.text) for each in typed(self._convening))

    def _wanted_by(self, audience: Audience) -> Wanted:
        if audience not in self._wanted:
            self._wanted[audience] = Wanted.of(self._convening, audience)
        return self._wanted[audience]

    def _suspects_of(self, audience: Audience) -> Suspects:
        if audience not in self._suspects:
            self._suspects[audience] = Suspects.of(self._convening, audience)
        return self._suspects[audience]
