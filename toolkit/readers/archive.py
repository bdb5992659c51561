"""Office files as parts: opened with limits, parsed without entities and without a network. Knows ZIP and XML, no vocabulary."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.readers.limits import MOST_BYTES, MOST_MARKS, MOST_PART, MOST_PARTS

DAMAGED = N_("This file is damaged or protected by a password; open it in its own program and save it again.")
TOO_MANY = N_("This file holds {found} parts; one of its kind has at most {most}.")
TOO_LARGE = N_("This file unpacks to more than {most} MB; save it again with smaller pictures.")
TOO_LONG = N_("This file is too long to read; bring the part that matters as a file of its own.")
SELF_MADE = N_("This file holds XML that writes itself, which no Office program makes; open it in its own program and save it again.")

_ENTRY = b"PK\x01\x02"
_DECLARED = re.compile(r"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']*)""")
_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1"})
_DAMAGES = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


class ReadError(SaidError):
    """A file that cannot be read: one sentence for the person who brought it."""


class Package:
    """A ZIP whose parts are unpacked when they are asked for. The sizes that it states are not believed: what is unpacked is counted.

    :raises ReadError: no ZIP, more than 2,000 entries, more than 100 MB.
    """

    def __init__(self, data: bytes) -> None:
        if (found := data.count(_ENTRY)) > MOST_PARTS:
            raise ReadError(TOO_MANY, found=found, most=MOST_PARTS)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGES as error:
            raise ReadError(DAMAGED) from error
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        self._left = MOST_BYTES
        if sum(entry.file_size for entry in self._entries.values()) > MOST_BYTES:
            raise ReadError(TOO_LARGE, most=MOST_BYTES // 1_000_000)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def read(self, name: str, most: int = MOST_PART) -> bytes:
        """A part, or nothing where the file has none of this name."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(DAMAGED)
        most = min(most, self._left)
        try:
            with self._archive.open(entry) as part:
                unpacked = part.read(most + 1)
        except _DAMAGES as error:
            raise ReadError(DAMAGED) from error
        self._left -= len(unpacked)
        if len(unpacked) > most:
            raise ReadError(TOO_LARGE, most=most // 1_000_000)
        return unpacked

    def tree(self, name: str) -> etree._Element | None:
        """The root of an XML part; None where there is no such part."""
        return tree(self.read(name)) if name in self._entries else None


def parts(data: bytes) -> Mapping[str, bytes]:
    """Every part of a ZIP, unpacked."""
    package = Package(data)
    return {name: package.read(name, MOST_BYTES) for name in package}


def xml(data: bytes) -> etree._Element | None:
    """The root of a part, or None where it is no XML. Entities are never resolved: an office file has none of its own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def tree(data: bytes) -> etree._Element:
    """The root of a part of a file that comes from elsewhere, held as a whole.

    :raises ReadError: no XML, a document type, more tags than any text has, or deeper than 256 levels.
    """
    plain(data)
    if data.count(b"<") + data.count(b"=") > 2 * MOST_MARKS:
        raise ReadError(TOO_LONG)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(DAMAGED) from error


def plain(data: bytes) -> None:
    """Hold that a part is XML as Office programs write it: without a document type, in an encoding that hides none.

    :raises ReadError: anything else.
    """
    start = data[:400].replace(b"\x00", b"").decode("latin-1")
    declared = _DECLARED.search(start)
    if declared is not None and declared[1].lower() not in _ENCODINGS:
        raise ReadError(DAMAGED)
    for sign in ("<!DOCTYPE", "<!ENTITY"):
        if sign.encode() in data or (b"\x00" in data[:4] and any(sign.encode(name) in data for name in ("utf-16-le", "utf-16-be"))):
            raise ReadError(SELF_MADE)
