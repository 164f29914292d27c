"""No answer to a form stops the bot, whichever question it meets: words, files, contacts, presses.

Each case begins at a question that is reached by good answers; then come one to three others.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handlers.forms import FORMS, engine, kept
from handlers.forms.choices import Choice
from handlers.forms.events import Event, Picked
from handlers.forms.field import Field
from handlers.forms.form import Form
from handlers.forms.outcome import Ask, Review
from storage import drafts
from storage.drafts import Draft
from tests.clock import START
from tests.office import Citizen
from tests.properties.fuzzing import TEXTS, Fed, Json, cases, fed
from tests.properties.test_form_engine import NAMES, TYPED, VALUES, good

OPERATIONS = "pick edit done skip back cancel submit lead nonsense".split()
SIZES = st.sampled_from([0, 1, 20 * 1024 * 1024, 50 * 1024 * 1024 + 1, 2**40, 2**62])
KINDS = "photo document voice audio video animation video_note sticker".split()
ANSWERS = st.one_of(
    st.one_of(TEXTS, st.sampled_from(TYPED)).map(lambda text: {"text": text}),
    st.builds(
        lambda kind, name, mime, size, caption, album: (
            _file(kind, name, mime, size)
            | ({"caption": caption} if caption else {})
            | ({"media_group_id": album} if album else {})
        ),
        *(st.sampled_from(KINDS), TEXTS, TEXTS, SIZES, TEXTS, st.sampled_from(["", "7"])),
    ),
    st.one_of(TEXTS, st.sampled_from(["+989121234567", "98"])).map(
        lambda phone: {"contact": {"phone_number": phone, "first_name": phone}}
    ),
    st.builds(
        lambda operation, value, old: {"data": (operation, value, old)},
        st.sampled_from(OPERATIONS),
        st.sampled_from([*VALUES, *NAMES, "-"]),
        st.sampled_from([0, 0, 0, 1]),
    ),
)


def _file(kind: str, name: str, mime: str, size: int) -> Json:
    file: Json = {"file_id": "f", "file_unique_id": f"u{size}", "file_size": size}
    file |= {"width": 1, "height": 1, "duration": 1, "length": 1, "mime_type": mime}
    file |= {"type": "regular", "is_animated": False, "is_video": False}
    file |= {"file_name": name} if name else {}
    return {kind: [file] if kind == "photo" else file}


def _answer(field: Field, draw: st.DrawFn) -> Event:
    if isinstance(field, Choice):
        return Picked(draw(st.sampled_from(field.options)).value)
    return good(field)


@st.composite
def reached(draw: st.DrawFn) -> Draft:
    """A form in which some questions are answered; any of its questions, or its review."""
    form: Form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    facts = {"_office": "qom", "_documents_in_chat": draw(st.booleans()), "_yearbook": True}
    outcome = engine.start(form, facts, today=START.date())
    for _ in range(draw(st.integers(0, len(form.fields)))):
        if not isinstance(outcome.show, Ask):
            break
        event = _answer(outcome.show.field, draw)
        after = engine.advance(form, outcome.state, event, today=START.date())
        outcome = outcome if not isinstance(after.show, Ask | Review) else after
    assert isinstance(outcome.show, Ask | Review)
    draft = Draft(person_id=0, form=form.name, form_version=form.version, step="", office="qom")
    kept.put(draft, outcome.state)
    return draft


async def _keep(one: Fed, draft: Draft) -> None:
    async with one.office.running.database.transaction() as tx:
        await drafts.save(tx, draft, one.office.clock.now())


async def _revision(one: Fed, person_id: int) -> int:
    async with one.office.running.database.transaction() as tx:
        draft = await drafts.load(tx, person_id)
    return draft.revision if draft else 0


def _raw(one: Fed, citizen: Citizen, answer: dict[str, Any]) -> Json:
    """An answer as an update; a press is of the question shown now, or of one before it."""
    private = {"id": citizen.id, "type": "private", "first_name": "علی"}
    user = {"id": citizen.id, "is_bot": False, "first_name": "x"}
    message = {"message_id": one.number, "date": 1_795_000_000, "chat": private}
    if "data" not in answer:
        return one.numbered({"message": message | {"from": user} | answer})
    operation, value, old = answer["data"]
    revision = one.run(_revision(one, citizen.id)) - old
    query = {"id": "1", "from": user, "chat_instance": "1", "message": message}
    query["data"] = f"f|{revision}|{operation}|{value}"
    return one.numbered({"callback_query": query})


def test_any_answer_to_a_form_is_borne(tmp_path: Path, sqlite_template: Path) -> None:
    """Taken, or refused in words; no handler fails, and an ordinary person is served."""
    with fed(tmp_path, sqlite_template) as one:
        citizen = one.office.visitor(name="علی")
        one.run(citizen.chooses("qom"))

        @cases(150)
        @given(draft=reached(), answers=st.lists(ANSWERS, min_size=1, max_size=3))
        def fill(draft: Draft, answers: list[dict[str, Any]]) -> None:
            draft.person_id = citizen.id
            one.run(_keep(one, draft))
            for answer in answers:
                outcome = one.takes(_raw(one, citizen, answer))
                assert not outcome.startswith("failed"), (outcome, answer, draft.form, draft.step)

        fill()
        assert one.serves()
