import threading

import pytest

from toolkit.language import language
from toolkit.web.held import GONE, Brought, GoneError, Shelf

FILE = Brought("agenda.docx", b"9:00 Welcome")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(clock: Clock) -> Shelf:
    return Shelf(most=3, most_bytes=100, seconds=60, clock=clock)


def there(shelf: Shelf, word: str, whose: str = "") -> bool:
    try:
        shelf.look(word, Brought, whose)
    except GoneError:
        return False
    return True


def test_what_is_held_is_found_by_its_word_alone_and_stays(shelf: Shelf) -> None:
    word = shelf.put(FILE, 12)
    assert (shelf.look(word, Brought), shelf.look(word, Brought)) == (FILE, FILE)
    assert len({shelf.put(FILE, 12) for _ in range(3)} | {word}) == 4
    assert len(word) >= 20


def test_what_is_gone_is_said_in_a_sentence_that_says_what_to_do(shelf: Shelf) -> None:
    with pytest.raises(GoneError) as told:
        shelf.look("made-up", Brought)
    assert told.value.say(language("en")) == GONE


def test_a_word_opens_nothing_of_another_convening_or_page(shelf: Shelf) -> None:
    word = shelf.put(FILE, 12, "one")
    assert there(shelf, word, "one")
    assert not there(shelf, word, "two")
    assert not there(shelf, word)
    with pytest.raises(GoneError):
        shelf.look(word, str, "one")


def test_a_convening_lists_what_was_brought_to_it_and_keeps_it_no_longer_for_that(shelf: Shelf, clock: Clock) -> None:
    first, second = shelf.put(FILE, 12, "one"), shelf.put(FILE, 12, "one")
    shelf.put(FILE, 12, "two")
    shelf.look(first, Brought, "one")
    assert shelf.all_of(Brought, "one") == ((first, FILE), (second, FILE))
    assert shelf.all_of(Shelf, "one") == ()
    clock.now += 40
    assert len(shelf.all_of(Brought, "one")) == 2
    clock.now += 40
    assert shelf.all_of(Brought, "one") == ()


def test_what_nobody_looks_at_goes_after_a_while_and_looking_keeps_it(shelf: Shelf, clock: Clock) -> None:
    seen, unseen = shelf.put(FILE, 12), shelf.put(FILE, 12)
    clock.now += 50
    assert there(shelf, seen)
    clock.now += 50
    shelf.sweep()
    assert len(shelf._kept) == 1
    assert (there(shelf, seen), there(shelf, unseen)) == (True, False)


def test_one_too_many_lets_go_what_was_looked_at_longest_ago(shelf: Shelf) -> None:
    words = [shelf.put(FILE, 12) for _ in range(3)]
    assert there(shelf, words[0])
    words.append(shelf.put(FILE, 12))
    assert [there(shelf, word) for word in words] == [True, False, True, True]


def test_too_many_bytes_let_go_the_oldest_but_never_what_just_came(shelf: Shelf) -> None:
    words = [shelf.put(FILE, size) for size in (40, 40, 30)]
    assert [there(shelf, word) for word in words] == [False, True, True]
    large = shelf.put(FILE, 1000)
    assert [there(shelf, word) for word in (*words, large)] == [False, False, False, True]


def test_what_is_taken_is_gone_and_taken_once(shelf: Shelf) -> None:
    word = shelf.put(FILE, 12)
    with shelf.taking(word, Brought) as taken:
        assert taken == FILE
        assert not there(shelf, word)
    assert not there(shelf, word)


def test_what_could_not_be_taken_is_there_again(shelf: Shelf) -> None:
    word = shelf.put(FILE, 12)
    with pytest.raises(ValueError, match="no"), shelf.taking(word, Brought):
        raise ValueError("no")
    assert there(shelf, word)


def test_letting_one_go_needs_its_own_convening(shelf: Shelf) -> None:
    word = shelf.put(FILE, 12, "one")
    shelf.drop(word, "two")
    assert there(shelf, word, "one")
    shelf.drop(word, "one")
    shelf.drop(word, "one")
    assert not there(shelf, word, "one")


def test_a_convening_that_is_forgotten_takes_its_files_along(shelf: Shelf) -> None:
    mine, other, new = shelf.put(FILE, 12, "one"), shelf.put(FILE, 12, "two"), shelf.put(FILE, 12)
    shelf.drop_all_of("one")
    assert [there(shelf, mine, "one"), there(shelf, other, "two"), there(shelf, new)] == [False, True, True]


def test_answers_at_once_lose_nothing() -> None:
    shelf = Shelf()
    word = shelf.put((), 0)

    def answer(number: int) -> None:
        for each in range(50):
            shelf.change(word, tuple, lambda held, each=each: (*held, (number, each)))

    threads = [threading.Thread(target=answer, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(shelf.look(word, tuple)) == [(number, each) for number in range(4) for each in range(50)]
