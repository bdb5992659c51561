"""Contract 8: what exists is in the README, and what the README names exists."""

import re

import pytest

from tests.support import ROOT, all_specs
from toolkit import library
from toolkit.cli import _parser
from toolkit.convening import file
from toolkit.language import language

PAGES = ("README.md", *(f"toolkit/{room}README.md" for room in ("", "documents/", "convening/", "web/", "store/")))
README = "\n".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
"""The README, and what stands beside the part of the program that it explains."""
COMMANDS = next(action.choices for action in _parser(language("en"))._actions if isinstance(action.choices, dict))


def _own_documents() -> list[str]:
    """The documents of the program; an exercise's sheets are explained by its own card, which the library holds against its model."""
    slugs = tuple(f"{slug}-" for slug in library.exercises())
    return [spec.name for spec in all_specs() if not (spec.session and spec.name.startswith(slugs))]


@pytest.mark.parametrize("name", _own_documents())
def test_every_document_is_in_the_readme(name):
    assert f"| `{name}` |" in README


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_readme_and_explains_itself(name):
    assert re.search(rf"run\.py {name}\b", README)
    flags = {flag for action in COMMANDS[name]._actions for flag in action.option_strings if flag.startswith("--")} - {"--help"}
    missing = {flag for flag in flags if flag not in README}
    assert missing - {"--output", "--yes", "--json", "--only", "--quick"} == set()


def test_every_command_that_the_readme_shows_exists():
    shown = set(re.findall(r"run\.py ([a-z-]+)", README))
    assert shown == set(COMMANDS)


def test_every_room_is_in_the_readme():
    rooms = {path.name for path in (ROOT / "toolkit").iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert {room for room in rooms if f"toolkit/{room}/" not in README} == set()


def test_every_picture_of_the_readme_is_there_and_has_alt_text():
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert pictures and all(alt and (ROOT / path).exists() for alt, path in pictures)


def test_every_link_of_these_pages_leads_somewhere():
    for page in PAGES:
        links = re.findall(r"(?<!!)\[[^\]]+\]\((?!https?:)([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8"))
        assert {link for link in links if not ((ROOT / page).parent / link).exists()} == set(), page


def test_every_key_of_the_convening_file_is_explained_in_its_schema():
    schema = file.schema()
    unexplained = [name for name, entry in schema["properties"].items() if not entry.get("description") and name not in README]
    assert unexplained == []


def test_every_dependency_is_pinned_and_says_what_it_is_for():
    for path in ("requirements.txt", "tests/requirements.txt"):
        for line in (ROOT / path).read_text().splitlines():
            if line and not line.startswith("#"):
                assert re.fullmatch(r"[A-Za-z0-9_.-]+==[^ ]+ +# .+", line), line
