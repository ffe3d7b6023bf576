"""The colours can be read by everyone, and both themes name the same things."""

from collections.abc import Iterator

import pytest

from app.paths import resources
from ui.desktop.theme.tokens import TONES, Tokens, contrast, load_tokens

LIGHT, DARK = (load_tokens(resources("themes"), name) for name in ("light", "dark"))
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def text_pairs(tokens: Tokens) -> Iterator[tuple[str, str]]:
    pairs = tokens.pairs
    for ground in pairs["text_on"]:
        yield from ((text, ground) for text in pairs["text"])
    for tone in TONES:
        yield from ((f"state.{tone}_text", ground) for ground in pairs["state_text_on"])
        yield f"state.{tone}_text", f"state.{tone}_soft"
        yield from ((text, f"state.{tone}_soft") for text in pairs["text_on_soft"])
    yield from (("text.on_accent", ground) for ground in pairs["on_accent_on"])


def mark_pairs(tokens: Tokens) -> Iterator[tuple[str, str]]:
    pairs = tokens.pairs
    for ground in pairs["marks_on"]:
        yield from ((mark, ground) for mark in pairs["marks"])
    for ground in pairs["edges_on"]:
        yield from ((edge, ground) for edge in pairs["edges"])


@THEMES
def test_every_text_can_be_read_on_its_ground(tokens: Tokens) -> None:
    colors, least = tokens.colors, tokens.pairs["least_text"]
    weak = [
        (one, other, round(contrast(colors[one], colors[other]), 2))
        for one, other in text_pairs(tokens)
        if contrast(colors[one], colors[other]) < least
    ]
    assert weak == []


@THEMES
def test_every_mark_and_edge_can_be_seen(tokens: Tokens) -> None:
    colors, least = tokens.colors, tokens.pairs["least_mark"]
    weak = [
        (one, other)
        for one, other in mark_pairs(tokens)
        if contrast(colors[one], colors[other]) < least
    ]
    assert weak == []


def test_both_themes_name_the_same_things() -> None:
    assert set(LIGHT.colors) == set(DARK.colors)
    assert LIGHT.sizes == DARK.sizes
    assert LIGHT.types == DARK.types


def test_each_theme_knows_whether_it_is_dark() -> None:
    assert DARK.dark
    assert not LIGHT.dark


def test_contrast_is_what_the_guidelines_say() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_nothing_is_set_smaller_than_twelve_pixels() -> None:
    assert min(size for size, _ in LIGHT.types.values()) >= 12
