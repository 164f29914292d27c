"""The .po files: read, compiled in memory, kept up to date with the sources, checked.

Only .po files exist (and the template ``messages.pot``): compiling all of them takes a few
milliseconds at start, so there is nothing that could be stale.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from handlers.i18n import catalog_check
from handlers.i18n.catalog_check import Problem

LANGUAGES: Final = ("fa", "en", "ar")
LOCALES: Final = Path(__file__).parent / "locales"
ROOT: Final = Path(__file__).parents[2]
SOURCES: Final = ("handlers", "bot")
#: The calls whose literal arguments are sentences for people.
KEYWORDS: Final[dict[str, tuple[int, ...] | None]] = {
    "N_": None,
    "NN_": (1, 2),
    "text": None,
    "html": None,
    "plural": (1, 2),
    "plural_html": (1, 2),
    "t": None,
    "th": None,
    "tp": (1, 2),
}


class CatalogError(Exception):
    """A catalog cannot be read as a .po file."""


def path_of(language: str, directory: Path = LOCALES) -> Path:
    """Where the catalog of a language lies."""
    return directory / language / "LC_MESSAGES" / "messages.po"


def read(language: str, directory: Path = LOCALES) -> Catalog:
    """The catalog of a language, as written.

    Raises:
        OSError: it cannot be opened. CatalogError: it is no .po file.
    """
    path = path_of(language, directory)
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        message = f"{path}: {error}"
        raise CatalogError(message) from error


def sentences(language: str, directory: Path = LOCALES) -> GNUTranslations:
    """The catalog of a language, compiled; fuzzy and empty entries fall back to English."""
    compiled = io.BytesIO()
    write_mo(compiled, read(language, directory))
    compiled.seek(0)
    return GNUTranslations(compiled)


def found(root: Path = ROOT) -> Catalog:
    """Every sentence marked in the sources below ``root``, with the files in which it stands."""
    catalog = Catalog(project="amaryar", charset="utf-8")
    for folder in SOURCES:
        for name, _line, message, comments, context in extract_from_dir(
            root / folder,
            # the playground has a page of its own words; what it calls "text" is no sentence
            method_map=[("playground/**.py", "ignore"), ("**.py", "python")],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        ):
            if message and message != ("", ""):
                place = [(f"{folder}/{name}", 0)]
                catalog.add(message, None, place, auto_comments=comments, context=context)
    return catalog


def extract(root: Path = ROOT, directory: Path = LOCALES) -> int:
    """Write ``messages.pot`` anew from the sources; returns the number of sentences."""
    catalog = found(root)
    _write(catalog, directory / "messages.pot")
    return len(catalog)


def update(root: Path = ROOT, directory: Path = LOCALES) -> dict[str, int]:
    """Bring the template and all catalogs up to date; returns what is untranslated by language.

    A sentence that is no longer used stays in the file as a comment. English takes the sentence of
    the source itself where it has none of its own.
    """
    template = found(root)
    _write(template, directory / "messages.pot")
    return {language: _updated(language, template, directory) for language in LANGUAGES}


def _updated(language: str, template: Catalog, directory: Path) -> int:
    path = path_of(language, directory)
    catalog = read(language, directory) if path.exists() else Catalog(locale=language)
    # without guesses: an empty entry is seen, a wrong guess may be missed
    doubtful = {message.id for message in catalog if message.fuzzy}
    # a copy, because Babel puts the template's own entries into the catalog
    catalog.update(copy.deepcopy(template), no_fuzzy_matching=True, update_creation_date=False)
    for message in catalog:
        if message.id and message.fuzzy and message.id not in doubtful:
            # a sentence that has become plural: Babel guesses its forms
            message.string = ("",) * catalog.num_plurals if message.pluralizable else ""
            message.flags.discard("fuzzy")
    if language == "en":
        for message in catalog:
            if message.id and not _is_translated(message.string):
                message.string = message.id
    _write(catalog, path)
    return sum(1 for message in catalog if message.id and not _is_translated(message.string))


def _is_translated(string: str | list[str] | tuple[str, ...] | None) -> bool:
    forms = [string] if isinstance(string, str) else list(string or ())
    return bool(forms) and all(forms)


def problems(root: Path = ROOT, directory: Path = LOCALES) -> tuple[Problem, ...]:
    """Everything wrong in any catalog, measured against the sentences in the sources."""
    wanted = found(root)
    problems: list[Problem] = []
    for language in LANGUAGES:
        try:
            problems += catalog_check.check(language, read(language, directory), wanted)
        except (OSError, CatalogError) as error:
            problems.append(Problem(language, "unreadable", "", str(error)))
    return tuple(problems)


def _write(catalog: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    write_po(
        body,
        catalog,
        width=100,
        omit_header=True,  # ours has no dates: two people updating at once do not collide
        sort_output=True,
        include_lineno=False,
    )
    path.write_bytes("\n".join(_header(catalog)).encode() + b"\n\n" + body.getvalue())


def _header(catalog: Catalog) -> Iterator[str]:
    yield 'msgid ""'
    yield 'msgstr ""'
    yield '"Project-Id-Version: amaryar\\n"'
    if catalog.locale is not None:
        yield f'"Language: {catalog.locale}\\n"'
        yield f'"Plural-Forms: {catalog.plural_forms}\\n"'
    yield '"MIME-Version: 1.0\\n"'
    yield '"Content-Type: text/plain; charset=utf-8\\n"'
    yield '"Content-Transfer-Encoding: 8bit\\n"'
