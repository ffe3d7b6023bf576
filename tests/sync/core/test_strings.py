"""What the texts of a run promise: words cost a byte or two, all others come back in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core.strings import TextReader, TextWriter, plain
from sync.core.varints import Source, varint
from sync.core.vocabulary import WORDS

TEXT = st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"]))


@given(st.lists(st.one_of(st.sampled_from(WORDS), TEXT), max_size=8))
def test_words_and_texts_come_back_in_order(said: list[str]) -> None:
    writer = TextWriter()
    source = Source(b"".join(writer.word(text) for text in said))
    reader = TextReader(*writer.content())
    assert [reader.word(source) for _ in said] == said
    assert not reader.left


def test_a_word_is_a_number_and_anything_else_is_written_out() -> None:
    writer = TextWriter()
    assert (writer.word("attendance"), writer.word("拌和站")) == (b"\x01", b"\0")
    assert writer.content()[1].decode("gb18030") == "拌和站"


def test_texts_follow_one_another() -> None:
    one, two = TextWriter(), TextWriter()
    one.put("甲")
    two.put("乙")
    reader = TextReader(*one.content(two.said))
    assert [reader.get(), reader.get()] == ["甲", "乙"]
    with pytest.raises(PeerBroke):
        reader.get()


def test_a_word_beyond_the_list_is_refused() -> None:
    with pytest.raises(PeerBroke, match="word"):
        TextReader(0, b"").word(Source(varint(len(WORDS) + 1)))


def test_a_text_that_holds_the_mark_is_not_plain() -> None:
    assert plain(["a", "b"])
    assert not plain(["a\x1fb"])
