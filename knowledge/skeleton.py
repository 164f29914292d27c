"""The folder of a new office: every file it needs, with everything a person has to fill in.

What is not filled in is left out or empty, never guessed, so that `kb check` names it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from knowledge import articles
from knowledge.word_files import Province

_ID = re.compile(r"[a-z]{3}[a-z0-9]*(-[a-z0-9]+)*")
_FLAGS = {
    "accepts_documents_in_chat": "true where the office takes documents in the chat; Qom does not",
    "yearbook": "true where the office publishes a statistical yearbook",
    "microdata": "true where people may order unit records from the office; false is usual",
}
_CONTACTS = {
    "official_email": "the address to which documents may be sent",
    "online_services_url": "the online services system on the website",
    "survey_form_url": "the form to rate a service",
    "office_hours": "as the office says it, for example: شنبه تا چهارشنبه ۷ تا ۱۳",
    "yearbook_expert": "whom to tell about an error in the yearbook",
}
_SAMPLE = {
    "fa": """+++
id = "{office}-cost"
service = "yearbook"
section = "costs"
kind = "rule"
facts = []
status = "verified"
checked_on = 2026-11-20
actions = ["request"]
related = []
needs = ["phone"]
title = "هزینهٔ خدمت"
questions = [
  "هزینهٔ این خدمت چقدر است؟",
  "رایگانه یا پولی؟",
]
+++

این خدمت رایگان است.""",
    "en": """+++
id = "{office}-cost"
title = "What the service costs"
questions = ["Do I have to pay?", "Is it free?"]
+++

The service is free of charge.""",
    "ar": """+++
id = "{office}-cost"
title = "كلفة الخدمة"
questions = ["هل الخدمة مجانية؟"]
+++

الخدمة مجانية.""",
}
_WORKING = """
# Hours and targets as the office itself has stated them; the statement and the law promise none.
# Without hours, Saturday to Wednesday 07:30-14:00 is assumed for staff; people are told no hours.
# [[working_time]] # one for each change of the hours; a day left out is closed
# since = 2026-09-23 # the first day on which they hold
# saturday = ["07:30-12:30", "13:00-14:00"]
#
# [[targets]] # kind and service may be left out: then it holds for all
# kind = "request" # request, complaint, opinion, suggestion, question
# first_response = "2 working days" # or "4 working hours"
# resolution = "10 working days"
# shown = false # true: people are told that the office sets itself this time
#
# [patience] # in working days; 0 means never
# unclaimed = 1 # nobody has taken a case; unclaimed_long = 3: to the supervisors
# idle = 3 # somebody has it and nothing happens; idle_long = 5: to the supervisors
# ask_again = 3 # the person is reminded of our question; warn = 7: warned; expire = 10: closed
"""
_REMARK = {
    "fa": "An article in Persian, the language every article has; copy it to {office}-cost.md.",
    "en": "The same article in English: id, title, questions and text; the rest stands in fa/.",
    "ar": "The same in Arabic. Arabic may be left out: people then read the Persian text.",
}


def is_id(office_id: str) -> bool:
    """Whether this can be the id of an office: three small Latin letters or more, digits, `-`."""
    return _ID.fullmatch(office_id) is not None


def files(
    office_id: str, province: Province | None, codes: Iterable[str]
) -> Mapping[PurePosixPath, str]:
    """Path below the content folder -> text. `codes` are taken by other offices."""
    home = PurePosixPath("offices", office_id)
    made = {home / "office.toml": "\n".join(_office(office_id, province, sorted(codes))) + "\n"}
    for language in articles.LANGUAGES:
        text = "\n".join(_commented(office_id, language)) + "\n"
        made[home / language / "sample.txt"] = text
    return made


def _office(office_id: str, province: Province | None, codes: list[str]) -> Iterator[str]:
    names = province.name if province else {}
    spellings = (*names.values(), *(province.spellings if province else ()))
    yield "# A new office. Fill in what is empty, and take the # from the lines that begin with it."
    yield "# `amaryar kb check` names what is missing."
    yield ""
    yield f"id = {_text(office_id)} # the name of this folder"
    taken = f"; taken: {', '.join(codes)}" if codes else ""
    yield f'code = "" # one to three capital Latin letters that begin its references{taken}'
    yield "# How people write the place, in every script."
    yield f"aliases = [{', '.join(map(_text, dict.fromkeys(spellings)))}]"
    yield from (f"# {key} = false # {meaning}" for key, meaning in _FLAGS.items())
    yield "# reopen_days = 30 # for so many days an ended case opens again; later a new one follows"
    yield from _names("name", {}, "the name of the organisation")
    yield from _names("province", names, "the province")
    yield from _names("unit", {}, "the unit responsible for the services, for example a deputy")
    yield from _service()
    yield from _contacts()
    yield from _WORKING.splitlines()


def _names(key: str, names: Mapping[str, str], meaning: str) -> Iterator[str]:
    yield ""
    yield f"[{key}] # {meaning}; ar may be left out"
    yield from (f"{lang} = {_text(names.get(lang, ''))}" for lang in articles.LANGUAGES)


def _service() -> Iterator[str]:
    yield ""
    yield "# One for each service level statement. id: Latin letters like statistical_yearbook,"
    yield "# title: as people call it, statement_title: as the statement gives it, word by word."
    yield "[[services]]"
    yield 'id = ""'
    for key in ("title", "statement_title"):
        yield from (f'{key}.{language} = ""' for language in articles.LANGUAGES)
    yield "# free = true # as the statement says under costs"


def _contacts() -> Iterator[str]:
    yield ""
    yield "# Only what the office has confirmed. Empty: not given yet, and answers say so."
    yield "# Never guess a value."
    yield "[contacts]"
    for key in articles.CONTACT_KEYS:
        yield f'{key} = ""' + (f" # {_CONTACTS[key]}" if key in _CONTACTS else "")


def _commented(office_id: str, language: str) -> Iterator[str]:
    yield f"# {_REMARK[language].format(office=office_id)}"
    yield "# Take away the '# ' before each line and this remark. Files of type .txt are not read."
    yield "#"
    for line in _SAMPLE[language].replace("{office}", office_id).splitlines():
        yield f"# {line}".rstrip()


def _text(value: str) -> str:
    """A TOML text: JSON writes it the same way."""
    return json.dumps(value, ensure_ascii=False)
