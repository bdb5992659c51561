"""The report to Word and back: what goes out is kept, what comes back is held against it, change by change; its comments are gathered."""

from toolkit.imports.report_back.accepting import BY_HAND, Taken, accept
from toolkit.imports.report_back.asking import Done, Option, Question, questions, take
from toolkit.imports.report_back.changes import Change, Remark, Returned
from toolkit.imports.report_back.comments import gather, waiting
from toolkit.imports.report_back.compare import compare, known
from toolkit.imports.report_back.sending import FULL, SendingError, send, unchanged
from toolkit.imports.report_back.sentences import beside, near, sentence, where

__all__ = [
    "BY_HAND", "FULL", "Change", "Done", "Option", "Question", "Remark", "Returned", "SendingError", "Taken", "accept", "beside", "compare",
    "gather", "known", "near", "questions", "send", "sentence", "take", "unchanged", "waiting", "where",
]  # fmt: skip
