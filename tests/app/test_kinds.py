"""Everything that is shown of a record type comes from its declaration."""

import importlib
import pkgutil

import pytest

import app.records
from app.kinds import Kind, discover
from app.records.evidence import AttachmentDetails
from app.services.values import ANY
from app.words import Catalogue

KINDS = discover()
ISSUE = {
    "party_organization",
    "branch",
    "party_group",
    "term_of_office",
    "office_holding",
    "project",
    "member",
    "member_status_event",
    "leave_or_absence",
    "contact_entry",
    "activity",
    "attendance",
    "agenda_item",
    "speech",
    "motion",
    "resolution",
    "attachment",
    "sign_in_sheet",
    "study_record",
    "reflection",
    "plan",
    "plan_item",
    "notice",
}


def test_every_kind_of_this_release_is_there() -> None:
    assert set(KINDS) >= ISSUE


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.name)
def test_a_declaration_is_whole(kind: Kind) -> None:
    names = [f.name for f in kind.fields]
    shape = kind.shape
    assert shape.title
    assert set(shape.label) <= set(names)
    assert set(shape.columns) <= set(names)
    assert set(shape.parents) <= set(names)
    assert {o.lstrip("-") for o in shape.order} <= {*names, "made"}
    # A label is shown as it is stored: codes would be seen.
    assert not [f for f in kind.fields if f.name in shape.label and f.choices]
    for field in kind.fields:
        assert field.title != field.name, field.name
        if field.type in ("ref", "refs"):
            assert field.ref == ANY or field.ref in KINDS


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.name)
def test_every_label_is_spoken_in_chinese(kind: Kind) -> None:
    t = Catalogue("zh_CN")
    said = [kind.shape.title, *(f.title for f in kind.fields)]
    said += [c.title_ for f in kind.fields for c in f.choices]
    assert [text for text in said if t(text) == text] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.name)
def test_no_declaration_breaks_the_guardrails(kind: Kind) -> None:
    forbidden = ("score", "points", "rank", "latitude", "longitude", "gps", "face", "fingerprint_")
    assert [f.name for f in kind.fields if any(word in f.name for word in forbidden)] == []


def test_sensitive_text_is_not_searched() -> None:
    specs = {f.name: f for f in KINDS["member"].spec.fields}
    assert not specs["phone"].searched
    assert specs["name"].searched


def test_record_types_do_not_know_one_another() -> None:
    names = [m.name for m in pkgutil.iter_modules(app.records.__path__)]
    for name in names:
        module = importlib.import_module(f"app.records.{name}")
        source = module.__loader__.get_source(module.__name__)  # type: ignore[union-attr]
        assert "from app.records" not in source


def test_no_two_kinds_give_their_records_one_id() -> None:
    made = [
        kind.shape.parents
        for kind in KINDS.values()
        if len(kind.shape.parents) > 1 and not kind.shape.apart
    ]
    assert len(made) == len(set(made))


def test_words_that_english_shares_are_apart_in_chinese() -> None:
    t = Catalogue("zh_CN")

    def said(kind: str, field: str) -> str:
        found = KINDS[kind].field(field)
        return t(found.title) if found else ""

    assert t(AttachmentDetails.removed.title_) == "已去除", "a picture's details are not expelled"
    assert (said("progress_entry", "by"), said("work", "authors")) == ("经办人", "作者")
    assert (said("feedback", "text"), said("comment", "text")) == ("反馈内容", "发言内容")
    assert (said("donation", "giver"), said("donation", "receiver")) == ("捐助方", "受助方")
    assert (said("matter", "done_on"), said("matter", "closed_on")) == ("完成日期", "关闭日期")
