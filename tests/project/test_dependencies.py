"""What the code imports is what pyproject.toml declares: nothing borrowed from a neighbour, nothing carried along."""

from __future__ import annotations

import ast
import sys
from importlib.metadata import packages_distributions

from packaging.utils import canonicalize_name
from project.declared import ROOT, requirements

OWN = {"ontoman", "ontoman_web"}


def modules(tree):
    """Yield the top-level name of each import, wherever it stands in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def imported():
    """Return for each distribution that is imported the files that do."""
    distributions = packages_distributions()
    found = {}
    for path in sorted(path for folder in ("ontoman", "web") for path in (ROOT / folder).rglob("*.py")):
        for module in set(modules(ast.parse(path.read_bytes()))) - OWN - sys.stdlib_module_names:
            for name in distributions.get(module, [module]):
                found.setdefault(canonicalize_name(name), []).append(str(path.relative_to(ROOT)))
    return found


def declared():
    return {canonicalize_name(requirement.name) for requirement in requirements()}


def test_what_is_imported_is_declared():
    assert {name: files for name, files in imported().items() if name not in declared()} == {}


def test_what_is_declared_is_imported():
    assert declared() - imported().keys() == set()
