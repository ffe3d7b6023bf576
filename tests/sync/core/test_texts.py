"""What joined texts promise: they come back, in two bytes a hanzi where that is safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core.texts import MARK, joined, parted

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=MARK))


@given(st.lists(TEXT, min_size=1))
def test_texts_come_back(texts: list[str]) -> None:
    assert list(parted(*joined(texts))) == texts


def test_hanzi_take_two_bytes() -> None:
    assert len(joined(["支部党员大会"])[1]) == 12


def test_characters_that_gb18030_would_change_stay_as_they_are() -> None:
    odd = "\ue5e5\ue7c7ḿ会议会议会议"
    assert list(parted(*joined([odd]))) == [odd]


def test_bytes_that_are_no_text_are_an_error_of_ours() -> None:
    for encoding, raw in ((0, b"\xff"), (1, b"\xff"), (9, b"")):
        with pytest.raises(PeerBroke):
            parted(encoding, raw)
