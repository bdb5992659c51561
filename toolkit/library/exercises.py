"""Exercises: one folder each, `exercise.md` with its front matter and guide, one Markdown file for each sheet.

`exercise.fr.md` and `<sheet>.fr.md` beside them are translations: the same keys, only those that are said differently.
"""

import functools
import hashlib
import pathlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it import MarkdownIt
from pydantic import ValidationError

from toolkit.convening import directives, file
from toolkit.convening.exercise import Exercise
from toolkit.convening.marked import check_text, read_marked
from toolkit.convening.vocabulary import DIRECTIVES
from toolkit.language import N_
from toolkit.library.places import LibraryError, Stamp, read_text, stamp, visible_files
from toolkit.library.spoken import spoken
from toolkit.planning.formula import FormulaError, evaluate, parse
from toolkit.planning.steps import groups_for

_TOLD = {"no": False, "yes": True}
GUIDE = "guide"
"""The sheet that is made from the front matter, and has no text of its own."""

TRIED = (*range(61), 80, 100, 150, 200, 500, 1000)
"""Sizes of a meeting that formulas are tried at; nobody need have come yet."""

_NO_SHEETS = frozenset({"exercise", "README", GUIDE})
_FENCES = MarkdownIt("commonmark", {"html": False}).disable(["code"])
_SLUG = re.compile(r"^[a-z0-9][a-z0-9_-]{0,63}$")
_TRANSLATED = re.compile(r"^(?P<name>.+)\.(?P<code>[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)\.md$")


def exercises_in(folder: pathlib.Path) -> Mapping[str, Exercise]:
    """The exercises of a folder that an author works in: one exercise, or several beside each other."""
    found = [folder] if (folder / "exercise.md").is_file() else sorted(path.parent for path in folder.glob("*/exercise.md"))
    if not found:
        raise LibraryError(N_("There is no exercise.md in {folder}, nor in a folder in it."), folder=folder)
    return {each.resolve().name: read_tried(each.resolve()) for each in found}


def read_folder(folder: pathlib.Path) -> Exercise:
    """One exercise, read anew only when a file of it has changed."""
    return _read(folder, stamp(visible_files(folder, "*.md")))


def read_tried(folder: pathlib.Path) -> Exercise:
    """The same of one that no test of ours has seen: every formula comes to a number in a meeting of any size, so none fails later."""
    return _tried(folder, stamp(visible_files(folder, "*.md")))


def is_slug(name: str) -> bool:
    """Whether a folder of this name can be an exercise."""
    return _SLUG.match(name) is not None


@functools.lru_cache(maxsize=256)
def _read(folder: pathlib.Path, _stamp: Stamp) -> Exercise:
    if not _SLUG.match(folder.name):
        raise LibraryError(N_("The folder {name} cannot name an exercise; use small letters a to z, digits and dashes."), name=folder.name)
    source = f"{folder.name}/exercise.md"
    front, guide = _parts(read_text(folder / "exercise.md"), source)
    # The newline stands for the line of dashes, so that errors name the line of the file; the slug comes after all of it.
    exercise = file.load(f"\n{front}\nslug: {folder.name}\n", Exercise, source)
    _check_formulas(exercise, source)
    own = exercise.language
    values: dict[str, Any] = exercise.model_dump(by_alias=True)
    values["guide"] = guide
    values["sheet_texts"] = _sheet_texts(exercise, folder)
    values["state"] = _state(folder, exercise)
    for path, code in _translations(folder, "exercise"):
        name = f"{folder.name}/{path.name}"
        front, guide = _parts(read_text(path), name)
        typed = _mapping(front, name)
        values["translations"][code] = _told(typed, name)
        values = _merged(values, typed, own, code, name, "")
        if guide:
            values["guide"] = _with(values["guide"], guide, own, code)
    try:
        return spoken(Exercise.model_validate(values), own)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise LibraryError(N_("The exercise {name}, {place}: {why}."), name=folder.name, place=place, why=first["msg"]) from None


@functools.lru_cache(maxsize=256)
def _tried(folder: pathlib.Path, made: Stamp) -> Exercise:
    exercise = _read(folder, made)
    for people in TRIED:
        groups, size = groups_for(people, exercise.group_size), exercise.group_size or 1
        for place, text in _formulas(exercise):
            try:
                evaluate(text, people=people, groups=groups, size=size)
            except FormulaError as problem:
                raise LibraryError(
                    N_("{source}, {place}: for {people} people: {why}"),
                    source=f"{exercise.slug}/exercise.md", place=place, people=people, why=problem,
                ) from None
    return exercise


def _parts(text: str, source: str) -> tuple[str, str]:
    """The front matter between two lines of dashes, and the Markdown below it."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != "---":
        raise LibraryError(N_("{source}, line 1: it must begin with a line of three dashes, then its front matter."), source=source)
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise LibraryError(N_("{source}: the front matter has no end; close it with a line of three dashes."), source=source)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip()


def _formulas(exercise: Exercise) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = [(f"minutes.{key}", getattr(exercise.minutes, key)) for key in ("least", "usual", "most")]
    found += [(f"phases.{at}.minutes", phase.minutes) for at, phase in enumerate(exercise.phases, 1)]
    found += [(f"materials.{at}.quantity", item.quantity) for at, item in enumerate(exercise.materials, 1)]
    found += [(f"sheets.{sheet.id}.copies", sheet.copies) for sheet in exercise.sheets]
    return found


def _check_formulas(exercise: Exercise, source: str) -> None:
    for place, formula in _formulas(exercise):
        try:
            parse(formula)
        except FormulaError as problem:
            raise LibraryError(N_("{source}, {place}: {why}"), source=source, place=place, why=problem) from None


def _sheet_texts(exercise: Exercise, folder: pathlib.Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for sheet in exercise.sheets:
        path = folder / f"{sheet.id}.md"
        if path.is_file():
            found[sheet.id] = _sheet_text(path, exercise)
            for translated, code in _translations(folder, sheet.id):
                found[sheet.id] = _with(found[sheet.id], _sheet_text(translated, exercise), exercise.language, code)
        elif sheet.id != GUIDE:
            raise LibraryError(N_("{folder}: the sheet {sheet} has no text; write {sheet}.md."), folder=folder.name, sheet=sheet.id)
    for path in visible_files(folder, "*.md"):
        name = path.name.split(".")[0]
        if name not in found and name not in _NO_SHEETS:
            raise LibraryError(
                N_("{folder}/{file} is no sheet of exercise.md; name it under `sheets`, or take it out."),
                folder=folder.name, file=path.name,
            )
    return found


def _sheet_text(path: pathlib.Path, exercise: Exercise) -> str:
    """The Markdown of a sheet, once every directive in it is right: what is wrong is said here, and never printed as code."""
    typed = read_text(path)
    source = f"{path.parent.name}/{path.name}"
    for fence in (token for token in _FENCES.parse(typed) if token.type == "fence"):
        start = fence.map[0] + 1 if fence.map else 1
        name = fence.info.split()[0] if fence.info.strip() else ""
        if not name:
            raise LibraryError(
                N_("{source}, line {line}: a fenced block needs the name of a directive behind its three signs; there are {there}."),
                source=source, line=start, there=", ".join(DIRECTIVES),
            )
        try:
            directives.read(name, fence.content, exercise.fill)
        except directives.DirectiveError as problem:
            raise LibraryError(N_("{source}, line {line}: {why}"), source=source, line=start + problem.line, why=problem) from None
    return typed.strip()


def _translations(folder: pathlib.Path, name: str) -> Iterator[tuple[pathlib.Path, str]]:
    for path in visible_files(folder, f"{name}.*.md"):
        found = _TRANSLATED.match(path.name)
        if found is not None and found["name"] == name:
            yield path, found["code"]


def _mapping(front: str, source: str) -> dict[str, Any]:
    """The keys of a translation as typed: a part of an exercise, so only its merged whole can be held against the model."""
    raw = read_marked(check_text(f"\n{front}\n", source), source).raw
    if not isinstance(raw, dict):
        raise LibraryError(N_("{source}: its front matter must be keys with their translations."), source=source)
    return raw


def _told(typed: dict[str, Any], source: str) -> dict[str, Any]:
    """What a translation says of itself, taken out of its keys."""
    reviewed = str(typed.pop("reviewed", "no")).lower()
    if reviewed not in _TOLD:
        raise LibraryError(N_("{source}, reviewed: write yes once a speaker of the language has read it over, else no."), source=source)
    return {"reviewed": _TOLD[reviewed], "unreviewed": str(typed.pop("unreviewed", "")), "of": str(typed.pop("of", ""))}


def _state(folder: pathlib.Path, exercise: Exercise) -> str:
    """Eight signs for the words of the original; how lines are broken makes no difference."""
    names = ["exercise", *(sheet.id for sheet in exercise.sheets if sheet.id != GUIDE)]
    words = " ".join(word for name in names for word in read_text(folder / f"{name}.md").split())
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def _merged(original: dict[str, Any], translated: dict[str, Any], own: str, code: str, source: str, above: str) -> dict[str, Any]:
    made = dict(original)
    for key, value in translated.items():
        place = f"{above}{key}"
        if key not in made:
            raise LibraryError(N_("{source}, {place}: exercise.md has no such key to translate."), source=source, place=place)
        made[key] = _both(made[key], value, own, code, source, place)
    return made


def _both(original: Any, translated: Any, own: str, code: str, source: str, place: str) -> Any:
    if isinstance(translated, str) and (isinstance(original, str) or _per_language(original, own)):
        return _with(original, translated, own, code)
    if isinstance(translated, dict) and isinstance(original, dict):
        return _merged(original, translated, own, code, source, f"{place}.")
    if isinstance(translated, list) and isinstance(original, (list, tuple)):
        if len(translated) != len(original):
            raise LibraryError(
                N_("{source}, {place}: {count} items stand here for the {there} of exercise.md."),
                source=source, place=place, count=len(translated), there=len(original),
            )
        pairs = enumerate(zip(original, translated, strict=True), 1)
        return [_both(ours, theirs, own, code, source, f"{place}.{at}") for at, (ours, theirs) in pairs]
    raise LibraryError(N_("{source}, {place}: this does not have the form that it has in exercise.md."), source=source, place=place)


def _per_language(value: Any, own: str) -> bool:
    return isinstance(value, dict) and own in value and all(isinstance(text, str) for text in value.values())


def _with(original: Any, text: str, own: str, code: str) -> dict[str, str]:
    return {**(original if isinstance(original, dict) else {own: original}), code: text}
