"""Personal data lies sealed, comes back as it was, and moves from key to key."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet

from handlers import forms
from handlers.forms.fields import Email, LegalId, NationalId, Phone
from storage import drafts, errors, people, resealing, sealing
from storage.database import Database
from tests.clock import Clock

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
ANSWERS: dict[str, Any] = {
    "name": "مریم رضایی",
    "national_id": "0499370899",
    "email": "x",
    "use": "شماره‌ام ۰۹۱۲ ۳۴۵ ۶۷۸۹ است",
    "files": [{"caption": "a@b.ir"}],
}


def test_every_private_answer_of_every_form_is_sealed_by_its_name() -> None:
    """What a form calls private, and each id, telephone and e-mail, has its name in the list."""
    kinds = (NationalId, LegalId, Phone, Email)
    fields = [field for form in forms.FORMS.values() for field in form.fields]
    private = {one.name for one in fields if one.is_private or isinstance(one, kinds)}
    assert private == sealing.PRIVATE


@pytest.mark.parametrize(
    "words",
    [
        "0499370899",
        "تلفن ۰۲۵-۳۷۷۷۱۲۳۴",
        "+98 (912) 345 67 89",
        "بنویسید: a.b@example.ir",
        "٠٩١٢٣٤٥٦٧٨٩",
    ],
)
def test_numbers_and_addresses_are_seen_in_the_middle_of_words(words: str) -> None:
    """In any script and with the usual spaces."""
    assert sealing.is_personal(words)


@pytest.mark.parametrize(
    "words", ["جمعیت قم در ۱۴۰۰ چقدر بود؟", "1390-1400", "Q-1405-7K3MX9", "@bot"]
)
def test_years_and_numbers_of_cases_are_not_personal(words: str) -> None:
    """They stay readable, and can be searched."""
    assert not sealing.is_personal(words)


def test_what_looks_like_a_seal_is_sealed_itself() -> None:
    """A person who types the mark of a seal gets back what they typed."""
    vault = sealing.Vault([OLD])
    typed = {"text": "sealed:nonsense"}
    assert sealing.opened(sealing.sealed(typed, vault), vault) == typed


def test_another_key_opens_nothing() -> None:
    """It is said as an error that carries none of the words."""
    shut = sealing.Vault([OLD]).seal("0499370899")
    with pytest.raises(errors.WrongKey):
        sealing.Vault([NEW]).open(shut)


async def _raw(database: Database) -> str:
    async with database.transaction() as tx:
        return str((await tx.run(sa.text("SELECT answers FROM drafts"))).scalar_one())


async def _write(database: Database, clock: Clock) -> None:
    async with database.transaction() as tx:
        await people.meet(tx, id=7, name="m", username=None, now=clock())
        draft = drafts.Draft(person_id=7, form="request", form_version=1, step="x", answers=ANSWERS)
        await drafts.save(tx, draft, clock())


async def _read(database: Database) -> dict[str, Any]:
    async with database.transaction() as tx:
        draft = await drafts.load(tx, 7)
    assert draft is not None
    return draft.answers


async def test_rows_from_before_the_key_are_sealed_and_keys_follow_each_other(
    database_url: str, clock: Clock
) -> None:
    """Written open, sealed afterwards, brought under a new key: always read as they were."""
    plain = Database(database_url)
    await _write(plain, clock)
    assert "0499370899" in await _raw(plain)
    old = sealing.Vault([OLD])
    await plain.close()
    first = Database(database_url, vault=old)
    assert (await resealing.reseal(first, old, is_anew=False))["drafts"] == 1
    lying = await _raw(first)
    assert not any(w in lying for w in ("0499370899", "۳۴۵", "a@b.ir")), "nothing of it lies open"
    assert "رضایی" in lying, "what is not personal can be searched"
    assert await _read(first) == ANSWERS
    assert (await resealing.reseal(first, old, is_anew=False))["drafts"] == 0, "once is enough"
    await first.close()
    both = sealing.Vault([NEW, OLD])
    second = Database(database_url, vault=both)
    assert not await resealing.fits(second, sealing.Vault([NEW]))
    assert (await resealing.reseal(second, both))["drafts"] == 1
    await second.close()
    third = Database(database_url, vault=sealing.Vault([NEW]))
    assert await resealing.fits(third, sealing.Vault([NEW]))
    assert not await resealing.fits(third, None)
    assert await _read(third) == ANSWERS
    await third.close()
