import io
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pikepdf
import pytest

from app.records.evidence import FormKind
from app.reports.fingerprint import fingerprint
from app.services.blanks import Wanted
from app.services.choices import spoken
from app.services.delivery import Held
from app.services.exporting import RECORD_FILE
from db.model.change import Json
from db.model.errors import Cancelled, ExportError, NotFound
from db.model.progress import Stoppable
from tests.app.again import opened_again
from tests.app.reports.book import Book, opened, pages, said, words

FIRST, LAST = date(2026, 5, 1), date(2026, 5, 31)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    found = opened(tmp_path_factory.mktemp("exporting"))
    yield found
    found.workspace.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Book]:
    found = opened(tmp_path)
    yield found
    found.workspace.close()


PAPERS: dict[str, Callable[[Book], bytes]] = {
    "notice": lambda b: b.exporter.notice_pdf(b.meeting),
    "sign-in": lambda b: b.exporter.sign_in_pdf(b.meeting),
    "meeting": lambda b: b.exporter.meeting_pdf(b.meeting),
    "attendance": lambda b: b.exporter.attendance_pdf(FIRST, LAST),
    "study": lambda b: b.exporter.study_pdf(2026),
    "ledger": lambda b: b.exporter.ledger_pdf(FIRST, LAST),
    "member": lambda b: b.exporter.member_pdf(b.member("王海燕")),
    "record": lambda b: b.exporter.record_pdf(b.find("plan_item")[0].id),
    "ballots": lambda b: b.exporter.ballots_pdf(b.meeting, b.find("motion")[0].id),
    "agenda": lambda b: b.exporter.form_pdf(b.meeting, Wanted(FormKind.agenda)),
    "minutes form": lambda b: b.exporter.form_pdf(b.meeting, Wanted(FormKind.minutes)),
    "appraisal form": lambda b: b.exporter.form_pdf(b.meeting, Wanted(FormKind.measurement)),
    "tally": lambda b: b.exporter.form_pdf(
        b.meeting, Wanted(FormKind.tally, b.find("motion")[0].id)
    ),
    "recovery": lambda b: b.exporter.recovery_pdf("ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2-34567"),
}
OF_ALL = ("sign-in", "meeting", "attendance", "study", "ledger")


@pytest.fixture(scope="module", params=PAPERS)
def printed(request: pytest.FixtureRequest, book: Book) -> tuple[str, bytes]:
    """Each of the papers with its name."""
    return request.param, PAPERS[request.param](book)


def test_a_paper_is_the_same_file_each_time_and_its_text_can_be_searched(
    printed: tuple[str, bytes], book: Book
) -> None:
    paper, pdf = printed
    assert PAPERS[paper](book) == pdf
    text = words(pdf)
    assert not [s for s in text if "\u2e80" <= s <= "\u2fdf" or "\ue000" <= s <= "\uf8ff"]
    if paper in OF_ALL:
        assert [name for name in book.names() if said(name) not in text] == []


def test_a_paper_says_of_itself_that_it_is_pdf_a(printed: tuple[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(printed[1])) as pdf:
        assert pdf.open_metadata()["pdfaid:part"] == "3"
        assert str(pdf.Root.Lang).startswith("en")
        assert pdf.docinfo["/Author"] == "109国道改造项目部联合党支部"


def test_the_record_inside_reads_back_and_has_the_hash_on_the_page(book: Book) -> None:
    pdf = book.exporter.meeting_pdf(book.meeting)
    with pikepdf.open(io.BytesIO(pdf)) as opened_pdf:
        told = opened_pdf.attachments[RECORD_FILE].get_file().read_bytes().decode()
    assert fingerprint(told) in words(pdf)
    records = json.loads(told)["records"]
    by_kind = {kind: [r for r in records if r["kind"] == kind] for kind in ("activity", "speech")}
    assert by_kind["activity"][0]["id"] == book.meeting
    assert len(by_kind["speech"]) == len(book.find("speech", activity=book.meeting))
    assert book.member("王海燕") in json.loads(told)["names"]


def test_every_element_of_a_meeting_s_record_is_on_the_page(book: Book) -> None:
    text = words(book.exporter.meeting_pdf(book.meeting))
    for kind, field in (("speech", "summary"), ("resolution", "text"), ("agenda_item", "title")):
        for record in book.find(kind, activity=book.meeting):
            assert said(record.get(field)) in text
    for label in (
        "Validity",
        "Chair's summary",
        "Reviewed by:",
        "Nothing follows below",
        "no receipt yet",
    ):
        assert said(label) in text


def test_a_late_entry_is_printed_with_its_days(book: Book) -> None:
    late = next(r.id for r in book.find("activity") if r.get("title") == "5月支委会")
    assert words(book.exporter.meeting_pdf(late)).count("Entered13daysafter") == 2


def test_hq_s_receipt_is_printed(tmp_path: Path) -> None:
    held = Held(
        datetime.fromisoformat("2026-05-22 20:00"), datetime.fromisoformat("2026-05-24 08:00"), 118
    )

    class Always(dict[str, Held]):
        def get(self, key: str, default: Json = None) -> Held:
            return held

    found = opened(tmp_path, Always({"": held}))
    assert "no.118,24May2026" in words(found.exporter.meeting_pdf(found.meeting))
    found.workspace.close()


def test_an_empty_meeting_is_printed_with_blanks_and_nothing_else(fresh: Book) -> None:
    made = fresh.workspace.records.add("activity", {"type": "committee_meeting"})
    text = words(fresh.exporter.meeting_pdf(made))
    assert "Carried" not in text
    assert text.count("____") >= 8


def test_a_name_without_a_glyph_stops_the_export_by_name(fresh: Book) -> None:
    records = fresh.workspace.records
    records.change(fresh.member("宋长征"), {"name": "宋😀征"})
    for paper in ("sign-in", "meeting", "study", "ledger"):
        with pytest.raises(ExportError) as caught:
            PAPERS[paper](fresh)
        assert caught.value.params == {"char": "😀", "where": "宋😀征"}
    draft = words(fresh.exporter.meeting_pdf(fresh.meeting, draft=True))
    assert "宋〓征" in draft
    assert said("Draft: characters without a glyph") in draft


def test_the_record_that_holds_the_character_is_named(fresh: Book) -> None:
    speech = fresh.find("speech", activity=fresh.meeting)[0]
    fresh.workspace.records.change(speech.id, {"summary": "收到👍"})
    name = fresh.workspace.records.name(speech.id)
    with pytest.raises(ExportError) as caught:
        fresh.exporter.meeting_pdf(fresh.meeting)
    assert caught.value.params == {"char": "👍", "where": name}


def test_100_000_characters_of_minutes_are_printed_quickly(fresh: Book) -> None:
    text = "国家建设施工安全，" * 11_000
    fresh.workspace.records.change(fresh.meeting, {"minutes": text})
    begun = time.perf_counter()
    pdf = fresh.exporter.meeting_pdf(fresh.meeting)
    assert time.perf_counter() - begun < 20
    # Page numbers stand between the pages of a text that runs over them.
    assert re.sub("—\\d+—", "", words(pdf)).count("国家建设施工安全") == 11_000
    full = pages(pdf)[20].split("\n")
    assert sum(len(line) > 20 for line in full) == 22


def test_markup_in_records_stays_text(fresh: Book) -> None:
    evil = "#panic() *a* _b_ $x$ [c] @d <e> \\u{41} // f"
    records = fresh.workspace.records
    records.change(fresh.meeting, {"title": evil, "place_text": evil, "summary": evil})
    records.change(fresh.member("宋长征"), {"name": evil})
    for paper in ("notice", "sign-in", "meeting", "attendance", "ledger"):
        assert said(evil) in words(PAPERS[paper](fresh))


def test_a_sign_in_sheet_is_recorded_with_its_serial_when_asked(fresh: Book) -> None:
    assert "____" in words(fresh.exporter.sign_in_pdf(fresh.meeting))
    before = len(fresh.find("sign_in_sheet", activity=fresh.meeting))
    first = words(fresh.exporter.sign_in_pdf(fresh.meeting, keep=True))
    second = words(fresh.exporter.sign_in_pdf(fresh.meeting, keep=True))
    kept = fresh.find("sign_in_sheet", activity=fresh.meeting)[before:]
    serials = [str(r.get("serial")) for r in kept]
    assert len(set(serials)) == 2
    assert {str(r.get("printed_at"))[:10] for r in kept} == {"2026-05-22"}
    assert sorted(s for s in serials if s in first) + [s for s in serials if s in second]
    assert "Page1of2" in first


def test_a_reprint_carries_the_serial_of_the_last_sheet(fresh: Book) -> None:
    kept = fresh.exporter.sign_in_pdf(fresh.meeting, keep=True)
    serial = str(fresh.find("sign_in_sheet", activity=fresh.meeting)[-1].get("serial"))
    assert serial in words(kept)
    assert serial in words(fresh.exporter.sign_in_pdf(fresh.meeting))


def test_contents_name_the_page_each_record_begins_on(book: Book) -> None:
    found = pages(book.exporter.ledger_pdf(FIRST, LAST))
    entries = [line for line in found[1].split("\n") if "...." in line.replace(" ", "")]
    assert len(entries) == len(book.workspace.meetings.between(FIRST, LAST)) + 3
    for entry in entries:
        number = entry.rsplit(".", 1)[1].strip()
        page = next(p for p in found[2:] if f"— {number} —" in p)
        name = entry.split(".", 1)[0].strip().split(" ")[-1]
        assert name in page


def test_cover_and_contents_have_no_page_number(book: Book) -> None:
    found = pages(book.exporter.ledger_pdf(FIRST, LAST))
    assert not [page for page in found[:2] if "—" in page]
    assert "— 1 —" in found[2]


def test_a_ledger_of_a_time_without_records_is_printed(book: Book) -> None:
    text = words(book.exporter.ledger_pdf(date(1999, 1, 1), date(1999, 1, 31)))
    assert said("No meeting in this period.") in text


def test_a_ledger_can_be_stopped(book: Book) -> None:
    watched = Stoppable()
    watched.stop()
    with pytest.raises(Cancelled):
        book.exporter.ledger_pdf(FIRST, LAST, watched)


def test_a_ledger_says_how_far_it_is(book: Book) -> None:
    watched = Stoppable()
    book.exporter.ledger_pdf(FIRST, LAST, watched)
    count = len(book.workspace.meetings.between(FIRST, LAST))
    assert (watched.done, watched.total) == (count, count + 1)


def test_a_cancelled_meeting_is_not_in_the_ledger(fresh: Book) -> None:
    gone = next(r.id for r in fresh.find("activity") if r.get("title") == "5月第一党小组会")
    opened_again(fresh.workspace, gone)
    fresh.workspace.records.change(gone, {"state": "cancelled", "state_reason": "大雪封路"})
    _, contents, *_ = pages(fresh.exporter.ledger_pdf(FIRST, LAST))
    assert "5月第一党小组会" not in contents
    assert "5月第二党小组会" in contents


def test_what_is_not_there_is_named(book: Book) -> None:
    asked = (
        *(book.exporter.meeting_pdf, book.exporter.member_pdf, book.exporter.record_pdf),
        lambda name: book.exporter.ballots_pdf(book.meeting, name),
    )
    for ask in asked:
        with pytest.raises(NotFound, match=r"gone\.1\.0"):
            ask("gone.1.0")


def test_the_chosen_language_is_printed(fresh: Book) -> None:
    give = spoken(fresh.workspace.choices)
    assert give()("en") in {"en", "zh"}
    assert give() is give()


def test_a_phone_number_is_on_the_member_s_own_sheet_alone(fresh: Book) -> None:
    member = fresh.member("王海燕")
    fresh.workspace.records.change(member, {"phone": "13812345678"})
    assert "13812345678" in words(fresh.exporter.member_pdf(member))
    sheet = fresh.exporter.record_pdf(member)
    assert "13812345678" not in words(sheet)
    assert b"13812345678" not in sheet
