"""Texts encrypted under the home's data key, for where the engine does not encrypt."""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.model.errors import StoreDamaged
from db.model.words import N_

_NONCE = 12


class Vault:
    """AES-256-GCM under one 32-byte key; a text opens only under the name it was sealed for."""

    def __init__(self, key: bytes) -> None:
        self._box = AESGCM(key)

    def sealed(self, name: str, text: str) -> str:
        """Return a text encrypted, as base64."""
        nonce = os.urandom(_NONCE)
        return base64.b64encode(
            nonce + self._box.encrypt(nonce, text.encode(), name.encode())
        ).decode()

    def opened(self, name: str, sealed: str) -> str:
        """Read `sealed` back. Raises StoreDamaged for another key, another name or a changed text."""
        try:
            raw = base64.b64decode(sealed, validate=True)
            return self._box.decrypt(raw[:_NONCE], raw[_NONCE:], name.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise StoreDamaged(
                N_("What is kept here as {name} does not open with this home's key."),
                safe=N_("The records themselves were not touched."),
                hint=N_("Use the home that this database was made with, or a copy of it."),
                name=name,
            ) from error
