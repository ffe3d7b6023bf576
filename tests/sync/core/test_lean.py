"""What leaving out promises: the reader has the whole message again, or says that it needs it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.change import GENESIS
from db.model.errors import PeerBroke
from sync.core import lean, receipt
from sync.core.lean import Facts, Needs
from sync.core.message import End, Message, Part, Seen
from sync.core.pack import Sealed, sealed
from sync.core.receipt import Holding, Statement
from sync.identity import new_keys
from tests.sync.workload import ACTOR, SCOPE, month

KEYS = new_keys()
OTHER = "00000000000000aa"
RUN = month()[:3]
ONE = sealed(RUN[:2], GENESIS, KEYS.sign)
TWO = sealed(RUN[2:], ONE.head, KEYS.sign)
HEADS = {(SCOPE, ACTOR, 0): GENESIS, (SCOPE, ACTOR, 2): ONE.head, (SCOPE, ACTOR, 3): TWO.head}


def head(scope: str, actor: str, seq: int) -> bytes | None:
    return HEADS.get((scope, actor, seq))


FACTS = Facts(ACTOR, SCOPE, 1_779_440_000_000, head, holds=lambda _scope, _actor: 2)


def end(pack: Sealed) -> End:
    return End(bytes.fromhex(ACTOR), pack.header.last, pack.head[:8])


def test_a_question_with_one_pack_leaves_out_what_hq_holds() -> None:
    said = Message((Part(SCOPE, (end(TWO),), (TWO.body,), (), 4),))
    short = lean.written(said, FACTS)
    assert lean.read(short, FACTS) == said
    # Scope, actor, hash before and mark are not in it.
    assert len(short) < len(TWO.body) - 40


def test_a_pack_whose_beginning_the_reader_lacks_goes_whole() -> None:
    said = Message((Part(SCOPE, (end(TWO),), (TWO.body,)),))
    unknown = FACTS._replace(holds=lambda _scope, _actor: 0)
    assert lean.read(lean.written(said, unknown), unknown) == said
    with pytest.raises(Needs):
        lean.read(lean.written(said, FACTS), FACTS._replace(head=lambda *_: None))
    with pytest.raises(Needs):
        lean.read(lean.written(said, FACTS), FACTS._replace(head=lambda *_: bytes(32)))


def test_an_answer_that_holds_the_same_is_nearly_nothing() -> None:
    question = Message((Part(SCOPE, (end(TWO),)),))
    told = FACTS._replace(question=question)
    assert lean.written(question, told) == b"\x91\x91\x92\xa0\xc0"
    assert lean.read(lean.written(question, told), told) == question
    empty = Message((Part(SCOPE),))
    assert lean.read(lean.written(empty, told), told) == empty


def test_a_receipt_for_what_was_named_is_its_signature() -> None:
    question = Message((Part(SCOPE, (end(TWO),)),))
    told = FACTS._replace(question=question)
    holding = Holding(bytes.fromhex(ACTOR), 3, TWO.head)
    body = receipt.signed(Statement(SCOPE, 7, FACTS.at - 3, (holding,)), KEYS.sign)
    said = Message((Part(SCOPE, (end(TWO),), (), (body,)),))
    short = lean.written(said, told)
    assert lean.read(short, told) == said
    assert len(short) < 80
    other = Holding(bytes.fromhex(OTHER), 3, TWO.head)
    body = receipt.signed(Statement(SCOPE, 8, FACTS.at, (holding, other)), KEYS.sign)
    said = Message((Part(SCOPE, (end(TWO),), (), (body,)),))
    assert lean.read(lean.written(said, told), told) == said


ENDS = st.builds(
    End,
    st.sampled_from([bytes.fromhex(ACTOR), bytes.fromhex(OTHER)]),
    st.integers(1, 2**40),
    st.binary(min_size=8, max_size=8),
)
PARTS = st.builds(
    Part,
    st.sampled_from([SCOPE, "elsewhere"]),
    st.lists(ENDS, max_size=3).map(tuple),
    st.lists(st.sampled_from([ONE.body, TWO.body]), max_size=2, unique=True).map(tuple),
    st.just(()),
    st.integers(0, 9),
)
MESSAGES = st.builds(
    Message,
    st.lists(PARTS, max_size=2, unique_by=lambda part: part.scope).map(tuple),
    st.lists(st.binary(max_size=4), max_size=2).map(tuple),
    st.lists(
        st.builds(Seen, st.binary(min_size=8, max_size=8), st.integers(0, 9), st.just({})),
        max_size=1,
    ).map(tuple),
    st.just(()),
    st.lists(st.binary(min_size=32, max_size=32), max_size=2).map(tuple),
    st.booleans(),
)


@given(MESSAGES, MESSAGES)
def test_any_message_comes_back_whole(said: Message, question: Message) -> None:
    for facts in (FACTS, FACTS._replace(question=question)):
        assert lean.read(lean.written(said, facts), facts) == said


@given(st.binary(max_size=60))
def test_rubbish_is_an_error_of_ours(raw: bytes) -> None:
    with pytest.raises(PeerBroke):
        lean.read(b"\xc1" + raw, FACTS)
    spoilt = hashlib.sha256(raw).digest()
    try:
        lean.read(raw, FACTS._replace(question=Message((Part(SCOPE, (end(TWO),)),))))
        lean.read(spoilt, FACTS)
    except PeerBroke:
        return


@pytest.mark.parametrize("place", [3, 200])
def test_a_place_that_was_not_named_is_refused(place: int) -> None:
    raw = bytes([0x91, 0x91, 0x93, 0xA0, 0x90, 0x91, 0xC4, 3, place, 1, 0])
    with pytest.raises(PeerBroke):
        lean.read(raw, FACTS)
