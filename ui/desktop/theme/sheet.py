"""The one style sheet: a template whose `@names` are filled from tokens.

`@text.primary` is a colour, `@size.control` a length in pixels at the text scale of the moment,
`@edge.control` that length without its two 1-px edges, `@inner.control` without two of 2 px,
`@type.body` a font size, `@weight.strong` a weight, `@family` the family on screen.
"""

import re
from collections.abc import Callable
from pathlib import Path

_NAME = re.compile(r"@([a-z]+(?:\.[a-z_0-9]+)?)")


def make_sheet(template: Path, value: Callable[[str], str]) -> str:
    """Fill the template. `value` gives the text for a name and raises KeyError for an unknown one."""
    return _NAME.sub(lambda match: value(match[1]), template.read_text("utf-8"))
