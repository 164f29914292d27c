"""The Jalali calendar, and the names of months and days as written here and as people type them."""

from datetime import date
from typing import Final

from persiantools.jdatetime import JalaliDate


def to_jalali(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Jalali calendar."""
    made = JalaliDate(day)  # type: ignore[no-untyped-call]
    return made.year, made.month, made.day


def from_jalali(year: int, month: int, day: int) -> date:
    """The day of a Jalali date; ValueError when there is none (30 Esfand of a common year)."""
    return JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


JALALI: Final = {
    "fa": (
        "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
        "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    ),
    "en": (
        "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
        "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
    ),
    "ar": (
        "فروردين", "أرديبهشت", "خرداد", "تير", "مرداد", "شهريور",
        "مهر", "آبان", "آذر", "دي", "بهمن", "إسفند",
    ),
}  # fmt: skip
SEASONS: Final = {
    "fa": ("بهار", "تابستان", "پاییز", "زمستان"),
    "en": ("spring", "summer", "autumn", "winter"),
    "ar": ("ربيع", "صيف", "خريف", "شتاء"),
}
GREGORIAN: Final = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "ar": (
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
        "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
}  # fmt: skip
#: Monday first, as ``date.weekday()`` counts.
WEEKDAYS_FA: Final = (
    "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه",
)  # fmt: skip
#: Before one year, and before several.
YEARS: Final = {"fa": ("سال ", "سال‌های "), "ar": ("سنة ", "السنوات ")}
AT_TIME: Final = {"fa": "، ساعت ", "en": ", ", "ar": "، الساعة "}

#: Folded (see ``typed_dates.fold``) spellings of each Jalali month, in any script.
TYPED_JALALI: Final = (
    "فروردین farvardin farvardeen",
    "اردیبهشت ordibehesht ordibehest ordybehesht",
    "خرداد khordad khordaad xordad",
    "تیر tir teer",
    "مرداد امرداد mordad amordad",
    "شهریور shahrivar shahrivr sharivar",
    "مهر mehr",
    "ابان aban abaan",
    "اذر azar aazar",
    "دی dey dei",
    "بهمن bahman",
    "اسفند esfand espand",
)
TYPED_GREGORIAN: Final = (
    "january jan ژانویه ینایر",
    "february feb فوریه فبرایر",
    "march mar مارس",
    "april apr اوریل ابریل",
    "may مه می مایو",
    "june jun ژوین ژوئن جون یونیو",
    "july jul ژوییه ژوئیه جولای یولیو",
    "august aug اوت اگوست اغسطس",
    "september sep sept سپتامبر سبتمبر",
    "october oct اکتبر اکتوبر",
    "november nov نوامبر نوفمبر",
    "december dec دسامبر دیسمبر",
)
#: Days from today.
TYPED_DAYS: Final = {
    "امروز": 0, "today": 0, "emrooz": 0, "emruz": 0, "الیوم": 0,
    "دیروز": -1, "yesterday": -1, "dirooz": -1, "diruz": -1, "امس": -1,
    "پریروز": -2, "parirooz": -2,
    "فردا": 1, "tomorrow": 1, "farda": 1, "غدا": 1,
    "پسفردا": 2, "pasfarda": 2,
}  # fmt: skip
#: Years from this one.
TYPED_YEARS: Final = {
    "امسال": 0, "سال جاری": 0, "this year": 0, "emsal": 0, "هذا العام": 0, "هذه السنه": 0,
    "پارسال": -1, "سال گذشته": -1, "سال قبل": -1, "سال پیش": -1, "last year": -1, "parsal": -1,
    "العام الماضی": -1, "السنه الماضیه": -1,
    "پیرارسال": -2,
    "سال اینده": 1, "سال بعد": 1, "next year": 1,
}  # fmt: skip
#: Words that may stand in a date without changing it.
FILLERS: Final = _words(
    "روز ماه سال مورخ مورخه تاریخ ام م در و از the of on e th st nd rd year date yom یوم "
    "سنه عام فی "
    "شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه پنجشنبه جمعه "
    "monday tuesday wednesday thursday friday saturday sunday "
    "الاثنین الثلاثاء الاربعاء الخمیس الجمعه السبت الاحد ه ش هش شمسی میلادی"
)
#: Words between the two ends of a period, or around them.
PERIOD_WORDS: Final = _words(
    "از تا الی سال سالهای سالها های ی دوره بین و from to until till years year between and since "
    "من الی حتی عام سنه الاعوام السنوات بین ta az sal salhaye salha"
)
SMALL_NUMBERS: Final = {
    "یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "هفت": 7, "هشت": 8, "نه": 9,
    "ده": 10, "پانزده": 15, "بیست": 20, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twenty": 20,
    "خمس": 5, "عشر": 10,
}  # fmt: skip
DECADES: Final = {
    "بیست": 1320, "سی": 1330, "چهل": 1340, "پنجاه": 1350, "شصت": 1360, "هفتاد": 1370,
    "هشتاد": 1380, "نود": 1390,
}  # fmt: skip
