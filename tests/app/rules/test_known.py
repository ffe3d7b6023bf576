"""The table of rules that HQ reads is the one that laptops go by."""

import re

from app.rules.known import KNOWN
from app.rules.pack_check import must_fit
from app.rules.pack_reading import read_pack
from app.rules.shipped import shipped
from tests.house.tree import ROOT
from tools.rules_table import PAGE, page


def test_the_page_for_hq_shows_the_rules_as_they_are() -> None:
    text = PAGE.read_text("utf-8")
    assert page(text) == text, "python tools/rules_table.py"


def test_every_rule_of_the_research_is_there() -> None:
    assert {f"R{number:02}" for number in range(1, 43)} <= {known.rule for known in KNOWN.values()}


def test_the_example_on_the_page_may_be_sent() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    must_fit(read_pack(example), shipped())


def test_every_threshold_and_case_is_asked_for_by_a_rule() -> None:
    asked = "".join(
        file.read_text("utf-8")
        for floor in ("app/rules", "app/services", "app/counting")
        for file in (ROOT / floor).glob("*.py")
        if file.name != "known.py"
    )
    names = {
        name
        for known in KNOWN.values()
        for name in (*known.thresholds, *known.cases)
        if not name.endswith("_inclusive")
    }
    assert {name for name in names if f'"{name}"' not in asked} == set()
