"""The shipped fonts hold every name, and both the screen and the printed page find them."""

from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtWidgets import QApplication

from app import paths

FACES = sorted(paths.fonts().glob("*.ttf"))
# Names given to people, from the general standard list, Extension A and Extension B.
RARE = "䶮𬱖堃喆昇珺翀赟祎垚旻玥"
MARKS = "√□○●→←↑↓①⑩㎡℃　，。、；：“”‘’（）《》【】—…·"


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_a_face_has_every_hanzi_of_the_national_set(face: Path) -> None:
    with TTFont(face, lazy=True) as font:
        has = set(font.getBestCmap())
    national = {
        ord(character)
        for first in range(0xB0, 0xF8)
        for second in range(0xA1, 0xFF)
        for character in bytes((first, second)).decode("gb2312", "ignore")
    }
    assert len(national) == 6763
    assert national - has == set()
    assert [c for c in RARE + MARKS if ord(c) not in has] == []


def test_each_family_has_its_licence_beside_it() -> None:
    families = {face.stem.partition("-")[0] for face in FACES}
    assert families == {"NotoSansSC", "NotoSerifSC"}
    for family in families:
        assert "SIL OPEN FONT LICENSE" in (paths.fonts() / f"{family}-OFL.txt").read_text().upper()


def test_the_printed_page_finds_both_families() -> None:
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(paths.fonts())]
    )
    assert sorted(found.families()) == ["Noto Sans SC", "Noto Serif SC"]


@pytest.mark.parametrize(
    ("weight", "style"), [(400, "Regular"), (500, "Regular"), (600, "SemiBold"), (700, "SemiBold")]
)
def test_the_screen_finds_each_weight(qapp: QApplication, weight: int, style: str) -> None:
    font = QFont("Noto Sans SC", 11)
    font.setWeight(QFont.Weight(weight))
    raw = QRawFont.fromFont(font)
    assert (raw.familyName(), raw.styleName()) == ("Noto Sans SC", style)
    assert all(raw.supportsCharacter(ord(c)) for c in RARE)
