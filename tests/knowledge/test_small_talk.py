"""Small talk is told from questions, in any spelling, and never takes a question away."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import loader, question_files, small_talk
from knowledge.errors import Problem
from knowledge.small_talk import Kind, SmallTalk

BASE = loader.load()
TALK = BASE.small_talk


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("سلام", Kind.GREETING),
        ("سلاااام", Kind.GREETING),
        ("با سلام و احترام", Kind.GREETING),
        ("خسته‌نباشید", Kind.GREETING),
        ("salam, khaste nabashid!", Kind.GREETING),
        ("السلام عليكم ورحمة الله", Kind.GREETING),
        ("❤️", Kind.GREETING),
        ("سلام خوبی؟", Kind.WELLBEING),
        ("How are you?", Kind.WELLBEING),
        ("كيف حالك؟", Kind.WELLBEING),
        ("خیلی ممنون", Kind.THANKS),
        ("دستتون درد نکنه 🙏", Kind.THANKS),
        ("شكراً جزيلاً", Kind.THANKS),
        ("خداحافظ", Kind.FAREWELL),
        ("باشه", Kind.AGREED),
        ("شما کی هستید؟", Kind.WHO),
        ("esmet chie", Kind.WHO),
        ("من أنت؟", Kind.WHO),
        ("تو رباتی؟", Kind.ROBOT),
        ("آیا شما انسان هستید یا ربات", Kind.ROBOT),
        ("are you a real person?", Kind.ROBOT),
        ("هل أنت روبوت؟", Kind.ROBOT),
        ("انسان", Kind.HUMAN),
        ("اپراتور!", Kind.HUMAN),
        ("کارشناس", Kind.HUMAN),
        ("آدم واقعی", Kind.HUMAN),
        ("سلام، لطفاً منو وصل کنید به کارشناس", Kind.HUMAN),
        ("می‌خوام با یه آدم واقعی حرف بزنم", Kind.HUMAN),
        ("mikham ba karshenas sohbat konam", Kind.HUMAN),
        ("I would like to talk to a human, please", Kind.HUMAN),
        ("أريد التحدث مع موظف", Kind.HUMAN),
        ("خیلی بی‌شعورید", Kind.ABUSE),
        ("این چه ربات مزخرفیه", Kind.ABUSE),
        ("احمق جواب منو بده درباره سالنامه", Kind.ABUSE),
        ("you idiot", Kind.ABUSE),
        ("گاو", Kind.INSULT),
        ("shut up", Kind.INSULT),
    ],
)
def test_small_talk_is_known(message: str, kind: Kind) -> None:
    """Formal, spoken, drawn-out, glued, Finglish, English and Arabic."""
    heard = TALK.hear(message)
    assert (heard.kind, heard.question) == (kind, "")


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("سلام نرخ بیکاری چنده؟", "نرخ بیکاری چنده"),
        ("سلام خوبی؟ خسته نباشید، جمعیت استان چقدره", "جمعیت استان چقدره"),
        ("سلام وقت بخیر آمار ازدواج رو می‌خواستم، مرسی", "آمار ازدواج رو می‌خواستم"),
        ("hello, is the yearbook free? thanks", "is the yearbook free"),
        ("چطوری با معاونت آمار تماس بگیرم؟", "چطوری با معاونت آمار تماس بگیرم؟"),
        ("تعداد گاو و گوسفند", "تعداد گاو و گوسفند"),
        ("کارشناس سالنامه کیه؟", "کارشناس سالنامه کیه؟"),
        ("بیانیه عوض نشده؟", "بیانیه عوض نشده؟"),
        ("الكثافة السكانية", "الكثافة السكانية"),
        ("زنی که در خانه کار می‌کند شاغل است؟", "زنی که در خانه کار می‌کند شاغل است؟"),
        ("واکسن آبلهٔ گوسفند", "واکسن آبلهٔ گوسفند"),
    ],
)
def test_question_is_left_without_its_greeting(message: str, question: str) -> None:
    """The greeting before it and the thanks behind it go; the question itself is not touched."""
    heard = TALK.hear(message)
    assert (heard.kind, heard.question) == (None, question)


def _about_people(kind: Kind | None, *articles: str) -> bool:
    return kind is Kind.HUMAN and "bot-human" in articles


def test_no_wording_of_an_article_is_small_talk() -> None:
    """The very words of an article find it; only a wish for a human goes before."""
    taken = [
        (article.id, wording, heard)
        for article in BASE.articles.values()
        for text in article.texts.values()
        for wording in (text.title, *text.questions)
        if (heard := TALK.hear(wording)).kind is not None
        and not _about_people(heard.kind, article.id)
    ]
    assert taken == []


def test_no_measured_question_is_small_talk() -> None:
    """None of the questions the search is measured with that has an answer is taken away."""
    asked = [one for one in question_files.read() if one.articles]
    taken = [
        (one.text, heard)
        for one in asked
        if (heard := TALK.hear(one.text)).kind is not None
        and not _about_people(heard.kind, *one.articles)
    ]
    assert len(asked) > 500
    assert taken == []


def test_every_kind_has_phrases_in_each_script() -> None:
    """Persian, Latin and Arabic phrases stand in every list that answers people."""
    for kind in set(Kind) - {Kind.FILLER, Kind.AGREED}:
        own = [phrase for phrase, other in TALK.phrases.items() if other is kind]
        assert any(phrase.isascii() for phrase in own), kind
        assert len(own) > 15, kind


def _read(file: Path) -> tuple[SmallTalk, list[str]]:
    problems: list[Problem] = []
    return small_talk.read(file, problems), [str(problem) for problem in problems]


def test_mistakes_of_a_clerk_are_named_with_their_line(tmp_path: Path) -> None:
    """A phrase in two lists, an unknown list and an endless phrase are problems of their lines."""
    file = tmp_path / small_talk.NAME
    file.write_text(
        'greeting = ["سلام", "وقت بخیر"]\n'
        'thanks = [\n  "ممنون",\n  "سلام",\n  "یک دو سه چهار پنج شش هفت",\n]\n'
        'greetings = ["درود"]\n',
        encoding="utf-8",
    )

    talk, problems = _read(file)

    assert len(problems) == 3
    assert any(":4: " in one and "also under greeting" in one for one in problems)
    assert any(":5: " in one and "words" in one for one in problems)
    assert any("greetings: unknown key" in one for one in problems)
    assert talk.hear("ممنون").kind is Kind.THANKS


def test_own_content_may_leave_the_packaged_small_talk(content: Path) -> None:
    """A folder of an office without the file knows the phrases that come with the program."""
    assert loader.load(content).small_talk.hear("سلام").kind is Kind.GREETING
