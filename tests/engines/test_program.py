"""The engine and the reference decide the same, for every generated map and item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from ontoman.conditions import Field
from ontoman.engines.items import decide_items
from ontoman.migration import (
    NO_TERM_FOUND,
    UNDECIDED,
    Action,
    Decider,
    GroupOp,
    Item,
    MapDisposition,
    MapHeader,
    MapRow,
    MigrationMap,
)
from ontoman.model import ValueKind
from ontoman.rdf.conversions import our_conversions

NS = "https://example.org/s#"
LABELS = ("van", "car", "bus", 'it\'s "odd"')
TARGETS = ("minivan", "cargo-van", "vehicle", "car")
FIELDS = {
    "wheels": Field("wheels", ValueKind.INTEGER),
    "height": Field("height", ValueKind.DECIMAL),
    "occlusion": Field("occlusion", ValueKind.ORDINAL, ("low", "medium", "high")),
    "colour": Field("colour", ValueKind.SINGLE, ("red", "it's red", "green")),
    "parked": Field("parked", ValueKind.BOOLEAN),
    "damage": Field("damage", ValueKind.MULTI, ("dent", "rust")),
    "vendor": Field("vendor", ValueKind.TEXT),
    "seen": Field("seen", ValueKind.DATE),
}
LEAVES = (
    "wheels > {n}", "wheels = {n}", "wheels in (2, {n})", "wheels between 1 and {n}", "wheels not in (2, {n})", "wheels is null",
    "height < {n}.5", "height >= 1.5", "occlusion > 'low'", "occlusion <= 'medium'", "occlusion in ('low', 'high')",
    "occlusion between 'low' and 'medium'", "occlusion is not null", "colour = 'it''s red'", "colour <> 'red'",
    "colour in ('red', 'green')", "parked", "not parked", "parked is null", "has(damage, 'dent')", "not has(damage, 'rust')",
    "vendor = 'acme'", "vendor <> 'it''s'", "seen >= '2024-05-0{n}'", "category = 'van'", "category in ('van', 'bus')", "is_a('vehicle')",
    "wheels in (1, 2, 3, 4, 5, 6, 7, 8, 9)",
)  # fmt: skip
TREE = {"vehicle": frozenset({"vehicle", "van", "bus"}), "van": frozenset({"van"}), "bus": frozenset({"bus"})}


@st.composite
def condition(draw: st.DrawFn) -> str:
    parts = [
        leaf.replace("{n}", str(draw(st.integers(1, 9))))
        for leaf in draw(st.lists(st.sampled_from(LEAVES), min_size=1, max_size=3))
    ]
    text = draw(st.sampled_from((" and ", " or "))).join(parts)
    return f"not ({text})" if draw(st.booleans()) else text


def row(number: int, label: str, target: str | None, **more: object) -> MapRow:
    target_id = target if target in {NO_TERM_FOUND, UNDECIDED, None} else NS + target.replace(" ", "_")
    return MapRow(
        f"r{number}", NS + "from/" + label.replace(" ", "_").replace('"', ""), label, "http://www.w3.org/2004/02/skos/core#exactMatch",
        target_id or NO_TERM_FOUND, target or "", **{"action": Action.REPLACE, **more},
    )  # fmt: skip


@st.composite
def group(draw: st.DrawFn, label: str, first: int) -> list[MapRow]:
    kind = draw(st.sampled_from(("plain", "first_of", "open", "all_of", "one_of", "retire", "undecided")))
    targets = draw(st.lists(st.sampled_from(TARGETS), min_size=2, max_size=4, unique=True))
    if kind == "plain":
        return [row(first, label, targets[0], set=draw(st.sampled_from(((), (("colour", "red"),)))))]
    if kind == "retire":
        disposition = draw(st.sampled_from(MapDisposition))
        return [row(first, label, None, action=Action.RETIRE, disposition=disposition, residual=NS + "vehicle")]
    if kind == "undecided":
        return [row(first, label, UNDECIDED, action=Action.REPLACE)]
    op = {"first_of": GroupOp.FIRST_OF, "open": GroupOp.FIRST_OF, "all_of": GroupOp.ALL_OF, "one_of": GroupOp.ONE_OF}[
        kind
    ]
    rows = []
    for place, target in enumerate(targets):
        last = place == len(targets) - 1
        when = None if kind == "one_of" or (kind == "first_of" and last) else draw(condition())
        rows.append(
            row(
                first + place,
                label,
                target,
                action=Action.CONDITIONAL,
                group=f"g-{label}",
                group_op=op,
                order=place,
                when=when,
            )
        )
    return rows


VALUE_ROWS = (
    MapRow("v1", NS + "colour/red", "colour=red", "http://www.w3.org/2004/02/skos/core#exactMatch", NS + "colour/green", "colour=green", Action.REPLACE, of_value=True),
    MapRow("v2", NS + "damage/rust", "damage=rust", "http://www.w3.org/2004/02/skos/core#closeMatch", UNDECIDED, "", Action.REPLACE, of_value=True),
)  # fmt: skip


FEET = (("height", our_conversions()["ft_to_m"]),)
EFFECTS = (
    {},
    {},
    {"transform": FEET},
    {"transform": FEET, "unset": ("colour",)},
    {"transform": FEET, "set": (("height", "1"),)},
)


@st.composite
def maps(draw: st.DrawFn) -> MigrationMap:
    rows: list[MapRow] = []
    for label in LABELS:
        effects = st.sampled_from(EFFECTS)
        rows += [replace(row, **draw(effects)) for row in draw(group(label, len(rows)))]
    if draw(st.booleans()):
        rows += VALUE_ROWS
    return MigrationMap(MapHeader("https://example.org/map"), tuple(rows))


ITEMS = st.builds(
    Item,
    st.sampled_from((*LABELS, "unheard-of")),
    st.fixed_dictionaries(
        {},
        optional={
            "wheels": st.one_of(st.none(), st.integers(0, 9), st.just(float("nan")), st.just("many")),
            "height": st.one_of(st.none(), st.floats(allow_nan=True), st.sampled_from((1.5, 2.5))),
            "occlusion": st.sampled_from((None, "low", "medium", "high", "never heard of")),
            "colour": st.sampled_from((None, "red", "it's red", "green")),
            "parked": st.sampled_from((None, True, False)),
            "damage": st.sampled_from((None, (), ("dent",), ("dent", "rust"))),
            "vendor": st.sampled_from((None, "acme", "it's")),
            "seen": st.sampled_from((None, date(2024, 5, 3), date(2025, 1, 1))),
        },
    ),
)


@given(maps(), st.lists(ITEMS, min_size=1, max_size=30))
@settings(max_examples=150)
def test_duckdb_decides_as_the_reference_does(of, items):
    decider = Decider(of, FIELDS, TREE)
    assert decide_items(decider, FIELDS, items) == [decider.decide(item) for item in items]


@pytest.mark.parametrize(
    ("wheels", "label"), [(2, "minivan"), (4, "cargo-van"), (None, "cargo-van"), (float("nan"), "cargo-van")]
)
def test_a_condition_picks_the_branch(wheels, label):
    rows = (
        row(
            1,
            "van",
            "minivan",
            action=Action.CONDITIONAL,
            group="g",
            group_op=GroupOp.FIRST_OF,
            order=1,
            when="wheels < 3",
        ),
        row(2, "van", "cargo-van", action=Action.CONDITIONAL, group="g", group_op=GroupOp.FIRST_OF, order=2),
    )
    decider = Decider(MigrationMap(MapHeader("m"), rows), FIELDS)
    assert decide_items(decider, FIELDS, [Item("van", {"wheels": wheels})])[0].labels == (label,)


def test_a_thousand_conditions_have_one_template():
    from ontoman.engines.program import compile_program

    rows = tuple(
        row(2 * i + last, f"l{i}", f"t{i}{last}", action=Action.CONDITIONAL, group=f"g{i}", group_op=GroupOp.FIRST_OF, order=last,
            when=None if last else f"wheels > {i} and occlusion >= 'medium'")
        for i in range(1000) for last in (0, 1)
    )  # fmt: skip
    decider = Decider(MigrationMap(MapHeader("m"), rows), FIELDS)
    program = compile_program([decider.find(f"l{i}") for i in range(1000)], FIELDS)
    assert len(program.arms) == 1
