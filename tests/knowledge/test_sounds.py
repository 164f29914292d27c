"""Finglish sounds like Persian; a slipped keyboard is turned back."""

from __future__ import annotations

import pytest

from knowledge import sounds, text

FINGLISH = [
    ("آمار", "amar aamar"),
    ("سالنامه", "salname saalnameh salnameye"),
    ("سرشماری", "sarshomari sarshomaari"),
    ("جمعیت", "jamiat jameiat jamiyat"),
    ("خانوار", "khanevar khanvar"),
    ("بیکاری", "bikari"),
    ("اشتغال", "eshteghal eshteqal"),
    ("تورم", "tavarom tavvarom"),
    ("قیمت", "gheymat qeymat"),
    ("هزینه", "hazine hazineh"),
    ("کشاورزی", "keshavarzi"),
    ("شهرستان", "shahrestan"),
    ("شکایت", "shekayat"),
    ("پیشنهاد", "pishnahad"),
    ("پیگیری", "peygiri"),
    ("رایگان", "rayegan"),
]

SLIPS = [
    ("shgkhli", "سالنامه"),
    ("Hlhv", "آمار"),
    ("fd;hvd", "بیکاری"),
    ("[ludj", "جمعیت"),
    ("rl", "قم"),
    ("slkhk", "سمنان"),
    ("svalhvd", "سرشماری"),
]


@pytest.mark.parametrize(("persian", "latin"), FINGLISH)
def test_finglish_has_the_skeleton_of_the_persian_word(persian: str, latin: str) -> None:
    """Every usual Latin spelling has the code of the Persian word."""
    code = sounds.skeleton(text.normalise(persian))
    ezafe = {code, f"{code}y"}
    assert {sounds.skeleton(word) for word in latin.split()} <= ezafe


@pytest.mark.parametrize(("one", "other"), [("بیکاری", "تورم"), ("قم", "سمنان"), ("آمار", "آموزش")])
def test_different_words_sound_different(one: str, other: str) -> None:
    """A code tells words apart."""
    assert sounds.skeleton(one) != sounds.skeleton(other)


@pytest.mark.parametrize(("typed", "meant"), SLIPS)
def test_a_slipped_keyboard_is_read_as_persian(typed: str, meant: str) -> None:
    """The same keys on the Persian keyboard write the word that was meant."""
    assert sounds.as_persian_keys(typed) == meant


def test_a_slipped_keyboard_is_read_as_latin() -> None:
    """The other way round: English typed with the keyboard in Persian."""
    assert sounds.as_latin_keys("صاشف") == "what"
