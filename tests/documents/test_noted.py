"""What is made of the notes: minutes, recommendations, next steps, and the form on which they are written."""

from dataclasses import replace

from tests.support import sample
from toolkit.convening.model import Audience, Convening
from toolkit.document.blocks import Block, Callout, Heading, Items, Paragraph, Quote, Table, Together
from toolkit.document.inline import plain
from toolkit.documents import action_tracker, minutes, rapporteur_form, recommendations
from toolkit.documents.registry import Spec, options_for
from toolkit.language import language


def built(spec: Spec, convening: Convening, audience: Audience | None = None) -> tuple[Block, ...]:
    options = options_for(convening, spec, language("en-GB"))
    return spec.build(convening, options if audience is None else replace(options, audience=audience)).blocks


def heads(blocks: tuple[Block, ...]) -> list[str]:
    return [plain(block.content) for block in blocks if isinstance(block, Heading)]


def rows(blocks: tuple[Block, ...]) -> list[list[str]]:
    inner = (each for block in blocks for each in (block.content if isinstance(block, Together) else (block,)))
    return [[plain(cell.content) for cell in row.cells] for table in inner if isinstance(table, Table) for row in table.rows]


def noted(*notes: dict[str, object], **more: object) -> Convening:
    session = {"id": "s", "title": "Session", "minutes": 30, "rule": more.pop("ruled", None)}
    people = [{"id": "p", "code": "K7", "name": "Ada Example", "side": "donor", "consent": {"list": "participants", "quote": "name"}}]
    days = [{"id": "d", "start": "09:00", "sessions": [session]}]
    given = {"title": "T", "days": days, "participants": people, "notes": [{"id": f"n{at}", **each} for at, each in enumerate(notes)]}
    return Convening.model_validate({**given, **more})


def test_every_note_of_the_sample_stands_in_the_minutes_once_under_its_session() -> None:
    convening = sample().convening
    said: list[str] = []
    for block in built(minutes.SPECS[0], convening, "organisers"):
        inner = block.items if isinstance(block, Items) else (block.content,) if isinstance(block, Quote) else ()
        said += [plain(part.content) for item in inner for part in item if isinstance(part, Paragraph)]
    wanted = [str(note.text).replace("*", "") for note in convening.notes]
    assert [text for text in wanted if sum(line.startswith(text) for line in said) != 1] == []
    assert len(said) == len(wanted)


def test_minutes_are_a_draft_until_the_convening_is_final() -> None:
    spec = minutes.SPECS[0]
    assert any(isinstance(block, Callout) for block in built(spec, noted({"text": "A"})))
    assert not any(isinstance(block, Callout) for block in built(spec, noted({"text": "A"}, final=True)))


def test_a_note_of_no_session_and_an_empty_notebook_are_told() -> None:
    assert heads(built(minutes.SPECS[0], noted({"text": "A", "session": "s"}, {"text": "B"}))) == [
        "Day 1", "Session · 09:00–09:30", "What was said", "Of no session", "What was said",
    ]  # fmt: skip
    assert "Nothing has been noted yet." in [
        plain(block.content) for block in built(minutes.SPECS[0], noted()) if isinstance(block, Paragraph)
    ]


def test_a_speaker_is_named_as_far_as_the_note_goes_and_not_at_all_under_the_rule() -> None:
    note = {"text": "A", "session": "s", "kind": "quote", "by": "p", "attribution": "side"}
    for given, source in (({}, "donor"), ({"ruled": "chatham-house"}, "")):
        quotes = [block for block in built(minutes.SPECS[0], noted(note, **given)) if isinstance(block, Quote)]
        assert [plain(quote.source) for quote in quotes] == [source]


def test_recommendations_stand_by_whom_they_are_for_numbered_through_with_room_for_the_room() -> None:
    kind = {"kind": "recommendation", "session": "s"}
    found = built(recommendations.SPECS[0], noted(
        {"text": "Pay", "to": "Donors", "why": "Rent", **kind}, {"text": "Ask", **kind}, {"text": "Wait", "to": "Donors", **kind}))
    assert rows(found) == [
        ["To: Donors"], ["1", "Pay\nSession", "Rent", "", "", ""], ["3", "Wait\nSession", "", "", "", ""],
        ["To whom is still open"], ["2", "Ask\nSession", "", "", "", ""],
    ]  # fmt: skip


def test_next_steps_stand_by_date_and_name_one_owner_as_far_as_she_agreed() -> None:
    step = {"kind": "action", "session": "s"}
    convening = noted(
        {"text": "Later", "due": "2027-05-02", **step}, {"text": "Some day", **step},
        {"text": "Soon", "due": "2027-05-01", "owner": "p", "status": "doing", **step},
    )  # fmt: skip
    found = rows(built(action_tracker.SPECS[0], convening))
    assert found[:3] == [
        ["1", "Soon", "Ada Example", "1 May 2027", "under way", "Session", ""],
        ["2", "Later", "nobody yet", "2 May 2027", "open", "Session", ""], ["3", "Some day", "nobody yet", "", "open", "Session", ""],
    ]  # fmt: skip
    assert set(map(tuple, found[3:])) == {("",) * 7}


def test_under_the_rule_the_form_has_no_field_for_who_spoke() -> None:
    for given, fields in (({}, 2), ({"ruled": "chatham-house"}, 1)):
        tables = [block for block in built(rapporteur_form.SPECS[0], noted(**given)) if isinstance(block, Table)]
        assert len(tables[1].columns) == fields


def test_there_is_a_form_for_each_session_that_somebody_reports() -> None:
    sessions = [
        {"title": "A", "minutes": 10}, {"title": "Break", "kind": "break", "minutes": 10},
        {"title": "Both", "minutes": 20, "tracks": [{"title": "Left"}, {"title": "Right", "sessions": [{"title": "Inner", "minutes": 5}]}]},
        {"title": "Desk", "alongside": True, "minutes": 5},
    ]  # fmt: skip
    convening = noted(days=[{"id": "d", "start": "09:00", "sessions": sessions}])
    assert heads(built(rapporteur_form.SPECS[0], convening)) == ["A", "Left", "Inner"]
    assert heads(built(rapporteur_form.SPECS[0], noted(days=[]))) == []


COUNTED = {"dots": 9, "support": {"agree": 20, "live_with": 3, "object": 1}}


def test_recommendations_stand_by_theme_with_addressee_dots_and_support_and_outside_no_small_count() -> None:
    kind = {"kind": "recommendation", "session": "s"}
    convening = noted(
        {"text": "Pay", "to": "Donors", "group": "Money", **COUNTED, **kind}, {"text": "Ask", **kind}, dot_vote="secret",
    )  # fmt: skip
    found = built(recommendations.SPECS[0], convening)
    assert rows(found) == [
        ["Money"], ["1", "Pay\nTo: Donors\nSession", "", "9", "20", "3", "1"],
        ["Of no theme"], ["2", "Ask\nTo whom is still open\nSession", "", "", "", "", ""],
    ]  # fmt: skip
    assert any("Dots were placed in secret" in plain(block.content) for block in found if isinstance(block, Paragraph))
    public = rows(built(recommendations.SPECS[0], convening, "public"))
    assert public[1][3:] == ["9", "20", "fewer than 5", "fewer than 5"]
    spec = recommendations.SPECS[0]
    sheet = spec.build(convening, replace(options_for(convening, spec, language("en")), audience="public")).sheets[0]
    assert sheet.rows[0][-4:] == (9, 20, "fewer than 5", "fewer than 5")


def steps(**more: object) -> tuple[tuple[object, ...], ...]:
    step = {"kind": "action", "session": "s"}
    convening = noted(
        {"text": "Write to *all*", "due": "2027-05-02", "owner": "p", **step},
        {"text": "Done", "due": "2027-05-01", "status": "done", **step}, {"text": "Some day", **step}, **more,
    )  # fmt: skip
    spec = action_tracker.SPECS[0]
    events = spec.build(convening, options_for(convening, spec, language("en"))).events
    return tuple((event.title, event.start.date().isoformat(), event.end.date().isoformat(), event.group) for event in events)


def test_next_steps_are_whole_days_of_a_calendar_which_says_no_more_than_that_of_the_agenda() -> None:
    assert steps() == (("Write to all", "2027-05-02", "2027-05-03", "Ada Example"),)
    assert steps(discreet_title="Spring") == (("Spring: Write to all", "2027-05-02", "2027-05-03", "Ada Example"),)
    assert steps(discreet_title="Spring", at_risk=True) == (("Spring: next step 2", "2027-05-02", "2027-05-03", ""),)
    nobody = [{"id": "p", "code": "K7", "name": "Ada Example"}]
    assert steps(participants=nobody) == (("Write to all", "2027-05-02", "2027-05-03", ""),)
