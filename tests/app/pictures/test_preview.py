"""A preview promises: 30 kB at most, the right way up, and None instead of a crash."""

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.pictures import preview as previewing
from app.pictures.preview import MOST, for_paper, preview
from tests.app.pictures.shots import jpeg, picture, png, saved


def noisy(side: int) -> bytes:
    """The worst there is: no place says anything of the next."""
    out = io.BytesIO()
    noise = random.Random(1).randbytes(side * side * 3)
    Image.frombytes("RGB", (side, side), noise).save(out, "JPEG", quality=90)
    return out.getvalue()


def test_even_the_busiest_picture_fits() -> None:
    found = preview(noisy(1500))
    assert found is not None
    assert len(found) <= MOST


def test_a_calm_page_keeps_the_size_at_which_names_are_legible() -> None:
    out = io.BytesIO()
    picture((2480, 3508)).save(out, "JPEG")
    found = preview(out.getvalue())
    assert found is not None
    assert max(Image.open(io.BytesIO(found)).size) == 1024


def test_it_stands_upright() -> None:
    found = preview(jpeg(6))
    assert found is not None
    assert Image.open(io.BytesIO(found)).size == (64, 96)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_of_colours_is_seen(mode: str) -> None:
    out = io.BytesIO()
    picture(mode="RGB").convert("L" if mode == "I;16" else mode).convert(mode).save(out, "PNG")
    found = preview(out.getvalue())
    assert found is not None
    assert Image.open(io.BytesIO(found)).mode == "RGB"


def test_what_shines_through_lies_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    found = preview(out.getvalue())
    assert found is not None
    assert Image.open(io.BytesIO(found)).getpixel((20, 20)) == (255, 255, 255)


def test_a_picture_that_would_fill_the_memory_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    assert len(out.getvalue()) < 200_000
    assert preview(out.getvalue()) is None
    monkeypatch.setattr(previewing, "PIXELS", 96 * 64 - 1)
    assert preview(png()) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_has_none(content: bytes) -> None:
    assert preview(content) is None


# Pillow warns of what it finds damaged; that it is damaged is the point.
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@given(st.sampled_from(["JPEG", "WEBP", "PNG"]), st.data())
def test_a_damaged_picture_does_no_harm(kind: str, data: st.DataObject) -> None:
    content = bytearray(saved(kind) if kind != "PNG" else png())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    found = preview(bytes(content))
    assert found is None or len(found) <= MOST


def test_a_picture_for_paper_is_a_small_jpeg_with_its_size() -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((2000, 1000)).convert("RGB").save(out, "PNG")
    small = for_paper(out.getvalue())
    assert small is not None
    with Image.open(io.BytesIO(small.content), formats=("JPEG",)) as picture:
        assert picture.size == (small.width, small.height) == (560, 280)
    assert len(small.content) < 60_000


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff", b"text"])
def test_what_is_no_picture_has_none_on_paper(content: bytes) -> None:
    assert for_paper(content) is None
