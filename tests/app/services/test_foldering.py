"""An inspection folder is whole or not there; what is sensitive is not in it unless somebody says why."""

import hashlib
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import page
import pikepdf
import pytest

from app.records.oversight import AccessEntry, AccessWay
from app.services.folder_order import FolderMade, FolderOrder
from app.services.manifest import NAME, read
from app.services.tables import read_tables
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import Cancelled, ExportError, InvalidRecord
from db.model.progress import Stoppable
from tests.app.reports.book import said, words
from tests.app.samples import BRANCH
from tests.app.services.folders import CHEAP, FIRST, LAST, SEALED, Site, close, site

SENSITIVE = ("10", "11")
MISTAKEN = {"PDFA3A-STREAM-LENGTH-001"}
"""What the validator says now and then of a file whose every stream is as long as it says (qpdf)."""


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    found = site(tmp_path_factory.mktemp("branch"), opened=lambda _record, _field: "心里话")
    yield found
    close(found)


@pytest.fixture(scope="module")
def made(branch: Site, tmp_path_factory: pytest.TempPathFactory) -> FolderMade:
    return branch.make(tmp_path_factory.mktemp("made") / "检查材料")


@pytest.fixture(scope="module")
def texts(made: FolderMade) -> dict[str, str]:
    """What each PDF says."""
    return {
        name[:2]: words((made.path / name).read_bytes()) for name in made.files if ".pdf" in name
    }


def test_there_is_a_pdf_for_each_box_and_a_cover_and_a_check_page(texts: dict[str, str]) -> None:
    boxes = {f"{n:02d}" for n in range(1, 21)} - set(SENSITIVE)
    assert set(texts) == {"00", "99", *boxes}


def test_every_pdf_is_signed_and_stays_pdf_a(made: FolderMade) -> None:
    for name in made.files:
        if not name.endswith(".pdf"):
            continue
        content = (made.path / name).read_bytes()
        report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_A_3A)
        assert {f.rule_id for f in report.failures} <= MISTAKEN, name
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.check_pdf_syntax() == []
            (field,) = pdf.Root.AcroForm.Fields
            assert str(field.V.SubFilter) == "/ETSI.CAdES.detached"
            seen = [float(edge) for edge in field.Rect] != [0, 0, 0, 0]
            assert seen == name.startswith("00")
            assert str(field.V.M) == "D:20260530180000+08'00'", "the book's clock"


def test_the_cover_counts_what_is_in_it_and_lists_the_files_with_their_hashes(
    made: FolderMade, texts: dict[str, str]
) -> None:
    for name in made.files:
        if name.endswith(".pdf") and not name.startswith("00"):
            digest = hashlib.sha256((made.path / name).read_bytes()).hexdigest()
            assert digest in texts["00"]
    assert said("集团党建检查组") in texts["00"]
    assert "leftout" in texts["00"]
    assert "no.1," in texts["00"]
    assert "changeisonlyhere" in texts["00"] or "changesareonlyhere" in texts["00"]


def test_the_years_at_a_glance_are_on_the_cover_and_the_hours_in_the_box_of_study(
    texts: dict[str, str],
) -> None:
    assert "2026ataglance" in texts["00"]
    assert "Whatthechecksfound,bymonthofthefact" in texts["00"]
    assert "Studyhoursbymember" in texts["12"]
    assert "Attendancebymemberandmonth" in texts["12"]
    # The cover goes to more hands than the boxes: it has no member's numbers.
    assert "Studyhoursbymember" not in texts["00"]


def test_a_box_has_its_contents_its_records_its_evidence_and_its_findings(
    made: FolderMade, texts: dict[str, str], branch: Site
) -> None:
    general = texts["04"]
    assert "04Generalmeetings" in general
    assert "Contents" in general
    meeting = branch.book.records.raw(branch.meeting)
    assert meeting is not None
    assert said(str(meeting.get("title"))) in general
    assert "evidence/04-001会场照片.jpg" in general
    assert "Findingsandexplanations" in general
    members = branch.book.records.find(branch.book.records.query("member"))
    assert [m for m in members if said(str(m.get("name"))) not in texts["02"]] == []


def test_evidence_is_copied_as_it_is_under_names_that_any_stick_keeps(made: FolderMade) -> None:
    copied = sorted(name for name in made.files if name.startswith("evidence/"))
    assert copied == ["evidence/04-001 会场 照片.jpg", "evidence/04-002 说明_一_二_.txt"]
    assert (made.path / copied[1]).read_text("utf-8") == "原文"
    listed = {f.path: f.sha256 for f in read((made.path / NAME).read_bytes()).said.files}
    for name in copied:
        assert hashlib.sha256((made.path / name).read_bytes()).hexdigest() == listed[name]


def test_each_list_is_there_as_a_workbook_too_with_its_hash_and_nothing_sealed(
    made: FolderMade,
) -> None:
    manifest = read((made.path / NAME).read_bytes()).said
    lists = {f.path: f for f in manifest.files if f.what == "list"}
    general = next(name for name in lists if name.startswith("04"))
    assert general == "04 General meetings.xlsx"
    assert not [name for name in lists if name[:2] in SENSITIVE]
    for name, listed in lists.items():
        content = (made.path / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == listed.sha256
    tables = read_tables(made.path / general)
    assert tables[0].name == "Meeting or activity"
    assert len(tables[0].rows) == 1 + next(b.meetings for b in manifest.boxes if b.number == 4)
    said_there = "".join(str(read_tables(made.path / name)) for name in lists)
    assert SEALED not in said_there
    assert "心里话" not in said_there
    head = openpyxl.load_workbook(made.path / general).worksheets[0].oddHeader
    assert head is not None
    assert "集团党建检查组" in str(head.center.text)


def test_a_sensitive_box_has_no_workbook_though_it_was_asked_for(
    branch: Site, tmp_path: Path
) -> None:
    made = branch.make(tmp_path / "x", boxes=(9, 10, 11), sensitive=True, purpose="核查")
    lists = [name for name in made.files if name.endswith(".xlsx")]
    assert [name[:2] for name in lists] == ["09"]
    names = {table.name for table in read_tables(made.path / lists[0])}
    assert names == {"Meeting or activity"}


def test_what_is_not_on_record_is_said_and_not_left_away(texts: dict[str, str]) -> None:
    for box in ("17", "18", "19"):
        assert "Nothingisonrecordinthisperiod." in texts[box]


def test_every_page_says_for_whom_it_is_and_until_when(made: FolderMade) -> None:
    name = next(n for n in made.files if n.startswith("04"))
    document = (made.path / name).read_bytes()
    with pikepdf.open(io.BytesIO(document)) as pdf:
        count = len(pdf.pages)
    assert words(document).count(said("For 集团党建检查组 only · 2026-05-30")) >= count


def test_sensitive_boxes_and_texts_are_not_in_it(made: FolderMade, texts: dict[str, str]) -> None:
    whole = "".join(texts.values())
    assert "心里话" not in whole
    assert "思想近况" not in whole
    assert "Self-examination:leftout" in texts["09"]
    manifest = (made.path / NAME).read_text("utf-8")
    assert SEALED not in manifest
    states = {box["number"]: box["state"] for box in json.loads(manifest)["body"]["boxes"]}
    assert {n for n, state in states.items() if state == "sensitive"} == {10, 11}


def test_with_a_purpose_they_are_in_it_and_the_log_says_who_asked_and_why(
    branch: Site, tmp_path: Path
) -> None:
    made = branch.make(
        tmp_path / "x", boxes=(9, 10, 11), sensitive=True, purpose="核查谈心谈话记录"
    )
    found = {n[:2]: words((made.path / n).read_bytes()) for n in made.files if ".pdf" in n}
    assert {"09", "10", "11"} <= set(found)
    assert "思想近况" in found["11"]
    # A member's level is opened for no folder at all.
    assert [found[box].count("心里话") for box in ("09", "10", "11")] == [1, 0, 1]
    assert "(sealed)" in found["10"]
    last = branch.book.records.all(AccessEntry, order=("-at", "-made"), limit=1)[0]
    assert (last.by, last.purpose, last.recipient) == (
        "王海燕",
        "核查谈心谈话记录",
        "集团党建检查组",
    )
    assert last.about == f"{FIRST}/{LAST}"


def test_a_sealed_text_that_nobody_opened_stays_sealed(tmp_path: Path) -> None:
    closed = site(tmp_path, enrolled=False)
    made = closed.make(tmp_path / "x", boxes=(11,), sensitive=True, purpose="核查")
    found = words((made.path / "11 Heart-to-heart talks.pdf").read_bytes())
    close(closed)
    assert "(sealed)" in found
    assert SEALED not in found


@pytest.mark.parametrize(
    "wrong",
    [
        {"sensitive": True},
        {"boxes": (11,)},
        {"boxes": (21,)},
        {"boxes": (0,)},
    ],
)
def test_an_order_that_cannot_be_is_refused_before_anything_is_written_or_logged(
    branch: Site, tmp_path: Path, wrong: dict[str, object]
) -> None:
    before = branch.book.records.counts().get("access_entry", 0)
    with pytest.raises(InvalidRecord):
        branch.make(tmp_path / "x", **wrong)  # type: ignore[arg-type]
    assert branch.book.records.counts().get("access_entry", 0) == before
    assert not list(tmp_path.iterdir())


def test_the_log_has_its_entry_before_the_folder_is_there(branch: Site, tmp_path: Path) -> None:
    watched = Stoppable()
    watched.stop()
    before = branch.book.records.counts().get("access_entry", 0)
    with pytest.raises(Cancelled):
        branch.make(tmp_path / "x", watched)
    assert branch.book.records.counts()["access_entry"] == before + 1
    assert not list(tmp_path.iterdir())


def test_stopped_at_any_step_it_leaves_nothing(branch: Site, tmp_path: Path) -> None:
    class After:
        def __init__(self, steps: int) -> None:
            self.left = steps

        def step(self, done: int, total: int, what: str = "") -> None:
            assert 0 <= done <= total
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    for steps in range(6):
        with pytest.raises(Cancelled):
            branch.make(tmp_path / "x", After(steps), boxes=(1, 3, 4))
        assert not list(tmp_path.iterdir())


def test_a_place_that_is_taken_is_left_as_it_is(branch: Site, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "mine.txt").write_bytes(b"mine")
    with pytest.raises(ExportError, match="already something"):
        branch.make(tmp_path / "x", boxes=(1,))
    assert [p.name for p in tmp_path.rglob("*")] == ["x", "mine.txt"]


def test_an_empty_folder_is_filled(branch: Site, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    branch.make(tmp_path / "x", boxes=(1,))
    assert (tmp_path / "x" / NAME).is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_the_same_book_gives_the_same_pages_but_for_the_signature(
    branch: Site, tmp_path: Path
) -> None:
    first = branch.make(tmp_path / "one", boxes=(3, 4))
    second = branch.make(tmp_path / "two", boxes=(3, 4))
    assert first.files == second.files
    for name in first.files:
        if name.startswith(("03", "04")) and name.endswith(".pdf"):
            one, two = ((f.path / name).read_bytes() for f in (first, second))
            cut = one.rindex(b"/ByteRange")
            assert one[: one.index(b"%%EOF")] == two[: two.index(b"%%EOF")]
            assert cut > one.index(b"%%EOF")


def test_it_remembers_where_the_last_folder_was_put(branch: Site, tmp_path: Path) -> None:
    made = branch.make(tmp_path / "x", boxes=(1,))
    last = branch.foldering.shelfmark.last()
    assert last is not None
    assert (last.path, last.pages, last.first, last.last) == (made.path, made.pages, FIRST, LAST)


def test_a_character_without_a_glyph_stops_it_by_name_and_a_draft_goes_through(
    branch: Site, tmp_path: Path
) -> None:
    records = branch.book.records
    added = records.add("project", {"name": "隧道😀"})
    try:
        with pytest.raises(ExportError) as caught:
            branch.make(tmp_path / "x", boxes=(1,))
        assert caught.value.params == {"char": "😀", "where": "隧道😀"}
        assert not list(tmp_path.iterdir())
        made = branch.make(tmp_path / "x", boxes=(1,), draft=True)
        assert "隧道〓" in words((made.path / "01 Organisation set-up.pdf").read_bytes())
    finally:
        records.delete(added)


def test_in_chinese_it_is_chinese_to_the_file_names(tmp_path: Path) -> None:
    chinese = site(tmp_path, t=Catalogue("zh_CN"), enrolled=False)
    made = chinese.make(tmp_path / "检查材料", boxes=(4, 14), until=date(2026, 7, 1))
    close(chinese)
    papers = [name for name in made.files if name.endswith(".pdf")]
    assert papers == ["00 检查材料.pdf", "04 党员大会.pdf", "14 党费.pdf", "99 校验页.pdf"]
    text = words((made.path / papers[0]).read_bytes())
    assert "2026-07-01后销毁" in text
    assert BRANCH in text


def test_what_is_sealed_is_printed_only_while_its_key_is_unlocked(
    book: Workspace, tmp_path: Path
) -> None:
    records, confidential = book.records, book.confidential
    confidential.begin("a confidential word", holder="王海燕", cost=CHEAP)
    members = [records.add("member", {"name": name}) for name in ("周建国", "达瓦次仁")]
    pair = {"initiator": members[0], "partner": members[1], "on": "2026-03-03"}
    talk = records.add("heart_to_heart_talk", pair)
    confidential.write(talk, {"body": "只有两个人知道"})
    order = FolderOrder(FIRST, LAST, (11,), sensitive=True, purpose="核查")

    def printed(name: str) -> str:
        made = book.foldering.make(order, tmp_path / name)
        return words(next(made.path.glob("11*.pdf")).read_bytes())

    assert "只有两个人知道" in printed("unlocked")
    opened = [e for e in records.all(AccessEntry) if e.about == talk]
    assert [(e.way, e.field) for e in opened] == [(AccessWay.export, "body")]
    whole = book.foldering.make(FolderOrder(FIRST, LAST), tmp_path / "usual")
    for name in whole.files:
        content = (whole.path / name).read_bytes()
        assert "只有两个人知道" not in (words(content) if name.endswith(".pdf") else str(content))
    confidential.lock()
    assert "只有两个人知道" not in printed("locked")


def test_a_damaged_text_stops_no_folder(book: Workspace, tmp_path: Path) -> None:
    book.confidential.begin("a confidential word", holder="王海燕", cost=CHEAP)
    member = book.records.add("member", {"name": "周建国"})
    pair = {"initiator": member, "partner": member, "on": "2026-03-03", "body": SEALED}
    book.records.add("heart_to_heart_talk", pair)
    order = FolderOrder(FIRST, LAST, (11,), sensitive=True, purpose="核查")
    made = book.foldering.make(order, tmp_path / "x")
    assert "打不开" in words(next(made.path.glob("11*.pdf")).read_bytes())
