"""Messages in the signed envelope, from HQ or a colleague: looked at before they are believed."""

import contextlib

import msgspec

from db.model.errors import BundleError, PeerBroke, Refused
from db.model.words import N_
from sync.channel import PAPER
from sync.core.message import (
    REFUSAL,
    SYNC,
    Aside,
    Envelope,
    Message,
    envelope,
    message_of,
    refusal_of,
)
from sync.replica import Replica


def heard(replica: Replica, raw: bytes, way: str) -> tuple[Envelope, Message]:
    """Return a message, with what it brought that is not to be believed among what stayed out.

    What proves itself is taken before the envelope is checked: HQ may have a new key. A no is
    written down. Raises Refused, PeerBroke.
    """
    sender = ""
    try:
        sealed = envelope(raw)
        sender = sealed.stamp.sender
        return sealed, _opened(replica, sealed)
    except (Refused, PeerBroke) as fault:
        replica.refusals.turned_away(sender, fault, way)
        raise


def _opened(replica: Replica, sealed: Envelope) -> Message:
    if sealed.kind != SYNC:
        raise said_no(replica, sealed)
    message = message_of(sealed.inside)
    message = with_aside(message, replica.meet(message))
    replica.checked(sealed)
    replica.trust.admit(sealed.stamp.sender, "stick")
    return message


def with_aside(message: Message, aside: tuple[Aside, ...]) -> Message:
    """Return a message with more that stayed out."""
    return msgspec.structs.replace(message, aside=(*message.aside, *aside))


def said_no(replica: Replica, sealed: Envelope) -> Refused | PeerBroke:
    """Return HQ's signed no as an error; the paper it shows for it is taken.

    Raises PeerBroke where HQ did not sign it.
    """
    if sealed.kind != REFUSAL:
        replica.checked(sealed)
        return PeerBroke(
            N_("HQ answered in a way this release does not know."),
            safe=N_("Nothing here was changed."),
            hint=N_("Install the newer release."),
        )
    no = refusal_of(sealed.inside)
    params = dict(no.params)
    with contextlib.suppress(BundleError):
        # A revocation tells this laptop that it is the one; a new key of HQ's signed this.
        replica.learn(params.pop(PAPER, "").encode())
    replica.checked(sealed)
    return Refused(
        no.text,
        safe=N_("Everything is still on this computer."),
        hint=no.hint,
        code=no.code,
        **params,
    )
