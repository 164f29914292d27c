"""What a person says of the outcome: the review of an objection, and the rating."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from handlers import ratings
from handlers.visitor import rating
from storage.reports import reading
from storage.tickets.states import Status
from tests.office import Citizen, Clerk, Office
from tests.stories.asking import asks_an_expert

if TYPE_CHECKING:
    pass

ALL, PART = "✅ I received everything I asked for", "🌓 I received a part of it"
NONE, OBJECT = "❌ I received no answer", "✋ I object"
STANDS, ACCEPT = "⚖️ The outcome stands…", "🔓 Accept the objection…"
REASON = "رقم خواسته‌شده آمار فردی است و نمی‌توان داد."


async def ends(office: Office, language: str = "fa") -> tuple[Citizen, Clerk, str]:
    """A question that a clerk has answered and closed."""
    maryam, clerk = office.visitor(language), office.clerk()
    reference = await asks_an_expert(office, maryam)
    await clerk.replies(office.card(reference), "در تارنمای بانک مرکزی هست.")
    await clerk.press(office.card(reference), "✅ Close…")
    await clerk.press(office.card(reference), "✅ Answered in full")
    return maryam, clerk, reference


async def objects(office: Office) -> tuple[Citizen, Clerk, Clerk, str]:
    """The person objects to the outcome; the supervisor has been seen in the group before."""
    chief = office.chief()
    await chief.says("/staff")
    maryam, clerk, reference = await ends(office)
    await maryam.presses(OBJECT)
    return maryam, clerk, chief, reference


def names_the_chief(office: Office, *words: str) -> bool:
    """Whether a message of the group with these words mentions the supervisor."""
    return any(
        all(word in one.text for word in words)
        and any(entity.get("user", {}).get("id") == 900 for entity in one.entities or [])
        for one in office.in_group()
    )


async def test_an_objection_is_told_to_the_supervisors(desk: Office) -> None:
    """The person reads who looks at it; the reason they add comes under the card."""
    maryam, _, _, reference = await objects(desk)

    assert (await desk.ticket(reference)).status == Status.OBJECTED
    assert "سرپرست" in maryam.last.text
    assert names_the_chief(desk, reference, "اعتراض دارد")
    assert desk.label_of(desk.card(reference), STANDS)
    assert not desk.label_of(desk.card(reference), "✋ Take")
    await maryam.says("رقم کل را خواسته بودم، نه فردی.", reply_to=maryam.last)
    assert any("رقم کل را خواسته بودم" in one.text for one in desk.in_group())
    assert (await desk.ticket(reference)).status == Status.OBJECTED
    await maryam.says(f"/track {reference}")
    assert maryam.label(ALL) not in maryam.last.labels
    assert maryam.label("⭐️ Rate") not in maryam.last.labels


async def test_only_a_supervisor_decides(desk: Office) -> None:
    """A clerk's press and a clerk's reply to the supervisor's prompt decide nothing."""
    _, clerk, chief, reference = await objects(desk)

    toast = await clerk.press(desk.card(reference), STANDS)
    assert toast == desk.t("fa").text("Only supervisors can do this.")
    await chief.press(desk.card(reference), STANDS)
    prompt = desk.in_group()[-1]
    await clerk.replies(prompt, REASON)

    assert (await desk.ticket(reference)).status == Status.OBJECTED
    assert not any(REASON in one for one in desk.texts((await desk.ticket(reference)).person_id))


async def test_an_upheld_outcome_has_a_reason_and_other_ways(desk: Office) -> None:
    """The person reads why, where else to turn, and is asked how content they are."""
    maryam, _, chief, reference = await objects(desk)

    await chief.press(desk.card(reference), STANDS)
    await chief.replies(desk.in_group()[-1], REASON)

    assert (await desk.ticket(reference)).status == Status.UPHELD
    assert maryam.sees(REASON)
    assert "foia.iran.gov.ir" in maryam.last.text
    assert maryam.label("۳ ⭐️") in maryam.last.labels
    await maryam.says(f"/track {reference}")
    assert maryam.label("🔓 Reopen") not in maryam.last.labels
    assert maryam.label("⭐️ Rate") in maryam.last.labels
    ticket = await desk.ticket(reference)
    await maryam.press(maryam.last, f"t|reopen|{ticket.id}", forged=True)
    assert (await desk.ticket(reference)).status == Status.UPHELD


async def test_an_accepted_objection_opens_the_case_with_words(desk: Office) -> None:
    """Undone in time, nothing was decided; then the case is free for everybody."""
    maryam, clerk, chief, reference = await objects(desk)
    await chief.press(desk.card(reference), ACCEPT)
    prompt = desk.in_group()[-1]

    await chief.replies(prompt, "دوباره بررسی می‌کنیم.", waits=False)
    await chief.press(desk.in_group()[-1], "↩️ Do not send", waits=False)
    await desk.settle()
    assert (await desk.ticket(reference)).status == Status.OBJECTED
    await chief.replies(prompt, "دوباره بررسی می‌کنیم.")

    assert (await desk.ticket(reference)).status == Status.REOPENED
    assert maryam.sees("دوباره بررسی می‌کنیم.")
    assert "اعتراض شما پذیرفته شد" in maryam.last.text
    await clerk.takes(reference)
    assert (await desk.ticket(reference)).holder_name == clerk.person.user.full_name


async def test_no_answer_opens_the_case_without_a_review(desk: Office) -> None:
    """Nothing was decided that could be reviewed; no rating is asked for either."""
    maryam, _, reference = await ends(desk)
    await maryam.presses(NONE)
    assert (await desk.ticket(reference)).status == Status.REOPENED
    assert not any("⭐" in label for label in maryam.last.labels)


async def test_an_objection_can_be_given_up(office: Office) -> None:
    """The person withdraws it after a second press; the supervisors hear of it."""
    maryam, _, chief, reference = await objects(office)
    await maryam.says(f"/track {reference}")
    await maryam.presses("🗑 Withdraw")
    await maryam.presses("🗑 Yes, withdraw")
    assert (await office.ticket(reference)).status == Status.WITHDRAWN
    assert not office.label_of(office.card(reference), STANDS)
    assert await chief.press(office.card(reference), "🔓 Reopen") is not None


async def test_a_case_is_rated_once_and_the_desk_sees_it(desk: Office) -> None:
    """Four stars and a sentence stand on the card; no supervisor is disturbed by them."""
    chief = desk.chief()
    await chief.says("/staff")
    maryam, _, reference = await ends(desk)
    await maryam.presses(ALL)
    asked = maryam.last
    assert (await desk.ticket(reference)).status == Status.CLOSED

    await maryam.presses("۴ ⭐️")
    await maryam.says("سریع و روشن بود.", reply_to=maryam.last)

    ticket = await desk.ticket(reference)
    assert (ticket.rating, ticket.rating_text) == (4, "سریع و روشن بود.")
    assert "⭐️ ۴ از ۵ ستاره – سریع و روشن بود." in desk.card(reference).text
    assert not names_the_chief(desk, reference, "ستاره")
    toast = await maryam.press(asked, "۱ ⭐️", stale=True)
    assert toast == maryam.label("You have rated this case already. Thank you.")
    assert (await desk.ticket(reference)).rating == 4


async def rates_low(desk: Office) -> tuple[Citizen, str]:
    """A case that ended in part and got two stars, where a supervisor is known; its reference."""
    chief = desk.chief()
    await chief.says("/staff")
    maryam, _, reference = await ends(desk)
    await maryam.presses(PART)
    await maryam.presses("۲ ⭐️")
    return maryam, reference


async def test_a_low_rating_is_told_to_the_supervisors_with_its_sentence(desk: Office) -> None:
    """At once with the stars, and again with the words; a later reply is an addition."""
    maryam, reference = await rates_low(desk)
    thanks = maryam.last
    assert names_the_chief(desk, reference, "ستاره")

    await maryam.says("سه هفته طول کشید.", reply_to=thanks)
    assert "سه هفته طول کشید." in desk.in_group()[-1].text
    await maryam.says("شمارهٔ نامه ۱۲ است.", reply_to=thanks)

    ticket = await desk.ticket(reference)
    assert (ticket.rating, ticket.rating_text) == (2, "سه هفته طول کشید.")
    assert any("شمارهٔ نامه" in one.text for one in desk.in_group())


async def test_the_sentence_is_corrected_by_editing_it(desk: Office) -> None:
    """The card and the supervisors follow; what was added later is followed as a message."""
    maryam, reference = await rates_low(desk)
    thanks = maryam.last
    sentence = maryam.person.says("سه هفته تول کشید.", reply_to=thanks)
    await desk.settle()
    added = maryam.person.says("شمارهٔ نامه ۱۲ است.", reply_to=thanks)
    await desk.settle()

    maryam.person.edits(sentence, "سه هفته طول کشید.")
    await desk.settle()
    assert maryam.last.text == maryam.label("Thank you. Your sentence was corrected.")
    assert "سه هفته طول کشید." in desk.card(reference).text
    assert "سه هفته تول کشید." not in desk.card(reference).text
    assert "سه هفته طول کشید." in desk.in_group()[-1].text

    maryam.person.edits(added, "شمارهٔ نامه ۱۳ است.")
    await desk.settle()
    assert (await desk.ticket(reference)).rating_text == "سه هفته طول کشید."
    assert any("شمارهٔ نامه ۱۳" in one.text for one in desk.in_group())


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
async def test_no_sentence_is_corrected_in_a_dispute(office: Office, language: str) -> None:
    """The case was opened again after the rating: the desk keeps the sentence as it was."""
    maryam, _, reference = await ends(office, language)
    await maryam.presses(ALL)
    await maryam.presses(f"{office.t(language).digits(2)} ⭐️")
    sentence = maryam.person.says("slow", reply_to=maryam.last)
    await office.settle()
    await maryam.says(f"/track {reference}")
    await maryam.presses("🔓 Reopen")
    assert (await office.ticket(reference)).status == Status.REOPENED

    maryam.person.edits(sentence, "fast")
    await office.settle()
    assert maryam.last.text == maryam.label(rating.DISPUTED)
    assert (await office.ticket(reference)).rating_text == "slow"


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_rating_speaks_the_language_of_the_person(office: Office, language: str) -> None:
    """Also where it is asked for from the case, after the message was left alone."""
    maryam, _, reference = await ends(office, language)
    await maryam.presses(ALL)
    await maryam.says(f"/track {reference}")
    await maryam.presses("⭐️ Rate")
    assert maryam.label(ratings.ASKED) in maryam.last.text
    three = office.t(language).digits(3)
    await maryam.presses(f"{three} ⭐️")
    assert (await office.ticket(reference)).rating == 3


async def test_the_survey_form_of_the_office_is_named_where_it_is_known(office: Office) -> None:
    """The address is the office's to give; while it is empty nothing is said of a form."""
    maryam, _, reference = await ends(office)
    ticket = await office.ticket(reference)
    services = office.running.services
    assert services.knowledge.offices["qom"].contacts.get("survey_form_url") in {None, ""}
    assert "http" not in ratings.question(ticket, services)
    told = replace(
        services.knowledge.offices["qom"], contacts={"survey_form_url": "https://example.org/form"}
    )
    known = replace(services.knowledge, offices={**services.knowledge.offices, "qom": told})
    office.running.application.bot_data = replace(services, knowledge=known)
    await maryam.presses(ALL)
    assert "https://example.org/form" in maryam.last.text


async def test_the_report_counts_the_stars(office: Office) -> None:
    """The rows that a report is counted from know the rating of each case."""
    maryam, _, _ = await ends(office)
    await maryam.presses(ALL)
    await maryam.presses("۵ ⭐️")
    now = office.clock.now()
    async with office.running.database.transaction() as tx:
        page = await reading.page(tx, now - timedelta(days=1), now, reading.Place())
    assert [one.rating for one in page.rows] == [5]
