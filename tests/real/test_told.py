"""What review, refs and the reviewer's page tell of real releases: counted again in the published files."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter

import pytest
from real.attack import attack

from ontoman.formats.tables_in import TableLayout, read_table_ontology
from ontoman.operations import refs, reviewing
from ontoman.operations.diffing import render

LAYOUT = TableLayout(id_column="Unique ID", parent_column="Parent", label_column="Name", skip_rows=1)


@pytest.fixture(scope="module")
def bundles(shared_data):
    """The techniques of each STIX bundle by code, and how often each was seen in use."""

    def read(version):
        objects = json.loads((shared_data("attack-mobile") / f"mobile-attack-{version}.json").read_text("utf-8"))
        techniques = {found["id"]: found for found in objects["objects"] if found["type"] == "attack-pattern"}
        code = {
            identity: next(
                r["external_id"] for r in found["external_references"] if r["source_name"].startswith("mitre")
            )
            for identity, found in techniques.items()
        }
        seen = (o["target_ref"] for o in objects["objects"] if o.get("relationship_type") == "uses")
        return {code[i]: t for i, t in techniques.items()}, Counter(code[i] for i in seen if i in code)

    return read("10.1"), read("11.3")


@pytest.fixture(scope="module")
def states(tmp_path_factory, shared_data):
    """Each release as a file of statements, by name."""
    folder = tmp_path_factory.mktemp("states")
    tables = shared_data("iab-content") / "Content Taxonomies"
    found = {v: attack(shared_data("attack-mobile") / f"mobile-attack-{v}.json") for v in ("10.1", "11.3")}
    for v in ("2.2", "3.0", "3.1"):
        table = tables / f"Content Taxonomy {v}.tsv"
        found[v] = read_table_ontology(table, LAYOUT, "https://example.org/iab/", "en")
    for name, lines in found.items():
        (folder / f"{name}.nt").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return {name: folder / f"{name}.nt" for name in found}


def rows(shared_data, version):
    """A published table by id."""
    path = shared_data("iab-content") / "Content Taxonomies" / f"Content Taxonomy {version}.tsv"
    lines = path.read_text("utf-8-sig").splitlines()[1:]
    return {row["Unique ID"].strip(): row for row in csv.DictReader(lines, delimiter="\t") if row["Unique ID"].strip()}


def retired(techniques):
    return {code for code, t in techniques.items() if t.get("revoked") or t.get("x_mitre_deprecated")}


def test_review_closes_the_gate_on_every_technique_that_went(states, bundles):
    (old, _), (new, _) = bundles
    found = reviewing.review(None, reviewing.Wish(str(states["10.1"]), str(states["11.3"]), fail_on="L4"))
    changes = {change["id"]: change for change in found.diff["changes"]}
    deprecated = {code for code in retired(new) - retired(old) if not new[code].get("revoked")}
    assert {changes[i]["key"] for i in found.document["reached"]} == deprecated
    assert len(deprecated) == 14
    silent = {code for code in old if code in new and old[code].get("description") != new[code].get("description")}
    assert {changes[i]["key"] for i in found.document["undeclared"]} == silent
    assert len(silent) == 35


def test_review_counts_the_uses_that_each_retirement_touches(states, bundles, tmp_path):
    (_, seen), _ = bundles
    data = tmp_path / "seen.csv"
    data.write_text("label,count\n" + "".join(f"{code},{times}\n" for code, times in sorted(seen.items())))
    wish = reviewing.Wish(str(states["10.1"]), str(states["11.3"]), data=data)
    found = reviewing.review(None, wish)
    counted = found.document["data"]
    assert (counted["labels"], counted["unknown"]) == (seen.total(), 0)
    gone = [c for c in found.document["changes"] if c["kind"] in {"Deprecated", "DeprecatedReplaced"}]
    assert len(gone) == 50
    assert {c["key"]: c["touched"] for c in gone} == {c["key"]: seen[c["key"]] for c in gone}
    assert f"{seen.total():,} labels" in found.text()


def test_refs_finds_every_code_that_was_retired_with_what_replaces_it(states, bundles, tmp_path):
    (old, _), (new, _) = bundles
    source = tmp_path / "rules.yaml"
    source.write_text("".join(f"- technique: {code}\n" for code in sorted(old)))
    document = refs.refs(None, refs.Wish(str(states["10.1"]), str(states["11.3"]), (source,)))
    went = retired(new) - retired(old)
    assert document["keys"] == len(document["refs"]) == len(went) == 50
    assert {(ref["key"], ref["line"]) for ref in document["refs"]} == {
        (code, place) for place, code in enumerate(sorted(old), 1) if code in went
    }
    assert sum(bool(ref["successors"]) for ref in document["refs"]) == 36


def test_refs_finds_ids_of_the_taxonomy_that_vanished(states, shared_data, tmp_path):
    old, new = rows(shared_data, "2.2"), rows(shared_data, "3.0")
    source = tmp_path / "mapping.json"
    source.write_text(json.dumps(sorted(old), indent=0))
    document = refs.refs(None, refs.Wish(str(states["2.2"]), str(states["3.0"]), (source,), quoted=True))
    assert {ref["key"] for ref in document["refs"]} == old.keys() - new.keys()
    assert document["keys"] == 512
    assert not any(ref["successors"] for ref in document["refs"])


def test_the_page_draws_every_succession_and_merge_of_techniques(states):
    page = render(None, str(states["10.1"]), str(states["11.3"]), "html")
    drawn = Counter(re.findall(r'class="drawing"[^>]*aria-label="(ReIdentify|MergeInto\w+):', page))
    assert drawn == {"ReIdentify": 26, "MergeIntoNew": 2, "MergeIntoExisting": 1}
    assert len(re.findall(r"<h3>[^<]* <code>T\d{4}(?:\.\d{3})?</code></h3>", page)) == len(
        set(re.findall(r"<h3>[^<]* <code>(T\d{4}(?:\.\d{3})?)</code></h3>", page))
    ), "one card a technique"


def test_the_page_tells_the_small_step_of_the_taxonomy_whole(states, shared_data):
    old, new = rows(shared_data, "3.0"), rows(shared_data, "3.1")
    page = render(None, str(states["3.0"]), str(states["3.1"]), "html")
    moved = [key for key in old.keys() & new.keys() if old[key]["Parent"] != new[key]["Parent"]]
    assert len(moved) == 2
    for key in moved:
        where = [rows_[rows_[key]["Parent"].strip()]["Name"].strip() for rows_ in (old, new)]
        name = new[key]["Name"].strip()
        assert f'aria-label="{name} moves from below {where[0]} to below {where[1]}."' in page
    assert sorted(re.findall(r"<h3>[^<]* <code>([^<]*)</code></h3>", page)) == sorted(
        {key for key in new if key not in old or new[key]["Name"] != old[key]["Name"]} | {*moved}
    )
