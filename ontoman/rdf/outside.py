"""Files of RDF from outside, parsed in a process of their own that may use so much memory and time, and no more."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final, cast

from ontoman.errors import BadInput
from ontoman.rdf.guards import decoded
from ontoman.rdf.syntaxes import syntax_named, syntax_of
from ontoman.system.files import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from ontoman.model import Line

SIZE: Final = 1 << 30
SECONDS: Final = 300
MEMORY: Final = 4 << 30
OUT_OF_MEMORY: Final = 3
"""The exit code of a worker that has no memory left."""


def parse_file(
    path: Path, *, syntax: str | None = None, base: str | None = None, seconds: float = SECONDS
) -> tuple[Line, ...]:
    """Parse a file of RDF into canonical statements; each way in which it can be wrong is a letter (OM210 to OM219).

    parse_file(Path("streets.ttl"), base="https://example.org/streets#")
    """
    try:
        data = decoded(_read(path))
        known = syntax_named(syntax) if syntax else syntax_of(path.name, data)
        return _parsed_outside(data, known.name, base, seconds)
    except BadInput as letter:
        raise _about(path, letter) from letter


def _read(path: Path) -> bytes:
    data = read_bytes(path)
    if len(data) > SIZE:
        raise _too_much(f"has {len(data):,} bytes; {SIZE:,} are allowed")
    return data


def _parsed_outside(data: bytes, syntax: str, base: str | None, seconds: float) -> tuple[Line, ...]:
    # -P: no module of the current folder gets in the way of the library's.
    command = [sys.executable, "-P", "-m", "ontoman.rdf.worker", syntax, base or "", str(MEMORY)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - our own module, no shell
    except subprocess.TimeoutExpired:
        raise _too_much(f"takes longer than {seconds:g} seconds to parse") from None
    if done.returncode == BadInput.exit_code:
        raise _letter(done.stdout)
    if done.returncode == OUT_OF_MEMORY or done.returncode < 0:  # an abort: the parser's own memory or stack ran out
        raise _too_much("needs more memory than a parser gets, or nests too deeply")
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return cast("tuple[Line, ...]", tuple(done.stdout.decode().split("\n")[:-1]))


def _letter(document: bytes) -> BadInput:
    said = json.loads(document)
    return BadInput(said["code"], said["message"], fix=said["fix"], details=said["details"])


def _about(path: Path, letter: BadInput) -> BadInput:
    if "path" in letter.details:
        return letter
    details = {"path": str(path), **letter.details}
    return BadInput(letter.code, f"{path}: {letter.message}", fix=letter.fix, details=details)


def _too_much(what: str) -> BadInput:
    return BadInput("OM218", f"The file {what}.", fix="Split it, or import a smaller part.")
