"""The IAB content taxonomy: two real releases as tables, imported, compared, and released only knowingly."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from click.testing import CliRunner

from ontoman.changes import SortedLines, diff
from ontoman.cli import cli
from ontoman.errors import Refused
from ontoman.formats.tables_in import TableLayout, read_table_ontology
from ontoman.rdf.catalogue import our_catalogue

NAMESPACE = "https://example.org/iab/"
COLUMNS = ["--skip-rows", "1", "--id-column", "Unique ID", "--parent-column", "Parent", "--label-column", "Name"]


def ontoman(*words):
    done = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def taxonomy(shared_data):
    return lambda version: shared_data("iab-content") / "Content Taxonomies" / f"Content Taxonomy {version}.tsv"


@pytest.fixture(scope="module")
def rooms(tmp_path_factory, taxonomy):
    """2.2 and 3.0, each released in a workspace of its own."""
    folder = tmp_path_factory.mktemp("iab")
    for version in ("2.2", "3.0"):
        ontoman("init", folder / version, "--namespace", NAMESPACE)
        ontoman("import", taxonomy(version), *COLUMNS, "-w", folder / version)
        ontoman("release", version, "-m", "As published", "-w", folder / version)
    return folder


@pytest.fixture(scope="module")
def difference(rooms):
    old, new = (rooms / v / "releases" / v / "ontology.nt" for v in ("2.2", "3.0"))
    return json.loads(ontoman("diff", old, new, "--json"))


def counts(room, version):
    return json.loads((room / version / "releases" / version / "manifest.json").read_text())["counts"]


def test_both_releases_come_in_whole(rooms):
    assert counts(rooms, "2.2")["categories"] == 1196
    assert counts(rooms, "3.0")["categories"] == 703


def about(document, *kinds):
    return {change["about"] for change in document["changes"] if change["kind"] in kinds}


def test_the_difference_of_the_two_is_what_really_happened(difference):
    gone, new = about(difference, "EntityDeleted"), about(difference, "EntityAdded")
    assert (len(gone), len(new), 1196 - len(gone)) == (512, 19, 684)
    renamed = about(difference, "PrefLabelChanged")
    assert len(renamed) == 28
    to_top, from_top = about(difference, "BecameTop"), about(difference, "LeftTop")
    elsewhere = about(difference, "Moved", "Demoted", "Promoted", "MultiMove", "ParentAdded", "ParentRemoved")
    moved = elsewhere | to_top | from_top
    assert (len(moved), len(to_top), len(from_top)) == (38, 6, 3)
    assert len(moved & renamed) == 18


def test_nothing_of_the_difference_is_left_unclassified(difference):
    assert "UnclassifiedTriple" not in difference["summary"]
    assert difference["bump"] == "major"


def test_what_vanished_is_deprecated_and_the_release_refused_until_accepted(rooms, taxonomy):
    room = rooms / "2.2"
    report = json.loads(ontoman("import", taxonomy("3.0"), *COLUMNS, "-w", room, "--json"))
    assert len(report["lacking"]) == 512
    assert report["counts"]["deprecated"] == 512
    with pytest.raises(Refused) as caught:
        ontoman("release", "3.0", "-m", "As published", "-w", room)
    assert caught.value.details["checks"] == {"deprecated-without-successor": 512}
    manifest = json.loads(
        ontoman(
            "release",
            "3.0",
            "-m",
            "They live on elsewhere",
            "--accept",
            "deprecated-without-successor",
            "-w",
            room,
            "--json",
        )
    )
    assert manifest["checks"]["violations"] == 512
    assert manifest["checks"]["accepted"][0]["code"] == "deprecated-without-successor"


@pytest.mark.parametrize("version", ["2.0", "2.1", "3.1"])
def test_the_other_releases_come_in_as_well(taxonomy, tmp_path, version):
    ontoman("init", tmp_path / "room", "--namespace", NAMESPACE)
    report = json.loads(ontoman("import", taxonomy(version), *COLUMNS, "-w", tmp_path / "room", "--json"))
    lines = taxonomy(version).read_bytes().splitlines()[2:]
    assert report["counts"]["categories"] == sum(bool(line.split(b"\t")[0].strip()) for line in lines)
    assert report["counts"]["deprecated"] == 0


def test_the_first_taxonomy_has_its_own_columns(taxonomy, tmp_path):
    ontoman("init", tmp_path / "room", "--namespace", NAMESPACE)
    words = ["--id-column", "IAB Code", "--label-column", "IAB Category", "-w", tmp_path / "room", "--json"]
    report = json.loads(ontoman("import", taxonomy("1.0"), *words))
    assert report["counts"]["categories"] == 392


ATOMIC = ("EntityAdded", "EntityDeleted", "Rename", "DefinitionReplaced")
MOVES = ("Moved", "Demoted", "Promoted", "MultiMove", "ParentAdded", "ParentRemoved", "BecameTop", "LeftTop")
WHOLE = dict.fromkeys(MOVES, "elsewhere")


def between(taxonomy, *versions):
    layout = TableLayout(id_column="Unique ID", parent_column="Parent", label_column="Name", skip_rows=1)
    old, new = (tuple(read_table_ontology(taxonomy(version), layout, NAMESPACE, "en")) for version in versions)
    return [change for change in diff(old, new, SortedLines(old, new), our_catalogue()).changes if change.about]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2.0", "2.1", {}),
        ("2.1", "2.2", {"EntityAdded": 17}),
        ("3.0", "3.1", {"EntityAdded": 1, "Rename": 2, "elsewhere": 2}),
    ],
)
def test_the_other_steps_of_the_chain_are_small(taxonomy, old, new, expected):
    found = between(taxonomy, old, new)
    whole = Counter(WHOLE.get(change.kind, change.kind) for change in found if change.kind in {*ATOMIC, *WHOLE})
    assert whole == expected
    assert bool(found) == bool(expected)
