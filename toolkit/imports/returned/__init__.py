"""Files that co-hosts edited and sent back: held against the version that went out, change by change; and what moved since a version."""

from toolkit.imports.returned.accepting import AcceptError, accept, edit
from toolkit.imports.returned.changes import Change, Remark, Returned, Subject
from toolkit.imports.returned.clashing import Clash
from toolkit.imports.returned.clashing import between as clashes
from toolkit.imports.returned.compare import compare
from toolkit.imports.returned.note import change_note
from toolkit.imports.returned.questions import Option, Question, questions, taken
from toolkit.imports.returned.sentences import remark_sentence, sentence
from toolkit.imports.returned.versions import UnknownVersionError

__all__ = [
    "AcceptError", "Change", "Clash", "Option", "Question", "Remark", "Returned", "Subject", "UnknownVersionError", "accept",
    "change_note", "clashes", "compare", "edit", "questions", "remark_sentence", "sentence", "taken",
]  # fmt: skip
