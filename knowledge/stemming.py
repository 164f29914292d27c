"""Words without their endings, lightly: too little is cut rather than too much.

Works on words as `text.tokens` gives them: Persian, Arabic, and English.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_LEAST = 3
"""A stem keeps at least so many letters."""

_NOUN_ENDINGS = sorted(
    (
        "هایشان هایتان هایمان هاشون هاتون هامون هایی هایم هایت هایش های هاش هام هات ها ترین تری تر "
        "یهای یها شان تان مان شون تون مون ای یی ی"
    ).split(),
    key=len,
    reverse=True,
)
_HEH = ("گان", "گی")
"""Endings before which a final heh has gone: گیرندگان, محرمانگی."""

_PLURALS = ("ان", "ات", "ین")
_VERB_ENDINGS = sorted("یم ید ند م ی د ین ن ه".split(" "), key=len, reverse=True)
_VERB_PREFIXES = ("نمی", "می")
_VERBS = (
    "فرست/فرستاد گیر/گرفت ده/داد د/داد خواه/خواست خوا/خواست گوی/گفت گ/گفت دان/دانست دون/دانست "
    "بین/دید رو/رفت ر/رفت کن/کرد توان/توانست تون/توانست پرداز/پرداخت نویس/نوشت خوان/خواند "
    "اور/اورد بر/برد رس/رسید رسان/رساند پرس/پرسید یاب/یافت گذار/گذاشت ذار/گذاشت ساز/ساخت "
    "پذیر/پذیرفت شناس/شناخت شناسان/شناساند فهم/فهمید بند/بست شو/شد ش/شد ای/امد ا/امد مان/ماند "
    "گرد/گشت باش/بود دار/داشت گرداند/گرداند افزا/افزود کش/کشید فروش/فروخت خر/خرید شمار/شمرد"
)
_KEPT = frozenset(
    (
        "استان سازمان زمان امکان درمان تهران سمنان جریان پایان میزان ایران دوران بحران مکان انسان "
        "ساختمان اسان بیان نشان میانگین "
        "نام تمام مقام اقدام اعلام کدام مهم رقم فرم خاتمه ادامه برنامه "
        "تومان یزد عدد سند فرد مرد درصد رشد خرید تولید جدید بازدید تایید سالی ولی خیلی چیزی "
        "بازی ماهی "
        "نظرسنجی دانشجو اداری رسمی فنی رایگان بازرگان جهان زنان جوان زبان باید شاید نباید"
    ).split()
)
_BROKEN_PLURALS = {
    "جداول": "جدول",
    "اهداف": "هدف",
    "اخبار": "خبر",
    "وظایف": "وظیفه",
    "تکالیف": "تکلیف",
    "مراجع": "مرجع",
    "دلایل": "دلیل",
    "علل": "علت",
    "اشکالات": "اشکال",
    "نواقص": "نقص",
    "شعب": "شعبه",
    "ساعات": "ساعت",
    "مبالغ": "مبلغ",
    "مقامات": "مقام",
    "الزامات": "الزام",
    "اختلافات": "اختلاف",
    "اشتباهات": "اشتباه",
    "مدارک": "مدرک",
    "مراحل": "مرحله",
    "شرایط": "شرط",
    "شکایات": "شکایت",
    "انتقادات": "انتقاد",
    "پیشنهادات": "پیشنهاد",
    "نظرات": "نظر",
    "جوانان": "جوان",
    "ادارات": "اداره",
    "خدمات": "خدمت",
    "اسناد": "سند",
    "مناطق": "منطقه",
    "مراکز": "مرکز",
    "اقلام": "قلم",
    "منابع": "منبع",
    "معادن": "معدن",
    "مدارس": "مدرسه",
    "صنایع": "صنعت",
    "تعاریف": "تعریف",
    "شاغلین": "شاغل",
    "تعهدات": "تعهد",
    "توضیحات": "توضیح",
    "استثنائات": "استثنا",
    "استثناات": "استثنا",
    "ارقام": "رقم",
    "اعداد": "عدد",
    "افراد": "فرد",
    "فصول": "فصل",
    "کتب": "کتاب",
    "قوانین": "قانون",
    "ضوابط": "ضابطه",
    "متقاضیان": "متقاضی",
    "تناقضات": "تناقض",
    "مغایرات": "مغایرت",
    "انتشارات": "انتشار",
    "تولیدات": "تولید",
    "سوالات": "سوال",
    "مشکلات": "مشکل",
    "تغییرات": "تغییر",
    "اصلاحات": "اصلاح",
}
_HEH_NOUNS = (
    "نمونه اداره هفته پرونده شیوه رشته دوره برنامه یارانه منطقه رایانه سامانه هزینه رسانه "
    "سالنامه توافقنامه پرسشنامه شماره مرحله نسخه وظیفه تعرفه پروانه کارخانه جاده ماده خانه"
)
_ONE_OF = {f"{noun}ای": noun for noun in _HEH_NOUNS.split()}
"""«نمونه‌ای» is نمونه with ای, not a plural of نمون."""


def _verb_forms() -> dict[str, str]:
    """Every everyday form of the verbs above, to its past stem (also the noun: «پرداخت»)."""
    forms: dict[str, str] = {}
    for verb in _VERBS.split():
        present, past = verb.split("/")
        for prefix in ("می", "نمی", "ب", "ن"):
            for ending in ("م", "ی", "د", "یم", "ید", "ند", "ه", "ین", "ن"):
                forms.setdefault(prefix + present + ending, past)
        if len(present) > 1:
            for ending in ("م", "د", "یم", "ید", "ند"):
                forms.setdefault(present + ending, past)
        for prefix in ("", "می", "نمی", "ن"):
            for ending in ("", "م", "ی", "یم", "ید", "ند", "ه", "ین", "ن", "هاند", "هام", "هاید"):
                forms.setdefault(prefix + past + ending, past)
    return {form: past for form, past in forms.items() if len(form) > _LEAST}


_VERB_FORMS = _verb_forms()

_ENGLISH = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("uses", "us"),
    ("ings", ""),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("ly", ""),
    ("s", ""),
)
_ARABIC_ARTICLES = ("وال", "بال", "فال", "کال", "ال", "لل")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its endings; the same for all forms we know to belong together."""
    if len(word) <= _LEAST or word.isdigit():
        return word
    if word.isascii():
        return _english(word)
    if word in _KEPT:
        return word
    known = _BROKEN_PLURALS.get(word) or _ONE_OF.get(word) or _VERB_FORMS.get(word)
    return known or _verb(word) or _noun(word)


def without_article(word: str) -> str | None:
    """An Arabic word without ال and what is glued before it, or None where there is none."""
    for article in _ARABIC_ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _LEAST:
            return word[len(article) :]
    return None


def _verb(word: str) -> str | None:
    for prefix in _VERB_PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _LEAST:
            base = word[len(prefix) :]
            for ending in _VERB_ENDINGS:
                if base.endswith(ending) and len(base) - len(ending) >= 2:  # noqa: PLR2004
                    return base[: -len(ending)]
            return base
    return None


def _noun(word: str) -> str:
    for ending in _HEH:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)] + "ه"
    for _ in range(2):
        shorter = _without(word, _NOUN_ENDINGS, _LEAST)
        if shorter == word:
            break
        word = shorter
        if word in _KEPT or word in _BROKEN_PLURALS:
            return _BROKEN_PLURALS.get(word, word)
    return _without(word, _PLURALS, _LEAST + 1)


def _without(word: str, endings: Iterable[str], least: int) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _english(word: str) -> str:
    if word.endswith(("ss", "us", "is")):
        return word
    for ending, new in _ENGLISH:
        if word.endswith(ending) and len(word) - len(ending) + len(new) >= _LEAST:
            word = word[: -len(ending)] + new
            break
    if word.endswith("e") and len(word) > _LEAST + 1:
        word = word[:-1]
    return word
