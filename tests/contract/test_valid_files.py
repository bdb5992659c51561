"""Contract 7: validators that are not ours find nothing."""

import datetime as dt
import itertools
import pathlib
import subprocess
import sys

import html5lib
import pytest

from tests.conftest import FULL, tool
from tests.support import chosen_specs, editions, ends, forms, made, tree
from tests.verify import broken_rules

NAMES = [spec.name for spec in chosen_specs()]
LANGUAGES = ["en", "ar-XB"]


def test_every_pdf_keeps_every_rule_of_pdf_ua_1():
    java = tool("java")
    files = {f"{name}.{audience}": made(name, "pdf", audience) for name, audience in ends()}
    files |= {f"{name}.rtl": made(name, "pdf", None, "ar-XB") for name in NAMES}
    files |= {f"{name}.letter": made(name, "pdf", None, "en", "letter") for name in (NAMES if FULL else ["agenda"])}
    files |= {f"{name}.{edition}": made(name, "pdf", edition=edition) for name, edition in editions()}
    assert broken_rules(java, files) == []


def test_a_screen_reader_meets_no_error_in_any_pdf(tmp_path: pathlib.Path):
    """Each document in one of two languages, in turn; with the full counts in both."""
    pairs = list(itertools.product(NAMES, LANGUAGES)) if FULL else list(zip(NAMES, itertools.cycle(LANGUAGES), strict=False))
    paths = [tmp_path / f"{name}.{language}.pdf" for name, language in pairs]
    for path, (name, language) in zip(paths, pairs, strict=True):
        path.write_bytes(made(name, "pdf", None, language))
    for name, edition in editions():
        paths.append(tmp_path / f"{name}.{edition}.pdf")
        paths[-1].write_bytes(made(name, "pdf", edition=edition))
    program = pathlib.Path(sys.executable).with_name("outloud")
    done = subprocess.run([program, *paths], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_word_would_repair_nothing(name, language, tmp_path):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / f"{name}.docx"
    path.write_bytes(made(name, "docx", None, language))
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_html_has_no_error(name):
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(made(name, "html").decode())
    assert parser.errors == []


def local(when):
    """The clock and its zone; a whole day begins at midnight, wherever that is."""
    if not isinstance(when, dt.datetime):
        return dt.datetime.combine(when, dt.time()), ""
    return when.replace(tzinfo=None), str(when.tzinfo)


@pytest.mark.parametrize("name", [name for name in NAMES if "ics" in forms(name)])
def test_the_calendar_read_back_is_the_agenda_time_zone_included(name):
    import icalendar

    calendar = icalendar.Calendar.from_ical(made(name, "ics"))
    read = [
        (str(event["UID"]), str(event["SUMMARY"]), *local(event["DTSTART"].dt), local(event["DTEND"].dt)[0], str(event.get("LOCATION", "")))
        for event in calendar.walk("VEVENT")
    ]
    assert read == [(event.uid, event.title, event.start, event.zone, event.end, event.place) for event in tree(name).events]
    assert not any("ATTENDEE" in event or "ORGANIZER" in event for event in calendar.walk("VEVENT"))
