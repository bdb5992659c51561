"""Reads what lies in folders into the model: templates, exercises, and the convenings that people open.

Decides where things lie and which files may be read; the model alone decides what is right inside them.
"""

from toolkit.library.opening import Opened, open_bytes, open_file, sample, write_zip
from toolkit.library.places import LibraryError
from toolkit.library.shelf import Shelf, exercises, shelf
from toolkit.library.templates import SUBJECT, Template, start, template, templates

__all__ = [
    "SUBJECT", "LibraryError", "Opened", "Shelf", "Template", "exercises", "open_bytes", "open_file", "sample", "shelf", "start",
    "template", "templates", "write_zip",
]
