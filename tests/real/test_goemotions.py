"""GoEmotions: 5,426 texts with several emotions each, folded into the published groupings and back."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from ontoman.cli import cli


def run(*arguments: object) -> None:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("grouping", "folder"), [("ekman_mapping.json", "ekman"), ("sentiment_dict.json", "group")], ids=["ekman", "group"]
)
def test_the_published_grouping_comes_out_byte_for_byte_and_goes_back(shared_data, tmp_path, grouping, folder):
    data = shared_data("goemotions")
    mapping, out, back = tmp_path / "map.tsv", tmp_path / "dev.tsv", tmp_path / "back.tsv"
    run("map", "import", data / "official" / grouping, "--identity", "neutral", "-o", mapping)
    run(
        "relabel", data / "original" / "dev.tsv", "--map", mapping, "--no-header", "--label-column", "2", "--sep", ",",
        "--index", data / "original" / "labels.txt", "--out-index", data / folder / "labels.txt", "-o", out,
    )  # fmt: skip
    assert out.read_bytes() == (data / folder / "dev.tsv").read_bytes()
    assert out.read_bytes().count(b"\n") == 5426
    run("undo", out, "-o", back)
    assert back.read_bytes() == (data / "original" / "dev.tsv").read_bytes()


def test_the_counts_add_up_to_every_label(shared_data, tmp_path):
    import json

    data = shared_data("goemotions")
    mapping, out = tmp_path / "map.tsv", tmp_path / "dev.tsv"
    run("map", "import", data / "official" / "ekman_mapping.json", "--identity", "neutral", "-o", mapping)
    run(
        "relabel", data / "original" / "dev.tsv", "--map", mapping, "--no-header", "--label-column", "2", "--sep", ",",
        "--index", data / "original" / "labels.txt", "--out-index", data / "ekman" / "labels.txt", "-o", out,
    )  # fmt: skip
    report = json.loads((tmp_path / "dev.tsv.ontoman" / "report.json").read_text())
    cells = [line.split(b"\t")[1] for line in (data / "original" / "dev.tsv").read_bytes().splitlines()]
    folded = [line.split(b"\t")[1] for line in out.read_bytes().splitlines()]
    assert report["read"] == sum(len(cell.split(b",")) for cell in cells) == 6380
    assert report["written"] == sum(len(cell.split(b",")) for cell in folded)
    assert report["read"] - report["collapsed"] == report["written"]
    assert sum(row["count"] for row in report["by_mapping"]) == report["read"]
