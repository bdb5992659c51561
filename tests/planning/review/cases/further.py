"""The rules that stand in no table: what the model alone can see."""


from tests.planning.review.cases.making import (
    ASKED,
    FRIDAY,
    SATURDAY,
    Case,
    in_tracks,
    lead,
    on,
    people,
)
from tests.planning.review.plans import closing, days, groups, lunch, one_day, opening, part, pause

CASES: dict[str, list[Case]] = {
    "B01": [
        ("two tracks", in_tracks({"id": "x", **lead("p1")}, {"id": "y", **lead("p1")}), on("error", "t")),
        ("one after the other", in_tracks(
            {"id": "x", "sessions": [part("X1", 30, **lead("p1")), part("X2", 30)]},
            {"id": "y", "sessions": [part("Y1", 30), part("Y2", 30, **lead("p1"))]}), []),
        ("the other way round", in_tracks(
            {"id": "x", "sessions": [part("X1", 30), part("X2", 30, **lead("p1"))]},
            {"id": "y", "sessions": [part("Y1", 30, **lead("p1")), part("Y2", 30)]}), []),
        ("at the same time inside", in_tracks(
            {"id": "x", "sessions": [part("X1", 30, **lead("p1"))]},
            {"id": "y", "sessions": [part("Y1", 30, **lead("p1"))]}), on("error", "t")),
        ("a track and what is in it", in_tracks({"id": "x", **lead("p1"), "sessions": [part("X1", 30, **lead("p1"))]}), []),
        ("a text", in_tracks({"id": "x", "lead": [{"text": "Guide"}]}, {"id": "y", "lead": [{"text": "Guide"}]}), []),
    ],
    "B02": [
        ("the same room", one_day(groups(tracks=[{"id": "x", "room": "Hall"}, {"id": "y", "room": "hall "}])), on("warning", "tables")),
        ("two rooms", one_day(groups(tracks=[{"id": "x", "room": "Hall"}, {"id": "y", "room": "Loft"}])), []),
        ("no rooms", one_day(groups(tracks=[{"id": "x"}, {"id": "y"}])), []),
        ("online", one_day(groups(tracks=[{"id": "x", "room": "Main"}, {"id": "y", "room": "Main"}]), mode="online"), []),
    ],
    "B03": [
        ("as many seats as people", one_day(part("A", 30, room="Hall"), expected=20, venue={"rooms": [{"name": "Hall", "seats": 20}]}), []),
        ("one too few",
         one_day(part("A", 30, room="Hall"), expected=21, venue={"rooms": [{"name": "Hall", "seats": 20}]}), on("warning", "a")),
        ("said once for each room",
         one_day(part("A", 30, room="Hall"), part("B", 30, room="Hall"), expected=21, venue={"rooms": [{"name": "Hall", "seats": 20}]}),
             on("warning", "a")),
        ("coffee is drunk standing", one_day(pause(room="Hall"), expected=21, venue={"rooms": [{"name": "Hall", "seats": 20}]}), []),
        ("a group in its room",
         one_day(groups(), participants=people(3), venue={"rooms": [{"name": "Nook", "seats": 2}]}, groups=[{"sessions": ["tables"],
             "rounds": [
            {"groups": [{"name": "A", "room": "Nook", "people": ["p1", "p2", "p3"]}]}]}]), on("warning", "tables")),
        ("seats are not known", one_day(part("A", 30, room="Hall"), expected=200, venue={"rooms": [{"name": "Hall"}]}), []),
        ("online", one_day(part("A", 30, room="Main"), expected=21, mode="online", venue={"rooms": [{"name": "Main", "seats": 20}]}), []),
    ],
    "B04": [
        ("five hours over noon", one_day(part("A", 150), pause(0), part("B", 151)), on("warning")),
        ("less than five hours", one_day(part("A", 60), part("B", 239), start="09:30"), []),
        ("exactly five", one_day(part("A", 60), part("B", 240), start="09:30"), on("warning")),
        ("over at two", one_day(part("A", 300)), []),
        ("from noon", one_day(part("A", 300), start="12:00"), []),
        ("from a minute before", one_day(part("A", 300), start="11:59"), on("warning")),
        ("with a meal", one_day(part("A", 150), lunch(), part("B", 151)), []),
        ("with a meal alongside", one_day(part("A", 150), lunch(alongside=True, pin="12:00"), part("B", 151)), []),
        ("without times", one_day(part("A", 300), part("B", 100), start=None), []),
    ],
    "B05": [
        ("missing", one_day(opening(), part("A", 30), closing()), on("warning")),
        ("there", one_day(opening(), part("Next steps", 30), closing()), []),
        ("two sessions are left alone", one_day(part("A", 30), part("B", 30)), []),
        ("on the last day it counts", days([part("Next steps", 30)], [opening(), part("A", 30), closing()]), on("warning", None, "day-2")),
    ],
    "B06": [
        ("has declined", one_day(part("A", 30, **lead("p1")), participants=people(1, status="declined")), on("error", "a")),
        ("comes on another day", days([part("A", 30, **lead("p1"))], [], participants=people(1, days=["day-2"])), on("error", "a")),
        ("leads a track",
         days([groups(tracks=[{"id": "x", **lead("p1")}])], [], participants=people(1, days=["day-2"])), on("error", "tables")),
        ("is there", days([part("A", 30, **lead("p1"))], [], participants=people(1, days=["day-1"])), []),
        ("comes on every day", days([part("A", 30, **lead("p1"))], [], participants=people(1)), []),
    ],
    "B07": [
        ("its most", one_day(part("A", 50, exercise="wall"), expected=40), []),
        ("more", one_day(part("A", 50, exercise="wall"), expected=41), on("warning", "a")),
        ("its least", one_day(part("A", 50, exercise="wall"), expected=6), []),
        ("fewer", one_day(part("A", 50, exercise="wall"), expected=5), on("warning", "a")),
        ("nobody knows how many", one_day(part("A", 50, exercise="wall")), []),
    ],
    "B08": [
        ("at risk", one_day(at_risk=True), on("warning", None, None)),
        ("at risk, with a title for outsiders", one_day(at_risk=True, discreet_title="Spring meeting"), []),
        ("not at risk", one_day(), []),
    ],
    "B09": [
        ("on the last day", one_day(date=FRIDAY, keep_until=FRIDAY), on("error", None, None)),
        ("a day later", one_day(date=FRIDAY, keep_until=SATURDAY), []),
        ("never, at risk", one_day(date=FRIDAY, at_risk=True, participants=people(1)), on("advice", None, None)),
        ("never, with nobody on the list", one_day(date=FRIDAY, at_risk=True), []),
        ("never, not at risk", one_day(date=FRIDAY, participants=people(1)), []),
        ("without a date", one_day(at_risk=True, participants=people(1)), []),
    ],
    "B10": [
        ("both", one_day(participants=people(3), together=[["p1", "p2"]], apart=[["p3", "p2", "p1"]]), on("error", None, None)),
        ("other pairs", one_day(participants=people(3), together=[["p1", "p2"]], apart=[["p3", "p2"]]), []),
    ],
    "B11": [
        ("eight minutes each", one_day(part("A", 32, "panel", lead=[{"text": each} for each in "WXYZ"])), []),
        ("less", one_day(part("A", 31, "panel", lead=[{"text": each} for each in "WXYZ"])), on("advice", "a")),
        ("one lead may be a moderator", one_day(part("A", 5, "panel", lead=[{"text": "W"}])), []),
    ],
    "B12": [
        ("an hour", one_day(part("A", 0, minutes_per_person=1.5), expected=40), []),
        ("longer", one_day(part("A", 0, minutes_per_person=1.5), expected=41), on("advice", "a")),
        ("nobody knows how many", one_day(part("A", 0, minutes_per_person=100)), []),
    ],
    "B13": [
        ("one of three", one_day(part("A", 30), part("B"), part("C", 30)), on("advice", "b")),
        ("two of four", one_day(part("A", 30), part("B"), part("C"), part("D", 30)), []),
        ("the last one keeps nobody waiting", one_day(part("A", 30), part("B", 30), part("C")), []),
        ("nor one before a fixed time", one_day(part("A", 30), part("B"), part("C", 30, pin="10:00")), []),
        ("an agenda without lengths", one_day(part("A"), part("B"), part("C")), []),
        ("alongside", one_day(part("A", 30), part("B", 30), part("C", alongside=True)), []),
    ],
    "B14": [
        ("parked and a must", one_day(part("A", 30), parked=[part("C", 30, keep="must")]), on("warning", "c", None)),
        ("parked", one_day(part("A", 30), parked=[part("C", 30)]), []),
    ],
    "B15": [
        ("one of two", one_day(part("A", 30, lead=[{"text": "X"}]), part("B", 30)), on("advice", "b")),
        ("two of three: leads are not written here", one_day(part("A", 30, lead=[{"text": "X"}]), part("B", 30), part("C", 30)), []),
        ("its tracks have leads", one_day(part("A", 30, lead=[{"text": "X"}]), groups(tracks=[{"id": "x", "lead": [{"text": "X"}]}])), []),
        ("a break needs none", one_day(part("A", 30, lead=[{"text": "X"}]), pause()), []),
    ],
    "B16": [
        ("not asked", one_day(part("A", 30, **lead("p1")), participants=people(1)), on("warning", "a")),
        ("asked", one_day(part("A", 30, **lead("p1")), participants=people(1, **ASKED)), []),
        ("leads a track", one_day(groups(tracks=[{"id": "x", **lead("p1")}]), participants=people(1)), on("warning", "tables")),
    ],
    "B17": [
        ("sessions have purposes, the convening has none",
         one_day(part("A", 30, purpose="x"), part("B", 30, purpose="y")), on("advice", None, None)),
        ("both have", one_day(part("A", 30, purpose="x"), part("B", 30, purpose="y"), objectives=["z"]), []),
        ("neither has", one_day(part("A", 30), part("B", 30)), []),
    ],
    "B19": [
        ("its first day", one_day(part("A", 30), date="2027-02-08"), on("warning")),
        ("the day before", one_day(part("A", 30), date="2027-02-07"), []),
        ("its last day", one_day(part("A", 30), date="2027-03-08"), on("warning")),
        ("the feast after it", one_day(part("A", 30), date="2027-03-09"), []),
        ("a year of which nobody knows", one_day(part("A", 30), date="2150-03-09"), []),
        ("a day on which nothing is planned", one_day(date="2027-02-08"), []),
        ("without a date", one_day(part("A", 30)), []),
    ],
    "B18": [
        ("a name under the session's rule",
         one_day(part("A", 30, rule="chatham-house"), notes=[{"text": "n", "session": "a", "attribution": "name"}]), on("error", "a")),
        ("under the convening's",
         one_day(part("A", 30), rule="chatham-house", notes=[{"text": "n", "session": "a", "attribution": "organisation"}]), on("error",
             "a")),
        ("a side", one_day(part("A", 30, rule="chatham-house"), notes=[{"text": "n", "session": "a", "attribution": "side"}]), []),
        ("without the rule", one_day(part("A", 30), notes=[{"text": "n", "session": "a", "attribution": "name"}]), []),
    ],
}  # fmt: skip
