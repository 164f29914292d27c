"""Answers to inline queries, checked as Telegram checks them (Bot API, answerInlineQuery)."""

from __future__ import annotations

import re
from typing import Any

from bot.playground import checks, keyboards
from bot.playground.errors import bad_request
from bot.playground.methods.receiving import TOO_OLD
from bot.playground.params import Params
from bot.playground.records import InlineQuery, Json
from bot.playground.state import State

MAX_RESULTS = 50
MAX_RESULT_ID = 64
MAX_OFFSET = 64
START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


def answer_inline_query(state: State, values: Params) -> bool:
    """Results for what somebody types after the bot's name; kept in the query for the person."""
    query = _query(state, values)
    results: list[Any] = values.items("results") or []
    if len(results) > MAX_RESULTS:
        raise bad_request("too many query results specified")
    ids = [str(item.get("id", "")) for item in results if isinstance(item, dict)]
    if len(set(ids)) != len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(ids) != len(results) or not all(1 <= len(one.encode()) <= MAX_RESULT_ID for one in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(values.text("next_offset").encode()) > MAX_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    query.button = _button(values.mapping("button"))
    query.results = [_result(item) for item in results]
    query.next_offset = values.text("next_offset")
    query.cache_time = values.number("cache_time", 300) or 0
    state.journal.note("inline", query=query.id, user=query.user_id, view=_view(query))
    return True


def _query(state: State, values: Params) -> InlineQuery:
    query = state.inline_queries.get(values.text("inline_query_id"))
    if query is None or state.clock() - query.at > state.query_lifetime:
        raise bad_request(TOO_OLD)
    return query


def _result(given: Json) -> Json:
    """An article with a text to send: its message is checked as sendMessage checks it."""
    if given.get("type") != "article":
        raise bad_request("this emulator knows inline results of the type article only")
    if not str(given.get("title", "")).strip():
        raise bad_request("article title is empty")
    content = given.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        raise bad_request("can't parse inline query result: message text must be specified")
    checks.text(Params({**content, "text": content["message_text"]}))
    markup = keyboards.inline(Params({"reply_markup": given.get("reply_markup")}))
    return {**given, "reply_markup": markup} if markup else given


def _button(given: Json | None) -> Json | None:
    """What stands above the results; its parameter goes to the bot as /start."""
    if given is None:
        return None
    if not str(given.get("text", "")).strip():
        raise bad_request("can't parse inline query results button: text must be non-empty")
    if not START_PARAMETER.fullmatch(str(given.get("start_parameter", ""))):
        raise bad_request("START_PARAM_INVALID")
    return given


def _view(query: InlineQuery) -> Json:
    return {
        "query": query.query,
        "results": query.results,
        "button": query.button,
        "next_offset": query.next_offset,
    }
