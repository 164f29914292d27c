"""Inline mode of the emulated Telegram, as the real library uses it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.playground.errors import NotPossibleError
from bot.playground.people import Person
from bot.playground.records import Chat
from bot.playground.world import World
from tests.clock import Clock


def article(id_: str = "1", **changes: Any) -> InlineQueryResultArticle:
    """A result that sends a text."""
    return InlineQueryResultArticle(
        **{
            "id": id_,
            "title": "Title",
            "input_message_content": InputTextMessageContent("<b>text</b>", parse_mode="HTML"),
            **changes,
        }
    )


async def test_result_is_offered_picked_and_heard_of(
    bot: ExtBot[None], zahra: Person, group: Chat
) -> None:
    """What is typed reaches the bot; the result chosen is sent in the person's name, and told."""
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("open", url="https://t.me/amaryar_bot")]])
    query = zahra.asks_inline("code", group)
    asked = (await bot.get_updates())[-1].inline_query
    assert asked is not None
    assert (asked.query, asked.from_user.id, asked.chat_type) == ("code", zahra.id, "supergroup")
    await asked.answer(
        [article(reply_markup=keys)],
        button=InlineQueryResultsButton("start", start_parameter="office"),
        next_offset="20",
    )

    sent = zahra.picks(query, "1", group)

    assert query.is_answered
    assert query.button == {"text": "start", "start_parameter": "office"}
    assert (sent.text, sent.labels) == ("text", ["open"])
    heard = await bot.get_updates(offset=-2)
    message = heard[0].message
    assert message is not None
    assert message.via_bot is not None
    chosen = heard[1].chosen_inline_result
    assert chosen is not None
    assert (chosen.result_id, chosen.query, chosen.from_user.id) == ("1", "code", zahra.id)
    assert chosen.inline_message_id


async def test_scrolling_asks_for_more(bot: ExtBot[None], zahra: Person) -> None:
    """The offset the bot gave comes back with the next query."""
    zahra.asks_inline("code", offset="20")

    asked = (await bot.get_updates())[-1].inline_query

    assert asked is not None
    assert asked.offset == "20"


@pytest.mark.parametrize(
    ("results", "refusal"),
    [
        ([article(str(number)) for number in range(51)], "Too many query results"),
        ([article("1"), article("1")], "Result_id_duplicate"),
        ([article("x" * 65)], "Result_id_invalid"),
        ([article(title=" ")], "Article title is empty"),
        ([article(input_message_content=InputTextMessageContent("x" * 4097))], "too long"),
        (
            [article(input_message_content=InputTextMessageContent("<b>", parse_mode="HTML"))],
            "Can't parse entities",
        ),
    ],
)
async def test_wrong_answers_are_refused(
    bot: ExtBot[None], zahra: Person, results: list[InlineQueryResultArticle], refusal: str
) -> None:
    """Count, ids, titles and texts are checked as Telegram checks them."""
    query = zahra.asks_inline("code")

    with pytest.raises(BadRequest, match=refusal):
        await bot.answer_inline_query(query.id, results)

    assert not query.is_answered


async def test_wrong_start_parameter_is_refused(bot: ExtBot[None], zahra: Person) -> None:
    """The button over the results carries a parameter of letters, digits, `_` and `-`."""
    query = zahra.asks_inline("code")
    button = InlineQueryResultsButton("start", start_parameter="a b")

    with pytest.raises(BadRequest, match="Start_param_invalid"):
        await bot.answer_inline_query(query.id, [], button=button)


async def test_late_answer_is_refused_and_old_query_forgotten(
    bot: ExtBot[None], zahra: Person, clock: Clock
) -> None:
    """A query waits for the bot 30 seconds; later it is neither told nor to be answered."""
    query = zahra.asks_inline("code")
    clock.advance(timedelta(seconds=31))
    assert await bot.get_updates() == ()

    clock.advance(timedelta(minutes=3))
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_inline_query(query.id, [])


async def test_bot_without_inline_mode_hears_nothing(world: World, zahra: Person) -> None:
    """Until BotFather turns it on, apps do not ask."""
    world.state.supports_inline = False

    with pytest.raises(NotPossibleError):
        zahra.asks_inline("code")

    assert (await world.call("getMe"))["supports_inline_queries"] is False


async def test_feedback_may_be_off(bot: ExtBot[None], world: World, zahra: Person) -> None:
    """Without inline feedback the bot hears of the message only where it reads the chat."""
    world.state.has_inline_feedback = False
    query = zahra.asks_inline("code")
    await bot.answer_inline_query(query.id, [article()])

    zahra.picks(query, "1")

    assert [u.chosen_inline_result for u in await bot.get_updates()][-1] is None
