"""Files of evidence: points of a pack, records that show them, and what is no evidence."""

import pytest

from app.records.vanguard import FileKind
from app.services.evidence import EvidenceFiles, Offered
from app.workspace import Workspace
from db.model.change import Json
from db.model.errors import InvalidRecord, NotFound

PACK = Offered("shuangqiang_liuhao", "双强六好", ("liuhao.a", "liuhao.b", "liuhao.c"))


@pytest.fixture
def evidence(book: Workspace) -> EvidenceFiles:
    return EvidenceFiles(book.records, lambda: (PACK,))


@pytest.fixture
def file(book: Workspace) -> str:
    fields = {"title": "自评", "kind": "six_good", "pack": PACK.id, "year": 2026}
    return book.records.add("evidence_file", fields)


def test_each_tag_of_the_pack_is_a_point_once_in_the_packs_order(
    evidence: EvidenceFiles, file: str
) -> None:
    evidence.add_points(file, ["自己的一条"])
    evidence.begin(file)
    assert evidence.begin(file) is None
    view = evidence.get(file)
    assert [p.point.point for p in view.points] == [*PACK.tokens, "自己的一条"]
    assert (view.pack, view.shown) == ("双强六好", 0)
    assert evidence.packs() == (PACK,)


def test_without_a_pack_points_are_words_of_ones_own(book: Workspace) -> None:
    evidence = book.vanguard.evidence
    file = book.records.add("evidence_file", {"title": "年度成果"})
    assert evidence.begin(file) is None
    evidence.add_points(file, [" 一个平台 ", "一个平台", "", "一个品牌"])
    assert [p.title for p in evidence.get(file).points] == ["一个平台", "一个品牌"]
    assert [f.title for f in evidence.every()] == ["年度成果"]


def test_a_point_that_was_deleted_comes_back_as_it_was(
    book: Workspace, evidence: EvidenceFiles, file: str
) -> None:
    evidence.add_points(file, ["组织"])
    point = evidence.get(file).points[0].point.id
    book.records.change(point, {"text": "说明"})
    book.records.delete(point)
    assert evidence.get(file).points == ()
    evidence.add_points(file, ["组织"])
    assert evidence.get(file).points[0].point.text == "说明"


def test_records_are_named_and_taken_out_again_and_undo_brings_them_back(
    book: Workspace, evidence: EvidenceFiles, file: str
) -> None:
    deed = book.records.add("practical_deed", {"title": "修路灯"})
    evidence.add_points(file, ["服务"])
    point = evidence.get(file).points[0].point.id
    evidence.link(point, deed)
    assert evidence.link(point, deed) is None
    (linked,) = evidence.get(file).points[0].linked
    assert (linked.name, linked.held_back) == ("修路灯", False)
    evidence.unlink(point, deed)
    assert evidence.get(file).points[0].linked == ()
    book.records.undo()
    assert len(evidence.get(file).points[0].linked) == 1


def test_a_record_that_was_deleted_since_is_still_seen_as_a_gap(
    book: Workspace, evidence: EvidenceFiles, file: str
) -> None:
    deed = book.records.add("practical_deed", {"title": "修路灯"})
    evidence.add_points(file, ["服务"])
    evidence.link(evidence.get(file).points[0].point.id, deed)
    book.records.delete(deed)
    (linked,) = evidence.get(file).points[0].linked
    assert (linked.record, linked.held_back) == (None, False)


def test_a_person_and_what_was_said_in_confidence_is_no_evidence(
    book: Workspace, evidence: EvidenceFiles, file: str
) -> None:
    member = book.records.add("member", {"name": "周建国"})
    talk = book.records.add("heart_to_heart_talk", {"initiator": member, "partner": member})
    book.records.add("practical_deed", {"title": "周建国带队修路灯"})
    evidence.add_points(file, ["服务"])
    point = evidence.get(file).points[0].point.id
    for record in (member, talk):
        with pytest.raises(InvalidRecord):
            evidence.link(point, record)
    assert [linked.name for linked in evidence.find("周建国")] == ["周建国带队修路灯"]
    assert "member" not in {linked.record.kind for linked in evidence.find("") if linked.record}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("development_case", {"name": "何静"}),
        ("development_step", {"case": "c", "step": "activist"}),
        ("flow_record", {"member": "m", "direction": "out"}),
        ("group_membership", {"member": "m", "group": "g"}),
        ("acknowledgement", {"about": "n", "member": "m"}),
        ("nomination", {"round": "r", "unit": "一队", "nominee": "何静"}),
        ("written_opinion", {"motion": "v", "member": "m"}),
    ],
)
def test_no_kind_that_is_about_one_person_is_evidence(
    book: Workspace, evidence: EvidenceFiles, file: str, kind: str, fields: dict[str, Json]
) -> None:
    evidence.add_points(file, ["组织"])
    record = book.records.add(kind, fields)
    with pytest.raises(InvalidRecord):
        evidence.link(evidence.get(file).points[0].point.id, record)
    assert record not in [linked.id for linked in evidence.find("")]


def test_a_kind_of_file_has_its_usual_pack_where_there_is_one(evidence: EvidenceFiles) -> None:
    assert evidence.usual_pack(FileKind.six_good) == PACK.id
    assert evidence.usual_pack(FileKind.goals) == ""
    assert evidence.usual_pack(FileKind.star) == ""
    assert evidence.usual_pack(None) == ""


def test_what_is_not_there_is_said(evidence: EvidenceFiles, file: str) -> None:
    for act in (
        lambda: evidence.get("none"),
        lambda: evidence.link("none", file),
        lambda: evidence.unlink("none", file),
    ):
        with pytest.raises(NotFound):
            act()
