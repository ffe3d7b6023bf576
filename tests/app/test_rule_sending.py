"""HQ's counter for rule packs: each version once, the newest last, all of them to be seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.hq import Headquarters
from app.rule_sending import RuleSending
from app.rules.pack_values import PackWrong
from app.services.channelpacks import in_force
from db import keys
from db.model.errors import InvalidRecord, NotFound

PACK = """\
[pack]
id = "group"
version = "2026.9"
title_zh = "集团规则包"

[[rule]]
id = "R15"
effective_from = 2026-01-01
thresholds = { late_days = 1 }
"""


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[RuleSending]:
    """HQ's counter for rule packs."""
    hq = Headquarters.create(tmp_path / "hq", "secret1", cost=keys.Cost(1, 1, 8)).hq
    yield hq.rules
    hq.close()


def version(text: str) -> bytes:
    """Return the pack under another version."""
    return PACK.replace("2026.9", text).encode()


def test_the_same_file_twice_is_sent_once(counter: RuleSending) -> None:
    assert not counter.send(PACK.encode()).again
    assert counter.send(PACK.encode()).again
    assert len(counter.held()) == 1


def test_the_tenth_version_comes_after_the_ninth(counter: RuleSending) -> None:
    counter.send(PACK.encode())
    counter.send(version("2026.10"))
    with pytest.raises(InvalidRecord, match=r"2026\.10 was sent already"):
        counter.send(version("2026.9.5"))
    assert [pack.version for pack in in_force(counter.held())] == ["2026.10"]


def test_a_version_with_one_more_number_is_the_newer_one(counter: RuleSending) -> None:
    counter.send(version("2026.1"))
    counter.send(version("2026.1.1"))
    assert [one.version for one in counter.held()] == ["2026.1.1", "2026.1"]
    assert [pack.version for pack in in_force(counter.held())] == ["2026.1.1"]


def test_a_changed_file_under_the_same_version_is_refused(counter: RuleSending) -> None:
    counter.send(PACK.encode())
    with pytest.raises(InvalidRecord, match="needs a higher version"):
        counter.send(PACK.replace("= 1", "= 2").encode())


def test_what_is_wrong_is_not_written(counter: RuleSending) -> None:
    with pytest.raises(PackWrong):
        counter.send(PACK.replace("late_days", "x").encode())
    assert counter.held() == ()


def test_all_versions_are_withdrawn_at_once(counter: RuleSending) -> None:
    counter.send(PACK.encode())
    counter.send(version("2026.10"))
    assert counter.withdraw("group") == 2
    assert in_force(counter.held()) == ()
    with pytest.raises(NotFound):
        counter.withdraw("group")
    counter.send(version("2026.11"))
    assert [pack.version for pack in in_force(counter.held())] == ["2026.11"]
