"""Whatever key refers to a person, forgetting finds it by the model alone."""

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from tests.convening.strategies import convenings
from tests.store.conftest import a_convening
from toolkit.convening.model import Convening, Frozen
from toolkit.convening.values import Id, Plain, Text
from toolkit.store import Store, bonds, elsewhere, schema
from toolkit.store.forgetting import forget_people


class Wish(Frozen):
    """A key that nobody has thought of yet."""

    people: tuple[Id, ...] = ()
    said: dict[Id, Plain] = {}
    kind: Plain = ""


class Handed(Frozen):
    person: Id
    file: Text = ""


class Tomorrow(Frozen):
    wishes: tuple[Wish, ...] = ()
    handed: tuple[Handed, ...] = ()
    pairs: tuple[tuple[Id, ...], ...] = ()
    chair: Id | None = None
    rows: dict[Plain, tuple[Id, ...] | None] = {}
    nested: Wish | None = None


def test_keys_of_tomorrow_are_covered_without_a_line_of_code() -> None:
    raw = {
        "wishes": [{"people": ["jo", "maria"], "said": {"jo": "x", "maria": "y"}, "kind": "jo"}],
        "handed": [{"person": "jo", "file": "a"}, {"person": "maria", "file": {"en": "b"}}],
        "pairs": [["jo", "maria"]], "chair": "jo", "rows": {"jo": ["jo", "maria"]}, "nested": {"people": ["jo"]},
    }  # fmt: skip
    assert bonds.keys(Tomorrow) == {"Wish.people", "Wish.said", "Handed.person", "Tomorrow.pairs", "Tomorrow.chair", "Tomorrow.rows"}
    assert bonds.without(raw, Tomorrow, {"jo"}) == {
        "wishes": [{"people": ["maria"], "said": {"maria": "y"}, "kind": "jo"}],
        "handed": [{"person": "maria", "file": {"en": "b"}}],
        "pairs": [["maria"]], "rows": {"jo": ["maria"]}, "nested": {"people": []},
    }  # fmt: skip


def test_every_key_that_holds_a_person_is_known_as_one() -> None:
    """A new key of ids counts as people's; one that is not is named in OTHERS, and here, by somebody who has looked."""
    assert {
        "Lead.person", "Convening.together", "Convening.apart", "Round.locked", "Group.people", "Note.by", "Note.owner",
        "ReportFigure.people", "Allowed.person", "Day.present",
    } <= bonds.keys(Convening)  # fmt: skip
    others = {"day", "days", "session", "sessions", "exercise", "fill", "from_", "gathers", "asks", "cards"}
    assert {each.partition(".")[2] for each in bonds.OTHERS} == others
    models = {each.__name__: each for each in bonds._models(Convening)}
    assert all(name.partition(".")[2] in models[name.partition(".")[0]].model_fields for name in bonds.OTHERS)


def leaves(raw: object) -> list[object]:
    if isinstance(raw, dict):
        return [each for key, value in raw.items() for each in (key, *leaves(value))]
    return [each for value in raw for each in leaves(value)] if isinstance(raw, list) else [raw]


def held(convening: Convening) -> set[object]:
    return set(leaves(convening.model_dump(mode="json", by_alias=True, exclude_defaults=True)))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(convenings())
def test_no_id_of_anybody_forgotten_is_left_anywhere(convening: Convening) -> None:
    ids = {each.id for each in convening.participants}
    if ids:
        assert "p0" not in held(forget_people(convening, "p0", clear_prose=False).convening)
    everyone = forget_people(convening, None, clear_prose=False).convening
    assert ids.isdisjoint(held(everyone))
    assert [(p.side, p.country, p.status) for p in everyone.participants] == [(p.side, p.country, p.status) for p in convening.participants]


def test_what_was_allowed_of_somebody_and_a_box_of_hers_go_with_her() -> None:
    where = "0123abcd-89efcdab"
    boxes = [{"id": "b1", "author": "maria"}, {"id": "b2", "author": "Jo"}]
    convening = a_convening(
        allowed=[{"person": "maria", "where": where}, {"person": "jo", "where": where}],
        report={"sections": [{"id": "aims", "heading": "Aims", "boxes": boxes}]},
    )
    rest = forget_people(convening, "maria", clear_prose=False).convening
    assert [each.person for each in rest.allowed] == ["jo"]
    assert [box.author for box in rest.report.sections[0].boxes] == ["", "Jo"]


def test_a_table_of_tomorrow_is_covered_without_a_line_of_code(store: Store) -> None:
    """Ids of people may lie in lists, in keys, alone, or name a row."""
    table = sa.Table(
        "tomorrow", schema.metadata, sa.Column("convening", sa.Text, primary_key=True), sa.Column("who", sa.Text, primary_key=True),
        sa.Column("people", sa.Text, nullable=False), sa.Column("chair", sa.Text), sa.Column("n", sa.Integer),
    )  # fmt: skip
    try:
        key, other = store.add(a_convening()), store.add(a_convening())
        rows = [("a list", '["jo","maria"]', "jo", 1), ("keys", '{"maria":1,"x":["maria","jo"]}', "maria", 2), ("maria", "[]", None, 3)]
        with store._engine.begin() as db:
            schema.metadata.create_all(db)
            for name, people, chair, n in rows:
                db.execute(sa.insert(table).values(convening=key, who=name, people=people, chair=chair, n=n))
            db.execute(sa.insert(table).values(convening=other, who="maria", people='["maria"]', n=4))
        store.forget(key, "maria")
        with store._engine.connect() as db:
            left = [tuple(row)[1:] for row in db.execute(sa.select(table).order_by(table.c.n))]
        assert left == [("a list", '["jo"]', "jo", 1), ("keys", '{"x":["jo"]}', None, 2), ("maria", '["maria"]', None, 4)]
    finally:
        schema.metadata.remove(table)


def test_every_table_is_forgotten_by_name_or_counts_as_one_of_tomorrow() -> None:
    assert set(schema.metadata.tables) >= elsewhere.OWN
    assert all("convening" in table.c for table in schema.metadata.tables.values() if table.name not in elsewhere.OWN)
