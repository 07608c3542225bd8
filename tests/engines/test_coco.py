"""COCO JSON: categories, annotations, segments and lists change in place; every other byte stays."""

from __future__ import annotations

import json

import pytest
from engines.support import Bench, balanced, counts, keep, pick, retire, split, to, undecided_value, value
from hypothesis import given, settings, strategies as st

from ontoman.errors import BadInput
from ontoman.migration import GroupOp, MapDisposition
from ontoman.operations.relabel.undo import undo


def coco(categories, annotations, images=({"id": 1},), **more) -> dict:
    return {
        "info": {"year": 2024},
        "images": list(images),
        "categories": [{"id": number, "name": name, "supercategory": "thing"} for number, name in categories],
        "annotations": [
            {"id": n, "image_id": 1, "category_id": number, "bbox": [0, 0, n, 1.50], **extra}
            for n, (number, extra) in enumerate(annotations, 1)
        ],
        **more,
    }


def relabeled(bench: Bench, document: dict, *, indent: int | None = None, **more):
    """Relabel; undo must bring every byte back. Returns names by id, labels in order, and the result."""
    data = bench.file("in.json", json.dumps(document, indent=indent, ensure_ascii=False))
    result = bench.run(data, force=True, **more)
    new = json.loads(bench.out("out.json"))
    names = {category["id"]: category["name"] for category in new["categories"]}
    undo(bench.folder / "out.json", bench.folder / "back.json", force=True)
    assert bench.out("back.json") == data.read_bytes()
    assert balanced(result.report)
    return new, names, [names[a["category_id"]] for a in new["annotations"]], result


@pytest.mark.parametrize(
    ("groups", "categories", "labels"),
    [
        ([to("cat", "feline"), keep("dog")], {1: "feline", 2: "dog"}, ["feline", "dog", "feline"]),
        ([to("cat", "pet"), to("dog", "pet")], {3: "pet"}, ["pet", "pet", "pet"]),
        ([to("cat", "dog"), keep("dog")], {2: "dog"}, ["dog", "dog", "dog"]),
        ([to("cat", "dog"), to("dog", "cat")], {1: "dog", 2: "cat"}, ["dog", "cat", "dog"]),
        ([retire("cat"), keep("dog")], {1: "cat", 2: "dog"}, ["cat", "dog", "cat"]),
        ([retire("cat", MapDisposition.DROP), keep("dog")], {2: "dog"}, ["dog"]),
        ([retire("dog", MapDisposition.DROP), keep("cat")], {1: "cat"}, ["cat", "cat"]),
        ([retire("cat", MapDisposition.DROP), retire("dog", MapDisposition.DROP)], {}, []),
        ([retire("cat", MapDisposition.RESIDUAL, "other"), keep("dog")], {2: "dog", 3: "other"}, ["other", "dog", "other"]),
        ([pick("cat", "lynx", "puma"), keep("dog")], {1: "cat", 2: "dog", 3: "lynx", 4: "puma"}, ["cat", "dog", "cat"]),
        ([split("cat", ("big", "lynx"), (None, "kitten")), keep("dog")], {2: "dog", 3: "lynx", 4: "kitten"}, ["lynx", "dog", "kitten"]),
        ([split("cat", ("big", "cat"), (None, "kitten")), keep("dog")], {2: "dog", 3: "cat", 4: "kitten"}, ["cat", "dog", "kitten"]),
        ([split("cat", ("big", "lynx"), ("big or fat", "heavy"), op=GroupOp.ALL_OF), keep("dog")], {1: "cat", 2: "dog", 3: "lynx", 4: "heavy"}, ["lynx", "heavy", "dog", "cat"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 2])
def test_categories_follow_the_map(bench, groups, categories, labels, indent):
    bench.map(*groups)
    document = coco(
        [(1, "cat"), (2, "dog")],
        [(1, {"big": True, "fat": False}), (2, {"big": False, "fat": False}), (1, {"big": False, "fat": False})],
    )
    _, names, found, _ = relabeled(bench, document, indent=indent)
    assert (names, found) == (categories, labels)


def test_old_categories_that_stay_are_marked_deprecated_and_new_ones_keep_the_supercategory(bench):
    bench.map(pick("cat", "lynx"), retire("dog"), keep("cow"))
    new, *_ = relabeled(bench, coco([(1, "cat"), (2, "dog"), (3, "cow")], [(1, {}), (2, {}), (3, {})]))
    assert [c for c in new["categories"] if c.get("deprecated")] == [
        {"id": 1, "name": "cat", "supercategory": "thing", "deprecated": True},
        {"id": 2, "name": "dog", "supercategory": "thing", "deprecated": True},
    ]
    assert new["categories"][-1] == {"id": 4, "name": "lynx", "supercategory": "thing"}


def test_the_list_of_names_gives_the_ids(bench):
    bench.map(to("cat", "feline"), keep("dog"), retire("cow"))
    index = bench.file("ids.txt", "dog\nfeline\n")
    document = coco([(0, "cow"), (1, "cat"), (2, "dog")], [(0, {}), (1, {}), (2, {})])
    _, names, labels, result = relabeled(bench, document, out_index=index)
    assert (names, labels) == ({0: "dog", 1: "feline", 3: "cow"}, ["cow", "feline", "dog"])
    assert counts(result) == {"read": 3, "unchanged": 1, "relabeled": 1, "retired": 1, "written": 3}


def test_attributes_decide_and_are_carried_over_where_they_stand(bench):
    bench.map(
        split("van", ("wheels > 2", "truck"), (None, "minivan")), keep("car"),
        value("visibility", "0-20", "0-40"), undecided_value("visibility", "99"),
        to("bus", "coach", set=(("kind", "long"),), unset=("wheels",)),
    )  # fmt: skip
    document = coco(
        [(1, "van"), (2, "car"), (3, "bus")],
        [
            (1, {"attributes": {"wheels": 4, "category_id": 7}}), (1, {"attributes": {}}), (1, {"wheels": 3}),
            (2, {"attributes": {"visibility": "0-20", "x": 1}}), (2, {"attributes": {"visibility": "99"}}),
            (3, {"attributes": {"wheels": 6, "a": 1}}), (3, {"attributes": {"a": 1, "wheels": 6}}), (3, {"attributes": {}}), (3, {}), (3, {"attributes": {"kind": "x", "ü": "ß"}}),
        ],
    )  # fmt: skip
    new, _, labels, result = relabeled(bench, document)
    assert labels[:3] == ["truck", "minivan", "truck"]
    assert [a.get("attributes") for a in new["annotations"]] == [
        {"wheels": 4, "category_id": 7}, {}, None, {"visibility": "0-40", "x": 1}, {"visibility": "99"},
        {"a": 1, "kind": "long"}, {"a": 1, "kind": "long"}, {"kind": "long"}, {"kind": "long"}, {"kind": "long", "ü": "ß"},
    ]  # fmt: skip
    assert counts(result) == {"read": 10, "relabeled": 9, "review": 1, "written": 10}


def test_panoptic_segments_are_annotations_of_their_own(bench):
    bench.map(to("cat", "feline"), pick("dog", "wolf"))
    document = coco([(1, "cat"), (2, "dog")], [])
    document["annotations"] = [
        {"image_id": 5, "segments_info": [{"id": 3, "category_id": 1}, {"id": 4, "category_id": 2, "area": 5}]}
    ]
    data = bench.file("in.json", json.dumps(document))
    result = bench.run(data)
    assert [s["category_id"] for s in json.loads(bench.out("out.json"))["annotations"][0]["segments_info"]] == [1, 2]
    assert counts(result) == {"read": 2, "relabeled": 1, "review": 1, "written": 2}
    bench.run(data, decisions=bench.decide("out.json", {("5/4", "dog"): "wolf"}), force=True)
    new = json.loads(bench.out("out.json"))
    assert [c["name"] for c in new["categories"]] == ["feline", "wolf"]


@pytest.mark.parametrize(
    ("groups", "negative", "positive", "after", "waits"),
    [
        ([to("cat", "pet"), to("dog", "pet"), keep("cow")], [1, 2], 3, ["pet"], 0),
        ([to("cat", "pet"), to("dog", "pet"), keep("cow")], [1, 3], 2, ["cat", "cow"], 1),
        ([keep("cat"), to("dog", "cat"), keep("cow")], [1], 2, ["cat"], 1),
        ([split("cat", ("big", "lynx"), (None, "kitten")), keep("dog"), keep("cow")], [1], 2, ["lynx", "kitten"], 0),
        ([pick("cat", "lynx", "kitten"), keep("dog"), keep("cow")], [1, 2], 3, ["lynx", "kitten", "dog"], 0),
        ([retire("cat", MapDisposition.RESIDUAL, "other"), keep("dog"), keep("cow")], [1, 2], 3, ["dog"], 0),
        ([retire("cat", MapDisposition.DROP), keep("dog"), keep("cow")], [1, 2], 3, ["dog"], 0),
        ([retire("cat"), keep("dog"), keep("cow")], [1, 2], 3, ["cat", "dog"], 0),
    ],
)  # fmt: skip
def test_what_an_image_is_said_not_to_show_is_mapped_too(bench, groups, negative, positive, after, waits):
    bench.map(*groups)
    images = [{"id": 1, "neg_category_ids": negative, "not_exhaustive_category_ids": [positive]}]
    document = coco([(1, "cat"), (2, "dog"), (3, "cow")], [(positive, {"big": True})], images)
    new, names, _, result = relabeled(bench, document)
    assert [names[n] for n in new["images"][0]["neg_category_ids"]] == after
    assert [names[n] for n in new["images"][0]["not_exhaustive_category_ids"]] == [
        names[new["annotations"][0]["category_id"]]
    ]
    assert result.report["review"] == waits


@given(
    st.lists(st.tuples(st.sampled_from((1, 2, 3)), st.fixed_dictionaries({}, optional={"big": st.booleans(), "note": st.text(max_size=6), "rle": st.just({"counts": 'a"b', "size": [1, 2]})})), max_size=8),
    st.sampled_from((None, 0, 2, "\t")),
    st.booleans(),
)  # fmt: skip
@settings(max_examples=50)
def test_any_file_keeps_all_but_its_labels_and_comes_back(tmp_path_factory, annotations, indent, ascii_only):
    bench = Bench(tmp_path_factory.mktemp("coco"))
    bench.map(to("cat", "féline"), split("dog", ("big", "wolf"), (None, "puppy")), retire("cow", MapDisposition.DROP))
    document = coco([(1, "cat"), (2, "dog"), (3, "cow")], annotations)
    if not any("big" in extra for _, extra in annotations):
        document["annotations"].append({"id": 99, "category_id": 1, "big": True})
    data = bench.file("in.json", json.dumps(document, indent=indent, ensure_ascii=ascii_only))
    bench.run(data)
    new = json.loads(bench.out("out.json"))
    names = {c["id"]: c["name"] for c in new["categories"]}
    expected = [
        {**a, "category_id": {1: "féline", 2: "wolf" if a.get("big") else "puppy"}[a["category_id"]]} for a in document["annotations"] if a["category_id"] != 3
    ]  # fmt: skip
    assert [{**a, "category_id": names[a["category_id"]]} for a in new["annotations"]] == expected
    assert {k: v for k, v in new.items() if k in {"info", "images"}} == {k: document[k] for k in ("info", "images")}
    undo(bench.folder / "out.json", bench.folder / "back.json")
    assert bench.out("back.json") == data.read_bytes()


def test_an_out_that_was_worked_on_is_undone_annotation_by_annotation(bench):
    bench.map(to("cat", "pet"), to("dog", "pet"), keep("cow"), retire("sled", MapDisposition.DROP))
    document = coco(
        [(1, "cat"), (2, "dog"), (3, "cow"), (4, "sled")],
        [(1, {}), (2, {}), (3, {}), (4, {}), (1, {})],
        [{"id": 1, "neg_category_ids": [4, 3]}],
    )
    bench.run(bench.file("in.json", json.dumps(document)))
    out = bench.folder / "out.json"
    new = json.loads(out.read_bytes())
    pet = next(c["id"] for c in new["categories"] if c["name"] == "pet")
    new["annotations"][1]["category_id"] = 3  # edited
    new["annotations"] = [a for a in new["annotations"] if a["id"] != 5]  # deleted
    new["annotations"].append({"id": 9, "image_id": 1, "category_id": pet})  # added
    out.write_text(json.dumps(new))
    report = undo(out, bench.folder / "back.json")
    back = json.loads(bench.out("back.json"))
    names = {c["id"]: c["name"] for c in back["categories"]}
    assert {a["id"]: names[a["category_id"]] for a in back["annotations"]} == {
        1: "cat",
        2: "cow",
        3: "cow",
        4: "sled",
        9: "pet",
    }
    assert back["images"] == document["images"]
    assert (report["exact"], report["restored"]) == (False, 2)
    assert [(row["item"], row["proposals"]) for row in report["added"]] == [("9", ["cat", "dog"])]
    assert [row["item"] for row in report["edited"]] == ["2"]
    assert [(row["item"], row["old"]) for row in report["deleted"]] == [("5", ["cat"])]


def worked_on(bench, document, work):
    """Relabel, let *work* change OUT, undo; return the names that annotations have again, the file and the report."""
    bench.run(bench.file("in.json", json.dumps(document)))
    out = bench.folder / "out.json"
    new = json.loads(out.read_bytes())
    work(new)
    out.write_text(json.dumps(new))
    report = undo(out, bench.folder / "back.json")
    back = json.loads(bench.out("back.json"))
    names = {c["id"]: c["name"] for c in back["categories"]}
    return {a["id"]: names[a["category_id"]] for a in back["annotations"]}, back, report


def renumber(new):
    """Give every category another id, as annotation tools do on export."""
    for category in new["categories"]:
        category["id"] = 50 - category["id"]
    for annotation in new["annotations"]:
        annotation["category_id"] = 50 - annotation["category_id"]
    for image in new["images"]:
        image["neg_category_ids"] = [50 - number for number in image["neg_category_ids"]]


@pytest.mark.parametrize("renumbered", [False, True])
@pytest.mark.parametrize("first", [0, 1])
def test_a_category_that_was_renamed_in_place_comes_back_in_an_out_that_was_worked_on(bench, first, renumbered):
    bench.map(to("person", "human"), to("car", "vehicle"), to("bus", "vehicle"))
    person, car, bus = first, first + 1, first + 2
    document = coco(
        [(person, "person"), (car, "car"), (bus, "bus")],
        [(person, {}), (car, {}), (bus, {}), (person, {}), (person, {}), (person, {})],
        [{"id": 1, "neg_category_ids": [person]}],
    )

    def work(new):
        vehicle = next(c["id"] for c in new["categories"] if c["name"] == "vehicle")
        new["annotations"][4]["category_id"] = vehicle
        del new["annotations"][5]
        new["annotations"].append({"id": 9, "image_id": 1, "category_id": person})
        if renumbered:
            renumber(new)

    labels, back, report = worked_on(bench, document, work)
    assert labels == {1: "person", 2: "car", 3: "bus", 4: "person", 5: "vehicle", 9: "human"}
    assert back["images"] == document["images"]
    assert back["annotations"][:4] == document["annotations"][:4]
    assert report["restored"] == 4
    assert [(row["item"], row["proposals"]) for row in report["added"]] == [("9", ["person"])]
    assert [(row["item"], row["old"]) for row in report["edited"]] == [("5", ["person"])]
    assert [(row["item"], row["old"]) for row in report["deleted"]] == [("6", ["person"])]


def test_categories_that_swapped_their_names_swap_them_back(bench):
    bench.map(to("cat", "dog"), to("dog", "cat"))
    document = coco([(0, "cat"), (1, "dog")], [(0, {}), (1, {})])
    labels, _, report = worked_on(bench, document, lambda new: new["info"].update(year=2025))
    assert (labels, report["restored"]) == ({1: "cat", 2: "dog"}, 2)


def test_a_label_of_category_0_that_a_person_chose_keeps_its_id(bench):
    bench.map(keep("cow"), to("cat", "pet"), to("dog", "pet"))
    document = coco([(0, "cow"), (1, "cat"), (2, "dog")], [(1, {}), (2, {})], [{"id": 1, "neg_category_ids": [1]}])

    def work(new):
        new["annotations"][0]["category_id"] = 0
        new["images"][0]["neg_category_ids"] = [0]

    labels, back, _ = worked_on(bench, document, work)
    assert labels == {1: "cow", 2: "dog"}
    assert back["categories"] == document["categories"]
    assert back["images"][0]["neg_category_ids"] == [0]


DEEP = "[" * 200_000 + "]" * 200_000
ONE = '{"images": [], "categories": [{"id": 1, "name": "cat"}], "annotations": [%s]}'


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('{"a": 1}', "OM601", "not COCO"),
        ("[1]", "OM601", "not a JSON object"),
        ("id,label\n", "OM601", "not a JSON object"),
        (ONE[:60], "OM603", "cut off"),
        pytest.param(ONE % ('{"id": 1, "category_id": 1, "x": ' + DEEP + "}"), "OM603", "nested too deep", id="deep annotation"),
        pytest.param('{"categories": [], "annotations": [], "info": ' + DEEP + "}", "OM603", "nested too deep", id="deep info"),
        ((ONE % '{"id": 1, "category_id": 1}, {"id": 2, "cat')[:-2], "OM603", "cut off"),
        ('{"categories": [], "annotations": [], "annotations": []}', "OM604", "'annotations' stands twice"),
        (ONE % '{"id": 1, "category_id": 1, "bbox": [1], "bbox": [2]}', "OM604", "'bbox' stands twice"),
        (ONE % '{"id": 1, "category_id": 1, "attributes": {"a": 1, "a": 1}}', "OM604", "'a' stands twice"),
        ('{"categories": [], "annotations": [], "info": {"a": 1, "a": 2}}', "OM604", "'a' stands twice"),
        ('{"categories": [], "annotations": [], "images": [{"id": 1, "id": 1}]}', "OM604", "'id' stands twice"),
        (ONE % '{"id": 1, "category_id": 1, "area": NaN}', "OM605", "NaN"),
        (ONE % '{"id": 1, "category_id": 1, "area": -Infinity}', "OM605", "Infinity"),
        (ONE % '{"id": 1, "category_id": 1, "note": "\\ud83d"}', "OM606", "half"),
        (ONE % '{"id": 1, "category_id": "1"}', "OM607", '"1", not a whole number'),
        (ONE % '{"id": 1, "category_id": true}', "OM607", "true, not a whole number"),
        (ONE % '{"id": 1.5, "category_id": 1}', "OM607", "1.5, not a whole number"),
        (ONE % '{"category_id": 1}', "OM607", "nothing, not a whole number"),
        (ONE % '{"id": 1, "image_id": [1], "category_id": 1}', "OM607", "`image_id` is a list"),
        ('{"categories": [{"id": "1", "name": "cat"}], "annotations": []}', "OM607", "'1'"),
        ('{"categories": [{"id": 1, "name": 5}], "annotations": []}', "OM607", "no text"),
        ('{"categories": [], "annotations": {}}', "OM607", "`annotations` is not a list"),
        ('{"categories": [], "annotations": [], "images": [{"id": 1, "neg_category_ids": ["1"]}]}', "OM607", "not a list of whole numbers"),
        (ONE % '{"id": 1, "category_id": 2}', "OM609", "category 2"),
        ('{"categories": [], "annotations": [], "images": [{"id": 7, "neg_category_ids": [1]}]}', "OM609", "image 7"),
        (ONE % '{"id": 1, "category_id": 1}, {"id": 1, "category_id": 1}', "OM619", "annotation id 1"),
        ('{"categories": [{"id": 1, "name": "a"}, {"id": 1, "name": "b"}], "annotations": []}', "OM619", "category id 1"),
    ],
)  # fmt: skip
def test_a_broken_file_gets_a_letter_and_nothing_is_written(bench, text, code, words):
    bench.map(keep("cat"))
    bench.run(bench.file("good.json", ONE % '{"id": 1, "category_id": 1}'), "good-out.json")  # the control
    with pytest.raises(BadInput) as letter:
        bench.run(bench.file("in.json", text))
    assert (letter.value.code, words in letter.value.message) == (code, True), letter.value.message
    assert not list(bench.folder.glob("*out.json.part")) + list(bench.folder.glob("out.json*"))
