"""`review`: the changes by risk, the gate of a CI, and how many labels each change touches."""

from __future__ import annotations

import json
import re

import pytest

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix om: <https://w3id.org/ontoman/ns#> .
@prefix : <https://example.org/zoo#> .
"""
ZOO = """:pet a skos:Concept ; skos:notation "pet" ; skos:prefLabel "Pet"@en .
:cat a skos:Concept ; skos:notation "cat" ; skos:prefLabel "Cat"@en ; skos:definition "A small cat."@en .
:tom a skos:Concept ; skos:notation "tom" ; skos:prefLabel "Tomcat"@en ; skos:broader :cat .
"""
COMMENTED = ZOO.replace(":pet a", ':pet skos:altLabel "Animal"@en . :pet a')
CHANGES = {
    "safe": (COMMENTED, ""),
    "additive": (ZOO + ':dog a skos:Concept ; skos:notation "dog" ; skos:prefLabel "Dog"@en .', "minor Q1"),
    "merged": (
        ZOO + ":tom owl:deprecated true ; dcterms:isReplacedBy :cat . :cat om:mergedFrom :tom .",
        "breaking minor major L1 M1 M2 M3 Q1 Q2",
    ),
    "deleted": ("\n".join(ZOO.splitlines()[:2]), "breaking major minor L1 L2 L3 L4 M1 M2 Q1 Q2"),
}  # fmt: skip


@pytest.fixture
def zoo(shell):
    def states(after, before=ZOO):
        (shell.folder / "old.ttl").write_text(PREFIXES + before)
        (shell.folder / "new.ttl").write_text(PREFIXES + after)
        return shell

    return states


def told(text):
    """The kinds that a review tells, by the title that they stand under."""
    found, title = {}, None
    for line in text.splitlines():
        if re.match(r"\S.* \(\d+\)$", line):
            title = line.split(":")[0].split(" (")[0]
        elif title and (kind := re.match(r"  (\w+)(?: \[|: )", line)):
            found.setdefault(title, []).append(kind[1])
    return found


@pytest.mark.parametrize(("after", "reached"), CHANGES.values(), ids=CHANGES)
def test_the_gate_closes_at_every_level_that_a_change_reaches(zoo, after, reached):
    from ontoman.operations.reviewing import Wish, review
    from ontoman.review import LEVELS

    old, new = (str(zoo(after).folder / name) for name in ("old.ttl", "new.ttl"))
    assert {level for level in LEVELS if review(None, Wish(old, new, level)).closed} == {"patch", *reached.split()}
    assert not review(None, Wish(old, new)).closed


def test_a_closed_gate_is_exit_code_1_and_says_what_closed_it(zoo):
    shell = zoo(CHANGES["deleted"][0])
    assert "Gate L4: 1 change reaches it." in shell("review", "old.ttl", "new.ttl", "--fail-on", "l4", code=1)
    assert shell.json("review", "old.ttl", "new.ttl", "--fail-on", "breaking", code=1)["fail_on"] == "breaking"
    assert "Gate M3: 0 changes reach it." in shell("review", "old.ttl", "new.ttl", "--fail-on", "M3")


def test_the_riskiest_comes_first_and_the_bump_last(streets):
    text = streets("review", "1.0.0", "2.0.0")
    found = told(text)
    assert list(found) == ["Breaking", "Automatic or additive", "Safe"]
    assert found["Breaking"][:5] == ["MergeIntoNew", "Redefine", "Retire", "Split", "Split"]
    assert "Rename" in found["Safe"]
    assert text.splitlines()[-2:] == ["13 breaking, 8 automatic or additive, 12 safe.", "Bump: major"]


def test_every_change_is_told_once_with_its_reason(streets):
    review = streets.json("review", "1.0.0", "2.0.0")
    diff = streets.json("diff", "1.0.0", "2.0.0")
    assert sorted(entry["id"] for entry in review["changes"]) == sorted(entry["id"] for entry in diff["changes"])
    compats = {entry["id"]: entry["compat"] for entry in diff["changes"]}
    for entry in review["changes"]:
        assert {axis: entry[axis] for axis in ("labels", "models", "consumers", "why")} == compats[entry["id"]]
    sizes = [entry["risk"] for entry in review["changes"]]
    assert sizes == sorted(sizes)
    text = streets("review", "1.0.0", "2.0.0")
    assert sum(text.count(f" {kind}") for kind in ("DeprecatedConsider", "DeprecatedReplaced")) >= 3


def test_each_kind_names_its_place_in_the_manual(streets, root):
    anchors = set(re.findall(r'<a id="([^"]+)">', (root / "docs" / "changes.md").read_text("utf-8")))
    assert {entry["anchor"] for entry in streets.json("review", "1.0.0", "2.0.0")["changes"]} <= anchors


REDEFINED = ZOO.replace("A small cat.", "Any feline, lions too.")
SAID = REDEFINED + "<https://example.org/zoo#cat/r/1> a om:Redefinition ; om:redefines :cat ; om:meaning om:Widens ."
REWORDED = ZOO.replace("A small cat.", "A small  cat")


@pytest.mark.parametrize(
    ("after", "keys"), [(REDEFINED, ["cat"]), (SAID, []), (REWORDED, [])], ids=["unsaid", "said", "reworded"]
)
def test_a_redefinition_that_nobody_spoke_of_is_listed_apart(zoo, after, keys):
    shell = zoo(after)
    review = shell.json("review", "old.ttl", "new.ttl")
    by_id = {entry["id"]: entry for entry in review["changes"]}
    assert [by_id[one]["key"] for one in review["undeclared"]] == keys
    text = shell("review", "old.ttl", "new.ttl")
    assert ("stays, narrows, widens or shifts" in text) == bool(keys)
    assert ("+ Any feline, lions too." in text) == bool(keys)


def test_nothing_changed_is_said(zoo):
    text = zoo(ZOO)("review", "old.ttl", "new.ttl", "--fail-on", "patch")
    assert "Nothing changed." in text


MERGED = CHANGES["merged"][0]
COCO = {
    "images": [{"id": 1}],
    "annotations": [{"id": n, "image_id": 1, "category_id": 1 + (n > 3)} for n in range(1, 6)],
    "categories": [{"id": 1, "name": "tom"}, {"id": 2, "name": "pet"}],
}
DATA = {
    "counts.csv": "label,count\ntom,3\npet,2\n",
    "counts.tsv": "label\tcount\ntom\t3\npet\t2\n",
    "rows.csv": "id,label\n1,tom\n2,tom\n3,pet\n4,tom\n5,pet\n",
    "rows.jsonl": "".join(f'{{"label": "{key}"}}\n' for key in ("tom", "tom", "tom", "pet", "pet")),
    "boxes.json": json.dumps(COCO),
}


def parquet(path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"label": ["tom", "tom", "tom", "pet", "pet"]}), path)


@pytest.mark.parametrize("name", [*DATA, "rows.parquet"])
def test_the_labels_that_a_change_touches_are_counted(zoo, name):
    shell = zoo(MERGED)
    if name in DATA:
        (shell.folder / name).write_text(DATA[name])
    else:
        parquet(shell.folder / name)
    review = shell.json("review", "old.ttl", "new.ttl", "--data", name)
    assert review["data"] == {"path": name, "labels": 5, "unknown": 0, "touched_labels": 3}
    touched = {(entry["kind"], entry["key"]): entry["touched"] for entry in review["changes"]}
    assert touched[("MergeIntoExisting", "cat")] == 3
    assert "3 labels" in shell("review", "old.ttl", "new.ttl", "--data", name)


def test_several_labels_in_a_cell_count_each(zoo):
    shell = zoo(MERGED)
    (shell.folder / "many.csv").write_text("id,names\n1,tom;pet\n2,tom;tom;yeti\n")
    data = shell.json("review", "old.ttl", "new.ttl", "--data", "many.csv", "--label-column", "names", "--sep", ";")
    assert data["data"] == {"path": "many.csv", "labels": 5, "unknown": 1, "touched_labels": 3}


def test_data_may_store_labels_or_iris(zoo):
    shell = zoo(MERGED)
    (shell.folder / "counts.csv").write_text("label,count\nTomcat,2\nhttps://example.org/zoo#tom,1\n")
    assert shell.json("review", "old.ttl", "new.ttl", "--data", "counts.csv")["data"]["touched_labels"] == 3


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("counts.csv", "label,count\ntom,many\n", "OM482"),
        ("counts.csv", "label,count\ntom,-1\n", "OM482"),
        ("boxes.xml", "<a/>", "OM481"),
        ("none.csv", None, "OM201"),
        ("none.parquet", None, "OM201"),
        ("rows.parquet", "no parquet", "OM601"),
        ("rows.csv", "a,b\n1,2\n", "OM610"),
    ],
)
def test_data_that_cannot_be_counted_is_a_letter(zoo, name, content, code):
    shell = zoo(MERGED)
    if content is not None:
        (shell.folder / name).write_text(content)
    assert code in shell("review", "old.ttl", "new.ttl", "--data", name, code=2)


def test_an_unknown_level_is_wrong_usage(zoo):
    assert "breaking" in zoo(ZOO)("review", "old.ttl", "new.ttl", "--fail-on", "L9", code=2)
