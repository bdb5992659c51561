"""What may name somebody is asked, is known again at its place, and is no more asked than it must be."""

import time

import pytest

from tests.test_leaks import convening, person
from toolkit import leaks, verdict
from toolkit.convening.model import AUDIENCES, Affiliation, Allowed, Consent, Convening, Given, Host
from toolkit.language import language
from toolkit.leaks import allowance, doubtful, find
from toolkit.leaks.doubts import MOST_IN_A_FILE

REFUSAL = Consent(given=Given(on="2027-02-01"))
GUILD = (Affiliation(title="Director", organisation="Weir Guild"),)
HOPE = {"name": "Hope Achterberg", "id": "hope", "country": "ZA", "affiliations": GUILD}


def asked(plan, text, audience="participants"):
    return [(leak.kind, leak.id) for leak in doubtful(plan, audience, {"a.md": text})]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Then Hope spoke.", ["part"]),
        ("Then Achterberg’s table spoke.", ["part"]),
        ("We hope for rain, and may hope again.", []),
        ("Hope spoke, and nobody else.", ["part"]),
        ("Hope is what we share. They hope for rain.", []),
        ("The hope of all. And then Hope spoke.", ["part"]),
        ("**Hope** grew. We hope so.\n\n- Hope again", []),
        ("Hope from the Weir Guild spoke.", ["described", "organisation"]),
        ("Hope of South Africa", ["described"]),
        ("Our director, Hope, spoke.", ["described"]),
        ("The Weir Guild disagreed.", ["organisation"]),
        ("HOPE SPOKE", ["part"]),
        ("Then Hope, Hope again", ["part"]),
        ("Hopeful Achterbergs", []),
        ("hope@other.example", []),
    ],
)
def test_a_word_of_a_name_is_asked_where_it_may_be_one(text, kinds):
    assert [kind for kind, _ in asked(convening(person(**HOPE)), text)] == kinds


def test_nothing_is_asked_of_the_team_or_of_who_may_be_named():
    text = "Then Hope of the Weir Guild spoke."
    plan = convening(person(**HOPE))
    assert [len(asked(plan, text, audience)) for audience in AUDIENCES] == [2, 2, 0, 0]
    assert asked(convening(person(**HOPE, consent=Consent(list="public"))), text, "public") == []
    assert asked(convening(person(**HOPE, consent=Consent(badge="first-name"))), "Then Hope spoke.") == []


def test_a_full_name_is_certain_and_not_asked_as_well():
    plan = convening(person(**HOPE))
    assert asked(plan, "Then Achterberg, Hope spoke") == []
    assert [leak.kind for leak in find(plan, "participants", {"a.md": "Then Achterberg, Hope spoke"})] == ["name"]


def test_a_shortened_name_is_one_question():
    plan = convening(person("João Baptista Quental Ferraz", id="joao"))
    assert asked(plan, "Then João Ferraz spoke, and João again.") == [("part", "joao")] * 2
    assert asked(plan, "Then Quental Ferraz spoke.") == [("part", "joao")]


def test_a_month_is_a_month():
    plan = convening(person("May Frost", id="may"))
    assert asked(plan, "On 11 May we met; in May 2027 again, and you may ask.") == []
    assert asked(plan, "And then May asked.") == [("part", "may")]


def test_a_part_that_somebody_bears_lawfully_is_asked_only_beside_a_description():
    other = person("Hope Ndlovu", id="p2", consent=Consent(list="public"))
    plan = convening(person(**HOPE), other)
    assert asked(plan, "Then Hope spoke.") == []
    assert asked(plan, "Then Hope from South Africa spoke.") == [("described", "hope")]


def test_words_of_places_and_organisations_are_no_names():
    mill = person("Anna Mill", id="p2", affiliations=(Affiliation(organisation="Hope and Mill House"),))
    plan = convening(person(**HOPE), mill, person("Bo Ek", id="p3", affiliations=mill.affiliations), hosts=(Host(name="Old Mill Trust"),))
    assert asked(plan, "The Old Mill Trust met at Hope and Mill House.") == []
    assert asked(plan, "Then Mill spoke.") == [("part", "p2")]


def test_legal_names_are_asked_also_of_who_may_be_named():
    plan = convening(person("May Frost", legal_name="Abimbola Frost", consent=Consent(list="public")))
    assert asked(plan, "Then Abimbola spoke, and Frost, and May.") == [("part", "p1")]


def test_an_organisation_is_asked_while_it_points_at_one_and_is_not_shown():
    one = person(**HOPE)
    assert asked(convening(one), "As the Weir Guild says") == [("organisation", "hope")]
    assert asked(convening(one, person("Zoe Ek", id="zoe", affiliations=one.affiliations)), "As the Weir Guild says") == []
    assert asked(convening(one, hosts=(Host(name="Weir Guild"),)), "As the Weir Guild says") == []
    assert asked(convening(person(**{**HOPE, "consent": Consent(list="public")})), "As the Weir Guild says", "public") == []


CITATIONS = [
    "4. Hope Achterberg, The Book of Weirs, Riverton 2015.",
    "[^4]: Achterberg, Hope (2015). The Book of Weirs.",
    "* Zoe Ek, Hope Achterberg and others, “Weirs”, Journal of Locks 3 (2015), 4.",
    "- Achterberg, Hope: The Book of Weirs. Riverton, 2015.",
]
NO_CITATIONS = [
    "Hope Achterberg, who came in 2015, spoke.",
    "4. Hope Achterberg, Director, Weir Guild",
    "- Hope Achterberg told us of 2015 in the evening",
    "The river rose in 2015. Hope Achterberg, who saw it.",
    "* Hope Achterberg, arrested in 2015 for selling water, was heard",
]


@pytest.mark.parametrize("text", CITATIONS)
def test_an_author_who_is_cited_is_asked_and_stops_nothing(text):
    plan = convening(person(**HOPE))
    assert find(plan, "public", {"a.md": f"Before.\n{text}\nAfter."}) == ()
    assert asked(plan, f"Before.\n{text}\nAfter.", "public") == [("cited", "hope")]


@pytest.mark.parametrize("text", NO_CITATIONS)
def test_what_is_no_citation_is_certain(text):
    assert [leak.kind for leak in find(convening(person(**HOPE)), "public", {"a.md": f"Before.\n{text}\nAfter."})] == ["name"]


@pytest.mark.parametrize("text", CITATIONS)
def test_a_citation_is_no_excuse_against_a_refusal(text):
    assert [leak.kind for leak in find(convening(person(**HOPE, consent=REFUSAL)), "public", {"a.md": text})] == ["name"]


PROSE = "We walked to the river. In the evening Hope told us of a dam that broke, and of the tin.\n\nThen Hope sang."


def test_what_was_allowed_is_not_asked_again_at_its_place_and_only_there():
    plan = convening(person(**HOPE))
    first, second = doubtful(plan, "public", {"a.md": PROSE})
    answered = plan.model_copy(update={"allowed": (allowance(first, "She says so herself in print."),)})
    assert [leak.place for leak in doubtful(answered, "public", {"a.md": PROSE})] == [second.place] == [3]
    broken = PROSE.replace("Hope told", "Hope\ntold").replace("evening", "even-\ning") + " And so on."
    assert len(doubtful(answered, "public", {"b.pdf": broken})) == 1
    page_break = PROSE.replace("Hope told", "Hope\f\nPage 3\ntold")
    assert len(doubtful(answered, "public", {"b.pdf": page_break})) == 1
    elsewhere = PROSE.replace("told us of", "told everybody about").replace("In the evening", "Last night")
    assert len(doubtful(answered, "public", {"a.md": elsewhere})) == 2


@pytest.mark.parametrize("consent", [REFUSAL, Consent(list="public", given=Given(withdrawn="2027-02-20")), Consent(badge="full")])
def test_nothing_is_allowed_against_a_refusal(consent):
    plan = convening(person(**HOPE))
    allowed = tuple(allowance(leak, "I think so.") for leak in doubtful(plan, "public", {"a.md": PROSE}))
    refusing = convening(person(**HOPE, consent=consent)).model_copy(update={"allowed": allowed})
    assert len(doubtful(refusing, "public", {"a.md": PROSE})) == 2
    assert leaks.refused(refusing.participants[0])


def test_not_asked_yet_is_no_refusal():
    assert not leaks.refused(person(**HOPE))
    assert not leaks.refused(person(**HOPE, consent=Consent(list="participants")))


def test_a_mark_holds_no_name_and_is_the_same_whoever_stands_beside():
    both = convening(person(**HOPE), person("Zoe Ek", id="zoe"))
    one = [leak.mark for leak in doubtful(both, "public", {"a.md": "Then Hope and Zoe sang."}) if leak.id == "hope"]
    other = [leak.mark for leak in doubtful(both, "public", {"a.md": "Then Hope and Ek sang."}) if leak.id == "hope"]
    assert one == other
    assert Allowed(person="hope", where=one[0])


def test_four_hundred_people_in_a_hundred_pages_take_under_a_second():
    letters = "abcdefghijklmnopqrst"
    names = [f"Giv{one}{two}en Fam{two}{one}ily" for one in letters for two in letters]
    guilds = [(Affiliation(title="Chair", organisation=f"Guild of {name[7:]}"),) for name in names]
    plan = convening(*(person(name, id=f"p{n}", affiliations=guilds[n], country="PT") for n, name in enumerate(names)))
    line = "We walked to the river with {} and looked at what the Wall said of {}, who may come from far away and sing."
    named = [names[n % 400].split() if n % 20 == 0 else ("Somebody", "Others") for n in range(2400)]
    text = "\n".join(line.format(*each) for each in named)
    start = time.process_time()
    assert len(doubtful(plan, "public", {"report.pdf": text})) == MOST_IN_A_FILE
    assert time.process_time() - start < 2  # half of it on a machine with nothing else to do


def talk(**more):
    raw = {
        "title": "Meeting with Hope", "objectives": [{"en": "Hear", "fr": "Écouter Hope"}], "participants": [
            {"id": "hope", "name": "Hope Achterberg", "legal_name": "Hopelina Quatsch"},
            {"id": "zoe", "name": "Zoe Ek", "consent": {"list": "participants"}}],
        "days": [{"id": "day-1", "title": "Day of Zoe", "sessions": [
            {"id": "a", "title": "A", "purpose": "Zoe Ek speaks", "notes": "Ask Hope Achterberg. Her papers say Hopelina Quatsch.",
             "lead": [{"text": "Hope A."}, {"text": "Hope B.", "public": True}], "fill": {"q": ["x", "Hope?"]},
             "tracks": [{"id": "t", "title": "T", "sessions": [{"id": "b", "title": "B of Hope"}]}]}]}],
        "parked": [{"id": "c", "title": "C of Hope"}],
        "words": [{"text": "Hope said"}, {"text": "Hope, hidden", "show": False}],
        "notes": [{"id": "n1", "text": "Hope Achterberg said so", "to": "Hope"}],
        "report": {"summary": "By Hope", "sections": [{"id": "s", "heading": "S", "boxes": [
            {"id": "x", "author": "hope", "title": "X"}, {"id": "y", "author": "Achterberg"}]}]},
        **more,
    }  # fmt: skip
    return Convening.model_validate(raw)


def test_what_was_typed_is_searched_before_anything_is_built():
    found = [
        (" ".join(map(str, each.typed.way)), each.leak.kind, each.leak.id, each.audience, each.typed.session)
        for each in leaks.Check(talk()).typed()
    ]
    session = "days 0 sessions 0"
    assert found == [
        ("title", "part", "hope", "participants", ""),
        ("objectives 0 fr", "part", "hope", "participants", ""),
        ("days 0 title", "part", "zoe", "public", ""),
        (f"{session} purpose", "name", "zoe", "public", "a"),
        (f"{session} notes", "legal-name", "hope", "facilitators", "a"),
        (f"{session} fill q 1", "part", "hope", "participants", "a"),
        (f"{session} lead 1 text", "part", "hope", "participants", "a"),
        (f"{session} tracks 0 sessions 0 title", "part", "hope", "participants", "b"),
        ("parked 0 title", "part", "hope", "participants", "c"),
        ("words 0 text", "part", "hope", "participants", ""),
        ("notes 0 text", "name", "hope", "participants", ""),
        ("notes 0 to", "part", "hope", "participants", ""),
        ("report summary", "part", "hope", "participants", ""),
        ("report sections 0 boxes 1 author", "part", "hope", "participants", ""),
    ]


def test_every_place_has_a_word_on_the_page():
    from toolkit.web.keeping import PLACES

    steps = {step for each in leaks.prose.typed(talk()) for step in each.way if isinstance(step, str)}
    assert steps - {"en", "fr", "q"} <= set(PLACES)


def test_the_command_line_lists_places_without_a_name():
    lines = verdict.named(talk(), language("en"))
    assert len(lines) == 16
    assert lines[1] == "Who is named in the texts"
    what = "The name of hope, who did not agree to be named here"
    assert lines[12].strip() == f"notes 1 text, line 1: {what}, before participants (stops every file it is printed in)"
    assert not [line for line in lines if "Achterberg" in line or "Zoe" in line]


def test_the_line_around_a_place_is_cut_where_it_is_long():
    long = "word " * 60 + "and Hope sang. " + "word " * 60
    named = next(iter(leaks.Check(talk(title="T", objectives=[long])).typed()))
    before, place, after = named.around
    assert place == "Hope"
    assert before.startswith("… word") and before.endswith("and ") and len(before) < 100
    assert after.startswith(" sang.") and after.endswith("word …") and len(after) < 100
