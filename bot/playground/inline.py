"""Inline mode from the side of a person: typing `@bot …` in a chat, picking what the bot offers."""

from __future__ import annotations

from bot.playground import checks
from bot.playground.errors import NotPossibleError
from bot.playground.params import Params
from bot.playground.records import InlineQuery, Json, Message, Value
from bot.playground.writing import Where, Writing


class Inline(Writing):
    """A person who can type inline queries; a base of `people.Person`."""

    def asks_inline(self, text: str, where: Where = None, *, offset: str = "") -> InlineQuery:
        """Type `@bot text` in a chat; the results are in the query once the bot answers.

        `offset` asks for more of an answer, as scrolling to its end does (`next_offset`).
        """
        if not self.state.supports_inline:
            raise NotPossibleError("this bot has no inline mode; ask BotFather for it")
        chat = self.chat(where)
        chat_type = "sender" if chat.is_private else chat.type
        query = InlineQuery(
            id=f"{9_900_000_000_000_000 + self.state.number()}",
            user_id=self.user.id,
            query=text,
            at=self.state.clock(),
            chat_type=chat_type,
            offset=offset,
        )
        self.state.inline_queries[query.id] = query
        body: Json = {
            "id": query.id,
            "from": self.user.as_json(),
            "query": text,
            "offset": offset,
            "chat_type": chat_type,
        }
        self.state.post("inline_query", body, f"inline:{self.user.id}")
        return query

    def picks(
        self, query: InlineQuery, result_id: str, where: Where = None, **options: Value
    ) -> Message:
        """Choose a result of an answered inline query: it is sent in the person's name.

        With inline feedback on (BotFather), the bot hears which one was chosen.
        """
        chosen = next((r for r in query.results or [] if r["id"] == result_id), None)
        if chosen is None or "input_message_content" not in chosen:
            raise NotPossibleError(f"no text result {result_id!r} among {query.results}")
        given = dict(chosen["input_message_content"])
        content = checks.text(Params({**given, "text": given["message_text"]}))
        markup = chosen.get("reply_markup")
        message = self._send(where, content, via_bot=True, markup=markup, **options)
        if self.state.has_inline_feedback:
            body: Json = {
                "result_id": result_id,
                "from": self.user.as_json(),
                "query": query.query,
            }
            if markup:
                body["inline_message_id"] = f"inline-{message.chat_id}-{message.id}"
            self.state.post("chosen_inline_result", body, f"chosen:{self.user.id}")
        return message
