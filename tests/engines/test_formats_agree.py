"""One map says the same of the same rows in every format."""

from __future__ import annotations

import csv
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from engines.support import formats, keep, pick, split, there_and_back, to, undecided_value, value

Rows = list[tuple[str, str]]
"""The label and the colour of each row; its number is its id."""


def write_csv(path, rows):
    path.write_text("id,label,colour\n" + "".join(f"{n},{label},{colour}\n" for n, (label, colour) in enumerate(rows)))


def read_csv(path):
    return [(row["label"], row["colour"]) for row in csv.DictReader(io.StringIO(path.read_text()))]


def write_jsonl(path, rows):
    lines = (json.dumps({"id": n, "label": label, "colour": colour}) for n, (label, colour) in enumerate(rows))
    path.write_text("\n".join(lines) + "\n")


def read_jsonl(path):
    return [(row["label"], row["colour"]) for row in map(json.loads, path.read_text().splitlines())]


def write_coco(path, rows):
    names = list(dict.fromkeys(label for label, _ in rows))
    path.write_text(
        json.dumps(
            {
                "images": [{"id": 1}],
                "categories": [{"id": n, "name": name} for n, name in enumerate(names, 1)],
                "annotations": [
                    {"id": n, "image_id": 1, "category_id": names.index(label) + 1, "attributes": {"colour": colour}}
                    for n, (label, colour) in enumerate(rows)
                ],
            }
        )
    )


def read_coco(path):
    document = json.loads(path.read_text())
    names = {one["id"]: one["name"] for one in document["categories"]}
    return [(names[one["category_id"]], one["attributes"]["colour"]) for one in document["annotations"]]


def write_parquet(path, rows):
    labels, colours = zip(*rows, strict=True)
    pq.write_table(pa.table({"id": [str(n) for n in range(len(rows))], "label": labels, "colour": colours}), path)


def read_parquet(path):
    return [(row["label"], row["colour"]) for row in pq.read_table(path).to_pylist()]


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


def test_an_empty_text_is_a_missing_value(bench, of_format):
    bench.map(split("van", ("colour is null", "nullvan"), ("colour is not null", "setvan")), keep("cow"))
    found, _ = of_format([("van", ""), ("van", "red"), ("cow", "")])
    assert found == [("nullvan", ""), ("setvan", "red"), ("cow", "")]


def test_an_empty_text_is_not_another_one(bench, of_format):
    bench.map(split("van", ("colour <> 'red'", "other"), ("colour = 'red'", "red"), (None, "unsaid")))
    found, _ = of_format([("van", ""), ("van", "red"), ("van", "blue")])
    assert [label for label, _ in found] == ["unsaid", "red", "other"]


def test_a_condition_on_the_category_alone_is_asked_too(bench, of_format):
    bench.map(split("van", ("category <> 'van'", "other"), ("category = 'van'", "itself")), keep("cow"))
    found, _ = of_format([("van", "red"), ("cow", "red")])
    assert [label for label, _ in found] == ["itself", "cow"]


DECIDED = (
    pick("boat", "ship", "canoe"),
    to("cat", "feline"),
    keep("cow"),
    value("colour", "blue", "azure"),
    undecided_value("colour", "grey"),
)


def test_values_follow_where_a_person_decides_the_label(bench, of_format):
    bench.map(*DECIDED)
    rows = [("boat", "blue"), ("boat", "blue"), ("boat", "red"), ("cat", "blue"), ("cow", "blue"), ("boat", "grey")]
    found, report = of_format(rows, {0: "ship", 2: "canoe", 5: "ship"})
    assert found == [
        ("ship", "azure"),  # decided
        ("boat", "blue"),  # it waits: label and value are those of the old release
        ("canoe", "red"),
        ("feline", "azure"),
        ("cow", "azure"),
        ("ship", "grey"),  # for this value nobody has said anything
    ]
    assert (report["relabeled"], report["review"]) == (5, 1)
    assert {"record_id": "value-colour-blue", "count": 3} in report["by_mapping"]


def test_a_value_follows_where_nobody_but_people_decide(bench, of_format):
    bench.map(*DECIDED)
    found, _ = of_format([("boat", "blue"), ("boat", "red")], {0: "canoe"})
    assert found == [("canoe", "azure"), ("boat", "red")]


def test_values_follow_where_a_person_decides_a_label_that_the_map_does_not_know(bench, of_format):
    bench.map(keep("cow"), value("colour", "blue", "azure"))
    found, _ = of_format([("tram", "blue"), ("tram", "blue"), ("cow", "red")], {0: "cow"}, unknown="review")
    assert found == [("cow", "azure"), ("tram", "blue"), ("cow", "red")]


def test_what_a_row_sets_is_set_where_a_person_lets_it(bench, of_format):
    bench.map(to("cat", "feline", set=(("colour", "wild"),)), undecided_value("colour", "grey"))
    found, _ = of_format([("cat", "grey"), ("cat", "grey")], {0: "feline"})
    assert found == [("feline", "wild"), ("cat", "grey")]
