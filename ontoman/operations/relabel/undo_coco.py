"""Undo a COCO file that was worked on since it was relabeled: annotation by annotation, by id."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ontoman.formats import coco_edits, json_raw
from ontoman.formats.coco import open_coco
from ontoman.formats.edits import Edit
from ontoman.formats.review_sheet import BETWEEN
from ontoman.operations.relabel.coco_decide import list_item
from ontoman.operations.relabel.output import ITEMS
from ontoman.operations.relabel.undo import Worked, lineage_of, proposals_by_label
from ontoman.system import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontoman.formats.coco import Coco, Labeled, Listed
    from ontoman.operations.relabel.undo import Findings, Past


class _Undoing:
    def __init__(self, past: Past, findings: Findings) -> None:
        self.coco: Coco = open_coco(read_bytes(past.out), past.out.name)
        self.findings = findings
        records = lineage_of(past)
        head = next(records)
        self.old_text = str(head["categories"])
        self.written: dict[str, list[int]] = {}
        for name, number in head.get("written", ()):
            self.written.setdefault(name, []).append(number)
        self.changed: dict[str, dict[str, Any]] = {}
        self.dropped: list[str] = []
        self.copies: set[str] = set()
        pairs: list[tuple[str, str]] = []
        for record in records:
            if isinstance(record["item"], list):
                self.dropped.append(record["edits"][0][2])
            elif record["item"] is not None:
                self.changed[record["item"]] = record
                self.copies |= set(map(str, record.get("copies", ())))
                pairs += [(old, new) for old in record["old"] for new in record["new"]]
        path = past.folder / ITEMS
        self.items: dict[str, str] = dict(map(json.loads, path.read_bytes().splitlines())) if path.is_file() else {}
        self.old_ids = _ids_by_name(self.old_text)
        self.old_names: dict[int, str] = {entry["id"]: entry["name"] for entry in json.loads(self.old_text)}
        self.proposals = proposals_by_label([*pairs, *self._renamed()])
        self.extra: dict[str, int] = {}

    def edits(self) -> list[Edit]:
        seen: set[str] = set()
        edits: list[Edit] = []
        gone: set[int] = set()
        attributes = frozenset(key for record in self.changed.values() for key in record.get("attributes", ()))
        for place, found in self.coco.labeled(attributes):
            for one in found:
                seen.add(one.item)
                if one.item in self.copies:
                    gone.add(place)
                else:
                    edits += self._label_back(one)
        parts = self.coco.annotations
        edits += [Edit(start, end, b"") for start, end in json_raw.removals(parts, gone)]
        for listed in self.coco.listed():
            seen.add(list_item(listed))
            edits += self._list_back(listed)
        edits += self._dropped_back(seen)
        section = self.coco.sections["categories"]
        edits.append(Edit(section.start, section.end, self._categories()))
        return sorted(edits)

    def _label_back(self, one: Labeled) -> Iterator[Edit]:
        now = self.coco.categories[one.id].name
        record = self.changed.get(one.item)
        if one.item not in self.items:
            self.findings.added.append(Worked(one.item, (now,), proposals=self.proposals.get(now, ())))
        elif now != self.items[one.item]:
            new = tuple(record["new"]) if record else (self.items[one.item],)
            worked = Worked(one.item, (now,), new, self._old_labels(one.item), self.proposals.get(now, ()))
            self.findings.edited.append(worked)
        elif record is not None:
            self.findings.restored += 1
            yield Edit(*one.span, str(record["id"]).encode())
            yield from self._attributes_back(one, record)
            return
        elif (number := self._unedited_id(now, one.id)) is not None:
            self.findings.restored += self.old_names[number] != now
            if number != one.id:
                yield Edit(*one.span, str(number).encode())
            return
        yield from self._under_old_id(one, now)

    def _unedited_id(self, label: str, wish: int | None = None) -> int | None:
        """Return the old id of a label whose item relabel did not edit: the id under which it was declared then.

        A lineage that does not tell the ids leaves only the id that stands there now.
        """
        ids = self.written.get(label, [] if self.written or wish is None else [wish])
        number = wish if wish in ids else next(iter(ids), None)
        return number if number in self.old_names else None

    def _old_labels(self, item: str) -> tuple[str, ...]:
        """Return what an item was, also where only the name of its category changed."""
        if item in self.changed:
            return tuple(self.changed[item]["old"])
        number = self._unedited_id(self.items.get(item, ""))
        return () if number is None else (self.old_names[number],)

    def _renamed(self) -> Iterator[tuple[str, str]]:
        """Yield (old, new) for the items whose category was renamed in place."""
        for item, label in self.items.items():
            if item not in self.changed:
                yield from ((old, label) for old in self._old_labels(item) if old != label)

    def _under_old_id(self, one: Labeled, now: str) -> Iterator[Edit]:
        """Keep a label that a person chose: under the old id of its name, or as an entry of its own."""
        number = self._id_under(now, one.id)
        if number != one.id:
            yield Edit(*one.span, str(number).encode())

    def _id_under(self, name: str, wish: int) -> int:
        for ids in (self.old_ids, self.extra):
            if name in ids:
                return ids[name]
        used = {*self.old_ids.values(), *self.extra.values()}
        self.extra[name] = wish if wish not in used else max(used) + 1
        return self.extra[name]

    def _attributes_back(self, one: Labeled, record: Mapping[str, Any]) -> Iterator[Edit]:
        if record.get("attributes"):
            yield from coco_edits.attribute_edits(one.part, record["attributes"], ())

    def _list_back(self, one: Listed) -> Iterator[Edit]:
        item, names = list_item(one), [self.coco.categories[number].name for number in one.ids]
        record = self.changed.get(item)
        if self.items.get(item, "") != BETWEEN.join(names):
            now = tuple(names)
            proposed = tuple(dict.fromkeys(old for name in now for old in self.proposals.get(name, ())))
            self.findings.edited.append(Worked(item, now, tuple(record["new"]) if record else (), (), proposed))
            ids = [self._id_under(name, number) for name, number in zip(names, one.ids, strict=True)]
            yield Edit(one.part.start, one.part.end, coco_edits.listed(ids, one.part.raw))
        elif record is not None:
            yield Edit(one.part.start, one.part.end, record["edits"][0][2].encode("utf-8"))
        else:
            pairs = [
                (name, number, self._unedited_id(name, number)) for name, number in zip(names, one.ids, strict=True)
            ]
            ids = [self._id_under(name, number) if old is None else old for name, number, old in pairs]
            if tuple(ids) != one.ids:
                yield Edit(one.part.start, one.part.end, coco_edits.listed(ids, one.part.raw))

    def _dropped_back(self, seen: set[str]) -> Iterator[Edit]:
        """Put dropped annotations back at the end, and list what is gone."""
        for item, label in self.items.items():
            if item not in seen:
                old = self._old_labels(item)
                self.findings.deleted.append(Worked(item, (), (label,), old, old))
        parts = self.coco.annotations
        body = [text.strip(" \t\r\n,") for text in self.dropped]
        if body:
            self.findings.restored += len(body)
            at = parts[-1].end if parts else self.coco.sections["annotations"].start + 1
            yield Edit(at, at, ((", " if parts else "") + ", ".join(body)).encode("utf-8"))

    def _categories(self) -> bytes:
        old = self.old_text.encode("utf-8")
        if not self.extra:
            return old
        parts = json_raw.elements_at(old)
        added = [coco_edits.new_category(name, number, None) for name, number in self.extra.items()]
        between = json_raw.between(parts, old)
        at = parts[-1].end if parts else 1
        return old[:at] + (between if parts else b"") + between.join(added) + old[at:]


def undo_coco_items(past: Past, findings: Findings) -> list[Edit]:
    """Return the edits that bring back every label that is still as relabel wrote it; the others are listed."""
    return _Undoing(past, findings).edits()


def _ids_by_name(text: str) -> dict[str, int]:
    return {entry["name"]: entry["id"] for entry in reversed(json.loads(text))}
