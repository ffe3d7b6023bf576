"""Papers of vanguard and deeds: what they show, and whom they leave out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from app.counting.carriers import Kept
from app.reports.carriers import KEPT
from app.reports.deeds import deeds_sheet
from app.reports.evidencefile import numbered_records
from app.services.vanguardpapers import Vanguard
from db.model.errors import ExportError, NotFound
from tests.app.reports.book import Book, opened, said, words
from tests.app.services.vanguard_book import Entered, enter

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@dataclass
class Own:
    book: Book
    made: Entered

    @property
    def vanguard(self) -> Vanguard:
        return self.book.workspace.vanguard


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Own]:
    book = opened(tmp_path_factory.mktemp("vanguard"))
    yield Own(book, enter(book.workspace))
    book.workspace.close()


def test_the_poster_has_what_was_promised_and_not_what_is_still_to_be_written(own: Own) -> None:
    text = words(own.vanguard.papers.commitments_pdf(2026, answered=False))
    assert said("汛期接到通知半小时内到岗") in text
    assert said("村道修复按期完工") in text
    assert said("到岗三次") not in text
    written = own.vanguard.carriers.promises(2026)
    assert next(p.who for p in written if p.thing.text == "") not in text


def test_the_fulfilment_list_says_how_each_was_kept_in_the_words_that_were_written(
    own: Own,
) -> None:
    text = words(own.vanguard.papers.commitments_pdf(2026, hung=False))
    assert said("到岗三次，均在半小时内") in text
    assert said(own.book.workspace.exporting.words()(KEPT[Kept.overdue])) in text


def test_posts_areas_and_teams_with_who_and_the_next_review(own: Own) -> None:
    text = words(own.vanguard.papers.carriers_pdf(date(2026, 5, 21)))
    for name in ("养护一班党员示范岗", "隧道口责任区", "防汛党员突击队", "雨季巡路当日回报"):
        assert said(name) in text


def test_a_round_lists_its_units_and_counts_who_did_not_agree_to_be_named(own: Own) -> None:
    text = words(own.vanguard.papers.round_pdf(own.made["round"]))
    assert said("第24分公司") in text
    assert "央金卓玛" in text
    assert "李桂芳" not in text


def test_a_file_of_evidence_has_its_points_its_records_and_fingerprints_and_no_score(
    own: Own,
) -> None:
    view = own.vanguard.evidence.get(own.made["file"])
    assert len(numbered_records(view)) == 3
    text = words(own.vanguard.papers.evidence_pdf(own.made["file"]))
    for part in ("组织健全", "服务群众", "修好村口路灯", "敬老院清洗眼镜", "路灯验收单"):
        assert said(part) in text
    assert "央金卓玛" in text
    assert "李桂芳" not in text
    assert "不愿张扬" not in text
    attached = own.book.workspace.attachments.of(own.made["deed"])
    assert str(attached[0].hash)[:16] in text


def test_the_register_of_deeds_keeps_money_and_goods_apart(own: Own) -> None:
    found = own.vanguard.deeds.period(FIRST, LAST)
    assert deeds_sheet(found, lambda s, **p: s.format(**p), str, branch="b").title  # type: ignore[arg-type]
    text = words(own.vanguard.papers.deeds_pdf(FIRST, LAST))
    assert "3,000元" in text
    assert "10,000只" in text
    assert "13,000" not in text
    assert "12.5" in text


def test_the_same_records_printed_twice_are_the_same_file(own: Own) -> None:
    papers = own.vanguard.papers
    assert papers.evidence_pdf(own.made["file"]) == papers.evidence_pdf(own.made["file"])


def test_an_exemplar_without_consent_has_no_sheet_of_its_own(own: Own) -> None:
    exporting = own.book.workspace.exporting
    with pytest.raises(ExportError):
        exporting.record_pdf(own.made["silent"])
    assert "央金卓玛" in words(exporting.record_pdf(own.made["agreed"]))
    with pytest.raises(NotFound):
        own.vanguard.papers.round_pdf(own.made["deed"])
