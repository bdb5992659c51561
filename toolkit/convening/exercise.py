"""What an exercise is: the front matter of `exercises/<slug>/exercise.md`, as frozen models.

Formulas (`minutes`, `quantity`, `copies`) are written in the small grammar of `planning/formula.py`: numbers, + - * /,
ceil(), min(), max() over `people`, `groups` and `size`. They are kept as typed and worked out where headcount is known.
"""

from typing import Annotated, Literal

from pydantic import Field

from toolkit.convening.model import Audience, Frozen
from toolkit.convening.values import Id, LanguageCode, Localised, Plain, Text

Formula = Annotated[Plain, Field(max_length=200)]


class Numbers(Frozen):
    least: int = Field(ge=1)
    usual: int = Field(ge=1)
    most: int = Field(ge=1)


class Minutes(Frozen):
    least: Formula
    usual: Formula
    most: Formula


class Phase(Frozen):
    """One step. Its minutes are for the exercise's usual length; a longer or shorter session shares them out in proportion."""

    title: Text
    minutes: Formula
    do: Text = ""
    say: Text = ""
    watch: Text = ""


class Material(Frozen):
    """`spare` is how many of a hundred more to bring; unless it is said, a tenth of what grows with the people."""

    item: Text
    quantity: Formula = "1"
    note: Text = ""
    brings: Literal["host", "venue", "facilitator"] = "host"
    spare: int | None = Field(None, ge=0, le=100)


class Risk(Frozen):
    risk: Text
    safer: Text


class Variants(Frozen):
    online: Text = ""
    low_literacy: Text = ""
    languages: Text = ""
    mobility: Text = ""
    senses: Text = ""


class Fill(Frozen):
    """What the exercise asks of the organiser; the answer is typed on the session under `fill`. `many` asks for a list, one a line."""

    label: Text
    example: Text | tuple[Text, ...] = ""
    default: Text | tuple[Text, ...] = ""
    many: bool = False


Kind = Literal["handout", "capture", "cards", "poster", "sign", "wall"]
"""What is done with a sheet: read and written on, filled in by a group and handed over, cut, hung, folded, hung as a drawing."""


class SheetCard(Frozen):
    """One sheet that the exercise prints: its text is `<id>.md` in the folder (the guide is made from the front matter).

    `paper: a3` is for what hangs on a wall; without it the sheet follows the convening's paper. Of what comes in several parts
    `landscape` turns the whole.
    """

    id: Id
    title: Text
    kind: Kind = "handout"
    audience: Audience = "participants"
    copies: Formula = "people"
    each: Text = ""
    after: Text = ""
    landscape: bool = False
    paper: Literal["a3"] | None = None

    @property
    def bare(self) -> bool:
        """Whether the paper is all its own: what is cut, hung or folded has no title on it, and nothing on its back."""
        return self.kind not in ("handout", "capture")


class Source(Frozen):
    name: Plain
    licence: Plain = ""
    address: Plain = ""


Serves = Literal["begin", "understand", "look", "gather", "help", "choose", "plan", "close"]
"""What an exercise is looked for: the moments of a meeting, from the first to the last."""

Exposure = Literal["little", "some", "much"]
"""How much of a person the others see or hear: `little` is unsigned or about things, `some` an opinion or a role among a few,
`much` a position, a story or a name before the room, or on a sheet that would harm if it got out."""


class Translation(Frozen):
    """What is known of a translation: whether somebody who speaks the language read it over, the sentence that says on paper that
    nobody did (the program's own where there is none), and of which state of the original it is one."""

    reviewed: bool = False
    unreviewed: Plain = ""
    of: Plain = ""


class Exercise(Frozen):
    """`language` is the one that exercise.md is written in, `state` eight signs that change when a word of it or of a sheet does."""

    format: Literal[1] = 1
    slug: Id
    language: LanguageCode = "en"
    state: Plain = ""
    translations: dict[LanguageCode, Translation] = Field(default_factory=dict)
    title: Text
    aliases: tuple[Text, ...] = ()
    summary: Text
    purpose: Text
    serves: tuple[Serves, ...] = ()
    exposure: Exposure | None = None
    use_when: tuple[Text, ...] = ()
    avoid_when: tuple[Text, ...] = ()
    people: Numbers
    group_size: int | None = Field(None, ge=1)
    minutes: Minutes
    grouping: Text = ""
    room: Text = ""
    before: tuple[Text, ...] = ()
    phases: tuple[Phase, ...]
    materials: tuple[Material, ...] = ()
    watch_for: tuple[Text, ...] = ()
    harvest: Text = ""
    variants: Variants = Variants()
    cut: tuple[Text, ...] = ()
    risks: tuple[Risk, ...] = ()
    fill: dict[Id, Fill] = Field(default_factory=dict)
    sheets: tuple[SheetCard, ...] = ()
    sources: tuple[Source, ...] = ()
    guide: Text = ""
    sheet_texts: dict[Id, Text] = Field(default_factory=dict)

    def translation(self, code: str) -> Translation | None:
        """What is known of the translation that a document in this language prints; nothing where it prints the original."""
        found = self.translations.get(code) or self.translations.get(code.split("-")[0])
        return None if code.split("-")[0] == self.language.split("-")[0] else found

    def sheet_in(self, sheet: str, code: str) -> bool:
        """Whether a sheet has its text in this language."""
        text = self.sheet_texts.get(sheet, "")
        there = text.root if isinstance(text, Localised) else (self.language,)
        return code in there or code.split("-")[0] in there
