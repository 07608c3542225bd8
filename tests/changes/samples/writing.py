"""How a row of samples is written, and the subjects that many of them share."""

from __future__ import annotations

from dataclasses import dataclass

PREFIXES = """
@prefix om: <https://w3id.org/ontoman/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix : <%s> .
"""
NAMESPACE = "https://example.org/zoo#"


@dataclass(frozen=True)
class Sample:
    """One row: `expected` lists (kind, key, old, new, facts) of every change, `on_…` facts left out."""

    name: str
    before: str
    after: str
    expected: tuple[tuple, ...]


def turtle(body: str, namespace: str = NAMESPACE) -> str:
    """Write a body with the prefixes that all samples share."""
    return PREFIXES % namespace + body


def row(name: str, before: str, after: str, *expected: tuple) -> Sample:
    """Write a row; old, new and facts of a change may be left out."""
    return Sample(name, before, after, tuple((*one, *(None, None, frozenset())[len(one) - 2 :]) for one in expected))


def facts(*names: str) -> frozenset[str]:
    """Name what is true of a change."""
    return frozenset(names)


CAT = ":cat a skos:Concept ; skos:prefLabel 'cat'@en ; skos:broader :pet ."
PETS = """
:animal a skos:Concept ; skos:topConceptOf <https://example.org/zoo> .
:pet a skos:Concept ; skos:broader :animal .
:farm a skos:Concept ; skos:broader :animal .
:house a skos:Concept ; skos:broader :pet .
"""
LEGS = ":legs a om:Attribute, owl:DatatypeProperty ; skos:prefLabel 'legs'@en ; om:valueKind om:Integer"
COAT = ":coat a om:Attribute, owl:ObjectProperty ; skos:prefLabel 'coat'@en ; om:valueKind om:Ordinal ."
RULE = ":r1 a om:EdgeCaseRule ; skos:prefLabel 'wet'@en ; om:verdict om:Escalate"
EXAMPLE = ":e1 a om:Example ; om:illustrates :cat ; om:text 'A cat on a mat'@en"
