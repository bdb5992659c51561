"""Short lists in the encodings that the world's spreadsheets still write."""

import pytest

from tests.readers.shown import unread
from toolkit.readers.archive import ReadError
from toolkit.readers.encoding import decoded
from toolkit.readers.reading import read

FRENCH = "Prénom;Nom;Organisation\nZoé;Müller;Réseau d'été\nFrançois;Lefèvre;Fondation À côté\n"
POLISH = "Imię;Nazwisko\nŁukasz;Żółć\nStanisław;Wiśniewski\n"
RUSSIAN = "Имя;Фамилия;Организация\nАнна;Петрова;Фонд\nИван;Сидоров;Сеть\n"
TURKISH = "Ad;Kuruluş\nAyşe;İstanbul Vakfı\nIşık;Çağrı\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"), (FRENCH, "utf-8-sig"), (FRENCH, "utf-16"), (FRENCH, "utf-16-le"), (FRENCH, "utf-16-be"), (FRENCH, "utf-32"),
        (FRENCH, "cp1252"), (FRENCH, "mac_roman"), (FRENCH, "cp850"), ("Name,Org\nJosé,Água\n", "cp1252"), ("Muñoz", "cp1252"),
        ("09:00;Bienvenida y presentación\n11:00;Discusión: ¿qué falta? años\n", "cp1252"), ("d’été – “x” l’œuvre", "cp1252"),
        ("Þórður Guðmundsson;Reykjavík", "cp1252"), ("Håkon Bjørnson", "cp1252"), ("Iñaki – Coruña", "mac_roman"),
        (POLISH, "cp1250"), (POLISH, "iso8859_2"), ("Đorđe Šešelj;Čačak", "cp1250"), ("Jānis Bērziņš;Šķēle", "cp1257"), (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (RUSSIAN, "cp866"), (RUSSIAN, "mac_cyrillic"), (RUSSIAN, "utf-16-le"),
        ("الاسم;المنظمة\nأحمد;شبكة الحقوق\n", "cp1256"), ("Όνομα;Φορέας\nΜαρία;Δίκτυο\n", "cp1253"),
        ("שם;ארגון\nדנה;רשת זכויות\n", "cp1255"),
        ("田中;東京\n鈴木;大阪", "cp932"), ("王伟;北京\n李娜;上海", "gb18030"), ("김철수;서울", "cp949"),
    ],
)  # fmt: skip
def test_a_short_list_is_read_in_its_own_encoding(text, encoding):
    assert decoded(text.encode(encoding)).text == text


def test_what_was_assumed_is_said_where_another_encoding_comes_near():
    near = read("name;city\nHåkon Bjørnson;x\n".encode("cp1252"), "x.csv")
    assert unread(near) == ["This file does not say how its letters are stored; it was read as cp1252: look at words with accents."]
    assert unread(read(FRENCH.encode("cp1252"), "x.csv")) == unread(read(FRENCH.encode(), "x.csv")) == []


def test_a_line_pasted_from_elsewhere_into_a_utf_8_file_is_named():
    found = read("Zoé,x\nAnaïs,y\n".encode() + "François,z\n".encode("cp1252"), "x.csv")
    assert [cell.text for row in found.grids[0].rows for cell in row.cells] == ["Zoé", "x", "Anaïs", "y", "François", "z"]
    assert unread(found) == ["Line 3 stores its letters in another way than the rest; it was read as “François,z”."]
    assert found.unread[0].where.line == 3


def test_control_characters_are_taken_out_and_counted_and_line_breaks_of_other_programs_kept():
    found = read("A\x00nna\x0bTest\u2028er\x1f\u00ad\ufeff\r\nnext\x85".encode(), "x.txt")
    assert [line.text for line in found.lines] == ["Anna", "Test", "er", "next"]
    assert unread(found) == ["3 control characters, which no page can show, were taken out."]


@pytest.mark.parametrize("data", [bytes(1_000), bytes(5_000_000), bytes(range(32)) * 100, b"\xff\xfe" + bytes(200)])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(ReadError, match="holds no text that can be read"):
        read(data)
