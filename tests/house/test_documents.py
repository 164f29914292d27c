"""The documents say what the program is: settings, commands, folders, the life of a ticket."""

import re
import tomllib

import pytest

from bot.settings import PREFIX, Settings
from handlers import routes
from tests.house import drawing, project

MAP = ("<!-- map: begin -->", "<!-- map: end -->")
SETTINGS = ("<!-- settings: begin -->", "<!-- settings: end -->")
COMMANDS = ("<!-- commands: begin -->", "<!-- commands: end -->")
CHANGES = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def _fields() -> dict[str, str]:
    """Full name -> default as it is written in documents; "" where there is none."""
    return {
        PREFIX + name.upper(): ""
        if field.is_required() or field.default in {None, ()}
        else str(field.default)
        for name, field in Settings.model_fields.items()
    }


def _example() -> dict[str, tuple[bool, str]]:
    """Full name -> (is behind #, value) of `.env.example`."""
    lines = re.findall(r"^(#?)(AMARYAR_[A-Z_]+)=(.*)$", project.read(".env.example"), re.MULTILINE)
    return {name: (mark == "#", value) for mark, name, value in lines}


def test_the_example_names_every_setting() -> None:
    """`.env.example` holds each setting once, and no other."""
    assert sorted(_example()) == sorted(_fields())


def test_the_example_shows_the_defaults() -> None:
    """A line behind # of a setting with a default shows that default."""
    defaults = {name: default for name, default in _fields().items() if default}
    assert {name: _example()[name] for name in defaults} == {
        name: (True, default) for name, default in defaults.items()
    }


def test_the_example_explains_every_setting() -> None:
    """Each setting has its remark above it, on its own lines."""
    lines = project.read(".env.example").splitlines()
    blocks = [i for i, line in enumerate(lines) if re.match(r"#?AMARYAR_", line)]
    bare = [lines[i] for i in blocks if not re.match(r"# \S|#?AMARYAR_", lines[i - 1])]
    assert bare == []


def test_the_readme_lists_every_setting_with_its_default() -> None:
    """The table of settings in README.md is that of the program."""
    rows = project.table(project.between(project.read("README.md"), *SETTINGS))[1:]
    told = {row[0].strip("`"): row[1].strip("`") for row in rows}
    assert told == _fields()
    assert [row[0] for row in rows if not row[2]] == []


def test_the_readme_lists_every_command() -> None:
    """The tables of commands in README.md are what the bot understands, in its order."""
    told = project.between(project.read("README.md"), *COMMANDS)
    names = [row[0].strip("`").split()[0] for row in project.table(told) if row[0][:2] == "`/"]
    assert names == [f"/{name}" for staff in (False, True) for name in routes.commands(staff=staff)]


def test_contributing_draws_the_life_of_a_ticket() -> None:
    """The drawing is generated from the table of transitions."""
    assert project.between(project.read("CONTRIBUTING.md"), *drawing.MARKS) == drawing.drawn()


def test_contributing_maps_every_folder() -> None:
    """Each folder with code has its line in the map, and no line is left of one that is gone."""
    text = project.between(project.read("CONTRIBUTING.md"), *MAP)
    told = {row[0].strip("`").rstrip("/") for row in project.table(text)[1:]}
    folders = {p.parent for p in project.modules(*project.PACKAGES, "tests")}
    ours = {str(p.relative_to(project.ROOT)) for p in folders if p != project.MIGRATIONS}
    assert {name for name in ours if not name.startswith("tests/")} <= told
    assert [name for name in told if not (project.ROOT / name).is_dir()] == []


def test_the_changelog_has_its_form() -> None:
    """Keep a Changelog: Unreleased first, then versions with dates; known kinds of change."""
    text = project.read("CHANGELOG.md")
    versions = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    assert [
        v for v in versions[1:] if not re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}(-\d\d){2}", v)
    ] == []
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= CHANGES


def test_the_newest_version_of_the_changelog_is_the_program_s() -> None:
    """A released version stands in the changelog; before the first release there is none."""
    versions = re.findall(r"^## \[(\d[\d.]+)\]", project.read("CHANGELOG.md"), re.MULTILINE)
    assert versions[:1] in (
        [],
        [tomllib.loads(project.read("pyproject.toml"))["project"]["version"]],
    )


def test_decisions_are_numbered() -> None:
    """DECISIONS.md: numbers without gaps, each with its date, choice and price, in ten lines."""
    parts = re.split(r"^## ", project.read("DECISIONS.md"), flags=re.MULTILINE)[1:]
    assert [int(part.split(".", 1)[0]) for part in parts] == list(range(1, len(parts) + 1))
    for part in parts:
        assert len(part.strip().splitlines()) <= 11, part
        missing = [w for w in ("Question", "Choice", "Price") if f"**{w}**" not in part]
        assert missing == [], part


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md"])
def test_links_inside_the_project_lead_somewhere(name: str) -> None:
    """A relative link or picture names a file that is there."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", project.read(name))
    assert [link for link in links if not (project.ROOT / link).exists()] == []
