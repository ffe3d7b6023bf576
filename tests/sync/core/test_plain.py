"""What the plain codec promises: the very bytes that are hashed, for this actor alone."""

import msgspec
import pytest

from db.model.change import canonical
from db.model.errors import PeerBroke
from sync.core import plain
from sync.core.codecs import nothing
from sync.core.columns import Run
from sync.core.squeeze import squeezed, unsqueezed
from tests.sync.workload import ACTOR, SCOPE, month


def test_its_content_is_the_hashed_form() -> None:
    run = month()[:5]
    raw = unsqueezed(plain.encode(run), 1 << 20)
    assert [bytes(b) for b in msgspec.json.decode(raw, type=list[msgspec.Raw])] == [
        canonical(c) for c in run
    ]


def test_changes_of_somebody_else_are_refused() -> None:
    with pytest.raises(PeerBroke, match="actor"):
        plain.decode(Run(SCOPE, "00000000000000aa", 1, 2), plain.encode(month()[:2]), nothing)


@pytest.mark.parametrize("raw", [b"", b"{}", b"[1]", b"[[]]", b"[" * 5000 + b"]" * 5000, b"\xff"])
def test_any_other_json_is_an_error_of_ours(raw: bytes) -> None:
    with pytest.raises(PeerBroke):
        plain.decode(Run(SCOPE, ACTOR, 1, 1), squeezed(raw), nothing)
