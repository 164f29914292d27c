"""Claims on message lengths: Telegram's counting, and cuts that lose nothing."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import lengths

lines = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=300)


@pytest.mark.parametrize(
    ("text", "length"),
    [("سلام", 4), ("<b>سلام</b>", 4), ("a &amp; b", 5), ("😀", 2), ("<i>x</i>\n<code>y</code>", 3)],
)
def test_length_is_counted_as_telegram_counts(text: str, length: int) -> None:
    """UTF-16 units after the tags are gone and the entities are read."""
    assert lengths.visible_length(text) == length


@given(st.lists(lines, min_size=1, max_size=8), st.integers(20, 120))
def test_split_parts_fit_and_lose_no_word(raw: list[str], limit: int) -> None:
    """Every part fits, and all that is no white space comes back in its order."""
    text = "\n".join(html.escape(line, quote=False) for line in raw)

    parts = lengths.split(text, limit)

    if text.strip():
        assert all(lengths.visible_length(part) <= limit for part in parts)
    whole = html.unescape("".join(parts))
    assert re.sub(r"\s", "", whole) == re.sub(r"\s", "", "".join(raw))


@given(lines, st.integers(2, 50))
def test_clip_fits_and_keeps_the_beginning(text: str, limit: int) -> None:
    """A clipped text is as long as allowed and begins like the whole."""
    cut = lengths.clip(text, limit)

    assert len(cut.encode("utf-16-le")) // 2 <= limit
    assert text.startswith(cut.removesuffix("…")) or cut == text


def test_short_text_is_left_alone() -> None:
    """What fits is not touched."""
    assert lengths.split("<b>یک</b>\n\nدو") == ["<b>یک</b>\n\nدو"]
