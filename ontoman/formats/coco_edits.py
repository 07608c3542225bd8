"""Edits of a COCO file: ids, attributes, whole entries taken out or put in; every other byte stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ontoman.formats import json_raw, json_spans
from ontoman.formats.edits import Edit, chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.formats.json_raw import Part


def category_edits(part: Part, name: str, number: int, *, deprecated: bool) -> Iterator[Edit]:
    """Write another name or id into an entry of `categories`, or mark it deprecated."""
    members = json_raw.object_at(part.raw, part.start)
    edits = []
    for key, value in (("name", name), ("id", number)):
        if json.loads(members[key].raw) != value:
            edits.append(Edit(members[key].start, members[key].end, _json(value)))
    if deprecated and "deprecated" not in members:
        end = max(member.end for member in members.values())
        edits.append(Edit(end, end, b', "deprecated": true'))
    yield from sorted(edits)


def new_category(name: str, number: int, like: Part | None) -> bytes:
    """Write an entry of `categories`, with the supercategory of the entry that it follows from."""
    entry: dict[str, object] = {"id": number, "name": name}
    if like is not None:
        values = json_raw.values_of(like.raw)
        if "supercategory" in values:
            entry["supercategory"] = json.loads(bytes(values["supercategory"]))
    return _json(entry)


def listed(ids: Iterable[int], like: bytes) -> bytes:
    """Write a list of ids with the spaces of the old one."""
    return json_spans.dump(list(ids), like.decode("utf-8")).encode("utf-8")


def attribute_edits(part: Part, values: Mapping[str, object], unset: Sequence[str]) -> Iterator[Edit]:
    """Write attribute values where they stand, new ones into `attributes`; take out what is unset."""
    members = json_raw.object_at(part.raw, part.start)
    inner = members.get("attributes")
    inner_members = json_raw.object_at(inner.raw, inner.start) if inner and inner.raw.startswith(b"{") else {}
    edits, new = [], {}
    for key, value in values.items():
        found = inner_members.get(key) or members.get(key)
        if found is not None:
            edits.append(Edit(found.start, found.end, _json(value)))
        else:
            new[key] = value
    for key in unset:
        for home, known in ((inner, inner_members), (part, members)):
            if home is not None and key in known:
                edits.append(_without(home, key))
                break
    if new:
        edits.append(_with_new(members, inner, inner_members, new))
    yield from sorted(edits)


def copied(part: Part, edits: Iterable[Edit]) -> bytes:
    """Return an entry with edits, for a copy of it."""
    local = [Edit(start - part.start, end - part.start, new) for start, end, new in edits]
    return b"".join(chunks(part.raw, sorted(local)))


def _with_new(
    members: Mapping[str, Part],
    inner: Part | None,
    inner_members: Mapping[str, Part],
    new: Mapping[str, object],
) -> Edit:
    body = _json(new)[1:-1]
    if inner is not None and inner.raw.startswith(b"{"):
        if not inner_members:
            return Edit(inner.start + 1, inner.start + 1, body)
        end = max(member.end for member in inner_members.values())
        return Edit(end, end, b", " + body)
    end = max(member.end for member in members.values())
    return Edit(end, end, b', "attributes": {' + body + b"}")


def _without(home: Part, key: str) -> Edit:
    text = home.raw.decode("utf-8")
    members, _ = json_spans.members(text)
    place = next(place for place, member in enumerate(members) if member.key == key)
    start = members[place].at if place == 0 else members[place - 1].end
    end = members[1].at if place == 0 and len(members) > 1 else members[place].end
    return Edit(home.start + _size(text[:start]), home.start + _size(text[:end]), b"")


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")
