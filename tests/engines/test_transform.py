"""Numbers in another unit, and what a candidate brings with it: `decide` and every format say the same."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from engines.support import a_map, formats, keep, pick, there_and_back, to, value
from hypothesis import given, strategies as st

from ontoman.conditions import Field
from ontoman.errors import BadInput
from ontoman.formats import sssom
from ontoman.migration import Action, Decider, Fate, Item
from ontoman.migration.conversions import number_text
from ontoman.model import ValueKind
from ontoman.operations.relabel.undo import undo
from ontoman.rdf.conversions import our_conversions

FEET = (("height", our_conversions()["ft_to_m"]),)
KEYS = ("label", "height", "colour")


def converting(label, new=None, **more):
    rows = keep(label) if new is None else to(label, new)
    return [replace(row, transform=FEET, **more) for row in rows]


def picking(label, *candidates):
    """`picking("van", ("truck", {"set": …}), ("car", {}))`: a person picks, and each brings its effects."""
    rows = pick(label, *(name for name, _ in candidates))
    return [replace(row, **effects) for row, (_, effects) in zip(rows, candidates, strict=True)]


MAP = (
    converting("person", action=Action.TRANSFORM),
    converting("adult", "grown-up"),
    converting("giant", "grown-up", set=(("height", "9"),)),
    keep("cow"),
    picking(
        "van",
        ("truck", {"set": (("colour", "grey"),), "transform": FEET}),
        ("car", {"unset": ("colour",)}),
        ("bus", {}),
    ),
)

# -- formats ----------------------------------------------------------------------------------------------------------


def write_csv(path, rows):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("id", *KEYS), *((n, *row) for n, row in enumerate(rows))])


def read_csv(path):
    rows = csv.DictReader(io.StringIO(path.read_text()))
    return [(row["label"], float(row["height"]) if row["height"] else None, row["colour"] or None) for row in rows]


def said(row):
    """What a row says; JSON leaves out what is not there."""
    return {key: value for key, value in zip(KEYS, row, strict=True) if value is not None}


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps({"id": n, **said(row)}) + "\n" for n, row in enumerate(rows)))


def read_jsonl(path):
    rows = map(json.loads, path.read_text().splitlines())
    return [(row["label"], row.get("height"), row.get("colour") or None) for row in rows]


def write_coco(path, rows):
    names = list(dict.fromkeys(row[0] for row in rows))
    annotations = [
        {"id": n, "image_id": 1, "category_id": names.index(row[0]), "attributes": {k: v for k, v in said(row).items() if k != "label"}}
        for n, row in enumerate(rows)
    ]  # fmt: skip
    categories = [{"id": n, "name": name} for n, name in enumerate(names)]
    path.write_text(json.dumps({"images": [{"id": 1}], "categories": categories, "annotations": annotations}))


def read_coco(path):
    document = json.loads(path.read_text())
    names = {one["id"]: one["name"] for one in document["categories"]}
    found = ((names[one["category_id"]], one["attributes"]) for one in document["annotations"])
    return [(name, said.get("height"), said.get("colour") or None) for name, said in found]


def write_parquet(path, rows):
    columns = dict(zip(KEYS, map(list, zip(*rows, strict=True)), strict=True))
    columns["height"] = pa.array(columns["height"], pa.float64())
    columns["colour"] = pa.array(columns["colour"], pa.string())
    pq.write_table(pa.table({"id": [str(n) for n in range(len(rows))], **columns}), path)


def read_parquet(path):
    return [tuple(row[key] for key in KEYS) for row in pq.read_table(path).to_pylist()]


FORMATS = formats(
    csv=(write_csv, read_csv),
    jsonl=(write_jsonl, read_jsonl),
    coco=(write_coco, read_coco),
    parquet=(write_parquet, read_parquet),
)


@pytest.fixture(params=FORMATS.values(), ids=FORMATS)
def of_format(request, bench):
    """`of_format(rows, decisions)` relabels rows and takes them back; returns what came out, and the report."""
    return there_and_back(bench, *request.param)


ROWS = [
    ("person", 6.0, "red"),
    ("person", None, "red"),
    ("adult", 5.5, None),
    ("giant", 9.5, None),
    ("cow", 4.0, None),
    ("van", 8.0, "red"),
    ("van", 8.0, "red"),
    ("van", 8.0, "red"),
    ("van", 8.0, "red"),
]
DECISIONS = {5: "truck", 6: "car", 7: "bus"}
EXPECTED = [
    ("person", 1.8288, "red"),
    ("person", None, "red"),
    ("grown-up", 1.6764, None),
    ("grown-up", 9.0, None),  # what a row sets is set, and not converted
    ("cow", 4.0, None),
    ("truck", 2.4384, "grey"),
    ("car", 8.0, None),
    ("bus", 8.0, "red"),
    ("van", 8.0, "red"),  # it waits
]


def test_numbers_are_converted_and_a_candidate_brings_its_effects_in_every_format(bench, of_format):
    bench.map(*MAP)
    found, report = of_format(ROWS, DECISIONS)
    assert found == EXPECTED
    assert (report["relabeled"], report["unchanged"], report["review"]) == (7, 1, 1)


def test_decide_says_the_same():
    fields = {"height": Field("height", ValueKind.DECIMAL), "colour": Field("colour", ValueKind.TEXT)}
    decider = Decider(a_map(*MAP), fields)
    found = []
    for number, (label, height, colour) in enumerate(ROWS):
        outcome = decider.decide(Item(label, {"height": height, "colour": colour}))
        choice = DECISIONS.get(number)
        if outcome.fate is Fate.REVIEW and choice:
            outcome = replace(outcome.decided(choice), labels=(choice,))
        values = {"height": height, "colour": colour, **dict(outcome.set), **dict.fromkeys(outcome.unset)}
        found.append((outcome.labels[0], values["height"] and float(values["height"]), values["colour"]))
    assert found == EXPECTED


def test_what_a_candidate_brings_goes_before_what_becomes_of_values(bench):
    bench.map(*MAP, value("colour", "red", "crimson"))
    data = bench.file("data.csv", "id,label,colour\n0,van,red\n1,van,red\n2,van,red\n")
    bench.run(data)
    choices = {("0", "van"): "truck", ("1", "van"): "car", ("2", "van"): "bus"}
    bench.run(data, decisions=bench.decide("out.csv", choices), force=True)
    assert bench.out("out.csv") == b"id,label,colour\n0,truck,grey\n1,car,\n2,bus,crimson\n"


def test_two_rows_that_lead_to_one_candidate_and_disagree_leave_attributes_alone(bench):
    bench.map(picking("van", ("car", {"set": (("colour", "grey"),)}), ("car", {"set": (("colour", "blue"),)})))
    data = bench.file("data.csv", "id,label,colour\n0,van,red\n")
    bench.run(data)
    bench.run(data, decisions=bench.decide("out.csv", {("0", "van"): "car"}), force=True)
    assert bench.out("out.csv") == b"id,label,colour\n0,car,red\n"


# -- what no formula can do -------------------------------------------------------------------------------------------


def test_a_text_is_no_number_to_convert(bench):
    bench.map(*MAP)
    with pytest.raises(BadInput) as caught:
        bench.run(bench.file("data.csv", "id,label,height\n0,person,6 ft\n"))
    assert caught.value.code == "OM618"
    assert "'6 ft'" in caught.value.message


def test_a_column_of_whole_numbers_takes_no_fractions(bench):
    bench.map(*MAP)
    data = bench.folder / "data.parquet"
    pq.write_table(pa.table({"label": ["person"], "height": pa.array([6], pa.int32())}), data)
    with pytest.raises(BadInput) as caught:
        bench.run(data)
    assert caught.value.code == "OM618"
    assert not (bench.folder / "out.parquet").exists()


@pytest.mark.parametrize(
    ("kind", "formula", "old", "new"),
    [
        (pa.int64(), "m_to_cm", [2, None, -3], [200, None, -300]),
        (pa.float32(), "m_to_cm", [1.5, None, 2.5], [150.0, None, 250.0]),
        (pa.decimal128(9, 4), "ft_to_m", ["6", "10", None], ["1.8288", "3.0480", None]),
        (pa.string(), "ft_to_m", ["6", "", None], ["1.8288", "", None]),
        (pa.float64(), "ft_to_m", [float("inf"), 1e30, None], [float("inf"), 3.048e29, None]),
    ],
)
def test_a_column_keeps_its_type(bench, kind, formula, old, new):
    def column(values):
        numbers = [None if v is None else Decimal(v) for v in values] if pa.types.is_decimal(kind) else values
        return pa.array(numbers, kind)

    bench.map([replace(row, transform=(("height", our_conversions()[formula]),)) for row in keep("person")])
    data = bench.folder / "data.parquet"
    pq.write_table(pa.table({"label": ["person"] * len(old), "height": column(old)}), data)
    bench.run(data)
    found = pq.read_table(bench.folder / "out.parquet")["height"]
    assert (found.type, found.to_pylist()) == (kind, column(new).to_pylist())
    undo(bench.folder / "out.parquet", bench.folder / "back.parquet")
    assert pq.read_table(bench.folder / "back.parquet").equals(pq.read_table(data))


@pytest.mark.parametrize("kind", [pa.int32(), pa.decimal128(9, 2), pa.int8()])
def test_numbers_that_the_column_does_not_hold_are_refused(bench, kind):
    bench.map([replace(row, transform=FEET) for row in keep("person")])
    data = bench.folder / "data.parquet"
    pq.write_table(
        pa.table({"label": ["person"], "height": pa.array([Decimal(6)], pa.decimal128(9, 2)).cast(kind)}), data
    )
    with pytest.raises(BadInput) as caught:
        bench.run(data)
    assert caught.value.code == "OM618"
    assert not (bench.folder / "out.parquet").exists()


@pytest.mark.parametrize("formula", ["ft_to_m", "m_to_ft", "degF_to_degC", "g_to_oz", "lb_to_kg", "mps_to_kmh"])
def test_parquet_gives_the_digits_that_python_gives(bench, formula):
    how = our_conversions()[formula]
    bench.map([replace(row, transform=(("height", how),)) for row in keep("person")])
    random = Random(formula)
    numbers = [random.uniform(-1, 1) * 10 ** random.randint(-9, 15) for _ in range(20_000)] + [
        0.0,
        1 / 3,
        1e300,
        5e-324,
    ]
    data = bench.folder / "data.parquet"
    pq.write_table(pa.table({"label": ["person"] * len(numbers), "height": numbers}), data)
    bench.run(data, lineage=False)
    assert pq.read_table(bench.folder / "out.parquet")["height"].to_pylist() == list(map(how, numbers))


def test_a_formula_that_nobody_declared_is_refused():
    data = sssom.write(a_map(*MAP)).replace(b"height=ft_to_m", b"height=furlong_to_m")
    with pytest.raises(BadInput) as caught:
        sssom.read(data)
    assert caught.value.code == "OM504"
    assert "ft_to_m" in caught.value.fix


# -- the formulas -----------------------------------------------------------------------------------------------------


def test_a_map_with_formulas_is_read_back_as_it_was():
    made = a_map(*MAP)
    assert sssom.read(sssom.write(made)).map.rows == made.rows


@pytest.mark.parametrize(
    ("formula", "old", "new"),
    [
        ("ft_to_m", 6, 1.8288), ("in_to_cm", 1, 2.54), ("mph_to_kmh", 60, 96.56064), ("degF_to_degC", 212, 100),
        ("degC_to_degF", -40, -40), ("degC_to_K", 0, 273.15), ("lb_to_kg", 10, 4.5359237), ("percent_to_fraction", 50, 0.5),
        ("h_to_s", 1.5, 5400), ("mps_to_kmh", 10, 36),
    ],
)  # fmt: skip
def test_formulas_are_exact(formula, old, new):
    assert our_conversions()[formula](old) == new


def test_every_formula_has_one_that_leads_back():
    formulas = our_conversions()
    ways = {(one.from_unit, one.to_unit): one for one in formulas.values()}
    assert len(ways) == len(formulas) > 30
    assert all(unit[::-1] in ways for unit in ways)


@given(st.sampled_from(sorted(our_conversions())), st.floats(-1e6, 1e6))
def test_there_and_back_is_the_same_number(name, number):
    formulas = our_conversions()
    one = formulas[name]
    back = next(f for f in formulas.values() if (f.from_unit, f.to_unit) == (one.to_unit, one.from_unit))
    assert back(one(number)) == pytest.approx(number, rel=1e-9, abs=1e-8)
    assert float(number_text(one(number))) == one(number)
