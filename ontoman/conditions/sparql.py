"""Conditions as SPARQL, over items that are RDF resources: `?item <attribute> value`.

SPARQL's logic of errors is the three-valued logic of conditions: an unbound variable is NULL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, assert_never

from ontoman.conditions.evaluating import COMPARE, comparable
from ontoman.conditions.values import (
    CATEGORY,
    And,
    Between,
    Compare,
    Flag,
    Has,
    In,
    IsA,
    IsNull,
    Not,
    Or,
    field_of,
    leaves,
)
from ontoman.model import ValueKind
from ontoman.model.names import TYPE
from ontoman.model.terms import XSD, iri_node, literal_node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.conditions.values import Condition, Expr, Field, Leaf, Scalar

FIELD_NS: Final = "urn:ontoman:field:"
"""Where the predicates of fields stand that have no IRI of their own."""

_NULL: Final = "?null"  # never bound
_NO_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')


class SparqlCondition(NamedTuple):
    """The patterns that bind what a condition reads, and the expression over them."""

    pattern: str
    expression: str


def to_sparql(
    condition: Condition,
    *,
    item: str = "item",
    category: str = TYPE,
    category_iris: Mapping[str, str] | None = None,
) -> str:
    """Return *condition* as a group pattern that keeps the items for which it is TRUE.

    *item* is the variable that is bound to them before; *category* the predicate that leads to their category,
    *category_iris* the IRI of each category key (a literal is compared where it has none). Values of attributes are
    IRIs where the field knows them, else literals. An empty set has no triples: here it is NULL.
    """
    pattern, expression = sparql_of(condition, item=item, category=category, category_iris=category_iris)
    return f"{pattern}FILTER({expression})"


def sparql_of(
    condition: Condition,
    *,
    item: str = "item",
    category: str = TYPE,
    category_iris: Mapping[str, str] | None = None,
) -> SparqlCondition:
    """Return the two halves of `to_sparql`, for a BIND or a query of one's own."""
    writer = _Writer(f"?{item}", category, category_iris or {})
    read = {field_of(leaf).key: field_of(leaf) for leaf in leaves(condition.root)}
    bound = [writer.binding(read[key]) for key in sorted(read) if not _is_set(read[key])]
    return SparqlCondition("".join(f"{line}\n" for line in bound), writer.expr(condition.root))


def _is_set(field: Field) -> bool:
    """Tell whether the field may have several triples, so that it is asked for with EXISTS."""
    return field.kind is ValueKind.MULTI or field is CATEGORY


def _variable(field: Field) -> str:
    return f"?v_{field.key}"


def _filled(variable: str) -> str:
    """Tell a text from an empty one, which is NULL."""
    return f'(DATATYPE({variable}) = <{XSD}string> && {variable} != "")'


def _iri(text: str) -> str:
    return iri_node(_NO_IRI.sub(lambda found: f"%{ord(found[0]):02X}", text))


def _typed_literal(text: str, datatype: str) -> str:
    return literal_node(text, "", XSD + datatype)


@dataclass(frozen=True, slots=True)
class _Writer:
    item: str
    category: str
    category_iris: Mapping[str, str]

    def predicate(self, field: Field) -> str:
        if field is CATEGORY:
            return _iri(self.category)
        return _iri(field.iri or FIELD_NS + field.key)

    def binding(self, field: Field) -> str:
        """Bind the value of *field* where it has one of its kind."""
        variable = _variable(field)
        return f"OPTIONAL {{ {self.item} {self.predicate(field)} {variable} FILTER({self._fits(field, variable)}) }}"

    def _fits(self, field: Field, variable: str) -> str:
        match field.kind:
            case ValueKind.INTEGER | ValueKind.DECIMAL:
                return f"isNumeric({variable}) && {variable} = {variable}"  # NaN is not equal to itself
            case ValueKind.ORDINAL:
                return f"{variable} IN ({', '.join(self.term(field, value) for value in field.values)})"
            case ValueKind.SINGLE if field.value_iris:
                return f"isIRI({variable}) || {_filled(variable)}"
            case ValueKind.BOOLEAN | ValueKind.DATE:
                return f"DATATYPE({variable}) = <{XSD}{field.kind.lower()}>"
            case _:
                return _filled(variable)

    def term(self, field: Field, value: Scalar) -> str:
        """Write a literal of the condition as the term that items have."""
        match field.kind:
            case ValueKind.INTEGER | ValueKind.DECIMAL:
                return _typed_literal(repr(float(str(value))), "double")
            case ValueKind.DATE:
                return _typed_literal(str(value), "date")
            case _:
                return self._key_term(field, str(value))

    def _key_term(self, field: Field, key: str) -> str:
        iris = self.category_iris if field is CATEGORY else dict(zip(field.values, field.value_iris, strict=False))
        return _iri(iris[key]) if key in iris else literal_node(key)

    # -- expressions --------------------------------------------------------------------------------------------------

    def expr(self, expr: Expr) -> str:
        match expr:
            case And(parts):
                return " && ".join(f"({self.expr(part)})" for part in parts)
            case Or(parts):
                return " || ".join(f"({self.expr(part)})" for part in parts)
            case Not(part):
                return f"!({self.expr(part)})"
            case _:
                return self.leaf(expr)

    def leaf(self, leaf: Leaf) -> str:
        match leaf:
            case IsNull(field):
                missing = f"NOT EXISTS {{ {self.item} {self.predicate(field)} ?any }}"
                return missing if _is_set(field) else f"!BOUND({_variable(field)})"
            case Flag(field):
                return f"{_variable(field)} = true"
            case IsA(_, members):
                return self._includes(CATEGORY, members)
            case Has(field, value):
                return self._includes(field, (value,))
            case Compare() | In() | Between() if leaf.field is CATEGORY:
                return self._category(leaf)
            case Compare() | In() | Between():
                return self._comparison(leaf)
            case _:
                assert_never(leaf)

    def _includes(self, field: Field, wanted: tuple[str, ...]) -> str:
        pattern = f"{self.item} {self.predicate(field)}"
        terms = ", ".join(self.term(field, key) for key in wanted)
        return f"IF(EXISTS {{ {pattern} ?any }}, EXISTS {{ {pattern} ?one FILTER(?one IN ({terms})) }}, {_NULL})"

    def _category(self, leaf: Compare | In | Between) -> str:
        values = leaf.values if isinstance(leaf, In) else (leaf.value,) if isinstance(leaf, Compare) else ()
        included = self._includes(CATEGORY, tuple(map(str, values)))
        return f"!({included})" if isinstance(leaf, Compare) and leaf.op == "<>" else included

    def _comparison(self, leaf: Compare | In | Between) -> str:
        field = leaf.field
        if field.kind is ValueKind.ORDINAL:
            return self._among(field, _ranked(leaf))
        variable = _variable(field)
        if field.kind in {ValueKind.INTEGER, ValueKind.DECIMAL}:
            variable = f"<{XSD}double>({variable})"  # numbers compare as DOUBLE
        match leaf:
            case In(_, values):
                return f"{variable} IN ({', '.join(self.term(field, value) for value in values)})"
            case Between(_, low, high):
                return f"{variable} >= {self.term(field, low)} && {variable} <= {self.term(field, high)}"
            case Compare(_, op, value):
                return f"{variable} {'!=' if op == '<>' else op} {self.term(field, value)}"

    def _among(self, field: Field, values: tuple[str, ...]) -> str:
        variable = _variable(field)
        if not values:
            return f"{variable} != {variable}"  # FALSE where there is a value: `IN ()` would not ask for one
        return f"{variable} IN ({', '.join(self.term(field, value) for value in values)})"


def _ranked(leaf: Compare | In | Between) -> tuple[str, ...]:
    """Return the values of an ordinal for which a comparison by rank holds."""
    field, ranks = leaf.field, range(len(leaf.field.values))
    match leaf:
        case Compare(_, op, value):
            right = comparable(field, value)
            kept = [rank for rank in ranks if COMPARE[op](rank, right)]
        case In(_, values):
            kept = sorted({comparable(field, value) for value in values})
        case Between(_, low, high):
            kept = [rank for rank in ranks if comparable(field, low) <= rank <= comparable(field, high)]
    return tuple(field.values[rank] for rank in kept)
