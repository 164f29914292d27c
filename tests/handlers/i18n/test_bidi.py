"""Direction: what is isolated, what is left alone, what is taken out of pasted text."""

import pytest

from handlers.i18n import bidi

FSI, PDI = bidi.FSI, bidi.PDI


@pytest.mark.parametrize(
    "value", ["Q-1405-7K3MX9", "GDP", "آمار GDP", "+98 912 345 6789", "1405-08-29"]
)
def test_in_a_persian_line_what_would_turn_around_is_isolated(value: str) -> None:
    """Latin words, mixed text and punctuated digits would change places in a right-to-left line."""
    assert bidi.isolate(value, rtl=True) == f"{FSI}{value}{PDI}"


@pytest.mark.parametrize("value", ["قم", "۱۴۰۵", "۱٬۲۳۴٫۵", "12", "", "…", "سالنامهٔ ۱۴۰۳"])
def test_in_a_persian_line_what_runs_with_it_is_left_alone(value: str) -> None:
    """Persian words and bare numbers need no isolate."""
    assert bidi.isolate(value, rtl=True) == value


def test_in_an_english_line_persian_is_isolated_and_digits_are_not() -> None:
    """Only right-to-left letters disturb a left-to-right line."""
    assert bidi.isolate("قم", rtl=False) == f"{FSI}قم{PDI}"
    assert bidi.isolate("+98 912 345", rtl=False) == "+98 912 345"


def test_tags_of_html_have_no_direction() -> None:
    """A Persian word in bold is Persian, although its tag is Latin."""
    assert bidi.isolate("<b>قم</b>", rtl=True, markup=True) == "<b>قم</b>"
    assert bidi.isolate("<b>Qom</b>", rtl=True, markup=True) == f"{FSI}<b>Qom</b>{PDI}"


def test_an_open_override_does_not_reach_beyond_the_value() -> None:
    """A name with a right-to-left override in it cannot turn the rest of the line around."""
    assert bidi.isolate("\u202eevil", rtl=False) == "evil"
    assert bidi.isolate("a\u2069b", rtl=True) == f"{FSI}ab{PDI}"
    assert bidi.isolate(f"{FSI}Q-1{PDI}", rtl=True) == f"{FSI}Q-1{PDI}"


def test_a_control_that_waits_for_the_next_line_is_open() -> None:
    """Its partner in another line does not close it."""
    assert bidi.balanced(f"{FSI}a\nb{PDI}") == "a\nb"
    assert bidi.balanced(f"{FSI}a{PDI}\nb") == f"{FSI}a{PDI}\nb"


def test_each_line_of_a_value_is_isolated_for_itself() -> None:
    """An isolate ends with its line, so no line may rely on another's."""
    assert bidi.isolate("one\nدو", rtl=True) == f"{FSI}one{PDI}\nدو"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\u200f۱۴۰۵\u200e", "۱۴۰۵"),
        ("\ufeffسلام\u2067 x\u2069", "سلام x"),
        ("می\u200cروم", "می\u200cروم"),
        ("\u200cمی\u200c\u200cروم\u200c", "می\u200cروم"),
        ("a\x00b\x07c\ud800d", "abcd"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
)
def test_what_is_invisible_goes_and_what_belongs_to_the_spelling_stays(
    pasted: str, kept: str
) -> None:
    """Marks, control characters and half characters go; ZWNJ inside a word and emoji stay."""
    assert bidi.clean(pasted) == kept
