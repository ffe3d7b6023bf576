"""Each rule of the house can fail: a rule that never fails guards nothing."""

import pytest

from tests.house import rules


def test_a_long_module_function_and_class_are_seen() -> None:
    body = "    pass\n"
    assert list(rules.too_long("x = 1\n" * 401)) == ["the module has 401 lines"]
    assert list(rules.too_long("def f():\n" + body * 50)) == ["f has 51 lines"]
    assert list(rules.too_long("class C:\n" + body * 250)) == ["C has 251 lines"]
    assert not list(rules.too_long("def f():\n" + body * 49))


def test_a_package_front_with_code_or_without_a_docstring_is_seen() -> None:
    assert list(rules.more_than_a_docstring('"""For this."""\nimport os\n'))
    assert list(rules.more_than_a_docstring(""))
    assert not list(rules.more_than_a_docstring('"""For this."""\n'))


@pytest.mark.parametrize("stem", ["utils", "sync_helpers", "common", "member_data"])
def test_a_name_for_anything_is_seen(stem: str) -> None:
    assert list(rules.empty_name(stem))


@pytest.mark.parametrize(
    "source",
    [
        "import PySide6",
        "from PySide6.QtCore import QObject",
        "def f():\n    import qtawesome",
        "importlib.import_module('PySide6.QtGui')",
    ],
)
def test_a_screen_is_seen_wherever_it_is_imported(source: str) -> None:
    assert list(rules.imports_of(source, rules.SCREEN))


def test_a_carrier_is_seen_by_its_full_name_only() -> None:
    assert list(rules.imports_of("import urllib.request", rules.CARRIERS))
    assert not list(rules.imports_of("import urllib.parse", rules.CARRIERS))


@pytest.mark.parametrize(
    "text",
    [
        "select id from record",
        "SELECT count(*) FROM log",
        "insert or replace into log values (?)",
        "update record set body = ?",
        "delete from log",
        "create virtual table search using fts5",
        "pragma key",
        "begin immediate",
    ],
)
def test_sql_is_seen(text: str) -> None:
    assert list(rules.speaks_sql(f'db.execute("{text}")'))
    assert list(rules.speaks_sql(f'db.execute(f"{text} {{x}}")'))


@pytest.mark.parametrize(
    "text", ["Select people from the list", "Update the roster", "Create a view of the year", "set"]
)
def test_plain_english_is_not_sql(text: str) -> None:
    assert not list(rules.speaks_sql(f't("{text}")'))


def test_sql_in_a_docstring_is_words() -> None:
    assert not list(rules.speaks_sql('def f():\n    """select id from record"""'))


def test_a_colour_in_code_is_seen() -> None:
    assert list(rules.names_a_colour('brush("#a8201a")'))
    assert not list(rules.names_a_colour('find("#nav")'))


@pytest.mark.parametrize(
    "source",
    [
        "found = []",
        "KINDS: dict[str, int] = {}",
        "cache = dict(a=1)",
        "seen = {n for n in ()}",
        "import collections\nTALLY = collections.Counter()",
        "def f():\n    global x\n    x = 1",
    ],
)
def test_a_mutable_global_is_seen(source: str) -> None:
    assert list(rules.mutable_globals(source))


@pytest.mark.parametrize(
    "source",
    [
        "NAMES = {'a': 1}",
        "_ORDER = ['a', 'b']",
        "__all__ = ['a']",
        "def f():\n    found = []",
        "x: int",
    ],
)
def test_a_constant_or_a_local_is_no_mutable_global(source: str) -> None:
    assert not list(rules.mutable_globals(source))


@pytest.mark.parametrize(
    "handler",
    [
        "except Exception:\n    x = 1",
        "except:\n    pass",
        "except (OSError, Exception) as e:\n    e",
    ],
)
def test_a_net_that_catches_everything_is_seen(handler: str) -> None:
    assert list(rules.catches_all(f"try:\n    f()\n{handler}"))


@pytest.mark.parametrize(
    "handler", ["except OSError:\n    pass", "except BaseException:\n    undo()\n    raise"]
)
def test_a_named_error_or_a_clean_up_is_no_net(handler: str) -> None:
    assert not list(rules.catches_all(f"try:\n    f()\n{handler}"))


def test_a_call_and_a_base_are_seen() -> None:
    assert list(rules.calls("app.processEvents()", frozenset({"processEvents"})))
    assert list(rules.inherits("class W(QtCore.QThread): ...", frozenset({"QThread"})))


@pytest.mark.parametrize("field", ["study_score", "rank", "gps", "face_print", "location"])
def test_a_field_no_record_may_have_is_seen(field: str) -> None:
    assert list(rules.never_recorded(f"class Member:\n    {field}: str = ''"))


@pytest.mark.parametrize("field", ["place", "work_point", "hours", "interface", "traction"])
def test_a_harmless_field_is_not_taken_for_one(field: str) -> None:
    assert not list(rules.never_recorded(f"class Member:\n    {field}: str = ''"))


def test_chinese_in_code_is_seen() -> None:
    assert list(rules.speaks_chinese('label("会议")'))
    assert list(rules.speaks_chinese('"，".join(parts)'))
    assert not list(rules.speaks_chinese('"""The 会议 page."""'))
    assert not list(rules.speaks_chinese('choice("中文")'))


def test_an_english_sentence_that_nobody_translates_is_seen() -> None:
    marks = frozenset({"t", "N_"})
    assert list(rules.untranslated('label.setText("Not yet sent")', marks))
    assert not list(rules.untranslated('label.setText(t("Not yet sent"))', marks))
    assert not list(rules.untranslated('raise ValueError("Not a date")', marks))
    assert not list(rules.untranslated('find("nav-card")', marks))
