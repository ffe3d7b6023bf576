"""The numbers that the source documents tell of their alliances stand on the papers printed of the sample.

Everything goes over the command line, as a secretary's script does; what is read back is the PDF's text.
Sources: domain.md, section 1 (rows named beside each number).
"""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from app.sample_book import PASSPHRASE, alliance_book
from tests.journeys.conftest import Computer

Prints = Callable[..., str]
ALL = ("--from", "2019-01-01", "--to", "2021-12-31")
FIRST_PAIRED = "建工集团三标段党支部"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("alliance") / "home"
    alliance_book(made).close()
    return made


@pytest.fixture
def prints(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Prints:
    """Print a paper in Chinese; return its text without the spaces and line ends of its cells."""
    monkeypatch.setenv("SUIXING_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("SUIXING_LANG", "zh_CN")
    computer = Computer(home, capsys)

    def printed(paper: str, *line: str) -> str:
        # `kind=words` in place of an id: the record of that kind in which the words stand.
        asked = [_found(computer, word) if "=" in word else word for word in line]
        file = tmp_path / f"{paper}.pdf"
        computer.does("pdf", paper, *asked, "-o", file)
        return text_of(file)

    return printed


def _found(computer: Computer, asked: str) -> str:
    kind, _, words = asked.partition("=")
    (record,) = [r["id"] for r in computer.lists(kind) if words in str(r)]
    return str(record)


def text_of(file: Path) -> str:
    document = pdfium.PdfDocument(file)
    try:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return re.sub(r"\s+", "", text)


PAPERS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    # Row 33: seven units in June 2019, forty two years later, 27 that wish to join.
    (
        ("alliance",),
        ("成员单位40", "有意加入27", "2019年第2季度7070", "2021年第2季度402720", "40新能源公司党支部"),
    ),
    (("joint-report", "--year", "2019"), ("2019-067070", "成员单位14")),
    (("joint-report", "--half", "2021H1"), ("成员单位40", "愿意加入27家", "2021年第2季度402720")),
    # Row 49: led study 12 times, over twenty reflections, eighteen seminars.
    (("joint-report", "--year", "2020"), ("领学12", "研讨18", "心得体会20")),
    # Row 72: twelve units, over 16 million messages, 10,000 masks, 24 hours.
    (
        ("joint-report", "--year", "2020"),
        ("联合单位12家", "发送提示信息16,000,000条以上", "口罩10,000只", "值守24小时"),
    ),
    (
        ("activities", *ALL),
        ("联合单位12家", "发送提示信息16,000,000条以上", "口罩10,000只", "值守24小时"),
    ),
    (("record", "activity=疫情防控联合行动"), ("12家", "16,000,000条以上", "10,000只", "24小时")),
    (("tags", "shigong", *ALL), ("难题共克", "同心共赢", "10,000只")),
    # Row 71: the fruit of the villages, three villages, three counties.
    (("joint-report", "--year", "2019"), ("助农果品义卖联盟成员单位职工果品合作社3,000元",)),
    (("joint-report", "--year", "2019"), ("共建的村3个", "参加的县3个")),
    (("deeds", *ALL), ("3,000元", "以购代捐，1次3,000元")),
    (("activities", *ALL), ("共建的村3个", "参加的县3个")),
    # Rows 48 and 51: lectures by who speaks and to whom, never by name.
    (("activities", *ALL), ("支部书记0101",)),
    # Row 81: two couples, one school.
    (("activities", *ALL), ("牵手2对", "结对辅导学校1所")),
    (("joint-report", "--year", "2020"), ("牵手2对", "结对辅导学校1所")),
    # Row 61: sixth in the group, sixteen in the company's first ten.
    (("joint-report", "--year", "2020"), ("集团第六名", "16人进入公司前十名")),
    # Row 63: 24 units put forward, 12 media told of it.
    (("round", "election_round=巾帼"), ("24个单位推荐", "推荐单位24家", "报道媒体12家")),
    (("joint-report", "--year", "2020"), ("推荐单位24家", "报道媒体12家")),
    # Row 84: 21 projects, 21.5 billion, refuelling +51 %.
    (("campaign", "campaign=夺旗"), ("签约项目21个", "签约投资215亿元")),
    (
        ("joint-report", "--half", "2021H1"),
        ("签约项目21个", "签约投资215亿元", "提油同比增长51%", "区域公开报道"),
    ),
    # Row 43: silver in the group, bronze in the province; row 23: the star is the superior's.
    (("joint-report", "--half", "2021H1"), ("微电影三等奖省总工会", "五星党支部运输公司党委")),
    (("evidence", "evidence_file=五星"), ("由7家增至40家", "上级决定五星党支部")),
)  # fmt: skip


@pytest.mark.parametrize(("line", "numbers"), PAPERS, ids=lambda part: " ".join(part)[:40])
def test_a_paper_holds_the_numbers_of_the_sources(
    prints: Prints, line: tuple[str, ...], numbers: tuple[str, ...]
) -> None:
    text = prints(*line)
    assert [number for number in numbers if number not in text] == []


@pytest.mark.parametrize("half", ["2020H2", "2021H1"])
def test_the_six_counters_of_both_half_years_stand_with_their_evidence(
    prints: Prints, half: str
) -> None:
    text = prints("quota", "--half", half)
    assert re.search(FIRST_PAIRED + r"((已有：)?\d+月\d+日){6}", text)
    named = ("走访企业", "恳谈会", "政策指导", "解决困难", "推进项目", "联合主题党日")
    for counter in named:
        assert re.search(rf"{FIRST_PAIRED}{counter}\d{{4}}年\d+月\d+日", text), counter
    year, _, part = half.partition("H")
    report = prints("joint-report", "--half", half) if part == "1" else prints(
        "joint-report", "--year", year
    )  # fmt: skip
    assert f"{FIRST_PAIRED}√√√√√√" in report


def test_a_year_does_not_tell_what_was_decided_after_it(prints: Prints) -> None:
    assert "2020年第四季度联席会议" not in prints("joint-report", "--year", "2019")
    assert "统一成员单位的资源目录格式" in prints("joint-report", "--half", "2021H1")


def test_every_list_of_what_is_done_for_people_names_no_child_and_no_household(
    prints: Prints,
) -> None:
    text = prints("deeds", *ALL)
    assert "户号01至06" in text
    assert "惠及人数84" in text
