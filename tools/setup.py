#!/usr/bin/env python3
"""Set the project up on a machine that has nothing but Python, make and git.

    python3 tools/setup.py [FOLDER]        FOLDER is the environment to make, `.venv` by default

Makes the environment, installs the pinned requirements into it and, on Debian-like systems, the
system libraries that Qt links to. Doing it again repairs what is missing and otherwise changes
nothing. Standard library only, and no Python newer than 3.11 is needed.
"""

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "requirements-dev.txt"
OLDEST, NEWEST = (3, 11), (3, 14)

# What Qt loads at run time, by the name the linker knows: without these no window, not even an
# unseen one. The first missing library hides the others, so all are looked for at once.
LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "X11": "libx11-6",
    "X11-xcb": "libx11-xcb1",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "glib-2.0": "libglib2.0-0",
    "xkbcommon": "libxkbcommon0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-shm": "libxcb-shm0",
    "xcb-sync": "libxcb-sync1",
    "xcb-xfixes": "libxcb-xfixes0",
    "xcb-xkb": "libxcb-xkb1",
}


def say(text: str) -> None:
    """Tell the person at the terminal what happens, one short line at a time."""
    print(f"suixing: {text}", flush=True)


def give_up(text: str) -> NoReturn:
    """Stop with one line that says what to do."""
    say(text)
    raise SystemExit(1)


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a command to its end; only when it fails, show what it said and stop."""
    words = [str(word) for word in command]
    ran = subprocess.run(words, check=False, env=env, text=True, stdout=subprocess.PIPE)
    if ran.returncode:
        say(ran.stdout)
        give_up(f"this did not work: {' '.join(words)}")


def missing_packages() -> list[str]:
    """Return the Debian packages that this machine lacks; none elsewhere."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return []
    lacking = [p for name, p in LIBRARIES.items() if ctypes.util.find_library(name) is None]
    if importlib.util.find_spec("ensurepip") is None and not uv():
        lacking.append("python3-venv")
    return lacking


def install_packages(packages: list[str]) -> None:
    """Install system packages as root or through sudo, else say the one line to run."""
    line = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if os.geteuid() == 0:
        before: list[str] = []
    elif (
        shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], check=False).returncode
    ):
        before = ["sudo", "-n"]
    else:
        give_up(f"system libraries are missing; run once:  sudo {' '.join(line)}")
    say(f"installing system packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(*before, "apt-get", "update", "-q", env=quiet)
    run(*before, *line, env=quiet)


def uv() -> str | None:
    """Return the path of uv, a much faster installer, where somebody has it."""
    return shutil.which("uv")


def python_in(folder: Path) -> Path:
    """Return where an environment keeps its interpreter on this system."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def works(folder: Path) -> bool:
    """Tell whether an environment exists and its interpreter still starts."""
    try:
        ran = subprocess.run([python_in(folder), "-c", ""], check=False, capture_output=True)
    except OSError:
        return False
    return ran.returncode == 0


def make_environment(folder: Path) -> None:
    """Make the environment unless a working one is there."""
    if works(folder):
        return
    if folder.exists():
        if any(folder.iterdir()) and not (folder / "pyvenv.cfg").exists():
            give_up(f"{folder} is there and is no environment: remove it or name another folder")
        shutil.rmtree(folder)
    say(f"making {folder.name} with Python {sys.version.split()[0]}")
    if tool := uv():
        run(tool, "venv", "-q", "--python", sys.executable, folder)
    else:
        run(sys.executable, "-m", "venv", folder)


def install(folder: Path) -> None:
    """Bring the environment to the pinned requirements, and the project itself into it.

    Every file is checked against its hash. The project is linked, not copied: what is edited runs.
    """
    say(f"installing the pinned requirements ({PINS.name})")
    python = python_in(folder)
    if tool := uv():
        pip: list[str | Path] = [tool, "pip", "install", "-q", "--python", python]
    else:
        pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    run(*pip, "--require-hashes", "-r", PINS)
    # The build tool warns against exactly what is wanted here: that the folder itself is used.
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT, env=quiet)


def main() -> None:
    """Do the whole set-up."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        give_up(
            f"Python 3.{OLDEST[1]} to 3.{NEWEST[1]} is needed, this is {sys.version.split()[0]}"
        )
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".venv").resolve()
    if packages := missing_packages():
        install_packages(packages)
    make_environment(folder)
    install(folder)
    say("ready")


if __name__ == "__main__":
    main()
