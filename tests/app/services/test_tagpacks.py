"""Which packs a branch has: HQ's at once, its own when chosen; a tag is always called by its last title."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.services.checking import UNREAD
from app.services.listing import Listings
from app.services.sample import StoppedClock
from app.services.tables import Table
from app.services.tagpacks import KIND
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json, child_id
from db.model.errors import InvalidRecord, NotFound
from db.model.progress import Silent
from db.model.record import Edit
from sync.core.papers import Office
from sync.identity import Identity
from tests.app.samples import new_book

HQ = "f" * 16
TEXT = """\
[pack]
id = "group"
version = "2026.1"
title_zh = "集团八共"

[[tag]]
code = "study"
title_zh = "先进共学"

[[tag]]
code = "rooms"
title_zh = "阵地共用"
"""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    """A book that knows its HQ, and speaks Chinese."""
    clock = StoppedClock(datetime(2026, 5, 21, 9, 0))  # noqa: DTZ001 - site time is naive
    book = new_book(tmp_path / "home", branch="b", clock=clock)
    Identity(book.store.settings, book.clock).trust(Office("总部", HQ, "", "", "", "", ""))
    book.tags.speak(lambda: Catalogue("zh_CN"))
    yield book
    book.close()


def arrives(book: Workspace, text: str, version: str = "2026.1", **more: Json) -> str:
    """Let a record of HQ's channel arrive; return its id."""
    fields = {"pack": "group", "version": version, "text": text, "sent": "2026-05-20"} | more
    return book.store.write(HQ, HQ, [Edit(KIND, fields, "")], by="总部").ids[0]


def used(book: Workspace) -> list[str]:
    """Return the ids of the packs in use."""
    return [pack.id for pack in book.tags.in_use()]


def test_nothing_is_in_use_until_somebody_says_so(book: Workspace) -> None:
    assert used(book) == []
    assert book.tags.use("bagong").title.zh == "八共"
    assert used(book) == ["bagong"]
    book.tags.drop("bagong")
    assert used(book) == []
    assert len(book.records.find(book.records.query(KIND))) == 1


def test_what_hq_sends_is_in_use_at_once_and_stays_until_hq_withdraws_it(book: Workspace) -> None:
    record = arrives(book, TEXT)
    assert used(book) == ["group"]
    with pytest.raises(InvalidRecord, match="集团八共"):
        book.tags.drop("group")
    book.store.write(HQ, HQ, [Edit(KIND, {"withdrawn": "2026-05-21"}, record)], by="总部")
    assert used(book) == []
    assert book.records.name("group.study") == "先进共学"


def test_the_newest_readable_version_counts_and_an_unreadable_one_is_told(book: Workspace) -> None:
    arrives(book, TEXT)
    arrives(book, TEXT.replace("2026.1", "2026.2").replace("先进共学", "先进同学"), "2026.2")
    arrives(book, TEXT.replace('version = "2026.1"', 'version = "2026.3"\nformat = 9'), "2026.3")
    assert [p.version for p in book.tags.in_use()] == ["2026.2"]
    assert [one.version for one in book.tags.unread()] == ["2026.3"]
    (said,) = [f for f in book.checking.this_year().findings if f.rule == UNREAD]
    zh = Catalogue("zh_CN")
    assert (said.said(zh), said.source(zh)) == (
        "标签包 group 2026.3 本机读不了", "此前的版本继续使用",
    )  # fmt: skip
    assert book.records.name("group.study") == "先进同学"


def test_hqs_pack_comes_before_the_branchs_file_and_that_before_the_programs(
    book: Workspace,
) -> None:
    own = TEXT.replace('"group"', '"bagong"').replace("集团八共", "本支部八共")
    book.tags.bring(own.encode())
    assert [p.title.zh for p in book.tags.in_use()] == ["本支部八共"]
    arrives(book, own.replace("本支部八共", "总部八共").replace("2026.1", "2026.4"), "2026.4")
    assert [p.title.zh for p in book.tags.in_use()] == ["总部八共"]


def test_a_file_of_a_pack_that_hq_sent_is_refused_since_hqs_would_hide_it(book: Workspace) -> None:
    arrives(book, TEXT)
    with pytest.raises(InvalidRecord) as refused:
        book.tags.bring(TEXT.replace("集团八共", "本支部八共").encode())
    assert refused.value.params["name"] == "集团八共"
    book.tags.bring(TEXT.replace('"group"', '"ours"').encode())
    assert used(book) == ["group", "ours"]


def test_titles_that_two_packs_share_are_told_apart_by_the_pack(book: Workspace) -> None:
    book.tags.use("bagong")
    assert book.records.name("bagong.model") == "先进共学"
    book.tags.use("shigong")
    assert book.records.name("bagong.model") == "先进共学（八共）"
    assert book.records.name("shigong.site") == "阵地共用"
    names = book.tags.names()
    assert len(set(names.values())) == len(names)


def test_a_tag_nobody_knows_has_no_name_and_shows_as_it_is(book: Workspace) -> None:
    assert book.records.name("later.thing") == ""


def test_a_pack_deleted_in_the_list_can_be_used_again(book: Workspace) -> None:
    book.tags.use("bagong")
    book.records.delete(child_id("bagong", KIND))
    assert used(book) == []
    book.tags.use("bagong")
    assert used(book) == ["bagong"]


def test_a_pack_that_is_nowhere_is_named(book: Workspace) -> None:
    with pytest.raises(NotFound, match="sixin"):
        book.tags.use("sixin")


def test_the_text_of_a_pack_can_be_taken_as_a_beginning(book: Workspace) -> None:
    arrives(book, TEXT)
    assert book.tags.text("group") == TEXT
    assert 'id = "bagong"' in book.tags.text("bagong")


def test_a_list_that_was_exported_brings_its_tags_back(book: Workspace) -> None:
    for name in ("bagong", "shigong", "sanyou"):
        book.tags.use(name)
    book.tags.bring(TEXT.replace("阵地共用", "有成果").encode())
    tokens = ["bagong.model", "shigong.model", "sanyou.result", "shigong.site", "group.rooms"]
    book.records.add("practical_deed", {"title": "送清凉", "tags": tokens})
    kind, t, listings = book.kinds["practical_deed"], Catalogue("zh_CN"), Listings(book.records)
    out = listings.table(kind, book.records.query(kind.name), t, Silent())
    said = dict(zip(out.heads, out.rows[0], strict=True))["标签"]
    assert said.startswith("先进共学（八共）、先进共学（十共）、有成果（有行动·有特色·有成果）")
    draft = listings.draft(kind, Table("", (out.heads, *out.rows)), t, date(2026, 5, 21))
    assert draft.rows[0].fields["tags"] == tokens


def test_a_word_that_is_no_tag_is_named(book: Workspace) -> None:
    t, listings = Catalogue("zh_CN"), Listings(book.records)
    table = Table("", (("标题", "标签"), ("送清凉", "四心")))
    draft = listings.draft(book.kinds["practical_deed"], table, t, date(2026, 5, 21))
    assert "四心" in str(draft.rows[0].problem)
