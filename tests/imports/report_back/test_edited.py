"""Fifty random edits, recorded and not: each is found with its author, none is invented, and all of them can be taken over."""

from collections import Counter

import pytest

from tests.conftest import FULL
from tests.imports.report_back.making import CoHost, back, file, went
from toolkit.convening.edits import apply
from toolkit.imports.report_back import accept

SEEDS = range(1, 201) if FULL else (1,)

@pytest.mark.parametrize("seed", SEEDS)
def test_each_edit_is_found_and_none_is_invented_and_what_is_taken_is_in_the_text(seed: int) -> None:
    host = CoHost(file(), seed)
    data = host.edit(50)
    returned = back(went(), data)
    assert [edit for edit in host.made if not edit.is_among(returned.changes)] == []
    assert Counter(change.kind for change in returned.changes) == Counter(edit.kind for edit in host.made)
    taken = accept(went(), returned, [change.number for change in returned.changes])
    assert taken.left == ()
    after = apply(went(), taken.edit)
    again = back(after.convening, data)
    assert (again.changes, again.already) == ((), len(returned.changes))
    assert apply(after.convening, after.inverse).convening == went()
