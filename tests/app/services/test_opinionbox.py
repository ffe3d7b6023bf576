"""The opinion box: nothing in the book, its log, its files or its undo leads to who wrote without a name."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.records.openness import Comment, Opinion, OpinionState
from app.records.service import MatterSource, MatterState, ServiceMatter
from app.services.opinionbox import BOX, OpinionBox
from app.wiring import BOX as FILE
from app.words import Catalogue
from app.workspace import Workspace
from db import keys
from db.model.change import Change, canonical
from db.model.errors import Closed, InvalidRecord, StoreDamaged
from db.model.record import Applied
from tests.app.samples import new_book

T = Catalogue("zh_CN")
CHEAP = keys.Cost(1, 1, 8)
WRITERS = ("周建国", "王海燕", "高峻")


class Hands:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.millis = 1_779_350_400_000  # 2026-05-21 16:00 at the site

    def __call__(self) -> int:
        return self.millis

    def days(self, n: int) -> None:
        """Turn it on by days."""
        self.millis += n * 86_400_000


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def book(tmp_path: Path, hands: Hands) -> Iterator[Workspace]:
    made = new_book(tmp_path / "home", branch="支部", writer="周建国", clock=hands)
    yield made
    made.close()


def log(book: Workspace) -> list[Change]:
    return list(book.store.log.all(book.pen().scope))


def drop(book: Workspace, *texts: str) -> None:
    for text in texts:
        book.box.drop("opinion", {"text": text, "kind": "view"})


def test_what_is_dropped_writes_nothing_into_the_book(book: Workspace) -> None:
    before, counts = log(book), book.records.counts()
    drop(book, "食堂早饭太晚")
    assert log(book) == before
    assert book.records.counts() == counts
    assert book.records.undo() is None


def test_until_it_may_be_opened_it_does_not_say_whether_anything_lies_there(
    book: Workspace,
) -> None:
    assert not book.box.may_open()
    drop(book, "一", "二")
    assert not book.box.may_open()
    with pytest.raises(Closed):
        book.box.open(T)
    assert book.records.all(Opinion) == []
    drop(book, "三")
    assert book.box.may_open()


def test_a_single_slip_waits_whole_days_from_the_end_of_its_week(
    book: Workspace, hands: Hands
) -> None:
    drop(book, "一")
    hands.days(7)
    assert not book.box.may_open(), "21 May is a Thursday; its week ends on the 24th"
    hands.days(4)
    assert book.box.may_open()
    assert book.box.open(T) == 1
    assert not book.box.may_open()


def test_no_op_of_what_was_dropped_carries_a_person_or_the_time_it_was_written(
    book: Workspace, hands: Hands
) -> None:
    written = []
    for name, text in zip(WRITERS, ("食堂", "班车", "宿舍"), strict=True):
        book.sign_as(name)
        drop(book, text)
        written.append(hands.millis)
        hands.days(1)
    book.sign_as("赵书记")
    hands.days(2)
    before = len(log(book))
    assert book.box.open(T) == 3
    changes = log(book)[before:]
    assert len(changes) == 1, "all slips are one change"
    change = changes[0]
    assert change.by == T(BOX) == "意见箱"
    said = canonical(change).decode()
    for name in (*WRITERS, "赵书记"):
        assert name not in said
    assert all(change.hlc >> 16 > moment for moment in written)
    assert {op.field for op in change.ops} == {"text", "kind", "received_on"}
    assert {op.value for op in change.ops if op.field == "received_on"} == {
        book.now().date().isoformat()
    }


def test_the_history_names_the_box_and_who_answered(book: Workspace) -> None:
    drop(book, "一", "二", "三")
    book.box.open(T)
    one = book.box.all()[0]
    book.box.reply(one.id, "已经和食堂说好，六点半开饭", "支委会")
    assert {e.change.by for e in book.records.history(one.id)} == {"意见箱", "周建国"}
    assert one.record.made_by == "意见箱"
    assert one.author is None


def test_the_order_in_which_they_were_dropped_is_not_the_order_of_the_records(
    book: Workspace,
) -> None:
    texts = [str(n) for n in range(24)]
    drop(book, *texts)
    book.box.open(T)
    opened = [op.value for op in log(book)[-1].ops if op.field == "text"]
    assert sorted(opened) == sorted(texts)
    assert opened != texts, "24 slips in their order: once in 10 to the 23"


def test_the_ids_say_nothing_of_order_and_time(book: Workspace) -> None:
    drop(book, "一", "二", "三")
    book.box.open(T)
    for one in book.box.all():
        kind, _, rest = one.id.partition("+")
        assert kind == "opinion"
        assert len(bytes.fromhex(rest)) == 16


def test_opening_is_not_undone_and_leaves_the_box_empty(book: Workspace) -> None:
    book.records.add("party_group", {"name": "一组"})
    drop(book, "一", "二", "三")
    book.box.open(T)
    undone = book.records.undo()
    assert undone is not None
    assert {op.kind for op in undone.change.ops} == {"party_group"}
    assert len(book.records.all(Opinion)) == 3
    assert not book.box.may_open()


def test_the_file_has_one_size_and_one_age_whatever_lies_in_it(book: Workspace) -> None:
    file = book.home / FILE
    seen = set()
    for text in ("短", "长" * 3000, "又一张"):
        drop(book, text)
        seen.add((file.stat().st_size, file.stat().st_mtime))
    book.box.open(T)
    seen.add((file.stat().st_size, file.stat().st_mtime))
    assert len(seen) == 1
    assert "短".encode() not in file.read_bytes()


def test_it_lies_in_no_backup_and_in_no_recovery_file(book: Workspace, tmp_path: Path) -> None:
    before = {p.name for p in book.home.iterdir()}
    drop(book, "只有这一句")
    assert {p.name for p in book.home.iterdir()} - before <= {FILE}
    assert book.recovery.all() == []
    copy = tmp_path / "copy.suixing"
    book.backups.make(copy)
    other = Workspace.restore(tmp_path / "other", copy, "secret1")
    try:
        assert not (tmp_path / "other" / FILE).exists()
    finally:
        other.close()


def test_a_program_that_dies_loses_nothing_and_opens_nothing_twice(
    book: Workspace,
) -> None:
    drop(book, "一", "二", "三")
    again = OpinionBox(
        book.box.place, book.records, book.rules.rulebook, book.now
    )  # a new program finds what the old one left
    assert again.may_open()
    kept = (book.home / FILE).read_bytes()
    again.open(T)
    # The machine died between the records and the box: the file is as it was.
    (book.home / FILE).write_bytes(kept)
    before = len(log(book))
    assert again.open(T) == 3
    assert len(book.records.all(Opinion)) == 3
    assert len(log(book)) == before, "nothing new was written"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_what_was_dropped_survives_a_kill(tmp_path: Path, hands: Hands) -> None:
    home = tmp_path / "killed"
    Workspace.create(home, "secret1", branch="支部", clock=hands, cost=CHEAP).workspace.close()
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from app.workspace import Workspace\n"
        "book = Workspace.open(Path(sys.argv[1]), 'secret1')\n"
        "for text in '一二三':\n"
        "    book.box.drop('opinion', {'text': text})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[3]
    ended = subprocess.run([sys.executable, "-c", code, str(home)], cwd=root, check=False)
    assert ended.returncode == -signal.SIGKILL
    opened = Workspace.open(home, "secret1", clock=hands)
    try:
        assert opened.box.open(T) == 3
    finally:
        opened.close()


def test_closing_writes_the_box_anew_so_that_its_moment_says_nothing(
    tmp_path: Path, hands: Hands
) -> None:
    made = new_book(tmp_path / "b", branch="支部", clock=hands)
    drop(made, "一")
    before = (tmp_path / "b" / FILE).read_bytes()
    made.close()
    assert (tmp_path / "b" / FILE).read_bytes() != before
    opened = Workspace.open(tmp_path / "b", "secret1", clock=hands)
    drop(opened, "二", "三")
    assert opened.box.open(T) == 3
    opened.close()


def test_a_name_does_not_go_into_the_box_and_an_empty_slip_neither(book: Workspace) -> None:
    with pytest.raises(InvalidRecord):
        book.box.drop("opinion", {"text": "我说", "author": "高峻"})
    with pytest.raises(InvalidRecord):
        book.box.drop("opinion", {"text": "  "})
    with pytest.raises(InvalidRecord):
        book.box.drop("member", {"name": "高峻"})
    made = book.box.give({"text": "我说", "author": "高峻"})
    found = book.records.get(Opinion, made)
    assert found is not None
    assert found.author == "高峻"
    assert found.received_on == book.now().date()


def test_an_opinion_on_a_deliberation_goes_the_same_way(book: Workspace) -> None:
    asked = book.records.add("deliberation", {"title": "活动室"})
    for stance in ("support", "oppose", "support"):
        book.box.drop(
            "comment", {"about": asked, "kind": "opinion", "stance": stance, "text": "意见"}
        )
    assert book.box.open(T) == 3
    said = book.records.all(Comment, where={"about": asked})
    assert len(said) == 3
    assert {c.author for c in said} == {None}
    assert {c.on for c in said} == {book.now().date()}


def test_what_is_dropped_while_it_is_opened_stays_in_it(book: Workspace, hands: Hands) -> None:
    drop(book, "一", "二", "三")
    late: list[str] = ["四"]

    def meanwhile(_applied: Applied) -> None:
        drop(book, *late)
        late.clear()

    book.store.listen(meanwhile)
    assert book.box.open(T) == 3
    hands.days(14)
    assert book.box.open(T) == 1


def test_an_opinion_becomes_a_matter_in_one_change_that_names_nobody(book: Workspace) -> None:
    made = book.box.give({"text": "班车改点\n下班等一小时", "author": "高峻"})
    before = len(log(book))
    matter = book.records.get(ServiceMatter, book.box.take_up(made))
    assert len(log(book)) == before + 1
    assert matter is not None
    assert (matter.title, matter.source) == ("班车改点", MatterSource.opinion)
    assert (matter.state, matter.raised_by) == (MatterState.registered, None)
    taken = book.records.get(Opinion, made)
    assert taken is not None
    assert (taken.state, taken.matter) == (OpinionState.taken_up, matter.id)
    assert book.box.take_up(made) == matter.id
    book.box.reply(made, "已报项目部", "支委会")
    kept = book.records.get(Opinion, made)
    assert kept is not None
    assert kept.state == OpinionState.taken_up


def test_the_words_of_an_opinion_without_a_name_do_not_go_into_its_matter(book: Workspace) -> None:
    drop(book, "食堂早饭太晚\n夜班的人吃不上", "二", "三")
    book.box.open(T)
    (one,) = (o for o in book.box.all() if "食堂" in o.text)
    for title in ("", " ", one.text, "食堂 早饭太晚"):
        with pytest.raises(InvalidRecord) as refused:
            book.box.take_up(one.id, title)
        assert refused.value.field == "title"
    assert book.records.all(ServiceMatter) == []
    matter = book.records.get(ServiceMatter, book.box.take_up(one.id, " 早餐供应时间 "))
    assert matter is not None
    assert (matter.title, matter.content, matter.source) == (
        "早餐供应时间", None, MatterSource.opinion
    )  # fmt: skip
    body = str(matter.record.body)
    assert not any(word in body for word in ("食堂", "太晚", "夜班"))
    assert book.box.matter_of(one.id) == matter.id


def test_a_box_of_another_book_is_not_read(book: Workspace) -> None:
    (book.home / FILE).write_text("bm90aGluZw==", "ascii")
    with pytest.raises(StoreDamaged):
        book.box.may_open()
    (book.home / FILE).unlink()
    assert not book.box.may_open()


def test_the_day_of_the_first_slip_is_kept_as_its_week_alone(book: Workspace) -> None:
    drop(book, "一")
    since = book.box._read().since
    assert since is not None
    assert since.weekday() == 0
    assert timedelta(0) <= date(2026, 5, 21) - since < timedelta(days=7)


def test_a_book_that_takes_no_change_takes_no_slip(book: Workspace) -> None:
    book.inspecting.start("巡察组", "检查", book.now() + timedelta(days=1))
    before = log(book)
    with pytest.raises(Closed):
        drop(book, "一")
    assert not (book.home / FILE).exists()
    assert log(book) == before
    book.inspecting.end("secret1")
    book.records.change("branch", {"dissolved_on": "2026-05-01", "dissolution_document": "1号"})
    with pytest.raises(Closed):
        drop(book, "一")


def test_what_a_program_left_that_died_over_a_drop_says_nothing_once_the_book_is_closed(
    tmp_path: Path, hands: Hands
) -> None:
    home = tmp_path / "b"
    made = new_book(home, branch="支部", clock=hands)
    drop(made, "一")
    made.store.close()  # killed: nothing was stirred, and half a file lies there
    (home / f"{FILE}.part").write_bytes(b"half")
    before = (home / FILE).read_bytes()
    Workspace.open(home, "secret1", clock=hands).close()
    assert not (home / f"{FILE}.part").exists()
    assert (home / FILE).read_bytes() != before
