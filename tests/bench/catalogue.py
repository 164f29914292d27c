"""A catalogue as large as one likes: our tables, for one county after the other, year after year.

Every article has the titles and some wordings of a packaged table, in Persian and English; no two
are the same. Questions are ten words long: a third as written, a third spoken, a third misspelt.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from knowledge import loader, noise
from knowledge.articles import Article, ArticleText
from knowledge.loader import KnowledgeBase

COUNTIES = (
    "کاشان آران نطنز اردستان نایین گلپایگان خوانسار فریدن لنجان مبارکه شاهرود دامغان گرمسار سرخه "
    "میامی آرادان مهدی‌شهر ساوه دلیجان محلات خمین شازند آشتیان تفرش کمیجان بروجرد دورود الیگودرز "
    "ازنا کوهدشت ملایر نهاوند تویسرکان اسدآباد رزن کنگاور صحنه سنقر پاوه جوانرود مریوان بانه سقز "
    "بیجار قروه دهگلان میاندوآب مهاباد بوکان نقده اشنویه خوی ماکو سلماس مرند اهر میانه سراب بناب "
    "مراغه هشترود مشگین‌شهر خلخال گرمی آستارا تالش رودسر لاهیجان فومن صومعه‌سرا رامسر تنکابن نوشهر "
    "نور محمودآباد بابل قائم‌شهر بهشهر کردکوی علی‌آباد گنبد مینودشت بجنورد شیروان اسفراین قوچان "
    "نیشابور سبزوار کاشمر تایباد خواف فردوس طبس قاین نهبندان زابل خاش ایرانشهر چابهار جیرفت بم "
    "سیرجان رفسنجان زرند میناب لار جهرم فسا داراب استهبان نی‌ریز آباده اقلید مرودشت کازرون"
).split()
_FIRST_YEAR = 1385
_WORDINGS = {"fa": 3, "en": 1}
_LENGTH = 10
_FILLING = "لطفا جدول آمار مربوط به این موضوع را در سالنامه برای من پیدا کنید".split()
_SPOKEN = "میخواستم بدونم این آمارو از کجا میشه گیر آورد اصلا دارین یا نه".split()


def knowledge(size: int) -> KnowledgeBase:
    """A knowledge base of so many articles, the same every time, in no office."""
    packaged = loader.load()
    tables = [article for article in packaged.articles.values() if article.kind == "table"]
    made = {article.id: article for article in _articles(tables, size)}
    return replace(packaged, articles=made, offices={}, provinces=())


def questions(base: KnowledgeBase, how_many: int) -> list[str]:
    """Questions of ten words about articles drawn evenly, the same every time."""
    dice = random.Random(1405)  # noqa: S311 - no secret
    articles = list(base.articles.values())
    step = max(len(articles) // how_many, 1)
    return [_question(article, at, dice) for at, article in enumerate(articles[::step][:how_many])]


def _articles(tables: list[Article], size: int) -> Iterator[Article]:
    numbers = count()
    for year in count(_FIRST_YEAR):
        for county in COUNTIES:
            for table in tables:
                number = next(numbers)
                if number >= size:
                    return
                texts = {
                    language: _text(table.texts[language], kept, county, year)
                    for language, kept in _WORDINGS.items()
                }
                yield replace(table, id=f"{table.id}-{number}", texts=texts, related=())


def _text(text: ArticleText, kept: int, county: str, year: int) -> ArticleText:
    wordings = tuple(f"{wording} {county} {year}" for wording in text.questions[:kept])
    return ArticleText(f"{text.title}، شهرستان {county}، {year}", wordings, text.body)


def _question(article: Article, at: int, dice: random.Random) -> str:
    words = article.texts["fa"].title.replace("،", " ").split()
    filling = _SPOKEN if at % 3 == 1 else _FILLING
    words = (words + filling)[:_LENGTH] if len(words) < _LENGTH else words[-_LENGTH:]
    question = " ".join(words)
    return noise.misspelt(question, dice.randbytes) if at % 3 == 2 else question
