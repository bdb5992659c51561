"""What stands in tracks, over many days."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.test_timing import MINUTES
from toolkit.convening.model import Day
from toolkit.planning.timing import Timed, as_timed, fit


@st.composite
def days_with_tracks(draw: st.DrawFn) -> Day:
    sessions: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 4))):
        session: dict[str, Any] = {"id": f"s{number}", "title": f"S{number}", "minutes": draw(MINUTES)}
        pinned = st.tuples(MINUTES, st.one_of(st.none(), st.none(), st.integers(540, 700)))
        chains = draw(st.lists(st.lists(pinned, max_size=3), max_size=2))
        session["tracks"] = [
            {
                "id": f"s{number}t{at}",
                "sessions": [
                    {"id": f"s{number}t{at}i{place}", "title": "I", "minutes": minutes, "pin": pin}
                    for place, (minutes, pin) in enumerate(chain)
                ],
            }
            for at, chain in enumerate(chains)
        ]
        session["alongside"] = draw(st.integers(0, 5)) == 0
        sessions.append(session)
    start = draw(st.one_of(st.none(), st.just(540)))
    end = draw(st.one_of(st.none(), st.integers(600, 900)))
    return Day.model_validate({"id": "d", "start": start, "end": end, "sessions": sessions})


@settings(deadline=None)
@given(days_with_tracks())
def test_what_stands_in_tracks_keeps_its_order_and_pins_and_stays_inside_its_session(day: Day) -> None:
    result = fit(day, 12)
    slots = {slot.session: slot for slot in as_timed(result).slots}
    inside = [(session, track, inner) for session in day.sessions for track in session.tracks for inner in track.sessions]
    assert list(slots) == [
        each for session in day.sessions for each in (session.id, *(inner.id for track in session.tracks for inner in track.sessions))
    ]
    for session, track, inner in inside:
        held, slot = slots[session.id], slots[inner.id]
        assert slot.track == track.id
        assert inner.pin is None or slot.start == inner.pin
        if isinstance(result, Timed) and held.start is not None and slot.start is not None:
            assert held.start <= slot.start
            assert slot.end is None or held.end is None or slot.end <= held.end
