"""The records of joint building, service and openness: what their declarations promise."""

from collections.abc import Iterator

import pytest

from app.kinds import Kind, discover
from app.records import alliance, cobuilding, openness, resources, service, vanguard
from app.words import Catalogue
from app.workspace import Workspace

AREAS = (alliance, cobuilding, resources, service, vanguard, openness)
KINDS = {
    name: kind
    for name, kind in discover().items()
    if kind.model.__module__ in {module.__name__ for module in AREAS}
}
PERSONAL = ("score", "points", "rank", "id_number", "birth", "health", "income", "latitude")


def _text(kind: Kind) -> Iterator[str]:
    yield from (f.name for f in kind.fields)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.name)
def test_nothing_about_a_person_is_weighed_or_located(kind: Kind) -> None:
    assert [n for n in _text(kind) if any(word in n for word in PERSONAL)] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.name)
def test_each_shows_at_a_place_that_people_come_to(kind: Kind) -> None:
    assert kind.shape.place in {"joint", "service", "ledger", "settings"}


@pytest.mark.parametrize(
    ("kind", "field", "label"),
    [
        ("system_document", "replaces", "接替的版本"),
        ("joint_organization", "approved_by", "批准单位"),
        ("work", "made_on", "创作日期"),
        ("service_point", "opened_on", "启用日期"),
    ],
)
def test_a_label_speaks_of_its_own_thing(kind: str, field: str, label: str) -> None:
    # In English one word did for a key and a charter; in Chinese it cannot.
    found = KINDS[kind].field(field)
    assert found is not None
    assert Catalogue("zh_CN")(found.title) == label


def test_satisfaction_is_of_a_matter_and_of_nothing_else() -> None:
    with_it = [n for n, k in discover().items() if k.field("satisfaction")]
    assert with_it == ["matter"]


def test_an_acknowledgement_exists_once(book: Workspace) -> None:
    member = book.records.add("member", {"name": "张三"})
    notice = book.records.add("notice", {"title": "安全教育通知"})
    fields = {"about": notice, "member": member, "way": "signed"}
    first = book.records.add("acknowledgement", fields)
    assert book.records.add("acknowledgement", fields) == first
