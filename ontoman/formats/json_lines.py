"""JSON Lines as rows: one object a line, each value with its place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ontoman.formats import json_spans
from ontoman.formats.edits import check_utf8
from ontoman.formats.rows import Row
from ontoman.formats.text_tables import BOM, lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A value that a pattern can check whole: no nesting but an array of scalars, no escapes (they may be half
# characters), no NaN. Everything else takes the slow way through json_spans.
_SCALAR = rb'(?:"[^"\\\x00-\x1f]*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)'
_S = rb"[ \t]*"
_VALUE = (
    rb"(" + _SCALAR + rb"|\[" + _S + rb"(?:" + _SCALAR + rb"(?:" + _S + rb"," + _S + _SCALAR + rb")*)?" + _S + rb"\])"
)
_PLAIN_KEY = re.compile(r'[^"\\\x00-\x1f]*')
_SAMPLE = 1000

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class JsonLines:
    """A JSON Lines file in memory; its columns are the keys of the objects.

    >>> table = JsonLines(b'{"id": 1, "label": "cat"}', "a.jsonl")
    >>> [row.cells for row in table.rows(["label"])]
    [(b'"cat"',)]
    """

    data: bytes
    name: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the first records, in the order of their first use."""
        records = islice(self._records(), _SAMPLE)
        return tuple(dict.fromkeys(key for _, _, _, spans in records for key in spans))

    def rows(self, wanted: Sequence[str]) -> Iterator[Row]:
        """Yield the objects; empty lines are passed over."""
        data = self.data
        for line, start, end, spans in self._records():
            found = tuple(spans.get(name) for name in wanted)
            yield Row(line, start, end, tuple(data[s[0] : s[1]] if s else None for s in found), found)

    def span(self, row: Row, position: int) -> Span:
        """Return where a cell stands in the file."""
        start, end = row.place[position]
        return start, end

    def value(self, cell: bytes) -> object:
        """Read a cell."""
        return json.loads(cell)

    def cell(self, value: object, old: bytes) -> bytes:
        """Write a cell."""
        return json_spans.dump(value, old.decode("utf-8")).encode("utf-8")

    def _records(self) -> Iterator[tuple[int, int, int, dict[str, Span]]]:
        data = self.data
        shape: _Shape | None = None
        for number, (start, end) in enumerate(lines(data, len(BOM) if data.startswith(BOM) else 0), 1):
            match = shape.pattern.match(data, start) if shape else None
            if shape and match and match.end() == end:
                yield number, start, end, {key: match.span(i) for i, key in enumerate(shape.keys, 1)}
            elif data[start:end].strip():
                spans = self._scanned(number, start, end)
                shape = _shape_of(spans)
                yield number, start, end, spans

    def _scanned(self, number: int, start: int, end: int) -> dict[str, Span]:
        text = self.data[start:end].decode("utf-8")
        try:
            found = json_spans.whole_object(text)
        except json_spans.JsonProblem as problem:
            raise json_spans.letter(problem, f"{self.name}, line {number}") from problem
        if text.isascii():
            return {m.key: (start + m.start, start + m.end) for m in found}
        return {m.key: (start + _size(text[: m.start]), start + _size(text[: m.end])) for m in found}


@dataclass(frozen=True, slots=True)
class _Shape:
    """Keys in order, and the pattern of a line that has just these."""

    keys: tuple[str, ...]
    pattern: re.Pattern[bytes]


def _shape_of(spans: dict[str, Span]) -> _Shape | None:
    keys = tuple(spans)
    if not keys or not all(_PLAIN_KEY.fullmatch(key) for key in keys):
        return None
    parts = (b'"' + re.escape(key.encode("utf-8")) + b'"' + _S + b":" + _S + _VALUE for key in keys)
    return _Shape(keys, re.compile(rb"[ \t]*\{" + _S + (_S + b"," + _S).join(parts) + _S + rb"\}[ \t]*\r?\n?"))


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def open_json_lines(data: bytes, name: str) -> JsonLines:
    """Take the bytes of a JSON Lines file; refuses what is not UTF-8 (OM602)."""
    check_utf8(data, name)
    return JsonLines(data, name)
