"""Tables as ontologies: made-up ones for each rule, and the real taxonomies of the advertising industry."""

from __future__ import annotations

import pytest

from ontoman.errors import BadInput
from ontoman.formats.tables_in import TableLayout, read_table_ontology
from ontoman.rdf import canonical, ontology_of

NS = "https://e.org/t#"
NAMED = TableLayout(id_column="id", parent_column="parent", label_column="label", definition_column="definition")


def read(tmp_path, content, layout=TableLayout(), name="t.csv"):  # noqa: B008 - a frozen value
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table_ontology(path, layout, NS, "en")


def tree(lines):
    """Return the parent of each key."""
    ontology = ontology_of(lines)
    return {c.key: tuple(ontology.categories[p].key for p in c.broader) for c in ontology.categories.values()}


def test_a_row_becomes_a_category(tmp_path):
    content = 'id,parent,label,definition\nv,,vehicle,\nt 1,v,"truck, big","Carries ""goods""."\n'
    assert read(tmp_path, content, NAMED) == canonical(
        f"<{NS}{line} ." for line in (
            "v> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept>",
            "v> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class>",
            'v> <http://www.w3.org/2004/02/skos/core#notation> "v"',
            'v> <http://www.w3.org/2004/02/skos/core#prefLabel> "vehicle"@en',
            f"v> <http://www.w3.org/2004/02/skos/core#inScheme> <{NS}>",
            f"v> <http://www.w3.org/2004/02/skos/core#topConceptOf> <{NS}>",
            "t%201> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept>",
            "t%201> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class>",
            't%201> <http://www.w3.org/2004/02/skos/core#notation> "t 1"',
            't%201> <http://www.w3.org/2004/02/skos/core#prefLabel> "truck, big"@en',
            't%201> <http://www.w3.org/2004/02/skos/core#definition> "Carries \\"goods\\"."@en',
            f"t%201> <http://www.w3.org/2004/02/skos/core#inScheme> <{NS}>",
            f"t%201> <http://www.w3.org/2004/02/skos/core#broader> <{NS}v>",
        )
    )  # fmt: skip


TREE = {"1": (), "2": ("1",), "3": ("2",)}
WAYS = {
    "parent keys": ("id,parent,label\n1,,A\n2,1,B\n3,2,C\n", {}),
    "rows in any order": ("id,parent,label\n3,2,C\n2,1,B\n1,,A\n", {}),
    "parent names": ("id,parent,label\n1,,A\n2,A,B\n3,B,C\n", {"parent_is": "label"}),
    "a path column": ("id,path\n1,A\n2,A/B\n3,/A/ B /C\n", {"path_column": "path"}),
    "a path with another separator": ("id,path\n1,A\n2,A > B\n3,A > B > C\n", {"path_column": "path", "path_separator": ">"}),
    "level columns": ("id,label,l1,l2,l3\n1,A,A,,\n2,B,A,B,\n3,C,A,B,C\n", {"level_columns": ("l1", "l2", "l3")}),
    "level columns of what is above": ("id,label,l1,l2\n1,A,,\n2,B,A,\n3,C,A,B\n", {"level_columns": ("l1", "l2")}),
    "level columns with an old name": ("id,label,l1,l2,l3\n1,A,A,,\n2,New B,A,B,\n3,C,A,B,C\n", {"level_columns": ("l1", "l2", "l3")}),
    "level columns without labels": ("id,l1,l2,l3\n1,A,,\n2,A,B,\n3,A,B,C\n", {"level_columns": ("l1", "l2", "l3")}),
    "CRLF": ("id,parent,label\r\n1,,A\r\n2,1,B\r\n3,2,C\r\n", {}),
    "a byte order mark": ("\ufeffid,parent,label\n1,,A\n2,1,B\n3,2,C\n", {}),
    "blank rows and blanks in cells": ("id,parent,label\n\n 1 ,, A\n2,1 ,B\n\u00a03,2,C\n,,\n", {}),
    "semicolons": ("id;parent;label\n1;;A\n2;1;B\n3;2;C\n", {}),
    "a row of titles that is skipped": ("The tree,,\nid,parent,label\n1,,A\n2,1,B\n3,2,C\n", {"skip_rows": 1}),
    "a row of titles that is not": ("The tree,,\nid,parent,label\n1,,A\n2,1,B\n3,2,C\n", {}),
    "other names": ("Code,Above,Text\n1,,A\n2,1,B\n3,2,C\n", {"id_column": "Code", "parent_column": "above", "label_column": "Text"}),
    "columns that nobody asked for": ("x,id,parent,,label,\nq,1,,q,A,\nq,2,1,q,B,\nq,3,2,q,C,\n", {}),
    "a line feed in a cell": ('id,parent,label\n1,,"A\nA"\n2,1,B\n3,2,C\n', {}),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_hierarchy_is_read_however_it_is_written(tmp_path, way):
    content, layout = WAYS[way]
    assert tree(read(tmp_path, content, TableLayout(**layout))) == TREE


def test_in_tsv_a_quote_is_an_ordinary_character(tmp_path):
    found = ontology_of(read(tmp_path, 'id\tlabel\n1\t19" rack\n2\t"x"\n', name="t.tsv"))
    assert [category.label() for category in found.categories.values()] == ['19" rack', '"x"']


BAD = {
    "no id column": ("name,parent\nA,\n", {}, "OM220", None),
    "no column of that name": ("id,parent\n1,\n", {"label_column": "Name"}, "OM220", None),
    "two columns of that name": ("id,Name,Name\n1,A,B\n", {"label_column": "Name"}, "OM220", None),
    "an id twice": ("id,label\n1,A\n2,B\n1,C\n", {}, "OM221", [(4, "id twice")]),
    "ids that differ in case only": ("id,label\nab,A\nAb,B\n", {}, "OM221", [(3, "id differs in case")]),
    "a row without id": ("id,label\n,A\n", {}, "OM221", [(2, "no id")]),
    "a parent that is missing": ("id,parent\n1,\n2,7\n", {}, "OM221", [(3, "parent missing")]),
    "a parent's name that is missing": ("id,parent,label\n1,,A\n2,Q,B\n", {"parent_is": "label"}, "OM221", [(3, "parent missing")]),
    "a parent's name that two rows have": ("id,parent,label\n1,,A\n2,,A\n3,A,B\n", {"parent_is": "label"}, "OM221", [(4, "parent not unique")]),
    "a path whose start is missing": ("id,path\n1,A\n2,Q/B\n", {"path_column": "path"}, "OM221", [(3, "parent missing")]),
    "levels whose start is missing": ("id,label,l1,l2\n1,A,A,\n2,B,Q,B\n", {"level_columns": ("l1", "l2")}, "OM221", [(3, "parent missing")]),
    "a row that is too short": ("id,label\n1,A\n2\n", {}, "OM221", [(3, "ragged")]),
    "a row that is too long": ("id,label\n1,A,B\n", {}, "OM221", [(2, "ragged")]),
    "a row after a cell of two lines": ('id,label\n1,"A\nA"\n1,B\n', {}, "OM221", [(4, "id twice")]),
    "many at once": ("id,parent\n1,9\n1,\n,\nx\n", {}, "OM221", [(2, "parent missing"), (3, "id twice"), (5, "ragged")]),
    "an empty file": ("", {}, "OM222", None),
    "a quote that never ends": ('id,label\n1,"A\n', {}, "OM223", None),
    "Latin-1": ("id,label\n1,é\n".encode("latin-1"), {}, "OM212", None),
    "UTF-16": ("id,label\n1,A\n".encode("utf-16"), {}, "OM212", None),
    "a spreadsheet": (b"PK\x03\x04\0\0", {}, "OM211", None),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_is_wrong_with_a_table_is_said_in_one_letter(tmp_path, what):
    content, layout, code, problems = BAD[what]
    with pytest.raises(BadInput) as letter:
        read(tmp_path, content, TableLayout(**layout))
    assert letter.value.code == code, str(letter.value)
    assert "t.csv" in letter.value.message
    found = letter.value.details.get("problems")
    assert (found and [(problem["row"], problem["kind"]) for problem in found]) == problems


def test_a_letter_with_many_problems_shows_the_first_and_counts_the_rest(tmp_path):
    rows = "".join(f"{i},x\n" for i in range(50))
    with pytest.raises(BadInput) as letter:
        read(tmp_path, f"id,parent\n{rows}")
    assert len(letter.value.details["problems"]) == 50
    assert letter.value.message.count("\n") == 11
    assert "and 40 more" in letter.value.message


# The IAB's content taxonomies

IAB = TableLayout(id_column="Unique ID", parent_column="Parent", label_column="Name", skip_rows=1)
TIERS = TableLayout(id_column="Unique ID", label_column="Name", level_columns=("Tier 1", "Tier 2", "Tier 3", "Tier 4"))
OLD = TableLayout(id_column="IAB Code", label_column="IAB Category", path_column="IAB Code", path_separator="-")


@pytest.fixture(scope="module")
def iab(shared_data):
    folder = shared_data("iab-content") / "Content Taxonomies"

    def taxonomy(version, layout=IAB):
        path = folder / f"Content Taxonomy {version}.tsv"
        return ontology_of(read_table_ontology(path, layout, NS, "en")).categories

    return taxonomy


@pytest.mark.parametrize(
    ("version", "layout", "categories", "tops"),
    [
        ("1.0", OLD, 392, 26),
        ("2.0", IAB, 1179, 35),
        ("2.1", IAB, 1179, 35),
        ("2.2", IAB, 1196, 37),
        ("3.0", IAB, 703, 37),
        ("3.1", IAB, 704, 37),
        ("3.0 Descriptive Vectors", IAB, 47, 7),
        ("3.0", TableLayout(), 703, 37),
    ],
)
def test_a_real_taxonomy_is_read_whole(iab, version, layout, categories, tops):
    found = iab(version, layout)
    assert (len(found), sum(not category.broader for category in found.values())) == (categories, tops)
    assert all(category.labels for category in found.values())


@pytest.mark.parametrize(
    ("version", "differing"),
    [("2.0", 2), ("2.1", 2), ("2.2", 2), ("3.0", 0), ("3.1", 2), ("3.0 Descriptive Vectors", 0)],
)
def test_tiers_and_parents_tell_the_same_tree_but_where_the_file_contradicts_itself(iab, version, differing):
    by_parent, by_tier = iab(version), iab(version, TIERS)
    assert sum(by_parent[iri].broader != by_tier[iri].broader for iri in by_parent) == differing


def test_two_real_releases_differ_as_is_known(iab):
    old, new = iab("2.2"), iab("3.0")
    kept = old.keys() & new.keys()
    renamed = {iri for iri in kept if old[iri].labels != new[iri].labels}
    moved = {iri for iri in kept if old[iri].broader != new[iri].broader}
    assert (len(kept), len(new.keys() - old.keys()), len(old.keys() - new.keys())) == (684, 19, 512)
    assert (len(renamed), len(moved), len(renamed & moved)) == (28, 38, 18)
    assert sum(not new[iri].broader for iri in moved) == 6
    assert sum(not old[iri].broader for iri in moved) == 3
