"""Days of sixty sessions with fixed times in their tracks, which stood once and then grew: what an organiser has before her."""

import random
from typing import Any

from toolkit.convening.model import Convening


def sixty_with_pins_in_tracks(seed: int, holders: int = 3, pins: int = 4, grown: int = 30) -> Convening:
    """So many sessions with tracks, and so many with a fixed time, where they stood; then others grew by `grown` minutes."""
    r = random.Random(seed)
    places = r.sample(range(3, 44), holders + pins)
    holding, pinned = set(places[:holders]), set(places[holders:])
    at, count, sessions = 8 * 60, 0, list[dict[str, Any]]()
    while count < 60:
        number, minutes = len(sessions), r.choice([10, 10, 15, 15, 20])
        session: dict[str, Any] = {"id": f"s{number}", "title": "S", "keep": r.choice(["must", "should", "should", "may"])}
        count += 1
        if number in holding:
            tracks = [_track(r, f"s{number}t{track}", at) for track in range(2)]
            minutes = max(sum(each["minutes"] for each in track["sessions"]) for track in tracks)
            session["tracks"] = tracks
            count += 4
        if number not in holding or r.random() < 0.5:
            session["minutes"] = minutes
        if number not in holding and r.random() < 0.2:
            session["minutes"] = {"least": minutes - 5, "usual": minutes, "most": minutes + 10}
        if number in pinned:
            session["pin"] = at
        at += minutes
        sessions.append(session)
    growing = [each for each in sessions if "tracks" not in each and isinstance(each["minutes"], int)]
    for session in r.choices(growing, k=grown // 15):
        session["minutes"] += 15
    day = {"start": 8 * 60, "end": min(at, 24 * 60 - 1), "sessions": sessions}
    return Convening.model_validate({"title": "Sixty", "expected": 20, "days": [day]})


def sixty_that_contradict(seed: int, contradictions: int) -> Convening:
    """The same with more fixed times, of which so many are now anywhere in the day."""
    r = random.Random(seed)
    made = sixty_with_pins_in_tracks(seed, pins=12).model_dump(mode="json", exclude_defaults=True)
    sessions = made["days"][0]["sessions"]
    every = [*sessions, *(inner for session in sessions for track in session.get("tracks", ()) for inner in track["sessions"])]
    for session in r.sample([each for each in every if each.get("pin")], contradictions):
        session["pin"] = f"{r.randint(7, 20):02}:{r.choice(['00', '15', '30', '45'])}"
    return Convening.model_validate(made)


def _track(r: random.Random, name: str, at: int) -> dict[str, Any]:
    first, second = r.choice([5, 10, 15]), r.choice([5, 10, 15])
    inner: list[dict[str, Any]] = [
        {"id": f"{name}i0", "title": "I", "minutes": first},
        {"id": f"{name}i1", "title": "I", "minutes": second},
    ]
    if r.random() < 0.7:
        inner[1]["pin"] = at + first
    return {"id": name, "sessions": inner}
