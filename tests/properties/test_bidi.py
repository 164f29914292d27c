"""Properties of direction: nothing inserted reaches beyond its place, nothing visible is lost."""

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from handlers.i18n import bidi
from handlers.i18n.translator import Translator, Translators

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
VALUES = st.text(
    st.sampled_from(CONTROLS + "aZ9 ۱٢قم&<>/{}\n\u200c-")
    | st.characters(exclude_categories=["Cs"]),
    max_size=40,
)
TRANSLATORS: tuple[Translator, ...] = Translators.load(ZoneInfo("Asia/Tehran")).all()


def depth_is_zero(text: str) -> bool:
    """Whether every embedding and isolate is closed where its line ends, in order."""
    for line in text.split("\n"):
        waiting: list[str] = []
        for char in line:
            if char in "\u202a\u202b\u202d\u202e":
                waiting.append("\u202c")
            elif char in "\u2066\u2067\u2068":
                waiting.append("\u2069")
            elif char in "\u202c\u2069" and (not waiting or waiting.pop() != char):
                return False
        if waiting:
            return False
    return True


@given(VALUES, st.booleans())
def test_an_isolated_value_is_closed(value: str, rtl: bool) -> None:
    """Nothing typed can turn around what stands beside it."""
    assert depth_is_zero(bidi.isolate(value, rtl=rtl))


@given(VALUES, VALUES, st.sampled_from(TRANSLATORS))
def test_a_sentence_with_any_values_is_closed(first: str, second: str, t: Translator) -> None:
    """As text and as HTML, at the edges and in the middle."""
    for template in ("{a}", "x {a} y {b}", "{a}{b}", "{a}\n{b} قم"):
        values = {"a": first, "b": second}
        assert depth_is_zero(t.text(template, **values))
        assert depth_is_zero(t.html(template, **values))


@given(VALUES, st.sampled_from(TRANSLATORS))
def test_values_never_become_markup(value: str, t: Translator) -> None:
    """Whatever is typed, the only tags are those of the sentence."""
    shown = t.html("<b>{x}</b>", x=value)
    assert shown.startswith("<b>")
    assert shown.endswith("</b>")
    assert "<" not in shown[3:-4]
    assert ">" not in shown[3:-4]


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """What is clean stays as it is, and can be written as UTF-8."""
    cleaned = bidi.clean(text)
    assert bidi.clean(cleaned) == cleaned
    cleaned.encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S"]) | st.just(" ")))
def test_cleaning_loses_nothing_that_can_be_seen(text: str) -> None:
    """Letters, numbers, signs and spaces stay."""
    assert bidi.clean(text) == text


@given(VALUES, st.booleans())
def test_isolating_adds_only_isolates(value: str, rtl: bool) -> None:
    """Apart from direction controls the value is what it was."""
    keep = str.maketrans("", "", CONTROLS)
    assert bidi.isolate(value, rtl=rtl).translate(keep) == value.translate(keep)
