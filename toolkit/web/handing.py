"""What has left the planner: noted as a file is downloaded, and told for one person, whose copies no withdrawal reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from toolkit.convening.model import Audience
from toolkit.convening.values import in_language
from toolkit.language import Language
from toolkit.store import Stored
from toolkit.store.handed import Handed
from toolkit.web.planner import planner
from toolkit.web.roster_page import today

if TYPE_CHECKING:
    from toolkit.material import Material, Task


@dataclass(frozen=True, slots=True)
class Held:
    """One handed-out file, as a person is told of it."""

    title: str
    audience: str
    form: str
    on: str


def note_one(key: str, material: "Material", task: "Task") -> None:
    """This file is being handed over. One for organisers alone is noted too: it may be passed on."""
    from toolkit.documents.naming import named_in

    note(key, [(task, named_in(material.tree(task), material.convening, task.audience))])


def note(key: str, files: Iterable[tuple["Task", frozenset[str]]]) -> None:
    """The same of files of which it is known already whom they name; those that name nobody are not worth a word."""
    day = today(planner().now())
    handed = [Handed(task.spec.name, task.audience, task.language, task.format, day, named) for task, named in files if named]
    if handed:
        planner().store.hand_out(key, handed)


def holding(stored: Stored, person: str | None, say: Language) -> tuple[Held, ...]:
    """The files that still hold her, or anybody, the newest first."""
    from toolkit.documents import specs
    from toolkit.handover.words import TITLES
    from toolkit.web.printing import AUDIENCE_NAMES
    from toolkit.writers.formats import FORMATS

    found = [each for each in planner().store.handed_out(stored.id) if person is None or person in each.people]
    if not found:
        return ()
    titles = {
        spec.name: in_language(spec.title_text, say.code, stored.convening.language)[0] if spec.title_text is not None else say(spec.title)
        for spec in specs(stored.convening, planner().exercises())
    } | {name: say(title) for name, title in TITLES.items()}
    return tuple(
        Held(
            titles.get(each.document, each.document), say(AUDIENCE_NAMES[cast(Audience, each.audience)]),
            say(FORMATS[each.format].title) if each.format in FORMATS else f".{each.format}", say.date(each.day, "medium"),
        )
        for each in found
    )  # fmt: skip
