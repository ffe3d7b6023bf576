"""The four areas kept in step with headquarters: which kind is whose, and what each comes to."""

import pytest

from app.kinds import discover
from app.services.delivery import Waiting
from app.services.instep import TITLES, Area, InStep, area_of, in_step, read
from app.tags.shipped import shipped
from app.words import Catalogue
from app.workspace import Workspace

KINDS = discover()


@pytest.mark.parametrize(
    ("kind", "area"),
    [
        ("study_record", Area.study),
        ("reflection", Area.study),
        ("material", Area.study),
        ("activity", Area.activity),
        ("attachment", Area.activity),
        ("mentorship", Area.activity),
        ("member", Area.management),
        ("plan_item", Area.management),
        ("cobuild_agreement", Area.management),
        ("development_case", Area.management),
        ("matter", Area.service),
        ("opinion", Area.service),
        ("of a later release", Area.management),
    ],
)
def test_each_kind_has_its_area(kind: str, area: Area) -> None:
    assert area_of(kind, KINDS) == area


def test_the_areas_are_the_tags_of_their_pack() -> None:
    pack = next(p for p in shipped() if p.id == "sitongbu")
    assert [tag.code for tag in pack.tags] == [area.value for area in Area]
    assert set(TITLES) == set(Area)


def test_no_record_is_counted_twice_or_left_out() -> None:
    held = dict.fromkeys(KINDS, 1)
    waiting = [Waiting(kind, 1, 10) for kind in KINDS]
    found = in_step(KINDS, held, waiting, KINDS)
    assert [one.area for one in found] == list(Area)
    for number in ("held", "waiting", "apart"):
        assert sum(getattr(one, number) for one in found) == len(KINDS)


def test_two_values_come_before_what_waits_and_that_before_what_hq_has() -> None:
    t = Catalogue("zh_CN")
    assert InStep(Area.study).said(t) == "还没有记录"
    assert InStep(Area.study, held=9).said(t) == "总部都已收到"
    assert InStep(Area.study, held=9, waiting=2).said(t) == "2 条仅在本机"
    assert InStep(Area.study, held=9, waiting=2, apart=1).said(t) == "1 处两个说法"
    assert InStep(Area.study, waiting=1).standing == "waiting", "a deleted record waits, too"


def test_a_book_says_what_waits_in_each_area(book: Workspace) -> None:
    before = {one.area: one.waiting for one in read(book.records, book.syncing.status())}
    book.records.add("study_record", {"topic": "党章"})
    book.records.add("matter", {"title": "修路"})
    found = {one.area: one.waiting for one in read(book.records, book.syncing.status())}
    assert found[Area.study] == before[Area.study] + 1
    assert found[Area.service] == before[Area.service] + 1
    assert found[Area.activity] == before[Area.activity]
