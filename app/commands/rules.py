"""Rule packs on the command line: which there are, what applies, whether a file is one, sending them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import typer

from app.commands.care import day
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
from app.rules.pack import Pack
from app.rules.pack_check import changes, must_fit
from app.rules.pack_file import content_of
from app.rules.pack_reading import read_pack
from app.rules.pack_values import PackWrong
from app.rules.rulebook import Rulebook, Ruling
from app.rules.schema import said
from app.rules.shipped import shipped, shipped_text, usual
from app.site import SITE
from db.model.change import Json
from db.model.errors import NotFound
from db.model.words import N_


def add_to(top: typer.Typer) -> None:
    """Add the commands of `suixing rules`."""
    room = typer.Typer(help="Rule packs: what applies here, and where it stands.")
    for name, command in (
        ("list", list_packs),
        ("show", show),
        ("check", check),
        ("export", export),
    ):
        room.command(name)(command)
    top.add_typer(room, name="rules")


def hq_commands() -> typer.Typer:
    """Return the commands of `suixing hq rules`."""
    room = typer.Typer(help="Rule packs that go to every branch.")
    for name, command in (("send", send), ("withdraw", withdraw), ("list", list_sent)):
        room.command(name)(command)
    return room


def list_packs(context: typer.Context) -> None:
    """List the packs in use, and what HQ sent that cannot be read here."""
    s = session_of(context)
    here = s.has_book()
    packs: Sequence[Pack] = s.book.rules.in_force() if here else shipped()
    unread = s.book.rules.unread() if here else ()
    s.answer({"items": [_pack(s, p) for p in packs], "unread": [held_json(s, h) for h in unread]})
    for pack in packs:
        n = len(pack.entries)
        text = s.t("{pack} ({id}): {n} rule|{pack} ({id}): {n} rules", n=n, **_named(s, pack))
        s.say(text)
    say_unread(s, unread)


def show(
    context: typer.Context,
    rule: str = typer.Argument("", help="A rule, such as R15; all of them when not said."),
    on: str = typer.Option("", "--on", help="The day, 2026-05-11; today when not said."),
) -> None:
    """Show what applies to this branch, with its thresholds, source and pack."""
    s = session_of(context)
    here = s.has_book()
    book: Rulebook = s.book.rules.rulebook() if here else usual()
    asked = day(on, s.book.now().date() if here else datetime.now(SITE).date())
    found = [r for r in book.all_on(asked) if rule in ("", r.rule)]
    if rule and not found:
        raise NotFound(
            N_("No rule {rule} applies to this branch on {day}."),
            hint=N_("`suixing rules show` lists those that do."),
            rule=rule,
            day=asked,
        )
    s.answer({"items": [_ruling(s, r) for r in found], "on": str(asked)})
    for each in found:
        _say_ruling(s, each)


def check(context: typer.Context, file: Path) -> None:
    """Read a pack's file and say what is wrong, line by line, or what it changes."""
    s = session_of(context)
    try:
        pack = read_pack(content_of(file))
        must_fit(pack, shipped())
    except PackWrong as error:
        for problem in error.problems[1:]:
            s.say(s.t(problem.text, line=problem.line, **dict(problem.params)))
        raise
    changed = [
        {"rule": c.rule, "name": c.name, "before": c.before, "after": c.after}
        for c in changes(pack, shipped())
    ]
    s.answer(
        {**_pack(s, pack), "changes": changed},
        s.t("{pack} ({id}) can be sent.", **_named(s, pack)),
    )
    for line in changed:
        s.say("  " + s.t("{rule}  {name}: {before} → {after}", **line))


def export(context: typer.Context, pack: str, file: Path) -> None:
    """Write a pack's text into a file, as a beginning for one's own."""
    s = session_of(context)
    write_pack(s, pack, s.book.rules.text(pack) if s.has_book() else shipped_text(pack), file)


def send(context: typer.Context, file: Path) -> None:
    """Send a pack to every branch; it applies there after the next sync."""
    s = session_of(context)
    content = content_of(file)
    hq = opened(s)
    try:
        done = hq.rules.send(content)
    finally:
        hq.close()
    s.answer(
        {**_pack(s, done.pack), "again": done.again}, sent_words(s, _named(s, done.pack), done)
    )


def withdraw(context: typer.Context, pack: str) -> None:
    """Take a pack back; what the program itself says applies again."""
    withdraw_pack(session_of(context), lambda hq: hq.rules, pack)


def list_sent(context: typer.Context) -> None:
    """List what was sent, the newest version of each pack first."""
    list_held(session_of(context), lambda hq: hq.rules)


def _named(s: Session, pack: Pack) -> dict[str, str]:
    return {"pack": pack.name.said(s.t), "id": pack.id}


def _pack(s: Session, pack: Pack) -> dict[str, Json]:
    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.title(s.t),
        "rules": len(pack.entries),
        "shipped": pack.shipped,
    }


def _ruling(s: Session, ruling: Ruling) -> dict[str, Json]:
    return {
        "rule": ruling.rule,
        "part": ruling.part,
        "title": ruling.title(s.t),
        "severity": ruling.severity,
        "generally": ruling.generally,
        "thresholds": dict(ruling.values),
        "source": ruling.basis(s.t),
        "confidence": ruling.confidence,
        "pack": ruling.pack,
        "version": ruling.version,
        "packs": [name.id for name in ruling.by],
    }


def _say_ruling(s: Session, ruling: Ruling) -> None:
    s.say(f"{ruling.name}  {ruling.title(s.t)}")
    s.say(f"    {ruling.basis(s.t)}")
    values = [f"{key} = {said(value)}" for key, value in ruling.values]
    if values:
        s.say("    " + ", ".join(values))
