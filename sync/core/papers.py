"""Signed papers as files people can look at: JSON text, the signed part byte for byte as it stands.

Enrolment needs no network: the laptop writes a *request*, HQ answers with a *certificate*. When a
restored laptop goes on under a new actor, its old key vouches for the new one in a *succession*.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec

from db.model.errors import BundleError
from db.model.words import N_
from sync.core import signing
from sync.core.limits import PAPER

REQUEST, CERTIFICATE, SUCCESSION = (
    "suixing-enrolment-request",
    "suixing-certificate",
    "suixing-succession",
)
Body = TypeVar("Body", bound=msgspec.Struct)


class _Paper(msgspec.Struct, frozen=True):
    format: str
    version: int
    body: msgspec.Raw
    signature: str


class Request(msgspec.Struct, frozen=True):
    """A laptop asks to be enrolled. Keys are hex, `scope` the one it would keep, `made` ISO UTC."""

    actor: str
    device: str
    holder: str
    branch: str
    scope: str
    sign: str
    receive: str
    made: str


class Office(msgspec.Struct, frozen=True):
    """HQ as its certificates name it: keys in hex. ``root`` signs certificates, ``sign`` the rest."""

    name: str
    actor: str
    root: str
    sign: str
    receive: str
    url: str = ""
    ca: str = ""


class Certificate(msgspec.Struct, frozen=True):
    """HQ's word who an actor is and what it may write (``rw``) or read (``r``), scope by scope."""

    actor: str
    device: str
    holder: str
    branch: str
    scope: str
    grants: dict[str, str]
    sign: str
    receive: str
    hq: Office
    issued: str
    until: str = ""


class Succession(msgspec.Struct, frozen=True):
    """An old actor's word that a new one goes on for it, on the same laptop."""

    old: str
    new: str
    sign: str
    receive: str
    made: str


class Credential(msgspec.Struct, frozen=True, array_like=True):
    """What an actor shows: a certificate, and the successions that lead from it to the actor."""

    certificate: bytes
    successions: tuple[bytes, ...] = ()


class Grant(NamedTuple):
    """What a credential amounts to."""

    actor: str
    sign: bytes
    receive: bytes
    certificate: Certificate
    formers: tuple[str, ...] = ()
    """Actors that this one goes on for."""

    def may(self, right: Literal["r", "w"], scope: str) -> bool:
        """Tell whether the actor may read or write in a scope."""
        return right in self.certificate.grants.get(scope, "")


def written(name: str, body: msgspec.Struct, private: bytes) -> bytes:
    """Return a signed paper as indented JSON text."""
    raw = msgspec.json.format(msgspec.json.encode(body), indent=2)
    paper = _Paper(name, 1, msgspec.Raw(raw), signing.sign(private, name.encode(), raw).hex())
    return msgspec.json.encode(paper) + b"\n"


def read(name: str, type_: type[Body], raw: bytes, key: Callable[[Body], str]) -> Body:
    """Read a signed paper; `key` says from its body whose signature must be on it (hex).

    Raises BundleError on anything else, changed or newer.
    """
    try:
        if len(raw) > PAPER:
            raise _not_one(name)
        paper = msgspec.json.decode(raw, type=_Paper)
        if paper.format != name or paper.version != 1:
            raise _not_one(name)
        body = msgspec.json.decode(paper.body, type=type_)
        public, signature = bytes.fromhex(key(body)), bytes.fromhex(paper.signature)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _not_one(name) from error
    if not signing.genuine(public, name.encode(), bytes(paper.body), signature):
        raise BundleError(
            N_("The signature on this file does not fit: it was changed, or is from elsewhere."),
            safe=N_("Nothing was taken from it."),
            hint=N_("Get the file once more from where it came."),
        )
    return body


def is_paper(name: str, raw: bytes) -> bool:
    """Tell whether bytes look like a paper of this name."""
    return name.encode() in raw[:200]


def granted(shown: bytes, root: bytes) -> Grant:
    """Follow a credential from HQ's root key to the actor it is for. Raises BundleError."""
    try:
        credential = msgspec.msgpack.decode(shown, type=Credential)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _not_one(CERTIFICATE) from error
    held = read(CERTIFICATE, Certificate, credential.certificate, lambda _: root.hex())
    actor, sign, receive = held.actor, held.sign, held.receive
    formers = []
    for raw in credential.successions:
        following = read(SUCCESSION, Succession, raw, _always(sign))
        if following.old != actor:
            raise _not_one(SUCCESSION)
        formers.append(actor)
        actor, sign, receive = following.new, following.sign, following.receive
    return Grant(actor, bytes.fromhex(sign), bytes.fromhex(receive), held, tuple(formers))


def _always(key: str) -> Callable[[Any], str]:
    return lambda _: key


def _not_one(name: str) -> BundleError:
    texts = {
        REQUEST: N_("This is not an enrolment request."),
        CERTIFICATE: N_("This is not a certificate from HQ."),
        SUCCESSION: N_("This is not a succession statement."),
    }
    return BundleError(
        texts[name],
        safe=N_("Nothing was taken from it."),
        hint=N_("Choose the file that the other side made."),
    )
