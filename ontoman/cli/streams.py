"""Standard output and error whose reader may leave early, as `head` does, or that find no room."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, TextIO


def patient_streams() -> None:
    """Let this process write on where nobody reads any more: its work and its exit code stay what they are."""
    sys.stdout, sys.stderr = patient(sys.stdout), patient(sys.stderr)


def trouble(stream: TextIO | None) -> OSError | None:
    """Return what kept a patient stream from being printed; nothing where its reader only left, or it is closed."""
    if stream is None:
        return None
    stream.flush()
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    return raw.trouble if isinstance(raw, _Patient) else None


def patient(stream: TextIO) -> TextIO:
    """Return *stream* such that a closed pipe takes everything; a terminal, or a stream of a test, as it is."""
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)  # with PYTHONUNBUFFERED there is no buffer
    if not isinstance(raw, io.FileIO) or raw.isatty():
        return stream
    stream.flush()
    return io.TextIOWrapper(io.BufferedWriter(_Patient(raw)), stream.encoding, stream.errors)


class _Patient(io.RawIOBase):
    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw: io.RawIOBase | None = raw
        self.trouble: OSError | None = None

    def write(self, data: Any, /) -> int | None:  # noqa: ANN401 - any buffer, as of RawIOBase
        """Write, or once that fails, take it and let it go."""
        if self._raw is None:
            return memoryview(data).nbytes
        try:
            return self._raw.write(data)
        except OSError as error:
            self._raw = None
            self.trouble = None if _is_closed_pipe(error) else error
            return memoryview(data).nbytes

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        """Return the descriptor; without one nobody could ask how wide the output is."""
        if self._raw is None:
            raise io.UnsupportedOperation("the pipe is closed")
        return self._raw.fileno()


def _is_closed_pipe(error: OSError) -> bool:
    """Windows says EINVAL of a pipe whose reader has left."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)
