"""Nothing that comes from outside stops the bot: updates, buttons, words.

The short form runs with the suite; `make fuzz` tries as many cases as it is told.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handlers.buttons import Verb
from tests.properties.fuzzing import TEXTS, Fed, Json, cases, changed, fed
from tests.stories.asking import asks_an_expert

OPERATIONS = st.one_of(
    st.sampled_from(
        "show add withdraw reopen verdict list take release prepare full part ask note close back "
        "hand give who refuse ground held dup pick same link history make cases yes no drop keep "
        "send forget up down find word hide undo write edit publish submit skip done".split()
    ),
    st.from_regex(r"[A-Za-z0-9_.:-]{0,12}", fullmatch=True),
)
ARGUMENTS = st.one_of(
    st.integers(-2, 5).map(str),
    st.sampled_from(["-", "", "0", "9" * 18, "-" + "9" * 18, "qom", "clerk", "supervisor", "fa"]),
    OPERATIONS,
)
DATA = st.one_of(
    st.tuples(st.sampled_from([verb.value for verb in Verb]), st.lists(ARGUMENTS, max_size=4)).map(
        lambda parts: "|".join([parts[0], *parts[1]])
    ),
    TEXTS,
)


def _story(one: Fed) -> list[Json]:
    """Some real conversations; all updates that Telegram sent in them."""
    office, run = one.office, one.run
    maryam, clerk = office.visitor(), office.clerk()
    reference = run(asks_an_expert(office, maryam))
    run(maryam.sends("document", caption="سند"))
    run(maryam.sends_album(["photo", "photo"], "آلبوم"))
    run(maryam.says("/suggestion"))
    run(maryam.fills(">The website", "سایت را ساده‌تر کنید"))
    run(maryam.types("بیکاری"))
    run(clerk.takes(reference))
    run(clerk.replies(office.card(reference), "ده تومان"))
    run(office.chief().says("/staff"))
    history = office.world.updates.history
    return [history[number].body for number in sorted(history)]


def test_changed_updates_never_stop_the_queue(tmp_path: Path, sqlite_template: Path) -> None:
    """Fields missing, null, huge, of a wrong type: put aside or handled; the next is served."""
    with fed(tmp_path, sqlite_template) as one:
        originals = _story(one)
        count = itertools.count(1)

        @cases(150)
        @given(raw=changed(originals), keeps_number=st.booleans())
        def feed(raw: Json, keeps_number: bool) -> None:
            one.takes(raw if keeps_number else {**raw, **one.numbered({})})
            assert next(count) % 500 or one.serves()

        feed()
        assert one.serves()


def test_forged_buttons_never_fail(tmp_path: Path, sqlite_template: Path) -> None:
    """Any data, pressed by a citizen in private or by anybody of the staff in the group."""
    with fed(tmp_path, sqlite_template) as one:
        office = one.office
        _story(one)
        chief, clerk, citizen = office.chief(), office.clerk(), office.visitor(name="علی")
        one.run(chief.says("/open"))
        one.run(citizen.chooses("qom"))
        group = {"id": office.group.id, "type": "supergroup", "title": "desk"}
        private = {"id": citizen.id, "type": "private", "first_name": "علی"}
        places: list[tuple[Any, Json]] = [(chief, group), (clerk, group), (citizen, private)]
        for who, _ in places[:2]:
            one.run(office.running.desk.meet(who.person.id))

        @cases(150)
        @given(place=st.sampled_from(places), data=DATA)
        def press(place: tuple[Any, Json], data: str) -> None:
            who, chat = place
            user = {"id": who.person.id, "is_bot": False, "first_name": "x"}
            message = {"message_id": 1, "date": 1_795_000_000, "chat": chat, "text": "…"}
            query = {"id": "1", "from": user, "chat_instance": "1", "data": data}
            outcome = one.takes(one.numbered({"callback_query": query | {"message": message}}))
            assert not outcome.startswith("failed"), (outcome, data)

        press()


def test_any_words_are_an_answer_or_a_question(tmp_path: Path, sqlite_template: Path) -> None:
    """Typed in private in and out of forms, and in the group: no words make a handler fail."""
    with fed(tmp_path, sqlite_template) as one:
        office = one.office
        clerk, citizen = office.chief(), office.visitor(name="علی")
        one.run(clerk.says("/open"))
        one.run(citizen.chooses("qom"))
        one.run(office.running.desk.meet(clerk.person.id))
        group = {"id": office.group.id, "type": "supergroup", "title": "desk"}
        private = {"id": citizen.id, "type": "private", "first_name": "علی"}
        begun = st.sampled_from([None, None, "/request", "/complaint", "/opinion", "/suggestion"])

        @cases(150)
        @given(form=begun, text=TEXTS, in_group=st.booleans())
        def write(form: str | None, text: str, in_group: bool) -> None:
            chat, who = (group, clerk) if in_group else (private, citizen)
            user = {"id": who.person.id, "is_bot": False, "first_name": "x"}
            for words in filter(None, [form, text]):
                message = {"date": 1_795_000_000, "chat": chat, "from": user, "text": words}
                raw = one.numbered({"message": message | {"message_id": one.number}})
                outcome = one.takes(raw)
                assert not outcome.startswith("failed"), (outcome, words)

        write()
