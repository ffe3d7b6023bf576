"""The page for reviewers names a test for every threat, and each of them is there."""

import re

from tests.house.tree import ROOT, modules, source

PAGE = ROOT / "docs" / "trust.md"


def test_every_test_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"\btest_\w+(?!\.py)\b", source(PAGE)))
    named = {name for name in named if not (ROOT / "tests" / "sync" / f"{name}.py").exists()}
    written = {
        name for file in modules("tests") for name in re.findall(r"def (test_\w+)", source(file))
    }
    assert len(named) > 25
    assert named - written == set()
    # "…_of_a_message_is_none" stands for the name before it with another ending.
    for ending in re.findall(r"…(_\w+)", source(PAGE)):
        assert any(name.endswith(ending) for name in written)


def test_every_threat_has_a_test() -> None:
    rows = [line for line in source(PAGE).splitlines() if line.startswith("| ")]
    table = rows[
        rows.index("| what happens | what the program does | what the person sees | test |") :
    ]
    assert [row for row in table[1:] if "`test_" not in row] == []
