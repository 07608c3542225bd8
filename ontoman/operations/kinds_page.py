"""`docs/changes.md`, made from the catalogue that ships: `make docs` writes it."""

from __future__ import annotations

import sys

from ontoman.formats.kinds_markdown import kinds_markdown
from ontoman.rdf.catalogue import our_catalogue


def kinds_page() -> str:
    """Return the page."""
    return kinds_markdown(our_catalogue())


if __name__ == "__main__":
    sys.stdout.write(kinds_page())
