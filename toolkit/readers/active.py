"""What an Office file may not bring: programs, and parts that are fetched from elsewhere.

Nothing of it would ever be run or fetched here. But what such a file says can be another thing on another day or for another reader,
and its next reader may be a co-host's Word: it is refused, in a sentence that says how to get it clean.
"""

import re

from lxml import etree

from toolkit.language import N_
from toolkit.readers.archive import Package, ReadError

MACROS = N_("This file holds macros (programs); save it as .docx, .xlsx, .odt or .ods without macros and bring that.")
OBJECTS = N_("This file holds an object of another program ({part}); delete it or paste it as a picture, save the file and bring it again.")
ELSEWHERE = N_("This file takes a part of itself from elsewhere ({target}); break that link, save the file and bring it again.")
PROTECTED = N_("This file is protected by a password; save it without one and bring that.")

_FROM_ELSEWHERE = tuple(
    f"{{*}}{name}" for name in ("section-source", "table-source", "cell-range-source", "dde-source", "object-ole", "plugin", "applet")
)
_HARMLESS = frozenset({"hyperlink", "image"})
_LOCAL = re.compile(r"(file:/{3})?([A-Za-z]:[/\\]|[^/\\:]*$)|file:/{3}(?!/)", re.IGNORECASE)
_PROGRAM = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/|intlMacrosheets/)", re.IGNORECASE)
_OBJECT = re.compile(r"(^|/)(activeX/|embeddings/[^/]*\.bin$|oleObject[^/]*$)", re.IGNORECASE)
_MODULE = re.compile(r"(Basic/.+/(?!script-l[bc]\.xml|dialog-l[bc]\.xml)[^/]+\.xml|Scripts/.+[^/])$")


def refuse_office(package: Package) -> None:
    """Hold that a Word or Excel file has no macro, no object, and nothing from elsewhere but pictures and links to click on.

    :raises ReadError: else.
    """
    if any(_PROGRAM.search(name) for name in package) or b"macroEnabled" in package.read("[Content_Types].xml"):
        raise ReadError(MACROS)
    for name in package:
        if _OBJECT.search(name):
            raise ReadError(OBJECTS, part=name.rpartition("/")[2])
        if name.endswith(".rels"):
            _refuse_related(package, name)


def _refuse_related(package: Package, name: str) -> None:
    root = package.tree(name)
    for related in () if root is None else root:
        kind = str(related.get("Type") or "").rpartition("/")[2]
        target = str(related.get("Target") or "")
        if kind in ("oleObject", "control", "vbaProject"):
            raise ReadError(OBJECTS, part=target.rpartition("/")[2][:80])
        if related.get("TargetMode") != "External" or kind in _HARMLESS:
            continue
        if kind == "attachedTemplate" and _LOCAL.match(target):
            # Word notes the template of every document that was not made from its own; one on that person's disk is nobody's danger.
            continue
        raise ReadError(ELSEWHERE, target=target[:80])


def refuse_open_document(package: Package | None, content: etree._Element | None) -> None:
    """The same for LibreOffice's files.

    :raises ReadError: else.
    """
    if package is not None and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise ReadError(PROTECTED)
    if package is not None and any(_MODULE.search(name) for name in package):
        raise ReadError(MACROS)
    for element in () if content is None else content.iter(*_FROM_ELSEWHERE):
        target = str(element.get("{http://www.w3.org/1999/xlink}href") or etree.QName(element).localname)
        raise ReadError(ELSEWHERE, target=target[:80])
