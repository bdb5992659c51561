"""Imported by the process that workers are forked from, so that WeasyPrint, the sheet and the usual fonts are read once for all of them."""

from toolkit.writers import docx, pdf

__all__ = ["docx", "pdf"]

pdf.get_ready()
