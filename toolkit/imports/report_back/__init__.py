"""The report to Word and back: what goes out is kept, what comes back is held against it, change by change; its comments are gathered."""

from toolkit.imports.report_back.accepting import Taken, accept
from toolkit.imports.report_back.changes import Change, Remark, Returned
from toolkit.imports.report_back.compare import compare
from toolkit.imports.report_back.sending import SendingError, send, unchanged

__all__ = ["Change", "Remark", "Returned", "SendingError", "Taken", "accept", "compare", "send", "unchanged"]
