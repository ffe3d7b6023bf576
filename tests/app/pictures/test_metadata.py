"""What is kept of a picture promises: not where, not with what, not whose; and every pixel."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pictures.metadata import Details, stripped
from tests.app.pictures.shots import OWNER, PLACE, exif, jpeg, opened, png, saved, says, segment

ORIENTATION = 0x0112
MADE: dict[str, Callable[..., bytes]] = {
    "jpeg": jpeg,
    "progressive": lambda up=1: jpeg(up, progressive=True),
    "png": png,
    "webp": lambda up=1: saved("WEBP", up),
    "webp without loss": lambda up=1: saved("WEBP", up, lossless=True),
}


@pytest.mark.parametrize("kind", MADE)
def test_place_owner_and_device_are_gone_and_the_picture_is_the_same(kind: str) -> None:
    before = MADE[kind]()
    assert PLACE in before
    assert 0x8825 in says(before)
    after = stripped(before)
    assert after.details == Details.REMOVED
    assert PLACE not in after.content
    assert OWNER.encode() not in after.content
    assert says(after.content) == {}
    assert opened(after.content).tobytes() == opened(before).tobytes()


@pytest.mark.parametrize("up", range(1, 9))
@pytest.mark.parametrize("kind", MADE)
def test_which_way_is_up_stays_and_nothing_else(kind: str, up: int) -> None:
    before = MADE[kind](up)
    after = stripped(before).content
    assert says(after) == ({} if up == 1 else {ORIENTATION: up})
    assert opened(after).tobytes() == opened(before).tobytes()


@pytest.mark.parametrize("kind", MADE)
def test_a_stripped_picture_has_nothing_more_to_give(kind: str) -> None:
    once = stripped(MADE[kind](6)).content
    assert stripped(once) == (once, Details.NONE)


def test_colours_stay_true() -> None:
    profile = b"not really a profile, but nobody here reads it"
    before = jpeg(icc_profile=profile, dpi=(300, 300))
    after = opened(stripped(before).content)
    assert after.info["icc_profile"] == profile
    assert after.info["dpi"] == (300, 300)


def test_the_thumbnail_within_the_first_segment_goes_too() -> None:
    body = b"JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x02\x02" + PLACE + b"....."
    before = b"\xff\xd8" + segment(0xE0, body) + jpeg(thumbnail=False)[20:]
    after = stripped(before).content
    assert PLACE not in after
    assert opened(after).tobytes() == opened(before).tobytes()


def test_what_is_no_picture_is_left_alone() -> None:
    for content in (b"", b"%PDF-1.7 " + PLACE, b"PK\x03\x04", b"\xff\xd8", b"RIFFxxxxWAVE"):
        assert stripped(content) == (content, None)


@pytest.mark.parametrize("start", [b"GIF89a", b"II*\x00", b"MM\x00*"])
def test_of_a_kind_that_is_not_taken_apart_it_is_said_that_it_may_be_inside(start: bytes) -> None:
    assert stripped(start + PLACE) == (start + PLACE, Details.INSIDE)


@pytest.mark.parametrize("kind", MADE)
def test_a_cut_picture_is_kept_as_it_is_and_named_damaged(kind: str) -> None:
    whole = stripped(MADE[kind]()).content
    cut = whole[: len(whole) // 2]
    assert stripped(cut) == (cut, Details.DAMAGED)


@given(st.sampled_from(sorted(MADE)), st.data())
def test_no_damage_makes_it_fail(kind: str, data: st.DataObject) -> None:
    content = bytearray(MADE[kind](3))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    found = stripped(bytes(content))
    assert found.details != Details.DAMAGED or found.content == content


@given(st.binary(max_size=200))
def test_an_exif_block_of_anything_does_no_harm(block: bytes) -> None:
    content = b"\xff\xd8" + segment(0xE1, b"Exif\x00\x00" + block) + stripped(jpeg()).content[2:]
    after = stripped(content).content
    assert set(says(after)) <= {ORIENTATION}


def test_the_made_pictures_do_carry_a_place() -> None:
    assert PLACE in exif()
