"""Sent and come back untouched: no change found, in every cut, also once LibreOffice has opened and saved the file."""

import itertools

import pytest

from tests.conftest import FULL
from tests.imports.returned.making import back, convenings, sent, told, word
from tests.imports.returned.word import Word, through_office
from tests.planning.random_days import convening as random_convening
from toolkit.convening.edits import apply
from toolkit.convening.model import AUDIENCES, Audience, Convening
from toolkit.imports.returned import accept

LANGUAGES = ("en", "ar-XB", "en-XA", "fr", "en-US")
WHOLE = list(itertools.product(convenings(), AUDIENCES, LANGUAGES, ("a4", "letter"), (False, True)))
SOME = [
    (name, audience, LANGUAGES[(at + nth) % 3], ("a4", "letter")[nth % 2], bool(at % 2))
    for at, name in enumerate(convenings()) for nth, audience in enumerate(AUDIENCES)
]  # fmt: skip


@pytest.mark.parametrize("name, audience, code, paper, final", WHOLE if FULL else SOME)
def test_a_file_that_nobody_touched_holds_no_change(name: str, audience: Audience, code: str, paper: str, final: bool) -> None:
    convening = sent(convenings()[name].model_copy(update={"final": final}), audience, code)
    found = back(convening, word(convening, audience, code, paper))
    assert (told(found), found.already, found.remarks) == ([], 0, ())
    assert (found.version, found.audience, found.language) == (convening.sent[-1], audience, code)


def test_libreoffice_changes_nothing_by_saving(soffice: str) -> None:
    cuts = [(name, audience, code) for name, audience, code, paper, final in (WHOLE if FULL else SOME) if paper == "a4" and not final]
    cuts = cuts if FULL else cuts[::3]
    made = {name: sent(convenings()[name[0]], *name[1:]) for name in cuts}
    files = {"--".join(name): word(convening, *name[1:]) for name, convening in made.items()}
    saved = through_office(soffice, files)
    assert {name: told(back(made[name], saved["--".join(name)])) for name in cuts} == {name: [] for name in cuts}


def silent(*tracks: list[dict[str, object]]) -> Convening:
    """One session around groups that have nothing to say, so no row, and one after it."""
    around = {"id": "w", "title": "Walk", "tracks": [{"id": f"t{n}", "sessions": held} for n, held in enumerate(tracks)]}
    day = {"id": "d", "start": "09:00", "sessions": [around, {"id": "z", "title": "Closing", "minutes": 15}]}
    return sent(Convening.model_validate({"title": "T", "days": [day]}))


def item(name: str) -> dict[str, object]:
    return {"id": name, "title": f"Talk {name}", "minutes": 20}


def test_groups_without_a_row_of_their_own_hold_no_change() -> None:
    for convening in (silent([item("a"), item("b")]), silent([item("a")], [item("b"), item("c")])):
        assert told(back(convening, word(convening))) == []
    for seed in range(200 if FULL else 12):
        convening = sent(random_convening(seed, most=5, inside=bool(seed % 2)))
        assert told(back(convening, word(convening))) == [], seed


def test_what_is_moved_or_new_among_groups_without_a_row_is_found_alone() -> None:
    convening = silent([item("a"), item("b")], [item("c")])
    moved = Word(word(convening))
    rows = moved.tables[0]
    moved.move_row(rows[5], rows[2])
    assert [(kind, what) for kind, what, _, _ in told(back(convening, moved.saved()))] == [("moved", "c")]
    more = Word(word(convening))
    rows = more.tables[0]
    more.put_row(more.new_row(rows[3], ("", "– Song", "")), rows[3])
    found = back(convening, more.saved())
    assert [(kind, stands) for kind, _, _, stands in told(found)] == [("added", "Song")]
    made = apply(convening, accept(convening, found)).convening
    assert [each.title for each in made.days[0].sessions[0].tracks[0].sessions] == ["Talk a", "Song", "Talk b"]
