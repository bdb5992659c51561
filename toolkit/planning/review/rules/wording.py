"""What is written: that a host has one name, and that what was said finds its way into the report."""

from collections.abc import Iterator

from toolkit.language import N_
from toolkit.planning.review.facts import WORK, Facts
from toolkit.planning.review.rule import Seen, rule
from toolkit.planning.review.said import said
from toolkit.planning.review.topics import plain


@rule(
    "A37", N_("A host under two names"), "warning",
    source=N_("Derived here, from a report whose cover, body and annex name its hosts in three ways"),
    why=N_("Readers take two names for two organisations, and the host takes it for carelessness."),
    do=N_("Write the name as it stands among the hosts."),
)  # fmt: skip
def one_name(facts: Facts) -> Iterator[Seen]:
    convening = facts.convening
    hosts = [host for host in convening.hosts if host.short]
    if not hosts:
        return
    texts = [plain(convening.title), plain(convening.subtitle), *map(plain, convening.objectives), plain(convening.report.summary)]
    texts += [plain(text) for section in convening.report.sections for text in (section.heading, section.body)]
    texts += [plain(item.session.purpose) for day in facts.days for item in day.everything]
    for host in hosts:
        known = [each.casefold() for each in plain(host.name).split("\n") if each]
        written = [before for text in texts for before in _before(text, f" ({host.short})")]
        other = next((each for each in written if not any(each.casefold().endswith(name) for name in known)), None)
        if other is not None:
            message = N_("“{written} ({short})” is written in one place; among the hosts it is “{name}”.")
            yield Seen("warning", said(message, written=_name_at_the_end(other), short=host.short, name=facts.title(host.name)))


def _before(text: str, short: str) -> Iterator[str]:
    """What stands before a short name between brackets, as far as a name is long."""
    at = text.find(short)
    while at >= 0:
        yield " ".join(text[max(0, at - _A_NAME) : at].split())
        at = text.find(short, at + 1)


def _name_at_the_end(text: str) -> str:
    """The words with a capital at the end, and the small ones between them: not "organised by the" before the name."""
    words = text.split()
    first = next((at for at in range(len(words) - 1, -1, -1) if words[at].islower() and len(words[at]) > _SMALL), -1)
    return " ".join(words[first + 1 :]) or text


_A_NAME = 120
_SMALL = 3


@rule(
    "A24", N_("A session that the report leaves out"), "warning",
    source=N_("Derived here, from a report in which four sessions of the agenda left no trace"),
    why=N_("People look for the hour in which they spoke, and conclude what it was worth."),
    do=N_("Write a note for each, or let a section of the report gather it."),
)  # fmt: skip
def left_out(facts: Facts) -> Iterator[Seen]:
    sections = facts.convening.report.sections
    if not facts.begun or not sections:
        return
    kept = {session for section in sections for session in section.gathers} | {note.session for note in facts.convening.notes}
    for day in facts.days:
        missing = [item for item in day.work if item.kind in WORK and not {item.id, *(each.id for each in day.inside(item))} & kept]
        if missing:
            message = N_("Neither a note nor a section of the report is about {sessions}.")
            yield Seen("warning", said(message, sessions=facts.titles(missing)), day.id)
