"""What is sealed opens with its key and under its name alone."""

import pytest

from db.model.errors import StoreDamaged
from db.vault import Vault

KEY = bytes(range(32))


def test_a_sealed_text_opens_again_and_shows_nothing_of_itself() -> None:
    sealed = Vault(KEY).sealed("office/keys", "秘密 secret")
    assert "secret" not in sealed
    assert Vault(KEY).opened("office/keys", sealed) == "秘密 secret"


def test_another_key_another_name_and_a_changed_text_are_noticed() -> None:
    sealed = Vault(KEY).sealed("a", "text")
    for vault, name, text in (
        (Vault(bytes(32)), "a", sealed),
        (Vault(KEY), "b", sealed),
        (Vault(KEY), "a", sealed[:-4] + "AAAA"),
        (Vault(KEY), "a", "no base64!"),
        (Vault(KEY), "a", ""),
    ):
        with pytest.raises(StoreDamaged):
            vault.opened(name, text)
