"""The emulator refuses what Telegram refuses, in Telegram's words."""

from datetime import timedelta
from typing import Any

import pytest

from bot.playground.errors import ApiError
from bot.playground.people import Person
from bot.playground.records import Chat
from bot.playground.world import World
from tests.clock import Clock


async def refusal(world: World, method: str, **values: Any) -> str:
    """The description of the error a call gets."""
    with pytest.raises(ApiError) as caught:
        await world.call(method, values)
    return caught.value.description


async def say(world: World, chat: int, text: str = "x", **values: Any) -> int:
    """Send text as the bot; its id."""
    sent = await world.call("sendMessage", {"chat_id": chat, "text": text, **values})
    return int(sent["message_id"])


def keys(*buttons: dict[str, Any]) -> dict[str, Any]:
    """An inline keyboard of one row."""
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("", "message text is empty"),
        (" \n ", "message text is empty"),
        ("<b> </b>", "message text is empty"),
        ("x" * 4097, "message is too long"),
        ("🙂" * 2049, "message is too long"),
        ("x" * 33_000, "text is too long"),
        ("<x>a</x>", 'can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
        ("سلام <b>a", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("سلام </b>", "can't parse entities: Unexpected end tag at byte offset 9"),
        (
            "<b>a</i>",
            (
                "can't parse entities: Unmatched end tag at byte offset 4, "
                'expected "</b>", found "</i>"'
            ),
        ),
        ("a < b", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ("a <b", "can't parse entities: Unclosed start tag at byte offset 2"),
        ("<span>a</span>", 'can\'t parse entities: Tag "span" must have class "tg-spoiler" '),
    ],
)
async def test_text_is_checked_after_parsing(
    world: World, sara: Person, text: str, description: str
) -> None:
    """Length counts in UTF-16 units after parsing; broken HTML is told with its byte offset."""
    said = await refusal(world, "sendMessage", chat_id=sara.id, text=text, parse_mode="HTML")
    assert said.startswith(f"Bad Request: {description}")


async def test_the_longest_text_and_caption_pass(world: World, sara: Person) -> None:
    """4096 units of text and 1024 of caption are allowed, tags not counted; one more is not."""
    await say(world, sara.id, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    file = sara.sends("document").content["document"]["file_id"]
    values = {"chat_id": sara.id, "document": file, "caption": "🙂" * 512}
    await world.call("sendDocument", values)
    values["caption"] += "x"
    said = await refusal(world, "sendDocument", **values)
    assert said == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        (keys({"text": "a", "callback_data": "x" * 65}), "BUTTON_DATA_INVALID"),
        (keys({"text": "a", "callback_data": "ی" * 33}), "BUTTON_DATA_INVALID"),
        (keys({"text": "a", "callback_data": ""}), "BUTTON_DATA_INVALID"),
        (keys({"text": "a"}), "Text buttons are unallowed in the inline keyboard"),
        (keys({"text": " ", "callback_data": "x"}), "can't parse inline keyboard button"),
        (keys({"text": "a", "url": "not a url"}), "inline keyboard button URL"),
        (keys(*[{"text": "a", "callback_data": "x"}] * 9), "reply markup is too long"),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "x"}]] * 101}, "reply markup is"),
        ({"inline_keyboard": "x"}, "can't parse inline keyboard"),
        ({"something": 1}, "can't parse reply keyboard markup JSON object"),
        ("{", "can't parse reply_markup JSON object"),
    ],
)
async def test_keyboards_are_checked(
    world: World, sara: Person, markup: Any, description: str
) -> None:
    """Data of 1-64 bytes, an action on each button, at most 8 in a row and 100 in all."""
    said = await refusal(world, "sendMessage", chat_id=sara.id, text="x", reply_markup=markup)
    assert said.startswith(f"Bad Request: {description}")


async def test_chats_must_exist_and_be_open(
    world: World, sara: Person, zahra: Person, group: Chat
) -> None:
    """Unknown, not begun, blocked, deactivated, thrown out: each with its own words."""
    assert await refusal(world, "sendMessage", text="x") == "Bad Request: chat_id is empty"
    unknown = await refusal(world, "sendMessage", chat_id=5, text="x")
    assert unknown == "Bad Request: chat not found"
    not_begun = await refusal(world, "sendMessage", chat_id=zahra.id, text="x")
    assert not_begun == "Forbidden: bot can't initiate conversation with a user"
    sara.blocks()
    blocked = await refusal(world, "sendMessage", chat_id=sara.id, text="x")
    assert blocked == "Forbidden: bot was blocked by the user"
    sara.unblocks()
    await say(world, sara.id)
    sara.user.is_deactivated = True
    gone = await refusal(world, "sendMessage", chat_id=sara.id, text="x")
    assert gone == "Forbidden: user is deactivated"
    zahra.sets_bot(group, "kicked")
    kicked = await refusal(world, "sendMessage", chat_id=group.id, text="x")
    assert kicked == "Forbidden: bot was kicked from the supergroup chat"


async def test_edits_are_checked(world: World, sara: Person) -> None:
    """Missing, foreign, unchanged messages and those with a reply keyboard stay as they are."""
    sent = await say(world, sara.id, reply_markup=keys({"text": "a", "callback_data": "b"}))
    edit = {"chat_id": sara.id, "message_id": sent, "text": "x"}
    same = edit | {"reply_markup": keys({"text": "a", "callback_data": "b"})}
    said = await refusal(world, "editMessageText", **same)
    assert said.startswith("Bad Request: message is not modified: specified new message content")
    await world.call("editMessageText", edit)
    missing = await refusal(world, "editMessageText", **(edit | {"message_id": 99}))
    assert missing == "Bad Request: message to edit not found"
    own = sara.says("mine")
    foreign = await refusal(world, "editMessageText", **(edit | {"message_id": own.id}))
    assert foreign == "Bad Request: message can't be edited"
    keyboard = await say(world, sara.id, reply_markup={"keyboard": [["a"]]})
    refused = await refusal(world, "editMessageText", **(edit | {"message_id": keyboard}))
    assert refused == "Bad Request: message can't be edited"
    file = sara.sends("document").content["document"]["file_id"]
    document = await world.call("sendDocument", {"chat_id": sara.id, "document": file})
    no_text = await refusal(
        world, "editMessageText", **(edit | {"message_id": document["message_id"]})
    )
    assert no_text == "Bad Request: there is no text in the message to edit"


async def test_replies_need_their_message(world: World, sara: Person) -> None:
    """A reply to a deleted message is refused, unless it may go without."""
    sara.deletes(gone := sara.says("gone"))
    to = {"message_id": gone.id}
    said = await refusal(world, "sendMessage", chat_id=sara.id, text="x", reply_parameters=to)
    assert said == "Bad Request: message to be replied not found"
    sent = await say(world, sara.id, reply_parameters=to | {"allow_sending_without_reply": True})
    assert sara.private.messages[sent].reply_to is None


async def test_deleting_copying_and_reacting_need_a_message(
    world: World, sara: Person, clock: Clock
) -> None:
    """Each act on a missing message says so; old messages cannot be deleted."""
    at = {"chat_id": sara.id, "message_id": 99}
    assert await refusal(world, "deleteMessage", **at) == (
        "Bad Request: message to delete not found"
    )
    copied = await refusal(world, "copyMessage", from_chat_id=sara.id, **at)
    assert copied == "Bad Request: message to copy not found"
    reacted = await refusal(world, "setMessageReaction", reaction=[], **at)
    assert reacted == "Bad Request: message to react not found"
    sent = await say(world, sara.id)
    wrong = [{"type": "emoji", "emoji": "🪑"}]
    at["message_id"] = sent
    assert await refusal(world, "setMessageReaction", reaction=wrong, **at) == (
        "Bad Request: REACTION_INVALID"
    )
    clock.advance(timedelta(hours=49))
    assert await refusal(world, "deleteMessage", **at) == (
        "Bad Request: message can't be deleted for everyone"
    )


async def test_files_must_be_known_and_fit(world: World, sara: Person) -> None:
    """Unknown and forgotten ids, wrong kinds, empty albums and mixed ones are refused."""
    photo = sara.sends("photo").content["photo"][-1]["file_id"]
    unknown = await refusal(world, "sendDocument", chat_id=sara.id, document="AgAC")
    assert unknown == "Bad Request: wrong file identifier/HTTP URL specified"
    kind = await refusal(world, "sendDocument", chat_id=sara.id, document=photo)
    assert kind == "Bad Request: can't use file of type Photo as Document"
    world.state.files.forget(photo)
    gone = await refusal(world, "getFile", file_id=photo)
    assert gone == "Bad Request: wrong file_id or the file is temporarily unavailable"
    empty = await refusal(world, "sendMediaGroup", chat_id=sara.id, media=[])
    assert empty == "Bad Request: there are no messages to send"
    item = {"type": "photo", "media": photo}
    many = await refusal(world, "sendMediaGroup", chat_id=sara.id, media=[item] * 11)
    assert many == "Bad Request: too many messages to send as an album"
    mixed = await refusal(
        world, "sendMediaGroup", chat_id=sara.id, media=[item, {**item, "type": "document"}]
    )
    assert mixed == "Bad Request: document can't be mixed with other media types"
    big = sara.sends("document", b"x" * (20 * 1024 * 1024 + 1)).content["document"]["file_id"]
    assert await refusal(world, "getFile", file_id=big) == "Bad Request: file is too big"


async def test_presses_grow_old(world: World, sara: Person, clock: Clock) -> None:
    """A press can be answered for a while, and is not delivered at all after 150 seconds."""
    await say(world, sara.id, reply_markup=keys({"text": "a", "callback_data": "b"}))
    query = sara.presses(sara.last(), "a")
    clock.advance(timedelta(seconds=151))
    said = await refusal(world, "answerCallbackQuery", callback_query_id=query.id)
    assert said.startswith("Bad Request: query is too old and response timeout expired")
    kinds = [p.kind for p in world.updates.alive()]
    assert kinds == ["message"]


async def test_a_group_that_moved_names_its_new_id(world: World, zahra: Person) -> None:
    """After the upgrade the old id is refused with migrate_to_chat_id; both sides hear of it."""
    old = world.group("Old", admins=[zahra], kind="group")
    new = world.migrate(old, zahra)
    with pytest.raises(ApiError) as caught:
        await world.call("sendMessage", {"chat_id": old.id, "text": "x"})
    assert caught.value.parameters == {"migrate_to_chat_id": new.id}
    await say(world, new.id)
    bodies = [p.body["message"] for p in world.updates.alive()]
    assert bodies[0]["migrate_to_chat_id"] == new.id
    assert bodies[1]["migrate_from_chat_id"] == old.id
    assert world.staff_chat_id == new.id


async def test_privacy_mode_hides_plain_group_messages(
    world: World, zahra: Person, group: Chat
) -> None:
    """As plain member the bot hears commands and replies to it only; as administrator all."""
    zahra.sets_bot(group, "member")
    card = await say(world, group.id)
    heard = [
        zahra.says("plain", group).update_id,
        zahra.says("/open", group).update_id,
        zahra.says("reply", group, reply_to=card).update_id,
    ]
    assert [one is not None for one in heard] == [False, True, True]
    zahra.sets_bot(group, "administrator")
    assert zahra.says("plain", group).update_id is not None


def test_an_anonymous_admin_writes_as_the_group(world: World, zahra: Person, group: Chat) -> None:
    """Anonymous messages come from GroupAnonymousBot with the group as sender_chat."""
    zahra.says("hidden", group, anonymous=True)
    body = world.updates.alive()[-1].body["message"]
    assert body["from"]["id"] == 1087968824
    assert body["sender_chat"]["id"] == group.id
