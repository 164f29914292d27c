"""`amaryar kb new-office`, and a third office brought in as CONTRIBUTING.md says."""

import re
from pathlib import Path

from tests.bot.cli import programs

STATEMENT = """# بیانیه توافق سطح خدمت

## مقدمه
بیانیه توافق سطح خدمت نقشه دریایی (راه قایق ها) سازمان مدیریت و برنامه ریزی استان هرمزگان را ببینید.

## هزینه ها و پرداخت ها
نقشه دریایی رایگان است.

## دوره عملکرد
تا زمانی که صلاحیه آن نیامده باشد پابرجاست.
"""
FILLED = {
    '\ncode = ""': '\ncode = "H"',
    "# accepts_documents_in_chat": "accepts_documents_in_chat",
    "# yearbook": "yearbook",
    "# free": "free",
    '\nid = ""': '\nid = "sea_map"',
    'statement_title.fa = ""': 'statement_title.fa = "نقشه دریایی (راه قایق‌ها)"',
    'statement_title.en = ""': 'statement_title.en = "Sea map (boat routes)"',
    '\ntitle.fa = ""': '\ntitle.fa = "نقشهٔ دریایی"',
    '\ntitle.en = ""': '\ntitle.en = "Sea map"',
}
NAMES = {
    "name": ("سازمان مدیریت و برنامه‌ریزی استان هرمزگان", "MPO of Hormozgan"),
    "unit": ("معاونت آمار و اطلاعات", "Deputy of Statistics"),
}
ASKED = {
    "intro": ("نقشهٔ دریایی چیست؟", "What is the sea map?"),
    "costs": ("نقشهٔ دریایی چند است؟", "How much is the sea map?"),
    "term": ("بیانیهٔ نقشه تا کی اعتبار دارد؟", "How long is the sea map statement valid?"),
}


def _fill_in(file: Path) -> None:
    """What a person writes into office.toml."""
    text = file.read_text(encoding="utf-8")
    for old, new in FILLED.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    for key, (persian, english) in NAMES.items():
        start = text.index(f"[{key}]")
        filled = text[start:].replace('fa = ""', f'fa = "{persian}"', 1)
        text = text[:start] + filled.replace('en = ""', f'en = "{english}"', 1)
    file.write_text(text, encoding="utf-8")


def _finish(home: Path) -> None:
    """What a person adds to the drafts, moving them to where they are read."""
    for draft in (home / "drafts/fa").iterdir():
        persian, english = ASKED[draft.stem.rpartition("-")[2]]
        text = draft.read_text(encoding="utf-8")
        text = text.replace("questions = []", f'questions = ["{persian}"]')
        text = text.replace("# checked_on", "checked_on").replace('"unverified"', '"verified"')
        (home / "fa" / draft.name).write_text(text, encoding="utf-8")
        head = (
            f'+++\nid = "{draft.stem}"\ntitle = "{english}"\nquestions = ["{english} Say."]\n+++\n'
        )
        (home / "en" / draft.name).write_text(head + "The office's words.\n", encoding="utf-8")
        draft.unlink()


async def test_a_third_office_is_brought_in(tmp_path: Path) -> None:
    """new-office, fill in, import-statement, finish and move, check, ask."""
    content = tmp_path / "content"
    made = await programs.command(tmp_path, "kb", "new-office", "hormozgan", KNOWLEDGE_DIR=content)
    assert made.code == 0, made.err
    assert "office.toml:5: code: is missing" in made.out
    told = re.findall(r"^  (offices/.+)$", made.out, re.MULTILINE)
    checked = await programs.command(tmp_path, "kb", "check", KNOWLEDGE_DIR=content)
    assert (checked.code, checked.err.splitlines()) == (1, told)

    home = content / "offices/hormozgan"
    _fill_in(home / "office.toml")
    checked = await programs.command(tmp_path, "kb", "check", KNOWLEDGE_DIR=content)
    assert checked.code == 0, checked.err

    (tmp_path / "statement.md").write_text(STATEMENT, encoding="utf-8")
    words = ("kb", "import-statement", "statement.md", "--office", "hormozgan")
    imported = await programs.command(tmp_path, *words, KNOWLEDGE_DIR=content)
    assert imported.code == 0, imported.err
    assert "Not stated: purpose, responsibility" in imported.out
    _finish(home)
    checked = await programs.command(tmp_path, "kb", "check", KNOWLEDGE_DIR=content)
    assert checked.code == 0, checked.err
    assert "hormozgan: 3 articles" in checked.out

    asked = await programs.command(tmp_path, "kb", "ask", ASKED["costs"][0], KNOWLEDGE_DIR=content)
    assert "[answer hormozgan-sea-map-costs" in asked.out
    assert "نقشه دریایی رایگان است." in asked.out
    assert "هرمزگان" in asked.out, "the source line names the office"
    asked = await programs.command(tmp_path, "kb", "ask", ASKED["term"][0], KNOWLEDGE_DIR=content)
    assert "اصلاحیه آن" in asked.out


async def test_an_office_is_made_once_and_in_a_named_folder(tmp_path: Path) -> None:
    """Nothing is written over; without a folder, or with a wrong id, nothing is written at all."""
    for words, message in (
        (("hamedan",), "In which content folder?"),
        (("../x", "--out", "content"), "cannot be an id"),
        (("ha", "--out", "content"), "cannot be an id"),
    ):
        outcome = await programs.command(tmp_path, "kb", "new-office", *words)
        assert outcome.code == 2
        assert message in outcome.err
    assert not (tmp_path / "content").exists()
    made = ("kb", "new-office", "hamedan", "--out", "content")
    first = await programs.command(tmp_path, *made)
    assert first.code == 0, first.err
    assert "copy the folder if you want them" in first.out
    second = await programs.command(tmp_path, *made)
    assert second.code == 2
    assert "There is an office hamedan already" in second.err
