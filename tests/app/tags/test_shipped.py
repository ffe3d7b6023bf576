"""The packs of the program are what the source documents enumerate, no more (domain 1.1)."""

import pytest

from app.paths import resources
from app.tags.shipped import SHIPPED, shipped, shipped_text
from db.model.errors import NotFound

PACKS = {pack.id: pack for pack in shipped()}


def titles(name: str) -> str:
    """Return the titles of a pack in a row."""
    return "、".join(tag.title.zh for tag in PACKS[name].tags)


def test_every_file_is_offered_and_every_offer_is_a_file() -> None:
    files = {path.stem for path in resources("tags").glob("*.toml")}
    assert files == set(SHIPPED) == set(PACKS)


def test_the_packs_say_what_the_documents_say() -> None:
    assert titles("bagong") == (
        "组织共建、活动共创、先进共学、文化共享、人才共育、资源共用、难题共克、创新共行"
    )
    assert titles("balian") == (
        "组织联合、品牌联建、活动联办、党员联学、人才联育、服务联动、文化联创、群团联手"
    )
    assert titles("wulian") == (
        "政治理论联学、主题党日联组、业务课题联攻、党员队伍联建、党内品牌联创"
    )
    assert titles("shuangqiang_liuhao").startswith("党建强、发展强、生产经营好")
    assert titles("sitongbu") == "学习同步、活动同步、管理同步、服务同步"


def test_ten_kinds_of_sharing_are_nine_inputs_and_one_outcome() -> None:
    pack = PACKS["shigong"]
    assert (len(pack.inputs), pack.outcomes) == (9, ("shigong.gain",))
    assert not any(p.outcomes for name, p in PACKS.items() if name != "shigong")


def test_counts_are_those_of_the_names() -> None:
    sizes = {name: len(pack.tags) for name, pack in PACKS.items()}
    assert (sizes["bagong"], sizes["balian"], sizes["wulian"]) == (8, 8, 5)
    assert (sizes["liuyou"], sizes["liugeyi"], sizes["wuzhong"]) == (6, 6, 5)
    assert (sizes["shuangqiang_liuhao"], sizes["sanyou"], sizes["sangeyiqi"]) == (8, 3, 3)


def test_every_tag_has_both_languages() -> None:
    assert all(tag.title.zh and tag.title.en for pack in shipped() for tag in pack.tags)


def test_a_pack_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFound, match="sixin"):
        shipped_text("sixin")
