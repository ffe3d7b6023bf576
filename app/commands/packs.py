"""What the command line does alike with every sort of pack: read a file, send, withdraw, list, tell."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from app.commands.ingesting import opened
from app.commands.session import Session
from app.hq import Headquarters
from app.pack_sending import PackSending, Sent
from app.services.channelpacks import Held, Named
from db.model.change import Json
from db.model.errors import NotFound
from db.model.words import N_

P = TypeVar("P", bound=Named)
At = Callable[[Headquarters], PackSending[P]]
"""The counter of one sort at HQ."""


def write_pack(s: Session, pack: str, text: str, file: Path) -> None:
    """Write a pack's text into a file, as a beginning for one's own. Raises NotFound."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NotFound(N_("{path} cannot be written."), path=file) from error
    s.answer({"pack": pack, "file": str(file)}, s.t("Written: {file}", file=file))


def sent_words(s: Session, named: Mapping[str, str], done: Sent[P]) -> str:
    """Return what is said of a pack that was sent, or was sent before."""
    if done.again:
        return s.t("{pack} ({id}) was sent before.", **named)
    return s.t("{pack} ({id}) goes to every branch with its next sync.", **named)


def withdraw_pack(s: Session, at: At[P], pack: str) -> None:
    """Take every version of a pack back. Raises NotFound."""
    hq = opened(s)
    try:
        count = at(hq).withdraw(pack)
    finally:
        hq.close()
    s.answer(
        {"pack": pack, "versions": count},
        s.t("{pack} is withdrawn; branches hear of it with their next sync.", pack=pack),
    )


def list_held(s: Session, at: At[P], offered: Sequence[dict[str, Json]] = ()) -> None:
    """List what was sent, the newest version of each pack first; ``offered`` could be sent."""
    hq = opened(s)
    try:
        held = at(hq).held()
    finally:
        hq.close()
    answer: dict[str, Json] = {"items": [held_json(s, one) for one in held]}
    s.answer({**answer, "offered": list(offered)} if offered else answer)
    for one in held:
        text = s.t("{pack}, sent {on}", pack=_name(one), on=one.sent[:10])
        if one.withdrawn:
            text = s.t("{text}, withdrawn {on}", text=text, on=one.withdrawn[:10])
        s.say(text)


def say_unread(s: Session, unread: Sequence[Held[P]]) -> None:
    """Say what was sent and cannot be read here."""
    for one in unread:
        s.say(s.t("Not readable here: {pack}: {problem}", pack=_name(one), problem=_why(s, one)))


def held_json(s: Session, one: Held[P]) -> dict[str, Json]:
    """Return one version as it is answered in JSON."""
    return {
        "id": one.id,
        "version": one.version,
        "sent": one.sent,
        "withdrawn": one.withdrawn,
        "problem": _why(s, one),
    }


def _name(one: Held[P]) -> str:
    return f"{one.id} {one.version}"


def _why(s: Session, one: Held[P]) -> str:
    return "" if one.wrong is None else one.wrong.said(s.t)
