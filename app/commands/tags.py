"""Tag packs on the command line: which there are, using, leaving, bringing and sending them."""

import re
from collections.abc import Iterable
from pathlib import Path

import typer

from app.commands.ingesting import opened
from app.commands.packs import (
    held_json,
    list_held,
    say_unread,
    sent_words,
    withdraw_pack,
    write_pack,
)
from app.commands.session import Session, session_of
from app.kinds import Kind
from app.rules.pack_file import content_of
from app.services.channelpacks import in_force
from app.services.naming import TOKEN
from app.tags.pack import TagPack
from app.tags.shipped import SHIPPED, no_pack, shipped, shipped_text
from db.model.change import Json
from db.model.errors import InvalidRecord
from db.model.query import Where
from db.model.words import N_

_PARTING = re.compile("[、，,]")


def add_to(top: typer.Typer) -> None:
    """Add the commands of `suixing tags`."""
    room = typer.Typer(help="Tag packs: how what is done is sorted.")
    for name, command in (
        ("list", list_packs),
        ("show", show),
        ("use", use),
        ("drop", drop),
        ("bring", bring),
        ("export", export),
    ):
        room.command(name)(command)
    top.add_typer(room, name="tags")


def hq_commands() -> typer.Typer:
    """Return the commands of `suixing hq tags`."""
    room = typer.Typer(help="Tag packs that go to every branch.")
    for name, command in (
        ("list", list_sent),
        ("show", show_sent),
        ("export", export_sent),
        ("send", send),
        ("withdraw", withdraw),
    ):
        room.command(name)(command)
    return room


def list_packs(context: typer.Context) -> None:
    """List the packs that can be used here, those in use first."""
    s = session_of(context)
    choices, unread = s.book.tags.choices(), s.book.tags.unread()
    rows: list[Json] = [{**_pack(s, c.pack), "from": c.source, "in_use": c.in_use} for c in choices]
    s.answer({"items": rows, "unread": [held_json(s, one) for one in unread]})
    for choice in choices:
        named = _named(s, choice.pack)
        if choice.in_use:
            s.say(s.t("{pack} ({id}): in use", **named))
        else:
            s.say(s.t("{pack} ({id}): not in use", **named))
    say_unread(s, unread)


def show(context: typer.Context, pack: str) -> None:
    """Show the tags of a pack."""
    s = session_of(context)
    _show(s, s.book.tags.get(pack))


def use(context: typer.Context, pack: str) -> None:
    """Put a pack into use in this branch."""
    s = session_of(context)
    used = s.book.tags.use(pack)
    s.answer(_pack(s, used), s.t("{pack} ({id}): in use", **_named(s, used)))


def drop(context: typer.Context, pack: str) -> None:
    """Put a pack out of use; records keep the tags they carry."""
    s = session_of(context)
    left = s.book.tags.drop(pack)
    s.answer(_pack(s, left), s.t("{pack} ({id}): not in use", **_named(s, left)))


def bring(context: typer.Context, file: Path) -> None:
    """Take in a pack's file and use it in this branch."""
    s = session_of(context)
    brought = s.book.tags.bring(content_of(file))
    s.answer(_pack(s, brought), s.t("{pack} ({id}): in use", **_named(s, brought)))


def export(context: typer.Context, pack: str, file: Path) -> None:
    """Write a pack's text into a file, as a beginning for one's own."""
    s = session_of(context)
    write_pack(s, pack, s.book.tags.text(pack), file)


# Headquarters


def list_sent(context: typer.Context) -> None:
    """List what was sent, the newest version of each pack first; then what the program offers."""
    s = session_of(context)
    list_held(s, lambda hq: hq.tags, [_pack(s, pack) for pack in shipped()])
    for pack in shipped():
        s.say(s.t("{pack} ({id}) comes with the program and can be sent.", **_named(s, pack)))


def show_sent(context: typer.Context, pack: str) -> None:
    """Show the tags of a pack in force, or of one that comes with the program."""
    s = session_of(context)
    _show(s, _of_office(s, pack)[0])


def export_sent(context: typer.Context, pack: str, file: Path) -> None:
    """Write a pack's text into a file, to edit and send it."""
    s = session_of(context)
    write_pack(s, pack, _of_office(s, pack)[1], file)


def send(
    context: typer.Context,
    file: str = typer.Argument(help="A file, or the name of a pack that comes with the program."),
) -> None:
    """Send a pack to every branch; it is in use there after the next sync."""
    s = session_of(context)
    content = shipped_text(file).encode() if file in SHIPPED else content_of(Path(file))
    hq = opened(s)
    try:
        done = hq.tags.send(content)
    finally:
        hq.close()
    s.answer(
        {**_pack(s, done.pack), "again": done.again}, sent_words(s, _named(s, done.pack), done)
    )


def withdraw(context: typer.Context, pack: str) -> None:
    """Take a pack back; records keep its tags, and go on to show their titles."""
    withdraw_pack(session_of(context), lambda hq: hq.tags, pack)


def _of_office(s: Session, name: str) -> tuple[TagPack, str]:
    """Return a pack as HQ has it, and its text. Raises NotFound."""
    hq = opened(s)
    try:
        held = [one for one in hq.tags.held() if one.id == name and not one.withdrawn]
    finally:
        hq.close()
    for pack in in_force(held):
        return pack, next(one.text for one in held if one.pack is pack)
    found = next((pack for pack in shipped() if pack.id == name), None)
    if found is None:
        raise no_pack(name)
    return found, shipped_text(name)


# Words


def typed(s: Session, text: str) -> list[Json]:
    """Return the tokens of tags named by title or token, parted by commas or 、. Raises InvalidRecord."""
    by_name = {name: token for token, name in s.book.tags.names().items()}
    found: list[Json] = []
    for word in filter(None, (part.strip() for part in _PARTING.split(text))):
        token = by_name.get(word) or (word if TOKEN.fullmatch(word) else "")
        if not token:
            raise InvalidRecord(
                N_("No tag is called {word}, or several are. `suixing tags show PACK` lists them."),
                word=word,
            )
        found.append(token)
    return found


def spelled(kind: Kind, conditions: Iterable[Where]) -> tuple[Where, ...]:
    """Return conditions in which a record need only carry the tags asked for, among others."""
    found: list[Where] = []
    for one in conditions:
        field = kind.field(one.field)
        if field is not None and field.type == "tags" and one.value:
            found += [Where(one.field, "like", f'"{token}"') for token in one.value]
        else:
            found.append(one)
    return tuple(found)


def _show(s: Session, pack: TagPack) -> None:
    rows: list[Json] = [
        {
            "token": pack.token(tag),
            "title": tag.title(s.t),
            "outcome": tag.outcome,
            "note": tag.note(s.t),
        }
        for tag in pack.tags
    ]
    s.answer({**_pack(s, pack), "tags": rows}, s.t("{pack} ({id})", **_named(s, pack)))
    for tag in pack.tags:
        line = f"  {pack.token(tag)}  {tag.title(s.t)}"
        s.say(s.t("{text}: an outcome", text=line) if tag.outcome else line)


def _named(s: Session, pack: TagPack) -> dict[str, str]:
    return {"pack": pack.title(s.t), "id": pack.id}


def _pack(s: Session, pack: TagPack) -> dict[str, Json]:
    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.title(s.t),
        "tags": len(pack.tags),
        "issuer": pack.issuer,
    }
