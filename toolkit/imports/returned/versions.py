"""Which version a file is of: by the label that everybody can read on it. A label that nobody here knows is said; nothing is guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.convening.model import AUDIENCES, Audience, Convening, Sent
from toolkit.documents import printed
from toolkit.documents.parts import AUDIENCE_WORDS
from toolkit.documents.printed import Printed
from toolkit.documents.registry import Options
from toolkit.documents.sending import options_of, unchanged
from toolkit.imports.returned.likeness import folded
from toolkit.imports.returned.table_words import key
from toolkit.imports.returned.theirs import Said, Table, read
from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError
from toolkit.readers.source import Source

UNKNOWN = N_(
    "{file} says that it is “{label}”, and no version of that name went out from here: "
    "say which version it is to be held against ({known})."
)
UNNAMED = N_("{file} bears no version that went out from here: say which version it is to be held against ({known}).")
NO_SUCH = N_("No version called “{name}” went out from here: there are {known}.")
NOW = "now"
"""The name by which the agenda of today is asked for."""


class UnknownVersionError(SaidError):
    """A file from a version that nobody here knows."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a file is held against: the version (None: today's agenda), as it was printed, and in what language and cut."""

    version: Sent | None
    name: str
    base: Printed
    options: Options

    @property
    def say(self) -> Language:
        return self.options.language


def find(convening: Convening, source: Source, against: str | None = None) -> Held:
    """The version of a file, or the one that a person chose: an id, a name, or `now`.

    :raises UnknownVersionError: its label names no version, or none that went out from here.
    """
    if against is None:
        name = _label(convening, source)
    elif against == NOW or _is(against, convening):
        name = against
    else:
        raise UnknownVersionError(NO_SUCH, name=against, known=known(convening))
    audience = _audience(convening, source)
    return max(_candidates(convening, name), key=lambda held: (_explained(held, source), held.options.audience == audience))


def known(convening: Convening) -> str:
    """The names of the versions there are, the newest first, and the agenda of today."""
    names = dict.fromkeys(sent.name for sent in reversed(convening.sent))
    return ", ".join([*(f"“{name}”" for name in names), NOW])


def _is(name: str, convening: Convening) -> bool:
    return any(folded(name) in (sent.id, folded(sent.name)) for sent in convening.sent) or folded(name) == folded(convening.version) != ""


def _label(convening: Convening, source: Source) -> str:
    """The name of a version that stands on the file: in its header or footer, else above its first table, between dots."""
    lines = list(_head(source))
    names = {folded(each): each for each in (convening.version, *(sent.name for sent in convening.sent)) if folded(each)}
    for name in sorted(names, key=lambda each: (-len(each), each)):
        if any(name == part for line in lines for part in between_dots(line, name)):
            return names[name]
    label = _what_it_says(convening, source)
    if label:
        raise UnknownVersionError(UNKNOWN, file=source.name, label=label, known=known(convening))
    raise UnknownVersionError(UNNAMED, file=source.name, known=known(convening))


def _head(source: Source) -> Iterator[str]:
    yield from _furniture(source)
    for part in read(source, language("en")).parts:
        if isinstance(part, Table):
            return
        yield part.seen


def _furniture(source: Source) -> Iterator[str]:
    """What stands in headers and footers, line by line and cell by cell."""
    for line in source.furniture:
        yield from filter(None, map(folded, re.split(r"[\n\t]", line.text)))


def between_dots(line: str, name: str) -> Iterator[str]:
    """The parts of a line between its dots, and as many of them together as the name has dots of its own."""
    parts = [part.strip() for part in line.split(" · ")]
    wide = name.count(" · ") + 1
    for at in range(len(parts) - wide + 1):
        yield " · ".join(parts[at : at + wide])


def _what_it_says(convening: Convening, source: Source) -> str:
    """What stands beside DRAFT, in any language that this convening prints in."""
    for say in _languages(convening):
        draft = folded(say("DRAFT"))
        for line in _head(source):
            first, _, rest = line.partition(" · ")
            if first == draft:
                return rest
    own = {folded(text) for held in _candidates(convening, NOW) for text in (held.base.title, held.base.subtitle)}
    for each in _furniture(source):
        parts = each.split(" · ")
        ours = any(part in own or part in _footer_words(convening) for part in parts) or _counts_pages(convening, parts[0])
        if not ours:
            return each
    return ""


def _footer_words(convening: Convening) -> set[str]:
    return {folded(say(words)) for say in _languages(convening) for words in AUDIENCE_WORDS.values()}


def _counts_pages(convening: Convening, text: str) -> bool:
    words = [re.split(r"\{pages?\}", say("Page {page} of {pages}")) for say in _languages(convening)]
    return any(re.fullmatch(r"\s*\w*\s*".join(re.escape(folded(piece)) for piece in each), text) for each in words)


def _audience(convening: Convening, source: Source) -> Audience | None:
    """For whom the file says that it is."""
    parts = {part for line in _furniture(source) for part in line.split(" · ")}
    for audience in AUDIENCES:
        if any(folded(say(AUDIENCE_WORDS[audience])) in parts for say in _languages(convening)):
            return audience
    return None


def _languages(convening: Convening) -> list[Language]:
    codes = dict.fromkeys([convening.language, *convening.languages, *(sent.language for sent in convening.sent), "en"])
    return [language(code) for code in codes]


def _candidates(convening: Convening, name: str) -> list[Held]:
    """What went out under this name; where the agenda has not changed since, what it would print for others as well."""
    sent = [each for each in convening.sent if folded(name) in (each.id, folded(each.name))]
    found = []
    for each in sent:
        options = options_of(each.audience, each.language, convening)
        found.append(Held(each, each.name, printed.sent(each, convening, options.language), options))
    if sent and not any(unchanged(convening, each) for each in sent):
        return found
    for code in dict.fromkeys([convening.language, *convening.languages]):
        for audience in ("participants", "public", "facilitators", "organisers"):
            options = options_of(audience, code, convening)
            found.append(Held(None, convening.version if name == NOW else name, printed.now(convening, options), options))
    return found


def _explained(held: Held, source: Source) -> int:
    """How many lines and rows of the file are exactly those of a candidate."""
    theirs = read(source, held.say, held.options.audience in ("facilitators", "organisers"))
    rows = {key(row, held.say) for _, row in held.base.rows()}
    lines = {folded(text) for text in (held.base.title, held.base.subtitle, held.base.facts, *held.base.objectives)}
    lines |= {folded(day.heading(held.say)) for day in held.base.days}
    found = 0
    for part in theirs.parts:
        if isinstance(part, Said):
            found += part.seen in lines
        else:
            found += sum(row.key in rows for row in part.rows)
    return found
