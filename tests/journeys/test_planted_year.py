"""Detection is honest: a clean year has no finding at all, and each planted defect is found.

What software cannot see stays human: whether criticism was meant, whether a lecture was good.
"""

from datetime import date
from pathlib import Path

import pytest

from app.rules.finding import Finding
from app.services.rulepacks import KIND
from app.workspace import Workspace
from db.model.record import Edit
from sync.core.papers import Office
from sync.identity import Identity
from tests.journeys.planted import BARE, DEFECTS, Defect, Planting, bare_year, planted_year
from tests.journeys.year import FIRST, LAST, Entry, clean_year, stored, write
from tests.sqlite import connection

HQ = "f" * 16
QUERIES = 67
"""Times that a year is read from the records, however much there is: once a kind, mostly."""
PACK = """\
[pack]
id = "group"
version = "2026.1"
title_zh = "集团规则包"

[[rule]]
id = "R19"
part = "alien"
effective_from = 2026-01-01
thresholds = { terms = ["某某街道", "某某社区"] }
"""


def findings(entries: list[Entry], home: Path) -> tuple[Finding, ...]:
    """Return what is found in a year, under the program's rules and HQ's list of others' names."""
    book = write(entries, home)
    try:
        Identity(book.store.settings, book.clock).trust(Office("总部", HQ, "", "", "", "", ""))
        fields = {"pack": "group", "version": "2026.1", "text": PACK}
        book.store.write(HQ, HQ, [Edit(KIND, fields, "")], by="总部")
        return book.checking.report(FIRST, LAST).findings
    finally:
        book.close()


def ruled(finding: Finding) -> str:
    """Return the rule with its part."""
    return finding.ruling.name if finding.ruling is not None else finding.rule


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    """What is found in the year with every defect."""
    return findings(planted_year(), tmp_path_factory.mktemp("planted") / "home")


def test_a_clean_year_has_no_finding_at_all(tmp_path: Path) -> None:
    assert findings(clean_year(), tmp_path / "home") == ()


@pytest.mark.parametrize("defect", DEFECTS, ids=[f"{d.rule}-{d.name}" for d in DEFECTS])
def test_every_defect_is_found_under_its_rule(planted: tuple[Finding, ...], defect: Defect) -> None:
    of_rule = [f for f in planted if ruled(f) == defect.rule]
    about = stored(defect.about)
    named = [f for f in of_rule if about in (f.record, f.about, *f.people) or about in f.about]
    assert of_rule
    assert named or not defect.about


def test_only_what_was_planted_is_found(planted: tuple[Finding, ...]) -> None:
    expected = {defect.rule for defect in DEFECTS}
    # Two people were added of whom nothing else is on record, so their hours, talks and levels lack.
    follow = {"R25", "R12"}
    assert {ruled(f) for f in planted} - expected - follow == set()


def test_a_year_in_which_little_was_done_says_what_is_missing(tmp_path: Path) -> None:
    found = findings(bare_year(), tmp_path / "home")
    assert {(f.rule, f.ruling.part if f.ruling else "") for f in found} >= BARE


@pytest.fixture
def temporary(tmp_path: Path) -> tuple[Finding, ...]:
    """What is found in the clean year of a branch that its approval document made temporary."""
    year = Planting(clean_year())
    year.change("branch", "branch", branch_type="mobile", rules_as="temporary", term_end=None)
    return findings(year.entries(), tmp_path / "home")


def test_a_temporary_branch_is_told_what_it_leaves_to_others(
    temporary: tuple[Finding, ...],
) -> None:
    about = {f.record for f in temporary if f.rule == "R33"}
    assert {stored("conv-09"), stored("elect-10")} <= about
    assert "R07" not in {f.rule for f in temporary}


def test_an_explained_finding_is_explained_and_not_fixed(tmp_path: Path) -> None:
    year = Planting(clean_year())
    year.drop("activity", "committee-05")
    year.drop("agenda_item", "committee-05/i1")
    book: Workspace = write(year.entries(), tmp_path / "home")
    try:
        (missing,) = [f for f in book.checking.report(FIRST, LAST).findings if f.rule == "R02"]
        book.checking.explain(missing, "全员抢险")
        (again,) = [f for f in book.checking.report(FIRST, LAST).findings if f.rule == "R02"]
        assert (again.explained, again.explanation) == (True, "全员抢险")
    finally:
        book.close()


def test_a_year_is_checked_in_a_handful_of_queries_and_then_in_none(tmp_path: Path) -> None:
    book = write(clean_year(), tmp_path / "home")
    asked: list[str] = []
    try:
        connection(book.store).set_trace_callback(
            lambda said: asked.append(said) if "from record" in said else None
        )
        book.checking.report(FIRST, LAST)
        whole = len(asked)
        assert whole == QUERIES
        book.checking.report(FIRST, LAST)
        assert len(asked) == whole
        # Another stretch of the year asks again only for explanations and what two laptops say.
        book.checking.report(FIRST, date(2026, 6, 30))
        assert len(asked) - whole <= 4
    finally:
        book.close()
