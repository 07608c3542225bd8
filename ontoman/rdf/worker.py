"""The process that parses files from outside: `python -m ontoman.rdf.worker SYNTAX BASE MEMORY < file`.

It holds nothing but the file's bytes, opens nothing, and writes canonical lines, or a letter as JSON with exit code 2.
"""

from __future__ import annotations

import json
import sys

import pyoxigraph  # noqa: F401 - loaded before the file table closes

from ontoman.errors import BadInput
from ontoman.rdf.files import file_bytes
from ontoman.rdf.outside import OUT_OF_MEMORY
from ontoman.rdf.parsing import parse_text
from ontoman.system.limits import close_file_table, limit_memory


def main(syntax: str, base: str | None, memory: int) -> int:
    """Parse standard input; return the exit code."""
    data = sys.stdin.buffer.read()
    limit_memory(memory)
    close_file_table()
    try:
        sys.stdout.buffer.write(file_bytes(parse_text(data, syntax, base)))
    except BadInput as letter:
        document = {"code": letter.code, "message": letter.message, "fix": letter.fix, "details": letter.details}
        sys.stdout.write(json.dumps(document))
        return letter.exit_code
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] or None, int(sys.argv[3])))
