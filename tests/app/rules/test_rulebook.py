"""Packs laid over each other: the strictest word counts, and a regulation is never made looser."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.known import KNOWN
from app.rules.pack import RANK, Entry, Pack, Text
from app.rules.rulebook import Rulebook, Ruling, Situation
from app.rules.schema import Number
from app.rules.shipped import shipped, usual
from app.words import Catalogue

TODAY = date(2026, 11, 26)


def pack(name: str, *entries: Entry, version: str = "2026.1") -> Pack:
    """Return a pack of HQ's."""
    return Pack(name, version, Text("集团规则包", "Group pack"), entries=entries)


def says(rule: str, part: str = "", **fields: Any) -> Entry:
    """Return what a pack of HQ's says about one rule, from 2026 on."""
    return Entry(rule, part, **{"effective_from": date(2026, 1, 1)} | fields)


def on(
    rule: str, *packs: Pack, part: str = "", day: date = TODAY, situation: Situation | None = None
) -> Ruling:
    """Return what applies where HQ sent these packs."""
    ruling = Rulebook((*shipped(), *packs), situation).on(rule, day, part)
    assert ruling is not None
    return ruling


def test_hq_may_ask_for_more_and_is_named() -> None:
    ruling = on("R25", pack("group", says("R25", thresholds={"member_hours": 40.0})))
    assert (ruling.number("member_hours"), ruling.pack, ruling.version) == (40, "group", "2026.1")
    assert ruling.basis(Catalogue("zh_CN")) == (
        "中国共产党党员教育管理工作条例第二十条（免予硬性要求：第二十三条）（原文核对）；按集团规则包 2026.1"
    )


def test_a_looser_number_has_no_effect() -> None:
    ruling = on("R25", pack("group", says("R25", thresholds={"member_hours": 20.0})))
    assert (ruling.number("member_hours"), ruling.pack) == (32, "national")


@pytest.mark.parametrize("how", [{"replaces": True}, {"off": True}])
def test_a_regulation_is_neither_replaced_nor_switched_off(how: Any) -> None:
    looser = says("R25", thresholds={"member_hours": 1.0}, severity="info", **how)
    ruling = on("R25", pack("group", looser))
    assert (ruling.number("member_hours"), ruling.severity) == (32, "warning")


def test_what_facts_exclude_stays_an_error() -> None:
    assert on("R16", pack("group", says("R16", severity="info", replaces=True))).is_error


def test_practice_may_be_loosened_where_hq_says_that_it_means_it() -> None:
    meant = says("R15", thresholds={"late_days": 10.0}, replaces=True)
    assert on("R15", pack("group", meant)).number("late_days") == 10
    slip = says("R15", thresholds={"late_days": 10.0})
    assert on("R15", pack("group", slip)).number("late_days") == 3


def test_practice_may_be_switched_off_and_another_pack_switches_it_on_again() -> None:
    off = pack("group", says("R04", off=True))
    assert Rulebook((*shipped(), off)).on("R04", TODAY) is None
    again = says(
        "R04",
        severity="warning",
        thresholds={"min_count": 2.0},
        scope=frozenset({"ordinary"}),
    )
    wanted = pack("second", again)
    assert on("R04", off, wanted).number("min_count") == 2


def test_the_frequencies_may_be_lowered_for_temporary_branches_alone() -> None:
    lower = says("R01", severity="info", replaces=True, scope=frozenset({"temporary"}))
    packs = pack("group", lower)
    assert on("R01", packs, situation=Situation("temporary")).severity == "info"
    assert on("R01", packs, situation=Situation("ordinary")).severity == "warning"
    everywhere = pack("group", says("R01", severity="info", replaces=True))
    assert on("R01", everywhere, situation=Situation("temporary")).severity == "warning"


def test_a_lowered_frequency_is_still_the_same_number() -> None:
    lower = says(
        "R01",
        severity="info",
        replaces=True,
        scope=frozenset({"temporary"}),
        thresholds={"min_count": 0.0},
    )
    ruling = on("R01", pack("group", lower), situation=Situation("temporary"))
    assert ruling.number("min_count") == 1


def test_a_rule_binds_only_the_branches_it_is_about() -> None:
    book = usual(Situation("temporary"))
    assert book.on("R07", TODAY) is None
    assert book.on("R33", TODAY, "admission") is not None
    assert usual(Situation("ordinary")).on("R33", TODAY) is None


def test_a_rule_that_requires_a_committee_is_silent_without_one() -> None:
    assert usual(Situation(has_committee=False)).on("R02", TODAY) is None
    assert usual(Situation(has_groups=False)).on("R03", TODAY) is None


def test_without_a_scope_hqs_word_begins_no_rule_where_there_was_none() -> None:
    temporary = Situation("temporary")
    group = pack("group", says("R23", severity="error", thresholds={"max_excellent": "1/4"}))
    assert on("R23", group).text("max_excellent") == "1/4"
    assert Rulebook((*shipped(), group), temporary).on("R23", TODAY) is None
    everywhere = says("R23", severity="info", scope=frozenset({"ordinary", "temporary"}))
    assert on("R23", pack("group", everywhere), situation=temporary).severity == "info"


def test_a_rule_that_hq_alone_begins_has_its_usual_name_and_hq_for_a_source() -> None:
    entry = says("R23", severity="info", scope=frozenset({"temporary"}))
    ruling = on("R23", pack("group", entry), situation=Situation("temporary"))
    zh = Catalogue("zh_CN")
    assert (ruling.title(zh), ruling.basis(zh)) == ("评定优秀比例", "按集团规则包 2026.1")


def test_hqs_word_on_committees_is_about_branches_that_have_one() -> None:
    twice = says("R02", thresholds={"min_count": 2.0}, scope=frozenset({"ordinary"}))
    book = Rulebook((*shipped(), pack("group", twice)), Situation(has_committee=False))
    assert book.on("R02", TODAY) is None


def test_hqs_word_applies_between_its_days() -> None:
    entry = says(
        "R15",
        thresholds={"late_days": 1.0},
        effective_from=date(2026, 3, 1),
        effective_to=date(2026, 3, 31),
    )
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    said = [on("R15", pack("group", entry), day=day).number("late_days") for day in days]
    assert said == [3, 1, 1, 3]


def test_a_special_case_has_its_own_severity() -> None:
    quorum = on("R05")
    assert (quorum.severity, quorum.when("recorded_passed")) == ("warning", "error")
    assert quorum.when("nothing") == "warning"


def test_a_share_says_whether_reaching_it_is_enough() -> None:
    assert on("R05").share("present").least(8) == 4
    strict = pack("group", says("R05", thresholds={"present_inclusive": False}))
    assert on("R05", strict).share("present").least(8) == 5


NUMBERS = [
    (known.rule, known.part, name, threshold)
    for known in KNOWN.values()
    for name, threshold in known.thresholds.items()
    if isinstance(threshold, Number) and threshold.stricter
]


@st.composite
def packs(draw: st.DrawFn) -> list[Pack]:
    """Draw packs of HQ's that say something, also looser, about the same rule."""
    rule, part, name, threshold = draw(st.sampled_from(NUMBERS))
    value = st.integers(int(threshold.low) + 1, int(threshold.high)).map(float)
    if not threshold.whole:
        value = st.floats(threshold.low, threshold.high, allow_nan=False)
    made = []
    for at in range(draw(st.integers(1, 4))):
        entry = says(
            rule,
            part,
            thresholds={name: draw(value)},
            severity=draw(st.sampled_from([None, *RANK])),
            replaces=draw(st.booleans()),
            off=draw(st.booleans()),
            scope=frozenset(draw(st.sets(st.sampled_from(["ordinary", "temporary"])))),
        )
        made.append(pack(f"p{at}", entry))
    return made


@given(packs(), st.randoms(use_true_random=False))
def test_the_order_in_which_packs_arrive_does_not_matter(ours: list[Pack], random: Any) -> None:
    entry = ours[0].entries[0]
    shuffled = list(ours)
    random.shuffle(shuffled)
    first = Rulebook((*shipped(), *ours)).on(entry.rule, TODAY, entry.part)
    second = Rulebook((*shuffled, *shipped())).on(entry.rule, TODAY, entry.part)
    assert first == second


@given(packs())
def test_no_pack_makes_a_regulation_looser(ours: list[Pack]) -> None:
    entry = ours[0].entries[0]
    ground = usual().on(entry.rule, TODAY, entry.part)
    if ground is None or ground.by[0].id not in {"national", "facts"}:
        return
    ruling = Rulebook((*shipped(), *ours)).on(entry.rule, TODAY, entry.part)
    assert ruling is not None
    assert RANK[ruling.severity] >= RANK[ground.severity]
    for name, value in ground.values:
        threshold = KNOWN[entry.key].thresholds[name]
        assert threshold.strictest(value, dict(ruling.values)[name]) == dict(ruling.values)[name]


@given(packs())
def test_a_tightening_pack_more_never_makes_anything_looser(ours: list[Pack]) -> None:
    tight = [p for p in ours if not (p.entries[0].replaces or p.entries[0].off)]
    if not tight:
        return
    entry = ours[0].entries[0]
    threshold = KNOWN[entry.key].thresholds
    without = Rulebook((*shipped(), *ours)).on(entry.rule, TODAY, entry.part)
    scope = frozenset({"ordinary"})
    more = pack("z", says(entry.rule, entry.part, severity="error", scope=scope))
    ruling = Rulebook((*shipped(), *ours, more)).on(entry.rule, TODAY, entry.part)
    assert ruling is not None
    assert ruling.severity == "error"
    if without is not None:
        for name, value in without.values:
            assert threshold[name].strictest(value, dict(ruling.values)[name]) == value
