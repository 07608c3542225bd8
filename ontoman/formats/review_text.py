"""A review for a terminal: the riskiest first, each kind with its reason, and what is still to be said."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from ontoman.formats.diff_story import classes, sides
from ontoman.formats.diff_text import painted, plain, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ontoman.formats.diff_story import Entry
    from ontoman.formats.diff_text import Paint

_TITLES: Final = {
    "major": "Breaking: labels, models or queries need work",
    "minor": "Automatic or additive",
    "patch": "Safe",
}
_MEANINGS: Final = "stays, narrows, widens or shifts"


def review_text(review: Mapping[str, Any], diff: Mapping[str, Any], *, colour: bool = False) -> str:
    """Write a review of a diff: changes by risk, undeclared redefinitions, the bump and the gate."""
    paint = painted if colour else plain
    teller = _Teller(review, diff, paint)
    return "\n".join([*teller.head(), *teller.body(), *teller.undeclared(), *teller.end()]) + "\n"


class _Teller:
    def __init__(self, review: Mapping[str, Any], diff: Mapping[str, Any], paint: Paint) -> None:
        self.review, self.paint = review, paint
        self.by_id: Mapping[str, Entry] = {entry["id"]: entry for entry in diff["changes"]}
        self.touched = {entry["id"]: entry["touched"] for entry in review["changes"]}
        self.risk = {entry["id"]: entry["risk"] for entry in review["changes"]}
        self.of = {entry["id"]: entry["part_of"] for entry in review["changes"]}

    def head(self) -> Iterator[str]:
        yield self.paint("bold", f"{self.review['from']} → {self.review['to']}")
        yield ""

    def body(self) -> Iterator[str]:
        told = [entry for entry in self.by_id.values() if not self._folded(entry)]
        for size, title in _TITLES.items():
            found = [entry for entry in told if self.risk[entry["id"]] == size]
            if found:
                yield self.paint(size, f"{title} ({self.review['counts'][size]})")
                for case, entries in groupby(sorted(found, key=_case), key=_case):
                    yield from self._kind(case, list(entries))
                yield ""

    def _folded(self, entry: Entry) -> bool:
        """Tell whether a part is told under its compound change, which is as risky; else it stands on its own."""
        whole = self.of[entry["id"]]
        return whole is not None and self.risk[whole] == self.risk[entry["id"]]

    def _kind(self, case: tuple[int, str, str, str], entries: Sequence[Entry]) -> Iterator[str]:
        _, kind, marks, why = case
        size = self.risk[entries[0]["id"]]
        yield f"  {self.paint('bold', kind)}{f' [{self.paint(size, marks)}]' if marks else ''}: {why}"
        for entry in entries:
            yield f"    {safe(_subject(entry))}{self._count(entry)}"
            for part in map(self.by_id.get, entry["parts"]):
                if part is not None and self.risk[part["id"]] == size:
                    said = sides(part, within=entry["about"])
                    yield self.paint("dim", f"      {part['kind']}{f' {safe(said)}' if said else ''}")

    def _count(self, entry: Entry) -> str:
        touched = self.touched[entry["id"]]
        return "" if touched is None else f"  ({_many(touched, 'label')})"

    def undeclared(self) -> Iterator[str]:
        if self.review["undeclared"]:
            yield self.paint("bold", f"Redefined, and nobody said how ({len(self.review['undeclared'])})")
            yield f"  Say of each whether its meaning {_MEANINGS}; until then it counts as shifted."
            for entry in map(self.by_id.__getitem__, self.review["undeclared"]):
                yield f"    {safe(_named(entry))}"
                both = (("-", entry["old"]), ("+", entry["new"]))
                yield from (f"      {mark} {safe(_one(side))}" for mark, side in both if side)
            yield ""

    def end(self) -> Iterator[str]:
        if not self.by_id:
            yield "Nothing changed."
            return
        yield from self._data()
        counts = self.review["counts"]
        yield f"{counts['major']} breaking, {counts['minor']} automatic or additive, {counts['patch']} safe."
        yield self.paint(self.review["bump"], f"Bump: {self.review['bump']}")
        if self.review["fail_on"]:
            reached = len(self.review["reached"])
            outcome = f"{_many(reached, 'change')} reach it" if reached != 1 else "1 change reaches it"
            yield f"Gate {self.review['fail_on']}: {outcome}."

    def _data(self) -> Iterator[str]:
        data = self.review["data"]
        if data:
            strangers = f"; {data['unknown']:,} that {self.review['from']} does not have" if data["unknown"] else ""
            touched = f"{data['touched_labels']:,} of them touched"
            yield f"{data['path']}: {_many(data['labels'], 'label')}, {touched}{strangers}."


def _case(entry: Entry) -> tuple[int, str, str, str]:
    """Compound changes first, then the rest by kind."""
    return (not entry["parts"], entry["kind"], classes(entry), entry["compat"]["why"])


def _subject(entry: Entry) -> str:
    said = sides(entry)
    return f"{_named(entry)}: {said}" if said else _named(entry)


def _named(entry: Entry) -> str:
    key = entry["key"] or entry["about"] or "(no subject)"
    return key if not entry["label"] or entry["label"] == key else f"{key} ({entry['label']})"


def _one(side: str | list[str]) -> str:
    return " ".join((side if isinstance(side, str) else ", ".join(side)).split())


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
