"""What an ontology says of itself."""

from __future__ import annotations

from changes.samples.writing import Sample, row

SAMPLES: tuple[Sample, ...] = (
    row(
        "another namespace",
        "<https://example.org/zoo> a owl:Ontology ; <http://purl.org/vocab/vann/preferredNamespaceUri> 'https://example.org/zoo#' .",
        "<https://example.org/zoo> a owl:Ontology ; <http://purl.org/vocab/vann/preferredNamespaceUri> 'https://example.org/z#' .",
        ("NamespaceChanged", "zoo", "https://example.org/zoo#", "https://example.org/z#"),
    ),
    row(
        "a prefix for queries",
        "<https://example.org/zoo> a owl:Ontology .",
        "<https://example.org/zoo> a owl:Ontology ; sh:declare [ sh:prefix 'zoo' ; sh:namespace 'https://example.org/zoo#'^^xsd:anyURI ] .",
        ("NamespaceChanged", "zoo", None, ("https://example.org/zoo#", "zoo")),
    ),
    row(
        "a version",
        "<https://example.org/zoo> a owl:Ontology ; owl:versionInfo '1' .",
        "<https://example.org/zoo> a owl:Ontology ; owl:versionInfo '2' ; owl:versionIRI <https://example.org/zoo/2> .",
        ("VersionChanged", "zoo", "1", ("2", "https://example.org/zoo/2")),
    ),
    row(
        "an import",
        "<https://example.org/zoo> a owl:Ontology .",
        "<https://example.org/zoo> a owl:Ontology ; owl:imports <https://example.org/farm> .",
        ("ImportChanged", "zoo", None, "https://example.org/farm"),
    ),
    row(
        "a licence",
        "<https://example.org/zoo> a owl:Ontology .",
        "<https://example.org/zoo> a owl:Ontology ; dcterms:license <https://example.org/free> .",
        ("AuthorshipChanged", "zoo", None, "https://example.org/free"),
    ),
    row(
        "a title",
        "<https://example.org/zoo> a owl:Ontology ; dcterms:title 'Zoo'@en .",
        "<https://example.org/zoo> a owl:Ontology ; dcterms:title 'The zoo'@en .",
        ("HeaderAnnotationChanged", "zoo", "Zoo", "The zoo"),
    ),
)
