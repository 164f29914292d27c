"""Complaint, opinion and suggestion are three things (BR-10), each with a life of its own."""

from __future__ import annotations

import pytest

from storage.tickets.states import Kind, Status
from tests.office import Office


async def test_anonymous_complaint_shows_no_name_and_is_answered(office: Office) -> None:
    """A complaint without a name: staff see none, the answer still arrives."""
    maryam, clerk = office.visitor(), office.clerk()
    await maryam.chooses("qom")
    await maryam.says("/complaint")
    await maryam.fills(
        ">Without my name", ">Delay, no answer", None, "یک ماه است کسی پاسخ نمی‌دهد.", None, None
    )
    await maryam.fills(">📨 Submit")

    ticket = (await office.tickets())[0]
    card = office.card(ticket.reference)
    assert (ticket.kind, ticket.is_anonymous) == (Kind.COMPLAINT, True)
    assert "مریم" not in "".join(m.text for m in office.in_group())
    await clerk.replies(card, "پیگیری شد.")
    assert maryam.sees("پیگیری شد.")


async def test_named_complaint_with_voice_and_album(office: Office) -> None:
    """Files of a complaint stand below its card, also for Qom; an album stays together."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/complaint")
    await maryam.fills(
        ">With my name", ">Conduct of staff", None, "رفتار کارمند باجه مناسب نبود.", "دیروز"
    )
    await maryam.sends_album(["photo", "photo"], caption="عکس‌ها")
    await maryam.sends("voice", data=b"ogg")
    await maryam.fills(">✅ That is all, go on", "مریم رضایی", ">No, only this chat", ">📨 Submit")

    ticket = (await office.tickets())[0]
    below = [m for m in office.in_group() if m.kind in {"photo", "voice"}]
    assert [m.kind for m in below].count("photo") == 2
    assert [m.kind for m in below].count("voice") == 1
    assert ticket.fields["about"] == "staff"


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
@pytest.mark.parametrize("kind", ["opinion", "suggestion"])
async def test_opinion_and_suggestion_are_answered_and_closed(
    office: Office, kind: str, language: str
) -> None:
    """Each goes from the first word to the outcome, in each language."""
    person, clerk = office.visitor(language), office.clerk()
    await person.chooses("semnan")
    await person.says(f"/{kind}")
    for _ in range(12):
        if await office.tickets():
            break
        labels = person.last.labels
        if person.label("📨 Submit") in labels:
            await person.presses("📨 Submit")
        elif person.label("⏭ Skip") in labels:
            await person.presses("⏭ Skip")
        elif len(labels) > 2:
            await person.press(person.last, labels[0])
        elif not labels and person.label("⏭ Skip") in str(person.last.keyboard):
            await person.says(person.label("⏭ Skip"))
        else:
            await person.says("برگهٔ راهنما را ساده‌تر کنید، لطفاً")

    ticket = (await office.tickets())[0]
    await clerk.replies(office.card(ticket.reference), "سپاس از شما")
    assert person.sees("سپاس از شما", ticket.reference)
    await clerk.press(office.card(ticket.reference), "✅ Close…")
    await clerk.press(office.card(ticket.reference), "✅ Answered in full")
    await person.presses("✅ I received everything I asked for")
    assert (await office.ticket(ticket.reference)).status == Status.CLOSED
    assert ticket.kind == kind


async def test_receipt_says_that_the_official_system_is_not_replaced(office: Office) -> None:
    """BR-10: the bot never claims an official registration."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    await maryam.says("/complaint")
    await maryam.fills(">Without my name", ">The website", None, "صفحه باز نمی‌شود و خطا می‌دهد.")
    await maryam.fills(None, None, ">📨 Submit")

    ticket = (await office.tickets())[0]
    told = office.t("fa").text(
        "This registration in the bot does not replace the official online services system of "
        "the office’s website."
    )
    assert maryam.sees(ticket.reference, told)
