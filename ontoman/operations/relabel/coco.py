"""COCO JSON on its way to another release: categories, annotations and lists change in place."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.formats import coco_edits, json_raw
from ontoman.formats.coco import open_coco
from ontoman.formats.edits import Edit, placed, write_edited
from ontoman.formats.index_files import read_index
from ontoman.formats.review_sheet import BETWEEN, Waiting
from ontoman.operations.relabel.choices import read_choices
from ontoman.operations.relabel.coco_categories import plan_categories
from ontoman.operations.relabel.coco_decide import CocoJob, decide_coco, list_item
from ontoman.operations.relabel.layout import fields_for, keys_used, written_value
from ontoman.operations.relabel.output import HashingFile, Records
from ontoman.operations.relabel.policy import decider_of, policy_of
from ontoman.operations.relabel.unknown import unknown_labels
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ontoman.formats.coco import Category, Coco, Labeled
    from ontoman.operations.relabel.cells import Cell, Tally
    from ontoman.operations.relabel.coco_categories import NewCategories
    from ontoman.operations.relabel.coco_decide import Decided
    from ontoman.operations.relabel.output import Output
    from ontoman.operations.relabel.request import Request
    from ontoman.operations.relabel.way import Way


@dataclass(frozen=True, slots=True)
class Changed:
    """Edits that belong together, in order, and what the lineage says of them."""

    record: Mapping[str, object]
    edits: tuple[Edit, ...]


@dataclass
class CocoCarrier:
    """A COCO file, decided; `write` makes the edits."""

    job: CocoJob
    decided: Decided
    indices: Mapping[str, int]
    input_sha256: str
    lineage: bool
    waiting: Counter[tuple[str, tuple[str, ...]]]
    warnings: tuple[str, ...] = ()

    @property
    def tally(self) -> Tally:
        """The counts."""
        return self.decided.tally

    @property
    def coco(self) -> Coco:
        """The file."""
        return self.job.coco

    def write(self, place: Output | None) -> str | None:
        """Write the file with its edits; without a place only what waits is counted."""
        records = Records(place.folder if place else None, self.lineage, self.input_sha256, self.waiting)
        self.job.progress.stage("Writing")
        try:
            records.review(self._waiting())
            changed = sorted(self._changes(), key=lambda one: one.edits[0].start)
            if place is None:
                return None
            old = self.coco.sections["categories"].raw.decode("utf-8")
            records.head({"categories": old, "written": [[one.name, one.id] for one in self.new.entries]})
            for item, labels in self._items():
                records.item(item, labels)
            with place.file.open("wb") as file:
                hashing = HashingFile(file)
                write_edited(self.coco.data, _recorded(self.coco.data, changed, records), hashing)
            return hashing.sha256
        finally:
            records.close()

    @cached_property
    def new(self) -> NewCategories:
        """The categories that the file declares afterwards."""
        coco, cells = self.coco, self.decided.cells
        staying = {
            number
            for ids, cell in cells
            for number, one in zip(ids, cell.settled, strict=True)
            if one.labels == (one.label,) and (one.waits or one.fate.value in {"retired", "unknown"})
            and self.job.decider.find(one.label) is not None
        }  # fmt: skip
        return plan_categories(
            tuple(coco.categories.values()),
            {category.name: self.job.decider.find(category.name) for category in coco.categories.values()},
            written=dict.fromkeys(label for _, cell in cells for label in cell.labels),
            staying=staying,
            indices=self.indices,
        )

    # -- edits --------------------------------------------------------------------------------------------------------

    def _changes(self) -> Iterator[Changed]:
        yield from self._category_changes()
        yield from self._annotation_changes()
        yield from self._list_changes()

    def _category_changes(self) -> Iterator[Changed]:
        section = self.coco.sections["categories"]
        old = list(self.coco.categories.values())
        parts = [category.part for category in old]
        carried = {entry.old.id: entry for entry in self.new.entries if entry.old}
        gone = {place for place, category in enumerate(old) if category.id not in carried}
        edits = [Edit(start, end, b"") for start, end in json_raw.removals(parts, gone)]
        for category in old:
            if category.id in carried:
                entry = carried[category.id]
                edits += coco_edits.category_edits(category.part, entry.name, entry.id, deprecated=entry.deprecated)
        added = [self._new_category(entry.name, entry.id) for entry in self.new.entries if entry.old is None]
        if added:
            kept = [part for place, part in enumerate(parts) if place not in gone]
            between = json_raw.between(parts, self.coco.data)
            at = kept[-1].end if kept else section.start + 1
            edits = _with_insertion(edits, at, (between if kept else b"") + between.join(added))
        if edits:
            yield Changed({"item": None, "part": "categories"}, tuple(sorted(edits)))

    def _new_category(self, name: str, number: int) -> bytes:
        like = next((c.part for c in self.coco.categories.values() if self._leads_to(c, name)), None)
        return coco_edits.new_category(name, number, like)

    def _leads_to(self, category: Category, name: str) -> bool:
        subject = self.job.decider.find(category.name)
        return subject is not None and any(
            name in (*one.labels, *one.candidates)
            for one in (*(branch.outcome for branch in subject.branches), subject.otherwise)
        )

    def _annotation_changes(self) -> Iterator[Changed]:
        parts = self.coco.annotations
        gone = {place for place, found in self.decided.labeled if _vanishes(found)}
        for start, end in json_raw.removals(parts, gone):
            run = [
                found[0] for place, found in self.decided.labeled if place in gone and start <= parts[place].start < end
            ]
            yield Changed(_record([one.item for one, _ in run], [cell for _, cell in run]), (Edit(start, end, b""),))
        fresh = self._fresh_id()
        for place, found in self.decided.labeled:
            if place not in gone:
                for one, cell in found:
                    copies = [next(fresh) for _ in cell.labels[1:]]
                    edits = tuple(self._label_edits(one, cell, copies))
                    if edits:
                        more = {"id": one.id, "attributes": _attributes_before(one, cell), "copies": copies}
                        yield Changed({**_record(one.item, [cell]), **more}, edits)

    def _label_edits(self, one: Labeled, cell: Cell, copy_ids: Sequence[int]) -> Iterator[Edit]:
        source = self.coco.categories[one.id]
        if one.segment and len(cell.labels) != 1:
            raise _segment(one, cell)
        ids = [self.new.id_of(label, source, cell.settled[0].fate) for label in cell.labels]
        edits = [Edit(*one.span, str(ids[0]).encode())] if ids[0] != one.id else []
        fields = self.job.fields
        values = {key: written_value(value, text=False, field=fields.get(key)) for key, value in cell.set.items()}
        attributes = list(coco_edits.attribute_edits(one.part, values, cell.unset)) if values or cell.unset else []
        yield from sorted(edits + attributes)
        if copy_ids:
            own = json_raw.member_span(one.part.raw, one.part.start, "id")
            assert own is not None
            between = json_raw.between(self.coco.annotations, self.coco.data)
            copies = (
                coco_edits.copied(
                    one.part, [Edit(*one.span, str(number).encode()), Edit(*own, str(copy).encode()), *attributes]
                )
                for number, copy in zip(ids[1:], copy_ids, strict=True)
            )
            yield Edit(one.part.end, one.part.end, b"".join(between + copy for copy in copies))

    def _fresh_id(self) -> Iterator[int]:
        used = [int(one.item) for _, found in self.decided.labeled for one, _ in found if not one.segment]
        number = max(used, default=0)
        while True:
            number += 1
            yield number

    def _list_changes(self) -> Iterator[Changed]:
        for one, cell in self.decided.listed:
            sources = {self.job.name(number): self.coco.categories[number] for number in one.ids}
            pairs = (
                (label, sources[settled.label], settled.fate) for settled in cell.settled for label in settled.labels
            )
            ids = list(dict.fromkeys(self.new.id_of(label, source, fate) for label, source, fate in pairs))
            if cell.stays and len(ids) == len(set(one.ids)):
                ids = [
                    self.new.id_of(self.job.name(n), self.coco.categories[n], s.fate)
                    for n, s in zip(one.ids, cell.settled, strict=True)
                ]
            if tuple(ids) != one.ids:
                new = coco_edits.listed(ids, one.part.raw)
                yield Changed(_record(list_item(one), [cell]), (Edit(one.part.start, one.part.end, new),))

    # -- beside -------------------------------------------------------------------------------------------------------

    def _waiting(self) -> Iterator[Waiting]:
        labeled = ((one.item, one.attributes, cell) for _, found in self.decided.labeled for one, cell in found)
        listed: Iterable[tuple[str, Mapping[str, object], Cell]] = (
            (list_item(one), {}, cell) for one, cell in self.decided.listed
        )
        for item, attributes, cell in chain(labeled, listed):
            for one in cell.settled:
                if one.waits:
                    shown = tuple((key, str(value)) for key, value in sorted(attributes.items()))
                    yield Waiting(item, one.label, shown, one.candidates, one.why)

    def _items(self) -> Iterator[tuple[str, str]]:
        for _, found in self.decided.labeled:
            if not _vanishes(found):
                yield from ((one.item, cell.labels[0]) for one, cell in found)
        yield from ((list_item(one), BETWEEN.join(cell.labels)) for one, cell in self.decided.listed)


def open_coco_carrier(request: Request, way: Way) -> CocoCarrier:
    """Read a COCO file and decide all of it."""
    data = read_bytes(request.data)
    sha256 = hashlib.sha256(data).hexdigest()
    coco = open_coco(data, request.data.name)
    keys = keys_used(way.map)
    values: dict[str, list[object]] = {}
    if keys - way.fields.keys():
        for _, found in coco.labeled(keys):
            for one in found:
                for key, value in one.attributes.items():
                    values.setdefault(key, []).append(value)
    fields = fields_for(way.fields, values, lambda key: values[key], text=False)
    choices = read_choices(request.decisions, sha256)
    decider = decider_of(way, fields, coco.name)
    job = CocoJob(coco, fields, decider, policy_of(request, way), choices, request.progress)
    decided = decide_coco(job)
    if job.policy.unknown == "fail" and decided.unknown:
        counts = Counter({label: len(places) for label, places in decided.unknown.items()})
        raise unknown_labels(coco.name, counts, lambda label: decided.unknown[label][0])
    choices.check_all_taken()
    return CocoCarrier(job, decided, _indices(request, way), sha256, request.lineage, Counter())


def _indices(request: Request, way: Way) -> Mapping[str, int]:
    """Return the ids that labels must have: by --out-index, else the class indices of the new release."""
    if request.layout.out_index is None:
        return way.class_indices
    names = read_index(read_bytes(request.layout.out_index), request.layout.out_index.name)
    return names.places


def _recorded(data: bytes, changed: Iterable[Changed], records: Records) -> Iterator[Edit]:
    shift = 0
    for one in changed:
        records.lineage(dict(one.record), placed(data, one.edits, shift))
        shift += sum(len(edit.new) - (edit.end - edit.start) for edit in one.edits)
        yield from one.edits


def _record(item: object, cells: Iterable[Cell]) -> dict[str, object]:
    cells = list(cells)
    return {
        "item": item,
        "out": item,
        "old": [one.label for cell in cells for one in cell.settled],
        "new": [label for cell in cells for label in cell.labels],
        "mapping": list(dict.fromkeys(record for cell in cells for record in cell.record_ids)),
    }


def _attributes_before(one: Labeled, cell: Cell) -> dict[str, object]:
    """Return the values that the decision overwrites or takes away; what was not there is left out."""
    touched = {*cell.set, *cell.unset}
    return {key: value for key, value in one.attributes.items() if key in touched}


def _vanishes(found: list[tuple[Labeled, Cell]]) -> bool:
    return bool(found) and not found[0][0].segment and not found[0][1].labels


def _with_insertion(edits: list[Edit], at: int, new: bytes) -> list[Edit]:
    """Add an insertion; one that starts where a cut starts becomes part of it."""
    for place, edit in enumerate(edits):
        if edit.start == at and not edit.new:
            return [*edits[:place], Edit(edit.start, edit.end, new), *edits[place + 1 :]]
    return [*edits, Edit(at, at, new)]


def _segment(one: Labeled, cell: Cell) -> BadInput:
    return BadInput(
        "OM616",
        f"Segment {one.item} would have to hold {len(cell.labels)} labels: {', '.join(cell.labels) or 'none'}.",
        fix="A segment has one category: give the map one successor for it, or a residual.",
    )
