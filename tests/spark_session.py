"""A Spark in this process, for tests that hold what is written for it to what Python says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

JAVA = 17  # what Spark 4 asks for


def missing() -> str | None:
    """Say what Spark lacks on this machine, or None."""
    if find_spec("pyspark") is None:
        return "no Spark: pyspark is not installed (it is in the dependency group dev)"
    if java_version() < JAVA:
        return f"no Java for Spark: neither JAVA_HOME nor the PATH has Java {JAVA} or newer"
    return None


def java_version() -> int:
    """Return the version of the Java that Spark would start; 0 where there is none."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        return 0
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0


@contextmanager
def started(folder: Path) -> Iterator[SparkSession]:
    """Start a Spark of one thread that writes to *folder* only and listens to this machine only."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").appName("ontoman")
    for key, value in _settings(folder).items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()
        gateway = SparkContext._gateway
        gateway.shutdown()
        gateway.proc.stdin.close()  # the JVM ends with its standard input
        gateway.proc.wait(30)
        SparkContext._gateway = SparkContext._jvm = None


def _settings(folder: Path) -> dict[str, str]:
    return {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
        # Half the time of a start: short-lived code is not worth the second compiler.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
    }
