"""National ID, legal ID, telephone, e-mail, reference: what is read, and what is refused."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from handlers.forms.events import Attachment, Picked, Sent, SharedPhone, Typed
from handlers.forms.field import Field, Problem, Reading, Setting
from handlers.forms.fields import Email, LegalId, NationalId, Phone, Reference
from handlers.i18n.translator import Translators

SETTING = Setting(date(2026, 11, 20))
FA = Translators.load(ZoneInfo("Asia/Tehran")).for_("fa")
PHOTO = Sent(Attachment("photo", "f", "u"))


def field(kind: type[Field]) -> Field:
    """A field of a kind, with nothing special."""
    return kind(name="it", label="It", prompt="It?")


def value(kind: type[Field], typed: str) -> object:
    """What is read from a text; None when it is refused."""
    found = field(kind).read(Typed(typed), {}, SETTING)
    return found.value if isinstance(found, Reading) else None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0013542419", "0013542419"),
        ("۰۰۱۳۵۴۲۴۱۹", "0013542419"),
        ("٣٩٧٤٠١٧٨٤٤", "3974017844"),
        ("773094286-0", "7730942860"),
        ("049-937089-9", "0499370899"),
        ("76229645", "0076229645"),
        ("11537027", "0011537027"),
        (" 0013542419\u200f", "0013542419"),
        ("0123456789", "0123456789"),
    ],
)
def test_a_national_id_is_read_in_any_digits(typed: str, kept: str) -> None:
    """Dashes, spaces and lost zeros at the front do not matter."""
    assert value(NationalId, typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["1234567890", "2345678901", "1111111111", "0000000000", "1234567", "00135424190", "کد من", ""],
)
def test_a_wrong_national_id_is_refused(typed: str) -> None:
    """A wrong check digit, all the same digits, a wrong length, no digits."""
    assert value(NationalId, typed) is None


def test_the_refusal_says_what_to_do_and_keeps_what_was_typed() -> None:
    """The person sees their own text again, and that the question can be skipped."""
    found = field(NationalId).read(Typed("1234567890"), {}, SETTING)
    assert isinstance(found, Problem)
    assert found.raw == "1234567890"
    assert "check digit" in found.msgid
    assert "skip" in found.msgid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("10380284790", "10380284790"),
        ("۱۰۳۸۰۲۸۴۷۹۰", "10380284790"),
        ("10380284090", "10380284090"),  # the remainder is ten here, its check digit zero
    ],
)
def test_a_legal_id_is_read(typed: str, kept: str) -> None:
    """Eleven digits with their check digit."""
    assert value(LegalId, typed) == kept


@pytest.mark.parametrize("typed", ["11111111111", "10380284791", "1038028479", "00000000000", "x"])
def test_a_wrong_legal_id_is_refused(typed: str) -> None:
    """A wrong check digit or length."""
    assert value(LegalId, typed) is None


def test_only_the_end_of_an_id_is_shown_on_a_card() -> None:
    """Staff see three digits; the person sees all of them, in the digits of the language."""
    shown = field(NationalId)
    assert shown.show("0013542419", FA) == "۰۰۱۳۵۴۲۴۱۹"
    assert shown.show_masked("0013542419", FA) == "•••••••۴۱۹"


@pytest.mark.parametrize(
    "typed",
    [
        "09121234567", "9121234567", "+989121234567", "00989121234567", "989121234567",
        "۰۹۱۲۱۲۳۴۵۶۷", "0912 123 45 67", "٠٩١٢-١٢٣-٤٥٦٧", "(0912)1234567",
    ],
)  # fmt: skip
def test_a_mobile_number_is_kept_in_one_form(typed: str) -> None:
    """Every usual spelling of one number gives the same E.164 text."""
    assert value(Phone, typed) == "+989121234567"


def test_landlines_with_their_code_and_foreign_numbers_are_read() -> None:
    """Qom's 025 and a number with another country code."""
    assert value(Phone, "۰۲۵-۳۲۹۰۰۰۰۰") == "+982532900000"
    assert value(Phone, "+44 20 7183 8750") == "+442071838750"


@pytest.mark.parametrize("shared", ["989121234567", "+989121234567", "09121234567"])
def test_a_shared_number_is_read(shared: str) -> None:
    """Telegram leaves out the plus of the numbers it shares."""
    found = field(Phone).read(SharedPhone(shared), {}, SETTING)
    assert isinstance(found, Reading)
    assert found.value == "+989121234567"


@pytest.mark.parametrize("typed", ["32900000", "112", "123", "call me", "0912123456", "", "1" * 60])
def test_what_cannot_be_called_is_refused(typed: str) -> None:
    """A landline without its code, short codes, too few digits, words."""
    assert value(Phone, typed) is None


def test_a_number_is_shown_so_that_it_can_be_pressed() -> None:
    """Latin digits with the country code: Telegram makes a link of it."""
    assert field(Phone).show("+989121234567", FA) == "+98 912 123 4567"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a.b@Example.IR", "a.b@example.ir"),
        (" <x+y@mail.example.com> ", "x+y@mail.example.com"),
        ("ali۲@example.ir", "ali2@example.ir"),
    ],
)
def test_an_email_is_read(typed: str, kept: str) -> None:
    """The domain in small letters, digits in Latin; the local part as written."""
    assert value(Email, typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a",
        "a@b",
        "a b@c.ir",
        "@c.ir",
        "a@c..ir",
        "a@-c.ir",
        "a@c.1",
        "x" * 65 + "@c.ir",
        "a@b@c.ir",
    ],
)
def test_what_is_no_email_is_refused(typed: str) -> None:
    """No at sign, no domain, spaces, too long."""
    assert value(Email, typed) is None


def test_a_reference_is_read_by_who_knows_references() -> None:
    """The reader comes from outside; what it does not know is asked again."""
    known = Setting(SETTING.today, lambda text: "Q-1405-7K3MX9" if "7k3" in text.lower() else None)
    asked = field(Reference)
    for raw in (Typed("q 1405 7k3mx9"), Picked("Q-1405-7K3MX9")):
        found = asked.read(raw, {}, known)
        assert isinstance(found, Reading)
        assert found.value == "Q-1405-7K3MX9"
    assert isinstance(asked.read(Typed("no idea"), {}, known), Problem)
    assert isinstance(asked.read(PHOTO, {}, known), Problem)


@pytest.mark.parametrize("kind", [NationalId, LegalId, Phone, Email])
def test_a_photo_is_no_number(kind: type[Field]) -> None:
    """A file instead of text is explained, never read."""
    assert isinstance(field(kind).read(PHOTO, {}, SETTING), Problem)
