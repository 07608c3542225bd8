"""Write the two releases that the bench compares: 100,000 categories each, and every kind of change between them.

    python bench/generate.py [--categories N] [-o FOLDER]

The same numbers give the same bytes. Of 100,000 categories, 11,000 lines go and 29,000 come.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from changes.samples import SAMPLES, turtle  # noqa: E402 - the rows that show every kind

from ontoman.rdf import parse_text  # noqa: E402

NS = "https://example.org/catalogue#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OM = "https://w3id.org/ontoman/ns#"
OWL = "http://www.w3.org/2002/07/owl#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
WORDS = ("small", "tall", "painted", "folding", "wooden", "plain", "striped", "round", "heavy", "hollow", "woven")
THINGS = ("chair", "lantern", "wagon", "kettle", "ladder", "basket", "anchor", "saddle", "bench", "barrel", "loom")


def iri(number: int) -> str:
    """Return the IRI of a category: scattered, as opaque ids are."""
    return f"<{NS}c{number * 7919 % 1_000_003:07d}>"


def name(number: int) -> str:
    """Return a name of three words that is unique."""
    return f"{WORDS[number % 11]} {THINGS[number // 11 % 11]} {number}"


def category(number: int, siblings: int = 10) -> list[str]:
    """Return the fifteen statements of a category."""
    me, text = iri(number), name(number)
    parent = f"<{SKOS}broader> {iri(number // siblings)}" if number else f"<{SKOS}topConceptOf> <{NS}>"
    facts = (
        f"<{TYPE}> <{SKOS}Concept>",
        f"<{TYPE}> <{OWL}Class>",
        f"<{SKOS}inScheme> <{NS}>",
        parent,
        f'<{SKOS}prefLabel> "{text}"@en',
        f'<{SKOS}prefLabel> "{text} (Ding)"@de',
        f'<{SKOS}altLabel> "any {text}"@en',
        f'<{SKOS}definition> "A {text}, seen from any side, whole or in part, indoors or outdoors."@en',
        f'<{SKOS}definition> "Ein Ding mit der Nummer {number}, von jeder Seite, ganz oder in Teilen."@de',
        f'<{SKOS}scopeNote> "Use it for one {text}; a group of them is one box."@en',
        f'<{SKOS}notation> "k{number}"',
        f"<{OM}status> <{OM}Stable>",
        f"<{OM}geometry> <{OM}BoxGeometry>",
        f'<{OM}colour> "#{number * 2654435761 % 0xFFFFFF:06x}"',
        f'<{OM}classIndex> "{number}"^^<http://www.w3.org/2001/XMLSchema#integer>',
    )
    return [f"{me} {fact} ." for fact in facts]


def replaced(number: int, case: int) -> tuple[list[str], list[str]]:
    """Return the lines that go and come where category *number* is edited in one of five ways."""
    text = name(number)
    seen = f'<{SKOS}definition> "A {text}, seen from any side, whole or in part, indoors or outdoors."@en'
    old, *new = (
        (f'<{SKOS}prefLabel> "{text}"@en', f'<{SKOS}prefLabel> "{text} deluxe"@en', f'<{SKOS}altLabel> "{text}"@en'),
        (f"<{SKOS}broader> {iri(number // 10)}", f"<{SKOS}broader> {iri(number // 10 + 1)}"),
        (seen, f'<{SKOS}definition> "A {text} that stands upright."@en'),
        (f'<{SKOS}altLabel> "any {text}"@en', f'<{SKOS}altLabel> "any  {text}"@en'),
        (f"<{OM}status> <{OM}Stable>", f"<{OM}status> <{OM}Frozen>"),
    )[case]
    me = iri(number)
    return [f"{me} {old} ."], [f"{me} {fact} ." for fact in new]


def extended(number: int, case: int) -> list[str]:
    """Return the lines that come where something is said of category *number* in one of four ways."""
    me, to = iri(number), iri(number - 1)
    retired = (
        f'<{OWL}deprecated> "true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
        f"<http://purl.org/dc/terms/isReplacedBy> {to}",
        f"<http://purl.obolibrary.org/obo/IAO_0100001> {to}",
    )
    facts = (
        retired,
        (f"<{SKOS}related> {iri(number - 3)}",),
        (f'<{SKOS}prefLabel> "chose {number}"@fr',),
        (f'<{SKOS}editorialNote> "Checked in spring."@en',),
    )[case]
    return [*(f"{me} {fact} ." for fact in facts), *([f"{to} <{OM}mergedFrom> {me} ."] if facts is retired else [])]


def every_kind() -> tuple[set[str], set[str]]:
    """Return both sides of the rows that show every kind of change, each in a namespace of its own."""
    old: set[str] = set()
    new: set[str] = set()
    for place, sample in enumerate(SAMPLES):
        namespace = f"https://example.org/sample/{place}#"
        for body, lines in ((sample.before, old), (sample.after, new)):
            own = turtle(body, namespace).replace("https://example.org/zoo", namespace.removesuffix("#"))
            lines.update(parse_text(own, "turtle"))
    return old, new


def releases(categories: int) -> tuple[set[str], set[str]]:
    """Return the lines of both releases."""
    old = {line for number in range(categories) for line in category(number)}
    samples_old, samples_new = every_kind()
    removed, added = set(samples_old - samples_new), set(samples_new - samples_old)
    wanted_removed, wanted_added = categories * 11 // 100, categories * 29 // 100
    for number in range(categories, categories + categories * 8 // 1000):
        added.update(category(number))
    for number in range(categories - categories // 1000, categories):  # leaves without children
        removed.update(category(number))
    number = 20
    while len(removed) < wanted_removed:
        gone, come = replaced(number, number // 5 % 5)
        removed.update(gone)
        added.update(come)
        number += 5
    number = 23
    while len(added) < wanted_added:
        added.update(extended(number, number // 5 % 4 if len(added) < wanted_added - 4 else 3))
        number += 5
    old |= samples_old
    return old, (old - removed) | added


def write(path: Path, lines: set[str]) -> None:
    """Write sorted lines as a release file."""
    path.write_bytes("".join([f"{line}\n" for line in sorted(lines)]).encode())


def generate(folder: Path, categories: int) -> tuple[Path, Path]:
    """Write both releases into *folder*, each with its manifest, and say how they differ."""
    old, new = releases(categories)
    paths = folder / f"old-{categories}" / "ontology.nt", folder / f"new-{categories}" / "ontology.nt"
    for path, lines, version in zip(paths, (old, new), ("1.0.0", "2.0.0"), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, lines)
        files = {"ontology.nt": hashlib.sha256(path.read_bytes()).hexdigest()}
        manifest = {"version": version, "versionIRI": f"https://example.org/bench/{version}", "files": files}
        path.with_name("manifest.json").write_text(json.dumps(manifest), "utf-8")
    print(f"{categories} categories: {len(old)} and {len(new)} lines, {len(old - new)} go, {len(new - old)} come")
    return paths


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--categories", type=int, default=100_000)
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).parent / "data")
    options = parser.parse_args()
    generate(options.output, options.categories)


if __name__ == "__main__":
    main()
