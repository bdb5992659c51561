"""Agendas that people have, in any of the forms that the readers read, to days and sessions, with what is doubtful said.

`understand(source, hints)` gives what was understood beside its places, `plan` the days, `convening` a whole new convening.
"""

from toolkit.imports.agenda.build import convening, plan
from toolkit.imports.agenda.places import place, remarks
from toolkit.imports.agenda.tables import ColumnRead, columns_read
from toolkit.imports.agenda.understand import understand
from toolkit.imports.agenda.understood import DeclinedError, Doubt, Hints, ReadDay, Role, Row, Understood

__all__ = [
    "ColumnRead", "DeclinedError", "Doubt", "Hints", "ReadDay", "Role", "Row", "Understood", "columns_read", "convening", "place", "plan",
    "remarks", "understand",
]  # fmt: skip
