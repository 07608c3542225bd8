"""A condition as a sentence, in the words of the ontology: for guidelines, pages and letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, assert_never

from ontoman.conditions.values import CATEGORY, And, Between, Compare, Flag, Has, In, IsA, IsNull, Not, Or
from ontoman.conditions.writing import number_text
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.conditions.values import Condition, Expr, Field, Leaf, Op, Scalar
    from ontoman.model import Ontology


@dataclass(frozen=True, slots=True)
class Words:
    """How keys are called: `fields` and `units` by key, `values` by key of field and value, `categories` by key."""

    fields: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


def words_of(ontology: Ontology, lang: str = "en") -> Words:
    """Return the labels of an ontology in one language, others where it has none."""
    attributes = ontology.attributes.values()
    return Words(
        fields={a.key: a.label(lang) for a in attributes},
        values={(a.key, value.key): value.label(lang) for a in attributes for value in a.values},
        categories={category.key: category.label(lang) for category in ontology.categories.values()},
        units={a.key: a.unit for a in attributes if a.unit},
    )


def sentence(condition: Condition, words: Words | None = None, lang: str = "en") -> str:
    """Say *condition*: `Wheels is more than 2 and Visibility is below 41-60 %`. English, or German for `de`."""
    phrases = _PHRASES.get(lang.split("-", maxsplit=1)[0], _ENGLISH)
    said = _Speaker(words or Words(), phrases).expr(_pushed(condition.root))
    return said[:1].upper() + said[1:]


# -- negation goes to the leaves, where a language has words for it ----------------------------------------------------

_OPPOSITE: Final[dict[Op, Op]] = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def _pushed(expr: Expr, *, negate: bool = False) -> Expr:
    """Return *expr* with `not` at leaves only; De Morgan's laws hold in three-valued logic too."""
    match expr:
        case Not(part):
            return _pushed(part, negate=not negate)
        case And(parts) | Or(parts):
            pushed = tuple(_pushed(part, negate=negate) for part in parts)
            return Or(pushed) if isinstance(expr, Or) is not negate else And(pushed)
        case Compare(of, op, value) if negate:
            return Compare(of, _OPPOSITE[op], value)
        case _:
            return Not(expr) if negate else expr


# -- phrases -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phrases:
    conj: str
    disj: str
    category: str
    quotes: tuple[str, str]
    point: str
    equal: Mapping[Op, str]
    number: Mapping[Op, str]
    rank: Mapping[Op, str]
    day: Mapping[Op, str]
    among: tuple[str, str]
    between: tuple[str, str]
    null: tuple[str, str]
    flag: tuple[str, str]
    is_a: tuple[str, str]
    has: tuple[str, str]


_ENGLISH: Final = _Phrases(
    conj="and",
    disj="or",
    category="the category",
    quotes=("“", "”"),
    point=".",
    equal={"=": "{0} is {1}", "<>": "{0} is not {1}"},
    number={
        "<": "{0} is less than {1}",
        "<=": "{0} is at most {1}",
        ">": "{0} is more than {1}",
        ">=": "{0} is at least {1}",
    },
    rank={"<": "{0} is below {1}", "<=": "{0} is at most {1}", ">": "{0} is above {1}", ">=": "{0} is at least {1}"},
    day={
        "<": "{0} is before {1}",
        "<=": "{0} is not after {1}",
        ">": "{0} is after {1}",
        ">=": "{0} is not before {1}",
    },
    among=("{0} is one of {1}", "{0} is none of {1}"),
    between=("{0} is from {1} to {2}", "{0} is not from {1} to {2}"),
    null=("{0} is not given", "{0} is given"),
    flag=("{0} applies", "{0} does not apply"),
    is_a=("the category is {0} or below it", "the category is neither {0} nor below it"),
    has=("{0} includes {1}", "{0} does not include {1}"),
)
_GERMAN: Final = _Phrases(
    conj="und",
    disj="oder",
    category="die Kategorie",
    quotes=("„", "“"),
    point=",",
    equal={"=": "{0} ist {1}", "<>": "{0} ist nicht {1}"},
    number={
        "<": "{0} ist kleiner als {1}",
        "<=": "{0} ist höchstens {1}",
        ">": "{0} ist größer als {1}",
        ">=": "{0} ist mindestens {1}",
    },
    rank={
        "<": "{0} liegt unter {1}",
        "<=": "{0} ist höchstens {1}",
        ">": "{0} liegt über {1}",
        ">=": "{0} ist mindestens {1}",
    },
    day={
        "<": "{0} liegt vor dem {1}",
        "<=": "{0} liegt nicht nach dem {1}",
        ">": "{0} liegt nach dem {1}",
        ">=": "{0} liegt nicht vor dem {1}",
    },
    among=("{0} ist eines von {1}", "{0} ist keines von {1}"),
    between=("{0} liegt im Bereich {1} bis {2}", "{0} liegt nicht im Bereich {1} bis {2}"),
    null=("{0} ist nicht angegeben", "{0} ist angegeben"),
    flag=("{0} trifft zu", "{0} trifft nicht zu"),
    is_a=("die Kategorie ist {0} oder liegt darunter", "die Kategorie ist weder {0} noch liegt sie darunter"),
    has=("{0} enthält {1}", "{0} enthält {1} nicht"),
)
_PHRASES: Final = {"en": _ENGLISH, "de": _GERMAN}


@dataclass(frozen=True, slots=True)
class _Speaker:
    words: Words
    phrases: _Phrases

    def expr(self, expr: Expr) -> str:
        """Say it; `or` inside `and` stands in parentheses, `and` inside `or` between commas."""
        match expr:
            case And(parts):
                said = (f"({self.expr(part)})" if isinstance(part, Or) else self.expr(part) for part in parts)
                return f" {self.phrases.conj} ".join(said)
            case Or(parts):
                comma = "," if any(isinstance(part, And) for part in parts) else ""
                return f"{comma} {self.phrases.disj} ".join(map(self.expr, parts))
            case Not(part):
                assert not isinstance(part, (And, Or, Not)), "negation stands at leaves"
                return self.leaf(part, holds=False)
            case _:
                return self.leaf(expr, holds=True)

    def leaf(self, leaf: Leaf, *, holds: bool) -> str:  # noqa: PLR0911 - one line a form
        side = 0 if holds else 1
        match leaf:
            case Compare(of, op, value):
                return self._comparing(of, op).format(self.name(of), self.value(of, value))
            case In(of, values):
                listed = ", ".join(self.value(of, value) for value in values)
                return self.phrases.among[side].format(self.name(of), listed)
            case Between(of, low, high):
                return self.phrases.between[side].format(self.name(of), self.value(of, low), self.value(of, high))
            case IsNull(of):
                return self.phrases.null[side].format(self.name(of))
            case Flag(of):
                return self.phrases.flag[side].format(self.name(of))
            case IsA(key):
                return self.phrases.is_a[side].format(self.words.categories.get(key, key))
            case Has(of, value):
                return self.phrases.has[side].format(self.name(of), self.value(of, value))
            case _:
                assert_never(leaf)

    def _comparing(self, of: Field, op: Op) -> str:
        by_kind = {ValueKind.ORDINAL: self.phrases.rank, ValueKind.DATE: self.phrases.day}
        return {**by_kind.get(of.kind, self.phrases.number), **self.phrases.equal}[op]

    def name(self, of: Field) -> str:
        return self.phrases.category if of is CATEGORY else self.words.fields.get(of.key, of.key)

    def value(self, of: Field, value: Scalar) -> str:
        match value:
            case date():
                return value.isoformat()
            case str():
                return self._text(of, value)
            case _:
                unit = self.words.units.get(of.key)
                return number_text(value).replace(".", self.phrases.point) + (f" {unit}" if unit else "")

    def _text(self, of: Field, value: str) -> str:
        if of is CATEGORY:
            return self.words.categories.get(value, value)
        if of.kind is ValueKind.TEXT:
            return value.join(self.phrases.quotes)
        return self.words.values.get((of.key, value), value)
