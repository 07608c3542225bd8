"""What a file must be before a parser sees it: text, in UTF-8."""

from __future__ import annotations

import re
from typing import Final

from ontoman.errors import BadInput

_MAGIC: Final = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (Office documents are ZIP archives too)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "a SQLite database"),
)
_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_OTHER_TEXTS: Final = (
    (re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE), "an HTML page"),
    (re.compile(rb"\s*(?:Prefix\s*\([^)]*\)\s*)*(?:Prefix|Ontology)\s*\("), "OWL in functional syntax"),
    (re.compile(rb"\s*(?:Prefix:\s*\S*\s*<[^>]*>\s*)*Ontology:\s*<"), "OWL in Manchester syntax"),
    (re.compile(rb"\s*format-version:\s*\d"), "an OBO file"),
)


def decoded(data: bytes) -> bytes:
    """Return *data* without a byte order mark; OM211 where it is no text, OM212 where it is not UTF-8."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            raise _not_utf8(f"it is {encoding}", 1, 0)
    _refuse_other_kinds(data)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _not_utf8(f"byte 0x{data[error.start]:02X} at offset {error.start}", line, error.start) from error
    return data


def _refuse_other_kinds(data: bytes) -> None:
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    kind = kind or next((name for pattern, name in _OTHER_TEXTS if pattern.match(data)), None)
    if kind is None and b"\0" in data[:65536]:
        kind = "binary data, or text that is not UTF-8"
    if kind is not None:
        fix = "Name a file of RDF, or a CSV or TSV table; ROBOT and Protégé save other ontologies as RDF."
        raise BadInput("OM211", f"This is {kind}, not RDF.", fix=fix)


def _not_utf8(found: str, line: int, offset: int) -> BadInput:
    return BadInput(
        "OM212",
        f"The text is not UTF-8: {found}, line {line}.",
        fix="Save the file as UTF-8.",
        details={"line": line, "offset": offset},
    )
