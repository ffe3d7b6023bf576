"""The tree keeps the rules of the house (docs/architecture.md); what each rule sees: test_rules."""

from functools import partial

from tests.house import rules
from tests.house.tree import FLOORS, ROOT, breaches, modules, source, under
from tools import compile_catalogue

CODE = modules(*FLOORS)
# The three nets: under every job, under the command line, under HQ's web door.
NETS = ("ui/desktop/work.py", "app/cli.py", "sync/server/web.py")
# Neither mirrored nor asked by name in a test of its floor: the part of another, tested there.
TESTED_THROUGH = {
    "app/commands/ingesting.py": "tests/app/commands/test_headquarters.py",
    "app/commands/materials.py": "tests/journeys/test_materials.py",
    "app/commands/packs.py": "tests/journeys/test_tag_packs.py",
    "app/commands/refusals.py": "tests/journeys/test_lost_laptop.py",
    "app/commands/rules.py": "tests/journeys/test_rule_packs.py",
    "app/commands/tags.py": "tests/journeys/test_tag_packs.py",
    "app/commands/written.py": "tests/app/commands/test_printing.py",
    "app/material_sending.py": "tests/journeys/test_materials.py",
    "app/pack_sending.py": "tests/app/test_rule_sending.py",
    "app/rules/shared_shelves.py": "tests/app/services/test_reading_shared.py",
    "app/services/attachments.py": "tests/app/services/test_syncing.py",
    "app/services/backing_up.py": "tests/app/commands/test_care.py",
    "app/services/edits.py": "tests/app/services/test_meetings.py",
    "app/services/minutes.py": "tests/app/services/test_meetings.py",
    "app/services/signing.py": "tests/app/services/test_meetings.py",
    "app/services/validation.py": "tests/app/services/test_records.py",
    "app/tag_sending.py": "tests/journeys/test_tag_packs.py",
    "app/turned_away.py": "tests/journeys/test_lost_laptop.py",
    "db/author.py": "tests/db/test_store.py",
    "db/model/entropy.py": "tests/simulation/test_machine.py",
    "db/model/progress.py": "tests/app/services/test_exporting.py",
    "db/model/stamp.py": "tests/app/services/test_settling.py",
    "db/reader.py": "tests/db/test_store.py",
    "db/search.py": "tests/app/services/test_listing.py",
    "sync/bases.py": "tests/sync/test_shelf.py",
    "sync/endings.py": "tests/sync/test_channel.py",
    "sync/server/heard.py": "tests/sync/server/test_hub.py",
    "sync/server/signer.py": "tests/sync/server/test_hub.py",
    "sync/letters.py": "tests/sync/test_ill_will.py",
    "sync/refusals.py": "tests/sync/test_ill_will.py",
}
# Where a building site is, in words; where a person is stays unrecorded.
PLACES_OF_THINGS = frozenset({"app/records/organisation.py: Project.location_text"})


def test_no_module_function_or_class_is_longer_than_a_person_can_hold() -> None:
    assert breaches([*CODE, *modules("tools")], rules.too_long) == []


def test_the_front_of_a_package_holds_one_docstring_and_nothing_else() -> None:
    fronts = [file for file in CODE if file.name == "__init__.py"]
    assert breaches(fronts, rules.more_than_a_docstring) == []


def test_no_module_has_a_name_for_anything() -> None:
    named = [*CODE, *modules("tests", "tools")]
    assert [(file, found) for file in named for found in rules.empty_name(file.stem)] == []


def test_qt_lives_in_ui_desktop_alone() -> None:
    elsewhere = [file for file in CODE if not under(file, "ui/desktop")]
    assert breaches(elsewhere, partial(rules.imports_of, banned=rules.SCREEN)) == []


def test_sql_is_spoken_in_db_alone() -> None:
    elsewhere = [file for file in CODE if not under(file, "db")]
    assert breaches(elsewhere, rules.speaks_sql) == []
    assert breaches(elsewhere, partial(rules.imports_of, banned=rules.ENGINES)) == []


def test_http_is_spoken_in_the_transports_alone() -> None:
    elsewhere = [file for file in CODE if not under(file, "sync/transports")]
    assert breaches(elsewhere, partial(rules.imports_of, banned=rules.CARRIERS)) == []


def test_no_module_keeps_state_that_everyone_can_change() -> None:
    assert breaches(CODE, rules.mutable_globals) == []


def test_only_the_three_nets_catch_everything() -> None:
    elsewhere = [file for file in CODE if not under(file, *NETS)]
    assert breaches(elsewhere, rules.catches_all) == []


def test_only_the_command_line_prints() -> None:
    elsewhere = [file for file in CODE if not under(file, "app/cli.py", "app/commands")]
    assert breaches(elsewhere, partial(rules.calls, names=frozenset({"print"}))) == []


def test_long_work_on_the_desktop_has_one_way() -> None:
    desktop = modules("ui/desktop")
    assert breaches(desktop, partial(rules.calls, names=frozenset({"processEvents"}))) == []
    assert breaches(desktop, partial(rules.inherits, bases=frozenset({"QThread"}))) == []
    assert breaches(desktop, partial(rules.imports_of, banned=frozenset({"asyncio"}))) == []


def test_colours_come_from_the_theme() -> None:
    drawn = [file for file in modules("ui") if not under(file, "ui/desktop/theme")]
    assert breaches(drawn, rules.names_a_colour) == []


def test_code_speaks_english_and_people_read_the_catalogue() -> None:
    assert breaches(modules("ui", "sync", "db"), rules.speaks_chinese) == []
    marks = compile_catalogue.MARKS | rules.SPOKEN_TO_NOBODY
    assert breaches(modules("ui"), partial(rules.untranslated, marks=marks)) == []


def test_no_record_type_has_a_field_the_guardrails_forbid() -> None:
    found = breaches(modules("app/records"), rules.never_recorded)
    assert set(found) <= PLACES_OF_THINGS


def test_every_module_below_the_screen_has_tests_where_one_looks_for_them() -> None:
    untested = []
    for floor in ("app", "sync", "db"):
        asked = {
            name for file in modules(f"tests/{floor}") for name in rules.imported(source(file))
        }
        for file in modules(floor):
            place = file.relative_to(ROOT)
            mirror = ROOT / "tests" / place.with_name(f"test_{place.name}")
            module = ".".join(place.with_suffix("").parts)
            if file.name != "__init__.py" and not mirror.is_file() and module not in asked:
                untested += [str(place)]
    assert sorted(set(untested) - set(TESTED_THROUGH)) == []


def test_what_is_tested_through_another_still_exists() -> None:
    assert [place for place in TESTED_THROUGH if not (ROOT / place).is_file()] == []
    assert [to for to in TESTED_THROUGH.values() if not (ROOT / to).is_file()] == []
