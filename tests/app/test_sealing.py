"""A sealed text opens with one key, in one place, and shows nothing else of itself."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sealing import MOST, Pair, Place, is_sealed, key_of, name_of, new_pair, opened, sealed
from db.model.errors import InvalidRecord, StoreDamaged

PAIR = new_pair()
HERE = Place("heart_to_heart_talk", "a.1.0", "body")


@given(st.text(max_size=2000))
def test_what_was_sealed_comes_back_to_its_key_and_nothing_of_it_shows(text: str) -> None:
    box = sealed(PAIR.public, HERE, text)
    assert opened(PAIR, HERE, box) == text
    assert is_sealed(box)
    assert key_of(box) == name_of(PAIR.public)
    assert len(text) < 8 or text not in box


def test_one_text_sealed_twice_looks_like_two() -> None:
    assert sealed(PAIR.public, HERE, "谈心") != sealed(PAIR.public, HERE, "谈心")


@pytest.mark.parametrize("field", ["kind", "record", "field"])
def test_a_text_that_was_moved_opens_for_nobody(field: str) -> None:
    box = sealed(PAIR.public, HERE, "谈心")
    with pytest.raises(StoreDamaged):
        opened(PAIR, HERE._replace(**{field: "other"}), box)


def test_another_key_or_a_changed_text_does_not_open() -> None:
    box = sealed(PAIR.public, HERE, "谈心")
    for pair, text in (
        (new_pair(), box),
        (Pair(PAIR.private, new_pair().public), box),
        (PAIR, box[:-8] + "AAAAAAAA"),
        (PAIR, "sealed1.AAAA"),
        (PAIR, "sealed1.***"),
        (PAIR, box.removeprefix("sealed1.")),
    ):
        with pytest.raises(StoreDamaged):
            opened(pair, HERE, text)


def test_what_a_stranger_sealed_that_is_no_text_is_called_damaged() -> None:
    # Anybody who knows the public half may seal bytes of his own: these are no UTF-8.
    class Bytes(str):
        __slots__ = ()

        def encode(self, *_: object) -> bytes:
            return b"\xff\xfe"

    with pytest.raises(StoreDamaged):
        opened(PAIR, HERE, sealed(PAIR.public, HERE, Bytes("x")))


@given(st.one_of(st.text(max_size=600), st.binary(max_size=600)))
def test_whatever_stands_there_opens_or_is_called_damaged(noise: str | bytes) -> None:
    text = noise if isinstance(noise, str) else urlsafe_b64encode(noise).decode().rstrip("=")
    for said in (text, f"sealed1.{text}"):
        with pytest.raises(StoreDamaged):
            opened(PAIR, HERE, said)


@given(st.integers(0, 200))
def test_short_texts_all_have_one_length(size: int) -> None:
    assert len(sealed(PAIR.public, HERE, "x" * size)) == len(sealed(PAIR.public, HERE, ""))


def test_the_longest_text_fits_its_field_and_a_longer_one_is_refused() -> None:
    assert len(sealed(PAIR.public, HERE, "𬱖" * MOST)) < 400_000
    with pytest.raises(InvalidRecord):
        sealed(PAIR.public, HERE, "x" * (MOST + 1))


def test_a_public_half_that_is_none_is_said() -> None:
    with pytest.raises(StoreDamaged):
        sealed(bytes(32), HERE, "x")
