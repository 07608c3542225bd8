"""The whole story on street scenes: each step does the real thing, then says what came of it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontoman.errors import Refused
from ontoman.operations.browsing import where
from ontoman.operations.demo.street_data import coco_document, table_rows, write_parquet
from ontoman.operations.diffing import render
from ontoman.operations.guideline import write as write_guideline
from ontoman.operations.importing import Choice, import_file
from ontoman.operations.query import run
from ontoman.operations.relabel import Request, relabel
from ontoman.operations.relabel.output import side_folder
from ontoman.operations.relabel.undo import undo
from ontoman.operations.relabel.words import summary
from ontoman.operations.releasing import Publication, release
from ontoman.operations.states import resolve
from ontoman.operations.validating import validate_state
from ontoman.operations.workspace import Wish, init
from ontoman.system import atomic_write, resource_dir, sha256_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontoman.store.workspace import Workspace

ANNOTATIONS = 5_000
NAMESPACE = "https://example.org/streets/"
AUTHOR = "demo"
MARK = "This folder was made by `ontoman demo`; `ontoman demo --again` replaces it.\n"
MARK_FILE = "DEMO.txt"
OLD, NEW = "1.0.0", "2.0.0"
_SEED = 7
_QUERY = """SELECT ?key ?label WHERE {
  ?category owl:deprecated true ; skos:notation ?key ; skos:prefLabel ?label .
  FILTER(lang(?label) = "en")
} ORDER BY ?key"""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is, the command that does the same, and what came of it."""

    title: str
    lines: tuple[str, ...]
    command: str = ""


def play(folder: Path, *, again: bool = False) -> Iterator[Step]:
    """Play the story into *folder*, which must be new (OM108), or an earlier demo's where *again* is set."""
    _clear(folder, again=again)
    workspace = init(folder, Wish(NAMESPACE, "Street scenes", ("en", "de"), AUTHOR))
    atomic_write(folder / MARK_FILE, MARK.encode())
    yield Step(
        "A workspace is made.", (f"{folder} holds the settings, an empty draft, and room for releases.",),
        f"ontoman init {folder} --namespace {NAMESPACE}",
    )  # fmt: skip
    yield _imported(
        workspace, OLD, "An ontology of street scenes is imported: categories, attributes, edge-case rules."
    )
    yield _validated(workspace)
    yield _released(workspace, OLD, "First release", "It is released: immutable, hashed, named.")
    yield _data(workspace)
    yield _imported(workspace, NEW, "Weeks later the ontology has changed. The new state is imported into the draft.")
    yield _difference(workspace)
    yield _released(
        workspace, NEW, "Buses merged, vans and cycles split", "It is released again; the changes decide the version."
    )
    yield _followed(workspace)
    for name in ("annotations.parquet", "annotations.coco.json"):
        yield _relabeled(workspace, name)
    yield _decided(workspace)
    yield _undone(workspace)
    yield _guided(workspace)
    yield _asked(workspace)


def _clear(folder: Path, *, again: bool) -> None:
    if not folder.exists() or not again:
        return
    if not (folder / MARK_FILE).is_file() and any(folder.iterdir()):
        raise Refused(
            "OM116",
            f"{folder} was not made by `ontoman demo`, so --again does not replace it.",
            fix="Name another folder.",
        )
    shutil.rmtree(folder)


def _imported(workspace: Workspace, version: str, title: str) -> Step:
    source = resource_dir("vocab") / "examples" / "streets" / f"{version}.ttl"
    report: dict[str, Any] = import_file(workspace, source, Choice(author=AUTHOR), None)
    counts = report["counts"]
    held = ", ".join(f"{counts[word]} {word}" for word in ("categories", "attributes", "values", "rules", "examples"))
    lines = (f"The draft holds {held}; {report['added']} statements are new, {report['removed']} gone.",)
    return Step(title, lines, f"ontoman import {source.name}")


def _validated(workspace: Workspace) -> Step:
    results = validate_state(resolve(workspace, "draft"), profile=workspace.config.profile, workspace=workspace)
    counted = Counter(result.severity for result in results)
    some = [f"{result.code}: {result.message}" for result in results[:2]]
    lines = (
        f"{counted['violation']} violations, {counted['warning']} warnings. Warnings don't stand in the way:",
        *some,
    )
    return Step("It is checked against the SHACL shapes.", lines, "ontoman validate draft")


def _released(workspace: Workspace, version: str, message: str, title: str) -> Step:
    wish = Publication(version if version == OLD else None, message, AUTHOR)
    manifest: dict[str, Any] = release(workspace, wish)
    checks = manifest["checks"]["reasoning"]
    why = f" ({checks['why']})" if checks["why"] else ""
    lines = [
        f"{manifest['version']} <{manifest['versionIRI']}>, sha256 {manifest['files']['ontology.nt'][:16]}…",
        f"Search for contradictions between axioms: {checks['status']}{why}.",
    ]
    if manifest["map"]:
        lines.append(f"The change is {manifest['bump']}. The migration map is {manifest['map']['path']}.")
    shown = f"ontoman release {'--bump auto' if wish.version is None else version} -m {message!r}"
    return Step(title, tuple(lines), shown)


def _data(workspace: Workspace) -> Step:
    ontology = resolve(workspace, OLD).ontology
    folder = workspace.root / "data"
    folder.mkdir()
    document = coco_document(ontology, ANNOTATIONS, _SEED)
    atomic_write(folder / "annotations.coco.json", json.dumps(document, ensure_ascii=False).encode())
    write_parquet(table_rows(ontology, ANNOTATIONS, _SEED), folder / "annotations.parquet")
    lines = (f"{ANNOTATIONS:,} annotations are made up, as COCO and as Parquet, in {folder}.",)
    return Step("People label with it for a while.", lines)


def _difference(workspace: Workspace) -> Step:
    text = render(workspace, OLD, "draft", "text")
    return Step("What changed, and what does it mean?", tuple(text.splitlines()), f"ontoman diff {OLD} draft")


def _followed(workspace: Workspace) -> Step:
    lines = []
    for key in ("coach", "cycle", "van", "bicycle_rack"):
        document: dict[str, Any] = where(workspace, key)
        lines.append(f"{key}: {document['history'][-1]['fate']}")
    return Step("Where did the old keys go?", tuple(lines), "ontoman where coach")


def _relabeled(workspace: Workspace, name: str) -> Step:
    data = workspace.root / "data" / name
    request = _request(workspace, data, _migrated(data))
    result = relabel(request)
    lines = tuple(summary(request, result).splitlines())
    kind = "The Parquet table" if data.suffix == ".parquet" else "The COCO file"
    return Step(
        f"{kind} is carried over.", lines, f"ontoman relabel {name} --from {OLD} --to {NEW} -o {_migrated(data).name}"
    )


def _request(workspace: Workspace, data: Path, out: Path, decisions: Path | None = None) -> Request:
    return Request(data, out, from_=OLD, to=NEW, workspace=workspace.root, decisions=decisions)


def _migrated(data: Path) -> Path:
    return data.with_name(f"{data.name.partition('.')[0]}-{NEW}{data.name[data.name.index('.') :]}")


def _decided(workspace: Workspace) -> Step:
    """Decide every waiting item of the Parquet table as somebody would who looks: here, always the first candidate."""
    data = workspace.root / "data" / "annotations.parquet"
    sheet = Path(f"{_migrated(data)}.ontoman") / "review.csv"
    filled = data.with_name("decided.csv")
    _fill(sheet, filled)
    out = data.with_name(f"annotations-{NEW}-decided.parquet")
    request = _request(workspace, data, out, filled)
    lines = tuple(summary(request, relabel(request)).splitlines())
    return Step(
        "Somebody fills in the review sheet (here: the first candidate each time), and it runs again.",
        lines,
        f"ontoman relabel annotations.parquet --from {OLD} --to {NEW} --decisions decided.csv -o {out.name}",
    )


def _fill(sheet: Path, filled: Path) -> None:
    import csv  # noqa: PLC0415 - only here
    import io  # noqa: PLC0415

    rows = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "decision": row["candidates"].split(" | ")[0]} for row in rows)
    atomic_write(filled, out.getvalue().encode())


def _undone(workspace: Workspace) -> Step:
    data = workspace.root / "data" / "annotations.coco.json"
    back = data.with_name("annotations-back.coco.json")
    undo(_migrated(data), back)
    same = sha256_of_file(back) == sha256_of_file(data)
    back.unlink()
    shutil.rmtree(side_folder(back))
    lines = (f"The COCO file came back {'byte for byte' if same else 'DIFFERENT: this is a bug'}.",)
    return Step("And back again.", lines, f"ontoman undo {_migrated(data).name} -o annotations-back.coco.json")


def _guided(workspace: Workspace) -> Step:
    written = [workspace.root / name for name in ("guideline.html", "guideline.md", "anleitung.html")]
    for path in written:
        write_guideline(workspace, NEW, path, "de" if path.stem == "anleitung" else "en")
    lines = (f"{', '.join(str(path) for path in written)}: with what changed since {OLD} on the first page.",)
    return Step(
        "A guideline for annotators is built, in two languages.", lines, f"ontoman guideline {NEW} -o guideline.html"
    )


def _asked(workspace: Workspace) -> Step:
    answer = json.loads(run(workspace, _QUERY, NEW).body)
    rows = [f"{row['key']['value']}  {row['label']['value']}" for row in answer["results"]["bindings"]]
    return Step("An ML team asks: what is no longer in use?", tuple(rows), 'ontoman query "SELECT ?key …" 2.0.0')
