"""The vocabulary file and the code name the same terms."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from ontoman.formats.sssom.columns import COLUMNS
from ontoman.migration.curies import expand
from ontoman.migration.values import UNDECIDED
from ontoman.model import entities, names
from ontoman.model.terms import iri_of, literal_of, split
from ontoman.rdf import parse_text

ROOT = Path(__file__).resolve().parents[2]
LINES = parse_text((ROOT / "vocab/om.ttl").read_text(encoding="utf-8"), "turtle")
IS_DEFINED_BY = f"<{names.RDFS_NS}isDefinedBy>"
KINDS = {names.CLASS, names.DATATYPE_PROPERTY, names.OBJECT_PROPERTY, names.RDF_NS + "Property"}
NAMED_INDIVIDUAL = names.OWL_NS + "NamedIndividual"


def statements():
    """{term: {predicate: [node]}} of the om: terms that the file describes."""
    found = {}
    for line in LINES:
        subject, predicate, obj = split(line)
        if subject.startswith(f"<{names.OM_NS}") and subject != f"<{names.OM_NS}>":
            found.setdefault(iri_of(subject), {}).setdefault(predicate[1:-1], []).append(obj)
    return found


TERMS = statements()
CLASSES = {term for term, said in TERMS.items() if f"<{names.CLASS}>" in said[names.TYPE]}


def named_in_python():
    constants = {value for value in vars(names).values() if isinstance(value, str) and value.startswith(names.OM_NS)}
    enums = [thing for thing in vars(entities).values() if isinstance(thing, type) and issubclass(thing, StrEnum)]
    members = {names.OM_NS + member.value for enum in enums if enum is not StrEnum for member in enum}
    return (constants | members | {expand(UNDECIDED, names.PREFIXES)}) - {names.OM_NS}


def slots():
    """The extension slots of map files: om_group_op is om:groupOp."""
    return {names.OM_NS + re.sub("_(.)", lambda m: m[1].upper(), c.name[3:]) for c in COLUMNS if c.extension}


def used_in(*patterns):
    texts = (path.read_text(encoding="utf-8") for pattern in patterns for path in sorted(ROOT.glob(pattern)))
    return {names.OM_NS + name for text in texts for name in re.findall(r"(?<![\w:])om:([A-Za-z][A-Za-z0-9]*)", text)}


def test_every_term_that_the_code_names_is_defined():
    assert named_in_python() - set(TERMS) == set()


def test_every_slot_of_a_map_file_is_defined():
    assert slots() - set(TERMS) == set()


def test_every_term_that_the_examples_use_is_defined():
    assert used_in("vocab/examples/**/*.ttl", "tests/real/nuscenes/*.ttl") - set(TERMS) == set()


def test_every_term_that_the_shapes_use_is_defined_here_or_there():
    defined_there = {
        names.OM_NS + name
        for path in sorted(ROOT.glob("shapes/*.ttl"))
        for name in re.findall(r"^om:(\w+) a ", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert used_in("shapes/*.ttl") - set(TERMS) - defined_there == set()


def test_every_defined_term_is_used_by_code_shapes_maps_or_closed_lists():
    members = {term for term, said in TERMS.items() if CLASSES & {iri_of(node) for node in said[names.TYPE]}}
    lists = {cls for cls in CLASSES if any(f"<{cls}>" in said[names.TYPE] for said in TERMS.values())}
    of_the_set = {
        names.OM_NS + name
        for name in ("fromGraphSha256", "toGraphSha256", "predecessorSha256", "completeness", "rowCount")
    }
    others = slots() | of_the_set | used_in("shapes/*.ttl") | {names.OM_NS + "rowSha256"}
    assert set(TERMS) - named_in_python() - members - lists - others == set()


@pytest.mark.parametrize("term", sorted(TERMS))
def test_a_term_has_a_type_two_labels_a_definition_and_a_home(term):
    said = TERMS[term]
    types = {iri_of(node) for node in said[names.TYPE]}
    assert types & (KINDS | CLASSES | {NAMED_INDIVIDUAL})
    assert sorted(literal_of(node).lang for node in said[names.RDFS_LABEL]) == ["de", "en"]
    assert [literal_of(node).lang for node in said[names.DEFINITION]] == ["en"]
    assert said[names.RDFS_NS + "isDefinedBy"] == [f"<{names.OM_NS}>"]


@pytest.mark.parametrize(
    ("enum", "name"),
    [
        (entities.Role, "Role"),
        (entities.ValueKind, "ValueKind"),
        (entities.Verdict, "Verdict"),
        (entities.Disposition, "Disposition"),
        (entities.Meaning, "Meaning"),
    ],
)
def test_a_closed_list_has_the_same_members_in_both_places(enum, name):
    members = {term for term, said in TERMS.items() if f"<{names.OM_NS}{name}>" in said[names.TYPE]}
    assert members == {names.OM_NS + member.value for member in enum}


def test_the_vocabulary_says_what_it_is():
    header = {split(line).predicate[1:-1] for line in LINES if line.startswith(f"<{names.OM_NS}> ")}
    assert {names.TITLE, names.LICENSE, names.VERSION_IRI, names.VERSION_INFO} <= header
