#!/usr/bin/env python3
"""Cut the shipped fonts from the published Noto CJK SC files.

    python tools/make_fonts.py SANS SERIF

SANS and SERIF are the unpacked npm packages @expo-google-fonts/noto-sans-sc and noto-serif-sc
(`npm pack`, 0.4.3). Every character stays: all hanzi of GBK and Extension A, those of the general
standard list that lie in Extensions B and later, Latin, marks, arrows, boxes. What goes is vertical
setting, historic forms and hinting, which neither a screen nor our pages use.
"""

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
# Package, folder and file of each face; what we call the file.
FACES = (
    (0, "400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf"),
    (0, "600SemiBold/NotoSansSC_600SemiBold.ttf", "NotoSansSC-SemiBold.ttf"),
    (1, "400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf"),
    (1, "700Bold/NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.ttf"),
)
LICENCES = ((0, "NotoSansSC-OFL.txt"), (1, "NotoSerifSC-OFL.txt"))
# Names given to people need these; a face without one of them must not ship.
RARE = "䶮𬱖堃喆昇珺翀赟祎垚旻玥"


def cut(source: Path, target: Path) -> int:
    """Write the smaller face and return how many characters it has."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(
        layout_features=["ccmp", "locl", "liga", "kern", "mark", "mkmk", "fwid", "hwid"],
        drop_tables=["vhea", "vmtx", "BASE", "STAT"],
        name_IDs=["*"],
        name_languages=["*"],
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
    )
    subsetter = Subsetter(options)
    characters = set(font.getBestCmap())
    if lacking := [c for c in RARE if ord(c) not in characters]:
        raise SystemExit(f"{source.name} lacks {lacking}")
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(target)
    return len(characters)


def main() -> None:
    """Cut every face and keep its licence beside it."""
    packages = [Path(argument) for argument in sys.argv[1:]]
    if len(packages) != len(LICENCES):
        raise SystemExit(__doc__)
    FONTS.mkdir(exist_ok=True)
    for package, source, name in FACES:
        count = cut(packages[package] / source, FONTS / name)
        print(f"{name}: {count} characters, {(FONTS / name).stat().st_size / 1e6:.1f} MB")
    for package, name in LICENCES:
        shutil.copyfile(packages[package] / "LICENSE_FONT", FONTS / name)


if __name__ == "__main__":
    main()
