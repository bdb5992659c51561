import pytest

from toolkit.imports.agenda import DeclinedError, understand
from toolkit.readers.reading import read

MUCH = "a.csv holds far more words than an agenda does; bring the part that is the agenda."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("9:00,Talk\n" * 4_001, "a.csv holds 4001 lines, and no agenda has more than 4000; bring the part that is the agenda."),
        ("Time" + ",Title" * 99 + "\n" + ("9:00" + ",A" * 99 + "\n") * 100, MUCH),
        ("9:00,Talk\n10:00," + "word " * 100_001 + "\n", MUCH),
    ],
)
def test_what_is_far_longer_than_an_agenda_is_declined_before_it_is_looked_at(text: str, sentence: str) -> None:
    with pytest.raises(DeclinedError) as told:
        understand(read(text.encode(), "a.csv"))
    assert str(told.value) == sentence
