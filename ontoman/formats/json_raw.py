"""Big JSON by its bytes: where members and elements stand, found by msgspec's reader, which checks all of it.

msgspec takes the last of two equal keys without a word: objects whose keys may repeat are read again, slowly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import msgspec

from ontoman.formats import json_spans
from ontoman.formats.json_spans import JsonProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_SPACE = re.compile(rb"[ \t\r\n]*")
_KEY = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_KEY_END = re.compile(rb'"\s*:')
_object = msgspec.json.Decoder(dict[str, msgspec.Raw])
_array = msgspec.json.Decoder(list[msgspec.Raw])


class Part(NamedTuple):
    """A value with its span in the file."""

    start: int
    end: int
    raw: bytes


def object_at(raw: bytes, start: int = 0) -> dict[str, Part]:
    """Return the members of an object whose bytes begin at *start* of the file; duplicate keys are a problem."""
    found = _decoded_object(raw)
    parts: dict[str, Part] = {}
    at = _skip(raw, raw.index(b"{") + 1)
    while len(parts) < len(found):
        key_end = _key_end(raw, at)
        key = msgspec.json.decode(raw[at:key_end])
        begin = _skip(raw, raw.index(b":", key_end) + 1)
        value = bytes(found[key])
        end = begin + len(value)
        if key in parts or raw[begin:end] != value:
            _look_closely(raw)
        parts[key] = Part(start + begin, start + end, value)
        at = _skip(raw, end)
        if raw[at : at + 1] == b",":
            at = _skip(raw, at + 1)
    if raw[at : at + 1] != b"}":  # more members than keys
        _look_closely(raw)
    return parts


def values_of(raw: bytes) -> dict[str, msgspec.Raw]:
    """Return the members of an object, as raw values; duplicate keys at any depth are a problem."""
    found = _decoded_object(raw)
    if len(_KEY_END.findall(raw)) != len(found):  # nested objects, odd texts, or a key that stands twice
        json_spans.document(raw.decode("utf-8"))
    return found


def elements_at(raw: bytes, start: int = 0) -> list[Part]:
    """Return the elements of an array whose bytes begin at *start* of the file."""
    try:
        found = _array.decode(raw)
    except msgspec.DecodeError:
        _look_closely(raw)
    except RecursionError as error:
        raise _too_deep() from error
    parts = []
    at = _skip(raw, raw.index(b"[") + 1)
    for one in found:
        value = bytes(one)
        parts.append(Part(start + at, start + at + len(value), value))
        at = _skip(raw, _skip(raw, at + len(value)) + 1)
    return parts


def decoded(raw: bytes | msgspec.Raw) -> object:
    """Return the value of JSON that stands in a part already checked."""
    try:
        return msgspec.json.decode(raw)
    except RecursionError as error:
        raise _too_deep() from error


def removals(parts: Sequence[Part], gone: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans to cut so that the elements at the places *gone* vanish with their commas."""
    kept = [place for place in range(len(parts)) if place not in gone]
    last = kept[-1] if kept else -1
    run: int | None = None
    for place in range(last + 1):
        if place in gone:
            run = parts[place].start if run is None else run
        elif run is not None:
            yield run, parts[place].start
            run = None
    if last + 1 < len(parts):
        yield (parts[last].end if kept else parts[0].start), parts[-1].end


def between(parts: Sequence[Part], data: bytes) -> bytes:
    """Return what stands between two elements, such as `, ` or a comma and a line break with its indent."""
    return data[parts[0].end : parts[1].start] if len(parts) > 1 else b", "


def member_span(raw: bytes, start: int, key: str) -> tuple[int, int] | None:
    """Return the span of one member's value, None where the object lacks it."""
    part = object_at(raw, start).get(key)
    return None if part is None else (part.start, part.end)


def _decoded_object(raw: bytes) -> dict[str, msgspec.Raw]:
    try:
        return _object.decode(raw)
    except msgspec.DecodeError as error:
        if not raw.lstrip(b" \t\r\n").startswith(b"{"):
            raise JsonProblem("OM601", "it is not a JSON object") from error
        _look_closely(raw)
    except RecursionError as error:
        raise _too_deep() from error


def _too_deep() -> JsonProblem:
    return JsonProblem("OM603", "it is nested too deep")


def _look_closely(raw: bytes) -> NoReturn:
    """Read slowly, to say exactly what is wrong."""
    json_spans.document(raw.decode("utf-8"))
    raise JsonProblem("OM603", "it is not JSON, or cut off")


def _key_end(raw: bytes, at: int) -> int:
    match = _KEY.match(raw, at)
    if match is None:
        _look_closely(raw)
    return match.end()


def _skip(raw: bytes, at: int) -> int:
    match = _SPACE.match(raw, at)
    return match.end() if match else at
