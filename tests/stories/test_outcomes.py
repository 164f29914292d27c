"""How a case ends: not held with a referral, refused on a ground, withdrawn by word of mouth."""

from __future__ import annotations

import pytest

from storage.tickets.states import Status
from tests.office import Citizen, Clerk, Office
from tests.stories.asking import QUESTION, asks_an_expert

CLOSE, NOT_HELD, REFUSE = "✅ Close…", "📭 We do not hold it", "⛔️ Refuse…"
OWN_WORDS = "✍️ In my own words"
ALONE = "⛔️ Refuse with the ground alone"
OBJECT = "✋ I object"
LAW = "مادهٔ ۷ قانون مرکز آمار ایران"


async def begins(office: Office, language: str = "fa") -> tuple[Citizen, Clerk, str]:
    """A question that stands before a clerk."""
    maryam, clerk = office.visitor(language), office.clerk()
    return maryam, clerk, await asks_an_expert(office, maryam)


async def chooses(office: Office, clerk: Clerk, reference: str, *labels: str) -> str | None:
    """Press one button of the card after the other; returns the last toast."""
    toast = None
    for label in labels:
        toast = await clerk.press(office.card(reference), label)
    return toast


async def test_what_is_not_held_is_referred_to_the_body_that_has_it(desk: Office) -> None:
    """The bodies stand as buttons, the fitting one first; the person reads what is held there."""
    maryam, clerk, reference = await begins(desk)

    await chooses(desk, clerk, reference, CLOSE, NOT_HELD)
    assert desk.card(reference).labels[0] == "🏛 بانک مرکزی"  # the question is about the dollar
    await chooses(desk, clerk, reference, "🏛 بانک مرکزی")

    assert (await desk.ticket(reference)).status == Status.NOT_HELD
    told = maryam.last.text
    assert "بانک مرکزی" in told
    assert "آمار تخصصی حوزهٔ کار خود" in told
    assert "همان‌جا تازه ثبت کنید" in told
    assert maryam.label(OBJECT) in maryam.last.labels


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_referral_is_in_the_language_of_the_person(desk: Office, language: str) -> None:
    """The verified address is given, and nothing that nobody has confirmed."""
    maryam, clerk, reference = await begins(desk, language)

    await chooses(desk, clerk, reference, CLOSE, NOT_HELD, "🏛 مرکز آمار ایران")

    body = desk.running.services.knowledge.desk.body("sci")
    assert body is not None
    told = maryam.last.text
    assert body.name_in(language) in told
    assert body.holds_in(language) in told
    assert "🌐 amar.org.ir" in told
    assert "☎️" not in told
    assert "📍" not in told


async def test_another_body_is_named_in_the_clerks_own_words(desk: Office) -> None:
    """The words reach the person, and the case is closed by them."""
    maryam, clerk, reference = await begins(desk)

    await chooses(desk, clerk, reference, CLOSE, NOT_HELD, OWN_WORDS)
    assert (await desk.ticket(reference)).status == Status.NEW
    await clerk.replies(desk.in_group()[-1], "از ادارهٔ کل گمرک استان بپرسید.")

    assert (await desk.ticket(reference)).status == Status.NOT_HELD
    assert maryam.sees("از ادارهٔ کل گمرک استان بپرسید.")
    assert maryam.label(OBJECT) in maryam.last.labels


async def test_refused_on_a_ground_the_person_reads_the_law_and_how_to_object(desk: Office) -> None:
    """The ground stands alone; objecting begins a review."""
    maryam, clerk, reference = await begins(desk)

    await chooses(desk, clerk, reference, REFUSE)
    ground = next(label for label in desk.card(reference).labels if "مادهٔ ۷" in label)
    await chooses(desk, clerk, reference, ground)
    assert (await desk.ticket(reference)).status == Status.NEW
    toast = await chooses(desk, clerk, reference, ALONE)

    assert toast is not None
    assert (await desk.ticket(reference)).status == Status.REFUSED
    told = maryam.last.text
    assert LAW in told
    assert "foia.iran.gov.ir" in told
    assert "۱۱۱" in told
    assert maryam.label(OBJECT) in told
    await maryam.presses(OBJECT)
    assert (await desk.ticket(reference)).status == Status.OBJECTED


async def test_the_clerk_adds_words_to_a_ground(desk: Office) -> None:
    """The person reads the words and the ground; undone, nothing was refused."""
    maryam, clerk, reference = await begins(desk)
    await chooses(desk, clerk, reference, REFUSE)
    ground = next(label for label in desk.card(reference).labels if "مادهٔ ۷" in label)
    await chooses(desk, clerk, reference, ground)
    prompt = desk.in_group()[-1]
    assert LAW in prompt.text

    await clerk.replies(prompt, "رقم یک بنگاه را نمی‌دهیم.", waits=False)
    await clerk.press(desk.in_group()[-1], "↩️ Do not send", waits=False)
    await desk.settle()
    assert (await desk.ticket(reference)).status == Status.IN_REVIEW
    await clerk.replies(prompt, "رقم یک بنگاه را نمی‌دهیم.")

    ticket = await desk.ticket(reference)
    assert ticket.status == Status.REFUSED
    assert maryam.sees("رقم یک بنگاه را نمی‌دهیم.")
    assert LAW in maryam.last.text
    kept = (await desk.events(ticket))[-1].data["ground"]
    assert (kept["id"], kept["said"]) == ("confidential", kept["said"])
    assert LAW in kept["said"]


async def test_a_bar_of_the_law_names_its_article_with_persian_digits(desk: Office) -> None:
    """Articles 13 to 17 are offered; the one that was pressed is cited."""
    maryam, clerk, reference = await begins(desk)
    await chooses(desk, clerk, reference, REFUSE)
    ground = next(label for label in desk.card(reference).labels if "۱۳ تا ۱۷" in label)
    await chooses(desk, clerk, reference, ground)
    cited = [label for label in desk.card(reference).labels if "ماده" in label]
    assert cited == [f"مادهٔ {number}" for number in ("۱۳", "۱۴", "۱۵", "۱۶", "۱۷")]

    await chooses(desk, clerk, reference, "مادهٔ ۱۴", ALONE)

    assert "مادهٔ ۱۴ قانون انتشار و دسترسی آزاد به اطلاعات" in maryam.last.text
    assert "{" not in maryam.last.text


async def test_grounds_fit_the_office_and_what_was_done(desk: Office) -> None:
    """Qom is not offered Semnan's statement; "still unclear" needs a question to the person."""
    _, clerk, reference = await begins(desk)
    await chooses(desk, clerk, reference, REFUSE)
    labels = desk.card(reference).labels
    known = desk.running.services.knowledge.desk
    of_semnan, unclear = known.ground("not-publishable"), known.ground("unclear")
    assert of_semnan is not None
    assert unclear is not None
    assert of_semnan.label_in("fa") not in labels
    assert unclear.label_in("fa") not in labels
    offered = known.grounds_for("semnan", "request", was_asked=True)
    assert of_semnan in offered
    assert unclear in offered


async def test_a_complaint_has_no_ground_and_is_refused_in_words(desk: Office) -> None:
    """The grounds are for requests; other matters ask for the reason at once."""
    maryam, clerk = desk.visitor(), desk.clerk()
    await maryam.chooses("qom")
    await maryam.says("/suggestion")
    await maryam.fills(">The website", "سایت را ساده‌تر کنید", None, None, "مریم", None)
    await maryam.presses("📨 Submit")
    reference = (await desk.tickets())[0].reference

    await chooses(desk, clerk, reference, REFUSE)
    await clerk.replies(desk.in_group()[-1], "در اختیار این سازمان نیست.")

    assert (await desk.ticket(reference)).status == Status.REFUSED
    assert maryam.sees("در اختیار این سازمان نیست.")


async def test_withdrawn_by_telephone_can_be_opened_again(desk: Office) -> None:
    """Staff note that the person gave up; the person reads it and can say otherwise."""
    maryam, clerk, reference = await begins(desk)

    await chooses(desk, clerk, reference, CLOSE, "🗑 The person withdrew it")

    assert (await desk.ticket(reference)).status == Status.WITHDRAWN
    assert reference in maryam.last.text
    await maryam.presses("🔓 Reopen")
    assert (await desk.ticket(reference)).status == Status.REOPENED


async def test_an_outcome_pressed_too_late_is_told_so(desk: Office) -> None:
    """The person has withdrawn meanwhile: nothing is refused or referred any more."""
    maryam, clerk, reference = await begins(desk)
    await chooses(desk, clerk, reference, REFUSE)
    card = desk.card(reference)
    ground = next(label for label in card.labels if "مادهٔ ۷" in label)
    await maryam.says(f"/track {reference}")
    await maryam.presses("🗑 Withdraw")
    await maryam.presses("🗑 Yes, withdraw")

    toast = await clerk.press(card, ground, stale=True)

    assert toast is not None
    assert desk.t("fa").text("withdrawn") in toast
    assert (await desk.ticket(reference)).status == Status.WITHDRAWN
    assert QUESTION not in maryam.last.text
