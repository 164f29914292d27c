"""The Bot API methods there are, by name in lower case; the one list of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.playground.methods import (
    chats,
    copying,
    editing,
    inline,
    media,
    profile,
    receiving,
    sending,
    topics,
)
from bot.playground.params import Params
from bot.playground.state import State

Method = Callable[[State, Params], Any]

METHODS: dict[str, Method] = {
    name.lower(): method
    for name, method in {
        "getMe": chats.get_me,
        "logOut": receiving.log_out,
        "close": receiving.log_out,
        "getUpdates": receiving.get_updates,
        "setWebhook": receiving.set_webhook,
        "deleteWebhook": receiving.delete_webhook,
        "getWebhookInfo": receiving.get_webhook_info,
        "answerCallbackQuery": receiving.answer_callback_query,
        "answerInlineQuery": inline.answer_inline_query,
        "sendMessage": sending.send_message,
        "sendLocation": sending.send_location,
        "sendContact": sending.send_contact,
        "sendChatAction": sending.send_chat_action,
        "sendPhoto": media.sender("photo"),
        "sendDocument": media.sender("document"),
        "sendVoice": media.sender("voice"),
        "sendVideo": media.sender("video"),
        "sendAudio": media.sender("audio"),
        "sendAnimation": media.sender("animation"),
        "sendSticker": media.sender("sticker"),
        "sendVideoNote": media.sender("video_note"),
        "sendMediaGroup": media.send_media_group,
        "getFile": media.get_file,
        "copyMessage": copying.copy_message,
        "copyMessages": copying.copy_messages,
        "forwardMessage": copying.forward_message,
        "forwardMessages": copying.forward_messages,
        "editMessageText": editing.edit_message_text,
        "editMessageCaption": editing.edit_message_caption,
        "editMessageReplyMarkup": editing.edit_message_reply_markup,
        "editMessageMedia": editing.edit_message_media,
        "deleteMessage": editing.delete_message,
        "deleteMessages": editing.delete_messages,
        "setMessageReaction": editing.set_message_reaction,
        "pinChatMessage": editing.pin_chat_message,
        "unpinChatMessage": editing.unpin_chat_message,
        "unpinAllChatMessages": editing.unpin_all_chat_messages,
        "getChat": chats.get_chat,
        "getChatMember": chats.get_chat_member,
        "getChatAdministrators": chats.get_chat_administrators,
        "getChatMemberCount": chats.get_chat_member_count,
        "leaveChat": chats.leave_chat,
        "setMyCommands": profile.set_my_commands,
        "getMyCommands": profile.get_my_commands,
        "deleteMyCommands": profile.delete_my_commands,
        "setMyName": profile.setter("name"),
        "getMyName": profile.getter("name"),
        "setMyDescription": profile.setter("description"),
        "getMyDescription": profile.getter("description"),
        "setMyShortDescription": profile.setter("short_description"),
        "getMyShortDescription": profile.getter("short_description"),
        "setMyDefaultAdministratorRights": profile.set_rights,
        "getMyDefaultAdministratorRights": profile.get_rights,
        "setChatMenuButton": profile.set_menu_button,
        "getChatMenuButton": profile.get_menu_button,
        "createForumTopic": topics.create_forum_topic,
        "editForumTopic": topics.edit_forum_topic,
        "closeForumTopic": topics.shutter(is_closed=True),
        "reopenForumTopic": topics.shutter(is_closed=False),
        "deleteForumTopic": topics.delete_forum_topic,
        "unpinAllForumTopicMessages": topics.unpin_all_in_topic,
        "editGeneralForumTopic": topics.edit_general_topic,
        "closeGeneralForumTopic": topics.general_shutter(is_closed=True),
        "reopenGeneralForumTopic": topics.general_shutter(is_closed=False),
        "hideGeneralForumTopic": topics.general_hider(is_hidden=True),
        "unhideGeneralForumTopic": topics.general_hider(is_hidden=False),
        "getForumTopicIconStickers": topics.icon_stickers,
    }.items()
}
