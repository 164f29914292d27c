"""What tells who wrote a text is taken out; what the text says stays."""

import pytest

from knowledge import anonymity
from knowledge.anonymity import HIDDEN


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("شمارهٔ من ۰۹۱۲ ۱۲۳ ۴۵۶۷ است", f"شمارهٔ من {HIDDEN} است"),
        ("+98 912 123 4567", HIDDEN),
        ("کد ملی 0012345678", f"کد ملی {HIDDEN}"),
        ("به ali.rezaei@example.ir بفرستید", f"به {HIDDEN} بفرستید"),
        ("در تلگرام @maryam_r هستم", f"در تلگرام {HIDDEN} هستم"),
        ("پروندهٔ Q-1405-7K3MX9 من", f"پروندهٔ {HIDDEN} من"),
        ("شماره‌ام ٠٩١٢١٢٣٤٥٦٧", f"شماره‌ام {HIDDEN}"),
    ],
)
def test_numbers_and_addresses_of_people_are_taken_out(text: str, hidden: str) -> None:
    """In any digits, with or without spaces; a mark stays in their place."""
    assert anonymity.hide(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "جمعیت قم در ۱۳۹۵-۱۴۰۰",
        "سال ۱۴۰۳/۰۵/۱۲",
        "نرخ بیکاری ۹٫۴ درصد بود",
        "12,500 نفر",
        "جدول ۳-۱۲ سالنامهٔ ۱۴۰۴",
        "ساعت ۷:۳۰ تا ۱۴:۰۰",
    ],
)
def test_figures_stay(text: str) -> None:
    """Years, dates, shares and small quantities are what the text is about."""
    assert anonymity.hide(text) == text


def test_names_are_taken_out_however_they_are_spelled() -> None:
    """Whole or in part, in Persian or Arabic letters; words that only begin alike stay."""
    names = ["مریم رضایی", "Maryam"]
    text = "سلام خانم رضايي، مریم عزیز؛ مریم‌رضایی. رضاییان و maryam"
    hidden = anonymity.hide(text, names)
    assert hidden == f"سلام خانم {HIDDEN}، {HIDDEN} عزیز؛ {HIDDEN}. رضاییان و {HIDDEN}"


def test_titles_and_short_words_are_no_names() -> None:
    """«سید» and «آقای» would take ordinary words along."""
    assert anonymity.hide("آقای محترم، گل و سید", ["آقای سید گل"]) == "آقای محترم، گل و سید"


def test_hiding_twice_changes_nothing() -> None:
    """What is hidden stays hidden."""
    once = anonymity.hide("۰۹۱۲۱۲۳۴۵۶۷ مریم", ["مریم"])
    assert anonymity.hide(once, ["مریم"]) == once
