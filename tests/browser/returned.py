"""Files that co-hosts sent back, for the pages that show them: with clashes, comments, long words, and one that nobody knows."""

import pathlib

from tests.imports.returned.making import word
from tests.imports.returned.test_accepting import changed, put, small
from tests.imports.returned.word import Word
from toolkit.convening.edits import park
from toolkit.convening.model import Convening

LONG = "Rights and funding, water and work, in many regions at once and for a very long time " + "x" * 120


def ours() -> Convening:
    """What was sent, and changed here since."""
    return changed(small(), *put("end", title="The end of it"))


def files(folder: pathlib.Path) -> list[str]:
    sent = small()
    one = Word(word(changed(sent, *put("talk", title=LONG), *put("end", title="Closing round, all of us"), *put("map", room=LONG))))
    one.author = "Rosa of RCU"
    one.remark(one.cell(one.tables[0][0], 1), "Rosa of RCU", f"Could this be shorter? {LONG}")
    one.retype(one.cell(one.tables[0][1], 0), 0, "after the rain")
    two = word(changed(sent, *put("talk", title="Talking over it"), park("pause")))
    unknown = word(sent.model_copy(update={"version": "v7", "sent": ()}))
    paths = [folder / f"{name}.docx" for name in ("one " + "x" * 60, "two", "unknown")]
    for path, data in zip(paths, (one.saved(), two, unknown), strict=True):
        path.write_bytes(data)
    return list(map(str, paths))
