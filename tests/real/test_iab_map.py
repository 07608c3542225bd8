"""The mapping of the IAB's content taxonomy from 1.0 to 2.0, as it was published and with its errors."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from ontoman.cli import cli
from ontoman.formats import sssom
from ontoman.migration import GroupOp
from ontoman.model.names import BROAD_MATCH, CLOSE_MATCH

OLD = ("--id-column", "IAB Code", "--label-column", "IAB Category")
NEW = ("--skip-rows", "1", "--id-column", "Unique ID", "--parent-column", "Parent", "--label-column", "Name")
COLUMNS = ("--from-column", "Content 1.0 Unique ID", "--to-column", "Content 2.0 Unique ID", "--flag-column", "Imperfect Mapping")  # fmt: skip
SAID = ("--flag", "Uncategorized=review", "--blank", "review")
REPAIRED = ("--repair", "AB7=IAB7", "--flag", "No Semantic Equivilency=close")


def ontoman(*words, code=0):
    done = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


@pytest.fixture(scope="module")
def published(shared_data):
    return lambda name: shared_data("iab-content") / "Taxonomy Mappings" / f"{name}.tsv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, shared_data, published):
    """The releases 1.0 and 2.0, the table as a map with its errors, and with the repair that is declared."""
    folder = tmp_path_factory.mktemp("iab")
    for version, columns in (("1.0", OLD), ("2.0", NEW)):
        table = shared_data("iab-content") / "Content Taxonomies" / f"Content Taxonomy {version}.tsv"
        ontoman("init", folder / version, "--namespace", f"https://example.org/iab/{version}/")
        ontoman("import", table, *columns, "-w", folder / version)
        ontoman("release", version, "-m", "As published", "-w", folder / version)
    table = published("Content 1.0 to Content 2.0")
    ontoman("map", "import", table, *COLUMNS, *SAID, *ends(folder), "-o", folder / "published.sssom.tsv")
    ontoman("map", "import", table, *COLUMNS, *SAID, *REPAIRED, *ends(folder), "-o", folder / "repaired.sssom.tsv")
    return folder


def ends(folder):
    old, new = (folder / version / "releases" / version / "ontology.nt" for version in ("1.0", "2.0"))
    return ("--from", old, "--to", new)


def checked(folder, name, code):
    done = ontoman("map", "check", folder / name, *ends(folder), "--json", code=code)
    return json.loads(done.stdout)


def test_the_table_is_refused_until_its_blanks_are_spoken_for(tmp_path, published):
    from ontoman.errors import BadInput

    words = ("map", "import", published("Content 1.0 to Content 2.0"), *COLUMNS, "-o", tmp_path / "x.sssom.tsv")
    with pytest.raises(BadInput) as caught:
        ontoman(*words)
    assert (caught.value.code, len(caught.value.details["blank"])) == ("OM525", 15)
    assert not (tmp_path / "x.sssom.tsv").exists()


def test_what_becomes_of_its_392_labels_is_counted(folder):
    document = checked(folder, "published.sssom.tsv", 1)
    counts = document["cardinality"]
    assert document["rows"] == 392
    assert (counts["1:1"], counts["n:1"], counts["merges"], counts["undecided"]) == (253, 124, 43, 15)
    assert counts["1:1"] + counts["n:1"] == 377


def test_its_errors_are_named(folder):
    problems = checked(folder, "published.sssom.tsv", 1)["problems"]
    assert [(p["code"], p["subject"]) for p in problems] == [("OM541", "IAB7"), ("OM547", "AB7"), ("OM559", "IAB18-4")]
    assert "Did you mean IAB7" in problems[1]["fix"]
    assert "Did you mean 'No Semantic Equivalency'?" in problems[2]["fix"]


def test_its_remarks_say_how_a_target_relates(folder):
    rows = sssom.read(folder / "repaired.sssom.tsv").map.rows
    broad = {row.subject_label for row in rows if row.predicate_id == BROAD_MATCH}
    close = {row.subject_label for row in rows if row.predicate_id == CLOSE_MATCH}
    review = {row.subject_label for row in rows if row.need == "human" and row.object_label} - close
    assert (len(broad), close, len(review)) == (3, {"IAB9-24", "IAB18-4"}, 5)
    assert "IAB1" in review


def test_with_the_declared_repair_it_is_total_and_has_no_problem(folder):
    document = checked(folder, "repaired.sssom.tsv", 0)
    assert (document["problems"], document["rows"]) == ([], 392)


def test_the_other_table_from_1_0_agrees_in_320_of_342_labels(folder, published, tmp_path):
    table = published("Content 2.0 to Content 2.1")
    words = ("map", "import", table, "--from-column", "OLD RTB ID", "--to-column", "New Taxonomy ID")
    ontoman(*words, "--pick", "-o", tmp_path / "other.sssom.tsv")
    several = [r for r in sssom.read(tmp_path / "other.sssom.tsv").map.rows if r.group_op is GroupOp.ONE_OF]
    assert {row.subject_label for row in several} == {"IAB7", "IAB18-3", "IAB18-4", "IAB18-5", "IAB18-6"}
    done = ontoman("map", "compare", folder / "published.sssom.tsv", tmp_path / "other.sssom.tsv", "--json")
    document = json.loads(done.stdout)
    assert (document["shared"], document["agree"], len(document["differ"])) == (342, 320, 22)
