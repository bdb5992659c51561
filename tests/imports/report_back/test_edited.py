"""Fifty random edits, recorded and not: each is found with its author, none is invented, and all of them can be taken over."""

from collections import Counter

import pytest

from tests.conftest import FULL
from tests.imports.report_back.making import CoHost, Edit, back, file, went
from tests.imports.returned.word import through_office
from toolkit.convening.edits import apply
from toolkit.imports.report_back import Change, accept

SEEDS = range(1, 201) if FULL else (1, 2)
NEW = ("added", "reworded", "note-added", "note-reworded")


def found(edit: Edit, changes: tuple[Change, ...]) -> bool:
    return any(
        change.kind == edit.kind and edit.words in (change.stands if edit.kind in NEW else change.stood)
        and (edit.author is None or edit.author in change.authors) for change in changes
    )  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_each_edit_is_found_and_none_is_invented_and_what_is_taken_is_in_the_text(seed: int) -> None:
    host = CoHost(file(), seed)
    data = host.edit(50)
    returned = back(went(), data)
    assert [edit for edit in host.made if not found(edit, returned.changes)] == []
    assert Counter(change.kind for change in returned.changes) == Counter(edit.kind for edit in host.made)
    taken = accept(went(), returned, [change.number for change in returned.changes])
    assert taken.left == ()
    after = apply(went(), taken.edit)
    again = back(after.convening, data)
    assert (again.changes, again.already) == ((), len(returned.changes))
    assert apply(after.convening, after.inverse).convening == went()


def test_what_libreoffice_saves_of_it_is_the_same(soffice: str) -> None:
    hosts = {str(seed): CoHost(file(), seed) for seed in (range(1, 11) if FULL else (3,))}
    edited = {name: host.edit(50) for name, host in hosts.items()}
    saved = through_office(soffice, edited)
    for name, host in hosts.items():
        changes = back(went(), saved[name]).changes
        assert [edit for edit in host.made if not found(edit, changes)] == []
        assert Counter(change.kind for change in changes) == Counter(edit.kind for edit in host.made)
