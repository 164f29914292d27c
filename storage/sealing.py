"""Personal data at rest: national and legal ids, telephones and e-mail are sealed before they lie.

A `Vault` seals words with the office's key (Fernet) and opens them with that or an older one. It
hangs on the dialect of an engine, so columns of a sealing type find it, and two databases in one
process may have two keys. Without a vault everything is kept as it is.

Sealed is what stands under a private name, and every text that looks as if it held a number of a
person or an address of e-mail: messages and drafts of messages hold them in the middle of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from storage import errors, schema

#: Answers of forms that are private by their name; a test compares them with the forms.
PRIVATE = frozenset({"national_id", "legal_id", "phone", "email"})
MARK = "sealed:"
#: Nine digits of any script, with at most two spaces, dashes, dots, brackets between; or x@y.z.
_PERSONAL = re.compile(r"\d(?:[\s().\-\u2010-\u2015]{0,2}\d){8}|[^\s@]@[^\s@]+\.[^\s@]")


class Vault:
    """The keys of an office: the first seals, all open."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take Fernet keys; ValueError when one is none, or there is none at all."""
        self._box = MultiFernet([Fernet(key) for key in keys])

    def seal(self, words: str) -> str:
        """Close words; sealed twice they look different."""
        return MARK + self._box.encrypt(words.encode("utf-8", "surrogatepass")).decode()

    def open(self, words: str) -> str:
        """Give closed words back; open ones stay as they are. Raises WrongKey."""
        if not words.startswith(MARK):
            return words
        try:
            found = self._box.decrypt(words[len(MARK) :].encode())
        except (InvalidToken, UnicodeEncodeError):
            raise errors.WrongKey from None
        return found.decode("utf-8", "surrogatepass")


def is_personal(words: str) -> bool:
    """Whether a text looks as if it held a number of a person or an e-mail address."""
    return _PERSONAL.search(words) is not None


def is_sealed(value: Any) -> bool:
    """Whether anything in a stored value is sealed."""
    if isinstance(value, str):
        return value.startswith(MARK)
    if isinstance(value, dict):
        return any(is_sealed(one) for one in value.values())
    return isinstance(value, list) and any(is_sealed(one) for one in value)


def is_due(value: Any, *, is_private: bool = False) -> bool:
    """Whether anything in a stored value lies open that is to be sealed."""
    if isinstance(value, str):
        return bool(value) and not is_sealed(value) and (is_private or is_personal(value))
    if isinstance(value, dict):
        return any(
            is_due(one, is_private=is_private or name in PRIVATE) for name, one in value.items()
        )
    return isinstance(value, list) and any(is_due(one, is_private=is_private) for one in value)


def sealed(value: Any, vault: Vault, *, is_private: bool = False) -> Any:
    """A value with all that is personal in it sealed. What begins like a seal is sealed, too."""
    if isinstance(value, str):
        due = value and (is_private or value.startswith(MARK) or is_personal(value))
        return vault.seal(value) if due else value
    if isinstance(value, dict):
        return {
            name: sealed(one, vault, is_private=is_private or name in PRIVATE)
            for name, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [sealed(one, vault, is_private=is_private) for one in value]
    return value


def opened(value: Any, vault: Vault) -> Any:
    """A value as it was before it was sealed. Raises WrongKey."""
    if isinstance(value, str):
        return vault.open(value)
    if isinstance(value, dict):
        return {name: opened(one, vault) for name, one in value.items()}
    return [opened(one, vault) for one in value] if isinstance(value, list) else value


def give(dialect: sa.Dialect, vault: Vault | None) -> None:
    """Let the columns of an engine seal and open with this vault."""
    dialect.vault = vault  # type: ignore[attr-defined]


def _vault(dialect: sa.Dialect) -> Vault | None:
    return getattr(dialect, "vault", None)


class SealedJson(sa.types.TypeDecorator[Any]):
    """JSON whose personal texts are sealed."""

    impl = sa.JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        """JSONB on PostgreSQL, like all JSON here."""
        return dialect.type_descriptor(schema.json_type().dialect_impl(dialect))

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        """Seal what is personal."""
        vault = _vault(dialect)
        return value if vault is None or value is None else sealed(value, vault)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        """Open what is sealed."""
        vault = _vault(dialect)
        return value if vault is None or value is None else opened(value, vault)


class SealedText(sa.types.TypeDecorator[str]):
    """A text that is sealed as a whole when it looks personal."""

    impl = sa.String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """Seal a personal text."""
        vault = _vault(dialect)
        return value if vault is None or value is None else sealed(value, vault)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """Open a sealed text."""
        vault = _vault(dialect)
        return value if vault is None or value is None else vault.open(value)

    def coerce_compared_value(self, op: Any, value: Any) -> sa.types.TypeEngine[Any]:
        """What a column is compared with is no content and stays as it is."""
        del op, value
        return sa.String()
