"""The file that is handed over, `.convening`: a ZIP of the convening with its pictures and own exercises, closed with a passphrase or not.

`base.yaml` beside it is what was cut, word for word: whoever brings the file back brings along what it is to be held against, and the mark
that stays with the convening proves it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit import library, sealing
from toolkit.convening import file
from toolkit.convening.addressed import Ref
from toolkit.convening.edits import All, AnyEdit, Set, apply
from toolkit.convening.model import Came, Convening, Cut, HandedOver
from toolkit.convening.values import Date
from toolkit.handover.cutting import Copy, coded, cut, exercises_in, leaks_in
from toolkit.handover.returning import Found, bare_of_came, compare, mark_of
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.library import Opened
from toolkit.store.answers import Picture

BASE = "base.yaml"
ENDING = ".convening"
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"

SAYS_TOO_MUCH = N_("The copy was not made: it would hold {what}. Take that out of the text in which it stands, and make it again.")
NOT_A_COPY = N_("{source} is not a copy that was handed over, so there is nothing to hold it against. Open it from the start page instead.")
CLOSED = N_("{source} is closed with a passphrase: type it to open the file.")
NOT_BACK = N_("This convening was not handed over to you, so it cannot be given back. Choose for whom a copy of it is.")


class HandOverError(SaidError):
    """Why a copy was not made or not taken, in one sentence."""


@dataclass(frozen=True, slots=True)
class Made:
    """A copy as it goes out: the edit that notes it here, the copy, and the bytes before they are closed."""

    edit: AnyEdit
    copy: Copy
    data: bytes
    key: str


def make(opened: Opened, which: Cut, to: str = "", on: Date | None = None, key: str = "") -> Made:
    """Cut a copy and pack it. `opened` is the convening with its pictures as they were brought and the exercises of one's own it uses.

    :raises HandOverError: the copy would say something that it may not.
    """
    convening = opened.convening
    first = coded(convening, which)
    with_codes = apply(convening, first).convening if first is not None else convening
    made = cut(with_codes, which)
    text = file.write(made.convening)
    if leaks := leaks_in(with_codes, which, made):
        raise HandOverError(SAYS_TOO_MUCH, what=leaks[0].sentence())
    key = key or "".join(secrets.choice(_LETTERS) for _ in range(12))
    entry = HandedOver(key=key, cut=which, to=to, on=on, mark=mark_of(text))
    listed = [each.model_dump(mode="json", exclude_defaults=True) for each in (*convening.handed, entry)]
    note = Set(target=Ref(), field=("handed",), value=listed)
    edit = All(edits=(*first.edits, note)) if isinstance(first, All) else All(edits=(note,))
    goes = made.convening.model_copy(update={"came": Came(key=key, cut=which, mark=entry.mark)})
    held = opened.originals if which == "everything" else {**opened.originals, **opened.assets}
    """As they are printed: what a camera wrote into one stays here."""
    pictures = {made.files.get(name, name): data for name, data in held.items()}
    exercises = exercises_in(with_codes, which, made, opened.exercises)
    return Made(edit, made, library.write_zip(goes, pictures, exercises, text), key)


def give_back(opened: Opened, base: Convening | None) -> bytes:
    """A copy that came, as it stands now, for whoever handed it over. `base` is how it came, where that is still known.

    :raises HandOverError: it never came from anybody.
    """
    convening = opened.convening
    if convening.came is None:
        raise HandOverError(NOT_BACK)
    text = opened.base
    if text is None and base is not None:
        written = file.write(bare_of_came(base))
        text = written if mark_of(written) == convening.came.mark else None
    return library.write_zip(convening.model_copy(update={"handed": ()}), opened.originals, opened.exercises, text)


def close(data: bytes, passphrase: str, cost: sealing.Cost = sealing.USUAL) -> bytes:
    return sealing.close_file(data, passphrase, cost) if passphrase else data


def plain(data: bytes, source: str, passphrase: str = "") -> bytes:
    """The bytes behind a passphrase, or as they are.

    :raises HandOverError: it is closed and none was typed. SealedError: a wrong passphrase, or a file that was changed.
    """
    if not sealing.is_closed(data):
        return data
    if not passphrase:
        raise HandOverError(CLOSED, source=source)
    return sealing.open_file(data, passphrase)


def base_of(opened: Opened) -> tuple[Convening | None, str]:
    """What a copy says that it was cut as, and the mark of that."""
    if opened.base is None:
        return None, ""
    try:
        base = file.read(opened.base, BASE)
    except file.FileError:
        return None, ""
    return base, mark_of(file.write(base))


def held_against(here: Convening, opened: Opened, pictures: Mapping[str, bytes]) -> Found:
    """What a copy would change in the convening of this moment; `pictures` are those here, as they were brought."""
    return compare(here, opened.convening, *base_of(opened), _other_names(opened, pictures))


def new_pictures(opened: Opened, here: Mapping[str, bytes]) -> dict[str, Picture]:
    """The pictures of a copy that are not here, under the names that they have here: a name that is taken is never written over."""
    other = _other_names(opened, here)
    base, _ = base_of(opened)
    ours = base.pictures() if base is not None else frozenset()
    return {
        own: Picture(opened.assets[name], data)
        for name, data in opened.originals.items() if name not in ours and (own := other.get(name, name)) not in here
    }  # fmt: skip


def _other_names(opened: Opened, here: Mapping[str, bytes]) -> Mapping[str, str]:
    """Of a picture that is new in a copy and another here under its name: what came along from here has its own already."""
    base, _ = base_of(opened)
    if base is None or opened.convening.came is None:
        return {}
    new = set(opened.originals) - base.pictures()
    ending = opened.convening.came.key[:6]
    return {name: f"{ending}-{name}"[-120:] for name in new if name in here and here[name] != opened.originals[name]}


def is_copy(opened: Opened, source: str) -> None:
    """:raises HandOverError: it never was handed over."""
    if opened.convening.came is None:
        raise HandOverError(NOT_A_COPY, source=source)

