"""A staff group with topics: each ticket has its own, which lives, ends and heals with it."""

from __future__ import annotations

from tests.office import Office
from tests.stories.asking import QUESTION, asks_an_expert

CLOSE, FULL = "✅ Close…", "✅ Answered in full"


async def test_each_ticket_has_its_topic_with_the_card_pinned(forum: Office) -> None:
    """The topic is named by reference, kind and name; card and later messages stand in it."""
    maryam = forum.visitor(name="مریم رضایی")
    reference = await asks_an_expert(forum, maryam)
    await maryam.says(f"/track {reference}")
    await maryam.says("نرخ آزاد را می‌خواهم", reply_to=maryam.last)

    topic = forum.topic(reference)
    shown = [one.text for one in forum.in_topic(reference)]
    assert reference in topic.name
    assert "پرسش" in topic.name
    assert "مریم رضایی" in topic.name
    assert any(QUESTION in text for text in shown)
    assert any("نرخ آزاد را می‌خواهم" in text for text in shown)
    assert forum.card(reference).id in forum.group.pinned


async def test_topics_of_two_kinds_have_two_icons(forum: Office) -> None:
    """The icon tells the kind; a complaint without a name says so in its title."""
    maryam = forum.visitor()
    asked = forum.topic(await asks_an_expert(forum, maryam))
    await maryam.says("/opinion")
    await maryam.fills(">The website", None, "کند است", None)
    await maryam.presses("📨 Submit")
    opinion = next(one for one in await forum.tickets() if one.reference not in asked.name)

    other = forum.topic(opinion.reference)
    assert asked.icon_custom_emoji_id
    assert other.icon_custom_emoji_id
    assert asked.icon_custom_emoji_id != other.icon_custom_emoji_id
    assert asked.icon_color != other.icon_color


async def test_the_topic_closes_and_reopens_with_the_ticket(forum: Office) -> None:
    """Answered in full: closed; the person objects: open again."""
    maryam, clerk = forum.visitor(), forum.clerk()
    reference = await asks_an_expert(forum, maryam)

    await clerk.press(forum.card(reference), CLOSE)
    await clerk.press(forum.card(reference), FULL)
    assert forum.topic(reference).is_closed

    await maryam.presses("✋ I object")
    assert not forum.topic(reference).is_closed
    assert any("به نتیجه اعتراض دارد" in one.text for one in forum.in_topic(reference))


async def test_a_reply_in_the_topic_goes_to_the_person(forum: Office) -> None:
    """To the card, and to what the person wrote; the 👍 says that it arrived."""
    maryam, clerk = forum.visitor(), forum.clerk()
    reference = await asks_an_expert(forum, maryam)

    answer = await clerk.replies(forum.card(reference), "قیمت ارز در کار ما نیست.")

    assert maryam.sees("قیمت ارز در کار ما نیست.", reference)
    assert answer.emojis == ["👍"]
    assert answer.thread_id == forum.topic(reference).id


async def test_the_prompt_and_its_reply_stay_in_the_topic(forum: Office) -> None:
    """Asking back from the card in a topic asks there, and the answer of the person comes there."""
    maryam, clerk = forum.visitor(), forum.clerk()
    reference = await asks_an_expert(forum, maryam)

    await clerk.press(forum.card(reference), "❓ Ask back")
    prompt = forum.in_topic(reference)[-1]
    await clerk.replies(prompt, "کدام روز را می‌خواهید؟")
    await maryam.says("همین امروز")

    assert any("همین امروز" in one.text for one in forum.in_topic(reference))


async def test_a_deleted_topic_is_made_anew_once_with_its_card(forum: Office) -> None:
    """What the person writes arrives in a new topic, the card below it; nothing is lost."""
    maryam, chief = forum.visitor(), forum.chief()
    reference = await asks_an_expert(forum, maryam)
    chief.person.deletes_topic(forum.group, forum.topic(reference).id)
    await maryam.says(f"/track {reference}")

    await maryam.says("هنوز منتظرم", reply_to=maryam.last)

    texts = [one.text for one in forum.in_topic(reference)]
    assert any("هنوز منتظرم" in text for text in texts)
    assert forum.card(reference).thread_id == forum.topic(reference).id
    assert forum.card(reference).id in forum.group.pinned
    await chief.press(forum.card(reference), "✋ Take")
    assert (await forum.ticket(reference)).holder_id == chief.person.id


async def test_a_topic_deleted_twice_is_left_at_that(forum: Office) -> None:
    """The second time the ticket goes on outside of topics: card and messages in General."""
    maryam, chief = forum.visitor(), forum.chief()
    reference = await asks_an_expert(forum, maryam)
    for words in ("یک", "دو"):
        chief.person.deletes_topic(forum.group, forum.topic(reference).id)
        await maryam.says(f"/track {reference}")
        await maryam.says(f"پیام {words}", reply_to=maryam.last)

    assert not any(reference in t.name for t in forum.group.topics.values() if not t.is_deleted)
    general = [one.text for one in forum.in_group() if not one.is_topic_message]
    assert any("پیام دو" in text for text in general)


async def test_a_topic_closed_by_hand_is_opened_while_its_ticket_is(forum: Office) -> None:
    """The bot opens it again, and says how a case is closed."""
    maryam, chief = forum.visitor(), forum.chief()
    reference = await asks_an_expert(forum, maryam)

    chief.person.closes_topic(forum.group, forum.topic(reference).id)
    await forum.settle()

    assert not forum.topic(reference).is_closed
    hint = forum.t("fa").text("✅ Close…")
    assert hint in forum.in_topic(reference)[-1].text


async def test_a_group_that_gets_topics_and_loses_them_is_followed(office: Office) -> None:
    """Old tickets get their topic when something happens; without topics all goes on as before."""
    maryam, chief, clerk = office.visitor(), office.chief(), office.clerk()
    reference = await asks_an_expert(office, maryam)
    assert office.group.topics == {}
    world = office.world

    chief.person.turns_topics(office.group, on=True)
    await clerk.press(office.card(reference), "✋ Take")
    await maryam.says(f"/track {reference}")
    await maryam.says("یک چیز دیگر", reply_to=maryam.last)
    assert any("یک چیز دیگر" in one.text for one in office.in_topic(reference))

    chief.person.turns_topics(office.group, on=False)
    await clerk.says("/open")
    await maryam.says("و یک چیز دیگر", reply_to=maryam.last)
    assert "و یک چیز دیگر" in world.last(office.group.id).text
    assert not world.last(office.group.id).is_topic_message


async def test_without_the_right_to_manage_topics_everything_works_in_general(
    forum: Office,
) -> None:
    """No topic, and no ticket is held up; when the right is given, topics are made."""
    maryam, chief = forum.visitor(), forum.chief()
    chief.person.grants_bot(forum.group, "can_delete_messages", "can_pin_messages")
    await forum.settle()

    reference = await asks_an_expert(forum, maryam)
    assert forum.group.topics == {}
    await chief.replies(forum.card(reference), "پاسخ")
    assert maryam.sees("پاسخ", reference)

    chief.person.grants_bot(forum.group, "can_manage_topics", "can_pin_messages")
    await forum.settle()
    other = await asks_an_expert(forum, maryam, "نرخ سکه چند است؟")
    assert other in forum.topic(other).name


async def test_general_is_never_addressed_by_its_number(forum: Office) -> None:
    """Answers to commands in General carry no topic, those asked in a topic carry its number."""
    maryam, clerk = forum.visitor(), forum.clerk()
    reference = await asks_an_expert(forum, maryam)
    thread = forum.topic(reference).id

    await clerk.says("/open")
    await clerk.says("/open", thread=thread)
    await clerk.says(f"/find {reference}")

    last = forum.in_group()[-3:]
    assert [one.thread_id for one in last] == [None, thread, None]
    threads = [call.values.get("message_thread_id") for call in forum.world.calls()]
    assert 1 not in threads
    assert not [call for call in forum.world.calls() if call.error]
    links = [b.get("url", "") for row in last[2].buttons for b in row]
    assert links == [f"https://t.me/c/{str(forum.group.id)[4:]}/{thread}"]


async def test_a_group_that_moves_and_gets_topics_then_is_followed(office: Office) -> None:
    """Telegram makes it a supergroup first: old and new cases have their topics there."""
    maryam, chief = office.visitor(), office.chief()
    old = await asks_an_expert(office, maryam)
    office.group = office.world.migrate(office.group, chief.person)
    await office.settle()
    chief.person.turns_topics(office.group, on=True)
    await chief.says("/open")

    new = await asks_an_expert(office, maryam, "نرخ سکه چند است؟")
    await maryam.says(f"/track {old}")
    await maryam.says("هنوز منتظرم", reply_to=maryam.last)

    assert office.card(new).thread_id == office.topic(new).id
    assert any("هنوز منتظرم" in one.text for one in office.in_topic(old))
    await chief.replies(office.card(old), "در کار ما نیست.")
    assert maryam.sees("در کار ما نیست.", old)


async def test_the_name_leaves_the_topic_with_its_person(forum: Office) -> None:
    """A complaint without a name has none in its title; who is forgotten has none any more."""
    sara, maryam, chief = forum.visitor(name="سارا احمدی"), forum.visitor(), forum.chief()
    await sara.chooses("qom")
    await sara.says("/complaint")
    await sara.fills(">Without my name", ">Something else", None, "صف خیلی طولانی بود.", None, None)
    await sara.presses("📨 Submit")
    (complaint,) = await forum.tickets()
    anonymous = forum.topic(complaint.reference).name
    assert "سارا" not in anonymous
    assert forum.t("fa").text("without a name") in anonymous

    reference = await asks_an_expert(forum, maryam)
    assert "مریم" in forum.topic(reference).name
    await chief.press(forum.card(reference), CLOSE)
    await chief.press(forum.card(reference), FULL)
    await maryam.presses("✅ I received everything I asked for")
    await maryam.says("/forget")
    await maryam.presses("🗑 Yes, forget me")
    assert "مریم" not in forum.topic(reference).name
    assert forum.topic(reference).is_closed
