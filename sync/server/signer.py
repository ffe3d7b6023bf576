"""HQ's receipts: signed for what of a scope is in the log, in the transaction that puts it there."""

from sync.core import receipt
from sync.core.receipt import Holding, Statement
from sync.replica import Replica


class Signer:
    """Gives receipts over one store."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def sign_for(self, scope: str) -> None:
        """Give one receipt for everything of a scope that is here and has none yet."""
        holds = self.unsigned(scope)
        if not holds:
            return
        replica = self._replica
        number = replica.store.post.next_receipt_number(scope)
        said = Statement(scope, number, replica.store.clock(), tuple(holds))
        replica.receipts.keep(said, receipt.signed(said, replica.keys.sign))

    def unsigned(self, scope: str) -> list[Holding]:
        """Return what of a scope is here and has no receipt."""
        given = self._replica.store.post.receipts(scope)
        holds = []
        for branch in self._replica.shelf(to_hq=False).branches(scope):
            if branch.key in given and given[branch.key].seq >= branch.end:
                continue
            head = self._head(scope, branch.key, branch.actor, branch.seq)
            holds.append(Holding(bytes.fromhex(branch.actor), branch.seq, head))
        return holds

    def _head(self, scope: str, key: str, actor: str, seq: int) -> bytes:
        fork = next((f for f in self._replica.forks.of(scope, actor) if f.alias == key), None)
        if fork is None:
            return self._replica.store.log.head(scope, actor, seq) or b""
        return bytes.fromhex(next(head for last, head in fork.ends if last == seq))
