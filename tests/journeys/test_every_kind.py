"""Every kind of record has a form, a list, a sheet and a command: the sample goes through all four."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.cli import main
from app.counting.consent import may_be_passed_on
from app.kinds import discover
from app.sample_book import PASSPHRASE, alliance_book
from app.services.listing import Listings
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json
from db.model.progress import Silent
from db.model.record import Record
from ui.desktop.desk import Route
from ui.desktop.forms.editors import put
from ui.desktop.pages.record import RecordPage
from ui.desktop.theme.theme import Theme
from ui.desktop.window import Window
from ui.desktop.work import Work

KINDS = {k.name: k for k in discover().values() if k.shape.place in ("joint", "service")}
each_kind = pytest.mark.parametrize("kind", sorted(KINDS))


@pytest.fixture(scope="module")
def alliance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    book = alliance_book(Path(tmp_path_factory.mktemp("alliance")))
    yield book
    book.close()


@pytest.fixture
def window(qtbot: QtBot, alliance: Workspace, theme: Theme) -> Iterator[Window]:
    work = Work()
    made = Window(alliance, theme, Catalogue("zh_CN"), work, alliance.now)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.finish()
    work.finish()


def first_of(book: Workspace, kind: str) -> Record:
    """The first of a kind, if possible one that is no part of a filed meeting: what is filed stays as it is."""
    found = book.records.find(book.records.query(kind))
    parts = {m.id for m in book.records.find(book.records.query("activity"))}
    return next((r for r in found if r.get("about") not in parts), found[0])


def said(record: Record, kind: str) -> dict[str, Json]:
    """What a record holds, without what is as its kind has it anyway."""
    values = {f.name: record.get(f.name) for f in KINDS[kind].fields}
    usual = {f.name: f.default for f in KINDS[kind].fields}
    return {n: v for n, v in values.items() if v not in (None, [], usual[n])}


def anew(book: Workspace, record: Record, kind: str) -> dict[str, Json]:
    """What a record holds, to be entered once more: where it may exist once only, it makes room."""
    shape, values = KINDS[kind].shape, said(record, kind)
    if shape.parents or kind == "booking":
        book.records.delete(record.id)
    return values | {n: f"{values[n]}（二）" for names in shape.unique for n in names}


@each_kind
def test_what_the_sample_holds_can_be_entered_through_the_form(
    kind: str, qtbot: QtBot, alliance: Workspace, window: Window
) -> None:
    wanted = anew(alliance, first_of(alliance, kind), kind)
    window.go(Route("record", detail=f"new:{kind}"))
    page = window.page
    assert isinstance(page, RecordPage)
    form = page.form
    assert form is not None
    # What a record is about is given by where it was begun.
    form.show_new({n: v for n, v in wanted.items() if form.fields[n].shape.ref == "*"})
    for name, value in wanted.items():
        field = form.fields[name]
        put(field.editor, field.shape, value)
        field.editor.settled.emit(field.editor.value())  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(form.record), timeout=5000)

    def entered() -> bool:
        record = alliance.records.raw(form.record)
        return record is not None and said(record, kind) == wanted

    qtbot.waitUntil(entered, timeout=5000)


@each_kind
def test_it_has_a_list_that_goes_out_as_a_table(kind: str, alliance: Workspace) -> None:
    query = alliance.records.query(kind)
    table = Listings(alliance.records).table(KINDS[kind], query, Catalogue("zh_CN"), Silent())
    # What nobody agreed to pass on stays in the book, and the way out says how many that are.
    assert len(table.rows) + table.held == alliance.records.count(query) > 0
    assert KINDS[kind].shape.columns


@each_kind
def test_it_has_a_sheet_of_paper(kind: str, alliance: Workspace) -> None:
    found = alliance.records.find(alliance.records.query(kind))
    record = next(r for r in found if may_be_passed_on(r) or kind == "opinion")
    assert alliance.exporting.record_pdf(record.id).startswith(b"%PDF")


@each_kind
def test_it_is_listed_and_made_on_the_command_line(
    kind: str,
    alliance: Workspace,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SUIXING_PASSPHRASE", PASSPHRASE)
    home = ["--home", str(alliance.home), "--json"]
    fields = anew(alliance, first_of(alliance, kind), kind)
    fields |= {
        n: f"{v}{v}" for names in KINDS[kind].shape.unique for n, v in fields.items() if n in names
    }
    sheet = tmp_path_factory.mktemp("new") / "one.json"
    sheet.write_text(json.dumps(fields), encoding="utf-8")
    assert main(["new", kind, str(sheet), *home]) == 0
    (made,) = json.loads(capsys.readouterr().out)["items"]
    assert main(["list", kind, *home]) == 0
    assert made["id"] in {item["id"] for item in json.loads(capsys.readouterr().out)["items"]}
