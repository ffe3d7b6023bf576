"""Looks for bytes that a parser does not stand: ``python -m tests.fuzz [TARGET] [--seconds N]``.

With atheris it follows coverage; without, it mutates the corpus. What it finds lies in build/fuzz
and belongs, named by what it did, into the corpus.
"""

import argparse
import importlib.util
import subprocess
import sys

from tests.fuzz.chase import FOUND, ROOT, UNITS
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Fuzz one target, or all of them one after the other; return how many broke."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("target", nargs="?", choices=["", *TARGETS], default="")
    asked.add_argument("--seconds", type=int, default=10, help="for each target")
    args = asked.parse_args()
    how = "follow" if importlib.util.find_spec("atheris") else "mutate"
    _say(f"{how}: build/fuzz keeps what breaks")
    broken = [
        name
        for name in ([args.target] if args.target else TARGETS)
        if not _stands(name, how, args.seconds)
    ]
    _say(f"broke: {', '.join(broken)}" if broken else "none broke")
    return len(broken)


def _stands(name: str, how: str, seconds: int) -> bool:
    """Run one target in a process of its own, which ends with its first finding."""
    here = f"import tests.fuzz.chase as c; c.{how}({name!r}, {seconds})"
    (FOUND / name / "new").mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", here], cwd=ROOT, check=False, capture_output=True, text=True
    )
    said = done.stderr.splitlines()
    runs = next((line.split()[-1] for line in reversed(said) if UNITS in line), "?")
    _say(f"{name:16} {runs:>10} inputs  {'BROKE' if done.returncode else 'ok'}")
    if done.returncode:
        (FOUND / name / "log").write_text(done.stdout + done.stderr, encoding="utf-8")
    return done.returncode == 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
