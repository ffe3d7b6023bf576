"""Run all measurements and print them; ``--keep`` writes docs/benchmarks.md."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench import book
from tests.bench.measure import Figure, table

KEPT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


def main() -> int:
    """Measure; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=120, help="size of the large book")
    parser.add_argument("--keep", action="store_true", help="write docs/benchmarks.md")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="suixing-bench-"))
    try:
        parts = measured(folder, asked.months)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = "\n\n".join(f"## {title}\n{table(figures)}" for title, figures in parts)
    sys.stdout.write(text + "\n")
    if asked.keep:
        KEPT.write_text(f"{HEAD}\n{text}\n", encoding="utf-8")
    return 0


HEAD = """# Measurements

Printed by `make bench` (`python -m tests.bench --keep` writes this file). One run on a shared machine with
two cores: read the ratios; bytes and turns are exact. The content is `tests/bench/workload.py`.
"""


def measured(folder: Path, months: int) -> list[tuple[str, list[Figure]]]:
    """Return every part's title and figures."""
    large = folder / "ten-years"
    book.write(large, months)
    return [(f"A book of {months} months", book.measure(large))]


if __name__ == "__main__":
    sys.exit(main())
