"""Edits are followed in every form in which the other side holds the words."""

from __future__ import annotations

from tests.office import Office
from tests.stories.asking import QUESTION, asks_an_expert


async def test_an_edit_that_overtakes_its_message_is_not_lost(office: Office) -> None:
    """A slip corrected before the bot has sent it: the person reads the corrected words."""
    maryam, clerk = office.visitor(), office.clerk()
    card = office.card(await asks_an_expert(office, maryam, QUESTION))

    answer = clerk.person.says("نوشتهٔ نادرست", office.group, reply_to=card)
    clerk.person.edits(answer, "نوشتهٔ درست")
    await office.settle()

    assert maryam.sees("نوشتهٔ درست")
    assert not maryam.sees("نوشتهٔ نادرست")
    assert answer.emojis == ["👍"], "it is still marked when it arrives"


async def test_an_edited_caption_overtakes_its_file(office: Office) -> None:
    """The same with the words of a file."""
    maryam, clerk = office.visitor(), office.clerk()
    card = office.card(await asks_an_expert(office, maryam, QUESTION))

    sent = clerk.person.sends("photo", b"1", where=office.group, reply_to=card, caption="نادرست")
    clerk.person.edits(sent, "شرح تازه")
    await office.settle()

    assert maryam.last.kind == "photo"
    assert maryam.sees("شرح تازه")
    assert not maryam.sees("نادرست")


async def test_edit_of_a_long_answer_stands_once(office: Office) -> None:
    """An answer that became several messages is edited as a whole, not in each of them."""
    maryam, clerk = office.visitor(), office.clerk()
    card = office.card(await asks_an_expert(office, maryam, QUESTION))
    answer = await clerk.replies(card, "الف " * 1020)
    assert sum("الف" in text for text in maryam.texts) >= 1

    clerk.person.edits(answer, "کوتاه شد")
    await office.settle()
    assert sum("کوتاه شد" in text for text in maryam.texts) == 1
    assert not maryam.sees("الف الف")

    clerk.person.edits(answer, "جیم " * 1020)
    await office.settle()
    assert sum(text.count("جیم") for text in maryam.texts) == 1020


async def test_edit_of_words_too_long_for_a_caption(office: Office) -> None:
    """Words that stand before their file, or outgrow the caption, are followed as well."""
    maryam, clerk = office.visitor(), office.clerk()
    card = office.card(await asks_an_expert(office, maryam, QUESTION))
    sent = clerk.person.sends("photo", b"1", where=office.group, reply_to=card, caption="ب " * 505)
    await office.settle()
    clerk.person.edits(sent, "شرح تازه")
    await office.settle()
    assert maryam.sees("شرح تازه")
    assert not maryam.sees("ب ب ب")

    short = clerk.person.sends("photo", b"2", where=office.group, reply_to=card, caption="کوتاه")
    await office.settle()
    clerk.person.edits(short, "د " * 505)
    await office.settle()
    assert sum(text.count("د ") for text in maryam.texts) >= 500


async def test_a_long_caption_of_an_album_arrives_whole(office: Office) -> None:
    """An album's words that fill a whole caption do not lose their end to our frame."""
    maryam, clerk = office.visitor(), office.clerk()
    card = office.card(await asks_an_expert(office, maryam, QUESTION))
    parts = [{"kind": "photo", "data": b"1"}, {"kind": "photo", "data": b"2"}]

    clerk.person.sends_album(parts, office.group, reply_to=card, caption="ک" * 1000 + " پایان")
    await office.settle()

    assert maryam.sees("ک", "پایان")
