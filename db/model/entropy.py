"""Where random bytes come from: handed down like the clock, so that a history can be repeated."""

from collections.abc import Callable
from typing import TypeAlias

Entropy: TypeAlias = Callable[[int], bytes]
"""Gives so many random bytes; the system's own, `os.urandom`, wherever nobody hands another down."""
