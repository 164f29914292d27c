"""Calls in the dialect of Bale: formatting, links, replies, what is left out."""

from typing import Any

import pytest
from telegram.error import BadRequest

from bot import dialect, markdown
from bot.platforms import BALE, TELEGRAM
from bot.playground import bale, entities
from bot.playground.direct import DirectRequest
from bot.playground.world import World
from bot.transport import Api
from tests.clock import Clock


def bale_world(clock: Clock) -> tuple[World, Api]:
    """An emulated Bale and the way there; person 7 has begun to talk."""
    world = World(clock=clock, is_bale=True)
    world.person(7, "Sara").starts()
    base_url = f"{world.base_url}/bot{world.token}"
    return world, dialect.api(BALE, DirectRequest(world), base_url)


def to_ours(url: str) -> str | None:
    """Links as on Bale."""
    return dialect.address(BALE, url)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("plain", "plain"),
        ("a <b>bold</b> word", "a *bold* word"),
        ("<b>two\nlines </b>end", "*two*\n*lines* end"),
        ("<b><i>both</i></b>", "*_both_*"),
        ("<b>twice <b>inside</b></b>", "*twice* *inside*"),
        ("5 &lt; 6 &amp; a_b", "5 < 6 & a\\_b"),
        ("<code>2*3</code> [x]", "2\\*3 \\[x\\]"),
        ('<a href="https://amar.org.ir/a_b">site</a>', "[site](https://amar.org.ir/a_b)"),
        ('<a href="https://t.me/c/5/9">card</a>', "card"),
        ('<a href="https://t.me/b?start=a_x">it</a>', "[it](https://ble.ir/b?start=a_x)"),
    ],
)
def test_html_becomes_markdown(source: str, expected: str) -> None:
    """Tags become signs, signs of people are escaped, links lead to where they lead there."""
    assert markdown.from_html(source, to_ours) == expected


@pytest.mark.parametrize(
    "text", ["a*b*c", "_x_", "[a](https://b.ir)", "\\*", "a\\", "نرخ_بیکاری *"]
)
def test_what_people_write_is_shown_as_they_wrote_it(text: str) -> None:
    """Escaped here, read there: the same words, and no formatting."""
    assert entities.parse_html(bale.as_html(markdown.escaped(text))) == (text, [])


def test_telegram_is_spoken_as_it_is(clock: Clock) -> None:
    """No translation for the messenger the program is written for."""
    made = dialect.api(TELEGRAM, DirectRequest(World(clock=clock)), "x")
    assert type(made) is Api


async def test_a_message_in_bale_s_ways(clock: Clock) -> None:
    """Bold by signs, the reply by its old name, no field that Bale does not know."""
    world, api = bale_world(clock)
    first = world.messages(7)[0]
    message: dict[str, Any] = {
        "chat_id": 7,
        "text": "<b>Hello</b> & welcome",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "message_thread_id": 5,
        "reply_parameters": {"message_id": first.id, "allow_sending_without_reply": True},
    }
    await api.call("sendMessage", message)
    sent = world.last(7)
    assert (sent.text, sent.reply_to) == ("Hello & welcome", first.id)
    assert [one["type"] for one in sent.content["entities"]] == ["bold"]
    (call,) = world.calls("sendMessage")
    assert sorted(call.values) == ["chat_id", "reply_to_message_id", "text"]


async def test_what_bale_lacks_is_left_undone_or_said_otherwise(clock: Clock) -> None:
    """No topics, no menu; a reaction is a short reply; nothing unknown is ever called."""
    world, api = bale_world(clock)
    first = world.messages(7)[0]
    with pytest.raises(BadRequest, match="not a forum"):
        await api.call("createForumTopic", {"chat_id": 7, "name": "x"})
    assert await api.call("getForumTopicIconStickers") == []
    assert await api.call("setMyCommands", {"commands": []}) is True
    reaction = {"chat_id": 7, "message_id": first.id, "reaction": []}
    assert await api.call("setMessageReaction", reaction) is True
    heart = [{"type": "emoji", "emoji": "👍"}]
    await api.call("setMessageReaction", reaction | {"reaction": heart})
    assert (world.last(7).text, world.last(7).reply_to) == ("👍", first.id)
    assert not [one for one in world.calls() if one.error]


async def test_buttons_that_lead_nowhere_are_left_out(clock: Clock) -> None:
    """Telegram's page for sharing has no counterpart; links to the bot have."""
    world, api = bale_world(clock)
    rows = [
        [{"text": "Share", "url": "https://t.me/share/url?url=x"}],
        [{"text": "Ask", "url": "https://t.me/amaryar_bot?start=ask"}],
    ]
    keyboard = {"inline_keyboard": rows}
    await api.call("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": keyboard})
    assert world.last(7).markup == {
        "inline_keyboard": [[{"text": "Ask", "url": "https://ble.ir/amaryar_bot?start=ask"}]]
    }


async def test_the_emulated_bale_differs_as_the_documents_say(clock: Clock) -> None:
    """Unknown methods, tags shown as they are, stubs after edits, numbers by chat."""
    world, api = bale_world(clock)
    plain = Api(api.request, api.base_url)
    sent = await plain.call(
        "sendMessage", {"chat_id": 7, "text": "<b>x</b> *y*", "parse_mode": "HTML"}
    )
    assert world.last(7).text == "<b>x</b> y"
    edit = {"chat_id": 7, "message_id": sent["message_id"], "text": "z"}
    assert (await plain.call("editMessageText", edit))["message_id"] == 0
    world.person(8, "Ali").starts()
    assert world.messages(7)[0].id == world.messages(8)[0].id, "counted chat by chat"
