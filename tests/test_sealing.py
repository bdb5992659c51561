"""What a passphrase closes opens with it, whole, and with nothing else."""

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import sealing
from toolkit.sealing import Cost, Lock, SealedError

QUICK = Cost(memory=64, passes=1, lanes=1)
PHRASE = "seven lamps under water"


@given(st.binary(max_size=300), st.binary(max_size=20))
def test_what_was_closed_opens_again_as_it_was(plain: bytes, about: bytes) -> None:
    key = sealing.Key(b"k" * 32)
    assert key.open(key.close(plain, about), about) == plain


def test_a_lock_is_opened_by_its_passphrase_however_its_accents_were_typed() -> None:
    lock, key = sealing.make("sept été à la mer", QUICK)
    closed = key.close(b"said in the room", b"notes 4")
    again = sealing.unlock(Lock.read(lock.text()), "  sept e\u0301te\u0301 a\u0300 la mer ")
    assert again.open(closed, b"notes 4") == b"said in the room"


@pytest.mark.parametrize("wrong", ["", "seven lamps under wate", "Seven lamps under water", "sevenlampsunderwater"])
def test_another_passphrase_opens_nothing(wrong: str) -> None:
    lock, _ = sealing.make(PHRASE, QUICK)
    with pytest.raises(SealedError, match="does not open"):
        sealing.unlock(lock, wrong)


def test_closed_data_opens_only_as_what_it_was_closed_as() -> None:
    key = sealing.Key(b"k" * 32)
    with pytest.raises(SealedError, match="changed"):
        key.open(key.close(b"maria", b"people 1"), b"people 2")


def test_a_file_changed_by_one_bit_anywhere_is_refused() -> None:
    data = sealing.close_file(b"the whole convening", PHRASE, QUICK)
    assert sealing.open_file(data, PHRASE) == b"the whole convening"
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        with pytest.raises(SealedError):
            sealing.open_file(bytes(changed), PHRASE)
    for end in range(len(data)):
        with pytest.raises(SealedError):
            sealing.open_file(data[:end], PHRASE)


def test_the_passphrase_can_change_while_the_data_stays_closed_as_it_is() -> None:
    lock, key = sealing.make(PHRASE, QUICK)
    closed = key.close(b"x")
    other = sealing.change(key, "another one, much longer", QUICK)
    assert sealing.unlock(other, "another one, much longer").open(closed) == b"x"
    with pytest.raises(SealedError):
        sealing.unlock(other, PHRASE)
    assert lock.wrapped != other.wrapped


def test_no_two_closings_look_alike_and_nothing_of_the_text_is_seen() -> None:
    first, second = (sealing.close_file(b"Maria Example", PHRASE, QUICK) for _ in range(2))
    assert first != second
    assert b"Maria" not in first + second


@pytest.mark.parametrize("text", [
    "", "{}", "[]", "null", "1", '{"argon2id": [1], "salt": "", "key": ""}', '{"argon2id": "abc"}', "[" * 100_000,
])
def test_what_is_no_lock_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(SealedError, match="not a file"):
        Lock.read(text)


@pytest.mark.parametrize("cost", [[1 << 30, 3, 4], [65536, 10**6, 4], [65536, 3, 10**4], [0, 3, 4], [65536, -1, 4]])
def test_a_stranger_s_lock_cannot_ask_for_all_memory_or_time(cost: list[int]) -> None:
    lock, _ = sealing.make(PHRASE, QUICK)
    found = json.loads(lock.text()) | {"argon2id": cost}
    with pytest.raises(SealedError):
        Lock.read(json.dumps(found))


def test_a_short_passphrase_is_refused_before_it_protects_nothing() -> None:
    with pytest.raises(SealedError, match="at least 12"):
        sealing.check("  short one ")
    sealing.check(PHRASE)


def test_a_key_is_neither_printed_nor_carried_away() -> None:
    key = sealing.Key(b"k" * 32)
    assert "k" * 32 not in repr(key)
    for carry in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError):
            carry(key)


def test_the_usual_cost_is_that_of_the_rfc_or_more() -> None:
    assert sealing.USUAL.memory >= 64 * 1024 and sealing.USUAL.passes >= 3
