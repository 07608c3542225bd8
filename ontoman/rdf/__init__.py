"""Between RDF and the model: parsing, canonical statements, reading, writing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from ontoman.rdf.files import SortedFile, file_bytes, read_lines
from ontoman.rdf.graphs import graph_of
from ontoman.rdf.guards import decoded
from ontoman.rdf.outside import parse_file
from ontoman.rdf.parsing import parse_text
from ontoman.rdf.reading import ontology_of
from ontoman.rdf.statements import canonical
from ontoman.rdf.writing import serialize

if TYPE_CHECKING:
    from ontoman.rdf.catalogue import catalogue_of, our_catalogue
    from ontoman.rdf.delta import FilePair, diff_files

__all__ = [
    "FilePair",
    "SortedFile",
    "canonical",
    "catalogue_of",
    "decoded",
    "diff_files",
    "file_bytes",
    "graph_of",
    "ontology_of",
    "our_catalogue",
    "parse_file",
    "parse_text",
    "read_lines",
    "serialize",
]


# These need all of `ontoman.changes`, and a parser does not: they are imported when they are asked for.
_LATER: Final = {
    "FilePair": "ontoman.rdf.delta",
    "catalogue_of": "ontoman.rdf.catalogue",
    "diff_files": "ontoman.rdf.delta",
    "our_catalogue": "ontoman.rdf.catalogue",
}


def __getattr__(name: str) -> object:
    """Import what stands in `_LATER`."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(name)
