from pathlib import Path

import msgspec
import pytest

from app import paths
from app.reports.ballots import BallotList, Ballots
from app.reports.box import Front
from app.reports.bulletin import Bulletin
from app.reports.ledger import Contents, Cover
from app.reports.notice import Notice
from app.reports.paper import Block, Part, Sheet
from app.reports.recovery import Recovery
from app.reports.signin import SignIn

PARTS: tuple[type[Part], ...] = (
    *(Sheet, Ballots, BallotList, Bulletin, Contents, Cover, Front, Notice, Recovery, SignIn),
)


def tag_of(struct: type[msgspec.Struct]) -> str:
    return str(struct.__struct_config__.tag)


def test_every_part_has_a_template_that_sets_it() -> None:
    main = paths.resources("templates", "main.typ").read_text("utf-8")
    assert set(Part.__subclasses__()) == set(PARTS)
    for part in PARTS:
        assert f"{tag_of(part)}: {tag_of(part)}" in main


def test_every_block_has_a_piece_that_sets_it() -> None:
    pieces = paths.resources("templates", "blocks.typ").read_text("utf-8")
    listed = pieces.partition("#let pieces = (")[2].partition(")")[0]
    for block in Block.__subclasses__():
        assert f"{tag_of(block)}:" in listed


@pytest.mark.parametrize(
    "file", sorted(paths.resources("templates").glob("*.typ")), ids=lambda f: f.stem
)
def test_templates_hold_no_word_for_people(file: Path) -> None:
    text = file.read_text("utf-8")
    code = "\n".join(line.partition("//")[0] for line in text.splitlines())
    assert not [sign for sign in code if "\u4e00" <= sign <= "\u9fff"]


def test_values_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Sheet(title="a").title = "b"  # type: ignore[misc]
