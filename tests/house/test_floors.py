"""Imports go strictly down, as `.importlinter` says, and each of its contracts can be broken."""

import re
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

# Every place a contract names must exist, so the planted tree has them all.
PLACES = (
    "ui/main.py",
    "ui/desktop/window.py",
    "ui/desktop/pages/home.py",
    "ui/desktop/pages/study.py",
    "app/cli.py",
    "app/counting/voting.py",
    "app/records/meeting.py",
    "app/records/member.py",
    "app/rules/votes.py",
    "app/services/meeting.py",
    "sync/core/session.py",
    "sync/engine.py",
    "sync/identity.py",
    "sync/server/hub.py",
    "sync/transports/bundle.py",
    "sync/transports/http.py",
    "db/store.py",
    "db/model/change.py",
)
PLANTED = {
    "db/store.py": "import app.cli",
    "ui/desktop/window.py": "import db.store\nimport sync.engine\nimport requests",
    "app/cli.py": "import PySide6.QtCore\nimport sqlite3",
    "sync/core/session.py": "import requests\nimport sqlite3\nimport time\nfrom db import store",
    "sync/engine.py": "import sync.server.hub\nimport typer",
    "sync/server/hub.py": "import sync.transports.http",
    "sync/transports/bundle.py": "import sync.transports.http",
    "app/records/meeting.py": "import app.records.member",
    "app/rules/votes.py": "import app.services.meeting",
    "ui/desktop/pages/study.py": "from ui.desktop.pages import home",
    "db/model/change.py": "import db.store",
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    options = ["--config", str(ROOT / ".importlinter"), "--no-cache", "--no-logo"]
    return subprocess.run(
        command + options, cwd=folder, capture_output=True, text=True, check=False
    )


def plant(folder: Path, breaches: dict[str, str]) -> None:
    for place in PLACES:
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(breaches.get(place, "") + "\n")
    for package in {parent for file in folder.rglob("*.py") for parent in file.parents}:
        if package != folder and package.is_relative_to(folder):
            (package / "__init__.py").touch()


def test_the_floors_hold() -> None:
    ran = lint(ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_clean_tree_breaks_no_contract(tmp_path: Path) -> None:
    plant(tmp_path, {})
    ran = lint(tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_contract_can_be_broken(tmp_path: Path) -> None:
    plant(tmp_path, PLANTED)
    said = lint(tmp_path).stdout
    assert re.findall(r"^(.*) KEPT", said, re.MULTILINE) == []
    assert len(re.findall(r"^.* BROKEN", said, re.MULTILINE)) == (
        (ROOT / ".importlinter").read_text().count("[importlinter:contract:")
    )
