"""A key that is pressed in a report of 25 pages is on the page at once: what the planner computes for it takes a fraction of 300 ms."""

import statistics
import time

import pytest

from tests.invented import ASSETS, report
from tests.web.conftest import Browser
from toolkit.convening.model import Convening
from toolkit.store import Store

MILLISECONDS = 150
"""Half of what a person may wait; the other half is the browser's. CPU time: what others do on this computer meanwhile is left out."""


def in_one_section(made: Convening) -> Convening:
    """The same text as one section of 25 pages: nobody writes so, and the page is made of it whole."""
    first, *rest = made.report.sections
    body = "\n\n".join(str(section.body).replace("[^", f"[^{at}-") for at, section in enumerate((first, *rest)))
    return made.model_copy(update={"report": made.report.model_copy(update={"sections": (first.model_copy(update={"body": body}),)})})


@pytest.mark.parametrize("whole", [False, True])
def test_the_page_follows_a_key_in_a_report_of_25_pages(browser: Browser, store: Store, whole: bool) -> None:
    made, _ = report(6)
    key = store.add(in_one_section(made) if whole else made, ASSETS)
    body = str(store.get(key).convening.report.sections[0].body)
    taken = []
    for at in range(6):
        began = time.process_time()
        form = {"name": "section:s1:body", "text": f"Typed{at} {body}", "open": "s1"}
        answer = browser.post(f"/c/{key}/report/look", data=form)
        taken.append((time.process_time() - began) * 1000)
        assert answer.status_code == 200 and f"Typed{at} " in answer.text
    assert statistics.median(taken) < MILLISECONDS
