"""Which level of geography a question names, and the place there."""

from __future__ import annotations

import pytest

from knowledge.dimensions.reader import Reader
from knowledge.jalali import Day

LEVELS = [
    ("نرخ بیکاری شهرستان شاهرود", "county", "شاهرود"),
    ("نرخ بیکاری شاهرود چنده", "county", "شاهرود"),
    ("unemployment in Shahrud county", "county", "شاهرود"),
    ("bikari shahrestane shahrood", "county", "شاهرود"),
    ("سكان قضاء شاهرود", "county", "شاهرود"),
    ("جمعیت مهدی شهر", "county", "مهدی‌شهر"),
    ("آمار شهرستان میامی", "county", "میامی"),
    ("جمعیت شهرستان سمنان", "county", "سمنان"),
    ("جمعیت شهر شاهرود", "city", "شاهرود"),
    ("نرخ بیکاری شهر قم", "city", "قم"),
    ("جمعیت شهر تهران", "city", "تهران"),
    ("جمعیت روستای حسن‌آباد؟", "village", "حسن‌آباد"),
    ("جمعیت روستای حسن آباد قم چند نفره", "village", "حسن آباد"),
    ("جمعیت دهستان قنوات شهرستان قم", "rural_district", "قنوات"),
    ("آمار شهرستان کاشان سال ۹۸", "county", "کاشان"),
    ("شهرستان ما چقدر جمعیت داره", "county", None),
    ("شهرستانمون چند نفره", "county", None),
    ("کدوم شهرستان بیشتره", "county", None),
    ("آمار به تفکیک شهرستان", "county", None),
    ("آمار شهرستان‌های استان سمنان", "county", None),
    ("جمعیت شهرهای استان", "city", None),
    ("جمعیت دهستان‌ها", "rural_district", None),
    ("آبادی‌های استان", "village", None),
    ("سهم استان از کشور", "province", None),
    ("نرخ بیکاری کشور", "country", None),
    ("national unemployment rate", "country", None),
]
NONE = [
    "جمعیت سمنان",
    "نرخ بیکاری روستایی",
    "هزینهٔ خانوار شهری و روستایی",
    "تعداد زن و مرد شهر و روستا",
    "نرخ بیکاری مرکز آمار ایران",
    "بخش کشاورزی",
    "بخش خصوصی",
    "آب و هوای میامی",
]


@pytest.mark.parametrize(("question", "level", "place"), LEVELS)
def test_the_finest_level_and_its_place_are_read(
    reader: Reader, today: Day, question: str, level: str, place: str | None
) -> None:
    """Counties by their names, other places after the word for their level."""
    asked = reader.read(question, today)
    assert asked.level == level
    assert (asked.place.name_in("fa") if asked.place else None) == place


@pytest.mark.parametrize("question", NONE)
def test_what_is_no_level_is_not_taken_for_one(reader: Reader, today: Day, question: str) -> None:
    """Urban and rural areas exist in sample surveys, sectors are no districts."""
    assert reader.read(question, today).level is None


def test_a_known_place_has_its_name_in_every_language(reader: Reader, today: Day) -> None:
    """However it was typed."""
    place = reader.read("bikari garmsar", today).place
    assert place is not None
    assert (place.name_in("fa"), place.name_in("en")) == ("گرمسار", "Garmsar")
