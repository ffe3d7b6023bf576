"""What the small envelope promises: only who shares the key is heard, and only as an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core import direct
from sync.core.message import SYNC
from sync.identity import new_keys

LAPTOP, OFFICE, OTHER = new_keys(), new_keys(), new_keys()
ACTOR, AT = "9f2c6a11d03b77e4", 1_779_440_000_000
KEY = direct.shared(
    LAPTOP.receive, OFFICE.receive_public, LAPTOP.receive_public, OFFICE.receive_public
)
RAW = direct.asked(SYNC, ACTOR, AT, b"inside", KEY)
QUESTION = direct.question_of(RAW)
ANSWER = direct.answered(QUESTION, AT + 5, b"answer", KEY)


def test_both_work_out_the_same_key_and_nobody_else_does() -> None:
    at_hq = direct.shared(
        OFFICE.receive, LAPTOP.receive_public, LAPTOP.receive_public, OFFICE.receive_public
    )
    other = direct.shared(
        OTHER.receive, LAPTOP.receive_public, LAPTOP.receive_public, OFFICE.receive_public
    )
    assert at_hq == KEY != other
    assert QUESTION.genuine(at_hq)
    assert not QUESTION.genuine(other)


def test_a_question_and_its_answer_come_back() -> None:
    assert (QUESTION.kind, QUESTION.sender, QUESTION.at, QUESTION.inside) == (
        SYNC,
        ACTOR,
        AT,
        b"inside",
    )
    assert direct.answer_of(ANSWER, QUESTION, KEY) == (SYNC, AT + 5, b"answer")
    assert len(RAW) - len(b"inside") == 41
    assert len(ANSWER) - len(b"answer") == 20


@given(at=st.integers(0, len(RAW) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_in_a_question_is_noticed(at: int, bit: int) -> None:
    spoilt = bytearray(RAW)
    spoilt[at] ^= 1 << bit
    try:
        found = direct.question_of(bytes(spoilt))
    except PeerBroke:
        return
    assert not found.genuine(KEY)


@given(at=st.integers(0, len(ANSWER) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_in_an_answer_is_noticed(at: int, bit: int) -> None:
    spoilt = bytearray(ANSWER)
    spoilt[at] ^= 1 << bit
    with pytest.raises(PeerBroke):
        direct.answer_of(bytes(spoilt), QUESTION, KEY)


def test_an_answer_to_another_question_is_none() -> None:
    other = direct.question_of(direct.asked(SYNC, ACTOR, AT + 1, b"inside", KEY))
    with pytest.raises(PeerBroke, match="something else"):
        direct.answer_of(ANSWER, other, KEY)
    with pytest.raises(PeerBroke):
        direct.answer_of(RAW, QUESTION, KEY)


@pytest.mark.parametrize("end", range(len(ANSWER)))
def test_a_cut_answer_is_an_error_of_ours(end: int) -> None:
    with pytest.raises(PeerBroke):
        direct.answer_of(ANSWER[:end], QUESTION, KEY)


def test_the_name_stands_in_the_beginning_and_follows_from_the_rest() -> None:
    assert direct.name_of(RAW[:40]) == QUESTION.name
    assert direct.name_of(RAW[:20]) is None
    assert direct.name_of(b"<html>" * 10) is None
    again = direct.question_of(direct.asked(SYNC, ACTOR, AT, b"inside", KEY))
    other = direct.question_of(direct.asked(SYNC, ACTOR, AT, b"inside.", KEY))
    assert (again.name == QUESTION.name, other.name == QUESTION.name) == (True, False)
