"""Numbers in another unit: a formula by name, which every engine works out to the same digits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Conversion:
    """A formula that leads from one unit to another: `(x + before) * times / by + after`.

    Results have twelve significant digits, so that a foot is 0.3048 m and not 0.30480000000000002 m.

    >>> Conversion("degF_to_degC", "degF", "degC", before=-32, times=5, by=9)(212)
    100.0
    """

    key: str
    from_unit: str
    to_unit: str
    before: float = 0.0
    times: float = 1.0
    by: float = 1.0
    after: float = 0.0

    def __call__(self, number: float) -> float:
        """Return *number*, which is in the one unit, in the other."""
        return float(number_text((float(number) + self.before) * self.times / self.by + self.after))

    def __str__(self) -> str:
        """Return what a map calls it."""
        return self.key


def number_text(number: float) -> str:
    """Write a number as a cell of text holds it.

    >>> number_text(1.8288), number_text(600.0)
    ('1.8288', '600')
    """
    return f"{number:.{DIGITS}g}"


def whole_where_it_is(number: float) -> float | int:
    """Return a number as JSON holds it: without a fraction where it has none."""
    return int(number) if math.isfinite(number) and number.is_integer() and abs(number) < 10**DIGITS else number
