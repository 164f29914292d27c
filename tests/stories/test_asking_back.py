"""A question that leaves open what decides its answer is asked back with buttons, once."""

from __future__ import annotations

from datetime import timedelta

from storage import questions
from tests.clock import Clock
from tests.office import Citizen, Office

KINDS = ["ماهانه: نسبت به ماه پیش", "نقطه‌به‌نقطه: نسبت به همین ماه در پارسال"]


async def _stored(office: Office, person: Citizen) -> questions.Question:
    async with office.running.database.transaction() as tx:
        since = office.clock.now() - timedelta(days=1)
        found = await questions.latest(tx, person.id, since=since)
    assert found is not None
    return found


async def test_which_inflation_is_asked_and_the_chosen_one_is_told(office: Office) -> None:
    """«نرخ تورم؟» has three answers; one press gives the one that is meant."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    await maryam.says("نرخ تورم استان؟")

    assert "کدام نرخ تورم را می‌خواهید؟" in maryam.last.text
    assert maryam.last.labels[:2] == KINDS
    stored = await _stored(office, maryam)
    assert stored.outcome == questions.Outcome.CHOOSE
    assert stored.articles[0] == "def-inflation-monthly"
    await maryam.press(maryam.last, KINDS[1])
    assert "تورم نقطه‌به‌نقطه" in maryam.last.text
    await maryam.presses("📊 Request this statistic")
    assert maryam.sees("تورم نقطه‌به‌نقطه", "موضوع")


async def test_the_choice_may_be_typed(office: Office) -> None:
    """Who writes «سالانه» instead of pressing has chosen, and asked no new question."""
    ali = office.visitor(name="علی")
    await ali.chooses("qom")
    await ali.says("تورم چنده")

    await ali.says("سالانه")

    assert "تورم سالانه" in ali.last.text
    assert "میانگین" in ali.last.text
    assert (await _stored(office, ali)).text == "تورم چنده"


async def test_it_is_asked_back_only_once(office: Office) -> None:
    """The same question again is answered with the general article."""
    ali = office.visitor(name="علی")
    await ali.chooses("qom")
    await ali.says("نرخ تورم؟")

    await ali.says("نرخ تورم استان؟")

    assert "شاخص قیمت مصرف‌کننده و تورم استان" in ali.last.text
    assert (await _stored(office, ali)).outcome == questions.Outcome.ANSWER


async def test_whoever_does_not_mind_gets_the_general_answer(office: Office) -> None:
    """The last button but one."""
    zahra = office.visitor(name="زهرا")
    await zahra.chooses("semnan")
    await zahra.says("نرخ تورم استان؟")

    await zahra.presses("Whichever: the general answer")

    assert "شاخص قیمت مصرف‌کننده و تورم استان" in zahra.last.text


async def test_a_word_long_after_is_a_question_of_its_own(office: Office, clock: Clock) -> None:
    """«سالانه» an hour later chooses nothing."""
    ali = office.visitor(name="علی")
    await ali.chooses("qom")
    await ali.says("نرخ تورم؟")
    clock.advance(hours=1)

    await ali.says("سالانه")

    assert (await _stored(office, ali)).text == "سالانه"


async def test_what_is_decided_is_not_asked_back(office: Office) -> None:
    """A kind in the question, a county, the meaning of the word: each is answered at once."""
    reza = office.visitor(name="رضا")
    await reza.chooses("semnan")
    for question in ("تورم ماهانه", "تورم گرمسار", "تورم یعنی چه؟"):
        await reza.says(question)
        assert "کدام نرخ تورم" not in reza.last.text, question


async def test_the_question_that_waited_for_its_office_is_asked_back_too(office: Office) -> None:
    """First the office, then the kind, then the answer."""
    sara = office.visitor(name="سارا")
    await sara.says("نرخ تورم؟")
    await sara.press(sara.last, "🏛 قم")

    assert "کدام نرخ تورم را می‌خواهید؟" in sara.last.text
    await sara.says("ماهانه")
    assert "تورم ماهانه" in sara.last.text


async def test_english_is_asked_back_in_english(office: Office) -> None:
    """The labels come in the language of the person."""
    john = office.visitor("en", name="John")
    await john.chooses("qom")

    await john.says("inflation rate")

    assert "Which inflation rate do you want?" in john.last.text
    await john.says("annual")
    assert "Annual inflation" in john.last.text


async def test_arabic_is_asked_back_in_arabic(office: Office) -> None:
    """The same for Arabic."""
    ahmad = office.visitor("ar", name="أحمد")
    await ahmad.chooses("qom")

    await ahmad.says("معدل التضخم")

    assert "أي معدل للتضخم تريدون؟" in ahmad.last.text
    await ahmad.press(ahmad.last, "السنوي: متوسط اثني عشر شهرًا")
    assert "التضخم السنوي" in ahmad.last.text
