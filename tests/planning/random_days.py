"""Days as people make them, many from one seed: typed and elastic minutes, pins that nearly fit, tracks, people, exercises."""

import random
from typing import Any

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening

EXERCISES = {
    slug: Exercise.model_validate({
        "slug": slug, "title": slug, "summary": "", "purpose": "", "people": {"least": 1, "usual": 2, "most": 90}, "phases": [],
        "minutes": {"least": least, "usual": "60", "most": "90"},
    })
    for slug, least in (("short", "10"), ("long", "ceil(people / 2) + 20"))
}  # fmt: skip
KINDS = ("plenary", "plenary", "panel", "exercise", "energiser", "opening", "closing", "break", "meal")


def leasts(people: int) -> dict[str, int]:
    return {"short": 10, "long": -(-people // 2) + 20}


def convening(seed: int, *, tracks: bool = True, most: int = 7, inside: bool = False) -> Convening:
    """`inside`: more tracks, and fixed times for what stands in them."""
    r = random.Random(seed)
    people, at = r.randint(0, 40), 540
    sessions: list[dict[str, Any]] = []

    def one(name: str, inner: bool = False) -> dict[str, Any]:
        made: dict[str, Any] = {
            "id": name, "title": name.upper(), "kind": r.choice(KINDS), "keep": r.choice(["must", "should", "should", "may"]),
            "minutes": r.choice([15, 30, 45, 60, 75, 90, 5, r.randint(1, 100)]),
        }  # fmt: skip
        if r.random() < 0.25:
            least = made["minutes"]
            made["minutes"] = {"least": least, "usual": least + r.choice([0, 5, 13]), "most": least + r.choice([13, 30])}
        if r.random() < 0.1:
            made["minutes_per_person"] = r.choice([0.1, 0.5, 1])
        if r.random() < 0.15:
            made["exercise"] = r.choice(list(EXERCISES))
        if r.random() < 0.05:
            del made["minutes"]
        return made

    for number in range(r.randint(1, most)):
        session = one(f"s{number}")
        minutes = session.get("minutes", 0)
        usual = minutes["usual"] if isinstance(minutes, dict) else minutes
        if tracks and r.random() < (0.5 if inside else 0.15):
            chains = [[one(f"s{number}t{t}i{n}", True) for n in range(r.randint(1, 2))] for t in range(r.randint(1, 2))]
            session["tracks"] = [{"id": f"s{number}t{t}", "sessions": chain} for t, chain in enumerate(chains)]
            if r.random() < 0.5:
                session.pop("minutes", None)
        if r.random() < 0.3:
            session["pin"] = max(0, at + r.choice([0, 15, 30, -10, -25, -60, r.randint(-90, 40)]))
            at = session["pin"]
            if inside and "tracks" not in session:
                session.setdefault("minutes", 30)
        if inside:
            for track in session.get("tracks", ()):
                for inner in track["sessions"]:
                    if r.random() < 0.4:
                        inner["pin"] = max(0, at + r.choice([0, 0, 10, 15, 30, r.randint(-30, 60)]))
        at += usual
        sessions.append(session)
    end = r.choice([max(545, at - r.randint(0, 90)), at + 30, None])
    day = {"start": 540 if inside else r.choice([540, 540, 540, None]), "end": end, "sessions": sessions}
    return Convening.model_validate({"title": "T", "expected": people, "days": [day]})
