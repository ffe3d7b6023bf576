"""Every fault of syncing has its plain words and exactly one way forward."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.words import Catalogue
from db.model import errors
from db.model.errors import (
    BundleError,
    Offline,
    PeerBroke,
    Refused,
    StoreBusy,
    StoreError,
    StoreFull,
    SuixingError,
    TimedOut,
)
from ui.desktop.exchange.faults import BY_KIND, BY_TEXT, Way, plain, way_on

ROOT = Path(__file__).parents[4]
ASIDE = frozenset({"safe", "hint"})
STEPS = frozenset(
    {"sending", "receiving", "taking in", "writing", "reading", "checking", "attached files"}
)
"""What long work calls its steps; no fault."""
ELSEWHERE = frozenset({"waiting for the exchange before", "Nothing was sent."})


def marked(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and getattr(part.func, "id", "") == "N_":
            text = part.args[0]
            assert isinstance(text, ast.Constant)
            yield str(text.value)


def said(source: str) -> set[str]:
    """Return the msgids of a module that tell what happened: neither comfort nor advice."""
    tree = ast.parse(source)
    beside = {
        text
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in ASIDE
        for text in marked(keyword.value)
    }
    return set(marked(tree)) - beside


def every_kind(root: type[SuixingError] = SuixingError) -> Iterator[type[SuixingError]]:
    yield root
    for kind in root.__subclasses__():
        if kind.__module__ == errors.__name__:
            yield from every_kind(kind)


def test_every_text_that_syncing_raises_has_a_way_forward() -> None:
    files = [*(ROOT / "sync").rglob("*.py"), ROOT / "app" / "services" / "syncing.py"]
    raised = set().union(*(said(file.read_text("utf-8")) for file in files))
    assert raised - set(BY_TEXT) - STEPS - ELSEWHERE == set()


def test_no_way_leads_from_a_text_that_nobody_says() -> None:
    files = [*(ROOT / "sync").rglob("*.py"), ROOT / "app" / "services" / "syncing.py"]
    raised = set().union(*(said(file.read_text("utf-8")) for file in files))
    assert set(BY_TEXT) - raised == {"HQ's computer could not take it in: {reason}"}


@pytest.mark.parametrize("kind", tuple(every_kind()))
def test_every_kind_of_error_has_a_way_forward(kind: type[SuixingError]) -> None:
    assert way_on(kind("something new")) in Way


def test_the_table_of_kinds_names_kinds_of_the_one_tree() -> None:
    assert {getattr(errors, kind.__name__) for kind in BY_KIND} == set(BY_KIND)


def test_every_way_and_every_fault_speaks_chinese() -> None:
    t = Catalogue("zh_CN")
    for text in (*(way.value for way in Way), *BY_TEXT):
        assert t(text) != text


@pytest.mark.parametrize(
    ("error", "way"),
    [
        (Offline("No network. Keep working; it waits for the next time."), Way.STICK),
        (Offline("There is a network, but a log-in page answered instead of HQ."), Way.BROWSER),
        (Offline("HQ's address is not known."), Way.ADDRESS),
        (TimedOut("HQ stopped answering."), Way.AGAIN),
        (PeerBroke("a text of a newer release"), Way.AGAIN),
        (BundleError("The stick is full: {size} MB needed.", size=3), Way.PLACE),
        (BundleError("{name} is damaged or was cut off ({reason}).", name="a"), Way.FILE),
        (StoreFull("The disk is full: this could not be saved."), Way.ROOM),
        (StoreBusy("The record book {path} is in use by another program."), Way.AGAIN),
        (Refused("HQ does not know this device ({actor}).", actor="a"), Way.ENROL),
        (Refused("a text of a newer HQ", code="PeerBroke"), Way.AGAIN),
        (Refused("a text of a newer HQ", code="Unheard"), Way.DETAILS),
        (StoreError("anything"), Way.DETAILS),
    ],
)
def test_the_way_fits_the_fault(error: SuixingError, way: Way) -> None:
    assert way_on(error) == way


def test_a_full_disk_at_hq_is_not_taken_for_ours() -> None:
    no = Refused("The disk is full: this could not be saved.", code="StoreFull")
    told = plain(no)
    t = Catalogue("zh_CN")
    assert told.said(t).startswith("总部的电脑没能收下：磁盘满了")
    assert way_on(told) == Way.STICK
    mine = StoreFull("The disk is full: this could not be saved.")
    assert plain(mine) is mine
