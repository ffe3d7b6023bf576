import pytest

from app.sizes import sized


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 KB"), (1, "1 KB"), (184_000, "184 KB"), (999_999, "1000 KB"), (2_100_000, "2.1 MB")],
)
def test_bytes_are_said_as_people_read_them(count: int, words: str) -> None:
    assert sized(count) == words
