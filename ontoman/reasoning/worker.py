"""The process that runs owlready2 and HermiT: filtered N-Triples in, JSON out. `checking` starts it."""

from __future__ import annotations

import io
import json
import sys

import owlready2


def main() -> None:
    """Classify standard input with the Java of the first argument."""
    owlready2.JAVA_EXE = sys.argv[1]
    world = owlready2.World()
    ontology = world.get_ontology("urn:x-ontoman:projection#")
    ontology.load(fileobj=io.BytesIO(sys.stdin.buffer.read()), format="ntriples")
    print(json.dumps(classify(world)))  # noqa: T201 - the answer to the parent


def classify(world: owlready2.World) -> dict[str, object]:
    """Return whether the ontology is consistent, and which classes can have no instances."""
    try:
        with world.get_ontology("urn:x-ontoman:inferred#"):
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return {"consistent": False, "unsatisfiable": []}
    except owlready2.OwlReadyJavaError as error:
        return {"error": str(error)}
    found = {entity.iri for entity in world.inconsistent_classes()}
    return {"consistent": True, "unsatisfiable": sorted(found - {owlready2.Nothing.iri})}


if __name__ == "__main__":
    main()
