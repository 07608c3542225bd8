"""Parquet on its way to another release: DuckDB decides, counts and writes; Python holds only the kinds of rows."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontoman.conditions import infer_field
from ontoman.engines.conversions import check_converted
from ontoman.engines.duck import connected
from ontoman.engines.matching import repeated
from ontoman.engines.parquet import make_plain, make_results, open_source
from ontoman.engines.parquet_fit import check_written
from ontoman.engines.parquet_writing import Chosen, Rewriting
from ontoman.errors import BadInput
from ontoman.formats.review_sheet import Waiting
from ontoman.operations.relabel.cells import Tally, compose, settle
from ontoman.operations.relabel.choices import read_choices
from ontoman.operations.relabel.decided import ParquetJob, changed_attributes, conversions, decide, new_value
from ontoman.operations.relabel.layout import attribute_columns, id_column, keys_used, label_column
from ontoman.operations.relabel.output import LAYOUT, Records
from ontoman.operations.relabel.policy import decider_of, policy_of
from ontoman.operations.relabel.text import cell_form
from ontoman.system import sha256_of_file

if TYPE_CHECKING:
    import duckdb

    from ontoman.engines.parquet import Source
    from ontoman.operations.relabel.choices import Choices
    from ontoman.operations.relabel.decided import Decided, Entry
    from ontoman.operations.relabel.output import Output
    from ontoman.operations.relabel.request import Request
    from ontoman.operations.relabel.way import Way


@dataclass
class ParquetCarrier:
    """A Parquet file on its way; all of the work is in `write`, on one connection."""

    request: Request
    way: Way
    tally: Tally = field(default_factory=Tally)
    waiting: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    warnings: tuple[str, ...] = ()
    input_sha256: str = ""

    def write(self, place: Output | None) -> str | None:
        """Decide, count, and write OUT and what goes beside it; without a place, only count."""
        with ThreadPoolExecutor(1) as pool, connected(place.folder.parent if place else None) as connection:
            hashing = pool.submit(sha256_of_file, self.request.data)  # beside DuckDB's work, not after it
            source = open_source(connection, self.request.data)
            job = _job(connection, source, self.request, self.way)
            decided = decide(job)
            check_written(connection, source, decided.results)
            self.tally = decided.tally
            rewriting = Rewriting(
                connection,
                decided.matching,
                decided.results,
                make_results(connection, source, job.label, decided.results),
                self._item(job, decided),
                some_go=any(decided.results.drop),
                plain=make_plain(connection, source, job.label, decided.results),
            )
            if any(decided.results.waits) or self.request.decisions:
                rewriting = self._with_people(job, decided, rewriting, place, hashing.result())
            check_converted(rewriting)
            if place is not None:
                rewriting.write(place.file, place.folder if self.request.lineage else None)
                if self.request.lineage:
                    place.write_json(LAYOUT, {"label": job.label, "item_id": rewriting.item})
            self.input_sha256 = hashing.result()
        return sha256_of_file(place.file) if place else None

    def _item(self, job: ParquetJob, decided: Decided) -> str | None:
        """Return the column of ids; one that was only found is left aside where two rows share an id."""
        column = id_column(tuple(job.source.columns), self.request.layout, job.source.path.name)
        if column is None or not (self.request.lineage or any(decided.results.waits)):
            return column
        twice = repeated(job.connection, job.source, column)
        if twice is None:
            return column
        if self.request.layout.id_column is None:
            return None
        raise BadInput(
            "OM619",
            f"{job.source.path.name}: {twice!r} stands twice in the column {column!r}.",
            fix="Name a column that tells the rows apart; without --id-column their content does.",
            details={"id": str(twice)},
        )

    def _with_people(
        self, job: ParquetJob, decided: Decided, rewriting: Rewriting, place: Output | None, sha256: str
    ) -> Rewriting:
        """Put what waits on the review sheet, and take in what people decided."""
        choices = read_choices(self.request.decisions, sha256)
        records = Records(
            place.folder if place else None, lineage_wanted=False, data_sha256=sha256, waiting=self.waiting
        )
        chosen = []
        try:
            for row, item, at, *texts in rewriting.waiting(job.attributes):
                entry = decided.entries[at]
                picked = _picked(job, entry, str(item), choices)
                if picked is not None:
                    chosen.append(_chosen(job, row, picked, entry, decided.tally))
                    entry = picked
                attributes = tuple(
                    (name, text) for name, text in zip(job.attributes, texts, strict=True) if text is not None
                )
                records.review(
                    Waiting(str(item), one.label, attributes, one.candidates, one.why)
                    for one in entry.cell.settled
                    if one.waits
                )
        finally:
            records.close()
        choices.check_all_taken()
        return rewriting.with_chosen(chosen) if chosen else rewriting


def open_parquet(request: Request, way: Way) -> ParquetCarrier:
    """Take a Parquet file; it is looked at when it is written."""
    if not request.data.is_file():
        sha256_of_file(request.data)  # raises the letter
    return ParquetCarrier(request, way)


def _job(connection: duckdb.DuckDBPyConnection, source: Source, request: Request, way: Way) -> ParquetJob:
    columns = tuple(source.columns)
    label = label_column(columns, request.layout, source.path.name)
    keys = keys_used(way.map)
    attributes = tuple(
        name for name in attribute_columns(columns, request.layout, keys, source.path.name) if name != label
    )
    fields = dict(way.fields)
    for name in attributes:
        found = infer_field(name, source.columns[name])
        if name not in fields and found is not None:
            fields[name] = found
    decider = decider_of(way, fields, source.path.name)
    return ParquetJob(
        connection, source, label, attributes, cell_form(request.layout), fields, decider, policy_of(request, way)
    )


def _picked(job: ParquetJob, entry: Entry, item: str, choices: Choices) -> Entry | None:
    """Return the entry as people decided it for one row, or None where they did not."""
    picked = [choices.take(item, one) if one.waits else None for one in entry.cell.settled]
    if not any(picked):
        return None
    settled = [
        settle(label, outcome, job.policy, choice)
        for label, outcome, choice in zip(entry.labels, entry.outcomes, picked, strict=True)
    ]
    return type(entry)(entry.labels, entry.outcomes, compose(settled), entry.like)


def _chosen(job: ParquetJob, row: int, picked: Entry, before: Entry, tally: Tally) -> Chosen:
    tally.add(before.cell, -1)
    tally.add(picked.cell)
    new, gone = new_value(job, picked.cell, picked.like)
    attributes, converted = changed_attributes(job, picked.cell), conversions(job, picked.cell)
    return Chosen(row, new, gone, "|".join(picked.cell.record_ids), attributes, converted)
