"""The list of who came: codes, counts, no name, and no side below five."""

from tests.documents.reading import build, convening, headings, words

PEOPLE = [{"id": f"p{at}", "code": f"K{at:02d}", "name": f"Person {at}", "side": "donor" if at < 3 else "activist"} for at in range(11)]
PEOPLE.append({"id": "bare", "code": "", "name": "Bo Nocode", "side": "activist"})
DAYS = [
    {"id": "d1", "sessions": [], "present": ["p9", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p0", "bare"]},
    {"id": "d2", "sessions": [], "present": 7},
    {"id": "d3", "sessions": []},
]


def test_codes_and_counts_day_by_day_without_a_name():
    document = build(convening(participants=PEOPLE, days=DAYS), "attendance", "organisers")
    said = " ".join(words(document.blocks).split())
    assert len(headings(document)) == 3
    assert "11 people came; 12 were planned for. K00 · K01 · K02 · K03 · K04 · K05 · K06 · K07 · K08 · K09 1 person without a code." in said
    assert "activist 8" in said and "others fewer than 5" in said and "donor" not in said
    assert "7 people came; 12 were planned for. They were counted; who they were was not noted." in said
    assert "Nobody has noted who came." in said
    assert not [person["name"] for person in PEOPLE if person["name"] in said]
    assert (document.sheets[0].rows[0], document.sheets[0].rows[-1]) == ((1, "K00", None), (2, "", 7))
