"""When two documents are the same: a fingerprint of a tree of blocks, equal in every process for equal trees."""

import hashlib
from dataclasses import fields, is_dataclass
from functools import cache

from toolkit.document.blocks import Document


def fingerprint(document: Document) -> str:
    """The same for equal trees, in every process: what decides whether a document is made again."""
    digest = hashlib.sha256()
    feed = digest.update

    def walk(value: object) -> None:
        if isinstance(value, str):
            data = value.encode("utf-8", "surrogatepass")
            feed(b"s%d:" % len(data))
            feed(data)
        elif isinstance(value, bytes):
            feed(b"b%d:" % len(value))
            feed(value)
        elif isinstance(value, tuple):
            feed(b"(%d" % len(value))
            for part in value:
                walk(part)
        elif is_dataclass(value) and not isinstance(value, type):
            feed(type(value).__name__.encode() + b"{")
            for part in _field_names(type(value)):
                walk(getattr(value, part))
        else:
            feed(f"{type(value).__name__}:{value!r};".encode())

    walk(document)
    return digest.hexdigest()


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
