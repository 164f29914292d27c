"""The real library talks to the emulator: every answer is one it can read."""

import pytest
from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, InvalidToken
from telegram.ext import ExtBot

from bot.playground.people import Person
from bot.playground.records import Chat
from bot.playground.world import World

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x05\x00\x00\x00\x02\xd0" + b"\x08" * 9
MENU = InlineKeyboardMarkup([[InlineKeyboardButton("Take", callback_data="take:1")]])


async def test_the_bot_knows_itself_and_its_chats(
    bot: ExtBot[None], world: World, sara: Person, group: Chat
) -> None:
    """getMe, getChat, getChatMember and their kin are read by the library."""
    assert (await bot.get_me()).username == "amaryar_bot"
    assert (await bot.get_chat(sara.id)).first_name == "Sara"
    assert (await bot.get_chat(group.id)).title == "Staff"
    assert [m.user.id for m in await bot.get_chat_administrators(group.id)] == [201, bot.id]
    assert await bot.get_chat_member_count(group.id) == 2
    assert (await bot.get_chat_member(group.id, 201)).status == "administrator"
    assert (await bot.get_chat_member(group.id, sara.id)).status == "left"
    world.person(202, "Ali").joins(group)
    assert (await bot.get_chat_member(group.id, 202)).status == "member"


async def test_text_goes_out_with_formatting_reply_and_keyboard(
    bot: ExtBot[None], sara: Person
) -> None:
    """sendMessage keeps entities, reply and buttons, and the person sees them."""
    asked = sara.says("hello")
    sent = await bot.send_message(
        sara.id,
        "<b>سلام 🙂</b> &amp; <a href='https://amar.org.ir'>site</a>",
        parse_mode="HTML",
        reply_markup=MENU,
        reply_parameters=ReplyParameters(asked.id),
    )
    assert sent.text == "سلام 🙂 & site"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 0, 7),
        ("text_link", 10, 4),
    ]
    assert sent.reply_to_message is not None
    assert sara.last().labels == ["Take"]
    assert sent.text_html.startswith("<b>سلام 🙂</b> &amp;")


async def test_reply_keyboards_appear_and_go(bot: ExtBot[None], sara: Person) -> None:
    """A reply keyboard stays until removed; its contact key shares the number."""
    keys = ReplyKeyboardMarkup(
        [[KeyboardButton("My number", request_contact=True), "Ask"]], is_persistent=True
    )
    await bot.send_message(sara.id, "?", reply_markup=keys)
    assert sara.taps("My number").content["contact"]["phone_number"] == "989121234567"
    assert sara.taps("Ask").text == "Ask"
    await bot.send_message(sara.id, "ok", reply_markup=ReplyKeyboardRemove())
    assert sara.private.keyboard is None
    await bot.send_message(sara.id, "name?", reply_markup=ForceReply())
    assert sara.private.keyboard == {"force_reply": True}


@pytest.mark.parametrize(
    "kind", ["document", "voice", "video", "audio", "animation", "video_note", "sticker"]
)
async def test_files_go_both_ways(bot: ExtBot[None], sara: Person, kind: str) -> None:
    """Each kind of file can be uploaded, sent again by id, and downloaded."""
    send = getattr(bot, f"send_{kind}")
    first = await send(sara.id, b"bytes of a file")
    shown = getattr(first, kind)
    again = await send(sara.id, shown.file_id)
    assert getattr(again, kind).file_unique_id == shown.file_unique_id
    file = await shown.get_file()
    assert bytes(await file.download_as_bytearray()) == b"bytes of a file"


async def test_photos_have_sizes_and_captions(bot: ExtBot[None], sara: Person) -> None:
    """A photo comes in several sizes; its caption can be changed and the photo replaced."""
    sent = await bot.send_photo(sara.id, PNG, caption="<i>map</i>", parse_mode="HTML")
    assert [(p.width, p.height) for p in sent.photo][-1] == (1280, 720)
    changed = await bot.edit_message_caption(sara.id, sent.message_id, caption="plan")
    assert not isinstance(changed, bool)
    assert changed.caption == "plan"
    other = await bot.edit_message_media(InputMediaPhoto(PNG), sara.id, sent.message_id)
    assert not isinstance(other, bool)
    assert other.caption is None
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(sara.id, b"no picture")


async def test_albums_are_messages_of_one_group(bot: ExtBot[None], sara: Person) -> None:
    """An album is sent and received as separate messages with one media_group_id."""
    media = [InputMediaDocument(b"a", filename="a.txt"), InputMediaDocument(b"b", caption="two")]
    sent = await bot.send_media_group(sara.id, media)
    assert len({m.media_group_id for m in sent}) == 1
    parts = [{"kind": "photo", "data": PNG}, {"kind": "photo", "data": PNG}]
    sara.sends_album(parts, caption="both")
    updates = [u.message for u in await bot.get_updates() if u.message and u.message.photo]
    assert [m.caption for m in updates] == ["both", None]
    assert updates[0].media_group_id == updates[1].media_group_id is not None


async def test_messages_are_edited_copied_forwarded_and_deleted(
    bot: ExtBot[None], sara: Person, group: Chat
) -> None:
    """The life of a message after sending."""
    sent = await bot.send_message(sara.id, "one", reply_markup=MENU)
    edited = await bot.edit_message_text("two", sara.id, sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.text == "two"
    assert sara.last().buttons == []
    copied = await bot.copy_message(group.id, sara.id, sent.message_id)
    assert group.messages[copied.message_id].text == "two"
    both = await bot.copy_messages(group.id, sara.id, [sent.message_id, 999])
    assert len(both) == 1
    forwarded = await bot.forward_message(group.id, sara.id, sent.message_id)
    assert forwarded.forward_origin is not None
    assert await bot.delete_message(sara.id, sent.message_id)
    assert "two" not in [m.text for m in sara.sees()]


async def test_a_press_is_answered_once_seen(bot: ExtBot[None], sara: Person) -> None:
    """A pressed button arrives as callback query and its answer reaches the person."""
    await bot.send_message(sara.id, "card", reply_markup=MENU)
    query = sara.presses(sara.last(), "Take")
    press = (await bot.get_updates())[-1].callback_query
    assert press is not None
    assert press.data == "take:1"
    await press.answer("taken", show_alert=True)
    assert query.answer == {"text": "taken", "show_alert": True}


async def test_stale_and_forged_presses_reach_the_bot(bot: ExtBot[None], sara: Person) -> None:
    """A button of a replaced keyboard and made-up data can be pressed, as in real life."""
    sent = await bot.send_message(sara.id, "card", reply_markup=MENU)
    await bot.edit_message_text("done", sara.id, sent.message_id)
    sara.presses(sara.last(), "Take", stale=True)
    sara.presses(sara.last(), "close:99", forged=True)
    await bot.delete_message(sara.id, sent.message_id)
    sara.presses(sara.private.messages[sent.message_id], "x", forged=True)
    queries = [u.callback_query for u in await bot.get_updates() if u.callback_query]
    assert [q.data for q in queries] == ["take:1", "close:99", "x"]
    assert queries[-1].message is not None
    assert not queries[-1].message.is_accessible


async def test_reactions_pins_and_places(bot: ExtBot[None], sara: Person, group: Chat) -> None:
    """Reactions are shown, pins come back as service messages, contacts and places are sent."""
    sent = await bot.send_message(group.id, "card")
    await bot.set_message_reaction(group.id, sent.message_id, "👍")
    assert group.messages[sent.message_id].emojis == ["👍"]
    await bot.pin_chat_message(group.id, sent.message_id)
    pin = (await bot.get_updates())[-1].message
    assert pin is not None
    assert pin.pinned_message is not None
    assert (await bot.get_chat(group.id)).pinned_message is not None
    await bot.unpin_chat_message(group.id, sent.message_id)
    assert (await bot.send_contact(sara.id, "123", "A")).contact is not None
    assert (await bot.send_location(sara.id, 35.7, 51.4)).location is not None
    assert await bot.send_chat_action(sara.id, "typing")


async def test_a_wrong_token_and_an_unknown_method_are_refused(
    bot: ExtBot[None], world: World
) -> None:
    """401 and 404, both InvalidToken to the library."""
    with pytest.raises(InvalidToken):
        await bot.send_dice(1)
    world.token = "1000000001:other"
    with pytest.raises(InvalidToken):
        await bot.get_me()
