"""Pictures of telephones in the HEIF family promise: the place is overwritten, the picture stays."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.pictures.heif import blanked, is_heif
from app.pictures.metadata import Details, stripped
from tests.app.pictures.shots import OWNER, PLACE, opened, saved


def shot() -> bytes:
    return saved("AVIF", quality=60)


def box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def test_place_and_owner_are_overwritten_where_they_stood() -> None:
    before = shot()
    assert is_heif(before)
    assert PLACE in before
    after = stripped(before)
    assert after.details == Details.REMOVED
    assert PLACE not in after.content
    assert OWNER.encode() not in after.content
    assert len(after.content) == len(before)
    assert opened(after.content).tobytes() == opened(before).tobytes()
    assert stripped(after.content) == (after.content, Details.NONE)


@pytest.mark.parametrize("kind", [b"uuid", b"mpvd", b"sefd"])
def test_what_programs_add_behind_the_picture_is_overwritten(kind: bytes) -> None:
    before = shot() + box(kind, PLACE)
    after = blanked(before)
    assert after is not None
    assert PLACE not in after


def test_of_a_film_nothing_is_promised() -> None:
    moving = shot() + box(b"moov", PLACE)
    assert stripped(moving) == (moving, Details.INSIDE)


def test_without_a_table_of_items_nothing_is_promised() -> None:
    bare = box(b"ftyp", b"heic\x00\x00\x00\x00")
    for content in (bare, bare + box(b"meta", bytes(4))):
        assert stripped(content) == (content, Details.INSIDE)


@given(st.data())
def test_no_damage_makes_it_fail(data: st.DataObject) -> None:
    content = bytearray(SHOT)
    for place in data.draw(st.lists(st.integers(8, len(content) - 1), max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    found = stripped(bytes(content))
    assert found.details in (Details.REMOVED, Details.NONE) or found.content == content


SHOT = shot()


def test_the_made_picture_opens() -> None:
    assert Image.open(io.BytesIO(SHOT)).size == (96, 64)
