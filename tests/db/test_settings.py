"""Several settings asked for at once are those that each alone would be."""

from db.store import Store


def test_several_are_answered_in_the_order_asked_and_what_is_not_there_is_none(
    store: Store,
) -> None:
    settings = store.settings
    settings.put("b", {"n": 2})
    settings.put("a", "one")
    asked = ("a", "nowhere", "b")
    assert settings.several(*asked) == tuple(settings.get(name) for name in asked)
    assert settings.several(*asked) == ("one", None, {"n": 2})


def test_those_of_another_scope_are_not_among_them(store: Store) -> None:
    store.settings.put("a", "the machine's")
    noted = store.settings.of("elsewhere")
    assert noted.several("a") == (None,)
