"""A map's RDF under shapes/map.ttl: what ontoman builds conforms, and every broken row is found."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace

import jsonschema
import pytest

from ontoman.formats import sssom
from ontoman.formats.maps_in import MapLayout, read_plain_map
from ontoman.formats.sssom.rdf import lines_of, record_iri
from ontoman.migration import (
    NO_TERM_FOUND,
    UNDECIDED,
    Action,
    GroupOp,
    MapDisposition,
    MapHeader,
    MapRow,
    MigrationMap,
    Status,
)
from ontoman.model import Ontology, names
from ontoman.model.terms import split
from ontoman.operations.diffing import compare
from ontoman.operations.maps.building import build_map
from ontoman.operations.maps.checking import check_map
from ontoman.operations.maps.shapes import problems_of_shapes, results_of
from ontoman.operations.states import resolve
from ontoman.rdf import canonical, parse_text
from ontoman.system import resource_dir
from ontoman.validation import library_of, validate

HEADER = MapHeader("https://example.org/streets/map/1/2")
EX = "https://example.org/streets#"
VAN = MapRow("row:1", EX + "van", "van", names.EXACT_MATCH, EX + "car", "car", Action.REPLACE)
GONE = replace(VAN, object_id=NO_TERM_FOUND, object_label="", action=Action.RETIRE, disposition=MapDisposition.IGNORE)
WHEN = replace(
    VAN, predicate_id=names.NARROW_MATCH, action=Action.CONDITIONAL, when="wheels > 4",
    group="van", group_op=GroupOp.FIRST_OF, order=1,
)  # fmt: skip


def map_of(*rows):
    return MigrationMap(HEADER, rows)


def by_pyshacl(lines):
    """What the shapes find where every row is looked at."""
    return validate(lines, Ontology(), "map", shapes_dir=resource_dir("shapes"))


@pytest.fixture(scope="module")
def streets(root):
    old, new = (resolve(None, str(root / "vocab/examples/streets" / f"{v}.ttl")) for v in ("1.0.0", "2.0.0"))
    return build_map(old, new, compare(old, new).changes)


# -- what conforms ----------------------------------------------------------------------------------------------------


def test_the_map_of_the_street_scenes_conforms(streets):
    lines = lines_of(streets)
    kinds = [split(line).object for line in lines if split(line).predicate == f"<{names.TYPE}>"]
    assert kinds.count(f"<{names.SSSOM_NS}Mapping>") == len(streets.rows) > 30
    assert kinds.count(f"<{names.SSSOM_NS}MappingSet>") == 1
    assert any("#when>" in line for line in lines)
    assert by_pyshacl(lines) == ()
    assert problems_of_shapes(streets) == ()


def test_a_map_read_back_is_the_same_statements(streets):
    again = sssom.read(sssom.write(streets)).map
    assert lines_of(again) == lines_of(streets) == canonical(lines_of(streets))
    assert parse_text("\n".join(lines_of(streets)), "nt") == lines_of(streets)


def test_an_imported_map_that_retires_under_a_condition_conforms(tmp_path):
    table = tmp_path / "m.csv"
    table.write_text("old,new,if\nvan,void,wheels > 4\nvan,car,\nbus,bus,\n")
    made = read_plain_map(table, MapLayout(when_column="if", retire={"void": MapDisposition.IGNORE}))
    assert any(row.when and row.action is Action.RETIRE for row in made.rows)
    assert problems_of_shapes(made) == ()


@pytest.mark.parametrize(
    "row",
    [
        VAN,
        WHEN,
        GONE,
        replace(VAN, object_id=UNDECIDED, action=Action.SPECIALISE),
        replace(GONE, disposition=MapDisposition.RESIDUAL, residual=EX + "other"),
        replace(VAN, subject_id="no IRI at all", record_id="nor this"),
        replace(VAN, subject_id='a "quoted\\" <text>\n', record_id="\t"),
    ],
)
def test_a_row_that_says_what_it_must_conforms(row):
    made = map_of(row)
    assert parse_text("\n".join(lines_of(made)), "nt") == lines_of(made)
    assert problems_of_shapes(made) == ()


def test_a_row_is_written_as_the_samples_are():
    row = replace(WHEN, set=(("wheels", "4"), ("a", "b")), unset=("c",), residual=EX + "x", confidence=0.5)
    (subject,) = {split(line).subject for line in lines_of(map_of(row)) if "Mapping>" in line}
    assert subject == "<https://example.org/streets/map/1/2#1>"
    said = {split(line)[1:] for line in lines_of(map_of(row)) if split(line).subject == subject}
    om, sssom_ns, xsd = names.OM_NS, names.SSSOM_NS, names.PREFIXES["xsd"]
    assert said >= {
        (f"<{sssom_ns}predicate_id>", f"<{names.NARROW_MATCH}>"),
        (f"<{sssom_ns}mapping_justification>", f"<{names.SEMAPV_NS}ManualMappingCuration>"),
        (f"<{sssom_ns}confidence>", f'"0.5"^^<{xsd}double>'),
        (f"<{om}action>", '"conditional"'),
        (f"<{om}groupOp>", '"first_of"'),
        (f"<{om}order>", f'"1"^^<{xsd}integer>'),
        (f"<{om}when>", '"wheels > 4"'),
        (f"<{om}set>", '"wheels=4"'),
        (f"<{om}set>", '"a=b"'),
        (f"<{om}unset>", '"c"'),
        (f"<{om}residual>", f"<{EX}x>"),
    }


def test_every_term_of_ours_in_the_rdf_is_defined(streets, root):
    full = replace(
        WHEN, set=(("a", "b"),), unset=("c",), residual=EX + "x", change=("d",), decision="e",
        disposition=MapDisposition.KEEP, confidence=0.0, author_id="f", comment="g", of_value=True,
    )  # fmt: skip
    header = replace(HEADER, from_graph_sha256="a", to_graph_sha256="b", predecessor_sha256="c")
    lines = (*lines_of(MigrationMap(header, (full,))), *lines_of(streets))
    used = {p for p in (split(line).predicate for line in lines) if p.startswith(f"<{names.OM_NS}")}
    defined = {split(line).subject for line in parse_text((root / "vocab/om.ttl").read_bytes(), "turtle")}
    assert len(used) > 15
    assert used <= defined


# -- what is broken ---------------------------------------------------------------------------------------------------

# The words of closed lists cannot stand in a file (OM504 says so first); a map that a program makes can hold them.
BROKEN = [
    ("mapping-incomplete", "no predicate", [replace(VAN, predicate_id="")], "sssom:predicate_id"),
    ("mapping-incomplete", "no justification", [replace(VAN, justification="")], "sssom:mapping_justification"),
    ("mapping-incomplete", "no subject", [replace(VAN, subject_id="")], "sssom:subject_id"),
    ("mapping-incomplete", "no object", [replace(VAN, object_id="")], "sssom:object_id"),
    ("mapping-incomplete", "no action", [replace(VAN, action="")], "om:action"),
    ("mapping-incomplete", "two rows of one IRI", [VAN, replace(VAN, record_id=HEADER.mapping_set_id + "#1", object_id=EX + "bus")], "sssom:object_id"),
    ("mapping-action", "an unknown action", [replace(VAN, action="convert")], '"convert"'),
    ("mapping-group", "an unknown group operation", [replace(WHEN, group_op="any_of")], '"any_of"'),
    ("mapping-disposition", "an unknown disposition", [replace(GONE, disposition="archive")], '"archive"'),
    ("condition-with-exact-match", "exact under a condition", [replace(WHEN, predicate_id=names.EXACT_MATCH)], "sssom:predicate_id"),
    ("condition-with-exact-match", "replaced under a condition", [replace(WHEN, predicate_id=names.TERM_REPLACED_BY)], "sssom:predicate_id"),
    ("retired-with-object", "retired, with an object", [replace(GONE, object_id=EX + "car")], "sssom:NoTermFound"),
    ("retired-with-object", "retired, undecided", [replace(GONE, object_id=UNDECIDED)], "sssom:NoTermFound"),
]  # fmt: skip
IDS = [case[1] for case in BROKEN]


@pytest.mark.parametrize(("code", "why", "rows", "told"), BROKEN, ids=IDS)
def test_each_broken_row_is_found_by_its_shape_and_told_as_om553(code, why, rows, told):
    made = map_of(replace(VAN, record_id="row:good", subject_label="bus"), *rows)
    assert {result.code for result in by_pyshacl(lines_of(made))} == {code}, why
    (problem,) = problems_of_shapes(made)
    assert (problem.code, problem.severity, problem.record_id, problem.subject) == (
        "OM553",
        "violation",
        "row:1",
        "van",
    )
    assert told in problem.message
    assert problem.fix == library_of(resource_dir("shapes")).checks[code].fix


def test_every_shape_of_maps_is_reached():
    assert {case[0] for case in BROKEN} == set(library_of(resource_dir("shapes")).profiles["map"])


@pytest.mark.parametrize("status", [Status.REJECTED, Status.SUPERSEDED])
def test_rows_that_do_not_count_are_not_held_to_the_shapes(status):
    assert problems_of_shapes(map_of(replace(WHEN, predicate_id=names.EXACT_MATCH, status=status))) == ()


# -- one row of each kind ---------------------------------------------------------------------------------------------


def test_looking_at_one_row_of_each_kind_finds_what_looking_at_all_finds(streets):
    rows = [row for case in BROKEN for row in case[2]]
    copies = [
        replace(row, record_id=f"row:{i}-{k}", subject_id=f"{row.subject_id}{k}" if row.subject_id else "")
        for i, row in enumerate(rows)
        for k in range(3)
    ]
    lines = lines_of(replace(streets, rows=(*streets.rows, *copies)))
    found = results_of(lines)
    assert found == by_pyshacl(lines)
    assert len(found) == 3 * (len(BROKEN) - 1)  # the two rows of one IRI have an IRI each here


def test_the_shapes_of_maps_only_count_values_and_look_for_those_that_they_name(root):
    """Shapes that compare or match texts would need every row to be looked at: see operations/maps/shapes.py."""
    text = (root / "shapes/map.ttl").read_text("utf-8")
    used = set(re.findall(r"\bsh:([a-z]\w*)", text))
    assert used <= {
        "targetClass", "targetSubjectsOf", "property", "path", "severity", "message",
        "minCount", "maxCount", "in", "hasValue", "class", "or", "not", "qualifiedValueShape", "qualifiedMinCount",
    }  # fmt: skip


# -- as a person meets it ---------------------------------------------------------------------------------------------


def test_map_check_tells_it_in_its_document(tmp_path, root):
    path = tmp_path / "m.sssom.tsv"
    path.write_bytes(sssom.write(map_of(replace(GONE, object_id=EX + "car", object_label="car"))))
    document = check_map(None, path)
    jsonschema.validate(document, json.loads((root / "vocab/schemas/map-check.json").read_text("utf-8")))
    assert [(p["code"], p["subject"]) for p in document["problems"]] == [("OM553", "van")]


def test_pyshacl_is_not_read_before_a_map_is_checked():
    code = "import sys, ontoman.cli, ontoman.operations.maps.checking as m; sys.exit('pyshacl' in sys.modules or 'rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_record_id_is_an_iri_inside_its_map_or_by_itself():
    header = replace(HEADER, curie_map={"x": "https://example.org/x/"})
    given = ["row:1", "x:1", "https://example.org/r", "one two", "http://a b"]
    assert [record_iri(header, record) for record in given] == [
        "https://example.org/streets/map/1/2#1",
        "https://example.org/x/1",
        "https://example.org/r",
        "https://example.org/streets/map/1/2#one%20two",
        "https://example.org/streets/map/1/2#http%3A%2F%2Fa%20b",
    ]
    assert record_iri(MapHeader("m"), "row:1") == "urn:ontoman:map#1"
