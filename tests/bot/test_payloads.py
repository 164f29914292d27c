"""Rows of the outbox as calls of the Bot API, and back."""

from bot import payloads
from bot.verdicts import Repair


def test_slots_become_numbers_and_a_lost_reply_is_allowed() -> None:
    """Target and reply are put in; a deleted message is no reason not to send."""
    params = payloads.parameters({"text": "a"}, chat_id=-5, target_id=3, reply_id=4)
    assert params == {
        "text": "a",
        "chat_id": -5,
        "message_id": 3,
        "reply_parameters": {"message_id": 4, "allow_sending_without_reply": True},
    }


def test_a_reply_by_number_may_be_lost_too() -> None:
    """What the handlers wrote themselves gets the same permission; the row stays as it was."""
    payload = {"reply_parameters": {"message_id": 4}}
    params = payloads.parameters(payload, chat_id=1)
    assert params["reply_parameters"]["allow_sending_without_reply"] is True
    assert payload == {"reply_parameters": {"message_id": 4}}


def test_plain_text_is_what_html_shows() -> None:
    """Tags go, entities become letters, in captions and albums too."""
    params = {
        "text": "<b>1 &lt; 2</b> &amp; x",
        "parse_mode": "HTML",
        "media": [{"type": "photo", "caption": "<i>a</i>", "parse_mode": "HTML"}],
    }
    assert payloads.repaired(params, Repair.PLAIN) == {
        "text": "1 < 2 & x",
        "media": [{"type": "photo", "caption": "a"}],
    }


def test_other_repairs_leave_one_thing_out() -> None:
    """Without the reply, without the topic, nothing else changed."""
    params = {"text": "a", "reply_parameters": {"message_id": 1}, "message_thread_id": 2}
    assert set(payloads.repaired(params, Repair.NO_REPLY)) == {"text", "message_thread_id"}
    assert set(payloads.repaired(params, Repair.NO_THREAD)) == {"text", "reply_parameters"}


def test_new_messages_have_numbers_and_edits_make_none() -> None:
    """One message, an album, a copy; an edit answers with the old message, which is not new."""
    assert payloads.made("sendMessage", {"message_id": 1, "text": "a"}) == [1]
    assert payloads.made("sendMediaGroup", [{"message_id": 1}, {"message_id": 2}]) == [1, 2]
    assert payloads.made("copyMessage", {"message_id": 9}) == [9]
    assert payloads.made("editMessageText", {"message_id": 1}) == []
    assert payloads.made("editMessageText", True) == []
    assert payloads.made("sendMessage", True) == []
