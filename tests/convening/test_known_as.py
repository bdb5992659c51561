"""A time that holds groups side by side goes by what stands in it where it has no title of its own."""

from toolkit.convening.known_as import known_as
from toolkit.convening.model import Session
from toolkit.convening.values import in_language


def side_by_side(title: str, *tracks: object) -> Session:
    held = [{"id": f"t{at}", **track} for at, track in enumerate(tracks)]  # type: ignore[dict-item]
    return Session.model_validate({"id": "s", "title": title, "tracks": held})


INNER = {"id": "i", "title": {"en": "Budgets", "fr": "Les budgets"}, "minutes": 10}


def test_a_title_is_kept_and_without_one_the_tracks_speak() -> None:
    assert known_as(side_by_side("Groups", {"title": "Hall"})) == "Groups"
    assert known_as(side_by_side("", {"title": "Hall"}, {"title": ""}, {"title": "Garden"})) == "Hall · Garden"
    assert known_as(side_by_side("")) == ""


def test_what_stands_first_in_a_track_speaks_for_it_in_each_language() -> None:
    found = known_as(side_by_side("", {"title": "Hall"}, {"title": "", "sessions": [INNER]}))
    assert [in_language(found, code, "en")[0] for code in ("en", "fr")] == ["Hall · Budgets", "Hall · Les budgets"]
