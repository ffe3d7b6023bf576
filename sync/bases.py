"""Which texts a pack may be written against, and where they are found when it is read.

A pack that is written against a text which its reader never gets would wait there for ever.
"""

from db.model.change import Json, OpId, author_of
from db.store import Store
from sync.core.column import Base


def here(store: Store, scope: str) -> Base:
    """Return what gives the values of ops held in a store, None for others."""
    return lambda op: store.read.value_of(scope, op)


def certain(store: Store, scope: str, actor: str) -> Base:
    """Return what gives the values that every reader of an actor's pack holds before it.

    That is what the same actor wrote, and what HQ has signed for: what a colleague gave by stick
    may never come to HQ.
    """
    signed = {a: r.seq for a, r in store.post.receipts(scope).items()}

    def base(op: OpId) -> Json:
        author, seq = author_of(op)
        if author != actor and seq > signed.get(author, 0):
            return None
        return store.read.value_of(scope, op)

    return base
