"""The papers of packs and campaigns are whole PDFs, the same twice from the same records."""

from datetime import date

from app.workspace import Workspace

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def test_each_paper_is_written_and_is_the_same_again(book: Workspace) -> None:
    add = book.records.add
    unit = add("partner_organization", {"name": "河北分公司"})
    add(
        "activity",
        {"type": "joint_activity", "title": "联学", "held_start": "2026-02-03T10:00:00",
         "state": "minuted", "partners": [unit], "tags": ["bagong.model", "shigong.gain"]},
    )  # fmt: skip
    campaign = add("campaign", {"title": "支部夺旗"})
    papers = book.tagpapers
    for make in (
        lambda: papers.tags_pdf("shigong", FIRST, LAST),
        lambda: papers.coverage_pdf("bagong", 2026),
        lambda: papers.campaign_pdf(campaign),
    ):
        pdf = make()
        assert pdf.startswith(b"%PDF-")
        assert make() == pdf
