"""The permanent ids of a raw convening: given once, when a file is read, and written from then on. Knows no model, only keys."""

from collections.abc import Iterator
from typing import Any

from toolkit.convening.values import Localised, slug

_LISTS_WITH_IDS = (("participants", "person"), ("groups", "grouping"), ("words", "word"), ("notes", "note"))


def with_ids(raw: Any) -> Any:
    """A copy of a raw convening in which every thing that needs an id has one: made from its title, and a counter where that is taken.

    Only dictionaries of the right shape are touched; what is wrong is left for the models to refuse.
    Participants are numbered, never named, for ids stand in file names and logs.
    """
    if not isinstance(raw, dict):
        return raw
    made = dict(raw)
    taken = {str(item["id"]) for item in _sessions_in(raw) if item.get("id")}
    tracks = {str(t["id"]) for s in _sessions_in(raw) for t in _dicts(s.get("tracks")) if t.get("id")}
    made_days = _with_list_ids(raw.get("days"), "day", lambda day: f"day-{day[0] + 1}")
    if isinstance(made_days, list):
        made["days"] = [_with_sessions(day, taken, tracks) for day in made_days]
    if "parked" in raw:
        made["parked"] = _session_list(raw["parked"], taken, tracks)
    for key, word in _LISTS_WITH_IDS:
        if key in raw:
            made[key] = _with_list_ids(raw[key], word, lambda item, word=word: f"{word}-{item[0] + 1}")
    report = raw.get("report")
    if isinstance(report, dict):
        made["report"] = _report_with_ids(report)
    evaluation = raw.get("evaluation")
    if isinstance(evaluation, dict) and "questions" in evaluation:
        questions = _with_list_ids(evaluation["questions"], "question", lambda item: f"question-{item[0] + 1}")
        made["evaluation"] = {**evaluation, "questions": questions}
    if "sent" in raw:
        made["sent"] = _sent_with_ids(raw["sent"])
    return made


def _sent_with_ids(items: Any) -> Any:
    """A version that was sent has the ids that the agenda had then: they are apart from those of today."""
    named = _with_list_ids(items, "sent", lambda item: f"sent-{item[0] + 1}")
    if not isinstance(named, list):
        return named
    done: list[Any] = []
    for item in named:
        if isinstance(item, dict) and "days" in item:
            apart = with_ids({"days": item["days"]})
            item = {**item, "days": apart["days"]}
        done.append(item)
    return done


def _report_with_ids(report: dict[str, Any]) -> dict[str, Any]:
    report = dict(report)
    for key, word in (("sent", "report"), ("comments", "comment"), ("signatures", "signature")):
        if key in report:
            report[key] = _with_list_ids(report[key], word, lambda item, word=word: f"{word}-{item[0] + 1}")
    if isinstance(report.get("sent"), list):
        report["sent"] = [_report_with_ids(sent) if isinstance(sent, dict) else sent for sent in report["sent"]]
    sections = _with_list_ids(report.get("sections"), "section", lambda s: slug(_title(s[1], "heading"), f"section-{s[0] + 1}"))
    if not isinstance(sections, list):
        return report
    boxes = 0
    figures = 0
    done: list[Any] = []
    for section in sections:
        if isinstance(section, dict):
            section = dict(section)
            for key, word in (("boxes", "box"), ("figures", "figure")):
                start = boxes if key == "boxes" else figures
                if key in section:
                    section[key] = _with_list_ids(section[key], word, lambda item, w=word, n=start: f"{w}-{n + item[0] + 1}")
            boxes += len(section.get("boxes") or ()) if isinstance(section.get("boxes"), (list, tuple)) else 0
            figures += len(section.get("figures") or ()) if isinstance(section.get("figures"), (list, tuple)) else 0
        done.append(section)
    return {**report, "sections": done}


def _title(item: dict[str, Any], key: str = "title") -> str | dict[str, str]:
    found = item.get(key)
    if isinstance(found, Localised):
        return found.root
    if isinstance(found, dict):
        return {str(k): str(v) for k, v in found.items()}
    return str(found or "")


def _dicts(items: Any) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, (list, tuple)) else []


def _sessions_in(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for holder in [*_dicts(raw.get("days")), {"sessions": raw.get("parked")}]:
        for session in _dicts(holder.get("sessions")):
            yield session
            for track in _dicts(session.get("tracks")):
                yield from _dicts(track.get("sessions"))


def _free(wanted: str, taken: set[str]) -> str:
    name, n = wanted, 2
    while name in taken:
        name, n = f"{wanted}-{n}", n + 1
    taken.add(name)
    return name


def _with_list_ids(items: Any, word: str, name: Any) -> Any:
    if not isinstance(items, (list, tuple)):
        return items
    taken = {str(item["id"]) for item in _dicts(items) if item.get("id")}
    return [
        {"id": _free(name((at, item)), taken), **{k: v for k, v in item.items() if k != "id"}}
        if isinstance(item, dict) and not item.get("id")
        else item
        for at, item in enumerate(items)
    ]


def _with_sessions(day: Any, taken: set[str], tracks: set[str]) -> Any:
    if not isinstance(day, dict) or "sessions" not in day:
        return day
    return {**day, "sessions": _session_list(day["sessions"], taken, tracks)}


def _session_list(items: Any, taken: set[str], tracks: set[str]) -> Any:
    if not isinstance(items, (list, tuple)):
        return items
    done: list[Any] = []
    for item in items:
        if isinstance(item, dict):
            item = dict(item)
            if not item.get("id"):
                item = {"id": _free(slug(_title(item), "session"), taken), **{k: v for k, v in item.items() if k != "id"}}
            if isinstance(item.get("tracks"), (list, tuple)):
                item["tracks"] = [_track(track, taken, tracks) for track in item["tracks"]]
        done.append(item)
    return done


def _track(track: Any, taken: set[str], tracks: set[str]) -> Any:
    if not isinstance(track, dict):
        return track
    track = dict(track)
    if not track.get("id"):
        track = {"id": _free(slug(_title(track), "track"), tracks), **{k: v for k, v in track.items() if k != "id"}}
    if "sessions" in track:
        track["sessions"] = _session_list(track["sessions"], taken, tracks)
    return track
