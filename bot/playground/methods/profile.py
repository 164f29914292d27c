"""How the bot presents itself: commands, name, descriptions, menu button, asked-for rights."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.playground import checks
from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.records import ADMIN_RIGHTS, Chat, Json
from bot.playground.state import State

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}|")
MAX_COMMANDS = 100
MAX_EXPLANATION = 256
SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
LIMITS = {"name": 64, "description": 512, "short_description": 120}

Method = Callable[[State, Params], Any]


def _language(values: Params) -> str:
    code = values.text("language_code")
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _scope(state: State, values: Params) -> str:
    """A scope as key: its type with the chat and person it names."""
    scope = values.mapping("scope") or {"type": "default"}
    kind = str(scope.get("type"))
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    key = kind
    if kind in {"chat", "chat_administrators", "chat_member"}:
        key += f":{checks.chat(state, Params(scope)).id}"
    if kind == "chat_member":
        key += f":{checks.user(state, Params(scope)).id}"
    return key


def set_my_commands(state: State, values: Params) -> bool:
    """The commands menu of one scope and language."""
    given = values.items("commands") or []
    if len(given) > MAX_COMMANDS:
        raise bad_request("there can be no more than 100 bot commands")
    commands = []
    for item in given:
        name = str(item.get("command", "")).removeprefix("/").lower()
        if not COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(item.get("description", "")).strip()) <= MAX_EXPLANATION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": name, "description": str(item["description"])})
    key = (_scope(state, values), _language(values))
    state.profile.commands[key] = commands
    state.journal.note("profile")
    return True


def get_my_commands(state: State, values: Params) -> list[Json]:
    """The commands menu of exactly that scope and language."""
    return state.profile.commands.get((_scope(state, values), _language(values)), [])


def delete_my_commands(state: State, values: Params) -> bool:
    """Forget the commands menu of that scope and language."""
    state.profile.commands.pop((_scope(state, values), _language(values)), None)
    state.journal.note("profile")
    return True


def commands_for(state: State, chat: Chat, user_id: int, language: str) -> list[Json]:
    """The menu a person sees in a chat: narrowest scope first, own language before none."""
    scopes = [f"chat_member:{chat.id}:{user_id}"]
    is_admin = not chat.is_private and state.member(chat, user_id).is_admin
    scopes += [f"chat_administrators:{chat.id}"] if is_admin else []
    scopes += [f"chat:{chat.id}"]
    scopes += ["all_chat_administrators"] if is_admin else []
    scopes += ["all_private_chats" if chat.is_private else "all_group_chats", "default"]
    for scope in scopes:
        for code in (language, ""):
            if found := state.profile.commands.get((scope, code)):
                return found
    return []


def _shelf(state: State, field: str) -> dict[str, str]:
    return {
        "name": state.profile.names,
        "description": state.profile.descriptions,
        "short_description": state.profile.short_descriptions,
    }[field]


def setter(field: str) -> Method:
    """Method setMyName, setMyDescription or setMyShortDescription; an empty text takes it back."""

    def set_field(state: State, values: Params) -> bool:
        text = values.text(field).strip()
        if len(text) > LIMITS[field]:
            raise bad_request(f"bot {field.replace('_', ' ')} is too long")
        shelf, language = _shelf(state, field), _language(values)
        shelf.pop(language, None)
        if text:
            shelf[language] = text
        state.journal.note("profile")
        return True

    return set_field


def getter(field: str) -> Method:
    """Method getMyName or its kin: of that language, else of none, else the account's name."""

    def get_field(state: State, values: Params) -> Json:
        shelf = _shelf(state, field)
        last = state.bot.first_name if field == "name" else ""
        return {field: shelf.get(_language(values), shelf.get("", last))}

    return get_field


def set_rights(state: State, values: Params) -> bool:
    """What rights to ask for when added."""
    place = "channels" if values.flag("for_channels") else "groups"
    state.profile.default_rights[place] = values.mapping("rights") or {}
    return True


def get_rights(state: State, values: Params) -> Json:
    """What rights are asked for when added."""
    place = "channels" if values.flag("for_channels") else "groups"
    given = state.profile.default_rights.get(place, {})
    return {"is_anonymous": False, **dict.fromkeys(ADMIN_RIGHTS, False), **given}


def set_menu_button(state: State, values: Params) -> bool:
    """The menu button for one private chat or for all."""
    chat_id = values.number("chat_id")
    state.profile.menu_buttons[chat_id] = values.mapping("menu_button") or {"type": "default"}
    return True


def get_menu_button(state: State, values: Params) -> Json:
    """The menu button of a chat."""
    buttons = state.profile.menu_buttons
    default = buttons.get(None, {"type": "default"})
    return buttons.get(values.number("chat_id"), default)
