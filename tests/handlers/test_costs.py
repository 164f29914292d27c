"""The amount that a clerk writes, and what is none."""

import pytest

from handlers import costs


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("250000", 250_000),
        ("۲۵۰٬۰۰۰ ریال\nبابت جدول", 250_000),
        ("٢٥٠٬٠٠٠ ريال", 250_000),
        (" 1,000,000 rials ", 1_000_000),
        ("10000000000", 10_000_000_000),
    ],
)
def test_an_amount_is_read_in_all_digits(said: str, amount: int) -> None:
    """With separators and the word for the money; only the first line counts."""
    assert costs.read(said) == amount


@pytest.mark.parametrize(
    "said", [None, "", "رایگان", "0", "۲۵ هزار تومان", "10000000001", "250000 تومان", "- 5", "کد 5"]
)
def test_what_is_no_amount_in_rials_is_not_read(said: str | None) -> None:
    """Neither tomans, nor words with a number in them, nor more than anybody pays."""
    assert costs.read(said) is None
