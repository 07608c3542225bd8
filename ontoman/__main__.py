"""`python -m ontoman`."""

from __future__ import annotations

from ontoman.cli import main

main()
