"""The rules are data: national only what stands in a text, practice what units agree on."""

from datetime import date

from app.rules.known import KNOWN
from app.rules.pack import SHIPPED
from app.rules.shipped import shipped, usual

TODAY = date(2026, 11, 26)


def test_the_shipped_packs_cover_every_rule_there_is() -> None:
    assert tuple(pack.id for pack in shipped()) == SHIPPED
    assert {entry.key for pack in shipped() for entry in pack.entries} == set(KNOWN)


def test_the_national_pack_says_what_stands_in_the_regulations() -> None:
    hours = usual().on("R25", TODAY)
    assert hours is not None
    assert (hours.number("member_hours"), hours.pack, hours.generally) == (32, "national", True)


def test_no_regulation_numbers_lectures_so_practice_does() -> None:
    lectures = usual().on("R04", TODAY)
    assert lectures is not None
    assert (lectures.pack, lectures.confidence) == ("practice", "C")


def test_a_vote_is_judged_by_the_text_of_its_day() -> None:
    before, after = usual().on("R07", date(2026, 5, 10)), usual().on("R07", date(2026, 5, 11))
    assert before is not None
    assert after is not None
    assert before.article.zh == "第二十条、第二十一条、第三十三条"
    assert after.article.zh == "第十九条、第二十条、第三十二条"
    assert before.values == after.values


def test_rules_that_came_in_2026_do_not_judge_earlier_days() -> None:
    assert usual().on("R39", date(2026, 5, 10)) is None
    assert usual().on("R39", date(2026, 5, 11)) is not None
