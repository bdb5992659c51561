"""With thirty random edits made in it, recorded by Word or not, each is found, with its author, and none is invented."""

from collections import Counter

import pytest

from tests.conftest import FULL
from tests.imports.returned.cohost import CoHost
from tests.imports.returned.making import back, convenings, now, sent, word
from tests.imports.returned.word import through_office
from toolkit.convening.model import Convening
from toolkit.imports.returned import Change, Returned
from toolkit.language import language

EDITS = 30
NAMES = ("sample", "two-day-dialogue", "three-day-strategy-meeting")
CODES = ("en", "ar-XB", "en-US")


def edited(seed: int) -> tuple[Convening, CoHost, bytes]:
    code = CODES[seed // 3 % 3]
    convening = sent(convenings()[NAMES[seed % 3]], code=code)
    host = CoHost(convening, now(convening, code=code), word(convening, code=code), language(code), seed)
    return convening, host, host.edit(EDITS)


def thing(change: Change) -> str:
    """As the co-host knows it: what is new has no id for him, only words."""
    if change.kind != "added":
        return change.subject.id
    return change.stands if change.subject.kind == "objective" else change.subject.name


def found_in(found: Returned) -> Counter[tuple[str, str, tuple[str, ...], bool]]:
    return Counter((change.kind, thing(change), change.authors, change.tracked) for change in found.changes)


def made_by(host: CoHost) -> Counter[tuple[str, str, tuple[str, ...], bool]]:
    return Counter((edit.kind, edit.what, (edit.author,) if edit.author else (), bool(edit.author)) for edit in host.made)


@pytest.mark.parametrize("seed", range(200 if FULL else 6))
def test_each_edit_is_found_and_none_is_invented(seed: int) -> None:
    convening, host, data = edited(seed)
    found = back(convening, data)
    assert found_in(found) == made_by(host)
    assert sorted((remark.subject.id, remark.text, remark.author) for remark in found.remarks) == sorted(
        (row, text, "Rosa of RCU") for row, text in host.remarks
    )


def test_each_edit_is_found_once_libreoffice_has_saved_the_file(soffice: str) -> None:
    hosts = {f"seed-{seed}": edited(seed) for seed in range(60, 90 if FULL else 62)}
    saved = through_office(soffice, {name: data for name, (_, _, data) in hosts.items()})
    found = {name: found_in(back(convening, saved[name])) for name, (convening, _, _) in hosts.items()}
    assert found == {name: made_by(host) for name, (_, host, _) in hosts.items()}


def test_the_same_file_is_read_the_same_each_time() -> None:
    convening, _, data = edited(3)
    assert back(convening, data) == back(convening, data)
