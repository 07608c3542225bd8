"""SHACL Core over dicts of statement nodes, set by set; what it does not know is left to pySHACL, and said."""

from __future__ import annotations

from ontoman.validation.shacl.compiling import Compiled, compiled
from ontoman.validation.shacl.evaluating import failures
from ontoman.validation.shacl.index import Index
from ontoman.validation.shacl.reach import Edit
from ontoman.validation.shacl.rechecking import rechecked
from ontoman.validation.shacl.shape import Failure, Shape

__all__ = ["Compiled", "Edit", "Failure", "Index", "Shape", "compiled", "failures", "rechecked"]
