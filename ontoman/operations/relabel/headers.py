"""A first line that is data: taken for a header, its label would stay as it was, without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.errors import BadInput

if TYPE_CHECKING:
    from ontoman.operations.relabel.layout import Layout
    from ontoman.operations.relabel.tables import TableJob


def check_header(job: TableJob, layout: Layout) -> None:
    """Refuse a header whose label column is called what a label cell holds (OM654)."""
    if not (job.text and layout.header and _holds_labels(job, layout)):
        return
    what = "a position" if layout.index else "a label of the map"
    raise BadInput(
        "OM654",
        f"{job.table.name} begins with {job.label!r} in its label column, which is {what}, not the name of a column.",
        fix="Say --no-header where the first line is data; if it is a header after all, give that column a name.",
        details={"header": job.label},
    )


def _holds_labels(job: TableJob, layout: Layout) -> bool:
    if layout.index:
        return job.form.positions(job.label)
    if layout.label_column is None or layout.label_column in job.table.columns:
        return False  # its name was known to the user, or is plainly one
    labels = job.form.labels(job.label)
    return bool(labels) and all(map(job.decider.find, labels))
