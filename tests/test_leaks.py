"""What a file may not say is found however it is written; what may be said is no alarm."""

import time

import pytest

from toolkit import leaks
from toolkit.convening.model import Affiliation, Consent, Convening, Day, Given, Host, Needs, Participant, Session
from toolkit.leaks import Leak, find


def convening(*participants, notes="", purpose="", hosts=()):
    session = Session(id="s1", title="Opening", notes=notes, purpose=purpose)
    return Convening(title="Meeting", hosts=hosts, days=(Day(id="day-1", sessions=(session,)),), participants=participants)


def person(name="Quillon Vexbright", consent=None, **rest):
    return Participant(id=rest.pop("id", "p1"), name=name, consent=consent, **rest)


def kinds(plan, text, audience="participants"):
    return [leak.kind for leak in find(plan, audience, {"a.md": text})]


@pytest.mark.parametrize(
    "text",
    [
        "Quillon Vexbright",
        "as Quillon Vexbright, told us",
        "VEXBRIGHT, Quillon",
        "vexbright quillon",
        "Quíllon\nVéxbright",
        "«Quillon» Vexbright",
        "Quillon\u00a0 Vexbright",
        "Quil-\nlon Vexbright",
        "Quillon Vexbright1",
        "quillon_vexbright.pdf",
        "Quillon\tVexbright",
        "Quil\u00adlon Vexbright",
        "Quillon\u200b Vexbright",
        "Quillon Vexbright's words",
    ],
)
def test_a_full_name_is_found_however_it_is_written(text):
    assert kinds(convening(person()), f"before {text} after") == ["name"]


@pytest.mark.parametrize("text", ["Quillon", "Vexbright", "Quillonia Vexbrights", "Quillon and Vexbright", "x Quillon. The Vexbright"])
def test_a_part_of_a_name_is_not_certain(text):
    assert kinds(convening(person()), text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Anne-Marie O’Hara", "annemarie ohara"),
        ("Anne-Marie O’Hara", "Anne-\nMarie O'Hara"),
        ("Łukasz Ærø", "Lukasz Aero"),
        ("Dr. Ana Sol", "Ana Sol"),
        ("Ana «Nana» Sol", "Ana Sol"),
        ("Ana María de la Cruz", "de la Cruz, Ana María"),
        ("José Ma", "Jose\u0301 Ma"),
        ("王小明", "參加者王小明說"),
        ("王明", "(王明)"),
        ("سارة الكبيسي", "قالت سارة الكبيسي"),
        ("अमिता शर्मा", "अमिता शर्मा"),
        ("Straße Groß", "STRASSE GROSS"),
    ],
)
def test_names_of_any_form_and_script_are_found(name, text):
    assert kinds(convening(person(name, honorific="Dr.")), text) == ["name"]


def test_a_right_to_left_name_is_found_in_the_order_in_which_a_pdf_gives_it():
    assert kinds(convening(person("سلمى بنت الورغمي")), "الورغمي بنت سلمى (she)") == ["name"]


def test_a_chinese_name_of_two_characters_inside_other_words_is_not_certain():
    assert kinds(convening(person("王明")), "國王明天來") == []


@pytest.mark.parametrize(
    ("consent", "named_before"),
    [
        (None, ("facilitators", "organisers")),
        (Consent(), ("facilitators", "organisers")),
        (Consent(list="participants"), ("participants", "facilitators", "organisers")),
        (Consent(lead="public"), ("public", "participants", "facilitators", "organisers")),
        (Consent(quote="name"), ("public", "participants", "facilitators", "organisers")),
        (Consent(badge="full"), ("participants", "facilitators", "organisers")),
        (Consent(badge="first-name"), ("facilitators", "organisers")),
        (Consent(list="public", show=("organisation",)), ("facilitators", "organisers")),
        (Consent(list="public", given=Given(withdrawn="2027-01-01")), ("facilitators", "organisers")),
    ],
)
def test_who_may_be_named_by_any_use_is_no_alarm(consent, named_before):
    plan = convening(person(consent=consent))
    found = [
        audience for audience in ("public", "participants", "facilitators", "organisers") if not kinds(plan, "Quillon Vexbright", audience)
    ]
    assert tuple(found) == named_before


def test_a_name_that_somebody_else_bears_lawfully_is_no_alarm():
    plan = convening(person(id="p1"), person(id="p2", consent=Consent(list="public")))
    assert kinds(plan, "Quillon Vexbright") == []


def test_a_longer_text_that_may_be_read_hides_no_name_but_its_own():
    union = Affiliation(organisation="Quillon Vexbright Union")
    plan = convening(person(), person("Other One", id="p2", affiliations=(union,)), hosts=(Host(name="The Quillon Vexbright House"),))
    assert kinds(plan, "Quillon Vexbright Union, the Quillon Vexbright House") == []
    assert kinds(plan, "Quillon Vexbright of the Quillon Vexbright Union") == ["name"]


def test_legal_names_are_for_organisers_alone():
    plan = convening(person(legal_name="Quirina Vexbright Ozols", consent=Consent(list="public")))
    words = "Vexbright Ozols, Quirina"
    assert [kinds(plan, words, audience) for audience in ("public", "facilitators", "organisers")] == [["legal-name"], ["legal-name"], []]
    same = convening(person(legal_name="Vexbright Quillon", consent=Consent(list="public")))
    assert kinds(same, "Quillon Vexbright") == []


@pytest.mark.parametrize(
    "text", ["Q.Vex+1@mill.example", "mailto:q.vex+1@mill.example?x", "<q.vex+1@mill.example>", "q.vex+1@\nmill.exa\nmple"]
)
def test_an_address_is_found_also_over_lines(text):
    plan = convening(person(consent=Consent(list="public"), email="Q.Vex+1@mill.example"))
    assert kinds(plan, f"write to {text} now", "facilitators") == ["e-mail"]
    assert kinds(plan, f"write to {text} now", "organisers") == []
    assert kinds(plan, "xq.vex+1@mill.example q.vex+1@mill.examples") == []


@pytest.mark.parametrize(
    "text", ["+351 912 345 678", "00351912345678", "912-345-678", "(+351) 912.345.678", "912\u00a0345\n678", "٩١٢٣٤٥٦٧٨"]
)
def test_a_number_is_found_however_it_is_grouped(text):
    plan = convening(person(consent=Consent(list="public"), phone="+351 912 345 678"))
    assert kinds(plan, f"call {text}, please", "public") == ["phone"]


@pytest.mark.parametrize("text", ["2 345 678", "2027-03-11 09:00 912 345", "912 345 679", "+351 912 345 678 9"])
def test_another_number_is_no_alarm(text):
    assert kinds(convening(person(phone="+351 912 345 678")), text) == []


def test_private_notes_are_found_by_the_line_and_by_the_long_sentence():
    plan = convening(
        notes="- **Ask** the host about the keys.\n- Short line here.\n\nSay it. The river wall was painted over by two of us."
    )
    words = ["ask the host\nabout the keys", "Short line here", "the river wall was painted over by two of us", "river wall was painted"]
    assert [kinds(plan, text) for text in words] == [["notes"], [], ["notes"], []]
    assert [kinds(plan, words[0], audience) for audience in ("public", "facilitators", "organisers")] == [["notes"], [], []]


def test_a_note_that_says_what_the_agenda_says_is_no_alarm():
    plan = convening(notes="One hope and one worry each.", purpose="We meet. One hope and one worry each. We eat.")
    assert kinds(plan, "We meet. One hope and one worry each. We eat.") == []


def test_private_columns_are_found_below_organisers():
    plan = convening(
        person(
            consent=Consent(list="public"), more={"Hotel": "room over the mill, second floor"}, needs=Needs(diet="no milk no eggs no nuts")
        )
    )
    words = "Room over the mill – second floor; no milk no eggs no nuts"
    assert [kinds(plan, words, audience) for audience in ("participants", "facilitators", "organisers")] == [["private"], ["private"], []]


def test_a_leak_says_who_and_where_and_never_what():
    plan = convening(person(email="q@vex.example"))
    found = find(
        plan,
        "public",
        {"list.pdf": "one\f\ntwo q@vex.example\f\nthree Quillon\nVexbright", "quillon-vexbright.md": "x\ny\nVexbright Quillon"},
    )
    assert found == (
        Leak("list.pdf", "name", "p1", 3, True),
        Leak("list.pdf", "e-mail", "p1", 2, True),
        Leak("quillon-vexbright.md", "name", "p1", 0),
    )
    assert [leak.sentence() for leak in found] == [
        "the name of p1, who did not agree to be named here (page 3)",
        "the e-mail address of p1 (page 2)",
        "the name of p1, who did not agree to be named here (in the file's name)",
    ]
    assert "illon" not in str(found[:2])


def crowd_of(count):
    return [
        person(
            f"Given{n} Middle{n % 50} Family{n}",
            id=f"p{n}",
            email=f"a{n}@x.example",
            phone=f"+99 {n:08d}",
            consent=Consent(list="public") if n % 2 else None,
        )
        for n in range(count)
    ]


def seconds_to_look_for(crowd):
    """Its own work, the quickest of three: whatever else the machine does meanwhile is no fault of it."""
    plan = convening(*crowd)
    text = "\n".join(f"{each.name}, someone from somewhere else, with a title" for each in crowd if each.consent)
    taken = []
    for _ in range(3):
        start = time.process_time()
        assert find(plan, "public", {"list.csv": text}) == ()
        taken.append(time.process_time() - start)
    one_more = text + "\nGiven8 Middle8 Family8"
    assert leaks.find(plan, "public", {"list.csv": one_more}) == (Leak("list.csv", "name", "p8", len(crowd) // 2 + 1),)
    return min(taken)


def test_ten_times_the_people_take_about_ten_times_as_long():
    """Four thousand take about half a second; each name looked for in each line would take a hundred times as long as four hundred."""
    assert seconds_to_look_for(crowd_of(4000)) < 25 * seconds_to_look_for(crowd_of(400))
