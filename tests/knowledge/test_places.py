"""Which office or other province a question names, however it is written."""

from __future__ import annotations

import pytest

from knowledge import text
from knowledge.loader import KnowledgeBase
from knowledge.places import Places

OFFICES = [
    ("مدارک در قم", "qom"),
    ("مدارک درقم", "qom"),
    ("استان قم", "qom"),
    ("قمی‌ها", "qom"),
    ("سازمان مدیریت و برنامه‌ریزی استان قم", "qom"),
    ("amare qom", "qom"),
    ("sherkat dar ghom", "qom"),
    ("the yearbook of Qom", "qom"),
    ("Qom's yearbook", "qom"),
    ("استان غم", "qom"),
    ("محافظة قم", "qom"),
    ("سرشماری سمنان", "semnan"),
    ("سمنانی‌ها", "semnan"),
    ("درسمنان", "semnan"),
    ("جمعیت شاهرود", "semnan"),
    ("amargiri semnan", "semnan"),
    ("semnaan", "semnan"),
    ("Semnan province", "semnan"),
]

OTHERS = [
    ("جمعیت یزد", "yazd"),
    ("جمعیت استان تهران", "tehran"),
    ("تهرون", "tehran"),
    ("shahre mashhad", "razavi-khorasan"),
    ("خراسان جنوبی", "south-khorasan"),
    ("خراسان شمالی", "north-khorasan"),
    ("آذربایجان غربی", "west-azerbaijan"),
    ("سیستان و بلوچستان", "sistan"),
    ("چهارمحال‌وبختیاری", "chaharmahal"),
    ("کهگیلویه و بویر احمد", "kohgiluyeh"),
    ("استان فارس", "fars"),
    ("استان مرکزی", "markazi"),
    ("کرمان", "kerman"),
    ("کرمانشاه", "kermanshah"),
    ("jamiate esfahan", "isfahan"),
    ("population of Gilan", "gilan"),
    ("بندر عباس", "hormozgan"),
]

NOBODY = [
    "زبان فارسی",
    "خلیج فارس",
    "بانک مرکزی",
    "دفتر مرکزی",
    "غم و شادی",
    "قومیت‌ها",
    "سالنامهٔ استان",
    "ساری و جاری",
    "go home",
    "",
]


@pytest.fixture(scope="module")
def places(packaged: KnowledgeBase) -> Places:
    """The places of the packaged content."""
    return Places(packaged.offices, packaged.provinces, packaged.words.places)


@pytest.mark.parametrize(("question", "office"), OFFICES)
def test_an_office_is_recognised(places: Places, question: str, office: str) -> None:
    """Spellings, endings, glued prepositions, Finglish, English and Arabic name the office."""
    named = places.find(text.tokens(question))
    assert (named.office, named.other_province) == (office, None)


@pytest.mark.parametrize(("question", "province"), OTHERS)
def test_another_province_is_recognised(places: Places, question: str, province: str) -> None:
    """A province without an office here is told from no province at all."""
    named = places.find(text.tokens(question))
    assert (named.office, named.other_province) == (None, province)


@pytest.mark.parametrize("question", NOBODY)
def test_words_that_only_look_like_places_are_none(places: Places, question: str) -> None:
    """«فارس», «مرکزی» and «غم» are provinces only after «استان»."""
    named = places.find(text.tokens(question))
    assert (named.office, named.other_province) == (None, None)


def test_all_31_provinces_are_known(packaged: KnowledgeBase, places: Places) -> None:
    """Each province of the country is found by its Persian and its English name."""
    assert len(packaged.provinces) == 31
    for province in packaged.provinces:
        for language in ("fa", "en", "ar"):
            named = places.find(text.tokens(province.name[language]))
            assert province.id in (named.office, named.other_province)


def test_an_office_goes_before_another_province(places: Places) -> None:
    """Where both are named, the office is what the question is asked of."""
    named = places.find(text.tokens("مقایسهٔ قم با یزد"))
    assert (named.office, named.other_province) == ("qom", "yazd")


def test_counties_name_their_province(packaged: KnowledgeBase, places: Places) -> None:
    """Each county of an office's province stands for it; some only after «شهرستان»."""
    for province in packaged.provinces:
        for county in province.counties:
            for name in county.names:
                tokens = text.tokens(f"جمعیت شهرستان {name}")
                assert places.find(tokens).office == province.id, name
    assert places.find(text.tokens("آب و هوای میامی")).office is None
