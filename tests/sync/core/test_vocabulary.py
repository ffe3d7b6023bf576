"""What the vocabulary promises: it never changes, for packs that were written with it."""

import hashlib

from sync.core.vocabulary import PLACES, WORDS


def test_the_list_of_codec_2_is_what_it_was() -> None:
    digest = hashlib.sha256(" ".join(WORDS).encode()).hexdigest()
    assert (len(WORDS), digest[:16]) == (246, "81d9c4f466c30781")


def test_every_word_has_one_place() -> None:
    assert len(PLACES) == len(WORDS)
    assert PLACES["attendance"] == 1
    assert all(WORDS[place - 1] == word for word, place in PLACES.items())
