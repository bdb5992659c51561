"""What a file must not say about the day and the machine it was made on: one scrubber for every format that is a ZIP.

It knows ZIP and the properties that office files carry, and nothing of what the file is about.
"""

import io
import struct
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

DATE = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP can name: every entry carries it, so that a second build gives the same bytes."""

PRESSED = (".png", ".jpg", ".jpeg")

_DOS_DATE = struct.pack("<HH", 0, (1 << 5) | 1)
_LOCAL_DATE, _CENTRAL_DATE, _CENTRAL_SYSTEM, _CENTRAL_RIGHTS = 10, 12, 5, 38
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of the parts in the order given, with the fixed date and nothing of the machine; pictures, pressed already, are stored."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts:
            how = zipfile.ZIP_STORED if name.endswith(PRESSED) else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, DATE), data, how)
    return without_clock(made.getvalue())


def without_clock(archive: bytes) -> bytes:
    """The same ZIP with every entry's date fixed and no trace of the system that packed it.

    The headers are overwritten where they stand: packing again would cost as much as writing the file did.
    """
    data = bytearray(archive)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        at = opened.start_dir
        for entry in opened.infolist():
            local = entry.header_offset + _LOCAL_DATE
            data[local:local + 4] = _DOS_DATE
            data[at + _CENTRAL_DATE:at + _CENTRAL_DATE + 4] = _DOS_DATE
            data[at + _CENTRAL_SYSTEM] = 0
            data[at + _CENTRAL_RIGHTS:at + _CENTRAL_RIGHTS + 4] = bytes(4)
            lengths = struct.unpack_from("<HHH", data, at + 28)
            at += 46 + sum(lengths)
    return bytes(data)


def core_properties(title: str) -> bytes:
    """The properties part of an office file: its title, and neither author nor date nor program."""
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    ).encode()
