"""`python3 run.py bench [--json] [--quick] [--only NAME]`: medians of interleaved runs, printed as ratios to the peer."""

import argparse
import gc
import itertools
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial

from tests.bench import peers
from tests.bench.apart import Apart
from tests.support import ROOT, tree
from toolkit.convening.model import Affiliation, Consent, Convening, Given, Participant
from toolkit.document.blocks import Document
from toolkit.documents.registry import specs
from toolkit.material import Material, Task
from toolkit.planning import late, repairs
from toolkit.writers import csv, docx, html, pdf, xlsx

Figure = dict[str, float]
BENCHES: dict[str, tuple[str, Callable[[int], Figure]]] = {}


def bench(sentence: str) -> Callable[[Callable[[int], Figure]], Callable[[int], Figure]]:
    def keep(measure: Callable[[int], Figure]) -> Callable[[int], Figure]:
        BENCHES[measure.__name__.replace("_", "-")] = (sentence, measure)
        return measure

    return keep


def interleaved(runs: int, *works: Callable[[], object]) -> list[float]:
    """Median CPU seconds of each, one after another in turn, after one warm-up; what one leaves behind is collected before the next.

    Each is one thread that computes, so CPU time is its time on a quiet machine, and a busy one does not blur the ratio.
    """
    taken: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(runs):
        for times, work in zip(taken, works, strict=True):
            gc.collect()
            start = time.process_time()
            told = work()
            times.append(told if isinstance(work, Apart) and isinstance(told, float) else time.process_time() - start)
    return [statistics.median(times) for times in taken]


def people(count: int) -> Convening:
    """A convening with so many people, all of them willing to be listed, with names and titles of ordinary length."""
    said = Consent(list="participants", given=Given(on="2027-02-01"))  # type: ignore[arg-type]
    return Convening(
        title="Many",
        participants=tuple(
            Participant(
                id=f"p{n}", code=f"C{n}", name=f"Given{n % 97} Family{n}", country="PT", consent=said,
                affiliations=(Affiliation(title=f"Coordinator of programme {n % 31}", organisation=f"Organisation number {n % 211}"),),
            )
            for n in range(count)
        ),
    )


def people_list(count: int) -> Document:
    what = Material(people(count), {})
    spec = next(spec for spec in specs(what.convening, {}) if spec.name == "participant-list")
    return what.tree(Task(spec, "", "participants", "en", None, ""))


def people_rows(count: int) -> list[tuple[str, ...]]:
    return [
        (person.name, str(person.affiliations[0].title), str(person.affiliations[0].organisation), person.country)
        for person in people(count).participants
    ]


@bench("Report as tagged PDF, warm, beside plain WeasyPrint on the same HTML (goal 0.95); our own part of it (goal 0.05)")
def report_pdf(runs: int) -> Figure:
    report = tree("report")
    with Apart("weasyprint_plain", peers.page_and_sheet(report)) as peer:
        ours, plain = interleaved(runs, lambda: pdf.write(report), peer)
    ours_html, tree_built = interleaved(runs, lambda: html.render(report), lambda: tree.__wrapped__("report"))
    return {"ratio": ours / plain, "own_part": (ours_html + tree_built) / ours, "seconds": ours, "peer_seconds": plain}


@bench("Report as Word, beside natural python-docx writing the same text (goal 0.12) and docxtpl (goal below 1)")
def report_docx(runs: int) -> Figure:
    report = tree("report")
    said = peers.texts(report.blocks)
    template = peers.docxtpl_template()
    ours, natural, templated = interleaved(
        runs, lambda: docx.write(report), lambda: peers.python_docx_natural(said), lambda: peers.docxtpl_filled(template, said)
    )
    return {"ratio": ours / natural, "to_docxtpl": ours / templated, "seconds": ours, "peer_seconds": natural}


@bench("List of 40, 400, 4,000 people as PDF: to one plain untagged table at 4,000 (goal 1.0); a person at 4,000 to one at 400 (goal 1.3)")
def list_pdf(runs: int) -> Figure:
    small, middle, large = (people_list(count) for count in (40, 400, 4000))
    rows = people_rows(4000)
    few, more = interleaved(runs, lambda: pdf.write(small), lambda: pdf.write(middle))
    with Apart("weasyprint_table", rows) as peer:
        ours, plain = interleaved(max(1, runs // 3), lambda: pdf.write(large), peer)
    return {"ratio": ours / plain, "growth": ours / 4000 / (more / 400), "seconds_40": few, "seconds_400": more, "seconds_4000": ours}


@bench("Peak memory of the list of 4,000 as PDF, in MiB (goal 450)")
def list_memory(runs: int) -> Figure:
    script = (
        "import resource; from tests.bench.__main__ import people_list; from toolkit.writers import pdf\n"
        "pdf.write(people_list(4000)); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return {"mib": float(done.stdout)}


@bench("List of 400 and 4,000 as Word to raw XML in a ZIP (goal 6); Excel and CSV, a person at 4,000 to one at 400")
def list_office(runs: int) -> Figure:
    middle, large = people_list(400), people_list(4000)
    rows_400, rows = people_rows(400), people_rows(4000)
    word_400, raw_400, word, raw = interleaved(
        runs, lambda: docx.write(middle), lambda: peers.raw_xml(rows_400), lambda: docx.write(large), lambda: peers.raw_xml(rows)
    )
    xlsx_400, xlsx_4000, csv_400, csv_4000 = interleaved(
        runs, lambda: xlsx.write(middle), lambda: xlsx.write(large), lambda: csv.write(middle), lambda: csv.write(large)
    )
    return {
        "docx_400": word_400 / raw_400,
        "docx_4000": word / raw,
        "xlsx_growth": xlsx_4000 / 10 / xlsx_400,
        "csv_growth": csv_4000 / 10 / csv_400,
    }


@bench("Whole pack, PDF and Word, cold: on two cores to one after another on one (goal 0.60); again with nothing changed (goal 0.20)")
def pack(runs: int) -> Figure:
    source = ROOT / "templates" / "samples" / "water-and-work.yaml"
    both, single, again = [], [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            both.append(_build(source, folder / "a", folder / "home", "2"))
            single.append(_build(source, folder / "b", folder / "home", "1", one_core=True))
            again.append(_build(source, folder / "a", folder / "home", "2"))
    fast, slow, second = statistics.median(both), statistics.median(single), statistics.median(again)
    return {"ratio": fast / slow, "second_build": second / fast, "seconds": fast}


def _build(source: pathlib.Path, folder: pathlib.Path, home: pathlib.Path, jobs: str, one_core: bool = False) -> float:
    """Seconds of the whole command. On one core nothing runs beside anything: not the reading of WeasyPrint, nor the leak check."""
    command = [sys.executable, "-m", "toolkit.cli", "build", str(source), "-o", str(folder), "--jobs", jobs]
    keep_to = (lambda: os.sched_setaffinity(0, {0})) if one_core and hasattr(os, "sched_setaffinity") else None
    start = time.perf_counter()
    environment = {**os.environ, "CONVENING_HOME": str(home)}
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=environment, preexec_fn=keep_to)
    return time.perf_counter() - start


@bench("A page while a pack is being made: 95th percentile to that of an idle server (goal 2)")
def page_while_rendering(runs: int) -> Figure:
    from tests.bench.server import running

    with running() as server:
        server.warm()
        idle = [server.page() for _ in range(120)]
        server.start_pack()
        busy: list[float] = []
        while not server.pack_finished() or len(busy) < 20:
            busy.append(server.page())
            time.sleep(0.01)
    rank = lambda times: statistics.quantiles(times, n=20)[-1]  # noqa: E731
    return {"ratio": rank(busy) / rank(idle), "idle_ms": rank(idle) * 1000, "busy_ms": rank(busy) * 1000}


@bench("From the command to the first page served, in seconds (goal 1)")
def start_up(runs: int) -> Figure:
    from tests.bench.server import first_page_seconds

    return {"seconds": statistics.median(itertools.islice(first_page_seconds(), max(3, runs)))}


@bench("A day of sixty sessions that does not fit, fitted and mended (goal 5 ms), and replanned when it runs late (goal 20 ms): CPU time")
def timing(runs: int) -> Figure:
    planned = sixty_sessions()
    day = planned.days[0]

    def mend() -> None:
        repairs.repairs(planned, day)

    def replan() -> None:
        late.late(planned, day, 10 * 60, 25)

    return {"mend_ms": cpu_seconds(runs, mend) * 1000, "late_ms": cpu_seconds(runs, replan) * 1000}


@bench("Sixty sessions with fixed times in their tracks, fitted and mended (goal 5 ms at the median, 20 at worst): CPU time over many days")
def timing_in_tracks(runs: int) -> Figure:
    from tests.planning.pinned_days import sixty_with_pins_in_tracks

    days = [sixty_with_pins_in_tracks(seed) for seed in range(40)]
    taken = [cpu_seconds_once(partial(repairs.repairs, each, each.days[0])) for each in days]
    return {"median_ms": statistics.median(taken) * 1000, "worst_ms": max(taken) * 1000}


def sixty_sessions() -> Convening:
    """Fifteen hours with lunch and dinner at fixed times, and forty-five minutes too much after dinner."""
    sessions: list[dict[str, object]] = []
    for n in range(60):
        minutes, keep = (10, 15, 15, 20)[n % 4], ("should", "may", "must")[n % 3]
        session: dict[str, object] = {"id": f"s{n}", "title": f"S{n}", "minutes": minutes, "keep": keep}
        if n % 7 == 3:
            session["minutes"] = {"least": 10, "usual": 15, "most": 20}
        sessions.append(session)
    sessions[20] |= {"kind": "meal", "minutes": 60, "pin": "11:40", "keep": "must"}
    sessions[44] |= {"kind": "meal", "minutes": 60, "pin": "18:20", "keep": "must"}
    return Convening.model_validate({"title": "Sixty", "expected": 38, "days": [{"start": "07:00", "end": "22:10", "sessions": sessions}]})


def cpu_seconds(runs: int, work: Callable[[], object]) -> float:
    """The median CPU time of a short piece of work: what others do on this computer meanwhile is left out."""
    return statistics.median(cpu_seconds_once(work) for _ in range(runs * 30))


def cpu_seconds_once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append", default=[], choices=list(BENCHES))
    given = parser.parse_args()
    figures: dict[str, Figure] = {}
    for name, (sentence, measure) in BENCHES.items():
        if given.only and name not in given.only:
            continue
        figures[name] = measure(2 if given.quick else 7)
        if not given.json:
            print(f"{name}: {sentence}")
            print("    " + "   ".join(f"{key} {value:.3f}" for key, value in figures[name].items()), flush=True)
    if given.json:
        print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
