"""Sentences with values in them: language, digits, escaping, direction."""

from datetime import UTC, date, datetime
from gettext import NullTranslations
from zoneinfo import ZoneInfo

import pytest

from handlers.i18n.bidi import FSI, PDI
from handlers.i18n.translator import LANGUAGES, Html, Translator, Translators

TEHRAN = ZoneInfo("Asia/Tehran")


class Sentences(NullTranslations):
    """A catalog of a few sentences."""

    def __init__(self, known: dict[str, str]) -> None:
        super().__init__()
        self.known = known

    def gettext(self, message: str) -> str:
        """Its translation, or itself."""
        return self.known.get(message, message)


def persian(**known: str) -> Translator:
    """A Persian translator that knows these sentences."""
    return Translator("fa", Sentences(known), TEHRAN)


ENGLISH = Translator("en", NullTranslations(), TEHRAN)


def test_a_sentence_comes_in_its_language_with_its_values() -> None:
    """The msgid is looked up, then its slots are filled; the order of the slots is free."""
    t = persian(**{"{a} of {b}": "از {b} تا {a}"})
    assert t.text("{a} of {b}", a="قم", b="سمنان") == "از سمنان تا قم"


def test_whole_numbers_get_the_digits_of_the_language_without_separators() -> None:
    """1405 may be a year; quantities go through ``number``."""
    assert persian().text("سال {y}", y=1405) == "سال ۱۴۰۵"
    assert ENGLISH.text("{n} people", n=12345) == "12345 people"
    assert persian().text("{n}", n=True) == "True"
    assert persian().text("{n} درصد", n=2.5) == "۲٫۵ درصد"


def test_days_and_moments_are_written_out() -> None:
    """A date value is shown as the language shows days, a moment in the zone of the office."""
    assert persian().text("تا {d}", d=date(2026, 11, 20)) == "تا جمعه ۲۹ آبان ۱۴۰۵"
    moment = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    assert persian().text("در {d}", d=moment).endswith("ساعت ۱۱:۳۰")


def test_a_value_of_the_other_direction_is_isolated_only_inside_a_line() -> None:
    """In the middle of a Persian line a reference is isolated; alone on a line it is not."""
    t = persian()
    assert t.text("شمارهٔ {r} ثبت شد", r="Q-1405-7K") == f"شمارهٔ {FSI}Q-1405-7K{PDI} ثبت شد"
    assert t.text("متن:\n{r}\nپایان", r="Q-1405-7K") == "متن:\nQ-1405-7K\nپایان"
    assert (
        t.html("<blockquote>{r}</blockquote>", r="one\ntwo") == "<blockquote>one\ntwo</blockquote>"
    )
    assert t.text("{a}{b}", a="x", b="y") == f"{FSI}x{PDI}{FSI}y{PDI}"


def test_values_are_escaped_in_html_once() -> None:
    """What a person typed cannot become markup; HTML of ours is not escaped again."""
    t = ENGLISH
    assert t.html("<b>{x}</b>!", x="<i>&") == "<b>&lt;i&gt;&amp;</b>!"
    inner = t.html("<i>{x}</i>", x="<")
    assert isinstance(inner, Html)
    assert t.html("{x}.", x=inner) == "<i>&lt;</i>."
    assert t.text("{x}.", x=inner) == "<."


def test_nothing_invisible_gets_into_a_tag() -> None:
    """An address in a link carries no isolate."""
    shown = persian().html('<a href="{url}">سایت</a>', url='https://x.ir/?a=1&b="')
    assert shown == '<a href="https://x.ir/?a=1&amp;b=&quot;">سایت</a>'


def test_braces_in_a_value_are_text() -> None:
    """A value is put in once and never read as a template."""
    assert ENGLISH.text("{x}", x="{y} {0}") == "{y} {0}"


def test_a_slot_without_value_is_a_mistake_of_the_caller() -> None:
    """It fails at once instead of showing braces to people."""
    with pytest.raises(KeyError):
        ENGLISH.text("{x}")


def test_the_number_of_a_plural_fills_its_slot() -> None:
    """The form fits the number, and the number is written with separators."""
    assert ENGLISH.plural("{n} file", "{n} files", 1) == "1 file"
    assert ENGLISH.plural_html("<b>{n}</b> file", "<b>{n}</b> files", 1200) == "<b>1,200</b> files"


@pytest.mark.parametrize(
    ("code", "language"),
    [("fa", "fa"), ("en-US", "en"), ("AR", "ar"), ("ar_EG", "ar"), ("de", "fa"), (None, "fa")],
)
def test_a_language_code_of_telegram_finds_its_language(code: str | None, language: str) -> None:
    """Regions are ignored, unknown languages get the default."""
    assert Translators.load(TEHRAN).for_(code).language == language


def test_every_language_is_loaded() -> None:
    """Catalogs of all languages are read at start, with their direction and the default."""
    loaded = Translators.load(TEHRAN, default="en")
    assert tuple(t.language for t in loaded.all()) == LANGUAGES
    assert [t.rtl for t in loaded.all()] == [True, False, True]
    assert loaded.for_("xx").language == "en"
