"""Tables of people as the world makes them: headings in many languages, halves of names, rows that are no people, cells that hold more."""

import datetime as dt
import io
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from tests.imports.people.reading import doubts, lines, raws, understood, unread
from tests.readers.office import p, tbl, tc, tr, word
from toolkit.convening.model import Day
from toolkit.imports.people import DeclinedError
from toolkit.readers.archive import ReadError

DAYS = (Day(id="day-1", date=dt.date(2027, 3, 11)), Day(id="day-2", date=dt.date(2027, 3, 12)))

HEADINGS = [
    ("First name,Surname,Job title,Organization,Country,E-mail", "Portugal"),
    ("Prénom,Nom,Fonction,Structure,Pays,Courriel", "Portugal"),
    ("Nombre,Apellidos,Cargo,Institución,País,Correo electrónico", "Portugal"),
    ("Nome,Sobrenome,Função,Organização,País,Correio eletrônico", "Portugal"),
    ("Nome,Cognome,Ruolo,Ente,Paese,Posta elettronica", "Portogallo"),
    ("Vorname,Nachname,Funktion,Einrichtung,Land,E-Mail-Adresse", "Portugal"),
    ("Имя,Фамилия,Должность,Организация,Страна,Электронная почта", "Португалия"),
    ("الاسم الأول,اسم العائلة,المنصب,المنظمة,البلد,البريد الإلكتروني", "البرتغال"),
]


@pytest.mark.parametrize(("heads", "country"), HEADINGS)
def test_headings_are_known_in_eight_languages(heads: str, country: str) -> None:
    assert raws(f"{heads}\nMaria,Example,Coordinator,ERN,{country},maria@example.org\n") == [
        {
            "name": "Maria Example", "sort_as": "Example, Maria", "country": "PT", "email": "maria@example.org",
            "affiliations": [{"title": "Coordinator", "organisation": "ERN"}],
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "name", "sort_as", "honorific"),
    [
        ("Example, Maria", "Maria Example", "Example, Maria", ""),
        ("Example, Dr. Maria", "Maria Example", "Example, Maria", "Dr."),
        ("DR. MARIA EXAMPLE", "MARIA EXAMPLE", "", "DR."),
        ("H.E. Amb. Maria Example", "Maria Example", "", "H.E. Amb."),
        ("EXAMPLE Maria", "EXAMPLE Maria", "", ""),
        ("Maria Example, PhD", "Maria Example, PhD", "", ""),
        ("M. Example", "M. Example", "", ""),
        ("=1+1", "=1+1", "", ""),
        ("<b>Maria</b> Example", "<b>Maria</b> Example", "", ""),
        ("Maria\n      Example   ", "Maria Example", "", ""),
    ],
)
def test_a_name_is_taken_as_it_stands_and_only_a_comma_turns_it(cell: str, name: str, sort_as: str, honorific: str) -> None:
    quoted = cell.replace('"', '""')
    raw = raws(f'Name,Title,Organisation\n"{quoted}",Coordinator,ERN\n')[0]
    assert (raw["name"], raw.get("sort_as", ""), raw.get("honorific", "")) == (name, sort_as, honorific)


def test_what_can_be_mended_is_offered_and_not_done() -> None:
    loud = "Name,Org\nMARIA EXAMPLE,ERN\nSAMPLE Jo,Fund\nZoÃ« Prova,RÃ©seau\n"
    assert [raw["name"] for raw in raws(loud)] == ["MARIA EXAMPLE", "SAMPLE Jo", "ZoÃ« Prova"]
    assert understood(loud).offers == {"mend_letters", "capitals", "ordinary"}
    mended = raws(loud, mend_letters=True, capitals=True, ordinary=True)
    assert [(raw["name"], raw.get("sort_as", "")) for raw in mended] == [
        ("Maria Example", ""), ("Jo Sample", "Sample, Jo"), ("Zoë Prova", ""),
    ]  # fmt: skip
    assert mended[2]["affiliations"] == [{"organisation": "Réseau"}]


def test_titles_above_blank_rows_and_totals_are_no_people() -> None:
    text = (
        "Our meeting,,,\nList of 3 March,,,\n,,,\nNo.,Name,Title,Organisation\n1,"
        "Maria Example,Coordinator,ERN\n,,,\n2,Jo Sample,,Fund\nTotal,2,,\nPrinted 3/3,,,\n"
    )
    assert lines(text, "a.csv") == [("Maria Example", "Coordinator", "ERN"), ("Jo Sample", "", "Fund")]
    assert [sentence.split("“")[1].rstrip("”.") for sentence in unread(text)] == [
        "Our meeting",
        "List of 3 March",
        "Total 2",
        "Printed 3/3",
    ]


def test_a_list_without_headings_loses_nobody() -> None:
    text = "Maria Example,Coordinator,Example Network\nJo Sample,Officer,Invented Fund\nAna Prova,Director,Prova Foundation\n"
    assert lines(text, "a.csv") == [
        ("Maria Example", "Coordinator", "Example Network"), ("Jo Sample", "Officer", "Invented Fund"),
        ("Ana Prova", "Director", "Prova Foundation"),
    ]  # fmt: skip
    assert lines(text, "a.csv", header=0) == lines(text, "a.csv")


def test_a_column_is_what_a_person_says_it_is() -> None:
    text = "Who,Box\nMaria Example,Kenya\nJo Sample,Peru\n"
    assert raws(text)[0]["more"] == {"Box": "Kenya"}
    assert [raw["country"] for raw in raws(text, columns={2: "country"})] == ["KE", "PE"]


def test_of_two_columns_that_a_person_calls_the_same_neither_is_read_over() -> None:
    text = "Name,Called,Diet,Allergies\nMaria Example,Mia Example,vegan,nuts\n"
    told = raws(text, columns={2: "name", 4: "diet"})[0]
    assert (told["name"], told["more"], told["needs"]) == ("Mia Example", {"Name": "Maria Example"}, {"diet": "vegan; nuts"})
    both = raws(text, columns={1: "name", 2: "name"})[0]
    assert (both["name"], both["more"]["Called"]) == ("Maria Example", "Mia Example")


def test_several_people_in_a_cell_are_several_and_said() -> None:
    text = 'Name,Organisation,E-mail\n"Maria Example\nJo Sample",Fund,"maria@example.org\njo@example.org"\nAna Prova & Li Esimerkki,Rete,\n'
    assert [(raw["name"], raw.get("email")) for raw in raws(text)] == [
        ("Maria Example", "maria@example.org"), ("Jo Sample", "jo@example.org"), ("Ana Prova", None), ("Li Esimerkki", None),
    ]  # fmt: skip
    assert sum("Several people stand in one cell" in sentence for sentence in doubts(text)) == 2


def test_consent_of_people_in_one_cell_is_not_taken() -> None:
    raw = raws('Name,May we list you?\n"Maria Example; Jo Sample",yes\n')
    assert not any("consent" in each for each in raw)


@pytest.mark.parametrize(
    ("heading", "cell", "consent"),
    [
        ("May we list you in the list of participants? (yes/no)", "Yes", {"list": "participants"}),
        ("Peut-on vous citer dans la liste des participants ?", "oui", {"list": "participants"}),
        ("Dürfen wir Sie in der Teilnehmerliste nennen?", "nein", {"list": "nobody"}),
        ("Do you agree to be on our website?", "x", {"list": "public"}),
        ("Photo consent", "no", {"photo": False}),
        ("¿Permite fotos?", "sí", {"photo": True}),
        ("May we quote you?", "yes", {"quote": "side"}),
        ("Consent to a name badge", "yes", {"badge": "first-name"}),
        ("May we list you?", "", None),
        ("May we list you?", "maybe", None),
    ],
)
def test_consent_is_the_narrowest_yes_and_silence_is_no_answer(heading: str, cell: str, consent: Any) -> None:
    text = f"Name,{heading}\nMaria Example,{cell}\nJo Sample,yes\nAna Prova,no\n"
    if "citer" in heading:
        assert raws(text)[0].get("consent") in (consent, {"quote": "side"})
    else:
        assert raws(text)[0].get("consent") == consent


def test_of_two_answers_about_lists_the_narrower_counts() -> None:
    text = "Name,May we list you publicly?,May we list you for participants?\nMaria Example,yes,no\nJo Sample,no,yes\nAna Prova,yes,yes\n"
    assert [raw["consent"]["list"] for raw in raws(text)] == ["nobody", "participants", "public"]


def test_what_is_known_is_read_and_everything_else_is_kept() -> None:
    heads = "Code,Name,Legal name,Pronouns,Side,Languages,Phone,Diet,Access needs,Status,Days,Flight,T-shirt"
    row = 'K7,Maria Example,Maria Legal,she/her,activist,"Portuguese, English",+351 912 345 678,vegan,step-free,invited,"2",TP123,M'
    assert raws(f"{heads}\n{row}\n", days=DAYS) == [
        {
            "code": "K7", "name": "Maria Example", "legal_name": "Maria Legal", "pronouns": "she/her", "side": "activist",
            "languages": ["pt", "en"], "phone": "+351 912 345 678", "needs": {"diet": "vegan", "access": "step-free"},
            "status": "invited", "days": ["day-2"], "more": {"Flight": "TP123", "T-shirt": "M"},
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "cell", "kept"),
    [
        ("E-mail", "Non public", {"more": {"E-mail": "Non public"}}),
        ("Country", "Congo", {"country": "Congo"}),
        ("Languages", "some Klingonish", {"more": {"Languages": "some Klingonish"}}),
        ("Status", "waiting for her visa", {"status": "invited"}),
        ("Status", "purple", {"more": {"Status": "purple"}}),
        ("Code", "Maria", {"more": {"Code": "Maria"}}),
        ("Days", "Tuesday", {"more": {"Days": "Tuesday"}}),
    ],
)
def test_what_cannot_be_read_for_certain_is_kept_as_it_stands(heading: str, cell: str, kept: dict[str, Any]) -> None:
    raw = raws(f"Name,Organisation,{heading}\nMaria Example,ERN,{cell}\n", days=DAYS)[0]
    assert {key: value for key, value in raw.items() if key not in ("name", "affiliations")} == kept


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Kenya", "KE"),
        ("UK", "GB"),
        ("PRT", "PT"),
        ("Côte d’Ivoire", "CI"),
        ("Deutschland", "DE"),
        ("Россия", "RU"),
        ("مصر", "EG"),
        ("VIET NAM", "VN"),
    ],
)
def test_a_country_is_known_by_name_or_code(cell: str, code: str) -> None:
    assert raws(f"Name,Country\nMaria Example,{cell}\n")[0]["country"] == code


def test_columns_that_are_days_say_who_comes_when() -> None:
    text = "Name,Organisation,Day 1,12 March\nMaria Example,ERN,x,\nJo Sample,Fund,,x\n"
    assert [raw["days"] for raw in raws(text, days=DAYS)] == [["day-1"], ["day-2"]]


def test_lines_between_the_rows_say_the_side() -> None:
    text = "Name,Organisation\nDonors,\nMaria Example,Fund\nActivists,\nJo Sample,ERN\n"
    assert [raw["side"] for raw in raws(text)] == ["Donors", "Activists"]
    assert not any("side" in raw for raw in raws(text, sections="none"))


def test_the_organisers_own_sheet_comes_back() -> None:
    heads = (
        "Code,Name,Titles,Organisations,Country,Legal name,Honorific,Pronouns,Side,"
        "Languages,E-mail,Phone,Diet,Access,Interpretation,Other needs,Status,Flight"
    )
    row = (
        "K7,Dr. Maria Example,Coordinator; Chair,ERN; WPW,Portugal,,Dr.,,"
        'activist,"pt, en",m@example.org,+351 1,vegan,,pt,quiet,confirmed,TP1'
    )
    raw = raws(f"{heads}\n{row}\n")[0]
    assert raw["affiliations"] == [{"title": "Coordinator", "organisation": "ERN"}, {"title": "Chair", "organisation": "WPW"}]
    assert (raw["name"], raw["honorific"], raw["needs"]) == (
        "Maria Example",
        "Dr.",
        {"diet": "vegan", "interpretation": "pt", "other": "quiet"},
    )


# Office files


def test_a_workbook_with_merged_titles_two_rows_of_headings_hidden_rows_and_formulas() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet, inner = book.add_worksheet("People"), book.add_worksheet("Internal")
    sheet.merge_range("A1:D1", "Our dialogue")
    sheet.merge_range("A2:B2", "Person")
    sheet.write_row("C2", ["Affiliation", "Arrives"])
    sheet.write_row("A3", ["First name", "Last name", "Organisation", "Date"])
    sheet.write_row("A4", ["Maria", "Example", "ERN", "11 March"])
    sheet.write_row("A5", ["Jo", "Sample", "Fund", "12 March"])
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.write("A6", "Total")
    inner.write("A1", "Name")
    inner.write("A2", "Nobody Else")
    inner.hide()
    book.close()
    data = made.getvalue()
    assert raws(data, "a.xlsx") == [
        {
            "name": "Maria Example",
            "sort_as": "Example, Maria",
            "affiliations": [{"organisation": "ERN"}],
            "more": {"Arrives: Date": "11 March"},
        },
        {"name": "Jo Sample", "sort_as": "Sample, Jo", "affiliations": [{"organisation": "Fund"}], "more": {"Arrives: Date": "12 March"}},
    ]
    assert any("hidden" in sentence for sentence in doubts(data, "a.xlsx"))
    assert any("Internal" in sentence for sentence in unread(data, "a.xlsx"))


def test_a_table_in_word_with_merged_cells_and_names_over_their_roles() -> None:
    down, over = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        tr(tc(p("Name")), tc(p("Organisation"))),
        tr(tc(p("Maria Example"), p("Coordinator")), tc(p("ERN"), look=down)),
        tr(tc(p("Jo Sample"), p("Programme Officer")), tc(p(), look=over)),
    ]
    assert lines(word(tbl(*rows)), "a.docx") == [("Maria Example", "Coordinator", "ERN"), ("Jo Sample", "Programme Officer", "ERN")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "empty.csv"), ("Name,Title,Organisation\n", "heads.csv"), ("Item,Qty,Price\nApples,3,2\n", "shop.csv"),
        ("Committee,Type\nWater Board,permanent\n", "boards.csv"), ("Name,Price,Stock\nGarden Chair,20,5\n", "things.csv"),
        ("Time,Session,Room\n9:00,Welcome,Hall\n", "agenda.csv"), ("City,Country\nLisbon,Portugal\n", "cities.csv"),
        ("day,start,end,title,lead\n1,9:00,9:30,Welcome,Maria Example\n1,9:30,10:00,Panel,Jo Sample\n", "ours.csv"),
        ("Organisation,Email\nExample Network,info@example.org\n", "bodies.csv"),
        ("Coffee Break\nLunch Break\nGroup Photo\n", "breaks.txt"), ("Coffee Break\nWelcome Reception\nMaria Example\n", "evening.txt"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_people_is_declined_in_a_sentence(text: str, name: str) -> None:
    with pytest.raises(DeclinedError) as problem:
        understood(text, name)
    assert name in str(problem.value)


def test_an_old_workbook_that_is_damaged_is_refused_in_words() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "Workbook".encode("utf-16-le") + b"\x00\x00" + b"\x07" * 900
    with pytest.raises(ReadError, match=r"save it as \.xlsx"):
        understood(data, "old.xls")


def test_a_heading_over_two_columns_gives_way_to_what_stands_below_it() -> None:
    html = (
        "<table><tr><th colspan=2>Name</th><th colspan=2>Affiliation</th></tr><tr><th>First</th><th>Last</th><th>Position</th>"
        "<th>Organisation</th></tr><tr><td>Maria</td><td>Example</td><td>Director</td><td>ERN</td></tr><tr><td>Jo</td><td>Sample</td>"
        "<td>Officer</td><td>BLF</td></tr></table>"
    )
    assert lines(html, "a.html") == [("Maria Example", "Director", "ERN"), ("Jo Sample", "Officer", "BLF")]
    assert raws(html, "a.html")[0]["sort_as"] == "Example, Maria"


def test_two_people_with_a_comma_between_them_are_two_where_others_stand_without_one() -> None:
    table = "Organisation,Representatives,Country\nERN,\"Maria Example, Jo Sample\",Portugal\nBLF,Ana Prova,Kenya\n"
    assert [each["name"] for each in raws(table)] == ["Maria Example", "Jo Sample", "Ana Prova"]


def test_a_comma_that_few_names_have_is_kept_and_said() -> None:
    text = 'Name,Organisation\nMaria Example,ERN\nJo Sample,ERN\nAna Prova,ERN\n"Ó Muster, Kim",ERN\n'
    assert raws(text)[3]["name"] == "Ó Muster, Kim"
    (said,) = doubts(text)
    assert said.startswith("“Ó Muster, Kim” has a comma, which few others here have; it was kept.")
    assert not doubts('Name,Organisation\n"Maria Example, PhD",ERN\nJo Sample,ERN\n')


def test_a_short_question_is_one() -> None:
    (found,) = raws("Full name,Will you attend?\nMaria Example,Maybe\n")
    assert found["status"] == "invited"
