"""Every rule at its threshold, just below and just above it, and where it has nothing to say: (what is true, agenda, what is found)."""

from typing import Any

from tests.planning.review.plans import Where, closing, days, groups, lunch, one_day, opening, part, pause

Case = tuple[str, dict[str, Any], list[Where]]
FRIDAY, SATURDAY, THURSDAY = "2027-03-12", "2027-03-13", "2027-03-11"
DAY, NONE = "day-1", None


def on(level: str, session: str | None = None, day: str | None = DAY) -> list[Where]:
    return [(level, day, session)]


def stretch(*minutes: int, **keys: Any) -> dict[str, Any]:
    return one_day(*(part(f"Talk {n}", each) for n, each in enumerate(minutes, 1)), **keys)


def people(n: int, **keys: Any) -> list[dict[str, Any]]:
    return [{"id": f"p{at}", "name": f"Person {at}", **keys} for at in range(1, n + 1)]


def interpreters(n: int, language: str = "fr") -> list[dict[str, Any]]:
    return [{"id": f"i{at}", "side": "interpreter", "languages": [language, "en"]} for at in range(1, n + 1)]


NEEDS_FRENCH = {"id": "x1", "needs": {"interpretation": "fr"}}
ASKED = {"consent": {"list": "participants"}}


def lead(*persons: str) -> dict[str, Any]:
    return {"lead": [{"person": each} for each in persons]}


def in_tracks(*tracks: dict[str, Any]) -> dict[str, Any]:
    return one_day(part("T", tracks=list(tracks)), participants=people(1))


def in_two_groups(one: list[str], other: list[str], there: list[dict[str, Any]]) -> dict[str, Any]:
    """Two people who need French, in the groups of one round."""
    made = {"sessions": ["tables"], "rounds": [{"groups": [{"name": "A", "people": one}, {"name": "B", "people": other}]}]}
    return one_day(groups(minutes=30), participants=[NEEDS_FRENCH, {**NEEDS_FRENCH, "id": "x2"}, *there], groups=[made])


CASES: dict[str, list[Case]] = {
    "A01": [
        ("a gap before a pin is said", one_day(part("A", 30), part("B", 30, pin="09:31")), on("warning", "b")),
        ("no gap", one_day(part("A", 30), part("B", 30, pin="09:30")), []),
        ("a gap below the organiser's own limit", one_day(part("A", 30), part("B", 30, pin="09:39"), review={"A01": {"gap": 10}}), []),
        ("a gap at the organiser's own limit",
         one_day(part("A", 30), part("B", 30, pin="09:40"), review={"A01": {"gap": 10}}), on("warning", "b")),
        ("free time at the end of a day is no hole", one_day(part("A", 30), end="10:00"), []),
        ("two days on one date", days([part("A", 30)], [part("B", 30)], dates=(FRIDAY, FRIDAY)), on("error", None, "day-2")),
        ("a day before the one before", days([part("A", 30)], [part("B", 30)], dates=(FRIDAY, THURSDAY)), on("error", None, "day-2")),
        ("days in order", days([part("A", 30)], [part("B", 30)], dates=(THURSDAY, FRIDAY)), []),
        ("an agenda without times", one_day(part("A", 30), part("B"), start=None), []),
    ],
    "A02": [
        ("a lunch at one in the morning", one_day(lunch(pin="01:00"), start=None), on("advice", "lunch")),
        ("just before six", one_day(part("A", 30, pin="05:59"), start=None), on("advice", "a")),
        ("six o'clock is morning", one_day(part("A", 30, pin="06:00"), start=None), []),
        ("a day that begins at two", one_day(part("A", 30), start="02:00"), on("advice")),
        ("a quarter to one that night is meant", one_day(part("A", 30), part("B", 30, pin="24:45")), []),
    ],
    "A03": [
        ("ninety minutes", stretch(45, 45), []),
        ("above ninety", stretch(45, 46), on("warning", "talk-1")),
        ("two hours", stretch(60, 60), on("warning", "talk-1")),
        ("above two hours", stretch(60, 61), on("error", "talk-1")),
        ("one session, without a clock", stretch(91, start=None), on("warning", "talk-1")),
        ("several sessions, without a clock", stretch(60, 61, start=None), on("error", "talk-1")),
        ("a break between", one_day(part("A", 60), pause(), part("B", 60)), []),
        ("a meal between", one_day(part("A", 90), lunch(), part("B", 90)), []),
        ("an energiser is no break", one_day(part("A", 60), part("E", 5, "energiser"), part("B", 60)), on("error", "a")),
        ("a gap as long as a break is one", one_day(part("A", 60), part("B", 60, pin="10:10")), []),
        ("a shorter gap is none", one_day(part("A", 60), part("B", 60, pin="10:09")), on("warning", "a")),
        ("what runs alongside is not sat through", one_day(part("A", 60), part("B", 90, alongside=True), part("C", 30)), []),
        ("a break inside every track", one_day(part("T", kind="small-groups", tracks=[
            {"title": "X", "sessions": [part("X1", 60), pause(), part("X2", 60)]},
            {"title": "Y", "sessions": [part("Y1", 50), pause(), part("Y2", 60)]}])), []),
        ("a track that sits through", one_day(part("T", kind="small-groups", tracks=[
            {"title": "X", "sessions": [part("X1", 60), pause(), part("X2", 60)]},
            {"title": "Y", "sessions": [part("Y1", 125)]}])), on("error", "t")),
        ("tracks that all sit too long before their break", one_day(part("T", kind="small-groups", tracks=[
            {"title": "X", "sessions": [part("X1", 100), pause(), part("X2", 10)]}])), on("warning", "x1")),
        ("the organiser's own limit", stretch(60, 60, review={"A03": {"warn": 120, "error": 150}}), []),
        ("online is another rule", stretch(45, 60, mode="online"), []),
        ("nothing has a length", one_day(part("A"), part("B")), []),
    ],
    "A04": [
        ("an hour", stretch(30, 30, mode="online"), []),
        ("above an hour", stretch(30, 31, mode="online"), on("warning", "talk-1")),
        ("an hour and a half", stretch(45, 45, mode="online"), on("warning", "talk-1")),
        ("above an hour and a half", stretch(45, 46, mode="online"), on("error", "talk-1")),
        ("in one room", stretch(45, 46), []),
        ("five minutes are a break", one_day(part("A", 60), pause(5), part("B", 60), mode="online"), []),
    ],
    "A05": [
        ("a quarter of an hour", one_day(pause(15)), []),
        ("less", one_day(pause(14)), on("warning", "break")),
        ("ten minutes", one_day(pause(10)), on("warning", "break")),
        ("less than ten", one_day(pause(9)), on("error", "break")),
        ("five minutes online", one_day(pause(5), mode="online"), []),
        ("four minutes online", one_day(pause(4), mode="online"), on("warning", "break")),
        ("a break without a length", one_day(pause() | {"minutes": None}), []),
        ("a range that came out short",
         one_day(part("A", 50), pause() | {"minutes": {"least": 5, "usual": 15, "most": 20}}, end="10:00"), on("warning", "break")),
    ],
    "A06": [
        ("an hour", one_day(part("A", 120), lunch(60), part("B", 30)), []),
        ("less", one_day(part("A", 120), lunch(59), part("B", 30)), on("warning", "lunch")),
        ("three quarters of an hour", one_day(part("A", 120), lunch(45), part("B", 30)), on("warning", "lunch")),
        ("less than that", one_day(part("A", 120), lunch(44), part("B", 30)), on("error", "lunch")),
        ("without a clock", one_day(part("A", 120), lunch(44), part("B", 30), start=None), on("error", "lunch")),
        ("a snack after the last session", one_day(part("A", 120), lunch(20)), []),
        ("an early breakfast between", one_day(part("A", 30), lunch(20), part("B", 30)), []),
    ],
    "A07": [
        ("a plenary after lunch", one_day(part("A", 120), lunch(), part("B", 16)), on("warning", "b")),
        ("a short one", one_day(part("A", 120), lunch(), part("B", 15)), []),
        ("two short ones", one_day(part("A", 120), lunch(), part("B", 10), part("C", 10, "panel")), on("warning", "b")),
        ("groups first", one_day(part("A", 120), lunch(), groups(), part("B", 60)), []),
        ("an energiser first", one_day(part("A", 120), lunch(), part("E", 5, "energiser"), part("B", 60)), []),
        ("a workshop by its title", one_day(part("A", 120), lunch(), part("Workshop on water", 60)), []),
        ("no length", one_day(part("A", 120), lunch(), part("B")), []),
    ],
    "A08": [
        ("forty-five minutes of sitting", one_day(part("A", 120), lunch(), part("B", 45), groups()), on("advice", "b")),
        ("less", one_day(part("A", 120), lunch(), part("B", 44), groups()), []),
        ("a short afternoon", one_day(part("A", 120), lunch(), part("B", 40)), []),
        ("a walk by its title", one_day(part("A", 120), lunch(), part("A walk by the river", 45)), []),
    ],
    "A09": [
        ("neither", one_day(part("A", 30), part("B", 30), part("C", 30)), on("error")),
        ("no closing", one_day(opening(), part("B", 30), part("C", 30)), on("error")),
        ("no opening", one_day(part("A", 30), part("B", 30), closing()), on("error")),
        ("both", one_day(opening(), part("B", 30), closing()), []),
        ("by their titles", one_day(part("Welcome", 10), part("B", 30), part("Wrap-up", 10)), []),
        ("yesterday's recap opens", one_day(part("Recap", 10, "recap"), part("B", 30), part("C", 30), part("D", 30, "recap")), []),
        ("an open discussion is no opening", one_day(part("Open discussion", 30), part("B", 30), closing()), on("error")),
        ("two sessions are left alone", one_day(part("A", 30), part("B", 30)), []),
        ("a day with one session", one_day(part("A", 90)), []),
        ("an empty day", one_day(), []),
        ("in Japanese, from elsewhere", one_day(part("水", 30), part("川", 30), part("海", 30), language="ja"), []),
        ("in Japanese, with kinds", one_day(part("水", 30, "opening"), part("川", 30), part("海", 30), language="ja"), on("error")),
        ("without times", one_day(part("A"), part("B"), part("C"), start=None), on("error")),
    ],
    "A10": [
        ("missing", one_day(opening(), part("A", 30), closing()), on("warning")),
        ("in a purpose", one_day(opening(), part("A", 30, purpose="What we hope for"), closing()), []),
        ("in the notes", one_day(opening(), part("A", 30, notes="Ask for expectations"), closing()), []),
        ("on the second day only", days([opening(), part("A", 30), closing()], [part("Expectations", 30)]), on("warning")),
        ("two sessions are left alone", one_day(opening(), part("A", 30)), []),
        ("in Japanese", one_day(part("水", 30), part("川", 30), part("海", 30), language="ja"), []),
        ("in French", one_day(part("Accueil", 30), part("Attentes", 30), part("Clôture", 30), language="fr"), []),
    ],
    "A11": [
        ("missing", one_day(opening(), part("A", 30), closing()), on("warning")),
        ("missing where people are at risk", one_day(opening(), part("A", 30), closing(), at_risk=True), on("error")),
        ("there", one_day(opening(), part("Our agreements", 30), closing(), at_risk=True), []),
        ("two sessions are left alone", one_day(opening(), part("A", 30), at_risk=True), []),
    ],
    "A12": [
        ("missing", one_day(opening(), part("A", 30), closing()), on("warning")),
        ("on the first of two days", days([part("Feedback", 10), part("A", 30)], [part("B", 30)]), []),
        ("missing on two days", days([part("A", 30)], [part("B", 30), part("C", 30)]), on("warning", None, "day-2")),
        ("two sessions are left alone", days([part("A", 30)], [part("B", 30)]), []),
    ],
    "A13": [
        ("thirty people in thirty-five minutes", one_day(part("Introductions", 35, "opening"), expected=30), []),
        ("thirty-one people", one_day(part("Introductions", 35, "opening"), expected=31), on("warning", "introductions")),
        ("half a minute each", one_day(part("Introductions", 35, "opening"), expected=60, review={"A13": {"seconds": 30}}), []),
        ("at tables", one_day(part("Introductions at the tables", 10, "opening"), expected=40), []),
        ("in pairs, says the purpose", one_day(part("Introductions", 10, "opening", purpose="In pairs."), expected=40), []),
        ("an introduction to the matter", one_day(part("Introduction to the meeting", 10), expected=40), []),
        ("nobody knows how many", one_day(part("Introductions", 10, "opening")), []),
        ("minutes that grow with the people", one_day(part("Introductions", 5, "opening", minutes_per_person=1), expected=40), []),
        ("on a later day", days([part("A", 30)], [part("Introductions", 10)], expected=40), []),
    ],
    "A14": [
        ("three minutes each", one_day(part("A", 120), expected=40), []),
        ("less", one_day(part("A", 120), expected=41), on("advice")),
        ("groups count for five", one_day(part("A", 105), groups(minutes=15), expected=80), []),
        ("only a panel", one_day(part("A", 120, "panel"), expected=10), on("advice")),
        ("a short day", one_day(part("A", 119), expected=60), []),
        ("nobody knows how many", one_day(part("A", 240)), []),
    ],
    "A15": [
        ("thirty per cent", one_day(part("A", 70), pause(), part("B", 70), groups()), []),
        ("less", one_day(part("A", 70), pause(), part("B", 71), groups()), on("warning", None, None)),
        ("parallel tracks are groups", one_day(part("A", 70), part("B", 10), part("T", 60, tracks=[{"title": "X"}, {"title": "Y"}])), []),
        ("eight people are a small group", one_day(part("A", 70), part("B", 70), part("C", 30), expected=8), []),
        ("nine are not", one_day(part("A", 70), part("B", 70), part("C", 30), expected=9), on("warning", None, None)),
        ("a report from groups is no group",
         one_day(part("A", 30), part("B", 30), part("Report back from the small groups", 30)), on("warning", None, None)),
        ("two sessions", one_day(part("A", 70), part("B", 70)), []),
        ("without lengths", one_day(part("A"), part("B"), part("C")), []),
    ],
    "A16": [
        ("five", one_day(groups(), groups=[{"sessions": ["tables"], "size": 5}]), []),
        ("six", one_day(groups(), groups=[{"sessions": ["tables"], "size": 6}]), on("warning", "tables")),
        ("eight", one_day(groups(), groups=[{"sessions": ["tables"], "size": 8}]), on("warning", "tables")),
        ("nine", one_day(groups(), groups=[{"sessions": ["tables"], "size": 9}]), on("error", "tables")),
        ("as they were made", one_day(groups(), participants=people(6), groups=[{"sessions": ["tables"], "size": 5, "rounds": [
            {"groups": [{"name": "A", "people": [f"p{n}" for n in range(1, 7)]}]}]}]), on("warning", "tables")),
        ("the exercise wants seven", one_day(groups(exercise="fives"), groups=[{"sessions": ["tables"], "size": 7}]), []),
        ("parallel sessions are no discussion groups",
         one_day(groups(tracks=[{"title": "X"}]), groups=[{"sessions": ["tables"], "size": 12}]), []),
        ("no groups made", one_day(groups(), expected=40), []),
    ],
    "A17": [
        ("eight groups in forty-seven minutes", one_day(groups(minutes=47, notes="Report back."), expected=40), []),
        ("a minute less", one_day(groups(minutes=46, notes="Report back."), expected=40), on("warning", "tables")),
        ("a plenary of reports", one_day(groups(), part("Groups report back", 46), expected=40), on("warning", "groups-report-back")),
        ("nobody reports", one_day(groups(minutes=20), expected=40), []),
        ("one group has nobody to report to", one_day(groups(minutes=10, notes="Report back."), expected=5), []),
        ("three tracks", one_day(groups(minutes=27, notes="Report back.", tracks=[{"title": each} for each in "XYZ"]), expected=40), []),
    ],
    "A18": [
        ("a quarter of an hour", one_day(groups(minutes=15)), []),
        ("less", one_day(groups(minutes=14)), on("warning", "tables")),
        ("saying hello is no task", one_day(groups("Introductions at the tables", 10)), []),
        ("inside a track",
         one_day(part("T", kind="other", tracks=[{"title": "X", "sessions": [groups(minutes=10)]}])), on("warning", "tables")),
        ("no length", one_day(part("A", kind="small-groups")), []),
    ],
    "A19": [
        ("half an hour", one_day(part("A", 80), pause(), part("B", 80), pause(), part("C", 50), pause(), part("D", 30)), []),
        ("less", one_day(part("A", 80), pause(), part("B", 80), pause(), part("C", 51), pause(), part("D", 29)), on("advice")),
        ("less, of half a day", one_day(part("A", 80), pause(), part("B", 80), pause(), part("D", 29)), []),
        ("next steps may be short",
         one_day(part("A", 80), pause(), part("B", 80), pause(), part("C", 70), pause(), part("Next steps", 10)), []),
        ("long by the organiser's own limit", one_day(part("A", 61), review={"A19": {"most": 60}}), on("advice", "a")),
        ("at that limit", one_day(part("A", 60), review={"A19": {"most": 60}}), []),
        ("too long without a break is said once", one_day(part("A", 100)), []),
    ],
    "A20": [
        ("a keynote of sixteen minutes", one_day(part("Keynote", 16)), on("warning", "keynote")),
        ("of fifteen", one_day(part("Keynote", 15)), []),
        ("with questions", one_day(part("Keynote", 40, purpose="Twenty minutes, then questions.")), []),
        ("how people are shown is no presentation", one_day(part("Representation of water", 90)), []),
        ("a panel has several talkers", one_day(part("Presentation of results", 60, "panel")), []),
    ],
    "A21": [
        ("a twentieth, at the end", one_day(part("A", 95), part("B", 95), part("Time in hand", 10, "other"), part("C", 0)), []),
        ("nothing", one_day(part("A", 60), part("B", 60), part("C", 60)), on("warning")),
        ("less than a twentieth", one_day(part("A", 100), part("B", 100), part("Time in hand", 10, "other"), part("C", 1)), on("warning")),
        ("all of it in the morning", one_day(part("A", 5), part("Time in hand", 10, "other"), part("B", 90), part("C", 90)), on("warning")),
        ("nine minutes of a short day", one_day(part("A", 30), part("B", 30), part("Time in hand", 9, "other")), on("warning")),
        ("ten", one_day(part("A", 30), part("B", 30), part("Time in hand", 10, "other")), []),
        ("a gap is free time", one_day(part("A", 60), part("B", 60), part("C", 60), end="12:15"), []),
        ("two sessions", one_day(part("A", 60), part("B", 60)), []),
        ("an hour is left alone", one_day(part("A", 20), part("B", 20), part("C", 19)), []),
        ("without lengths", one_day(part("A"), part("B"), part("C")), []),
    ],
    "A22": [
        ("straight after", one_day(part("Brainstorm", 30), part("Decision", 30)), on("warning", "decision")),
        ("a break is no session", one_day(part("Brainstorm", 30), pause(), part("Voting", 30)), on("warning", "voting")),
        ("something between", one_day(part("Brainstorm", 30), part("Weighing", 30), part("Decision", 30)), []),
        ("on the next day", days([part("Brainstorm", 30)], [part("Decision", 30)]), []),
    ],
    "A23": [
        ("one of two", one_day(part("A", 30, purpose="For x."), part("B", 30)), on("warning", "b")),
        ("two of three: purposes are not written here", one_day(part("A", 30, purpose="For x."), part("B", 30), part("C", 30)), []),
        ("all have one", one_day(part("A", 30, purpose="For x."), part("B", 30, purpose="For y.")), []),
        ("a break needs none", one_day(part("A", 30, purpose="For x."), pause()), []),
    ],
    "A24": [
        ("neither a note nor a section", {**one_day(part("A", 30), part("B", 30), notes=[{"text": "n", "session": "a"}]),
            "report": {"sections": [{"heading": "H"}]}}, on("warning")),
        ("gathered", {**one_day(part("A", 30), part("B", 30), notes=[{"text": "n", "session": "a"}]),
            "report": {"sections": [{"heading": "H", "gathers": ["b"]}]}}, []),
        ("noted inside a track",
         {**one_day(part("T", tracks=[{"title": "X", "sessions": [part("X1", 30)]}]), notes=[{"text": "n", "session": "x1"}]),
            "report": {"sections": [{"heading": "H"}]}}, []),
        ("before the meeting", {**one_day(part("A", 30)), "report": {"sections": [{"heading": "H"}]}}, []),
        ("no report", one_day(part("A", 30), part("B", 30), notes=[{"text": "n", "session": "a"}]), []),
    ],
    "A25": [
        ("its least", one_day(part("A", 40, "exercise", exercise="wall"), expected=20), []),
        ("less", one_day(part("A", 39, "exercise", exercise="wall"), expected=20), on("error", "a")),
        ("its most", one_day(part("A", 60, "exercise", exercise="wall"), expected=20), []),
        ("more", one_day(part("A", 61, "exercise", exercise="wall"), expected=20), on("warning", "a")),
        ("a card that is not installed", one_day(part("A", 5, "exercise", exercise="unknown"), expected=20), []),
        ("nobody knows how many", one_day(part("A", 5, "exercise", exercise="wall")), []),
    ],
    "A26": [
        ("groups and straight back", one_day(groups(), part("B", 60), expected=20), on("warning", "b")),
        ("a break between", one_day(groups(), pause(), part("B", 60), expected=20), []),
        ("a gap of five minutes", one_day(groups(), part("B", 60, pin="10:05"), expected=20), []),
        ("a gap of four", one_day(groups(), part("B", 60, pin="10:04"), expected=20), on("warning", "b")),
        ("time that a session can lose", one_day(groups(), part("B", {"least": 55, "usual": 60, "most": 60}), expected=20), []),
        ("not enough of it", one_day(groups(), part("B", {"least": 56, "usual": 60, "most": 60}), expected=20), on("warning", "b")),
        ("another room", one_day(part("A", 30, room="Hall"), part("B", 30, room="Loft")), on("warning", "b")),
        ("another room, ten minutes later", one_day(part("A", 30, room="Hall"), part("B", 30, room="Loft", pin="09:40")), []),
        ("another room, nine minutes later",
         one_day(part("A", 30, room="Hall"), part("B", 30, room="Loft", pin="09:39")), on("warning", "b")),
        ("the same room", one_day(part("A", 30, room="Hall"), part("B", 30, room=" hall")), []),
        ("time in hand between", one_day(groups(), part("Time in hand", 10, "other"), part("B", 60), expected=20), []),
        ("an energiser between", one_day(groups(), part("E", 5, "energiser"), part("B", 60), expected=20), []),
        ("eight people stay where they are", one_day(groups(), part("B", 60), expected=8), []),
        ("online", one_day(groups(), part("B", 60), expected=20, mode="online"), []),
    ],
    "A27": [
        ("six and a half hours", one_day(part("A", 200), pause(), part("B", 190)), []),
        ("more", one_day(part("A", 200), pause(), part("B", 191)), on("warning")),
        ("eight hours", one_day(part("A", 240), pause(), part("B", 240)), on("warning")),
        ("more than eight", one_day(part("A", 240), pause(), part("B", 241)), on("error")),
        ("five hours online", one_day(part("A", 150), pause(), part("B", 150), mode="online"), []),
        ("more online", one_day(part("A", 150), pause(), part("B", 151), mode="online"), on("warning")),
        ("what runs alongside is no work", one_day(part("A", 390), part("B", 60, alongside=True)), []),
    ],
    "A28": [
        ("one alone for forty minutes", one_day(part("A", 40), participants=[NEEDS_FRENCH, *interpreters(1)]), []),
        ("one alone for longer", one_day(part("A", 41), participants=[NEEDS_FRENCH, *interpreters(1)]), on("error")),
        ("two", one_day(part("A", 41), participants=[NEEDS_FRENCH, *interpreters(2)]), []),
        ("two, of whom one has declined",
         one_day(part("A", 41), participants=[NEEDS_FRENCH, *interpreters(1), {**interpreters(2)[1], "status": "declined"}]), on("error")),
        ("nobody on the list", one_day(part("A", 41), participants=[NEEDS_FRENCH]), on("advice", None, None)),
        ("a stretch of ninety minutes", one_day(part("A", 90), participants=[NEEDS_FRENCH, *interpreters(2)]), on("advice")),
        ("a minute less", one_day(part("A", 89), participants=[NEEDS_FRENCH, *interpreters(2)]), []),
        ("into the meeting's own language", one_day(part("A", 90), participants=[{"needs": {"interpretation": "en"}}]), []),
        ("typed in words", one_day(part("A", 90), participants=[{"needs": {"interpretation": "with my sister"}}]), []),
        ("nobody needs it", one_day(part("A", 90), participants=interpreters(1)), []),
    ],
    "A29": [
        ("two groups, one interpreter", in_two_groups(["x1"], ["x2"], interpreters(1)), on("error", "tables")),
        ("two interpreters", in_two_groups(["x1"], ["x2"], interpreters(2)), []),
        ("both in one group", in_two_groups(["x1", "x2"], [], interpreters(1)), []),
        ("no interpreter is known", in_two_groups(["x1"], ["x2"], []), []),
    ],
    "A30": [
        ("a quarter more than its least", one_day(part("A", 50, exercise="wall"), participants=[NEEDS_FRENCH]), []),
        ("less", one_day(part("A", 49, exercise="wall"), participants=[NEEDS_FRENCH]), on("warning", "a")),
        ("nobody needs interpretation", one_day(part("A", 40, exercise="wall"), participants=people(6)), []),
        ("below its least another rule speaks", one_day(part("A", 39, exercise="wall"), participants=[NEEDS_FRENCH]), []),
    ],
    "A31": [
        ("lunch on a Friday", one_day(part("A", 210), lunch(), part("B", 60), date=FRIDAY), on("warning", "lunch")),
        ("on a Thursday", one_day(part("A", 210), lunch(), part("B", 60), date=THURSDAY), []),
        ("with a room to pray", one_day(part("A", 210), lunch(purpose="A quiet room is open."), part("B", 60), date=FRIDAY), []),
        ("from twelve to two", one_day(part("A", 180), lunch(120), part("B", 60), date=FRIDAY), []),
        ("no pause at all", one_day(part("A", 300), date=FRIDAY), on("warning")),
        ("over at noon", one_day(part("A", 180), date=FRIDAY), []),
        ("a minute longer", one_day(part("A", 181), date=FRIDAY), on("warning")),
        ("from two o'clock", one_day(part("A", 60), date=FRIDAY, start="14:00"), []),
        ("a Saturday", one_day(part("A", 60), date=SATURDAY), on("advice")),
        ("without a date", one_day(part("A", 210), lunch(), part("B", 60)), []),
        ("without times", one_day(part("A"), lunch(), part("B"), date=FRIDAY, start=None), []),
        ("a working lunch", one_day(part("Working lunch", 60, "meal")), on("warning", "working-lunch")),
    ],
    "A33": [
        ("one public name", one_day(rule="chatham-house", participants=[{"consent": {"list": "public"}}]), on("error", None, None)),
        ("none", one_day(rule="chatham-house", participants=[{"consent": {"list": "participants"}}]), []),
        ("without the rule", one_day(participants=[{"consent": {"list": "public"}}]), []),
    ],
    "A34": [
        ("nobody was asked", one_day(participants=people(35)), on("error", None, None)),
        ("more than half", one_day(participants=[*people(2), {"id": "z", "name": "Z", **ASKED}]), on("error", None, None)),
        ("half", one_day(participants=[*people(1), {"id": "z", "name": "Z", **ASKED}]), on("advice", None, None)),
        ("all were asked", one_day(participants=people(3, **ASKED)), []),
        ("people without a name", one_day(participants=[{"code": "K7"}]), []),
        ("nobody on the list", one_day(expected=35), []),
        ("those who declined", one_day(participants=people(3, status="declined")), []),
    ],
    "A35": [
        ("running, and a need",
         one_day(part("Catch", 5, "energiser"), participants=[{"needs": {"access": "step-free"}}]), on("warning", "catch")),
        ("no running",
         one_day(part("Waking up", 5, "energiser", notes="No touching, no running."), participants=[{"needs": {"access": "step-free"}}]),
             []),
        ("no need", one_day(part("Catch", 5, "energiser"), participants=people(2)), []),
        ("her day is another one",
         days([part("Catch", 5, "energiser")], [], participants=[{"needs": {"access": "step-free"}, "days": ["day-2"]}]), []),
    ],
    "A36": [
        ("three in a row", one_day(*(part(each, 20, **lead("p1")) for each in "ABC"), participants=people(2)), on("warning", "c")),
        ("two in a row", one_day(*(part(each, 20, **lead("p1")) for each in "AB"), participants=people(2)), []),
        ("a break is no rest",
         one_day(part("A", 20, **lead("p1")), pause(), part("B", 20, **lead("p1")), part("C", 20, **lead("p1")), participants=people(2)),
             on("warning", "c")),
        ("lunch is",
         one_day(part("A", 20, **lead("p1")), part("B", 20, **lead("p1")), lunch(), part("C", 20, **lead("p1")), participants=people(2)),
             []),
        ("together with somebody", one_day(*(part(each, 20, **lead("p1", "p2")) for each in "ABC"), participants=people(2)), []),
        ("a text may be a team", one_day(*(part(each, 20, lead=[{"text": "Team"}]) for each in "ABC")), []),
    ],
    "A37": [
        ("two names",
         one_day(hosts=[{"name": "Network of Rivers", "short": "NR"}], objectives=["Meet the Union of Rivers (NR)."]), on("warning",
             None, None)),
        ("one name", one_day(hosts=[{"name": "Network of Rivers", "short": "NR"}], objectives=["Meet the Network of Rivers (NR)."]), []),
        ("no short name", one_day(hosts=[{"name": "Network of Rivers"}], objectives=["Meet the Union of Rivers (NR)."]), []),
        ("other brackets", one_day(hosts=[{"name": "Network of Rivers", "short": "NR"}], objectives=["Meet (soon)."]), []),
    ],
    "A40": [
        ("neither who nor when", one_day(part("Next steps", 30)), on("warning", "next-steps")),
        ("who and when", one_day(part("Next steps: who, and by when", 30)), []),
        ("only who", one_day(part("Next steps: who", 30)), on("warning", "next-steps-who")),
        ("in the purpose", one_day(part("Next steps", 30, purpose="Each gets an owner and a date.")), []),
        ("no such session", one_day(part("A", 30)), []),
        ("afterwards, an action without a date", one_day(part("Next steps", 30), participants=people(1),
            notes=[{"text": "Call", "kind": "action", "owner": "p1"}]), on("warning", "next-steps")),
        ("afterwards, all have both", one_day(part("Next steps", 30), participants=people(1),
            notes=[{"text": "Call", "kind": "action", "owner": "p1", "due": "2027-05-01"}]), []),
        ("afterwards, dropped", one_day(part("Next steps", 30), notes=[{"text": "Call", "kind": "action", "status": "dropped"}]), []),
    ],
    "B01": [
        ("two tracks", in_tracks({"id": "x", **lead("p1")}, {"id": "y", **lead("p1")}), on("error", "t")),
        ("one after the other", in_tracks(
            {"id": "x", "sessions": [part("X1", 30, **lead("p1")), part("X2", 30)]},
            {"id": "y", "sessions": [part("Y1", 30), part("Y2", 30, **lead("p1"))]}), []),
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
        ("over at two", one_day(part("A", 300)), []),
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
        ("one of three", one_day(part("A", 30), part("B", 30), part("C")), on("advice", "c")),
        ("one of two", one_day(part("A", 30), part("C")), []),
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
