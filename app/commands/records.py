"""Records on the command line: kinds, list, show, new, set, delete, history, conflicts, resolve."""

import sys
from functools import reduce
from pathlib import Path

import msgspec
import typer
from rich.table import Table

from app.commands import tables, tags
from app.commands.meetings import must_not_move
from app.commands.session import Session, flat, items, kind_of, session_of, unopened, workspace
from app.kinds import FieldShape, Kind
from app.sealing import is_sealed
from app.services.roster_import import RosterRow
from app.services.values import SEPARATOR, UNOPENED
from db.model.change import DELETED, Json
from db.model.errors import ImportFailed, InvalidRecord, NotFound
from db.model.query import Where
from db.model.record import Conflict, Record
from db.model.stamp import moment
from db.model.words import N_

MOST_INPUT = 64 * 1024 * 1024
"""Largest JSON that `new` reads, bytes."""


def add_to(top: typer.Typer) -> None:
    """Add this module's commands."""
    for name, command in (
        ("init", init),
        ("kinds", kinds),
        ("list", list_),
        ("show", show),
        ("new", new),
        ("set", set_),
        ("delete", delete),
        ("history", history),
        ("conflicts", conflicts),
        ("resolve", resolve),
    ):
        top.command(name)(command)
    taking = typer.Typer(help="Take in files.")
    taking.command("roster")(roster)
    tables.add_to(top, taking)
    top.add_typer(taking, name="import")


def init(
    context: typer.Context,
    branch: str = typer.Option(..., help="Name of the branch."),
    writer: str = typer.Option("", help="Who writes on this computer."),
) -> None:
    """Make a new record book; prints the recovery key once."""
    s = session_of(context)
    book, recovery = workspace().create(
        s.home, s.passphrase(new=True), branch=branch, writer=writer
    )
    s.keep(book)
    request = s.home / "enrolment.request"
    request.write_bytes(book.enrolling.request_bytes(writer))
    s.answer(
        {"home": str(s.home), "recovery_key": recovery, "request": str(request)},
        s.t(
            "A record book for {branch} is in {home}.\n"
            "Recovery key, shown this once; write it down: {key}\n"
            "For headquarters: {request}",
            branch=branch,
            home=s.home,
            key=recovery,
            request=request,
        ),
    )


def kinds(context: typer.Context) -> None:
    """List the kinds of record and their fields."""
    s = session_of(context)
    rows = [
        {
            "kind": k.name,
            "title": s.t(k.shape.title),
            "fields": [_described(s, f) for f in k.fields],
        }
        for k in s.book.kinds.values()
    ]
    s.answer(items(rows))
    for row in rows:
        fields = row["fields"]
        names = ", ".join(str(f["name"]) for f in fields) if isinstance(fields, list) else ""
        s.say(f"{row['kind']:<20} {row['title']}  ({names})")


def _described(s: Session, field: FieldShape) -> dict[str, Json]:
    out: dict[str, Json] = {
        "name": field.name,
        "title": s.t(field.title),
        "type": field.type,
        "required": field.required,
    }
    if field.ref:
        out["of"] = field.ref
    if field.choices:
        out["choices"] = {c.value: s.t(c.title_) for c in field.choices}
    return out


def list_(
    context: typer.Context,
    kind: str,
    text: str = typer.Option("", help="Words to find."),
    where: list[str] = typer.Option([], help="FIELD=VALUE; may be repeated."),
    limit: int = typer.Option(1000, min=1, max=1_000_000),
    offset: int = typer.Option(0, min=0),
) -> None:
    """List records of a kind."""
    s = session_of(context)
    found = kind_of(s, kind)
    conditions = tags.spelled(found, [_condition(s, found, w) for w in where])
    query = s.book.records.query(kind, where=conditions, text=text, limit=limit, offset=offset)
    rows = s.book.records.find(query)
    s.answer(items([flat(r) for r in rows]))
    if not s.wants_json:
        s.console.print(_table(s, found, rows))


def _condition(s: Session, kind: Kind, text: str) -> Where:
    name, sign, value = text.partition("=")
    field = kind.field(name)
    if not sign or field is None:
        raise InvalidRecord(
            N_("{word} is not FIELD=VALUE with a field of {kind}."), word=text, kind=kind.name
        )
    return Where(name, "=", _typed(s, field, value))


def _typed(s: Session, field: FieldShape, text: str) -> Json:
    """Return what is stored for a word on the command line."""
    if field.type == "tags":
        return tags.typed(s, text)
    if field.type == "refs":
        return [part for part in text.split(",") if part]
    if field.type == "yes-no" and text.lower() in ("true", "false", "1", "0", "yes", "no"):
        return text.lower() in ("true", "1", "yes")
    if field.type in ("number", "decimal"):
        try:
            return int(text) if field.type == "number" else float(text)
        except ValueError:
            return text
    return text


def _table(s: Session, kind: Kind, rows: list[Record]) -> Table:
    table = Table(box=None, pad_edge=False)
    # Ids are copied from here into other commands: never cut, however narrow the terminal.
    widest = max((len(row.id) for row in rows), default=2)
    table.add_column("id", no_wrap=True, min_width=widest)
    columns = [f for name in kind.shape.columns if (f := kind.field(name)) is not None]
    for field in columns:
        table.add_column(s.t(field.title), overflow="fold")
    for row in rows:
        table.add_row(row.id, *(_shown(s, f, row.get(f.name)) for f in columns))
    return table


def _shown(s: Session, field: FieldShape, value: Json) -> str:
    if value is None:
        return ""
    if field.type == "ref":
        return s.book.records.name(str(value)) or str(value)
    if field.type in ("refs", "tags") and isinstance(value, list):
        return SEPARATOR.join(s.book.records.name(str(v)) or str(v) for v in value)
    if field.type == "sealed":
        return s.t(UNOPENED)
    if field.choices:
        return next((s.t(c.title_) for c in field.choices if c.value == value), str(value))
    return str(value).replace("\n", " ")[:60]


def show(context: typer.Context, kind: str, record: str) -> None:
    """Show one record whole."""
    s = session_of(context)
    found = _record(s, kind, record)
    s.answer(flat(found))
    if not s.wants_json:
        shape = s.book.kinds[kind]
        for field in shape.fields:
            value = found.get(field.name)
            if value is not None:
                mark = " ⚠" if field.name in found.conflicts else ""
                s.say(f"{s.t(field.title)}{mark}: {_whole(s, field, value)}")


def _whole(s: Session, field: FieldShape, value: Json) -> str:
    return str(value) if field.type in ("text", "long") else _shown(s, field, value)


def new(context: typer.Context, kind: str, source: str = typer.Argument("-")) -> None:
    """Make records from JSON: one object or a list, from FILE or standard input."""
    s = session_of(context)
    given = _read_json(source)
    rows = given if isinstance(given, list) else [given]
    sealed = s.book.confidential.sealed_names(kind)
    edits, words = [], list[dict[str, Json]]()
    for row in rows:
        if not isinstance(row, dict):
            raise ImportFailed(N_("A record is a JSON object of its fields."))
        # Sealed for the record's own id, which it gets when it is written.
        words.append({k: v for k, v in row.items() if k in sealed and v})
        plain = {k: v for k, v in row.items() if k != "id" and k not in words[-1]}
        edits.append(s.book.records.edit_new(kind, plain))
    if any(words):
        s.book.confidential.must_have_key()
    applied = s.book.records.write(edits, what="new" if len(edits) == 1 else "import")
    for name, said in zip(applied.ids, words, strict=True):
        if said:
            s.book.confidential.write(name, said)
    made = [r for i in applied.ids if (r := s.book.records.raw(i)) is not None]
    s.answer(items([flat(r) for r in made]))
    for record in made:
        s.say(f"{record.id}  {s.book.records.name_of(record)}")


def _read_json(source: str) -> Json:
    try:
        raw = (
            sys.stdin.buffer.read(MOST_INPUT + 1)
            if source == "-"
            else Path(source).read_bytes()[: MOST_INPUT + 1]
        )
    except OSError as error:
        raise NotFound(N_("The file {path} cannot be read."), path=source) from error
    if len(raw) > MOST_INPUT:
        raise ImportFailed(N_("{path} is too large to read."), path=source)
    try:
        return msgspec.json.decode(raw)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise ImportFailed(
            N_("{path} is not JSON: {reason}."), path=source, reason=str(error)[:120]
        ) from error


def set_(context: typer.Context, kind: str, record: str, fields: list[str]) -> None:
    """Set fields of a record: FIELD=VALUE ...; an empty value clears the field."""
    s = session_of(context)
    _record(s, kind, record)
    values: dict[str, Json] = {}
    for text in fields:
        condition = _condition(s, kind_of(s, kind), text)
        values[condition.field] = condition.value
    must_not_move(kind, record, values)
    values = s.book.confidential.sealed_fields(kind, record, values)
    applied = s.book.records.change(record, values)
    s.answer(
        flat(_record(s, kind, record)), s.t("Saved.") if applied.changes else s.t("No change.")
    )


def delete(context: typer.Context, kind: str, record: str) -> None:
    """Delete a record; its history stays."""
    s = session_of(context)
    found = _record(s, kind, record)
    s.book.records.delete(record)
    name = s.book.records.name_of(found)
    s.answer({"deleted": record}, s.t("Deleted: {name}", name=name))


def history(context: typer.Context, kind: str, record: str) -> None:
    """Show who changed what, when, newest first."""
    s = session_of(context)
    _record(s, kind, record, deleted=True)
    rows = [
        {
            "at": moment(e.change.hlc).isoformat(timespec="seconds"),
            "by": e.change.by,
            "what": e.change.what,
            "change": f"{e.change.actor}.{e.change.seq}",
            "fields": {
                f: {"before": unopened(a), "after": unopened(b)} for f, (a, b) in e.fields.items()
            },
        }
        for e in s.book.records.history(record)
    ]
    s.answer(items(rows))
    for row in rows:
        fields = row["fields"]
        names = ", ".join(fields) if isinstance(fields, dict) else ""
        s.say(f"{row['at']}  {row['by']}  {row['what']}  {names}")


def conflicts(context: typer.Context) -> None:
    """List fields that hold two values."""
    s = session_of(context)
    found = s.book.records.conflicts()
    s.answer(items([_conflict(c) for c in found]))
    if not found:
        s.say(s.t("Nothing to choose: every field has one value."))
    for c in found:
        s.say(f"{c.record.kind} {c.record.id} {c.field}  ({s.book.records.name_of(c.record)})")
        for n, choice in enumerate(c.choices, 1):
            said = s.t(UNOPENED) if is_sealed(choice.value) else str(choice.value)
            s.say(f"  {n}. {choice.by}: {said[:100]}")


def _conflict(c: Conflict) -> dict[str, Json]:
    return {
        "kind": c.record.kind,
        "id": c.record.id,
        "field": c.field,
        "base": unopened(c.base),
        "values": [
            {
                "n": n,
                "value": unopened(choice.value),
                "by": choice.by,
                "at": moment(choice.hlc).isoformat(timespec="seconds"),
                "actor": choice.actor,
            }
            for n, choice in enumerate(c.choices, 1)
        ],
    }


def resolve(
    context: typer.Context,
    kind: str,
    record: str,
    field: str,
    take: int | None = typer.Option(None, help="Number of the value, as `conflicts` lists them."),
    value: str | None = typer.Option(None, help="Another value."),
) -> None:
    """Choose the value of a field that holds two; the others stay in the history."""
    s = session_of(context)
    if (take is None) == (value is None):
        raise typer.BadParameter("--take N or --value V")
    found = next(
        (c for c in s.book.records.conflicts() if (c.record.id, c.field) == (record, field)), None
    )
    if found is None or found.record.kind != kind:
        raise NotFound(N_("{field} of {id} does not hold two values."), field=field, id=record)
    if take is not None and not 1 <= take <= len(found.choices):
        raise NotFound(N_("There is no value {n}."), n=take)
    if field == DELETED:
        chosen: Json = take is not None and found.choices[take - 1].value is True
    elif take is not None:
        chosen = found.choices[take - 1].value
    else:
        shape = kind_of(s, kind).field(field)
        chosen = _typed(s, shape, value or "") if shape else value
        chosen = s.book.confidential.sealed_fields(kind, record, {field: chosen})[field]
    s.book.records.resolve(record, field, chosen)
    left = s.book.records.conflict_count()
    s.answer(
        {"id": record, "field": field, "value": unopened(chosen), "left": left},
        s.t("Chosen. 1 more to choose.|Chosen. {n} more to choose.", n=left),
    )


def roster(context: typer.Context, file: Path) -> None:
    """Take in a roster (.xlsx, .csv); says what was not taken, and why."""
    s = session_of(context)
    with s.progress(s.t("Reading the roster")) as bar:
        report = s.book.rosters.import_roster(file, bar, today=s.book.now().date())
    looks = [_roster_row(s, row) for row in (*report.not_taken, *report.unclear)]
    s.answer(
        {
            "members": list(report.members),
            "groups": list(report.groups),
            "rows": looks,
            "taken": len(report.members),
            "not_taken": len(report.not_taken),
        },
        s.t(
            "{taken} members taken in, {left} rows not taken.",
            taken=len(report.members),
            left=len(report.not_taken),
        ),
    )
    for row in looks:
        s.say(s.t("Row {row}, {name}: {why}", **row))


def _roster_row(s: Session, row: RosterRow) -> dict[str, Json]:
    doubts = [doubt(s.t) for doubt in row.doubts] or [""]
    why = reduce(lambda first, rest: s.t("{first}; {rest}", first=first, rest=rest), doubts)
    return {"row": row.number, "name": row.name, "taken": row.verdict != "not taken", "why": why}


def _record(s: Session, kind: str, record: str, *, deleted: bool = False) -> Record:
    kind_of(s, kind)
    found = s.book.records.raw(record)
    if found is None or found.kind != kind or (found.deleted and not deleted):
        raise NotFound(N_("There is no {kind} {id}."), kind=kind, id=record)
    return found
