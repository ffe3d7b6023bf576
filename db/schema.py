"""The tables, made and migrated under the same names on every engine; a view and indexes per kind.

Every key begins with the scope, so that a database may be split by it: `Dialect.names` says what a
table ends with. ``log`` is the truth, ``record`` and what follows it are a pure function of the log
and can be rebuilt at any time. ``peer`` and ``spool`` are found by device and by owner; only
``exchange`` and the machine's own settings (scope ``''``) belong to one machine.
"""

import hashlib
from collections.abc import Iterable
from functools import cache

import msgspec

from db.backup import Keeper
from db.engines.engine import Dialect, Engine
from db.model.errors import StoreTooNew
from db.model.kind import KindSpec
from db.model.words import N_


def m001_first(engine: Engine) -> None:
    """The first release's tables."""
    for statement in _FIRST:
        engine.define(statement)


_OWN = ("scope", "id", "made", "touched", "conflicts")
"""Columns that every kind's view has, before those of its fields."""
_FIRST = (
    """create table log(
        {place}scope text not null, actor text not null, seq {int} not null,
        hlc {int} not null, by text not null, what text not null, body {blob} not null,
        head {blob} not null, {key}(scope, actor, seq)){by_scope}""",
    "create index log_hlc on log(hlc)",
    """create table waiting(
        scope text not null, actor text not null, seq {int} not null, body {blob} not null,
        primary key(scope, actor, seq)){keyed_by_scope}""",
    """create table record(
        {place}scope text not null, id text not null, kind text not null,
        body text not null, registers text not null, deleted {int} not null,
        conflicts text not null, made {int} not null, made_by text not null,
        touched {int} not null, touched_by text not null, {key}(scope, id)){by_scope}""",
    "create index record_kind on record(scope, kind, deleted, made)",
    "create index record_conflict on record(scope, conflicts) where conflicts <> ''",
    """create table touch(
        scope text not null, record text not null, actor text not null, seq {int} not null,
        primary key(scope, record, actor, seq)){keyed_by_scope}""",
    """create table awaited(
        scope text not null, record text not null, field text not null, op text not null,
        primary key(scope, record, field, op)){keyed_by_scope}""",
    """create table pack(
        scope text not null, actor text not null, first {int} not null, last {int} not null,
        head {blob} not null, body {blob} not null, primary key(scope, actor, first)){by_scope}""",
    """create table receipt(
        scope text not null, actor text not null, seq {int} not null, head {blob} not null,
        number {int} not null, at {int} not null, body {blob} not null,
        primary key(scope, actor)){by_scope}""",
    """create table carried(
        scope text not null, actor text not null, seq {int} not null, at {int} not null,
        place text not null, primary key(scope, actor)){by_scope}""",
    """create table exchange(
        place {counted}, at {int} not null, way text not null, sent {int} not null,
        got {int} not null, up {int} not null, down {int} not null, receipt {int},
        note text not null){local}""",
    """create table peer(
        actor text primary key, name text not null, certificate {blob} not null,
        vector text not null, seen {int} not null){by_actor}""",
    "create table setting(name text primary key, value text not null){local}",
    "{words}",
)


def m002_by_scope(engine: Engine) -> None:
    """Everything that belongs to a scope is found by its scope: settings, devices, stamps."""
    for statement in _BY_SCOPE:
        engine.define(statement)
    rows = engine.rows("select name, value from setting")
    for name, value in rows:
        if name == "branches":
            branches = msgspec.json.decode(value, type=dict[str, str])
            engine.many("insert into branch(scope, name) values(?, ?)", list(branches.items()))
        else:
            engine.run(
                "insert into setting_of(scope, name, value) values(?, ?, ?)",
                (*_placed(name), value),
            )
    # To whom a device writes stands in its certificate, which is not read here: see `Post.strays`.
    engine.run("insert into device(scope, actor) select '', actor from peer")
    engine.define("drop table setting")
    engine.define("alter table setting_of rename to setting")


_BY_SCOPE = (
    "drop index log_hlc",
    "create index log_stamp on log(scope, hlc)",
    """create table setting_of(
        scope text not null, name text not null, value text not null,
        primary key(scope, name)){keyed_by_scope}""",
    """create table device(
        scope text not null, actor text not null, primary key(scope, actor)){keyed_by_scope}""",
    """create table branch(
        scope text not null, name text not null, primary key(scope)){keyed_by_scope}""",
    "create index branch_name on branch(name)",
)


def _placed(name: str) -> tuple[str, str]:
    """Return (scope, name) of what the first release kept under one name."""
    head, _, rest = name.partition("/")
    if name.startswith("receipts/open/"):
        return name.removeprefix("receipts/open/"), "receipts/open"
    if head in ("receipts", "forks"):
        return rest, head
    if head in ("receipt", "sealed"):
        scope, _, last = rest.rpartition("/")
        return scope, f"{head}/{last}"
    return "", name


def m002_spool(engine: Engine) -> None:
    """Questions and answers that are on the way."""
    engine.define(
        "create table spool(owner text not null, name text not null, at {int} not null, "
        "body {blob} not null, primary key(owner, name)){by_owner}"
    )


def m003_inbox(engine: Engine) -> None:
    """Packs that HQ has taken and not read yet (see `db.inbox`)."""
    engine.define(
        """create table inbox(
        scope text not null, actor text not null, first {int} not null, last {int} not null,
        mark {blob} not null, source text not null, body {blob} not null, reason text not null,
        primary key(scope, actor, first, mark)){by_scope}"""
    )


def m003_refusal(engine: Engine) -> None:
    """What was refused or set aside, one row a matter, counted."""
    engine.define(
        """create table refusal(
        scope text not null, actor text not null, first {int} not null, last {int} not null,
        text text not null, params text not null, who text not null, way text not null,
        at {int} not null, times {int} not null,
        primary key(scope, actor, text, first)){by_scope}"""
    )
    engine.define("create index refusal_at on refusal(at)")


def m004_speed(engine: Engine) -> None:
    """How long an exchange was on the link (ms) and how fast that was (bytes a second)."""
    for column in ("ms", "speed"):
        engine.define(f"alter table exchange add column {column} {{int}} not null default 0")


def m005_sticks(engine: Engine) -> None:
    """Each stick that was written here, with what was on it."""
    engine.define(
        """create table stick(
            scope text not null, number {int} not null, name text not null, at {int} not null,
            size {int} not null, changes {int} not null, files {int} not null,
            readers text not null, lacked text not null, held text not null,
            primary key(scope, number)){by_scope}"""
    )


STEPS = (
    *(m001_first, m002_by_scope, m002_spool, m003_inbox, m003_refusal, m004_speed, m005_sticks),
)
"""Every migration of this release, in order; a name never changes."""


def prepare(engine: Engine, kinds: Iterable[KindSpec], keeper: Keeper | None = None) -> None:
    """Bring the tables up to this release. Raises StoreTooNew when a newer one wrote them.

    `keeper` backs up an older file before it is altered.
    """
    applied, known = engine.applied(), [step.__name__ for step in STEPS]
    if applied.difference(known):
        raise StoreTooNew(
            N_("This record book was written by a newer release of the program."),
            safe=N_("Nothing in it was touched."),
            hint=N_("Install the newer release on this computer, then open it again."),
        )
    if applied != set(known):
        if applied and keeper is not None:
            keeper.keep(engine)
        engine.migrate(STEPS)
    shape_kinds(engine, tuple(kinds))


def shape_kinds(engine: Engine, kinds: tuple[KindSpec, ...]) -> None:
    """Make the view and the indexes of every kind, when the declarations changed."""
    digest = _digest(kinds)
    if _shaped(engine) == digest:
        return
    with engine.writing():
        engine.claim(("",))
        shaped = _shaped(engine)
        if shaped == digest:
            return
        for kind in kinds:
            for statement in _shape(kind, engine.dialect):
                # A new book has nothing to drop: a thousand statements that do nothing are felt.
                if shaped is not None or not statement.startswith("drop "):
                    engine.define(statement)
        engine.run(
            "insert into setting(scope, name, value) values('', 'kinds', ?) "
            "on conflict(scope, name) do update set value = excluded.value",
            (digest,),
        )


@cache
def _digest(kinds: tuple[KindSpec, ...]) -> str:
    return hashlib.sha256(repr(kinds).encode()).hexdigest()


def _shaped(engine: Engine) -> str | None:
    row = engine.one("select value from setting where scope = '' and name = 'kinds'")
    return None if row is None else str(row[0])


def _column(field: str) -> str:
    """Return what a field is called in a view: one that is called as the view's own columns gets a _."""
    return f"{field}_" if field in _OWN else field


def _shape(kind: KindSpec, dialect: Dialect) -> list[str]:
    name = _safe(kind.name)
    columns = "".join(
        f", {dialect.text.format('body', _safe(f.name))} as {_quoted(_column(f.name))}"
        for f in kind.fields
    )
    own = ", ".join(_OWN)
    out = [
        f'drop view if exists "v_{name}"',
        (
            f'create view "v_{name}" as select {own}{columns} '
            f"from record where kind = '{name}' and deleted = 0"
        ),
    ]
    for field in kind.fields if dialect.indexes else ():
        index = f"k_{name}_{_safe(field.name)}"  # as `KindSpec.index_of` says
        out.append(f'drop index if exists "{index}"')
        if field.indexed:
            # Scope, kind and deleted come first although the condition says them: SQLite prefers
            # the index that answers the most equalities, else it would walk all of a kind.
            out.append(
                f'create index "{index}" on record(scope, kind, deleted, '
                f"{dialect.field.format('body', field.name)}) "
                f"where kind = '{name}' and deleted = 0"
            )
    return out


def _quoted(name: str) -> str:
    return f'"{_safe(name)}"'


def _safe(name: str) -> str:
    if not name.isidentifier() or not name.isascii():
        raise ValueError(name)
    return name
