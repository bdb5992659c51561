"""The texts of the report, each by a name (`summary`, `section:aims:body`, `box:b1:author`), and a mark that tells one state of a section
from another: what a host has approved, and what is frozen. Pure.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.convening.model import Convening, Host, Report, Section, Signature
from toolkit.convening.values import Localised, Text
from toolkit.language import N_

SUMMARY = "-summary"
"""Stands for the summary where a section is named; no section is called so: an id begins with a letter or a digit."""
FROZEN = N_(
    "The report is written in Word from here, so its text cannot be changed in the planner. Take it back on the page of the report first."
)


def frozen_text(before: Report, after: Report) -> bool:
    """Whether a change would touch texts that are written in Word, and would not take them back."""
    if before.word_master is None or after.word_master is None:
        return False
    return before.summary != after.summary or [_whole(each) for each in before.sections] != [_whole(each) for each in after.sections]


def digest(section: Section | Text) -> str:
    """A mark of all that a section prints of its own, in every language; a text alone is the summary."""
    whole = _whole(section) if isinstance(section, Section) else _raw(section)
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def digest_of(report: Report, section: str) -> str:
    """The same by the section's id; nothing where it is not there any more."""
    if section == SUMMARY:
        return digest(report.summary)
    found = next((each for each in report.sections if each.id == section), None)
    return "" if found is None else digest(found)


def _whole(section: Section) -> object:
    """What is approved and frozen: everything but which sessions it gathers, which prints nothing once there is a text."""
    return section.model_dump(mode="json", exclude={"gathers"} if section.body else set())


def _raw(text: Text) -> object:
    return text.root if isinstance(text, Localised) else text


# Approval.


@dataclass(frozen=True, slots=True)
class Approval:
    """How one host stands to one section: approved, approved another text of it (`earlier`), or not asked yet."""

    host: str
    name: Text
    signature: Signature | None
    earlier: Signature | None

    @property
    def approved(self) -> bool:
        return self.signature is not None


def signing(host: Host) -> str:
    """What a host is called in a signature."""
    name = host.name.root if isinstance(host.name, Localised) else host.name
    return host.short or (name if isinstance(name, str) else next(iter(name.values()), ""))


def hosts(convening: Convening) -> tuple[Host, ...]:
    """Those who approve: supporters do not."""
    return tuple(host for host in convening.hosts if host.role == "host" and signing(host))


def approvals(convening: Convening, section: str) -> tuple[Approval, ...]:
    """Every host in their order. What was approved counts for exactly that text."""
    now = digest_of(convening.report, section)
    found: list[Approval] = []
    for host in hosts(convening):
        called = signing(host)
        mine = [each for each in convening.report.signatures if each.section == section and each.host == called]
        standing = next((each for each in reversed(mine) if each.text == now), None)
        found.append(Approval(called, host.short or host.name, standing, mine[-1] if mine and standing is None else None))
    return tuple(found)


def lacking(convening: Convening, section: str) -> tuple[Text, ...]:
    """The hosts who have not approved what the section says now; none where the whole was named final."""
    return () if convening.final else tuple(each.name for each in approvals(convening, section) if not each.approved)


def parts(report: Report) -> Iterator[tuple[str, Text]]:
    """What is approved one by one: the summary where there is one, then every section, each with its heading."""
    if report.summary:
        yield SUMMARY, ""
    for section in report.sections:
        yield section.id, section.heading
