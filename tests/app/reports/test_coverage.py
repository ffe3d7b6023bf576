from pathlib import Path

import pytest

from app.reports.coverage import Missing, covered, missing_glyphs, with_geta
from app.reports.typesetting import Face, Faces


def test_every_name_of_the_national_list_is_covered(shipped: Faces) -> None:
    assert (
        missing_glyphs([("周建国", "周建国𬱖䶮堃喆昇珺翀赟祎垚旻玥·阿卜杜热合曼")], shipped) == []
    )


@pytest.mark.parametrize("sign", ["😀", "\ue000", "\U000f0000", "ر", "\U0003ffff"])
def test_a_character_without_a_glyph_is_named_with_its_place(sign: str, shipped: Faces) -> None:
    found = missing_glyphs([("李明", "李明"), ("会议", f"说{sign}完{sign}")], shipped)
    assert found == [Missing(sign, "会议")]


def test_what_is_never_shown_needs_no_glyph(shipped: Faces) -> None:
    assert missing_glyphs([("", "a\u200bb\tc\nd\ufe0f")], shipped) == []


def test_a_draft_has_a_geta_mark_and_nothing_else_changes(shipped: Faces) -> None:
    assert with_geta("张😀三\n李四", shipped) == "张〓三\n李四"


def test_a_font_that_has_gone_covers_nothing(shipped: Faces, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"not a font")
    gone = (Face(tmp_path / "gone.ttf", 0), Face(broken, 0))
    assert covered(shipped._replace(files=gone)) == frozenset()
