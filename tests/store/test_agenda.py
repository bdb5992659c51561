"""What stays open of a convening says when and what, and nobody's name, however it was typed."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.conftest import a_convening
from tests.support import sample
from toolkit.planning import timing
from toolkit.store.agenda import open_part

SESSIONS = [
    {"id": "talk-by-maria", "title": {"en": "A talk by Maria", "fr": "Maria EXAMPLE parle"}, "minutes": 30, "room": "Jo Nguyễn Ánh's room"},
    {"id": "split", "title": "Two rooms", "tracks": [
        {"id": "a", "title": "With Joana", "lead": [{"person": "maria"}], "sessions": [{"title": "محمد الأمين", "minutes": 20}]},
        {"id": "b", "sessions": [{"id": "b1", "title": "In may, at ease", "purpose": "Ask Maria.", "minutes_per_person": 2}]}]},
]  # fmt: skip


def test_no_name_is_left_in_a_title_a_room_or_an_id() -> None:
    convening = a_convening(title="Maria's days", days=[{"id": "day-of-maria", "title": "Nguyen", "start": "09:00", "sessions": SESSIONS}])
    said = json.dumps(open_part(convening).model_dump(mode="json", exclude_defaults=True), ensure_ascii=False).casefold()
    assert [name for name in ("maria", "example", "joana", "nguyễn", "محمد", "ask") if name in said] == []
    assert "in may, at ease" in said and "two rooms" in said


@pytest.mark.parametrize("convening", [sample().convening, a_convening()])
def test_its_times_are_those_of_the_whole(convening) -> None:
    def times(of):
        return [[(slot.start, slot.end) for slot in day.slots] for day in timing.agenda(of) if isinstance(day, timing.Timed)]

    assert times(open_part(convening)) == times(convening) != []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abcdé -'", min_size=3, max_size=12), min_size=1, max_size=4), st.text("abcdé -'", max_size=40))
def test_no_part_of_a_name_stands_in_the_title_as_a_word(names: list[str], title: str) -> None:
    empty: dict[str, object] = {"together": [], "groups": [], "notes": [], "report": {}, "days": []}
    convening = a_convening(**{**empty, "title": title or "T", "participants": [{"name": name} for name in names]})
    left = str(open_part(convening).title).replace("-", " ").replace("'", " ").split()
    assert not set(left) & {word for name in names for word in name.replace("-", " ").replace("'", " ").split() if len(word) > 2}
