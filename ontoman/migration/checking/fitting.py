"""Whether an item fits a release: its category, and the values of its attributes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ontoman.conditions.fields import NUMBERS, number_of
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontoman.migration.subjects import Severity
    from ontoman.migration.values import MapRow
    from ontoman.model import Attribute, Category, Iri, Ontology

_LISTED = frozenset({ValueKind.SINGLE, ValueKind.ORDINAL, ValueKind.MULTI})


class Fitting:
    """A release, to hold items against.

    What an item carries beside the attributes of its category is left alone: tools add their own. What a map itself
    writes must be an attribute of the category.
    """

    def __init__(self, release: Ontology) -> None:
        self._release = release
        self._attributes: dict[Iri, dict[str, Attribute]] = {}

    def problems(
        self, label: str, values: Mapping[str, object], written: Mapping[str, object]
    ) -> Iterator[tuple[Severity, str]]:
        """Say what does not fit of an item with this label and these values, of which the map has *written* some.

        A label that no live category has is not told here.
        """
        category = self._category(label)
        if category is None or category.deprecated:
            return
        if not category.selectable:
            yield "violation", f"{category.key} is only a group, and no label"
        attributes = self._of(category)
        for key in written:
            if key not in attributes:
                known = key in self._keys
                yield "violation", f"{category.key} has no attribute {key}" if known else f"there is no attribute {key}"
        for key, attribute in attributes.items():
            if values.get(key) is not None:
                yield from _value_problems(attribute, values[key], written=key in written)

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(a.key for a in self._release.attributes.values() if not a.deprecated)

    @cached_property
    def _by_text(self) -> Mapping[str, Category]:
        return {text.text: c for c in self._release.categories.values() if not c.deprecated for text in c.labels}

    def _category(self, label: str) -> Category | None:
        found = self._release.categories_by_key.get(label) or self._release.categories.get(label)  # type: ignore[call-overload]
        return found or self._by_text.get(label)

    def _of(self, category: Category) -> Mapping[str, Attribute]:
        if category.iri not in self._attributes:
            found = self._release.attributes_of(category.iri)
            self._attributes[category.iri] = {a.key: a for a in found if not a.deprecated}
        return self._attributes[category.iri]


def unfilled(rows: Iterable[MapRow], old: Ontology, new: Ontology) -> Mapping[str, tuple[str, ...]]:
    """Return the attributes that *new* requires and no row gives, each with what the labels are now called.

    No map can know them: people fill them in.
    """
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        target = new.categories.get(row.residual or row.object_id)  # type: ignore[call-overload]
        source = old.categories.get(row.subject_id)  # type: ignore[call-overload]
        if target is None or source is None or not source.selectable or row.of_value:
            continue
        had = {a.key for a in old.attributes_of(source.iri) if a.required or a.default is not None}
        given = (had - set(row.unset)) | {key for key, _ in row.set}
        for attribute in new.attributes_of(target.iri):
            asked = attribute.required and attribute.default is None and attribute.condition is None
            if asked and not attribute.deprecated and attribute.key not in given:
                found.setdefault(attribute.key, {})[target.key] = None
    return {key: tuple(labels) for key, labels in sorted(found.items())}


def _value_problems(attribute: Attribute, value: object, *, written: bool) -> Iterator[tuple[Severity, str]]:
    if attribute.kind in _LISTED:
        known = {one.key for one in attribute.values if not one.deprecated}
        wrong = [str(one) for one in (value if isinstance(value, tuple) else (value,)) if one not in known]
        if wrong:
            yield "violation", f"{attribute.key} has no value {', '.join(wrong)}"
    elif attribute.kind in NUMBERS:
        yield from _number_problems(attribute, value, written=written)
    elif attribute.kind is ValueKind.BOOLEAN and value not in {True, False, "true", "false"}:
        yield "violation", f"{attribute.key} is true or false, and not {value}"


def _number_problems(attribute: Attribute, value: object, *, written: bool) -> Iterator[tuple[Severity, str]]:
    number = number_of(float(value)) if isinstance(value, str) and _is_number(value) else number_of(value)
    low, high = attribute.minimum, attribute.maximum
    if number is None:
        yield "violation", f"{attribute.key} is a number, and not {value}"
    elif (low is not None and number < low) or (high is not None and number > high):
        bounds = f"{'any' if low is None else low} to {'any' if high is None else high}"
        yield "violation" if written else "warning", f"{attribute.key} is from {bounds}, and not {number:g}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
