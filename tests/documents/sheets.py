"""An exercise whose sheets hold every directive and every figure, for tests; `fill` is what an organiser typed."""

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening
from toolkit.document.blocks import Document
from toolkit.documents.registry import Options, specs
from toolkit.language import language

LONG_TITLE = ("Coordination of regional programmes on water, work and dignity " * 3)[:146]
SCRIPTS = ("Łódź и Київ: Đặng, Αθήνα", "حقوق العاملين في المياه", "पानी और काम का अधिकार", "水和工作的权利与尊严")
LONG = "A long statement that goes on, as long statements will when nobody stops them, and even then it is not quite over yet."

TEXTS = {
    "write": (
        "**Take your time.** My group: ______ and ___.\n\n```table\ncolumns: Policy | Whom it touches | What it does\nwidths: 2 | 2 | 3\n"
        "row: International\nrow: National | everybody\nrow: {statements}\nrows: 1\nheight: 12\nnumber: yes\n```\n\n"
        "```checks\n- I could use this\n- {topic}\nblank: 1\n```\n\n```lines\nfill\ngap: 8\n```"
    ),
    "rate": "```scale\nfrom: not at all\nto: fully\n- I could say what I think\neach: {statements}\n```\n\n```lines\n3\n```",
    "capture": "Key words only.\n\n```table\ncolumns: Term | Common use | On the ground\nrows: fill\nnumber: yes\n```\n\nRead it back.",
    "cards": (
        "```cards\nsize: a7\neach: {statements}\n- I will ______________ | by ________\nblank: fill\nrepeat: 2\nnumber: yes\n"
        "head: Card\n```"
    ),
    "blank": "Cut along the marks.\n\n```cards\nsize: third\nblank: fill\n```",
    "poster": "```poster\nsize: a3\neach: {statements}\nbelow: One idea a card\nnumber: yes\n```",
    "parts": "```poster\nsize: a2\nwords: What would | have to change?\n```",
    "signs": "```sign\neach: groups\nabove: Table\nbelow: {topic}\n```",
    "map": "```figure\nradial-map\ncentre: {topic}\n```",
    "grid": (
        "```figure\ngrid\nacross: little interest | much interest\nup: little power | {topic}\ntitle-across: Interest\ntitle-up: Power\n"
        "fields: Keep informed | Work with | Watch | Win over\ncaption: One card each\n```"
    ),
    "allies": "```figure\nspectrum\nsteps: Active ally | Passive ally | {topic} | Passive opponent | Active opponent\ncentre: {topic}\n```",
    "three": (
        "```figure\nspectrum\nends: I disagree | {topic}\nmarks: 6\nheight: 45\ncaption: Stand where you like\n```\n\n"
        "```figure\nspectrum\nsteps: {topic} | b | c\nshape: line\n```\n\n"
        "```figure\nboxes\nboxes: Alone, 1 min | {topic} | All, 5 min\nflow: yes\n```"
    ),
    "time": (
        "```figure\ntimeline\nfrom: 2027-03\nto: 2028-06\nabove: {topic}\nbelow: The world\n```\n\n"
        "```figure\ntimeline\nmarks: then | {topic} | later\n```"
    ),
    "down": "```figure\ntimeline\nfrom: 1990\nto: 2027\nway: down\nabove: {topic}\nbelow: The world\n```",
    "tree": "```figure\ntree\ntrunk: {topic}\nsize: a3\n```",
    "river": "```figure\nriver\nfrom: {topic}\nto: Today\nbanks: What carried me | What held me up\n```",
    "rings": (
        "```figure\nrings\nrings: Me | {topic} | Everybody\n```\n\n"
        "```figure\nladder\nrungs: Told | {topic}\ntop: More say\nbottom: Less\n```"
    ),
    "bars": "```figure\nbars\nsize: a4\neach: {statements}\nblank: 2\n```",
}
KINDS = {
    "capture": "capture", "cards": "cards", "blank": "cards", "poster": "poster", "parts": "poster", "signs": "sign", "tree": "wall",
    "bars": "wall",
}
PAGES = {"poster": 4, "parts": 4, "signs": 4, "tree": 2, "cards": 2, "blank": 2}
"""How many pages each has with four statements for twenty people; all others have one."""

EXERCISE = Exercise.model_validate({
    "slug": "every", "title": "Everything", "summary": "s", "purpose": "p", "group_size": 5,
    "people": {"least": 2, "usual": 20, "most": 60},
    "minutes": {"least": "5", "usual": "10", "most": "20"}, "phases": [{"title": "Only", "minutes": "10"}],
    "fill": {"topic": {"label": "Topic"}, "statements": {"label": "Statements", "many": True}},
    "sheets": [
        {
            "id": name, "title": f"Sheet {name}", "kind": KINDS.get(name, "handout"), "each": "one each",
            "landscape": name in ("grid", "allies"), "paper": "a3" if name == "poster" else None,
        }
        for name in TEXTS
    ],
    "sheet_texts": TEXTS,
})  # fmt: skip
PLAIN = {"topic": "Water", "statements": ["Money changes what we say.", "Short.", "One more.", "A fourth."]}
NASTY = {"topic": SCRIPTS[0] + " " + LONG, "statements": [LONG, *SCRIPTS[1:]]}


def convening(fill=PLAIN, title="Water and Work", paper="a4", exercise="every") -> Convening:
    session = {"id": "s", "title": "Mapping", "minutes": 10, "exercise": exercise, "fill": fill}
    return Convening.model_validate({
        "title": title, "expected": 20, "paper": paper, "days": [{"date": "2027-03-11", "start": "09:00", "sessions": [session]}],
    })  # fmt: skip


def sheet(name: str, made: Convening | None = None, code: str = "en", exercise: Exercise = EXERCISE) -> Document:
    """One sheet, as the pack would ask for it."""
    made = made or convening()
    known = {exercise.slug: exercise}
    spec = next(spec for spec in specs(made, known) if spec.name == f"{exercise.slug}-{name}")
    return spec.build(made, Options(spec.audience, language(code), made.language, None if spec.own_paper else made.paper, known, {}))
