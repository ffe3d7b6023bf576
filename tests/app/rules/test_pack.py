"""The numbers of the rules are data, each in one pack, each from a text that has a name."""

from app.rules.pack import PACKS, TEXTS, shipped


def test_the_national_pack_says_what_stands_in_the_regulations() -> None:
    numbers = shipped().thresholds
    assert (numbers.member_hours, numbers.general_per_quarter, numbers.term_notice_months) == (
        32,
        1,
        6,
    )


def test_no_number_stands_in_two_packs() -> None:
    names = [name for pack in shipped().packs for name in pack.thresholds]
    assert len(names) == len(set(names))


def test_every_text_a_pack_names_is_known_to_the_catalogue() -> None:
    assert tuple(p.id for p in shipped().packs) == PACKS
    assert {text for pack in shipped().packs for text in pack.texts} == set(TEXTS)
