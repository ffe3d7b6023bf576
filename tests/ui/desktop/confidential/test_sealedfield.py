"""What leaves a sealed field is sealed; it opens for the passphrase alone and closes by itself."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records.oversight import AccessWay
from app.workspace import Workspace
from tests.ui.desktop.conftest import CHEAP
from ui.desktop.confidential.sealedfield import SealedField
from ui.desktop.desk import Desk
from ui.desktop.forms.form import RecordForm

SECRET, WORDS = "mishi-2026", "老人病了"


@pytest.fixture
def talk(book: Workspace) -> str:
    one, other = (book.records.add("member", {"name": n}) for n in ("周建国", "高峻"))
    return book.records.add("heart_to_heart_talk", {"initiator": one, "partner": other})


@pytest.fixture
def form(qtbot: QtBot, desk: Desk) -> RecordForm:
    form = RecordForm(desk, desk.book.kinds["heart_to_heart_talk"])
    qtbot.addWidget(form)
    form.resize(700, 900)
    form.show()
    form.activateWindow()
    return form


def body(form: RecordForm) -> SealedField:
    editor = form.fields["body"].editor
    assert isinstance(editor, SealedField)
    return editor


def show(form: RecordForm, book: Workspace, talk: str) -> None:
    record = book.records.raw(talk)
    assert record is not None
    form.show_record(record)


def test_without_a_key_it_leads_to_where_one_is_made(
    form: RecordForm, book: Workspace, talk: str
) -> None:
    show(form, book, talk)
    assert body(form).make_key.isVisible()
    assert not body(form).text.isVisible()


def test_a_new_record_takes_sealed_words_once_it_is_there(
    form: RecordForm, book: Workspace
) -> None:
    book.confidential.begin(SECRET, cost=CHEAP)
    form.show_new()
    assert not body(form).text.isVisible()


def test_anybody_writes_and_what_is_stored_is_sealed(
    qtbot: QtBot, form: RecordForm, book: Workspace, talk: str
) -> None:
    book.confidential.begin(SECRET, cost=CHEAP)
    book.confidential.lock()
    show(form, book, talk)
    field = body(form)
    field.text.setFocus()
    QTest.keyClicks(field.text, "secret words")
    with qtbot.waitSignal(form.saved):
        field.settle()
    stored = book.records.raw(talk)
    assert stored is not None
    assert str(stored.get("body")).startswith("sealed1.")
    # What one is writing stays; who comes back to it finds it closed.
    assert field.text.toPlainText() == "secret words"
    form.hide()
    form.show()
    assert field.chip.isVisible()
    assert field.text.toPlainText() == ""


def test_the_passphrase_opens_it_and_it_can_be_written_on(
    qtbot: QtBot, form: RecordForm, book: Workspace, talk: str
) -> None:
    book.confidential.begin(SECRET, cost=CHEAP)
    book.confidential.write(talk, {"body": WORDS})
    book.confidential.lock()
    show(form, book, talk)
    field = body(form)
    field.open_button.click()
    assert field.unlock.isVisible()
    field.unlock.secret.line.setText("wrong-passphrase")
    field.unlock.give()
    qtbot.waitUntil(lambda: not field.unlock.go.is_busy())
    assert not field.text.isVisible()
    field.unlock.secret.line.setText(SECRET)
    field.unlock.give()
    qtbot.waitUntil(field.text.isVisible)
    assert field.text.toPlainText() == WORDS
    assert [e.way for e in book.access.of(talk)] == [AccessWay.open_sealed]
    field.text.setPlainText(WORDS + "，请假三天")
    with qtbot.waitSignal(form.saved):
        field.shut()
    assert not field.text.isVisible()
    assert book.confidential.open(talk, "body") == WORDS + "，请假三天"


def test_it_closes_when_the_time_is_over(
    qtbot: QtBot, form: RecordForm, book: Workspace, talk: str
) -> None:
    book.confidential.begin(SECRET, cost=CHEAP)
    book.confidential.write(talk, {"body": WORDS})
    show(form, book, talk)
    field = body(form)
    field.open_button.click()
    qtbot.waitUntil(field.text.isVisible)
    field._timer.setInterval(0)
    qtbot.waitUntil(field.chip.isVisible)
    assert field.text.toPlainText() == ""
