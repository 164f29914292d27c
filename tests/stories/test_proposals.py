"""What the subject of a data request says already is not asked again: one press takes it."""

from __future__ import annotations

import pytest

from handlers.i18n import bidi
from tests.office import Citizen, Office
from tests.stories.test_data_request import AGREE, FORM, PERSON, SUBMIT


async def begins(office: Office, subject: str, language: str = "fa") -> Citizen:
    """Somebody of Semnan who has named the subject."""
    person = office.visitor(language)
    await person.chooses("semnan")
    await person.says("/request")
    await person.says(subject)
    return person


async def accepts(person: Citizen, answer: str) -> None:
    """Press the answer that is proposed."""
    wanted = bidi.clean(person.office.t(person.language).text("✅ Yes: {answer}", answer=answer))
    label = next(one for one in person.last.labels if bidi.clean(one) == wanted)
    await person.press(person.last, label)


async def test_years_level_place_and_breakdown_are_proposed(office: Office) -> None:
    """Four questions, four presses; the ticket has it all, with the indicator."""
    maryam = await begins(office, "جمعیت شهرستان شاهرود به تفکیک جنس از ۱۳۹۰ تا ۱۳۹۵")

    await accepts(maryam, "۱۳۹۰ تا ۱۳۹۵")
    await accepts(maryam, "شهرستان")
    await accepts(maryam, "شاهرود")
    await accepts(maryam, "جنس")
    await maryam.fills(*FORM, *PERSON, None, AGREE)
    assert "جمعیت" in bidi.clean(maryam.last.text)
    await maryam.fills(SUBMIT)

    fields = (await office.tickets())[0].fields
    assert fields["period"] == [1390, 1395]
    assert fields["geography"] == "county"
    assert fields["place_county"] == "شاهرود"
    assert fields["breakdown"] == "جنس"
    assert fields["indicator"] == "جمعیت"
    assert not [name for name in fields if name.startswith("_")]


async def test_another_answer_goes_before_the_proposed_one(office: Office) -> None:
    """Typed, pressed or skipped: what the person says counts."""
    maryam = await begins(office, "نرخ بیکاری شهرستان شاهرود به تفکیک جنس سال ۱۴۰۰")

    await maryam.fills("۱۴۰۱", ">Whole province", ">⏭ Skip", *FORM, *PERSON, None, AGREE, SUBMIT)

    fields = (await office.tickets())[0].fields
    assert fields["period"] == [1401, 1401]
    assert fields["geography"] == "province"
    assert "place_county" not in fields
    assert "breakdown" not in fields


async def test_yes_may_be_typed(office: Office) -> None:
    """«بله» takes what is proposed."""
    maryam = await begins(office, "نرخ بیکاری استان در سال ۱۴۰۰")

    await maryam.says("بله")

    assert "سطح جغرافیایی" in maryam.last.text
    await maryam.says("بله")
    assert "تفکیک" in maryam.last.text


async def test_nothing_is_proposed_that_cannot_be_had(office: Office) -> None:
    """BR-04: the year that is not in Qom's yearbook yet is no proposal, and nothing is made up."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/request")

    await maryam.says("جمعیت در ۱۴۰۵")

    assert not [one for one in maryam.last.labels if "✅" in one]
    await maryam.says("۱۴۰۰")
    assert not [one for one in maryam.last.labels if "✅" in one]


async def test_the_question_before_the_form_is_read_too(office: Office) -> None:
    """«نرخ بیکاری شهرستان شاهرود در ۱۴۰۰» found the survey: its request knows year and county."""
    maryam = office.visitor()
    await maryam.chooses("semnan")
    await maryam.says("نرخ بیکاری شهرستان شاهرود در سال ۱۴۰۰")

    await maryam.presses("📊 Request this statistic")

    await accepts(maryam, "۱۴۰۰")
    await accepts(maryam, "شهرستان")
    await accepts(maryam, "شاهرود")


async def test_a_changed_subject_proposes_anew(office: Office) -> None:
    """Back to the subject: what the first one proposed is forgotten."""
    maryam = await begins(office, "نرخ بیکاری استان در سال ۱۴۰۰")
    await maryam.presses("◀️ Back")

    await maryam.says("تعداد دانش‌آموزان شهر سمنان")

    assert not [one for one in maryam.last.labels if "✅" in one]
    await maryam.says("۱۴۰۲")
    await accepts(maryam, "شهر")


@pytest.mark.parametrize(
    ("language", "subject", "level", "breakdown"),
    [
        ("en", "unemployment rate of the province by sex 1400", "Whole province", "sex"),
        ("ar", "معدل البطالة في المحافظة سنة ١٤٠٠", "المحافظة", None),
    ],
)
async def test_proposals_speak_the_language(
    office: Office, language: str, subject: str, level: str, breakdown: str | None
) -> None:
    """The labels are those of the person's own buttons."""
    person = await begins(office, subject, language)

    await accepts(person, office.t(language).digits(1400))
    await accepts(person, next(one for one in person.last.labels if level in one).split(": ")[-1])
    if breakdown is not None:
        await accepts(person, breakdown)
        assert person.label("Excel") in person.last.labels
