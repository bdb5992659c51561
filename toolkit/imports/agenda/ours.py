"""Our own agenda, come back."""

from toolkit.imports.agenda.items import Item
from toolkit.readers.source import Source


def items(source: Source) -> list[Item] | None:
    return None
