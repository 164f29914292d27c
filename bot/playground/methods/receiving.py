"""Updates to the bot and its answers to presses; inline queries are in `inline.py`."""

from __future__ import annotations

import re

from bot.playground.entities import units
from bot.playground.errors import bad_request
from bot.playground.params import Params
from bot.playground.records import Json
from bot.playground.state import State

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}|")
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
MAX_ALERT = 200


async def get_updates(state: State, values: Params) -> list[Json]:
    """Long polling; see `updates.UpdateQueue.poll`."""
    state.updates.allow(values.items("allowed_updates"))
    return await state.updates.poll(
        offset=values.number("offset", 0) or 0,
        limit=values.number("limit", 100) or 100,
        seconds=values.real("timeout"),
    )


def set_webhook(state: State, values: Params) -> bool:
    """Push updates to an address from now on; plain http is taken, as by a local server."""
    url = values.text("url")
    if not url:
        return delete_webhook(state, values)
    if not re.match(r"https?://[^/\s]+", url):
        raise bad_request("bad webhook: invalid webhook URL specified")
    secret = values.text("secret_token")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    state.updates.allow(values.items("allowed_updates"))
    if values.flag("drop_pending_updates"):
        state.updates.drop_all()
    state.webhook.url = url
    state.webhook.secret = secret
    state.webhook.max_connections = values.number("max_connections", 40) or 40
    state.updates.has_webhook = True
    state.updates.arrived.fire()
    return True


def delete_webhook(state: State, values: Params) -> bool:
    """Back to long polling."""
    if values.flag("drop_pending_updates"):
        state.updates.drop_all()
    state.webhook.url = ""
    state.updates.has_webhook = False
    state.updates.arrived.fire()
    return True


def get_webhook_info(state: State, values: Params) -> Json:
    """State of the delivery."""
    del values
    hook = state.webhook
    body: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.alive()),
    }
    if hook.url:
        body["max_connections"] = hook.max_connections
    if state.updates.allowed is not None:
        body["allowed_updates"] = sorted(state.updates.allowed)
    if hook.last_error and hook.last_error_at:
        body["last_error_date"] = int(hook.last_error_at.timestamp())
        body["last_error_message"] = hook.last_error
    return body


def answer_callback_query(state: State, values: Params) -> bool:
    """Stop the spinner on a pressed button, with a toast or an alert."""
    query = state.queries.get(values.text("callback_query_id"))
    if query is None or state.clock() - query.at > state.query_lifetime:
        raise bad_request(TOO_OLD)
    text = values.text("text")
    if units(text) > MAX_ALERT:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {"text": text, "show_alert": values.flag("show_alert")}
    if values.text("url"):
        query.answer["url"] = values.text("url")
    state.journal.note(
        "answer", query=query.id, user=query.user_id, chat=query.chat_id, **query.answer
    )
    return True


def log_out(state: State, values: Params) -> bool:
    """Methods close and logOut: nothing to do here."""
    del state, values
    return True
