"""Made-up annotations of the street scenes: as many as asked for, the same each time, and all of them allowed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from ontoman import conditions
from ontoman.model import ValueKind
from ontoman.operations.demo.street_data import coco_document, table_rows, write_parquet
from ontoman.operations.demo.street_objects import HEIGHT, WIDTH
from ontoman.rdf import ontology_of, parse_text

STREETS = Path(__file__).resolve().parents[2] / "vocab/examples/streets"
ONTOLOGIES = {
    version: ontology_of(parse_text((STREETS / f"{version}.ttl").read_text(encoding="utf-8"), "turtle"))
    for version in ("1.0.0", "2.0.0")
}
FIRST = ONTOLOGIES["1.0.0"]
DOCUMENT = coco_document(FIRST, 5000, 1)
PYTHON_TYPES = {
    ValueKind.BOOLEAN: bool,
    ValueKind.INTEGER: int,
    ValueKind.DECIMAL: float,
    ValueKind.TEXT: str,
    ValueKind.SINGLE: str,
    ValueKind.ORDINAL: str,
    ValueKind.MULTI: list,
}


def labels(document):
    names = {category["id"]: category["name"] for category in document["categories"]}
    return [names[annotation["category_id"]] for annotation in document["annotations"]]


def fits(attribute, answer):
    """Whether an attribute takes this answer."""
    if type(answer) is not PYTHON_TYPES[attribute.kind]:
        return False
    if attribute.values:
        chosen = {answer} if isinstance(answer, str) else set(answer)
        return chosen <= {value.key for value in attribute.values}
    if attribute.kind in (ValueKind.INTEGER, ValueKind.DECIMAL):
        low, high = attribute.minimum, attribute.maximum
        return (low is None or answer >= low) and (high is None or answer <= high)
    return True


@given(count=st.integers(0, 60), seed=st.integers(0, 2**32), version=st.sampled_from(["1.0.0", "2.0.0"]))
@settings(max_examples=25)
def test_there_are_as_many_as_asked_for_and_the_same_seed_gives_the_same(count, seed, version):
    document = coco_document(ONTOLOGIES[version], count, seed)
    assert len(document["annotations"]) == count
    assert json.dumps(document) == json.dumps(coco_document(ONTOLOGIES[version], count, seed))


def test_another_seed_gives_other_annotations():
    assert coco_document(FIRST, 20, 1)["annotations"] != coco_document(FIRST, 20, 2)["annotations"]


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_an_item_answers_what_it_is_asked_and_nothing_else(version):
    ontology = ONTOLOGIES[version]
    document = coco_document(ontology, 1500, 3)
    fields = conditions.fields_of(ontology)
    for label, annotation in zip(labels(document), document["annotations"], strict=True):
        answers = annotation["attributes"]
        item = {"category": label, **answers}
        for attribute in ontology.attributes_of(ontology.categories_by_key[label].iri):
            condition = attribute.condition and conditions.parse(attribute.condition, fields)
            asked = not condition or conditions.evaluate(condition, item) is True
            assert (attribute.key in answers) == asked
            if asked:
                answer = answers[attribute.key]
                assert fits(attribute, answer) if answer is not None else not attribute.required, (
                    attribute.key,
                    answer,
                )
        assert set(answers) <= {a.key for a in ontology.attributes_of(ontology.categories_by_key[label].iri)}


def test_labels_are_what_can_be_chosen_and_common_things_are_common():
    counts = Counter(labels(DOCUMENT))
    assert set(counts) == {category["name"] for category in DOCUMENT["categories"]}
    assert [key for key, _ in counts.most_common(2)] == ["car", "pedestrian"]
    assert min(counts.values()) >= 10


def test_what_is_retired_is_made_up_no_more():
    assert not {"cycle", "van", "coach", "city_bus", "bicycle_rack"} & set(
        labels(coco_document(ONTOLOGIES["2.0.0"], 2000, 1))
    )


def test_the_split_by_wheels_decides_most_cycles_and_leaves_a_few_to_people():
    wheels = [
        a["attributes"]["wheels"]
        for label, a in zip(labels(DOCUMENT), DOCUMENT["annotations"], strict=True)
        if label == "cycle"
    ]
    unknown = sum(number is None for number in wheels)
    assert 0 < unknown < len(wheels) / 5
    assert sum(number > 2 for number in wheels if number is not None) > unknown / 2
    assert sum(number <= 2 for number in wheels if number is not None) > len(wheels) / 2


def test_every_rule_that_a_machine_can_check_meets_an_item():
    fields, tree = conditions.fields_of(FIRST), conditions.categories_of(FIRST)
    items = [
        {"category": label, **annotation["attributes"]}
        for label, annotation in zip(labels(DOCUMENT), DOCUMENT["annotations"], strict=True)
    ]
    for rule in FIRST.rules.values():
        if rule.condition and rule.key != "too_many_wheels":  # nobody rides a bus on pedals here
            condition = conditions.parse(rule.condition, fields, categories=tree)
            assert any(conditions.evaluate(condition, item) for item in items), rule.key


def test_boxes_lie_inside_their_image_and_images_hold_several():
    for annotation in DOCUMENT["annotations"]:
        x, y, width, height = annotation["bbox"]
        assert min(x, y) >= 0
        assert min(width, height) > 0
        assert x + width <= WIDTH
        assert y + height <= HEIGHT
    assert {a["image_id"] for a in DOCUMENT["annotations"]} == {image["id"] for image in DOCUMENT["images"]}
    assert 4 < len(DOCUMENT["annotations"]) / len(DOCUMENT["images"]) < 12


def test_a_category_id_is_its_class_index_and_its_name_its_key():
    for entry in DOCUMENT["categories"]:
        assert FIRST.categories_by_key[entry["name"]].class_index == entry["id"]
    assert [entry["id"] for entry in DOCUMENT["categories"]] == list(range(31))


def test_the_document_and_the_table_hold_the_same_items(tmp_path):
    rows = table_rows(FIRST, 5000, 1)
    assert [row["label"] for row in rows] == labels(DOCUMENT)
    for row, annotation in zip(rows, DOCUMENT["annotations"], strict=True):
        assert row["vendor"] == annotation["vendor"]
        assert {key: row[key] for key in annotation["attributes"]} == annotation["attributes"]


def test_parquet_has_the_rows_and_a_type_for_each_kind(tmp_path):
    import duckdb

    rows = table_rows(FIRST, 500, 1)
    write_parquet(rows, tmp_path / "a.parquet")
    write_parquet(rows, tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    with duckdb.connect() as connection:
        relation = connection.sql("select * from read_parquet($path)", params={"path": str(tmp_path / "a.parquet")})
        types = dict(zip(relation.columns, map(str, relation.types), strict=True))
        stored = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    assert stored == rows
    assert types["equipment"] == "VARCHAR[]"
    assert (types["has_rider"], types["wheels"], types["distance"], types["visibility"]) == (
        "BOOLEAN",
        "BIGINT",
        "DOUBLE",
        "VARCHAR",
    )
