"""An attribute changes its unit: the map that is built converts the numbers, is sound, and the data comes back."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from ontoman.cli import cli
from ontoman.formats import sssom

ONTOLOGY = """@prefix : <https://example.org/o#> . @prefix om: <https://w3id.org/ontoman/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
<https://example.org/o#> a owl:Ontology ; owl:versionIRI <https://example.org/o/VERSION> ; owl:versionInfo "VERSION" .
:person a skos:Concept, owl:Class ; skos:notation "person" ; skos:prefLabel "Person"@en .
:sign a skos:Concept, owl:Class ; skos:notation "sign" ; skos:prefLabel "Sign"@en .
:height a om:Attribute, owl:DatatypeProperty ; skos:notation "height" ; skos:prefLabel "Height"@en ;
    om:valueKind om:Decimal ; om:unit "UNIT" ; om:appliesTo :person .
"""


@pytest.fixture
def ontoman(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for version, unit in (("1", "ft"), ("2", "m"), ("3", "cubit")):
        (tmp_path / f"{version}.ttl").write_text(ONTOLOGY.replace("VERSION", version).replace("UNIT", unit))

    def run(*words, code=0):
        done = CliRunner().invoke(cli, list(words), catch_exceptions=False)
        assert done.exit_code == code, done.output
        return done.stdout

    return run


def test_the_map_that_is_built_converts_and_data_goes_there_and_back(ontoman, tmp_path):
    ontoman("map", "build", "1.ttl", "2.ttl", "-o", "m.sssom.tsv")
    rows = {row.subject_label: row for row in sssom.read(tmp_path / "m.sssom.tsv").map.rows}
    assert [(key, how.key) for key, how in rows["person"].transform] == [("height", "ft_to_m")]
    assert (rows["person"].action.value, rows["sign"].action.value) == ("transform", "keep")
    assert rows["person"].change
    assert json.loads(ontoman("map", "check", "m.sssom.tsv", "--from", "1.ttl", "--to", "2.ttl", "--json"))["problems"] == []  # fmt: skip
    data = b"id,label,height\n1,person,6\n2,sign,6\n3,person,\n"
    (tmp_path / "data.csv").write_bytes(data)
    ontoman("relabel", "data.csv", "--map", "m.sssom.tsv", "-o", "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == b"id,label,height\n1,person,1.8288\n2,sign,6\n3,person,\n"
    ontoman("undo", "out.csv", "-o", "back.csv")
    assert (tmp_path / "back.csv").read_bytes() == data


def test_a_unit_that_no_formula_leads_to_is_named(ontoman):
    ontoman("map", "build", "1.ttl", "3.ttl", "-o", "m.sssom.tsv")
    found = json.loads(ontoman("map", "check", "m.sssom.tsv", "--from", "1.ttl", "--to", "3.ttl", "--json", code=1))
    assert [(p["code"], p["subject"]) for p in found["problems"]] == [("OM558", "person")]
