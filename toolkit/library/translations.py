"""What a translation lacks of its original: texts that are printed in the original instead, and an original that has changed since."""

from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from pydantic import BaseModel

from toolkit.convening import directives
from toolkit.convening.exercise import Exercise
from toolkit.convening.values import Localised
from toolkit.language import N_
from toolkit.language.said import SaidError

LAGS = N_("{slug}: exercise.{code}.md translates another state of the original; look what has changed, then write `of: {state}`.")
LACKS = N_("{slug}, {code}: {count} texts are not translated and print in the original, first {places}.")
UNREVIEWED = N_("{slug}, {code}: nobody has read this translation over; its sheets say so.")
_NAMED = 3
_FENCES = MarkdownIt("commonmark", {"html": False}).disable(["code"])
_NO_TEXT = frozenset({"translations", "sources"})


def remarks(exercise: Exercise) -> tuple[SaidError, ...]:
    """What is to be said of each translation; none of it keeps a sheet from being printed."""
    return tuple(remark for code in exercise.translations for remark in _remarks(exercise, code))


def _remarks(exercise: Exercise, code: str) -> Iterator[SaidError]:
    known = exercise.translations[code]
    if known.of != exercise.state:
        yield SaidError(LAGS, slug=exercise.slug, code=code, state=exercise.state)
    if missing := lacking(exercise, code):
        yield SaidError(LACKS, slug=exercise.slug, code=code, count=len(missing), places=", ".join(missing[:_NAMED]))
    if not known.reviewed:
        yield SaidError(UNREVIEWED, slug=exercise.slug, code=code)


def lacking(exercise: Exercise, code: str) -> tuple[str, ...]:
    """Where a text has no form in this language, by its keys; a sheet by its file."""
    return tuple(_lacking(exercise, code, ""))


def _lacking(value: Any, code: str, place: str) -> Iterator[str]:
    match value:
        case Localised():
            if code not in value.root:
                yield place.removesuffix(".")
        case BaseModel():
            for name in type(value).model_fields:
                if name not in _NO_TEXT:
                    yield from _lacking(getattr(value, name), code, f"{place}{name}.")
        case tuple():
            for at, each in enumerate(value, 1):
                yield from _lacking(each, code, f"{place}{at}.")
        case dict():
            for key, each in value.items():
                yield from _lacking(each, code, f"{place}{key}.")


def unlike(exercise: Exercise) -> tuple[SaidError, ...]:
    """Sheets whose translation holds other directives than the original, or fills in something else: they are not the same sheet."""
    found = []
    for sheet, text in exercise.sheet_texts.items():
        forms = {code: _form(typed) for code, typed in text.root.items()} if isinstance(text, Localised) else {}
        own = forms.get(exercise.language)
        found += [
            SaidError(
                N_("{slug}/{sheet}.{code}.md has other directives, or asks for other answers, than {sheet}.md; they must be the same."),
                slug=exercise.slug, sheet=sheet, code=code,
            )
            for code, form in forms.items() if form != own
        ]
    return tuple(found)


def _form(typed: str) -> list[tuple[str, str, frozenset[str], int]]:
    """Each directive by its name, its kind, the answers that it fills in and the number of its items."""
    fences = [token for token in _FENCES.parse(typed) if token.type == "fence"]
    read = [(directives.read(token.info.split()[0], token.content), token.content) for token in fences]
    return [(made.name, made.kind, frozenset(directives.names_in(content)), len(made.items)) for made, content in read]
