"""What Telegram shows of the bot: set where it differs, never fatal."""

import pytest

from bot import profile
from bot.playground.world import World
from bot.running import Running
from handlers import routes
from handlers.i18n.translator import LANGUAGES


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the database."""
    return sqlite_url


async def show(running: Running) -> int:
    """Set the profile."""
    return await profile.show(running.api, running.services, running.desk.chat_id)


async def test_names_and_menus_are_set_in_each_language(running: Running) -> None:
    """Every language gets name, descriptions and the commands; the group gets its own."""
    assert await show(running) > 0
    for code in ("", *LANGUAGES):
        t = running.services.translator(code or None)
        answer = await running.api.call("getMyName", {"language_code": code})
        assert answer["name"] == t.text(profile.NAME)
        scope = {"type": "all_private_chats"}
        where = {"scope": scope, "language_code": code}
        commands = await running.api.call("getMyCommands", where)
        assert [c["command"] for c in commands][:2] == ["start", "help"]
    group = {"scope": {"type": "chat", "chat_id": running.desk.chat_id}}
    staff = await running.api.call("getMyCommands", group)
    shown = {c["command"] for c in staff}
    assert {"open", "find", "staff", "closure", "report", "help"} <= shown
    assert shown == set(routes.commands(staff=True))


async def test_what_is_shown_already_is_left_alone(running: Running, world: World) -> None:
    """A second start changes nothing: Telegram allows few changes of a name a day."""
    await show(running)
    before = len([c for c in world.calls() if c.method.startswith("set")])
    assert await show(running) == 0
    assert len([c for c in world.calls() if c.method.startswith("set")]) == before


async def test_a_server_without_these_methods_is_no_trouble(running: Running, world: World) -> None:
    """404 for each of them: nothing is set and nothing fails."""
    for name in ("getMyCommands", "getMyName", "getMyDescription", "getMyShortDescription"):
        world.faults.add("error", method=name, times=None, code=404, description="Not Found")
    assert await show(running) == 0


def test_texts_fit_in_every_language(running: Running) -> None:
    """Nothing has to be cut: 64, 512 and 120 letters (Bot API)."""
    texts = {
        "name": profile.NAME,
        "description": profile.DESCRIPTION,
        "short_description": profile.SHORT_DESCRIPTION,
    }
    for language in LANGUAGES:
        t = running.services.translator(language)
        for field, msgid in texts.items():
            assert len(t.text(msgid)) <= profile.LIMITS[field], (language, field)
