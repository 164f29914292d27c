"""References as people see, type and misread them."""

import pytest

from storage.tickets import reference
from tests.clock import Dice

CODES = ["Q", "S", "IL", "TEH"]
KNOWN = reference.make("Q", 1405, lambda count: bytes(range(7, 7 + count)))


def test_a_reference_says_office_and_year() -> None:
    """Code, Jalali year and six characters, the first five from chance."""
    assert KNOWN.startswith("Q-1405-789AB")
    assert len(KNOWN) == 13
    assert reference.is_valid(KNOWN)
    assert reference.read(KNOWN, CODES) == KNOWN


@pytest.mark.parametrize(
    "typed",
    [
        "  Q-1405-{body} ",
        "q-1405-{lower}",
        "Q1405{body}",
        "q 1405 {body}",
        "Q_1405_{body}",
        "Q–1405—{body}",
        "Q−1405‑{body}",
        "۱۴۰۵",
        "t_Q-1405-{body}",
        "T_q1405{lower}",
        "\u2068Q-1405-{body}\u2069",
        "Q-۱۴۰۵-{body}",
        "Q-١٤٠٥-{body}",
        "Q-14O5-{body}",
        "Q-I4O5-{body}",
        "Q-l405-{body}",
        "Q - 1405 - {body}",
        "Ｑ-1405-{body}",
    ],
)
def test_reading_forgives(typed: str) -> None:
    """Case, digits of any script, lookalikes, any dash, any gap, direction marks, deep links."""
    body = KNOWN[-6:]
    text = typed.format(body=body, lower=body.lower())
    wanted = None if text == "۱۴۰۵" else KNOWN
    assert reference.read(text, CODES) == wanted


def test_digits_of_the_body_may_be_of_any_script_too() -> None:
    """A reference typed wholly on a Persian keyboard's digit row is read."""
    made = next(
        one
        for one in (reference.make("Q", 1405, Dice(seed)) for seed in range(200))
        if any(character.isdigit() for character in one[-6:])
    )
    persian = made.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert reference.read(persian, CODES) == made


@pytest.mark.parametrize("text", ["", " ", "t_", "Q", "سلام", "X-1405-789AB0", "Q-1405-", "-" * 40])
def test_what_is_none_is_none(text: str) -> None:
    """Text that is no reference of a known office is not taken for one."""
    assert reference.read(text, CODES) is None
    assert reference.find_all(text, CODES) == []


def test_references_are_found_inside_a_sentence() -> None:
    """Each reference in a text is found once, in order, glued to Persian words too."""
    other = reference.make("TEH", 1404, Dice(3))
    text = f"سلام، پیگیری {KNOWN.lower()}؛ و هم{other.replace('-', ' ')}را (باز {KNOWN})"
    assert reference.find_all(text, CODES) == [KNOWN, other]
    assert reference.find_all(f"https://t.me/amaryar?start=t_{KNOWN}", CODES) == [KNOWN]


def test_a_longer_word_is_no_reference() -> None:
    """A reference is not cut out of a longer word or number."""
    assert reference.find_all(f"A{KNOWN}", CODES) == []
    assert reference.find_all(f"{KNOWN}7", CODES) == []


def test_a_false_start_does_not_hide_what_follows() -> None:
    """A code and a year in the sentence do not swallow the reference behind them."""
    assert reference.find_all(f"Q 1405 Q 1405 {KNOWN}", CODES) == [KNOWN]


def test_office_codes_may_have_letters_that_references_avoid() -> None:
    """A code with I, L, O or U keeps its letters, however they were typed."""
    made = reference.make("IL", 1405, Dice(1))
    assert reference.read(made.replace("IL", "1L"), CODES) == made
    assert reference.read(made.lower(), CODES) == made
    with_u = reference.make("U", 1405, Dice(1))
    assert reference.read(with_u, ["U"]) == with_u


def test_codes_that_look_alike_are_not_guessed() -> None:
    """When two offices' codes cannot be told apart, nothing is read rather than the wrong one."""
    made = reference.make("IL", 1405, Dice(1))
    assert reference.read(made, ["IL", "LI"]) is None


@pytest.mark.parametrize("code", ["", "q", "QOMX", "Q1", "ق"])
def test_a_bad_office_code_is_refused(code: str) -> None:
    """A code is one to three capital letters."""
    with pytest.raises(ValueError, match="capital letters"):
        reference.make(code, 1405, Dice())


@pytest.mark.parametrize("text", ["q-1405-789AB0", KNOWN + " ", "Q-1405-789ABI", "Q1405789AB0"])
def test_validity_is_strict(text: str) -> None:
    """Only the written form itself is valid; reading is where forgiving happens."""
    assert not reference.is_valid(text)


def test_even_broken_chance_gives_valid_references() -> None:
    """Whatever bytes come, a reference with a right check character is made."""
    for byte in range(256):
        made = reference.make("Q", 1405, lambda count, byte=byte: bytes([byte]) * count)  # type: ignore[misc]
        assert reference.is_valid(made)
