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
    papers = book.press.tags

    def all_of_them() -> list[bytes]:
        return [
            papers.tags_pdf("shigong", FIRST, LAST),
            papers.coverage_pdf("bagong", 2026),
            papers.campaign_pdf(campaign),
        ]

    made = all_of_them()
    assert all(pdf.startswith(b"%PDF-") for pdf in made)
    assert all_of_them() == made
