"""COCO JSON by its parts: categories, annotations, images, each with its place, so that only labels change.

Knows what instances, keypoints, panoptic (`segments_info`) and LVIS (`neg_category_ids`,
`not_exhaustive_category_ids`) files hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ontoman.errors import BadInput
from ontoman.formats import json_raw, json_spans
from ontoman.formats.edits import check_utf8
from ontoman.formats.text_tables import BOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import msgspec

    from ontoman.formats.json_raw import Part

LISTS = ("neg_category_ids", "not_exhaustive_category_ids")
_CATEGORY_ID = re.compile(rb'"category_id"\s*:\s*(-?\d+)')
_INTEGER = re.compile(rb"-?\d+")


class Category(NamedTuple):
    """One entry of `categories`."""

    id: int
    name: str
    part: Part


class Labeled(NamedTuple):
    """One place that carries a category id: an annotation, or a segment of one."""

    item: str
    image: object
    id: int
    span: tuple[int, int]
    part: Part
    attributes: Mapping[str, object]
    segment: bool


class Listed(NamedTuple):
    """One image's list of category ids."""

    image: object
    key: str
    ids: tuple[int, ...]
    part: Part


@dataclass(frozen=True)
class Coco:
    """A COCO file in memory, checked; `categories` by id."""

    data: bytes
    name: str
    sections: Mapping[str, Part]
    categories: Mapping[int, Category]

    @cached_property
    def annotations(self) -> list[Part]:
        """The elements of `annotations`."""
        return self._elements("annotations")

    def labeled(self, reads: frozenset[str]) -> Iterator[tuple[int, list[Labeled]]]:
        """Yield each annotation's place and what in it carries a category; *reads* are the attributes wanted."""
        seen: set[int] = set()
        for place, part in enumerate(self.annotations):
            try:
                found = _labeled(part, reads)
            except json_spans.JsonProblem as problem:
                raise self._letter(problem, f"annotation {place + 1}") from problem
            for one in found:
                if one.id not in self.categories:
                    raise self._unknown(one.id, f"annotation {one.item}")
            if found and not found[0].segment:
                number = int(found[0].item)
                if number in seen:
                    raise self._letter(_twice("annotation", number), f"annotation {place + 1}")
                seen.add(number)
            yield place, found

    def listed(self) -> Iterator[Listed]:
        """Yield the lists of category ids that images carry, in the order of the file."""
        for place, part in enumerate(self._elements("images")):
            yield from self._lists(part, place)

    def _lists(self, part: Part, place: int) -> Iterator[Listed]:
        try:
            values = json_raw.values_of(part.raw)
            if not values.keys() & set(LISTS):
                return
            members = json_raw.object_at(part.raw, part.start)
            image = json_raw.decoded(members["id"].raw) if "id" in members else None
            found = [(key, member, _ids(member.raw, key)) for key, member in members.items() if key in LISTS]
        except json_spans.JsonProblem as problem:
            raise self._letter(problem, f"image {place + 1}") from problem
        for key, member, ids in found:
            for one in ids:
                if one not in self.categories:
                    raise self._unknown(one, f"{key} of image {image}")
            yield Listed(image, key, ids, member)

    def _elements(self, section: str) -> list[Part]:
        part = self.sections.get(section)
        try:
            return json_raw.elements_at(part.raw, part.start) if part else []
        except json_spans.JsonProblem as problem:  # sooner too deep here than for the whole file
            raise self._letter(problem, f"`{section}`") from problem

    def _letter(self, problem: json_spans.JsonProblem, where: str) -> BadInput:
        return json_spans.letter(problem, f"{self.name}, {where}")

    def _unknown(self, number: int, where: str) -> BadInput:
        return BadInput(
            "OM609",
            f"{self.name}, {where}: category {number} is not among the {len(self.categories)} categories.",
            fix="Add it to `categories`, or correct the id.",
            details={"category_id": number},
        )


def open_coco(data: bytes, name: str) -> Coco:
    """Take the bytes of a COCO file; refuses what is none (OM601), cut off (OM603), or repeats keys (OM604)."""
    check_utf8(data, name)
    start = len(BOM) if data.startswith(BOM) else 0
    try:
        sections = json_raw.object_at(data[start:] if start else data, start)
        _check_sections(sections)
        categories = _categories(sections["categories"])
    except json_spans.JsonProblem as problem:
        raise json_spans.letter(problem, _where(name, data, problem)) from problem
    return Coco(data, name, sections, categories)


def _check_sections(sections: Mapping[str, Part]) -> None:
    if not {"categories", "annotations"} <= sections.keys():
        raise json_spans.JsonProblem("OM601", "it has no `categories` and `annotations`, so it is not COCO")
    for key, part in sections.items():
        if key not in {"categories", "annotations", "images"}:
            json_spans.document(part.raw.decode("utf-8"))
        elif not part.raw.startswith(b"["):
            raise json_spans.JsonProblem("OM607", f"`{key}` is not a list")


def _where(name: str, data: bytes, problem: json_spans.JsonProblem) -> str:
    if problem.at is None:
        return name
    line = data.count(b"\n", 0, problem.at) + 1
    return f"{name}, line {line}"


def _categories(section: Part) -> dict[int, Category]:
    found: dict[int, Category] = {}
    for part in json_raw.elements_at(section.raw, section.start):
        values = json_raw.values_of(part.raw)
        number, name = (json_raw.decoded(values[key]) if key in values else None for key in ("id", "name"))
        if not isinstance(number, int) or isinstance(number, bool):
            raise json_spans.JsonProblem(
                "OM607", f"the category {name!r} has the id {number!r}, which is no whole number"
            )
        if not isinstance(name, str):
            raise json_spans.JsonProblem("OM607", f"the category {number} has the name {name!r}, which is no text")
        if number in found:
            raise _twice("category", number)
        found[number] = Category(number, name, part)
    return found


def _twice(kind: str, number: int) -> json_spans.JsonProblem:
    return json_spans.JsonProblem("OM619", f"the {kind} id {number} stands twice")


def _labeled(part: Part, reads: frozenset[str]) -> list[Labeled]:
    values = json_raw.values_of(part.raw)
    image = json_raw.decoded(values["image_id"]) if "image_id" in values else None
    if isinstance(image, list | dict):
        raise json_spans.JsonProblem("OM607", "`image_id` is a list or an object, not one id")
    attributes = _attributes(values, reads)
    found = []
    if "category_id" in values:
        item = _whole(values, "id")
        number = _whole(values, "category_id")
        found.append(Labeled(str(item), image, number, _id_span(part), part, attributes, segment=False))
    if "segments_info" in values:
        found += _segments(part, image, attributes, reads)
    return found


def _segments(part: Part, image: object, of_image: Mapping[str, object], reads: frozenset[str]) -> Iterator[Labeled]:
    section = json_raw.object_at(part.raw, part.start)["segments_info"]
    for one in json_raw.elements_at(section.raw, section.start):
        values = json_raw.values_of(one.raw)
        item = f"{image}/{_whole(values, 'id')}"
        attributes = {**of_image, **_attributes(values, reads)}
        yield Labeled(item, image, _whole(values, "category_id"), _id_span(one), one, attributes, segment=True)


def _attributes(values: Mapping[str, msgspec.Raw], reads: frozenset[str]) -> dict[str, object]:
    """Read the attributes that are wanted, from `attributes` or from the annotation itself."""
    if not reads:
        return {}
    found = {key: json_raw.decoded(values[key]) for key in reads & values.keys()}
    if "attributes" in values:
        inner = json_raw.decoded(values["attributes"])
        if isinstance(inner, dict):
            found.update((key, value) for key, value in inner.items() if key in reads)
    return found


def _whole(values: Mapping[str, msgspec.Raw], key: str) -> int:
    raw = bytes(values[key]) if key in values else b"nothing"
    if _INTEGER.fullmatch(raw) is None:
        raise json_spans.JsonProblem("OM607", f"`{key}` is {raw[:40].decode('utf-8', 'replace')}, not a whole number")
    return int(raw)


def _id_span(part: Part) -> tuple[int, int]:
    matches = list(_CATEGORY_ID.finditer(part.raw))
    if len(matches) == 1 and b"\\u" not in part.raw:
        return part.start + matches[0].start(1), part.start + matches[0].end(1)
    span = json_raw.member_span(part.raw, part.start, "category_id")
    assert span is not None
    return span


def _ids(raw: bytes, key: str) -> tuple[int, ...]:
    found = json_raw.decoded(raw)
    if not isinstance(found, list) or any(not isinstance(one, int) or isinstance(one, bool) for one in found):
        raise json_spans.JsonProblem("OM607", f"`{key}` is not a list of whole numbers")
    return tuple(found)
