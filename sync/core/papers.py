"""Signed papers as files people can look at: JSON text, the signed part byte for byte as it stands.

Enrolment needs no network: the laptop writes a *request*, HQ answers with a *certificate*. When a
restored laptop goes on under a new actor, its old key vouches for the new one in a *succession*;
when its owner makes a new key, the succession also says where the old one ended. HQ's root key
takes a device's right away in a *revocation*, and names a new office key in a *tenure*.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec

from db.model.errors import BundleError
from db.model.words import N_
from sync.core import signing
from sync.core.closing import Ends
from sync.core.limits import PAPER

REQUEST, CERTIFICATE, SUCCESSION, REVOCATION, TENURE = (
    "suixing-enrolment-request",
    "suixing-certificate",
    "suixing-succession",
    "suixing-revocation",
    "suixing-tenure",
)
Body = TypeVar("Body", bound=msgspec.Struct)


class _Paper(msgspec.Struct, frozen=True):
    format: str
    version: int
    body: msgspec.Raw
    signature: str


class Request(msgspec.Struct, frozen=True):
    """A laptop asks to be enrolled. Keys are hex, `scope` the one it would keep, `made` ISO UTC.

    ``before`` actor -> ends of what it wrote under names that HQ revoked meanwhile.
    """

    actor: str
    device: str
    holder: str
    branch: str
    scope: str
    sign: str
    receive: str
    made: str
    before: dict[str, Ends] = {}


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
    """An old actor's word that a new one goes on for it, on the same laptop.

    ``ends`` where the old one ended, when its owner retired it; None after a restore, where nobody
    knows what else it wrote.
    """

    old: str
    new: str
    sign: str
    receive: str
    made: str
    ends: Ends | None = None


class Revocation(msgspec.Struct, frozen=True):
    """HQ's word that a device's changes count up to these ends and no further.

    ``ends`` actor -> its ends, for every actor of the device that HQ knows of; one that is not
    named but goes on for one of them has none. The greater ``number`` holds; ``at`` ISO UTC.
    """

    actor: str
    device: str
    holder: str
    branch: str
    ends: dict[str, Ends]
    reason: str
    at: str
    number: int = 1


class Retired(msgspec.Struct, frozen=True):
    """An office key that HQ uses no longer: it signed the channel up to `seq`, receipts to `until`.

    Keys in hex, ``until`` ms by HQ's clock.
    """

    sign: str
    receive: str
    seq: int
    head: str
    until: int


class Tenure(msgspec.Struct, frozen=True):
    """HQ as it signs now, and the office keys before; the one with most of those is the latest."""

    office: Office
    formers: tuple[Retired, ...]


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
    successions: tuple[Succession, ...] = ()

    @property
    def formers(self) -> tuple[str, ...]:
        """Return the actors that this one goes on for, oldest first."""
        return tuple(s.old for s in self.successions)

    def may(self, right: Literal["r", "w"], scope: str) -> bool:
        """Tell whether the actor may read or write in a scope; everybody may read HQ's channel."""
        if right == "r" and scope == self.certificate.hq.actor:
            return True
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
    successions = []
    for raw in credential.successions:
        following = read(SUCCESSION, Succession, raw, _always(sign))
        if following.old != actor:
            raise _not_one(SUCCESSION)
        successions.append(following)
        actor, sign, receive = following.new, following.sign, following.receive
    return Grant(actor, bytes.fromhex(sign), bytes.fromhex(receive), held, tuple(successions))


def _always(key: str) -> Callable[[Any], str]:
    return lambda _: key


def _not_one(name: str) -> BundleError:
    texts = {
        REQUEST: N_("This is not an enrolment request."),
        CERTIFICATE: N_("This is not a certificate from HQ."),
        SUCCESSION: N_("This is not a succession statement."),
        REVOCATION: N_("This is not a revocation."),
        TENURE: N_("This is not HQ's word on its keys."),
    }
    return BundleError(
        texts[name],
        safe=N_("Nothing was taken from it."),
        hint=N_("Choose the file that the other side made."),
    )
