import re
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.convening.strategies import typed
from toolkit.convening.tidy import yaml_text

things = st.recursive(
    typed | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: 0.01 < abs(x) < 1e9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(typed, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(typed | st.text(min_size=250, max_size=1500, alphabet="ab: #"), things, max_size=4))
def test_an_ordinary_yaml_reader_reads_what_was_meant(data: dict[str, Any]) -> None:
    """Dates are left bare, for people: a YAML 1.1 reader makes dates of them."""
    text = yaml_text(data) if data else "{}"
    assert yaml.safe_load(re.sub(r"2027-03-11", "'2027-03-11'", text) if "2027-03-11" in text else text) == data


def test_short_things_stand_on_one_line_and_long_texts_as_they_were_typed() -> None:
    data = {
        "format": 1,
        "title": {"en": "Water: and Work", "fr": "L'eau"},
        "country": "NO",
        "days": [{"id": "day-1", "start": "09:00", "sessions": [
            {"id": "a", "title": "Café 👩🏽‍🌾", "minutes": {"least": 5, "usual": 6, "most": 7}}]}],
        "participants": [{"id": "p1", "name": "O'Neil", "languages": ["pt", "no"], "affiliations": [
            {"title": "Chair", "organisation": "A, B & C"}]}],
        "notes": [{"id": "n1", "text": "First line\n  - indented\n\nlast: line\n"}],
        "keep_until": "2027-09-11",
    }  # fmt: skip
    assert yaml_text(data) == (
        "format: 1\n"
        'title: {en: "Water: and Work", fr: L\'eau}\n'
        'country: "NO"\n'
        "\n"
        "days:\n"
        "  - id: day-1\n"
        '    start: "09:00"\n'
        "    sessions:\n"
        "      - id: a\n"
        "        title: Café 👩🏽‍🌾\n"
        "        minutes: {least: 5, usual: 6, most: 7}\n"
        "\n"
        "participants:\n"
        "  - id: p1\n"
        "    name: O'Neil\n"
        '    languages: [pt, "no"]\n'
        '    affiliations: [{title: Chair, organisation: "A, B & C"}]\n'
        "\n"
        "notes:\n"
        "  - id: n1\n"
        "    text: |\n"
        "      First line\n"
        "        - indented\n"
        "\n"
        "      last: line\n"
        "\n"
        "keep_until: 2027-09-11\n"
    )
