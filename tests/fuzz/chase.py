"""One target for a while, in a process that ends with its first finding."""

import importlib
import sys
import time
from pathlib import Path

from tests.fuzz.mutation import mutated

ROOT = Path(__file__).resolve().parents[2]
FOUND = ROOT / "build" / "fuzz"
UNITS = "number_of_executed_units"
"""What atheris, and we after it, call the number of inputs that were tried."""
_MOST = 1 << 16


def follow(name: str, seconds: int) -> None:
    """Let coverage lead to what no mutation finds by chance; does not return."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["sync", "db", "app"]):
        from tests.fuzz.seeds import CORPUS  # noqa: PLC0415 - instrumented on the way in
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415
        from tests.fuzz.trying import tried  # noqa: PLC0415
    target, found = TARGETS[name], FOUND / name
    options = (
        *(f"-max_total_time={seconds}", f"-max_len={_MOST}", f"-artifact_prefix={found}/"),
        *("-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"),
    )
    folders = (str(found / "new"), str(CORPUS / name))
    atheris.Setup([sys.argv[0], *options, *folders], lambda raw: tried(target, raw, 0))
    atheris.Fuzz()


def mutate(name: str, seconds: int) -> None:
    """Try mutations of the corpus; the one that broke is kept."""
    from tests.fuzz.seeds import CORPUS  # noqa: PLC0415
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415
    from tests.fuzz.trying import tried  # noqa: PLC0415

    known = [file.read_bytes() for file in sorted((CORPUS / name).iterdir())]
    until, count, last = time.monotonic() + seconds, 0, FOUND / name / "crash-last"
    for raw in mutated(time.time_ns(), known):
        if time.monotonic() > until:
            break
        last.write_bytes(raw[:_MOST])
        tried(TARGETS[name], raw[:_MOST])
        count += 1
    last.unlink(missing_ok=True)
    sys.stderr.write(f"{UNITS}: {count}\n")
