"""How a cell holds labels: one, several with a separator, a list, names or positions in a list of names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontoman.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ontoman.formats.index_files import IndexFile

_INTEGER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True)
class CellForm:
    """What a label cell looks like; cells are sets.

    >>> CellForm(sep=",").labels("cat,dog")
    ('cat', 'dog')
    >>> CellForm(sep=",").written(("dog", "cat"), "cat,dog")
    'dog,cat'
    """

    sep: str | None = None
    index: IndexFile | None = None
    out_index: IndexFile | None = None

    def labels(self, value: object) -> tuple[str, ...]:
        """Read the labels of a cell, in order, as often as they stand there."""
        return tuple(map(self._label, self._tokens(value)))

    def many(self, value: object) -> bool:
        """Tell whether a cell like *value* has room for none and for several."""
        return self.sep is not None or isinstance(value, list)

    def positions(self, value: object) -> bool:
        """Tell whether a cell holds whole numbers, and nothing else."""
        tokens = self._tokens(value)
        return bool(tokens) and all(_INTEGER.fullmatch(str(token).strip()) for token in tokens)

    def moves(self, labels: Sequence[str]) -> bool:
        """Tell whether a cell of unchanged *labels* is written anew: its positions are others."""
        if self.index is None or self.out_index is None or self.index.names == self.out_index.names:
            return False
        return any(self.index.places[label] != self.out_index.places.get(label) for label in labels)

    def written(self, labels: Sequence[str], like: object) -> object:
        """Write labels in the manner of the cell *like*: positions ascending, names in first-seen order."""
        unique = tuple(dict.fromkeys(labels))
        if len(unique) != 1 and not self.many(like):
            raise _no_room(unique, like)
        if self.out_index is None:
            return self._joined(list(unique), like)
        places = sorted(map(self.out_index.place, unique))
        whole = isinstance(like, int) or (isinstance(like, list) and all(isinstance(one, int) for one in like))
        return self._joined(list(places) if whole else list(map(str, places)), like)

    def _joined(self, tokens: Sequence[str | int], like: object) -> object:
        if isinstance(like, list):
            return list(tokens)
        return tokens[0] if self.sep is None else self.sep.join(map(str, tokens))

    def _tokens(self, value: object) -> Sequence[object]:
        match value:
            case None | "":
                return ()
            case list():
                if None in value:
                    raise _missing(value)
                return value
            case str() if self.sep is not None:
                return value.split(self.sep)
            case _:
                return (value,)

    def _label(self, token: object) -> str:
        if self.index is None:
            if not isinstance(token, str):
                raise _wrong_type(token)
            return token
        if isinstance(token, str) and _INTEGER.fullmatch(token.strip()):
            return self.index.name(int(token))
        if isinstance(token, int) and not isinstance(token, bool):
            return self.index.name(token)
        raise BadInput(
            "OM615",
            f"{token!r} is no position in {self.index.file}: with --index, cells hold whole numbers.",
            fix="Leave --index out where the data holds names; give --sep where a cell holds several positions.",
        )


def _missing(cell: Sequence[object]) -> BadInput:
    return BadInput(
        "OM607",
        f"A label is missing inside the list {list(cell)!r}: one of its entries is null.",
        fix="Take the empty entry out of the list, or give it its label; a row without labels has an empty list.",
    )


def _wrong_type(token: object) -> BadInput:
    return BadInput(
        "OM607",
        f"The label {token!r} is not a text.",
        fix="Where labels are numbers, `--index FILE` names the list that they count in.",
    )


def _no_room(labels: Sequence[str], like: object) -> BadInput:
    return BadInput(
        "OM616",
        f"The cell {like!r} would have to hold {len(labels)} labels: {', '.join(map(repr, labels))}.",
        fix="Say how labels are separated in a cell, for example `--sep ';'`.",
    )
