"""Handlers keep nothing in the memory of one process and never call Telegram themselves."""

import ast

import pytest

from tests.house import project

#: What lives in one process only: lost at a restart, unknown to another replica.
IN_ONE_PROCESS = {"user_data", "chat_data", "job_queue", "callback_data_cache"}
#: Calls to Telegram belong to the outbox: a handler writes rows.
CALLS = {"bot", "get_bot", "reply_text", "reply_html", "reply_photo", "edit_message_text"}


@pytest.mark.parametrize("forbidden", [IN_ONE_PROCESS, CALLS], ids=["memory", "calls"])
def test_handlers_use_neither(forbidden: set[str]) -> None:
    """Any replica can serve any update, and what is said is committed before it is sent."""
    found = [
        f"{path.relative_to(project.ROOT)}:{node.lineno}: .{node.attr}"
        for path in project.modules("handlers")
        for node in ast.walk(project.tree(path))
        if isinstance(node, ast.Attribute) and node.attr in forbidden
    ]
    assert found == []


def test_no_handler_runs_beside_its_update() -> None:
    """`block=False` and arbitrary callback data would leave the update's transaction."""
    found = [
        f"{path.relative_to(project.ROOT)}:{node.value.lineno}: {node.arg}"
        for path in project.modules("bot", "handlers")
        for node in ast.walk(project.tree(path))
        if isinstance(node, ast.keyword)
        and node.arg in {"block", "arbitrary_callback_data"}
        and not (isinstance(node.value, ast.Constant) and node.value.value is (node.arg == "block"))
    ]
    assert found == []
