"""What somebody may choose by mistake where a list of people is wanted: a convening of ours, an agenda, a list of organisations."""

import re
from collections.abc import Iterable, Sequence

from toolkit.imports.agenda import clock
from toolkit.imports.people import shapes
from toolkit.imports.people.columns import Columns
from toolkit.imports.people.understood import DeclinedError, Field, Person
from toolkit.language import N_

CONVENING = N_("{name} is a convening file of this program and no list of people; open it as a convening.")
AGENDA = N_("{name} is an agenda and no list of people (“{shown}”); bring it in as an agenda.")
ORGANISATIONS = N_("What stands under “{heading}” in {name} are organisations (“{shown}”) and no people; say who comes from each of them.")

_BLOCKS = frozenset({"participants:", "days:", "hosts:", "objectives:", "venue:", "groups:", "notes:", "words:", "report:"})
_ENTRY = re.compile(r"(?:- )?\{?\s*(?:id|name): ?\S")
_JSON = re.compile(r"\s*\{")
_OF_PEOPLE: frozenset[Field] = frozenset(
    {"given", "family", "organisation", "title", "honorific", "pronouns", "legal_name", "languages", "diet", "access", "days"}
)
_SHOWN = 60


def convening(texts: Iterable[str], name: str) -> DeclinedError | None:
    """Whether the text is a convening file: its keys as YAML writes them, or as JSON does."""
    said = list(texts)
    if said and _JSON.match(said[0]):
        head = " ".join(said)[:200_000]
        ours = sum(f'"{key[:-1]}":' in head.replace('" :', '":') for key in (*_BLOCKS, "title:"))
        return DeclinedError(CONVENING, name=name) if ours > 1 else None
    keyed = {text for text in said if text in _BLOCKS}
    if keyed and any(text.startswith("title:") for text in said) and any(map(_ENTRY.match, map(str.strip, said))):
        return DeclinedError(CONVENING, name=name)
    return None


def agenda_in_lines(lines: Sequence[str], people: Sequence[Person], name: str) -> DeclinedError | None:
    """Whether what was taken for people in a text are sessions: their organisations are times or lengths. Or those who speak in them."""
    if any(map(shapes.heads_speakers, lines)):
        times = [line for line in lines if (found := clock.leading(line)) is not None and found.reading.strong]
        if len(times) > 1:
            return DeclinedError(AGENDA, name=name, shown=times[0][:_SHOWN])
    timed = [person for person in people if any(map(_is_time, _said(person)))]
    if len(timed) > 1 and len(timed) * 3 >= len(people):
        return DeclinedError(AGENDA, name=name, shown=timed[0].name[:_SHOWN])
    return None


def _said(person: Person) -> Iterable[str]:
    for each in person.raw.get("affiliations", ()):
        for text in each.values():
            yield from text.split(", ")


def _is_time(text: str) -> bool:
    found = clock.whole(text) if re.search(r"\d", text) else None
    return found is not None and found.strong


def agenda_in_table(texts: Sequence[Sequence[str]], columns: Columns, name: str) -> DeclinedError | None:
    """Whether a table with a column of names says when each of them speaks: `Time, Session, Speaker`."""
    headed = [at for at, heading in columns.headings.items() if shapes.of_agendas(heading)]
    if len(headed) < 2 or columns.header is None or set(columns.fields.values()) & (_OF_PEOPLE - {"title", "days"}):
        return None
    below = texts[columns.header + 1 :]
    for at in headed:
        cells = [row[at].strip() for row in below if at < len(row) and row[at].strip()]
        if cells and shapes.share(cells, _is_time) >= 0.6:
            return DeclinedError(AGENDA, name=name, shown=f"{columns.headings[at]}: {cells[0]}"[:_SHOWN])
    return None


def organisations(listed: Sequence[str], heading: str, columns: Columns, name: str) -> DeclinedError | None:
    """Whether a column of names holds bodies, in a table that has nothing of people beside it."""
    if set(columns.fields.values()) & _OF_PEOPLE or len(listed) < 2:
        return None
    if shapes.share(listed, lambda each: len(each.split()) > 1 and shapes.is_organisation(each)) < 0.5:
        return None
    return DeclinedError(ORGANISATIONS, name=name, heading=heading, shown=listed[0][:_SHOWN])
