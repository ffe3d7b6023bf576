"""What was refused or set aside, on the command line of a laptop and of headquarters."""

from dataclasses import asdict

import typer

from app.commands.session import Session, items, session_of
from app.services.refused import RefusedMatter, refused


def add_to(top: typer.Typer) -> None:
    """Add this module's command."""
    top.command("refused")(list_refused)


def list_refused(context: typer.Context) -> None:
    """List what was refused or set aside here, latest first: whose, when, why."""
    s = session_of(context)
    tell_refused(s, refused(s.book.store))


def tell_refused(s: Session, matters: tuple[RefusedMatter, ...]) -> None:
    """Answer with the matters given."""
    s.answer(items([{**asdict(m), "reason": m.reason.said(s.t)} for m in matters]))
    for m in matters:
        s.say(
            s.t(
                "{at}  {who}: {reason} ({times} times)",
                at=f"{m.at:%Y-%m-%d %H:%M}",
                who=m.who or "-",
                reason=m.reason.said(s.t),
                times=m.times,
            )
        )
    if not matters:
        s.say(s.t("Nothing was refused."))
