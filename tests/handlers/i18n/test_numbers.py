"""Numbers: digits of three scripts, both ways."""

from decimal import Decimal

import pytest

from handlers.i18n import numbers


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (1234567, "fa", "۱٬۲۳۴٬۵۶۷"),
        (1234567.5, "ar", "١٬٢٣٤٬٥٦٧٫٥"),
        (1234567.25, "en", "1,234,567.25"),
        (-5, "fa", "−۵"),
        (Decimal("2.50"), "fa", "۲٫۵"),
        (1200, "en", "1,200"),
        (100.0, "en", "100"),
        (0, "ar", "٠"),
    ],
)
def test_a_quantity_is_written_as_its_language_writes_it(
    value: float | Decimal, language: str, shown: str
) -> None:
    """Digits and separators are those of the language; zeros at the end of a fraction go."""
    assert numbers.number(value, language) == shown


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("۱۲", 12),
        ("٣٤", 34),
        ("1,234", 1234),
        ("۱٬۲۳۴٬۵۶۷", 1234567),
        ("1 234", 1234),
        ("\u200f-7", -7),
        ("−۷", -7),
    ],
)
def test_a_whole_number_is_read_in_any_digits(typed: str, value: int) -> None:
    """Separators between groups of three and signs are understood."""
    assert numbers.read_int(typed) == value


@pytest.mark.parametrize("typed", ["", "دو", "12,34", "1.5", "1,234 567", "²", "9" * 50, "1-2"])
def test_what_is_no_whole_number_is_not_read_as_one(typed: str) -> None:
    """Nothing is guessed out of odd groups, fractions or words."""
    assert numbers.read_int(typed) is None


def test_digits_change_and_all_else_stays() -> None:
    """Only digits are exchanged, in both directions."""
    assert numbers.to_language("Q-1405 و ۲۹", "ar") == "Q-١٤٠٥ و ٢٩"
    assert numbers.to_latin("۱۴۰۵/٠٨ ²") == "1405/08 ²"
