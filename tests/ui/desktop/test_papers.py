"""Where a glyph lacks, a paper is not made as it is, and a draft is one press away."""

from pytestqt.qtbot import QtBot

from db.model.errors import NoGlyph
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk
from ui.desktop.papers import make_paper
from ui.desktop.widgets.buttons import Button
from ui.desktop.window import Window


def test_a_paper_that_lacks_a_glyph_can_be_made_as_a_draft(
    qtbot: QtBot, desk: Desk, said: Recorder
) -> None:
    record = desk.book.records.add("member", {"name": "张\ue000"})
    press = desk.book.exporting
    ended: list[int] = []
    make_paper(
        desk,
        "Sheet",
        lambda _progress, draft: press.record_pdf(record, draft=draft),
        ended=lambda: ended.append(1),
    )
    qtbot.waitUntil(lambda: bool(said.problems), timeout=10_000)
    assert isinstance(said.problems[0], NoGlyph)
    assert [way.text for way in said.ways] == ["先出草稿"]
    said.ways[0].act()
    qtbot.waitUntil(lambda: bool(said.pdfs), timeout=10_000)
    assert said.pdfs[0][0].startswith(b"%PDF")
    assert ended == [1, 1]


def test_the_banner_offers_the_way_on_and_follows_it(qtbot: QtBot, window: Window) -> None:
    record = window.desk.book.records.add("member", {"name": "张\ue000"})
    press, drafts = window.desk.book.exporting, list[bool]()

    def make(_progress: object, draft: bool) -> bytes:
        drafts.append(draft)
        return press.record_pdf(record, draft=draft)

    make_paper(window.desk, "Sheet", make)
    banner = window.messages.banner
    qtbot.waitUntil(banner.isVisible, timeout=10_000)
    offered = next(
        b
        for b in banner.findChildren(Button)
        if b.accessibleName() == "先出草稿" or b.text() == "先出草稿"
    )
    offered.click()
    qtbot.waitUntil(lambda: drafts == [False, True], timeout=10_000)
    assert not banner.isVisible()
    qtbot.waitUntil(lambda: not window.desk.work.busy, timeout=10_000)
