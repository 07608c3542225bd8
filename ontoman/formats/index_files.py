"""A list of names, one a line: what a position in data stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.formats.edits import check_utf8
from ontoman.formats.text_tables import BOM

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class IndexFile:
    """Names by position, from 0.

    >>> IndexFile("labels.txt", ("cat", "dog")).places["dog"]
    1
    """

    file: str
    names: tuple[str, ...]
    places: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {name: place for place, name in enumerate(self.names)})

    def name(self, place: int) -> str:
        """Return the name at *place*; OM612 where the list is too short."""
        if not 0 <= place < len(self.names):
            raise BadInput(
                "OM612",
                f"The index {place} stands in the data, but {self.file} has {len(self.names)} names (0 to "
                f"{len(self.names) - 1}).",
                fix="Name the index file that the data was made with.",
                details={"index": place, "names": len(self.names)},
            )
        return self.names[place]

    def place(self, name: str) -> int:
        """Return the position of *name*; OM613 where the list lacks it."""
        if name not in self.places:
            raise BadInput(
                "OM613",
                f"{self.file} has no line for {name!r}, which some items carry after relabeling.",
                fix=f"Add it at the end of {self.file}, or decide what waits and drop what is retired.",
                details={"label": name},
            )
        return self.places[name]


def read_index(data: bytes, name: str) -> IndexFile:
    """Read a list of names; an empty list or a name that stands twice is refused (OM614)."""
    check_utf8(data, name)
    names = tuple(line.rstrip("\r") for line in data.removeprefix(BOM).decode("utf-8").split("\n"))
    while names and not names[-1]:
        names = names[:-1]
    twice = next((one for one in names if names.count(one) > 1), None)
    if not names or twice is not None:
        raise BadInput(
            "OM614",
            f"{name} holds {'no name' if not names else f'{twice!r} twice'}.",
            fix="An index file has one name a line; the first is index 0.",
        )
    return IndexFile(name, names)
