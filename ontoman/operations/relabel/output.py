"""What relabel leaves behind: OUT, and OUT.ontoman/ beside it. All of it appears, or nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ontoman.errors import BadInput, Refused
from ontoman.formats.review_sheet import sheet
from ontoman.system.files import cannot_write, sync_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from ontoman.formats.edits import Placed
    from ontoman.formats.review_sheet import Waiting

LINEAGE = "lineage.jsonl"
ITEMS = "items.jsonl"
REVIEW = "review.csv"
REPORT = "report.json"
RELEASE = "release.json"
LAYOUT = "layout.json"


def side_folder(out: Path) -> Path:
    """Return the folder beside a data file."""
    return out.with_name(out.name + ".ontoman")


def check_out(data: Path, out: Path) -> None:
    """Refuse to write over the data (OM633), or under a suffix of another format (OM647)."""
    if out.resolve() == data.resolve():
        raise Refused("OM633", f"{out} is the data itself.", fix="Write to another file: the way back needs both.")
    if out.suffix.lower() != data.suffix.lower():
        raise BadInput(
            "OM647",
            f"{data.name} stays what it is: {out.name} has another suffix.",
            fix=f"Name the output {out.stem}{data.suffix}.",
        )


@dataclass
class Output:
    """Where things are written until they are whole."""

    file: Path
    folder: Path

    def write_json(self, name: str, document: Mapping[str, object]) -> None:
        """Write a document into the folder."""
        text = msgspec.json.format(
            msgspec.json.encode(document), indent=2
        )  # a map of 10,000 rows: 8 times json's speed
        (self.folder / name).write_bytes(text + b"\n")


@contextmanager
def output(out: Path, *, force: bool) -> Iterator[Output]:
    """Yield a place to write to; at the end it becomes *out* and its folder, or vanishes.

    An *out* that exists is refused (OM632) unless *force*d.
    """
    taken = [path for path in (out, side_folder(out)) if path.exists()]
    if taken and not force:
        raise Refused("OM632", f"{taken[0]} exists already.", fix="Name another -o FILE, or replace it with --force.")
    try:
        place = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent))
    except OSError as error:
        raise cannot_write(out, error) from error
    try:
        folder = place / "side"
        folder.mkdir()
        yield Output(place / "out", folder)
        _publish(place / "out", folder, out, place / "replaced")
    except OSError as error:
        raise cannot_write(out, error) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _publish(file: Path, folder: Path, out: Path, replaced: Path) -> None:
    for path in (file, *folder.iterdir()):
        sync_file(path)
    side = side_folder(out)
    if side.exists():
        side.rename(replaced)
    folder.rename(side)
    try:
        file.replace(out)
    except OSError:
        shutil.rmtree(side, ignore_errors=True)
        with contextlib.suppress(OSError):
            replaced.rename(side)
        raise
    sync_folder(out.parent)


class HashingFile:
    """A file that is hashed while it is written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def writelines(self, chunks: Iterable[bytes], /) -> None:
        """Write and hash."""
        for chunk in chunks:
            self._hash.update(chunk)
            self._file.write(chunk)

    @property
    def sha256(self) -> str:
        """The hash of what was written."""
        return self._hash.hexdigest()


@dataclass
class Records:
    """Lineage, review sheet and list of items, written line by line; nothing where they are not wanted."""

    folder: Path | None
    lineage_wanted: bool
    data_sha256: str
    waiting: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    _files: dict[str, Any] = field(default_factory=dict)

    @property
    def lists_items(self) -> bool:
        """Tell whether every item is listed, so that `undo` can tell what was added later."""
        return self.folder is not None and self.lineage_wanted

    def head(self, layout: Mapping[str, object]) -> None:
        """Keep what `undo` must know of the whole file; the first line of the lineage."""
        if self.lists_items:
            self._write(LINEAGE, _json_line({"schema": "ontoman/lineage/1", **layout}))

    def item(self, item: str, cell: str) -> None:
        """List an item of OUT with its label cell as written, so that `undo` sees what was edited or added later."""
        if self.lists_items:
            self._write(ITEMS, _json_line([item, cell]))

    def lineage(self, record: dict[str, object], edits: Iterable[Placed]) -> None:
        """Keep where a changed item came from, and how its bytes were."""
        if self.lists_items:
            self._write(LINEAGE, _json_line({**record, "edits": [list(edit) for edit in edits]}))

    def review(self, waiting: Iterable[Waiting]) -> None:
        """Put labels on the review sheet; items with the same id and label share a line."""
        for one in waiting:
            self.waiting[one.label, one.candidates] += 1
            if self.folder is not None:
                self._sheet(one)

    def close(self) -> None:
        """Close the files: each of them, even where one finds the disk full."""
        with contextlib.ExitStack() as stack:
            for file in self._files.values():
                stack.callback(file.close)

    def _sheet(self, one: Waiting) -> None:
        header, *lines = sheet([one], self.data_sha256)
        if REVIEW not in self._files:
            self._write(REVIEW, header)
        for line in lines:
            self._write(REVIEW, line)

    def _write(self, name: str, line: bytes) -> None:
        if name not in self._files:
            assert self.folder is not None
            self._files[name] = (self.folder / name).open("wb")
        self._files[name].write(line)


def _json_line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8") + b"\n"
