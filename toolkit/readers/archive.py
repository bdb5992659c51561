"""Office files as parts: opened with limits, parsed without entities and without a network. Knows ZIP and XML, no vocabulary."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.readers.limits import MOST_BYTES, MOST_PARTS

DAMAGED = N_("This file is damaged or protected by a password; open it in its own program and save it again.")
TOO_MANY = N_("This file holds {found} parts; one of its kind has at most {most}.")
TOO_LARGE = N_("This file unpacks to more than {most} MB; save it again with smaller pictures.")


class ReadError(SaidError):
    """A file that cannot be read: one sentence for the person who brought it."""


def parts(data: bytes) -> Mapping[str, bytes]:
    """Every part of a ZIP, unpacked. The sizes that the ZIP states are not believed: what is unpacked is counted.

    :raises ReadError: no ZIP, more than 2,000 entries, more than 100 MB.
    """
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS:
                raise ReadError(TOO_MANY, found=len(entries), most=MOST_PARTS)
            for entry in entries:
                if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise NotImplementedError
                with archive.open(entry) as part:
                    unpacked = part.read(left + 1)
                left -= len(unpacked)
                if left < 0:
                    raise ReadError(TOO_LARGE, most=MOST_BYTES // 1_000_000)
                found[entry.filename] = unpacked
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise ReadError(DAMAGED) from error
    return found


def xml(data: bytes) -> etree._Element | None:
    """The root of a part, or None where it is no XML. Entities are never resolved: an office file has none of its own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
