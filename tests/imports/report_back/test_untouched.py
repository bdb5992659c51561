"""A report that nobody touched holds no change, and edits are the same, also once LibreOffice has opened and saved the file."""

from collections import Counter

from tests.conftest import FULL
from tests.imports.report_back.making import CoHost, back, file, went, word
from tests.imports.returned.word import through_office
from toolkit import library
from toolkit.convening.edits import apply
from toolkit.convening.model import Convening
from toolkit.imports.report_back import send


def sample() -> Convening:
    made = library.sample().convening
    return apply(made, send(made, "v9")).convening


def test_a_file_that_nobody_touched_holds_no_change() -> None:
    for convening, data in ((went(), file()), (sample(), word(sample()))):
        found = back(convening, data)
        assert (found.changes, found.already, found.remarks) == ((), 0, ())
        assert found.version == convening.report.sent[-1]


def test_libreoffice_changes_nothing_by_saving_and_hides_nothing_that_was_edited(soffice: str) -> None:
    files = {"invented": (went(), file()), "sample": (sample(), word(sample()))}
    if FULL:
        files["long"] = (went(40), file(40))
    hosts = {str(seed): CoHost(file(), seed) for seed in (range(100, 120) if FULL else (100,))}
    edited = {name: host.edit(50) for name, host in hosts.items()}
    saved = through_office(soffice, {**{name: data for name, (_, data) in files.items()}, **edited})
    assert {name: back(convening, saved[name]).changes for name, (convening, _) in files.items()} == dict.fromkeys(files, ())
    for name, host in hosts.items():
        changes = back(went(), saved[name]).changes
        assert [edit for edit in host.made if not edit.is_among(changes)] == []
        assert Counter(change.kind for change in changes) == Counter(edit.kind for edit in host.made)
