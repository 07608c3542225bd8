"""What follows from another change: keys and successors, named in the place of those that they took over from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ontoman.changes import predicates as p
from ontoman.changes.literals import text_of
from ontoman.errors import OntomanError
from ontoman.model.terms import is_iri, is_literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.changes.context import Context
    from ontoman.changes.delta import SubjectDelta
    from ontoman.conditions import Condition
    from ontoman.model import Node

CONSEQUENCE: Final = frozenset({"consequence"})
"""The fact that a change only follows from others."""
_TEXTS: Final = re.compile(r"'((?:[^']|'')*)'")
_ASIDE: Final = "\0"


class Rekeyed(NamedTuple):
    """Something whose key is another one now; the owner is the attribute of a value."""

    kind: str
    old: str
    new: str
    owner: Node | None


def repointed(delta: SubjectDelta, *predicates: Node) -> bool:
    """Tell whether what changed of these predicates only leads to successors of what it led to before."""
    changed = False
    for predicate in predicates:
        gone, come = ({s.object for s in half.of((predicate,))} for half in (delta.removed, delta.added))
        now = frozenset(delta.new.objects(predicate))
        heirs = {node: _heirs(delta.context, node) for node in gone}
        if not all(found & now for found in heirs.values()) or not come <= frozenset().union(*heirs.values()):
            return False
        changed = changed or bool(gone)
    return changed


def _heirs(context: Context, node: Node) -> frozenset[Node]:
    """Return the direct successors of something, and theirs."""
    found: set[Node] = set()
    waiting = [node] if is_iri(node) else []
    while waiting:
        new = {*context.successors(waiting.pop())} - found
        found |= new
        waiting += sorted(new)
    return frozenset(found)


def says_new_key(delta: SubjectDelta, predicate: Node, attribute: Node | None) -> bool:
    """Tell whether what changed of a predicate only names values of an attribute by the keys that they have now."""
    gone, come = (
        {text_of(s.object) if is_literal(s.object) else s.object for s in half.of((predicate,))}
        for half in (delta.removed, delta.added)
    )
    keys = {one.old: one.new for one in _rekeyed(delta.context) if one.kind == "value" and one.owner == attribute}
    return bool(gone) and {keys.get(text) for text in gone} == come


def in_new_words(before: str, after: str, context: Context) -> tuple[str, bool] | None:
    """Return a condition with the keys that its terms have now, and whether *after* says the same, word for word.

    None where no key changed that it names, or where one of both cannot be read.
    """
    keys = [one for one in _rekeyed(context) if one.old.lower() in before.lower()]
    if not keys:
        return None
    try:
        old = _parsed(before, context, new=False)
        words = _renamed(old, keys, context).text
        return None if words == old.text else (words, _canonical(words, context) == _canonical(after, context))
    except OntomanError:
        return None


def _rekeyed(context: Context) -> Iterator[Rekeyed]:
    for node in context.rekeyed:
        old, new = context.old(node), context.new(node)
        if old.key != new.key:
            yield Rekeyed(new.names.kind, old.key, new.key, old.one(p.VALUE_OF))


def _canonical(text: str, context: Context) -> str:
    return _parsed(text, context, new=True).text


def _parsed(text: str, context: Context, *, new: bool) -> Condition:
    from ontoman.conditions import parse  # noqa: PLC0415 - brings sqlglot, which is heavy

    # What `is_a` takes in is no matter of words: any text may be a category here.
    tree = {key: frozenset({key}) for key in (found.replace("''", "'") for found in _TEXTS.findall(text))}
    return parse(text, context.fields(new=new), categories=tree)


def _renamed(condition: Condition, keys: list[Rekeyed], context: Context) -> Condition:
    """Give every term its new key; values first, while their attributes have the keys that the condition knows."""
    attributes = [one for one in keys if one.kind == "attribute"]
    for some in ([one for one in keys if one.kind != "attribute"], attributes):
        # Through a word that no key is, so that two may exchange theirs.
        for number, one in enumerate(some):
            condition = _called(condition, one, one.old, f"{_ASIDE}{number}", context)
        for number, one in enumerate(some):
            condition = _called(condition, one, f"{_ASIDE}{number}", one.new, context)
    return condition


def _called(condition: Condition, one: Rekeyed, old: str, new: str, context: Context) -> Condition:
    from ontoman.conditions import rename, rename_category, rename_value  # noqa: PLC0415 - few diffs need conditions

    match one.kind:
        case "attribute":
            return rename(condition, old, new)
        case "category":
            return rename_category(condition, old, new)
        case "value" if one.owner is not None:
            return rename_value(condition, context.old(one.owner).key, old, new)
        case _:
            return condition
