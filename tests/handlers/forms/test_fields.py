"""Words, buttons and files as answers."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers.forms.events import Attachment, Done, Picked, Sent, SharedPhone, Typed
from handlers.forms.field import Field, Problem, Reading, Setting, Words
from handlers.forms.fields import Choice, Consent, Files, Info, Option, Text
from handlers.forms.files import MEGABYTE
from handlers.i18n.translator import Translators

SETTING = Setting(date(2026, 11, 20))
LOADED = Translators.load(ZoneInfo("Asia/Tehran"))
BASE: Any = {"name": "it", "label": "It", "prompt": "It?"}
TEXT = Text(**BASE, min=2, max=20)
OPTIONS = (Option("excel", "📗 Excel", ("اکسل",)), Option("csv", "CSV"), Option("other", "Other"))
ONE = Choice(**BASE, options=OPTIONS)
MANY = Choice(**BASE, options=OPTIONS, many=True)
FILES = Files(**BASE, max_count=2, max_size=5 * MEGABYTE, kinds=("photo", "document"))


def read(field: Field, raw: Any, **answers: Any) -> Reading | Problem:
    """The field's answer to an input."""
    return field.read(raw, answers, SETTING)


def sent(unique: str = "u", kind: str = "photo", **more: Any) -> Sent:
    """A file."""
    return Sent(Attachment(kind, "id-" + unique, unique, **more))


def test_words_are_cleaned_and_kept() -> None:
    """Direction marks and needless spaces go; the spelling stays."""
    assert read(TEXT, Typed(" \u200fنرخ   بیکاری\n")) == Reading("نرخ بیکاری")
    long = Text(**BASE, multiline=True)
    assert read(long, Typed("یک\nدو")) == Reading("یک\nدو")


@pytest.mark.parametrize("typed", ["", " ", "a", "؟؟؟", "🙂🙂", "\u200b\u200b"])
def test_too_little_is_refused(typed: str) -> None:
    """Signs alone are no answer."""
    assert isinstance(read(TEXT, Typed(typed)), Problem)


def test_too_much_is_refused_with_both_numbers_and_the_whole_text() -> None:
    """The person reads how long it is and how long it may be, and loses nothing."""
    found = read(TEXT, Typed("x" * 21))
    assert isinstance(found, Problem)
    assert found.values == {"length": 21, "max": 20}
    assert found.raw == "x" * 21
    assert read(TEXT, Typed("x" * 20)) == Reading("x" * 20)


@pytest.mark.parametrize("raw", [Picked("x"), Done(), SharedPhone("0912"), sent()])
def test_words_are_wanted_in_writing(raw: Any) -> None:
    """A button, a contact or a file is no text."""
    assert isinstance(read(TEXT, raw), Problem)


@pytest.mark.parametrize("typed", ["excel", "Excel", "📗 excel", "اكسل", "1", "۱"])
def test_an_option_may_be_typed(typed: str) -> None:
    """Its name, the words for it, or its number."""
    assert read(ONE, Typed(typed)) == Reading("excel")


def test_an_option_may_be_typed_as_its_button_reads_in_the_language_of_the_person() -> None:
    """The label is compared as shown, without the picture in front of it."""
    assert ONE.picked("other", LOADED.for_("en")) == Picked("other")
    assert ONE.picked("excel", LOADED.for_("en")) == Picked("excel")
    assert ONE.picked("?", LOADED.for_("en")) is None


@pytest.mark.parametrize("raw", [Picked("pdf"), Typed("word"), Typed(""), Done(), sent()])
def test_what_is_no_option_is_refused(raw: Any) -> None:
    """A forged press and an unknown word change nothing."""
    assert isinstance(read(ONE, raw), Problem)


def test_several_options_are_gathered_and_taken_back() -> None:
    """Each press turns one on or off, in the order of the buttons; the question stays open."""
    first = read(MANY, Picked("csv"))
    assert first == Reading(["csv"], is_open=True)
    assert read(MANY, Picked("excel"), it=["csv"]) == Reading(["excel", "csv"], is_open=True)
    assert read(MANY, Picked("csv"), it=["excel", "csv"]) == Reading(["excel"], is_open=True)


def test_several_options_may_be_typed_at_once_beside_those_pressed() -> None:
    """What was pressed before is not lost."""
    assert read(MANY, Typed("CSV، اکسل")) == Reading(["excel", "csv"])
    assert read(MANY, Typed("csv"), it=["other"]) == Reading(["csv", "other"])
    assert isinstance(read(MANY, Typed("csv, word")), Problem)


def test_chosen_options_are_shown_by_their_labels() -> None:
    """Also an option that a later version no longer has."""
    assert MANY.show(["excel", "csv", "gone"], LOADED.for_("en")) == "📗 Excel, CSV, gone"
    assert ONE.show("csv", LOADED.for_("en")) == "CSV"
    assert MANY.holds([]) and not MANY.holds("csv") and not ONE.holds(["csv"])  # noqa: PT018


@pytest.mark.parametrize("raw", [Picked("yes"), Typed("بله"), Typed("موافقم."), Typed("OK")])
def test_consent_is_given_by_button_or_word(raw: Any) -> None:
    """Yes in each language."""
    assert read(Consent(**BASE), raw) == Reading(value=True)


@pytest.mark.parametrize("raw", [Picked("no"), Typed("نه"), Typed("maybe"), Done(), sent()])
def test_nothing_else_is_consent(raw: Any) -> None:
    """No, and what is neither yes nor no."""
    assert isinstance(read(Consent(**BASE), raw), Problem)


def test_an_information_is_read_and_refuses_files_with_its_own_words() -> None:
    """It is no answer: only "go on" passes."""
    info = Info(**BASE, refuse_file=Words("Not here: {why}", {"why": "rule"}))
    assert read(info, Done()) == Reading(value=True)
    assert not info.is_answer
    refused = read(info, sent())
    assert isinstance(refused, Problem)
    assert refused.text(LOADED.for_("en")) == "Not here: rule"
    assert isinstance(read(info, Typed("why?")), Problem)


def test_files_are_gathered_once_each() -> None:
    """An album comes as several files; a file sent twice is kept once."""
    first = read(FILES, sent("a", file_name="a.jpg", media_group_id="g"))
    assert isinstance(first, Reading)
    assert first.is_open
    assert [item["file_name"] for item in first.value] == ["a.jpg"]
    assert first.value[0]["media_group_id"] == "g"
    again = read(FILES, sent("a"), it=first.value)
    assert isinstance(again, Reading)
    assert again.value == first.value


@pytest.mark.parametrize(
    "raw",
    [
        sent("x", "voice"),
        sent("x", "document", file_name="run.EXE"),
        sent("x", file_size=5 * MEGABYTE + 1),
        Typed("here"),
        Picked("x"),
    ],
)
def test_files_that_are_not_accepted_are_explained(raw: Any) -> None:
    """Kind, program, size; and text where a file is wanted."""
    assert isinstance(read(FILES, raw), Problem)


def test_there_is_an_end_to_files() -> None:
    """One more than the limit is refused, with the limit."""
    held = [sent("a").file.to_json(), sent("b").file.to_json()]
    found = read(FILES, sent("c"), it=held)
    assert isinstance(found, Problem)
    assert found.values == {"max": 2}


def test_files_are_shown_by_number_and_name() -> None:
    """A photo has no name of its own; its kind stands for it."""
    held = [sent("a").file.to_json(), sent("b", "document", file_name="t.pdf").file.to_json()]
    assert FILES.show(held, LOADED.for_("en")) == "2 files: photo, t.pdf"
    assert FILES.holds(held)
    assert not FILES.holds(["x"])


def test_the_kinds_in_a_refusal_are_named_in_the_language() -> None:
    """A sentence inside a sentence is translated with it."""
    found = read(FILES, sent("x", "voice"))
    assert isinstance(found, Problem)
    assert "photo, document" in found.html(LOADED.for_("en"))


def test_a_rule_of_a_form_can_refuse_or_remark() -> None:
    """The first refusal counts; a remark goes along with the answer."""

    def rule(value: Any, answers: Any, today: date) -> Problem | Words | None:
        return Problem("no") if value == "bad" else Words("note") if value == "odd" else None

    field = Text(**BASE, rules=(rule,))
    assert read(field, Typed("bad")) == Problem("no", raw="bad")
    assert read(field, Typed("odd")) == Reading("odd", note=Words("note"))
    assert field.check("bad", {}, SETTING.today) == Problem("no")
    assert field.check("fine", {}, SETTING.today) is None
