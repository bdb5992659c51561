"""Lists of people that somebody has, in any of the forms that the readers read, to people, with what is doubtful said.

`understand(source, hints)` gives who was understood beside their places; `join` holds them against a convening that has
people, and `edit` makes what is wanted of that one change.
"""

from toolkit.imports.people.columns import sheet_name
from toolkit.imports.people.joining import HARMLESS, Change, Joined, Maybe, brought, edit, join
from toolkit.imports.people.same import joined
from toolkit.imports.people.understand import understand
from toolkit.imports.people.understood import CONSENTS, FIELDS, ColumnRead, DeclinedError, Field, Hints, Pair, Person, Understood

__all__ = [
    "CONSENTS",
    "FIELDS",
    "HARMLESS",
    "Change",
    "ColumnRead",
    "DeclinedError",
    "Field",
    "Hints",
    "Joined",
    "Maybe",
    "Pair",
    "Person",
    "Understood",
    "brought",
    "edit",
    "join",
    "joined",
    "sheet_name",
    "understand",
]  # fmt: skip
