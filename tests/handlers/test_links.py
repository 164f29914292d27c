"""Deep links keep to Telegram's letters and length."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from handlers import links
from knowledge import loader


def test_every_article_has_a_link_telegram_takes() -> None:
    """The parameter of each packaged article fits 64 letters of `[A-Za-z0-9_-]`."""
    for article_id in loader.load().articles:
        payload = parse_qs(urlsplit(links.to_article("amaryar_bot", article_id)).query)["start"]
        assert payload == [f"a_{article_id}"]
        assert set(payload[0]) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")


def test_too_long_a_parameter_leads_to_the_chat() -> None:
    """A link that Telegram would refuse is never made."""
    assert links.to_article("amaryar_bot", "a" * 63) == "https://t.me/amaryar_bot"


def test_shared_words_survive_their_address() -> None:
    """Persian words and the link itself come back whole."""
    address = links.to_article("amaryar_bot", "def-gini")

    query = parse_qs(urlsplit(links.share(address, "ضریب جینی & تورم")).query)

    assert query == {"url": [address], "text": ["ضریب جینی & تورم"]}
