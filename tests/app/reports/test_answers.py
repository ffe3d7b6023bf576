"""Answers for the board: each opinion with its answer, never with its writer."""

from datetime import date

import msgspec

from app.records.openness import Opinion, OpinionKind
from app.reports.answers import answers_sheet
from app.words import Catalogue

T = Catalogue("zh_CN")


def text(*opinions: Opinion) -> str:
    sheet = answers_sheet(opinions, T, branch="支部", period="2026年5月")
    return str(msgspec.to_builtins(sheet))


def test_who_wrote_it_is_not_there_and_who_answered_is() -> None:
    one = Opinion(
        text="热水器坏了", kind=OpinionKind.difficulty, author="高峻", reply="周五修",
        replied_by="支委会", replied_on=date(2026, 5, 20),
    )  # fmt: skip
    found = text(one, Opinion(text="没有答复", reply=" "))
    assert "问：热水器坏了" in found
    assert "支委会，2026年5月20日" in found
    assert "高峻" not in found
    assert "没有答复" not in found


def test_none_says_so() -> None:
    assert "本期没有答复的意见" in text()
