"""A small convening to hand over, with people who are named in its texts, and what somebody did to a copy of it."""

import functools
from dataclasses import replace

from toolkit import library
from toolkit.convening import edits, file
from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import Convening, Cut
from toolkit.handover import packed
from toolkit.handover.returning import Found, compare
from toolkit.handover.taking import taken
from toolkit.library import Opened

TEXT = """
title: Salt and Thread
at_risk: true
hosts: [{name: Loom Fund, short: LF}, {name: Salt Pans United, short: SPU}]
objectives: [Hear what Odalys Ferrant has counted.]
days:
  - id: day-1
    date: 2027-05-04
    start: "09:00"
    sessions:
      - id: welcome
        title: Welcome
        minutes: 30
        lead: [{person: odalys-ferrant}, {text: Bram Okonjo-Reyes}]
        notes: Keep a chair near the door.
      - {id: wall, title: The word wall, kind: exercise, minutes: 60, lead: [{host: LF}]}
      - {id: lunch, title: Lunch, kind: meal, minutes: 60, pin: "12:30"}
      - id: talk-by-odalys-ferrant
        title: Odalys Ferrant speaks
        minutes: 45
        lead: [{person: odalys-ferrant}, {text: Open to all, public: true}]
parked: [{id: spare, title: A spare hour, minutes: 60}]
participants:
  - {id: odalys-ferrant, name: Odalys Ferrant, legal_name: Odalys Benedita Ferrant, email: odalys@loom.example, phone: "+351 912 555 018",
     side: donor, country: PT, needs: {diet: nodairyatall}, more: {Flight: QX7731},
     affiliations: [{title: Counter, organisation: Loom Fund}],
     consent: {list: public, badge: full, lead: public, photo: true, quote: name, given: {on: 2027-03-01, how: paper, wording: 2}}}
  - {id: p2, code: B7, name: Tamsin Achterberg, email: tamsin@spu.example, side: worker, more: {Room: corner bed by the lift please},
     consent: {list: participants, quote: side, given: {on: 2027-03-02}}}
  - {id: p3, code: C9, name: Ilse, sort_as: Ilse, side: worker, consent: {given: {on: 2027-03-02, withdrawn: 2027-04-01}}}
  - {id: p4, name: Yusra el-Tayeb, side: worker}
groups: [{id: g1, sessions: [wall], rounds: [{groups: [{name: A, people: [odalys-ferrant, p2]}, {name: B, people: [p3, p4]}]}]}]
words:
  - {id: w1, text: salt, session: wall, count: 3}
  - {id: w2, text: Ilse, session: wall, count: 1}
notes:
  - {id: n1, session: welcome, text: The pans are older than the law.}
  - {id: n2, session: wall, kind: quote, text: We weigh it twice., by: odalys-ferrant, attribution: name}
  - {id: n3, session: wall, kind: quote, text: Nobody paid us., by: p4, attribution: name}
  - {id: n4, session: wall, text: Tamsin Achterberg disagreed., kind: action, owner: p2}
report: {sections: [{id: aims, heading: Aims, body: "Written by Tamsin Achterberg and Yusra el-Tayeb.", gathers: [welcome]}]}
"""


@functools.cache
def small() -> Convening:
    return file.read(TEXT)


def handed(here: Convening, which: Cut, key: str = "") -> tuple[Convening, Opened]:
    """The convening with the hand-over noted, and the copy as it is opened elsewhere."""
    made = packed.make(Opened(here), which, key=key)
    return edits.apply(here, made.edit).convening, library.open_bytes(made.data, "copy.convening")


def changed(opened: Opened, *made: AnyEdit) -> Opened:
    convening = opened.convening
    for edit in made:
        convening = edits.apply(convening, edit).convening
    return replace(opened, convening=convening)


def brought_back(opened: Opened) -> Opened:
    return library.open_bytes(packed.give_back(opened, None), "back.convening")


def found(here: Convening, opened: Opened) -> Found:
    return compare(here, opened.convening, *packed.base_of(opened))


def took(here: Convening, opened: Opened, *, everything: bool = False) -> Convening:
    """What is taken of a copy without a question answered; or all of it."""
    held = found(here, opened)
    edit = taken(here, held, [change.id for change in held.changes if everything or not change.asks])
    return here if edit is None else edits.apply(here, edit).convening
