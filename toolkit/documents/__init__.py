"""One file here is one document: a module with `SPECS`, or a function `specs(convening, exercises)` where it depends on the agenda.

A new file is found by itself: it is in the menu, on the command line, in every format and under every contract test.
"""

from toolkit.documents.registry import Options, Spec, spec_named, specs

__all__ = ["Options", "Spec", "spec_named", "specs"]
