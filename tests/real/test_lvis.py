"""LVIS: 100 images with 977 annotations of 1,230 categories, through a merge, a retirement and a change of id."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import redirect_stdout

import pytest
from click.testing import CliRunner

from ontoman.cli import cli

MERGED = {"book": "flat_thing", "plate": "flat_thing"}  # 21 and 15 annotations; one image has plates and "no book"
RETIRED = "sheep"  # 17
MOVED = "banana"  # 87


def run(*arguments: object) -> int:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code in {0, 1}, result.output
    return result.exit_code


@pytest.fixture
def lvis(shared_data, tmp_path):
    """The file as it was and as it is, parsed, and the folder."""
    source = shared_data("lvis") / "data_lvis_val_100.json"
    old = json.loads(source.read_text())
    names = [category["name"] for category in old["categories"]]
    pairs = [(name, MERGED.get(name, "VOID" if name == RETIRED else name)) for name in names]
    table = io.StringIO()
    csv.writer(table).writerows([("old", "new"), *pairs])
    (tmp_path / "map.csv").write_text(table.getvalue())
    # The new release's list of names: ids are its positions; bananas move to the end, the merged category follows.
    ids = {category["id"]: category["name"] for category in old["categories"]}
    listed = [f"({n})" if ids.get(n) in {None, MOVED, RETIRED, *MERGED} else ids[n] for n in range(max(ids) + 1)]
    (tmp_path / "ids.txt").write_text("\n".join([*listed, MOVED, "flat_thing"]))
    map_file = tmp_path / "map.sssom.tsv"
    run(
        "map",
        "import",
        tmp_path / "map.csv",
        "--from-column",
        "old",
        "--to-column",
        "new",
        "--retire",
        "VOID=ignore",
        "-o",
        map_file,
    )
    code = run("relabel", source, "--map", map_file, "--out-index", tmp_path / "ids.txt", "-o", tmp_path / "out.json")
    return source, old, json.loads((tmp_path / "out.json").read_text()), tmp_path, code


def by_id(categories):
    return {category["id"]: category["name"] for category in categories}


def test_categories_and_annotations_are_mapped(lvis):
    _, old, new, _, _ = lvis
    before, after = by_id(old["categories"]), by_id(new["categories"])
    assert len(new["annotations"]) == len(old["annotations"]) == 977
    expected = [MERGED.get(before[a["category_id"]], before[a["category_id"]]) for a in old["annotations"]]
    assert [after[a["category_id"]] for a in new["annotations"]] == expected
    ids = {name: number for number, name in after.items()}
    assert (ids[MOVED], ids["flat_thing"]) == (1231, 1232)
    assert ids[MOVED] != {name: number for number, name in before.items()}[MOVED]
    assert "plate" not in ids
    deprecated = {category["name"] for category in new["categories"] if category.get("deprecated")}
    assert deprecated == {RETIRED, "book"}  # retired labels stay declared, and the one that waits in a list


def test_each_change_touches_ten_annotations_or_more(lvis):
    _, old, _, _, _ = lvis
    before = by_id(old["categories"])
    labels = [before[a["category_id"]] for a in old["annotations"]]
    for names in (set(MERGED), {RETIRED}, {MOVED}):
        assert sum(label in names for label in labels) >= 10


def test_lists_of_images_are_mapped_and_a_merged_negative_that_meets_a_positive_waits(lvis):
    _, old, new, folder, code = lvis
    before, after = by_id(old["categories"]), by_id(new["categories"])
    sheet = list(csv.DictReader(io.StringIO((folder / "out.json.ontoman" / "review.csv").read_text())))
    positives = {}
    for annotation in new["annotations"]:
        positives.setdefault(annotation["image_id"], set()).add(after[annotation["category_id"]])
    waiting = []
    for was, now in zip(old["images"], new["images"], strict=True):
        for key in ("neg_category_ids", "not_exhaustive_category_ids"):
            expected = []
            for number in was[key]:
                label = MERGED.get(before[number], before[number])
                if key == "neg_category_ids" and label != before[number] and label in positives.get(was["id"], ()):
                    waiting.append((f"image {was['id']} {key}", before[number]))
                    label = before[number]
                expected.append(label)
            assert [after[number] for number in now[key]] == list(dict.fromkeys(expected))
    assert [(row["item"], row["label"]) for row in sheet] == waiting
    assert (len(waiting), code) == (1, 1)


TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[\[\]{},:]|true|false|null|[ \t\r\n]+')


def test_every_byte_outside_the_changed_values_is_as_it_was(lvis):
    source, _, _, folder, _ = lvis
    old, new = source.read_text(), (folder / "out.json").read_text()
    start = old.index('"annotations"'), new.index('"annotations"')  # the list of categories stands before it
    left, right = TOKEN.findall(old[start[0] :]), TOKEN.findall(new[start[1] :])
    assert "".join(left) == old[start[0] :]
    changed, key = set(), None
    assert len(left) == len(right)
    for a, b in zip(left, right, strict=True):
        if (
            a.startswith('"')
            and a.endswith('"')
            and a[1:-1] in {"category_id", "neg_category_ids", "not_exhaustive_category_ids"}
        ):
            key = a[1:-1]
        elif a != b:
            assert key is not None
            assert a.isdecimal()
            assert b.isdecimal()
            changed.add(key)
        elif a in {"]", "}"} or (a.startswith('"') and a.endswith('"')):
            key = None
    assert changed == {"category_id", "neg_category_ids", "not_exhaustive_category_ids"}
    head_old, head_new = old[: start[0]], new[: start[1]]
    untouched = [
        e
        for e in re.findall(r'\{"name": .*?\}(?=[,\]])', head_old)
        if json.loads(e)["name"] not in {*MERGED, RETIRED, MOVED}
    ]
    assert len(untouched) == 1226
    assert all(entry in head_new for entry in untouched)


def test_pycocotools_loads_it(lvis):
    coco = pytest.importorskip("pycocotools.coco")
    _, old, _, folder, _ = lvis
    with redirect_stdout(io.StringIO()):
        loaded = coco.COCO(str(folder / "out.json"))
    (flat,) = loaded.getCatIds(catNms=["flat_thing"])
    before = by_id(old["categories"])
    assert len(loaded.getAnnIds(catIds=[flat])) == sum(before[a["category_id"]] in MERGED for a in old["annotations"])


def test_deciding_and_undoing(lvis):
    source, _, _, folder, _ = lvis
    sheet = folder / "out.json.ontoman" / "review.csv"
    rows = list(csv.DictReader(io.StringIO(sheet.read_text())))
    with (folder / "filled.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, "decision": "omit"} for row in rows)
    again = run(
        "relabel", source, "--map", folder / "map.sssom.tsv", "--out-index", folder / "ids.txt",
        "--decisions", folder / "filled.csv", "-o", folder / "decided.json",
    )  # fmt: skip
    new = json.loads((folder / "decided.json").read_text())
    assert again == 0
    assert "book" not in by_id(new["categories"]).values()
    for name in ("out.json", "decided.json"):
        run("undo", folder / name, "-o", folder / f"back-{name}")
        assert (folder / f"back-{name}").read_bytes() == source.read_bytes()
