"""The words of a room: captured as fast as they are called out, sorted into heaps, drawn beside it as they will be printed.

To our script every answer is the parts of the page that may have changed; to a plain form it is the page again. What a window sends twice,
because the first answer did not come, is taken once.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from toolkit.convening import words
from toolkit.convening.addressed import EditError
from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import Convening
from toolkit.convening.words import same_words
from toolkit.language import N_, language
from toolkit.language.said import SaidError
from toolkit.planning.words import LONGEST, MOST_CARDS, read_cards
from toolkit.store import Stored
from toolkit.web import half, told
from toolkit.web.planner import planner, say
from toolkit.web.who import who
from toolkit.web.words_page import Chosen, Shown, chosen, context, heaps_of, of_round, sessions

MOST_WORDS = 3000
MOST_NEW_HEAPS = 200

NOTHING = N_("Type a word first.")
TOO_MANY = N_("These are {found} words; at most {most} are taken at once. Paste them in parts.")
TOO_LONG = N_("“{word}…” is {found} characters long; a word has at most {most}. Part words by commas or lines.")
FULL = N_("This convening has {found} words already, and more than {most} nobody can read. Take some out first.")
NO_SESSION = N_("This session is not in the agenda any more. Choose another one, and send the words again.")
NO_NAME = N_("A heap needs a name. To undo it, move its words.")
NOT_DONE = N_("Not done: {reason}.")
GONE = N_("This word is not there any more; somebody has taken it out or written it otherwise.")


class RefusedError(SaidError):
    """What was asked for cannot be done, as one sentence."""


def show(key: str) -> str:
    stored = planner().store.get(key)
    return render_template("run/words.html", **context(stored, chosen(stored.convening), word=request.args.get("word", "")))


def parts(key: str) -> Response:
    """The parts anew, for a window that shows change number `seq`; nothing where nobody has changed anything since."""
    stored = planner().store.get(key)
    if request.args.get("seq") == f"{stored.seq}-{stored.changed.timestamp()}":
        return make_response("", 204)
    return make_response(render_template("run/words_parts.html", **context(stored, chosen(stored.convening))))


def menu(key: str, word: str) -> Response:
    """What can be done with one word; without our script, the page with it."""
    stored = planner().store.get(key)
    choice = chosen(stored.convening)
    if not _from_script():
        return redirect(url_for(".show", key=key, word=word, **choice.wanted), 303)
    made = context(stored, choice, word=word)
    if made["menu"] is None:
        abort(404)
    return make_response(render_template("run/words_menu.html", **made))


def drawn(key: str) -> Response:
    """The map of this session and round as the report prints it for participants, and its words in a table."""
    from toolkit.document.inline import plain
    from toolkit.documents import spec_named, word_map
    from toolkit.documents.registry import options_for
    from toolkit.writers import svg

    stored = planner().store.get(key)
    convening = stored.convening
    choice = chosen(convening)
    spec = spec_named("word-map", convening, {})
    if spec is None:
        abort(404)
    options = options_for(convening, spec, language(convening.language))
    session = next((each for each in sessions(convening) if each.id == choice.asked.session), None)
    said = [word for word in convening.words if word.session == choice.asked.session]
    shown = any(word.show and word.round == choice.asked.round for word in said)
    figure = word_map.figure(convening, options, session, said, choice.asked.round) if shown else None
    picture = Markup(svg.render(figure.drawing, figure.alt)) if figure is not None else ""  # noqa: S704  (render escapes every label)
    sides = word_map.by_two_sides(convening, options, said)
    by_side = Markup(svg.render(sides.drawing, sides.alt)) if sides is not None else ""  # noqa: S704  (the same)
    return make_response(render_template(
        "run/words_map.html", **context(stored, choice), picture=picture, anything=shown, by_side=by_side,
        by_side_caption=plain(sides.caption) if sides is not None else "",
        caption=plain(figure.caption) if figure is not None else "",
    ))  # fmt: skip


# Saying


def hear(key: str) -> Response:
    """What was typed: one word, or a list. Nothing of it is taken where something cannot be."""
    typed, mark = request.form.get("text", ""), request.form.get("mark", "")[:64]
    if mark and planner().was_done(key, mark):
        return _answer(planner().store.get(key), chosen(planner().store.get(key).convening))
    counted: list[tuple[str, int]] = []

    def make(convening: Convening, choice: Chosen) -> AnyEdit:
        wanted = request.form.get("session", "")
        if wanted and wanted not in {each.id for each in sessions(convening)}:
            raise RefusedError(NO_SESSION)
        counted.extend(_cards(typed))
        found = len(convening.words)
        if found + len({text for text, _ in counted}) > MOST_WORDS:
            raise RefusedError(FULL, found=say().number(found), most=say().number(MOST_WORDS))
        return words.say(convening, counted, choice.asked, choice.side)

    def tell(before: Convening, after: Stored, choice: Chosen) -> str:
        if mark:
            planner().note_done(key, mark)
        half.sent(key, "words", typed)
        return _heard(before, after.convening, counted, choice)

    return _change(key, make, tell, text=typed)


def _cards(typed: str) -> tuple[tuple[str, int], ...]:
    speech = say()
    found = read_cards(typed)
    if not found:
        raise RefusedError(NOTHING)
    if len(found) > MOST_CARDS:
        raise RefusedError(TOO_MANY, found=speech.number(len(found)), most=speech.number(MOST_CARDS))
    for text, _ in found:
        if len(text) > LONGEST:
            raise RefusedError(TOO_LONG, word=text[:30], found=speech.number(len(text)), most=speech.number(LONGEST))
    return found


def _heard(before: Convening, after: Convening, counted: list[tuple[str, int]], choice: Chosen) -> str:
    """What became of the cards: of a single word on how many it is now, of a list how many are new."""
    speech = say()
    texts = dict.fromkeys(same_words(text) for text, _ in counted)
    if len(texts) == 1:
        word = _find(of_round(after, choice.asked), next(iter(texts)))
        return speech.plural("“{word}” is on {n} card.", "“{word}” is on {n} cards.", word.count if word else 0, word=next(iter(texts)))
    known = {word.text for word in of_round(before, choice.asked)}
    new = sum(text not in known for text in texts)
    told = [speech.plural("{n} new word.", "{n} new words.", new)]
    if len(texts) > new:
        told.append(speech.plural("{n} came again.", "{n} came again.", len(texts) - new))
    return " ".join(told)


# Sorting


def do(key: str, word: str, action: str) -> Response:
    found = _ACTIONS.get(action)
    if found is None:
        abort(404)

    def make(convening: Convening, choice: Chosen) -> AnyEdit | None:
        there = next((each for each in of_round(convening, choice.asked) if each.id == word), None)
        if there is None:
            raise RefusedError(GONE)
        return found(convening, choice, there)

    return _change(key, make, _done, word=word if action == "respell" else "", typed=request.form.get("text", ""))


def pair(key: str) -> Response:
    """Two words that may belong together: one of them, or both in one heap."""
    one, other = (same_words(request.form.get(name, "")) for name in ("one", "other"))

    def make(convening: Convening, choice: Chosen) -> AnyEdit | None:
        shown = of_round(convening, choice.asked)
        first, second = _find(shown, one), _find(shown, other)
        if first is None or second is None:
            raise RefusedError(GONE)
        wish = request.form.get("do", "")
        if wish in ("join-one", "join-other"):
            return words.respell(convening, choice.asked, *((other, one) if wish == "join-one" else (one, other)))
        return words.move(convening, choice.asked, (one, other), first.heap or second.heap or _fresh(convening, choice))

    return _change(key, make, _done)


def heap(key: str) -> Response:
    """Another name for a heap."""
    was, name = request.form.get("heap", ""), same_words(request.form.get("name", ""))

    def make(convening: Convening, choice: Chosen) -> AnyEdit | None:
        if not name:
            raise RefusedError(NO_NAME)
        if len(name) > LONGEST:
            raise RefusedError(TOO_LONG, word=name[:30], found=say().number(len(name)), most=say().number(LONGEST))
        return words.rename_heap(convening, choice.asked, was, name)

    return _change(key, make, _done)


def _move(convening: Convening, choice: Chosen, word: Shown) -> AnyEdit | None:
    """To a heap by its name, to the one that a key stands for, or out of all of them."""
    name = request.form.get("heap", "")
    number = request.form.get("number", "")
    if number:
        there = heaps_of(convening, choice.asked, of_round(convening, choice.asked))
        name = next((each.name for each in there if str(each.number) == number), word.heap)
    return words.move(convening, choice.asked, (word.text,), name)


def _new(convening: Convening, choice: Chosen, word: Shown) -> AnyEdit | None:
    return words.move(convening, choice.asked, (word.text,), _fresh(convening, choice))


def _fresh(convening: Convening, choice: Chosen) -> str:
    """What a heap is called until somebody calls it something: headings come last. In the language in which it may be printed."""
    there = set(words.heaps(convening, choice.asked))
    speech = language(convening.language)
    names = [speech("Heap {n}", n=speech.number(at)) for at in range(1, MOST_NEW_HEAPS)]
    return next((name for name in names if name not in there), names[-1])


def _fewer(convening: Convening, choice: Chosen, word: Shown) -> AnyEdit | None:
    """A card of the side that is set, else of the side that said it last."""
    rows = [
        each for each in convening.words
        if (each.session, each.round) == (choice.asked.session, choice.asked.round) and same_words(each.text) == word.text
    ]  # fmt: skip
    mine = [each for each in rows if each.side == choice.side]
    return words.fewer(convening, (mine or rows)[-1].id)


def _respell(convening: Convening, choice: Chosen, word: Shown) -> AnyEdit | None:
    new = same_words(request.form.get("text", ""))
    if not new:
        raise RefusedError(NOTHING)
    if len(new) > LONGEST:
        raise RefusedError(TOO_LONG, word=new[:30], found=say().number(len(new)), most=say().number(LONGEST))
    return words.respell(convening, choice.asked, word.text, new)


_Action = Callable[[Convening, Chosen, Shown], AnyEdit | None]
_ACTIONS: Mapping[str, _Action] = {
    "move": _move,
    "new": _new,
    "more": lambda convening, choice, word: words.say(convening, [(word.text, 1)], choice.asked, choice.side),
    "fewer": _fewer,
    "respell": _respell,
    "keep": lambda convening, choice, word: words.show(convening, choice.asked, word.text, False),
    "print": lambda convening, choice, word: words.show(convening, choice.asked, word.text, True),
    "out": lambda convening, choice, word: words.take_out(convening, choice.asked, word.text),
}


# Changing and answering


def _change(
    key: str,
    make: Callable[[Convening, Chosen], AnyEdit | None],
    tell: Callable[[Convening, Stored, Chosen], str],
    **kept: str,
) -> Response:
    """One change to the newest state; a refusal leaves the page as it is, with what was typed in its field."""
    try:
        before, after = planner().store.change(key, lambda convening: make(convening, chosen(convening)), who())
    except (EditError, RefusedError) as error:
        sentence = error.say(say()) if isinstance(error, RefusedError) else say()(NOT_DONE, reason=error.say(say()))
        stored = planner().store.get(key)
        return _answer(stored, chosen(stored.convening), 422, said=sentence, wrong=True, **kept)
    choice = chosen(after.convening)
    said = tell(before.convening, after, choice)
    if not _from_script():
        return redirect(url_for(".show", key=key, told=after.seq, **choice.wanted), 303)
    return _answer(after, choice, said=said)


def _done(before: Convening, after: Stored, choice: Chosen) -> str:
    if before == after.convening:
        return ""
    steps = planner().store.steps(after.id, after.seq, 1)
    return told.just_done(steps[0], say()) if steps else ""


def _answer(stored: Stored, choice: Chosen, status: int = 200, **more: Any) -> Response:
    template = "run/words_parts.html" if _from_script() else "run/words.html"
    return make_response(render_template(template, **context(stored, choice, **more)), status)


def _from_script() -> bool:
    return request.headers.get("HX-Request") == "true"


def _find(shown: tuple[Shown, ...], text: str) -> Shown | None:
    return next((word for word in shown if word.text == text), None)
