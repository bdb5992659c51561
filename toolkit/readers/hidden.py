"""Words in what is no text: the metadata of pictures, thumbnails, foreign parts. Finds runs of letters as a search of the bytes would."""

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_to_bytes

_UTF8 = rb"(?:[\x20-\x7e]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2})"
_RUNS = re.compile(_UTF8 + rb"{6,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){6,}")
_WIDE_BIG = re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]){6,}")


def strings(data: bytes) -> Iterator[str]:
    """Runs of six characters and more, as UTF-8 and as UTF-16."""
    yield from (found[0].decode("utf-8", "replace") for found in _RUNS.finditer(data))
    if b"\x00" in data:
        yield from (found[0].decode("utf-16-le") for found in _WIDE.finditer(data))
        yield from (found[0].decode("utf-16-be") for found in _WIDE_BIG.finditer(data))


def address(value: str) -> str:
    """A link as a person would read it: without the signs that stand for signs."""
    return unquote(value) if "%" in value else value


def embedded(uri: str) -> str:
    """What a data: address holds, as far as it is words."""
    head, _, body = uri.partition(",")
    try:
        data = base64.b64decode(unquote_to_bytes(body), validate=False) if head.endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return ""
    return "\n".join(strings(data))
