"""The sample alliance holds the events and numbers that the accounts of such alliances tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.kinds import discover
from app.records.alliance import PartnerOrganization
from app.records.cobuilding import Competition, Outcome
from app.records.meeting import Activity
from app.records.service import Donation
from app.records.study import Reflection
from app.sample_book import alliance_book
from app.services.sample_alliance import alliance_sample, stands_at
from app.workspace import Workspace


@pytest.fixture(scope="module")
def alliance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    book = alliance_book(Path(tmp_path_factory.mktemp("alliance")))
    yield book
    book.close()


def test_the_units_grow_from_seven_to_forty_and_twenty_seven_wish_to_join(
    alliance: Workspace,
) -> None:
    units = alliance.records.all(PartnerOrganization)
    joined = sorted(u.joined_on for u in units if u.joined_on)
    assert sum(f"{day:%Y-%m}" <= "2019-06" for day in joined) == 7
    assert len(joined) == 40
    assert sum(u.joined_on is None and u.intent_on is not None for u in units) == 27


def test_the_numbers_of_the_accounts_are_there(alliance: Workspace) -> None:
    told = {(o.label, o.number, o.unit) for o in alliance.records.all(Outcome)}
    assert {("联合单位", 12, "家"), ("口罩", 10_000, "只"), ("推荐单位", 24, "家")} <= told
    assert {("签约项目", 21, "个"), ("签约投资", 215, "亿元"), ("牵手", 2, "对")} <= told
    assert any(o.number == 16_000_000 and o.at_least for o in alliance.records.all(Outcome))
    assert any(d.amount == 3000 for d in alliance.records.all(Donation))
    assert {c.result for c in alliance.records.all(Competition)} == {
        "集团第六名",
        "16 人进入公司前十名",
    }


def test_the_studies_are_twelve_led_and_eighteen_seminars_with_twenty_reflections(
    alliance: Workspace,
) -> None:
    titles = [a.title or "" for a in alliance.records.all(Activity)]
    assert sum(t.startswith("线上领学") for t in titles) == 12
    assert sum(t.startswith("研讨会") for t in titles) == 18
    assert len(alliance.records.all(Reflection)) == 20


def test_every_kind_of_the_two_places_is_in_it(alliance: Workspace) -> None:
    counts = alliance.records.counts()
    ours = [n for n, k in discover().items() if k.shape.place in ("joint", "service")]
    assert [name for name in ours if not counts.get(name)] == []


def test_everything_was_entered_before_the_moment_it_stands_at(alliance: Workspace) -> None:
    assert alliance.now().replace(microsecond=0) == stands_at(alliance_sample())
    assert not alliance.examine().ailments
