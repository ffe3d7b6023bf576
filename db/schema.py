"""The tables, made and migrated through sqlite-utils; a readable view and indexes per kind.

Every table's key begins with the scope. ``log`` is the truth, ``record`` and what follows it are a
pure function of the log and can be rebuilt at any time.
"""

import hashlib
from collections.abc import Iterable

from db.backup import Keeper
from db.engines.sqlite import Database, Engine, Migrations, translated
from db.model.errors import StoreTooNew
from db.model.kind import KindSpec
from db.model.words import N_


def m001_first(db: Database) -> None:
    """The first release's tables."""
    for statement in _FIRST:
        db.execute(statement)


_FIRST = (
    """create table log(
        place integer primary key, scope text not null, actor text not null, seq integer not null,
        hlc integer not null, by text not null, what text not null, body blob not null,
        head blob not null, unique(scope, actor, seq)) strict""",
    "create index log_hlc on log(hlc)",
    """create table waiting(
        scope text not null, actor text not null, seq integer not null, body blob not null,
        primary key(scope, actor, seq)) strict, without rowid""",
    """create table record(
        place integer primary key, scope text not null, id text not null, kind text not null,
        body text not null, registers text not null, deleted integer not null,
        conflicts text not null, made integer not null, made_by text not null,
        touched integer not null, touched_by text not null, unique(scope, id)) strict""",
    "create index record_kind on record(scope, kind, deleted, made)",
    "create index record_conflict on record(scope, conflicts) where conflicts <> ''",
    """create table touch(
        scope text not null, record text not null, actor text not null, seq integer not null,
        primary key(scope, record, actor, seq)) strict, without rowid""",
    """create table awaited(
        scope text not null, record text not null, field text not null, op text not null,
        primary key(scope, record, field, op)) strict, without rowid""",
    """create table pack(
        scope text not null, actor text not null, first integer not null, last integer not null,
        head blob not null, body blob not null, primary key(scope, actor, first)) strict""",
    """create table receipt(
        scope text not null, actor text not null, seq integer not null, head blob not null,
        number integer not null, at integer not null, body blob not null,
        primary key(scope, actor)) strict""",
    """create table carried(
        scope text not null, actor text not null, seq integer not null, at integer not null,
        place text not null, primary key(scope, actor)) strict""",
    """create table exchange(
        place integer primary key, at integer not null, way text not null, sent integer not null,
        got integer not null, up integer not null, down integer not null, receipt integer,
        note text not null) strict""",
    """create table peer(
        actor text primary key, name text not null, certificate blob not null,
        vector text not null, seen integer not null) strict""",
    "create table setting(name text primary key, value text not null) strict",
    "create virtual table record_fts using fts5(text, content='', contentless_delete=1)",
)


def m002_spool(db: Database) -> None:
    """Questions and answers that are on the way."""
    db.execute(
        "create table spool(owner text not null, name text not null, at integer not null, "
        "body blob not null, primary key(owner, name)) strict"
    )


def m003_refusal(db: Database) -> None:
    """What was refused or set aside, one row a matter, counted."""
    db.execute(
        """create table refusal(
        scope text not null, actor text not null, first integer not null, last integer not null,
        text text not null, params text not null, who text not null, way text not null,
        at integer not null, times integer not null,
        primary key(scope, actor, text, first)) strict"""
    )
    db.execute("create index refusal_at on refusal(at)")


def m004_speed(db: Database) -> None:
    """How long an exchange was on the link (ms) and how fast that was (bytes a second)."""
    for column in ("ms", "speed"):
        db.execute(f"alter table exchange add column {column} integer not null default 0")


def m005_sticks(db: Database) -> None:
    """Each stick that was written here, with what was on it."""
    db.execute(
        """create table stick(
            scope text not null, number integer not null, name text not null, at integer not null,
            size integer not null, changes integer not null, files integer not null,
            readers text not null, lacked text not null, held text not null,
            primary key(scope, number)) strict"""
    )


def m006_inbox(db: Database) -> None:
    """Packs that HQ has taken and not read yet (see `db.inbox`)."""
    db.execute(
        """create table inbox(
        scope text not null, actor text not null, first integer not null, last integer not null,
        mark blob not null, source text not null, body blob not null, reason text not null,
        primary key(scope, actor, first, mark)) strict"""
    )


STEPS = (m001_first, m002_spool, m003_refusal, m004_speed, m005_sticks, m006_inbox)
"""Every migration of this release, in order; a name never changes."""


def prepare(engine: Engine, kinds: Iterable[KindSpec], keeper: Keeper | None = None) -> None:
    """Bring the file up to this release. Raises StoreTooNew when a newer one wrote it.

    `keeper` backs up an older file before it is altered.
    """
    db = engine.tables
    migrations = Migrations("suixing")
    for step in STEPS:
        migrations()(step)
    applied = {step.name for step in migrations.applied(db)}
    if applied - {step.__name__ for step in STEPS}:
        raise StoreTooNew(
            N_("This record book was written by a newer release of the program."),
            safe=N_("Nothing in it was touched."),
            hint=N_("Install the newer release on this computer, then open it again."),
        )
    if migrations.pending(db):
        if applied and keeper is not None:
            keeper.keep(engine)
        with translated(engine.path):
            migrations.apply(db)
    shape_kinds(engine, tuple(kinds))


def shape_kinds(engine: Engine, kinds: tuple[KindSpec, ...]) -> None:
    """Make the view and the indexes of every kind, when the declarations changed."""
    digest = hashlib.sha256(repr(kinds).encode()).hexdigest()
    row = engine.one("select value from setting where name = 'kinds'")
    if row is not None and row[0] == digest:
        return
    with engine.writing():
        for kind in kinds:
            for statement in _shape(kind):
                engine.run(statement)
        engine.run("insert or replace into setting values('kinds', ?)", (digest,))


def _shape(kind: KindSpec) -> list[str]:
    name = _safe(kind.name)
    columns = "".join(
        f", json_extract(body, '$.{_safe(f.name)}') as {_quoted(f.name)}" for f in kind.fields
    )
    out = [
        f'drop view if exists "v_{name}"',
        (
            f'create view "v_{name}" as select scope, id, made, touched, conflicts{columns} '
            f"from record where kind = '{name}' and deleted = 0"
        ),
    ]
    for field in kind.fields:
        index = f"k_{name}_{_safe(field.name)}"
        out.append(f'drop index if exists "{index}"')
        if field.indexed:
            # Scope, kind and deleted come first although the condition says them: SQLite prefers
            # the index that answers the most equalities, else it would walk all of a kind.
            out.append(
                f'create index "{index}" on record(scope, kind, deleted, '
                f"json_extract(body, '$.{field.name}')) where kind = '{name}' and deleted = 0"
            )
    return out


def _quoted(name: str) -> str:
    return f'"{_safe(name)}"'


def _safe(name: str) -> str:
    if not name.isidentifier() or not name.isascii():
        raise ValueError(name)
    return name
