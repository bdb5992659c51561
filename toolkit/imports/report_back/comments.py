"""The comments of files that came back, gathered into the report's one list of them. The same comment is gathered once."""

from collections.abc import Sequence
from typing import Any

from toolkit.convening.addressed import dumped, new_id
from toolkit.convening.edits import All, Insert, Place, Ref
from toolkit.convening.model import Convening, ReportComment
from toolkit.imports.report_back.changes import Remark, Returned

LONGEST = 4000
_AS_OF = ("author", "file", "section", "words", "text")


def gather(convening: Convening, files: Sequence[Returned], organisations: dict[str, str] | None = None) -> All:
    """The edit that takes in what is not there yet; `organisations` says for whom each file's commenters speak, by the file's name."""
    known = {_same(each) for each in convening.report.comments}
    taken: set[str] = set()
    edits: list[Any] = []
    for file in files:
        for remark in file.remarks:
            made = _comment(remark, file.file, (organisations or {}).get(file.file, ""))
            if _same(made) in known or not made.text:
                continue
            known.add(_same(made))
            raw = dumped(made)
            raw["id"] = new_id(convening, "comment", "", taken)
            edits.append(Insert(into=Place(of=Ref(kind="report"), list="comments"), value=raw))
    return All(edits=tuple(edits))


def waiting(convening: Convening, files: Sequence[Returned]) -> int:
    """How many comments of these files are not in the list yet."""
    return len(gather(convening, files).edits)


def _comment(remark: Remark, file: str, organisation: str) -> ReportComment:
    return ReportComment(
        id="new", author=_short(remark.author), organisation=_short(organisation), file=_short(file), section=remark.section,
        where=_short(remark.heading), words=_short(remark.words), text=_short(remark.text),
    )  # fmt: skip


def _same(comment: ReportComment) -> tuple[str, ...]:
    """The same words of the same person on the same words are one comment, whatever was decided about it since."""
    return tuple(str(getattr(comment, key)) for key in _AS_OF)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
