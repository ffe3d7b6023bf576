"""One folder of bundles for all tests of taking in; each gets a copy of the HQ."""

from pathlib import Path
from typing import Any

import pytest

from tests.app.ingesting.site import copied, held, laid_out


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HQ before it took in anything, and the stick."""
    folder = tmp_path_factory.mktemp("start")
    laid_out(folder)
    return folder


@pytest.fixture(scope="session")
def undisturbed(start: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What HQ holds after it took everything in without any trouble."""
    with copied(start, tmp_path_factory.mktemp("undisturbed")) as hq:
        hq.ingest([start / "stick"])
        return held(hq)
