"""The tables of each release, and what happens to a book between two of them."""

from pathlib import Path

import pytest

from app.workspace import Workspace
from db import schema
from db.engines.engine import Engine
from db.model.errors import StoreError
from db.model.kind import FieldSpec, KindSpec
from db.store import Store
from tests.app.conftest import CHEAP


def m999_later(engine: Engine) -> None:
    """Alter something, as a later release would."""
    engine.define("create table later(x text)")


def m999_broken(engine: Engine) -> None:
    """Fail half-way."""
    engine.define("create table half(x text)")
    engine.define("nonsense")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that this release wrote."""
    made = Workspace.create(tmp_path / "home", "secret1", branch="支部", cost=CHEAP).workspace
    made.records.add("member", {"name": "周建国"})
    made.close()
    return tmp_path / "home"


def test_an_older_book_is_backed_up_before_it_is_altered(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not (home / "backups").exists()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, m999_later))
    book = Workspace.open(home, "secret1")
    (kept,) = book.backups.listed()
    assert "before-upgrade" in kept.path.name
    assert book.store.engine.rows("select x from later") == []
    book.close()
    Workspace.open(home, "secret1").close()
    assert len(list((home / "backups").iterdir())) == 1


def test_a_migration_that_fails_leaves_the_book_as_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        later.setattr(schema, "STEPS", (*schema.STEPS, m999_broken))
        with pytest.raises(Exception, match="nonsense"):
            Workspace.open(home, "secret1")
    book = Workspace.open(home, "secret1")
    with pytest.raises(StoreError, match="half"):
        book.store.engine.rows("select x from half")
    assert book.records.counts()["member"] == 1
    book.close()


def test_every_kind_has_its_view_and_its_indexes(home: Path) -> None:
    book = Workspace.open(home, "secret1")
    for kind in book.kinds:
        book.store.engine.rows(f'select scope, id from "v_{kind}"')
    indexes = {
        row[0]
        for row in book.store.engine.rows("select name from sqlite_master where type='index'")
    }
    assert "k_attendance_activity" in indexes
    book.close()


def test_an_index_that_is_no_longer_declared_is_dropped(tmp_path: Path) -> None:
    def indexes(*kinds: KindSpec) -> set[str]:
        store = Store(tmp_path / "b.db", bytes(32), kinds, lambda: 0)
        rows = store.engine.rows("select name from sqlite_master where name like 'k!_%' escape '!'")
        store.close()
        return {name for (name,) in rows}

    kind = KindSpec("member", (FieldSpec("name", indexed=True), FieldSpec("post")))
    assert indexes(kind) == {"k_member_name"}
    assert indexes(kind.scanned()) == set()
    assert indexes(kind) == {"k_member_name"}


def test_a_field_called_as_a_views_own_column_has_a_column_of_its_own(home: Path) -> None:
    book = Workspace.open(home, "secret1")
    book.records.add("partner_organization", {"name": "养护段党支部", "scope": "external"})
    rows = book.store.engine.rows('select scope, scope_ from "v_partner_organization"')
    assert rows == [(book.pen().scope, "external")]
    book.close()
