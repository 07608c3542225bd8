"""Thrift's compact protocol without a schema: structures by the numbers of their fields, and nothing is lost.

A Parquet footer is such a structure. What another writer puts there that we have no name for passes through.
Source: Apache Thrift, "Thrift compact protocol encoding".
"""

from __future__ import annotations

import struct
from typing import Any, Final

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT, UUID = range(1, 14)
_INTEGERS: Final = frozenset({I16, I32, I64})
_LONG = 15  # a list of so many or more has its size after its head; a field further than this has its number after it

Struct = dict[int, tuple[int, Any]]
"""`{number: (type, value)}`; a list is `(type of its elements, elements)`, a map `(key type, value type, pairs)`."""


class Malformed(ValueError):
    """Bytes that are no structure of this protocol."""


def read_struct(data: bytes, at: int = 0) -> tuple[Struct, int]:
    """Return the structure that starts *at* a place, and where it ends; `Malformed` where there is none."""
    reader = _Reader(data, at)
    try:
        return reader.struct(), reader.at
    except (IndexError, struct.error, RecursionError) as error:
        raise Malformed(at) from error


def write_struct(of: Struct) -> bytes:
    """Return the bytes of a structure."""
    out = bytearray()
    _write(out, STRUCT, of)
    return bytes(out)


class _Reader:
    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def varint(self) -> int:
        found = shift = 0
        while True:
            byte = self.byte()
            found |= (byte & 0x7F) << shift
            if byte < 0x80:  # noqa: PLR2004 - the highest bit says that more follows
                return found
            shift += 7

    def integer(self) -> int:
        coded = self.varint()
        return (coded >> 1) ^ -(coded & 1)

    def take(self, size: int) -> bytes:
        if size > len(self.data) - self.at:
            raise IndexError(size)
        self.at += size
        return self.data[self.at - size : self.at]

    def struct(self) -> Struct:
        found: Struct = {}
        number = 0
        while (head := self.byte()) != 0:
            number = number + (head >> 4) if head >> 4 else self.integer()
            kind = head & 0x0F
            found[number] = (kind, None if kind in {TRUE, FALSE} else self.value(kind))
        return found

    def value(self, kind: int) -> Any:  # noqa: ANN401, PLR0911 - one line a type
        match kind:
            case _ if kind in _INTEGERS:
                return self.integer()
            case 8:
                return self.take(self.varint())
            case 12:
                return self.struct()
            case 9 | 10:
                return self.elements()
            case 1 | 2 | 3:  # a truth in a list is a byte
                return self.byte()
            case 7:
                return self.take(8)
            case 11:
                return self.pairs()
            case 13:
                return self.take(16)
            case _:
                raise Malformed(self.at)

    def elements(self) -> tuple[int, list[Any]]:
        head = self.byte()
        size = head >> 4 if head >> 4 != _LONG else self.varint()
        kind = head & 0x0F
        return kind, [self.value(kind) for _ in range(size)]

    def pairs(self) -> tuple[int, int, list[tuple[Any, Any]]]:
        size = self.varint()
        if not size:
            return 0, 0, []
        kinds = self.byte()
        return kinds >> 4, kinds & 0x0F, [(self.value(kinds >> 4), self.value(kinds & 0x0F)) for _ in range(size)]


def _write(out: bytearray, kind: int, value: Any) -> None:  # noqa: ANN401 - any of them
    match kind:
        case _ if kind in _INTEGERS:
            _integer(out, value)
        case 8:
            _varint(out, len(value))
            out += value
        case 12:
            _struct(out, value)
        case 9 | 10:
            _elements(out, *value)
        case 1 | 2 | 3:
            out.append(value)
        case 11:
            _pairs(out, *value)
        case _:
            out += value


def _struct(out: bytearray, of: Struct) -> None:
    before = 0
    for number, (kind, value) in sorted(of.items()):
        if 0 < number - before <= _LONG:
            out.append(number - before << 4 | kind)
        else:
            out.append(kind)
            _integer(out, number)
        if kind not in {TRUE, FALSE}:
            _write(out, kind, value)
        before = number
    out.append(0)


def _elements(out: bytearray, kind: int, values: list[Any]) -> None:
    out.append(min(len(values), _LONG) << 4 | kind)
    if len(values) >= _LONG:
        _varint(out, len(values))
    for value in values:
        _write(out, kind, value)


def _pairs(out: bytearray, key: int, value: int, pairs: list[tuple[Any, Any]]) -> None:
    _varint(out, len(pairs))
    if pairs:
        out.append(key << 4 | value)
    for one, other in pairs:
        _write(out, key, one)
        _write(out, value, other)


def _integer(out: bytearray, value: int) -> None:
    _varint(out, value << 1 if value >= 0 else ~(value << 1))


def _varint(out: bytearray, value: int) -> None:
    while value > 0x7F:  # noqa: PLR2004 - seven bits a byte
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
