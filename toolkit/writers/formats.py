"""The formats that documents leave in: one table, read by the command line, the pack and the screens.

A writer is imported when it is first used: WeasyPrint alone takes half a second, and a menu must not wait for it.
"""

import importlib
from dataclasses import dataclass
from typing import Literal

from toolkit.document.blocks import Document
from toolkit.language import N_


class CannotWriteError(Exception):
    """A file that cannot be made on this machine or from this document: one sentence, for the person, saying what to do."""


@dataclass(frozen=True, slots=True)
class Format:
    """`needs` says which documents have it: all of them, those with sheets (rows), those with events."""

    name: str
    title: str
    extension: str
    media: str
    module: str
    needs: Literal["blocks", "sheets", "events"] = "blocks"

    def write(self, document: Document) -> bytes:
        """The whole file; the same bytes each time for the same document."""
        made: bytes = importlib.import_module(f"toolkit.writers.{self.module}").write(document)
        return made


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("docx", N_("Word"), "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        Format("pdf", N_("PDF"), "pdf", "application/pdf", "pdf"),
        Format("html", N_("Web page"), "html", "text/html", "html"),
        Format("md", N_("Markdown"), "md", "text/markdown", "markdown"),
        Format("xlsx", N_("Excel"), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "sheets"),
        Format("csv", N_("CSV"), "csv", "text/csv", "csv", "sheets"),
        Format("ics", N_("Calendar"), "ics", "text/calendar", "ics", "events"),
    )
}


def has(document: Document, wanted: Format) -> bool:
    """Whether this document can leave in this format."""
    return {"blocks": True, "sheets": bool(document.sheets), "events": bool(document.events)}[wanted.needs]
