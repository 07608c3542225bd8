"""Conditions after a key has changed: the same meaning, in the new words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ontoman.conditions.values import CATEGORY, And, Between, Compare, Condition, Has, In, IsA, Not, Or

if TYPE_CHECKING:
    from collections.abc import Callable

    from ontoman.conditions.values import Expr, Field, Leaf, Scalar


def rename(condition: Condition, old_key: str, new_key: str) -> Condition:
    """Return *condition* with the attribute or field *old_key* called *new_key*."""

    def renamed(leaf: Leaf) -> Leaf:
        if isinstance(leaf, IsA) or leaf.field is CATEGORY or leaf.field.key != old_key:
            return leaf
        return replace(leaf, field=replace(leaf.field, key=new_key))

    return Condition(_mapped(condition.root, renamed))


def rename_value(condition: Condition, key: str, old_value: str, new_value: str) -> Condition:
    """Return *condition* with the value *old_value* of the attribute *key* called *new_value*."""

    def swap(text: Scalar) -> Scalar:
        return new_value if text == old_value else text

    def renamed(leaf: Leaf) -> Leaf:
        if isinstance(leaf, IsA) or leaf.field is CATEGORY or leaf.field.key != key:
            return leaf
        return _with_literals(replace(leaf, field=_with_value(leaf.field, old_value, new_value)), swap)

    return Condition(_mapped(condition.root, renamed))


def rename_category(condition: Condition, old_key: str, new_key: str) -> Condition:
    """Return *condition* with the category *old_key* called *new_key*, in `category` and in `is_a`."""

    def swap(text: Scalar) -> Scalar:
        return new_key if text == old_key else text

    def renamed(leaf: Leaf) -> Leaf:
        if isinstance(leaf, IsA):
            return IsA(str(swap(leaf.key)), tuple(sorted(str(swap(member)) for member in leaf.members)))
        return _with_literals(leaf, swap) if leaf.field is CATEGORY else leaf

    return Condition(_mapped(condition.root, renamed))


def _mapped(expr: Expr, change: Callable[[Leaf], Leaf]) -> Expr:
    match expr:
        case And(parts):
            return And(tuple(_mapped(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(_mapped(part, change) for part in parts))
        case Not(part):
            return Not(_mapped(part, change))
        case _:
            return change(expr)


def _with_value(field: Field, old: str, new: str) -> Field:
    return replace(field, values=tuple(new if value == old else value for value in field.values))


def _with_literals(leaf: Leaf, swap: Callable[[Scalar], Scalar]) -> Leaf:
    match leaf:
        case Compare(_, _, value):
            return replace(leaf, value=swap(value))
        case In(_, values):
            return replace(leaf, values=tuple(dict.fromkeys(map(swap, values))))
        case Between(_, low, high):
            return replace(leaf, low=swap(low), high=swap(high))
        case Has(_, wanted):
            return replace(leaf, value=str(swap(wanted)))
        case _:
            return leaf
