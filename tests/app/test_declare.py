"""A text is read in one way, whether it is quickly seen to be clean or looked over sign by sign."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.declare import LongText, Text

SHORT, LONG = TypeAdapter[str](Text), TypeAdapter[str](LongText)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
signs = st.text(
    st.one_of(st.sampled_from(" \t\n\r\u3000\u200b\x7f\x0b，。路"), st.characters(codec="utf-8")),
    max_size=30,
)


@given(signs)
def test_a_text_is_cleaned_of_what_stands_around_it_and_refused_with_control_characters(
    text: str,
) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    for adapter, cleaned in ((SHORT, lines.strip(" \t\n")), (LONG, lines)):
        if _CONTROL.search(text):
            with pytest.raises(ValidationError):
                adapter.validate_python(text)
        else:
            assert adapter.validate_python(text) == cleaned
