"""The report prints what was written and noted, invents nothing, and names nobody who did not agree."""

import io

import pytest
from PIL import Image

from tests.documents.reading import build, convening, every, headings, rows, sample, tables, tree, words
from tests.support import material
from toolkit.document.blocks import Callout, Contents, Cover, Items, Picture, Quote, Table
from toolkit.document.inline import Footnote


def titles(document):
    return [title for level, title in headings(document) if level == 1]


def test_the_chapters_of_the_sample_stand_in_order():
    sections = [section.heading for section in sample().convening.report.sections]
    assert titles(tree("report")) == [
        "Summary", "Objectives", "What the words showed", *sections, "Recommendations", "Next steps",
        "Annex 1: Agenda", "Annex 2: Participants", "Annex 3: Evaluation", "Annex 4: How this report was made",
    ]  # fmt: skip


def test_the_cover_has_the_hosts_in_order_with_their_logos():
    document = build(sample().convening, "report", assets=material().assets)
    cover = next(every(document.blocks, Cover))
    assert (cover.style, words(cover.title), words(cover.kicker)) == ("page", "Water and Work", "Report")
    assert [words(mark.name) for mark in cover.marks] == [host.name for host in sample().convening.hosts]
    assert [mark.role for mark in cover.marks] == ["Hosted by", "", "", "Supported by"]
    assert all(mark.logo is not None and 6 <= mark.logo.height_mm <= 17 for mark in cover.marks)
    assert isinstance(document.blocks[2], Contents)


def test_it_says_that_it_is_a_draft_until_it_is_final():
    warned = "The hosts have not yet approved this text. Do not quote it."
    assert warned in words(tree("report").blocks)
    final = build(sample().convening.model_copy(update={"final": True}), "report")
    assert warned not in words(final.blocks) and "DRAFT" not in words(final.blocks)


def test_words_are_counted_by_heap_and_a_hurtful_one_is_not_printed():
    document = tree("report")
    printed = words(document.blocks)
    shown = [word for word in sample().convening.words if word.show]
    table = next(each for each in tables(document) if words(each.columns[0].title) == "Heap")
    listed = ", ".join(cell for row in rows(table) for cell in row[1:])
    for word in shown:
        assert (f"{word.text} ({word.count})" if word.count > 1 else word.text) in listed
    assert "thief" not in listed
    assert "54 different words were written on 96 cards." in printed
    assert "1 word was counted and is not printed." in printed


def test_words_that_nobody_sorted_need_no_heap_and_single_cards_no_number():
    single = build(convening(words=[{"text": "river"}, {"text": "toll"}]), "report")
    assert next(rows(table) for table in tables(single)) == [["river, toll"]]
    assert "counts cards" not in words(single.blocks)
    twice = words(build(convening(words=[{"text": "river", "count": 2}]), "report").blocks)
    assert "A number in brackets counts cards, not minds." in twice and "A number behind a word counts cards, not minds." in twice


def test_no_words_no_chapter():
    assert "What the words showed" not in titles(build(convening(), "report"))


def test_footnotes_of_the_prose_are_footnotes():
    bodies = " ".join(str(section.body) for section in sample().convening.report.sections)
    assert len(list(every(tree("report").blocks, Footnote))) >= bodies.count("]:") > 10


def report(**facts):
    sections = [{"id": "a", "heading": "Talk", **facts}]
    people = [
        {"id": "p1", "name": "Ada Seen", "side": "donor", "consent": {"list": "public", "quote": "name", "photo": True}},
        {
            "id": "p2", "name": "Bo Hidden", "side": "activist", "affiliations": [{"organisation": "Tap"}],
            "consent": {"list": "nobody", "quote": "side"},
        },
    ]
    notes = [
        {"id": "n1", "session": "s", "kind": "point", "text": "A *point*"},
        {"id": "n2", "session": "s", "kind": "agreement", "text": "An agreement"},
        {"id": "n3", "session": "s", "kind": "quote", "text": "Said by Ada", "by": "p1", "attribution": "name"},
        {"id": "n4", "session": "s", "kind": "quote", "text": "Said by Bo", "by": "p2", "attribution": "name"},
        {"id": "n5", "session": "other", "kind": "point", "text": "Elsewhere"},
        {"id": "n6", "session": "s", "kind": "recommendation", "text": "Do it", "to": "Donors", "why": "It helps"},
        {"id": "n7", "session": "s", "kind": "action", "text": "Write", "owner": "p1", "due": "2027-05-01", "status": "doing"},
        {"id": "n8", "session": "s", "kind": "action", "text": "Call", "owner": "p2"},
        {"id": "n9", "session": "s", "kind": "action", "text": "Wait"},
    ]  # fmt: skip
    days = [{"sessions": [{"id": "s", "title": "S"}, {"id": "other", "title": "O"}]}]
    return convening(days=days, participants=people, notes=notes, report={"sections": sections})


def test_a_section_without_prose_prints_the_notes_it_gathers_and_no_other():
    document = build(report(gathers=["s"]), "report", "participants")
    printed = words(document.blocks)
    assert [title for _, title in headings(document)][:3] == ["Talk", "What was said", "Where people agreed"]
    assert "A  point" in printed and "Elsewhere" not in printed
    assert [(words(quote.content), words(quote.source)) for quote in every(document.blocks, Quote)] == [
        ("Said by Ada", "Ada Seen"), ("Said by Bo", "activist"),
    ]  # fmt: skip


def test_a_section_with_prose_prints_the_prose_alone():
    printed = words(build(report(gathers=["s"], body="Written."), "report").blocks)
    assert "Written." in printed and "A  point" not in printed


def test_an_empty_section_and_an_empty_report_say_so():
    assert "This section has not been written yet." in words(build(report(), "report").blocks)
    empty = build(convening(), "report")
    assert "No section of this report has been written yet." in words(empty.blocks)
    assert "Nobody is on the list yet." in words(empty.blocks) and "There is no day in this agenda yet." in words(empty.blocks)


@pytest.mark.parametrize(("author", "audience", "shown"), [
    ("p1", "public", "Ada Seen"), ("p2", "participants", ""), ("p2", "organisers", "Bo Hidden"), ("Eve Typed", "public", "Eve Typed"),
])  # fmt: skip
def test_a_box_has_its_author_as_she_agreed(author, audience, shown):
    made = report(boxes=[{"id": "b", "title": "Tin", "author": author, "body": "# Big\n\nBody"}])
    box = next(each for each in every(build(made, "report", audience).blocks, Callout) if each.kind == "box")
    assert (words(box.title), words(box.author), words(box.content)) == ("Tin", shown, "Big Body")


def table_with(document, title):
    return rows(next(each for each in every(document.blocks, Table) if words(each.columns[0].title) == title))


def test_recommendations_say_to_whom_and_why():
    assert table_with(build(report(), "report"), "No.") == [["1", "Do it", "Donors", "It helps"]]


def recommending(*wanted):
    notes = [{"id": f"r{n}", "kind": "recommendation", **each} for n, each in enumerate(wanted)]
    return build(convening(notes=notes), "report")


def test_a_column_that_no_recommendation_fills_is_not_printed():
    assert table_with(recommending({"text": "Do it"}, {"text": "Do more"}), "No.") == [["1", "Do it"], ["2", "Do more"]]
    addressed = recommending({"text": "Do it"}, {"text": "Do more", "to": "Donors"})
    assert table_with(addressed, "No.") == [["1", "Do it", ""], ["2", "Do more", "Donors"]]


def test_reasons_that_are_paragraphs_are_read_below_what_they_are_for():
    why = "Boats have no papers. " * 20
    document = recommending({"text": "Count *boats*", "to": "Donors", "why": why}, {"text": "Do more"})
    listed = next(items for items in every(document.blocks, Items) if items.style == "number")
    assert [[" ".join(words(block).split()) for block in item] for item in listed.items] == [
        ["Count boats To: Donors", why.strip()], ["Do more"],
    ]  # fmt: skip
    assert not any(words(table.columns[0].title) == "No." for table in tables(document))


def test_a_section_that_is_called_as_a_chapter_of_the_report_has_it_after_its_text():
    sections = [{"id": "a", "heading": "Talk", "body": "Said."}, {"id": "b", "heading": "recommendations", "body": "We ask for this:"}]
    notes = [{"id": "r", "kind": "recommendation", "text": "Do it"}, {"id": "n", "kind": "action", "text": "Write"}]
    said = {"objectives": ["Hear"], "notes": notes, "words": [{"text": "river"}]}
    document = build(convening(**said, report={"sections": [{"id": "o", "heading": "Objectives"}, *sections]}), "report")
    assert titles(document)[:5] == ["Objectives", "What the words showed", "Talk", "recommendations", "Next steps"]
    said = words(document.blocks)
    assert said.index("We ask for this:") < said.index("Do it") and said.count("Do it") == 1
    assert "This section has not been written yet." not in said


def test_actions_have_one_owner_as_she_agreed_a_date_and_a_status():
    assert table_with(build(report(), "report", "public"), "Step") == [
        ["Write", "Ada Seen", "1 May 2027", "under way"],
        ["Call", "somebody not named here", "", "open"],
        ["Wait", "nobody yet", "", "open"],
    ]  # fmt: skip
    assert table_with(build(report(), "report", "organisers"), "Step")[1][1] == "Bo Hidden"


def photo():
    held = io.BytesIO()
    Image.new("RGB", (80, 40), "grey").save(held, "JPEG")
    return {"wall.jpg": held.getvalue()}


@pytest.mark.parametrize(("people", "printed"), [([], True), (["p1"], True), (["p1", "p2"], False), (["p9"], False)])
def test_a_picture_is_printed_only_with_everybodys_yes(people, printed):
    made = report(figures=[{"id": "f", "file": "wall.jpg", "alt": "The wall", "caption": "After lunch", "people": people}])
    document = build(made, "report", assets=photo())
    found = [(each.alt, words(each.caption)) for each in every(document.blocks, Picture)]
    assert found == ([("The wall", "After lunch")] if printed else [])
    assert ("A picture is left out here" in words(document.blocks)) is not printed


def test_a_picture_that_is_missing_is_named():
    made = report(figures=[{"id": "f", "file": "wall.jpg", "alt": "The wall"}])
    assert "The picture “wall.jpg” is missing" in words(build(made, "report").blocks)


def test_the_annexes_hold_every_session_and_everybody_who_agreed():
    document, made = tree("report", "public"), sample().convening
    annex = words(document.blocks)
    for _, _, session in made.sessions():
        assert (session.title if isinstance(session.title, str) else session.title.root["en"]) in annex
    for person in made.participants:
        agreed = person.consent and person.consent.list == "public" and not person.consent.given.withdrawn
        if agreed and person.name and person.status != "declined":
            assert person.name in annex


def test_private_notes_stay_out_of_the_annexes():
    assert "Six draft lines" not in words(tree("report", "organisers").blocks)


def test_sessions_under_the_rule_are_named_in_the_method():
    assert "These sessions were held under the Chatham House Rule: Donors in the middle" in words(tree("report").blocks)


def test_the_method_note_says_when_the_days_took_place_beside_when_they_were_planned():
    made = convening(days=[
        {"id": "d1", "date": "2027-03-11", "start": "09:00", "sessions": [
            {"title": "A", "minutes": 60, "happened": {"on": "2027-03-11", "began": "09:12:30", "ended": "10:20:00"}},
            {"title": "B", "minutes": 30, "happened": {"on": "2027-03-11", "began": "10:20:00", "ended": "10:20:00", "skipped": True}},
            {"title": "C", "minutes": 30, "happened": {"on": "2027-03-11", "began": "10:20:00", "ended": "11:05:59"}},
        ]},
        {"id": "d2", "date": "2027-03-12", "sessions": [
            {"title": "D", "minutes": 60, "happened": {"on": "2027-03-01", "began": "09:12:30", "ended": "10:20:00"}},
        ]},
    ])  # fmt: skip
    said = words(build(made, "report").blocks)
    assert "Day 1 took place from 09:12 to 11:05 (planned: 09:00 to 11:00); 1 session was left out." in said
    assert "Day 2 took place" not in said and "took place" not in words(tree("report").blocks)
