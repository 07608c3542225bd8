"""What the Arrow schema in a Parquet footer says that Parquet itself does not: how long each list must be."""

from __future__ import annotations

import base64
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEY = b"ARROW:schema"
_FIXED_SIZE_LIST = 16  # Schema.fbs: union Type
_HEADER, _FIELDS, _NAME, _TYPE_KIND, _TYPE, _SIZE = 2, 1, 0, 2, 3, 0  # places in the tables of Message.fbs, Schema.fbs


def fixed_sizes(metadata: Iterable[tuple[bytes, bytes]]) -> dict[str, int]:
    """Return the columns of lists of one size, with the size; none where the schema cannot be read."""
    encoded = dict(metadata).get(_KEY)
    if encoded is None:
        return {}
    try:
        return _sizes(base64.b64decode(encoded))
    except (ValueError, struct.error):
        return {}


def _sizes(message: bytes) -> dict[str, int]:
    data = message[8:] if message[:4] == b"\xff\xff\xff\xff" else message[4:]  # before Arrow 0.15: the length only
    schema = _table(data, _table(data, 0), _HEADER)
    fields = _table(data, schema, _FIELDS)
    found: dict[str, int] = {}
    for place in range(_number(data, fields)):
        at = fields + 4 + 4 * place
        field = at + _number(data, at)
        if data[_at(data, field, _TYPE_KIND)] == _FIXED_SIZE_LIST:
            name = _table(data, field, _NAME)
            text = data[name + 4 : name + 4 + _number(data, name)].decode("utf-8")
            found[text] = _number(data, _at(data, _table(data, field, _TYPE), _SIZE))
    return found


def _table(data: bytes, at: int, place: int | None = None) -> int:
    """Follow an offset: the root's, or the one at a *place* of the table *at*."""
    start = at if place is None else _at(data, at, place)
    return start + _number(data, start)


def _at(data: bytes, table: int, place: int) -> int:
    vtable = table - struct.unpack_from("<i", data, table)[0]
    return table + int(struct.unpack_from("<H", data, vtable + 4 + 2 * place)[0])


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])
