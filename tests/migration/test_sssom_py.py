"""What sssom-py says of our maps: they are valid, and what it drops is noticed when they come back."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace

import pytest
from engines.support import a_map, keep, pick, retire, split, to, undecided_value, value
from sssom_py import sssom_command

from ontoman.errors import BadInput
from ontoman.formats import sssom
from ontoman.formats.maps_in import MapLayout, read_plain_map
from ontoman.migration import Action, MapDisposition
from ontoman.migration.building.meanings import Meaning
from ontoman.operations.diffing import compare
from ontoman.operations.maps.building import build_map
from ontoman.operations.states import resolve
from ontoman.rdf.conversions import our_conversions
from ontoman.rdf.flags import our_flags

pytestmark = pytest.mark.xdist_group("sssom-py")
EVERYTHING = a_map(
    keep("cow"),
    to("cat", "feline", set=(("colour", "grey|blue"),), unset=("size",), confidence=0.5, comment='a\ttab, a "quote"'),
    split("van", ("wheels > 4", "truck"), ("has(load, 'sand')", "tipper"), (None, None)),
    split("bus", ("seats > 9", "coach"), op="all_of"),
    pick("boat", "ship", "canoe"),
    retire("noise"),
    retire("rest", MapDisposition.RESIDUAL, "other"),
    value("colour", "red", "crimson"),
    undecided_value("colour", "grey"),
    [replace(row, action=Action.TRANSFORM, transform=(("height", our_conversions()["ft_to_m"]),)) for row in keep("man")],
    releases=("https://example.org/o/1.0.0", "https://example.org/o/2.0.0"),
)  # fmt: skip


CHECKS = [word for name in ("JsonSchema", "PrefixMapCompleteness", "StrictCurieFormat") for word in ("-V", name)]


@pytest.fixture(scope="module")
def sssom_py(request):
    """`sssom_py("validate", file)` runs it; skipped where it cannot be installed, except on CI, where that fails."""
    home = request.config.cache.mkdir("ontoman")
    command, why = sssom_command(home)
    if command is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)

    def run(*words):
        return subprocess.run([command, *map(str, words)], capture_output=True, text=True, check=False)

    return run


@pytest.fixture(params=["everything", "built", "plain"])
def written(request, root, tmp_path):
    path = tmp_path / "map.sssom.tsv"
    path.write_bytes(
        sssom.write({"everything": everything, "built": built, "plain": plain}[request.param](root, tmp_path))
    )
    return path


def everything(_root, _folder):
    return EVERYTHING


def built(root, _folder):
    old, new = (resolve(None, str(root / "vocab/examples/streets" / f"{v}.ttl")) for v in ("1.0.0", "2.0.0"))
    return build_map(old, new, compare(old, new).changes)


def plain(_root, folder):
    table = folder / "m.csv"
    table.write_text("old,new,remark\nvan,lorry or cart,\nbus,,\ncat,pet,Broad\ncow,animal,Odd\ntruck,lorry,Close\n")
    layout = MapLayout(flag_column="remark", usual_flags=our_flags(), blank=Meaning.REVIEW)
    return read_plain_map(table, layout)


def accepted(done):
    """It leaves out rows that are not well-formed, says so, and leaves with 0."""
    return done.returncode == 0 and "not well-formed" not in done.stdout + done.stderr


def test_validate_accepts_what_we_write(sssom_py, written):
    done = sssom_py("validate", *CHECKS, written)
    assert accepted(done), done.stdout + done.stderr


@pytest.mark.parametrize("wrong", [(b"\tskos:", b"\tnope:"), (b"\t1:", b"\t9:")], ids=["a prefix", "a cardinality"])
def test_validate_refuses_what_is_none(sssom_py, written, wrong):
    written.write_bytes(written.read_bytes().replace(*wrong))
    assert not accepted(sssom_py("validate", *CHECKS, written))


def test_what_convert_drops_is_noticed_when_the_map_comes_back(sssom_py, written, tmp_path):
    out = tmp_path / "converted.sssom.tsv"
    done = sssom_py("convert", written, "-o", out)
    assert done.returncode == 0, done.stdout + done.stderr
    with pytest.raises(BadInput) as caught:
        sssom.read(out)
    assert caught.value.code == "OM503"
