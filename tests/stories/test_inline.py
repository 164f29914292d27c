"""Inline mode: articles offered and sent in any chat, with the way into the private chat."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from bot.playground.records import InlineQuery
from handlers import lengths
from storage import questions
from tests.office import Citizen, Office


def titles(query: InlineQuery) -> list[str]:
    """The titles offered, best first."""
    return [one["title"] for one in query.results or []]


async def opens(person: Citizen, url: str) -> str:
    """Press a deep link; returns what the bot says then."""
    await person.starts(parse_qs(urlsplit(url).query)["start"][0])
    return person.last.text


async def test_article_is_offered_and_sent_with_source_and_link(office: Office) -> None:
    """`@bot نرخ بیکاری` in a group sends the answer with its source and a button to the bot."""
    maryam, friend = office.visitor(), office.visitor()
    await maryam.chooses("qom")
    family = office.world.group("خانواده", members=[maryam.person, friend.person])

    query = await maryam.types("نرخ بیکاری", family)
    sent = await maryam.picks(query, "نیروی کار", family)

    first = (query.results or [])[0]
    assert "بیکاری" in first["title"]
    assert first["description"]
    assert len(first["id"].encode()) <= 64
    assert "منبع: آمارگیری نیروی کار، مرکز آمار ایران" in sent.text
    assert sent.via_bot
    url = sent.buttons[0][0]["url"]
    assert (await opens(friend, url)).startswith(sent.text.splitlines()[0])


async def test_offer_keeps_to_the_rules_of_telegram(office: Office) -> None:
    """At most 50 results, texts that fit a message, kept for this person only and not for long."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    for words in ("نرخ بیکاری", "سالنامه", "آمار", "", "nerkhe tavarom", "population"):
        query = await maryam.types(words)
        assert len(query.results or []) <= 50
        for one in query.results or []:
            text = one["input_message_content"]["message_text"]
            assert lengths.visible_length(text) <= lengths.TEXT_LIMIT

    (last, *_) = reversed(office.world.calls("answerInlineQuery"))
    assert last.values["is_personal"] in (True, "true")
    assert 0 < int(last.values["cache_time"]) <= 300


async def test_nothing_of_an_office_is_offered_before_it_is_chosen(office: Office) -> None:
    """BR-01: who has chosen no office gets what holds everywhere, and the way to choose."""
    stranger = office.visitor()

    query = await stranger.types("هزینهٔ سالنامه")

    assert query.button is not None
    assert query.button["text"] == stranger.label("🏛 Choose your province")
    base = office.running.services.knowledge
    assert all(base.articles[one["id"]].office is None for one in query.results or [])
    await stranger.starts(query.button["start_parameter"])
    await stranger.presses("🏛 قم")
    query = await stranger.types("هزینهٔ سالنامه")
    assert query.button is None
    assert "هزینهٔ خدمت" in titles(query)


async def test_office_named_in_the_words_is_enough(office: Office) -> None:
    """«هزینه سمنان» offers Semnan's article also to somebody of Qom, and no other office's."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    query = await maryam.types("هزینه خدمت سمنان")

    base = office.running.services.knowledge
    offices = {base.articles[one["id"]].office for one in query.results or []}
    assert "semnan" in offices
    assert "qom" not in offices


async def test_begun_words_offer_the_titles_that_go_on_so(office: Office) -> None:
    """While «سرشماری عمومی کشاو…» is being typed, the census is offered already."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    query = await maryam.types("سرشماری عمومی کشاو")

    assert "سرشماری عمومی کشاورزی" in titles(query)


async def test_nothing_found_leads_to_the_private_chat(office: Office) -> None:
    """What the knowledge base lacks is not offered; the button leads to where it can be asked."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    query = await maryam.types("قیمت دلار امروز چند است")

    assert query.results == []
    assert query.button is not None
    await maryam.starts(query.button["start_parameter"])
    assert maryam.last.text.startswith("پرسش خود را")


async def test_bare_name_offers_the_chapters_page_by_page(office: Office) -> None:
    """Who has typed only the bot's name leafs through the chapters of the yearbook."""
    maryam = office.visitor()
    await maryam.chooses("qom")

    first = await maryam.types("")
    assert first.next_offset
    second = await maryam.types("", offset=first.next_offset)

    seen = titles(first) + titles(second)
    assert len(seen) == len(set(seen)) > 20
    assert all("فصل" in title for title in seen)
    assert second.next_offset == ""


async def test_language_is_that_of_telegram_until_one_is_chosen(office: Office) -> None:
    """A person the bot has never met reads their own Telegram's language."""
    john = office.visitor("en")

    query = await john.types("unemployment rate")

    assert titles(query)[0] == "What does unemployment rate mean?"
    assert query.button is not None
    assert query.button["text"] == "🏛 Choose your province"
    async with office.running.database.transaction() as tx:
        assert await questions.get(tx, 1) is None


async def test_chosen_article_counts_as_an_answered_question(office: Office) -> None:
    """What was sent is stored like any question; a stranger's choice is not."""
    maryam, stranger = office.visitor(), office.visitor()
    await maryam.chooses("qom")

    family = office.world.group("خانواده", members=[maryam.person, stranger.person])

    await maryam.picks(await maryam.types("نرخ بیکاری"), "نیروی کار", family)
    await stranger.picks(await stranger.types("نرخ بیکاری"), "نیروی کار", family)

    async with office.running.database.transaction() as tx:
        first, second = await questions.get(tx, 1), await questions.get(tx, 2)
    assert first is not None
    assert (first.text, first.outcome, first.office) == ("نرخ بیکاری", "answer", "qom")
    assert first.articles == ["survey-labour-force"]
    assert second is None


async def test_answer_picked_in_the_private_chat_is_no_question(office: Office) -> None:
    """The bot does not answer its own words when somebody picks them right here."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    before = len(maryam.texts)

    await maryam.picks(await maryam.types("نرخ بیکاری"), "نیروی کار")

    assert len(maryam.texts) == before


async def test_clerk_answers_a_case_with_an_article(office: Office) -> None:
    """An article picked as the reply to a card goes to the person like any reply."""
    maryam, clerk = office.visitor(), office.clerk()
    await maryam.chooses("qom")
    await maryam.says("اپراتور")
    (ticket,) = await office.tickets()
    query = clerk.person.asks_inline("نرخ بیکاری", office.group)
    await office.settle()

    clerk.person.picks(
        query, "survey-labour-force", office.group, reply_to=office.card(ticket.reference)
    )
    await office.settle()

    assert maryam.sees("آمارگیری نیروی کار، مرکز آمار ایران")


async def test_query_that_is_too_old_does_no_harm(office: Office) -> None:
    """An answer that comes too late is refused by Telegram, and the next one works."""
    maryam = office.visitor()
    await maryam.chooses("qom")
    maryam.person.asks_inline("نرخ تورم")
    office.clock.advance(timedelta(seconds=29))
    office.world.state.query_lifetime = timedelta(seconds=10)
    await office.settle()
    office.world.state.query_lifetime = timedelta(seconds=150)

    query = await maryam.types("نرخ بیکاری")

    assert titles(query)
    assert office.in_group() == []
