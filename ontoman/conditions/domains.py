"""Do two conditions overlap, do several leave a gap: answered by trying every cell of what they read.

A field's domain is cut at the literals; two values that no leaf tells apart are one cell. The answer is a witness (an
item for which it really is so), None where there is none, or "undetermined" beyond 100,000 cells.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import chain, combinations, pairwise, product
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from ontoman.conditions.evaluating import compiled
from ontoman.conditions.values import CATEGORY, Between, Compare, Condition, Has, In, IsA, field_of, leaves
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ontoman.conditions.values import Field, Leaf

MAX_CELLS: Final = 100_000

Item: TypeAlias = dict[str, object]
Answer: TypeAlias = Item | Literal["undetermined"] | None


def overlap(a: Condition, b: Condition, *, categories: Iterable[str] = (), nulls: bool = True) -> Answer:
    """Return an item for which both conditions are TRUE."""
    return witness((a, b), lambda a_holds, b_holds: a_holds is True and b_holds is True, categories, nulls=nulls)


def gap(conditions: Sequence[Condition], *, categories: Iterable[str] = (), nulls: bool = True) -> Answer:
    """Return an item for which none of *conditions* is TRUE; with no *nulls*, one that has every value."""
    return witness(conditions, lambda *holds: True not in holds, categories, nulls=nulls)


def witness(
    conditions: Sequence[Condition],
    wanted: Callable[..., bool],
    categories: Iterable[str] = (),
    *,
    nulls: bool = True,
) -> Answer:
    """Return the first item whose results are *wanted*; values are tried before NULLs, key by key.

    *categories* are the keys that items may have; where none are given, those that the conditions name and another.
    An item in which all is NULL is `{}`: compare the answer with None.
    """
    items = cells(conditions, categories, nulls=nulls)
    if items is None:
        return "undetermined"
    tests = [compiled(condition) for condition in conditions]
    return next((item for item in items if wanted(*(test(item) for test in tests))), None)


def cells(
    conditions: Sequence[Condition], categories: Iterable[str] = (), *, nulls: bool = True
) -> Iterator[Item] | None:
    """Return one item for each cell that *conditions* can tell apart; None beyond 100,000 cells."""
    domains = _domains(conditions, tuple(categories), nulls=nulls)
    if domains is None or math.prod(len(values) for values in domains.values()) > MAX_CELLS:
        return None
    return (
        {key: value for key, value in zip(domains, cell, strict=True) if value is not None}
        for cell in product(*domains.values())
    )


def _domains(
    conditions: Sequence[Condition], categories: tuple[str, ...], *, nulls: bool
) -> dict[str, list[object]] | None:
    """Return for each key that is read one value for each cell; None where even those are too many to list."""
    found: dict[str, list[Leaf]] = {}
    for leaf in chain.from_iterable(leaves(condition.root) for condition in conditions):
        found.setdefault(field_of(leaf).key, []).append(leaf)
    domains = {}
    for key in sorted(found):
        field = field_of(found[key][0])
        values = _values(field, found[key], categories)
        if values is None:
            return None
        if nulls and field is not CATEGORY:
            values = [*values, None]
        domains[key] = _cells(key, values, found[key])
    return domains


def _cells(key: str, values: Iterable[object], of_leaves: Sequence[Leaf]) -> list[object]:
    """Keep the first value of each kind that the leaves can tell apart."""
    tests = [compiled(Condition(leaf)) for leaf in dict.fromkeys(of_leaves)]
    cells: dict[tuple[bool | None, ...], object] = {}
    for value in values:
        item: Item = {} if value is None else {key: value}
        cells.setdefault(tuple(test(item) for test in tests), value)
    return list(cells.values())


def _values(field: Field, of_leaves: Sequence[Leaf], categories: tuple[str, ...]) -> list[object] | None:
    literals = sorted(set(chain.from_iterable(map(_literals, of_leaves))))
    match field.kind:
        case ValueKind.BOOLEAN:
            return [True, False]
        case ValueKind.INTEGER:
            return _within(field, _whole_numbers(literals))
        case ValueKind.DECIMAL:
            return _within(field, _numbers(literals))
        case ValueKind.DATE:
            return list(_dates(literals))
        case ValueKind.MULTI:
            return _subsets(literals) if 2 ** len(literals) <= MAX_CELLS else None
        case _:
            known = categories if field is CATEGORY else field.values
            return list(known) if known else [*filter(None, literals), _another(literals)]  # an empty text is NULL


def _literals(leaf: Leaf) -> tuple[Any, ...]:
    match leaf:
        case Compare(_, _, value) | Has(_, value):
            return (value,)
        case In(_, values):
            return values
        case Between(_, low, high):
            return (low, high)
        case IsA(_, members):
            return members
        case _:
            return ()


def _another(literals: Sequence[str]) -> str:
    """Return a text that no leaf names."""
    return next(text for n in range(len(literals) + 1) if (text := "other" + "_" * n) not in literals)


def _subsets(literals: Sequence[str]) -> list[object]:
    sizes = range(1, len(literals) + 1)
    return [*(chain.from_iterable(combinations(literals, size) for size in sizes)), ()]


def _whole_numbers(literals: Sequence[float]) -> list[int]:
    """Return the whole numbers at each literal and on either side, as far off as DOUBLE can tell them apart."""
    found = {0} if not literals else set()
    for cut in literals:
        below, above = math.nextafter(cut, -math.inf), math.nextafter(cut, math.inf)
        found |= {math.floor(cut) - 1, math.floor(cut), math.ceil(cut), math.ceil(cut) + 1}
        found |= {math.floor(below)} if math.isfinite(below) else set()
        found |= {math.ceil(above)} if math.isfinite(above) else set()
    return sorted(found)


def _numbers(literals: Sequence[float]) -> list[float]:
    """Return each literal, a number between each two neighbours, and one beyond either end."""
    if not literals:
        return [0.0]
    low, high = literals[0], literals[-1]
    between = (a / 2 + b / 2 for a, b in pairwise(literals))
    below, above = min(low - 1, math.nextafter(low, -math.inf)), max(high + 1, math.nextafter(high, math.inf))
    return [number for number in sorted({below, *literals, *between, above}) if math.isfinite(number)]


def _within(field: Field, numbers: Iterable[float]) -> list[object]:
    """Keep the numbers that the attribute allows, its bounds among them."""
    low = -math.inf if field.minimum is None else field.minimum
    high = math.inf if field.maximum is None else field.maximum
    bounds = [bound for bound in (low, high) if math.isfinite(bound)]
    if field.kind is ValueKind.INTEGER:
        bounds = [number for bound in bounds for number in (math.floor(bound), math.ceil(bound))]
    return [number for number in sorted({*numbers, *bounds}) if low <= number <= high]


def _dates(literals: Sequence[date]) -> Iterator[date]:
    days = {date(2000, 1, 1)} if not literals else set(literals)
    for day in literals:
        days |= {day - timedelta(1)} if day > date.min else set()
        days |= {day + timedelta(1)} if day < date.max else set()
    yield from sorted(days)
