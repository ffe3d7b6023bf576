"""What a pack needs that its reader does not hold yet."""

from db.model.change import OpId
from db.model.errors import PeerBroke
from db.model.words import N_


class Awaits(PeerBroke):
    """A text is written against another one that has not come: the pack waits for it on disk."""

    def __init__(self, op: OpId) -> None:
        super().__init__(
            N_("It goes on from a change that has not come yet ({op})."),
            hint=N_("It is taken in as soon as that one has come."),
            op=op,
        )
        self.op = op
