"""Pairs of releases with what became of whom, and the same pairs with that hidden."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from real import attack_tactics as attack

from ontoman.changes import SortedLines, diff
from ontoman.changes.kinds import SPLIT_OFF
from ontoman.changes.suggesting import suggest
from ontoman.formats.tables_in import TableLayout, read_table_ontology
from ontoman.model import names
from ontoman.model.terms import iri_node, join, local_name, split
from ontoman.rdf import ontology_of, parse_text
from ontoman.rdf.catalogue import our_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ontoman.model import Iri, Line, Ontology

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ONTOMAN_SHARED", ROOT.parent / "shared")) / "data"
IAB = "https://example.org/iab/"
HIDDEN = "urn:hidden:"
_LINEAGE = frozenset(
    map(
        iri_node,
        (names.IS_REPLACED_BY, names.REPLACES, names.TERM_REPLACED_BY, names.CONSIDER, names.MERGED_FROM,
         names.DISPOSITION, names.RESIDUAL, names.REASON, names.PART_OF, names.PART, names.WHEN, names.REDEFINES,
         names.MEANING),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """Two states in which something is hidden, and which old term is which new one (IRIs of the hidden states).

    With *off* it is asked which term gave a part to which, and stayed.
    """

    name: str
    old: tuple[Line, ...]
    new: tuple[Line, ...]
    known: frozenset[tuple[str, str]]
    names: dict[str, str] = field(default_factory=dict)
    off: bool = False


@dataclass(frozen=True)
class Found:
    """What was suggested of a case, and what of it is right."""

    case: Case
    said: dict[tuple[str, str], float]

    @property
    def right(self) -> frozenset[tuple[str, str]]:
        """The known pairs among those suggested."""
        return self.case.known & self.said.keys()

    @property
    def precision(self) -> float:
        """Known among suggested."""
        return len(self.right) / len(self.said) if self.said else 1.0

    @property
    def judged(self) -> float:
        """The same, of old terms of which it is known what they became."""
        sources = {old for old, _ in self.case.known}
        asked = [pair for pair in self.said if pair[0] in sources]
        return len(self.right) / len(asked) if asked else 1.0

    @property
    def recall(self) -> float:
        """Suggested among known."""
        return len(self.right) / len(self.case.known)


def measured(case: Case) -> Found:
    """Compare the two states, suggest, and count each old term with each new one as a pair.

    Split-offs are counted by themselves, where the case asks for them: their old term stays.
    """
    changes = diff(case.old, case.new, SortedLines(case.old, case.new), our_catalogue())
    found: dict[tuple[str, str], float] = {}
    keys = [{category.key: str(category.iri) for category in ontology_of(lines).categories.values()}
            for lines in (case.old, case.new)]  # fmt: skip
    for change in suggest(changes, case.old, case.new, our_catalogue()):
        if (change.kind == SPLIT_OFF) != case.off:
            continue
        olds, news = ([side] if isinstance(side, str) else side or () for side in (change.old, change.new))
        found.update({(keys[0][old], keys[1][new]): change.score or 0.0 for old in olds for new in news})
    return Found(case, found)


# -- hiding -----------------------------------------------------------------------------------------------------------


def without_lineage(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Drop what says what became of whom."""
    return tuple(line for line in lines if split(line).predicate not in _LINEAGE)


def hidden(
    lines: Iterable[Line], only: Callable[[str], bool] = lambda _: True
) -> tuple[tuple[Line, ...], dict[str, str]]:
    """Give subjects for whom *only* holds new IRIs that say nothing, not even by their order; take their keys away."""
    lines = tuple(lines)
    subjects = [subject for subject, _ in groupby(lines, lambda line: split(line).subject)]
    chosen = [s for s in subjects if s.startswith("<") and only(s[1:-1])]
    new = {subject: iri_node(HIDDEN + hashlib.sha256(subject.encode()).hexdigest()[:12]) for subject in chosen}
    notation = iri_node(names.NOTATION)
    moved = (join(new.get(s, s), p, new.get(o, o)) for s, p, o in map(split, lines) if not (p == notation and s in new))
    return tuple(sorted(set(moved))), {s[1:-1]: n[1:-1] for s, n in new.items()}


def case(name: str, old: Iterable[Line], new: Iterable[Line], *, hide: bool) -> Case:
    """Make a case: declared replacements are hidden, and with *hide* every identifier of the new state."""
    before, after = ontology_of(tuple(old)), ontology_of(tuple(new))
    gone = [c for c in before.categories.values() if not c.deprecated and not _live(after, c.iri)]
    known = {(c.iri, heir) for c in gone for heir in _heirs(after, c.iri)}
    same = {(c.iri, c.iri) for c in before.categories.values() if not c.deprecated and _live(after, c.iri)}
    left, right = without_lineage(old), without_lineage(new)
    titles = {c.iri: f"{c.key} {c.label()!r}" for o in (after, before) for c in o.categories.values()}
    if not hide:
        return Case(name, left, right, frozenset(known), titles)
    right, moved = hidden(_without_deprecated(right, after))
    pairs = frozenset((one, moved[other]) for one, other in known | same)
    return Case(name, left, right, pairs, {**titles, **{moved[i]: t for i, t in titles.items() if i in moved}})


def backwards(name: str, old: Iterable[Line], new: Iterable[Line]) -> Case:
    """Read a pair from the later release to the earlier one: what merged into one that stayed was split off from it.

    No release at hand declares a split-off; a merge, read backwards, is one that is known. What was retired is gone.
    """
    before, after = ontology_of(tuple(old)), ontology_of(tuple(new))
    merged = {
        (heir, gone.iri)
        for gone in before.categories.values()
        if not gone.deprecated and not _live(after, gone.iri)
        for heir in _heirs(after, gone.iri)
        if heir in before.categories and not before.categories[heir].deprecated
    }
    titles = {c.iri: f"{c.key} {c.label()!r}" for o in (after, before) for c in o.categories.values()}
    later = tuple(_without_deprecated(without_lineage(new), after))
    return Case(name, later, without_lineage(old), frozenset(merged), titles, off=True)


def _live(ontology: Ontology, iri: Iri) -> bool:
    return iri in ontology.categories and not ontology.categories[iri].deprecated


def _without_deprecated(lines: Iterable[Line], ontology: Ontology) -> tuple[Line, ...]:
    """Drop the retired terms: they would be a second half of the past in a state that is said to share none."""
    dead = {iri_node(c.iri) for c in ontology.categories.values() if c.deprecated}
    return tuple(line for line in lines if split(line).subject not in dead and split(line).object not in dead)


def _heirs(after: Ontology, iri: Iri) -> Iterator[str]:
    category = after.categories.get(iri)
    lineage = category.lineage if category else None
    declared = (*lineage.replaced_by, *(part.part for part in lineage.split), *lineage.consider) if lineage else ()
    yield from {heir for heir in declared if _live(after, heir)}


# -- the pairs --------------------------------------------------------------------------------------------------------


def pairs() -> Iterator[Case]:
    """Yield every pair at hand, those on which the weights were chosen first."""
    streets = [_turtle(ROOT / "vocab/examples/streets" / f"{v}.ttl") for v in ("1.0.0", "2.0.0")]
    cars = [_turtle(ROOT / "tests/real/nuscenes" / f"{year}.ttl") for year in (2018, 2019)]
    yield case("streets 1.0.0 → 2.0.0, replacements", *streets, hide=False)
    yield case("streets 1.0.0 → 2.0.0, all identifiers", *streets, hide=True)
    yield case("nuscenes 2018 → 2019, replacements", *cars, hide=False)
    yield case("nuscenes 2018 → 2019, all identifiers", *cars, hide=True)
    yield from attack_pairs()
    yield from iab_pairs()
    yield generated()
    yield backwards("nuscenes 2019 → 2018, split-offs", *cars)
    yield backwards("attack-mobile 11.3 → 10.1, split-offs", *_attack())


def attack_pairs() -> Iterator[Case]:
    """Yield ATT&CK Mobile 10.1 → 11.3."""
    both = _attack()
    yield case("attack-mobile 10.1 → 11.3, revoked-by", *both, hide=False)
    yield case("attack-mobile 10.1 → 11.3, all identifiers", *both, hide=True)


def generated(categories: int = 2000) -> Case:
    """Make two releases of so many categories, a fifth of them edited, that share no identifiers: a pair for speed."""
    import generate

    old = {line for number in range(categories) for line in generate.category(number)}
    new = set(old)
    for number in range(20, categories, 5):
        gone, come = generate.replaced(number, number // 5 % 5)
        new = (new - {*gone}) | {*come}
    return case(f"generated, {categories} → {categories}, all identifiers", sorted(old), sorted(new), hide=True)


def _attack() -> list[tuple[Line, ...]]:
    return [attack.read(SHARED / "attack-mobile" / f"mobile-attack-{v}.json") for v in ("10.1", "11.3")]


def iab_pairs() -> Iterator[Case]:
    """Yield the content taxonomies."""
    for old, new in (("2.1", "2.2"), ("2.2", "3.0"), ("3.0", "3.1")):
        yield case(f"iab-content {old} → {new}, all identifiers", _iab(old), _iab(new), hide=True)
    yield vectors()


def vectors() -> Case:
    """Make the case of 2.2 → 3.0 with its descriptive vectors, where only the vectors' identifiers are hidden."""
    old, new, apart = _iab("2.2"), _iab("3.0"), _iab("3.0 Descriptive Vectors")
    ours = {c.iri for c in ontology_of(apart).categories.values()}
    apart, moved = hidden(apart, ours.__contains__)
    before = ontology_of(old).categories
    known = frozenset((iri, moved[iri]) for iri in ours if iri in before)
    titles = {
        c.iri: f"{local_name(c.iri)} {c.label()!r}"
        for lines in (old, new, apart)
        for c in ontology_of(lines).categories.values()
    }
    return Case("iab-content 2.2 → 3.0 with vectors, theirs", old, tuple(sorted({*new, *apart})), known, titles)


def _iab(version: str) -> tuple[Line, ...]:
    layout = TableLayout(id_column="Unique ID", parent_column="Parent", label_column="Name", skip_rows=1)
    path = SHARED / "iab-content" / "Content Taxonomies" / f"Content Taxonomy {version}.tsv"
    return read_table_ontology(path, layout, IAB, "en")


def _turtle(path: Path) -> tuple[Line, ...]:
    return parse_text(path.read_bytes(), "turtle")
