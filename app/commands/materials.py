"""Study materials on the command line: reading, bringing, asking for audiences, sending."""

from pathlib import Path

import typer

from app.commands.ingesting import opened
from app.commands.packs import (
    held_json,
    list_held,
    say_unread,
    sent_words,
    withdraw_pack,
)
from app.commands.session import session_of
from app.rules.pack_file import content_of
from app.said import listed
from app.services.materials import Here
from db.model.change import Json


def add_to(top: typer.Typer) -> None:
    """Add the commands of `suixing materials`."""
    room = typer.Typer(help="Study materials.")
    for name, command in (
        ("list", list_materials),
        ("show", show),
        ("bring", bring),
        ("want", want),
        ("study", study),
    ):
        room.command(name)(command)
    top.add_typer(room, name="materials")


def hq_commands() -> typer.Typer:
    """Return the commands of `suixing hq materials`."""
    room = typer.Typer(help="Study materials that go to every branch.")
    for name, command in (("send", send), ("list", list_sent), ("withdraw", withdraw)):
        room.command(name)(command)
    return room


def list_materials(
    context: typer.Context,
    everything: bool = typer.Option(False, "--all", help="Also what is for other audiences."),
) -> None:
    """List the materials that are for this branch."""
    s = session_of(context)
    found, unread = s.book.materials.here(everything=everything), s.book.materials.unread()
    rows: list[Json] = [_row(one) for one in found]
    wanted: list[Json] = list(s.book.materials.wanted())
    s.answer({"items": rows, "wanted": wanted, "unread": [held_json(s, one) for one in unread]})
    for one in found:
        s.say(f"{one.id}  {one.title}  {listed(one.audience, s.t)}")
    say_unread(s, unread)


def show(context: typer.Context, material: str) -> None:
    """Show a material whole."""
    s = session_of(context)
    found = s.book.materials.get(material)
    s.answer({**_row(found), "text": found.text}, f"{found.title}\n\n{found.text}")


def bring(context: typer.Context, file: Path) -> None:
    """Take in a pack of materials from a file; each becomes a record of this branch."""
    s = session_of(context)
    made = s.book.materials.bring(content_of(file))
    text = s.t("{n} material taken in.|{n} materials taken in.", n=len(made))
    s.answer({"ids": list(made)}, text)


def want(
    context: typer.Context,
    audiences: list[str] = typer.Argument(None, help="For whom; everything without any."),
) -> None:
    """Ask for the materials of some audiences; headquarters sees which."""
    s = session_of(context)
    s.book.materials.want(audiences or [])
    wanted = s.book.materials.wanted()
    said = listed(wanted, s.t) or s.t("everything")
    s.answer({"wanted": list(wanted)}, s.t("Asked for: {words}", words=said))


def study(context: typer.Context, material: str) -> None:
    """Begin a study record of a material."""
    s = session_of(context)
    made = s.book.materials.study(material)
    s.answer({"id": made}, f"{made}  {s.book.records.name(made)}")


def send(context: typer.Context, file: Path) -> None:
    """Send a pack of materials to every branch; each sees what is for its audiences."""
    s = session_of(context)
    content = content_of(file)
    hq = opened(s)
    try:
        done = hq.materials.send(content)
    finally:
        hq.close()
    named = {"pack": done.pack.title(s.t), "id": done.pack.id}
    answer: dict[str, Json] = {"version": done.pack.version, "materials": len(done.pack.items)}
    s.answer({"id": done.pack.id, **answer, "again": done.again}, sent_words(s, named, done))


def list_sent(context: typer.Context) -> None:
    """List what was sent, the newest version of each pack first."""
    list_held(session_of(context), lambda hq: hq.materials)


def withdraw(context: typer.Context, pack: str) -> None:
    """Take a pack back; what was studied of it stays on record."""
    withdraw_pack(session_of(context), lambda hq: hq.materials, pack)


def _row(one: Here) -> dict[str, Json]:
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "issuer": one.issuer,
        "day": one.day.isoformat() if one.day else "",
        "audience": list(one.audience),
        "from": "hq" if one.sent else "own",
    }
