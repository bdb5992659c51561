"""Sent and come back untouched: no change found, in every cut, also once LibreOffice has opened and saved the file."""

import itertools

import pytest

from tests.conftest import FULL
from tests.imports.returned.making import back, convenings, sent, told, word
from tests.imports.returned.word import through_office
from toolkit.convening.model import AUDIENCES, Audience

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
