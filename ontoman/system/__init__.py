"""The platform: where resources are, how a file gets on the disk for good, what a process may use.

Everything that differs between Linux, macOS and Windows stands in this package, each with a fallback.
"""

from __future__ import annotations

from ontoman.system.chance import fresh_names
from ontoman.system.clock import now
from ontoman.system.files import atomic_folder, atomic_write, read_bytes, sha256_of_file
from ontoman.system.limits import close_file_table, limit_memory
from ontoman.system.resources import resource_dir

__all__ = [
    "atomic_folder",
    "atomic_write",
    "close_file_table",
    "fresh_names",
    "limit_memory",
    "now",
    "read_bytes",
    "resource_dir",
    "sha256_of_file",
]
