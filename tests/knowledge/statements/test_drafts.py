"""Drafts hold what the statement says and nothing else, and cannot go live by themselves."""

from __future__ import annotations

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from knowledge import loader, writing
from knowledge.statements import drafts, read_html, read_text, report, sections
from knowledge.statements.drafts import Draft, Plan
from knowledge.statements.lines import Line, fold, label_of
from tests.knowledge.folder import problems_of
from tests.knowledge.statements import samples

PLAN = Plan(office="qom", service="yearbook", source="a.md", today=date(2026, 11, 20))
ALL = {
    "glued": read_text.read(samples.GLUED),
    "spaced": read_text.read(samples.SPACED),
    "numbered": read_text.read(samples.NUMBERED),
    "clauses": read_text.read(samples.CLAUSES),
    "page": read_html.read(samples.PAGE),
}


def _drafts(lines: list[Line], plan: Plan = PLAN) -> dict[str, Draft]:
    return {draft.id: draft for draft in drafts.make(sections.split(lines), plan)}


def _body(draft: Draft) -> str:
    return draft.content.split("+++\n")[2].strip()


def test_each_section_is_a_draft() -> None:
    """With service, section, and nothing that only a person can know."""
    made = _drafts(ALL["glued"])
    assert len(made) == 7
    head = tomllib.loads(made["qom-yearbook-costs"].content.split("+++\n")[1])
    assert (head["service"], head["section"], head["status"]) == ("yearbook", "costs", "unverified")
    assert head["questions"] == head["facts"] == []
    assert "checked_on" not in head
    assert _body(made["qom-yearbook-costs"]) == "رایگان"


@pytest.mark.parametrize("name", sorted(ALL))
@pytest.mark.parametrize("each_clause", [False, True])
def test_nothing_is_invented(name: str, each_clause: bool) -> None:
    """Each line of each body stands in the source, but for known slips, labels and addresses."""
    plan = Plan("qom", None, "a.md", date(2026, 11, 20), each_clause)
    source = fold(" ".join(line.text for line in ALL[name])).replace("اصلاحیه", "صلاحیه")
    for draft in _drafts(ALL[name], plan).values():
        for line in _body(draft).splitlines():
            assert fold(label_of(line)[1]).replace("اصلاحیه", "صلاحیه") in source


def test_source_lines_stand_above_the_text() -> None:
    """Number, raw words, what was mended, what leads nowhere, which contact it needs."""
    term = _drafts(ALL["glued"])["qom-yearbook-term"].content
    assert "#   32: این نوشته تا زمانی که صلاحیه آن" in term
    assert "«صلاحیه» is read as «اصلاحیه»" in term
    mutual = _drafts(ALL["spaced"])["qom-yearbook-mutual-obligations"]
    assert "the link «فرم نظر سنجی» leads nowhere" in mutual.content
    assert 'needs = ["survey_form_url", "complaint_form_url"]' in mutual.content
    assert mutual.lines == (16,)


def test_version_and_unfilled_templates_are_remarked() -> None:
    """They are in the head as remarks and in no body."""
    intro = _drafts(ALL["numbered"])["qom-yearbook-intro"].content
    assert "# نسخه: ۲.۱ (line 2)" in intro
    text = samples.GLUED.replace("رایگان", "رایگان\n\nهر برگ [مبلغ] ریال")
    costs = _drafts(read_text.read(text))["qom-yearbook-costs"]
    assert "30: left out, a template not filled in: هر برگ [مبلغ] ریال" in costs.content
    assert _body(costs) == "رایگان"


def test_each_clause_can_be_a_draft() -> None:
    """Numbered within their section."""
    made = _drafts(ALL["glued"], Plan("qom", None, "a.md", date(2026, 11, 20), each_clause=True))
    assert [name for name in made if "mutual" in name] == [
        f"qom-mutual-obligations-{number}" for number in (1, 2, 3)
    ]


def test_drafts_in_a_content_folder_are_not_read(content: Path) -> None:
    """`kb check` stays clean, and no answer comes from them."""
    for draft in _drafts(ALL["glued"]).values():
        writing.write(content / draft.path, draft.content)
    assert problems_of(content) == []
    assert not [name for name in loader.load(content).articles if name.startswith("qom-yearbook")]


def test_a_moved_draft_is_asked_to_be_finished(content: Path) -> None:
    """`kb check` names what only a person can add."""
    draft = _drafts(ALL["glued"])["qom-yearbook-costs"]
    writing.write(content / draft.path, draft.content)
    shutil.move(content / draft.path, content / "offices/qom/fa")
    told = "\n".join(problems_of(content))
    for missing in ("questions: is missing", "checked_on: is missing", "missing language: en"):
        assert missing in told


def test_the_report_tells_everything() -> None:
    """As data and as text."""
    statement = sections.split(ALL["spaced"])
    data = report.as_data(statement, drafts.make(statement, PLAN))
    assert [item["line"] for item in data["placeholder_links"]] == [16, 16]
    assert data["rejoined"][0]["why"] == "lines [30, 32]"
    assert data["links"][0]["text"] == "راهنما: https://example.org/help"
    assert len(data["drafts"]) == 7
    text = "\n".join(report.as_text(data))
    assert "line 22: بیانیه توافق سطح خدمت (title of the document or of a page)" in text
    assert "Not stated: nothing is missing" in text


def test_the_report_says_what_was_not_understood() -> None:
    """Unknown headings, text without heading, headings read with doubt, missing sections."""
    unsure, unknown = "## تعهدات متقابل خدمت گیرندگان و دستگاه اجرایی", "## جای دیگر"
    text = f"پیش از همه.\n\n{unsure}\n\nبند.\n\n{unknown}\n\nبند."
    data = report.as_data(sections.split(read_text.read(text)), ())
    assert [item["line"] for item in data["not_understood"]] == [1, 7]
    assert data["unsure"] == [
        {
            "line": 3,
            "text": "تعهدات متقابل خدمت گیرندگان و دستگاه اجرایی",
            "why": "read as mutual_obligations",
        }
    ]
    assert "costs" in data["not_stated"]


def test_a_person_s_work_is_not_written_over(tmp_path: Path) -> None:
    """A draft that was changed is kept, unless told otherwise; a dry run writes nothing."""
    file = tmp_path / "a" / "b.md"
    assert writing.write(file, "x", dry_run=True) == "new"
    assert not file.exists()
    assert [writing.write(file, "x") for _ in range(2)] == ["new", "unchanged"]
    assert writing.write(file, "y") == "kept"
    assert file.read_text(encoding="utf-8") == "x"
    assert writing.write(file, "y", overwrite=True) == "changed"
    assert file.read_text(encoding="utf-8") == "y"
    assert [path.name for path in file.parent.iterdir()] == ["b.md"]
