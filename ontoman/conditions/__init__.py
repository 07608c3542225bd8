"""The one small language of conditions: parse, evaluate, compile, say.

>>> from ontoman.model import ValueKind
>>> condition = parse("Wheels>2.0", {"wheels": Field("wheels", ValueKind.INTEGER)})
>>> condition.text, evaluate(condition, {"wheels": 4}), evaluate(condition, {})
('wheels > 2', True, None)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.conditions.domains import Answer, cells, gap, overlap, witness
from ontoman.conditions.evaluating import MULTI_SEPARATOR, compiled, evaluate
from ontoman.conditions.fields import attribute_field, categories_of, fields_of, infer_field
from ontoman.conditions.letters import ConditionRefused
from ontoman.conditions.renaming import rename, rename_category, rename_value
from ontoman.conditions.sentences import Words, sentence, words_of
from ontoman.conditions.sparql import SparqlCondition, sparql_of, to_sparql
from ontoman.conditions.values import (
    CATEGORY,
    RESERVED,
    And,
    Between,
    Compare,
    Condition,
    Field,
    Flag,
    Has,
    In,
    IsA,
    IsNull,
    Not,
    Or,
    all_of,
    any_of,
    negated,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

__all__ = [
    "CATEGORY",
    "MULTI_SEPARATOR",
    "RESERVED",
    "And",
    "Answer",
    "Between",
    "Compare",
    "Condition",
    "ConditionRefused",
    "Field",
    "Flag",
    "Has",
    "In",
    "IsA",
    "IsNull",
    "Not",
    "Or",
    "SparqlCondition",
    "Words",
    "all_of",
    "any_of",
    "attribute_field",
    "categories_of",
    "cells",
    "compiled",
    "evaluate",
    "fields_of",
    "gap",
    "infer_field",
    "negated",
    "overlap",
    "parse",
    "rename",
    "rename_category",
    "rename_value",
    "sentence",
    "sparql_of",
    "to_sparql",
    "to_sql",
    "witness",
    "words_of",
]


def parse(
    text: str, fields: Mapping[str, Field], *, categories: Mapping[str, frozenset[str]] | None = None
) -> Condition:
    """Read *text* as a condition over *fields*; refuses all else with its place (OM301 to OM308).

    *categories* gives for each category key the keys of its descendants, itself among them (`categories_of`).
    """
    from ontoman.conditions import parsing  # noqa: PLC0415 - brings sqlglot, which is heavy

    return parsing.parse(text, fields, categories=categories)


def to_sql(
    condition: Condition,
    *,
    dialect: str = "duckdb",
    column: Callable[[str], str] | Mapping[str, str] | None = None,
    columns_are_text: bool | Collection[str] = False,
    multi_separator: str = MULTI_SEPARATOR,
) -> str:
    """Return *condition* as an SQL expression with the same three-valued result as `evaluate`.

    *column* gives the SQL expression of each key (`category` too); a key that a mapping lacks is NULL; without
    *column* a key is the column of that name. *columns_are_text* says that all columns, or those of these keys, are
    VARCHAR and hold the text of cells (a set is joined by *multi_separator*). An empty text is NULL in any column.
    """
    from ontoman.conditions import sql  # noqa: PLC0415 - brings sqlglot, which is heavy

    return sql.to_sql(
        condition,
        dialect=dialect,
        column=column,
        columns_are_text=columns_are_text,
        multi_separator=multi_separator,
    )
