"""What the staff desk takes from the content: read, checked, and only what is verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import loader
from knowledge.desk import files
from knowledge.desk.values import DeskContent
from knowledge.errors import Problem
from tests.knowledge import folder

BODY = """[[bodies]]
id = "customs"
name = { fa = "گمرک", en = "Customs" }
holds = { fa = "صادرات", en = "exports" }
source = "test"
"""
GROUND = """[[grounds]]
id = "secret"
kinds = ["request"]
label = { fa = "محرمانه", en = "Secret" }
says = { fa = "محرمانه است.", en = "It is secret." }
source = "test"
"""


def read(folder: Path, bodies: str = BODY, grounds: str = GROUND) -> tuple[DeskContent, list[str]]:
    """What is read of these two files, and what is wrong with them."""
    (folder / "desk").mkdir(exist_ok=True)
    (folder / "desk" / "bodies.toml").write_text(bodies, "utf-8")
    (folder / "desk" / "grounds.toml").write_text(grounds, "utf-8")
    (folder / "desk" / "replies.toml").write_text("", "utf-8")
    problems: list[Problem] = []
    found = files.read(lambda name: folder / name, ("qom",), problems)
    return found, [str(one) for one in problems]


def test_a_body_and_a_ground_are_read(tmp_path: Path) -> None:
    """Contacts that are not given are None; a missing translation is answered in Persian."""
    found, problems = read(tmp_path)
    assert problems == []
    body, ground = found.body("customs"), found.ground("secret")
    assert body is not None
    assert ground is not None
    assert set(body.contacts.values()) == {None}
    assert (body.name_in("ar"), body.where_in("en")) == ("گمرک", "")
    assert (ground.kinds, ground.articles, ground.office) == (("request",), (), None)
    assert found.body("nobody") is None
    assert found.ground("nothing") is None


@pytest.mark.parametrize(
    ("bodies", "grounds", "wrong"),
    [
        (BODY.replace('source = "test"', ""), GROUND, "source: is missing"),
        (BODY, GROUND.replace('source = "test"', ""), "source: is missing"),
        (BODY + BODY, GROUND, "repeated: customs"),
        (BODY.replace("customs", "the customs!"), GROUND, "id: must be Latin letters"),
        (BODY + 'office = "rasht"\n', GROUND, "office: unknown: rasht"),
        (BODY + 'contacts = { mobile = "1" }\n', GROUND, "mobile: unknown key"),
        (BODY, GROUND.replace('["request"]', "[]"), "kinds: is missing"),
        (BODY, GROUND.replace("It is secret.", "It is {secret}."), "only {article} may stand"),
        (BODY, GROUND + "articles = [13]\n", "{article} stands there exactly when"),
        (BODY, GROUND.replace("محرمانه است.", "مادهٔ {article}"), "{article} stands there exactly"),
        (BODY, "grounds = 3", "must be written as [[grounds]]"),
        ("bodies = [", GROUND, "not valid TOML"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, bodies: str, grounds: str, wrong: str) -> None:
    """Each mistake with its file and line; nothing is raised."""
    _, problems = read(tmp_path, bodies, grounds)
    assert any(wrong in one and one.startswith("desk/") for one in problems), problems


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """An empty desk, and one problem for each file."""
    problems: list[Problem] = []
    assert files.read(lambda name: tmp_path / name, (), problems) == DeskContent()
    assert len(problems) == 3


@pytest.mark.parametrize(
    ("request_", "first"),
    [
        ("آمار طلاق و ازدواج شهرستان", "civil-registration"),
        ("تعداد معلمان مدارس دولتی", "education"),
        ("قیمت دلار", "central-bank"),
        ("رشد اقتصادی کل کشور", "sci"),
        ("number of building permits in the city", "municipality"),
        ("چیزی دیگر", "sci"),
    ],
)
def test_the_body_that_fits_comes_first(request_: str, first: str) -> None:
    """By the words of the request; without any, as the file has them."""
    desk = loader.load().desk
    offered = desk.bodies_for("qom", request_)
    assert offered[0].id == first
    assert len(offered) == len(desk.bodies)


def test_grounds_fit_office_kind_and_what_was_done() -> None:
    """Semnan's statement is no ground in Qom, and no ground is for a complaint."""
    desk = loader.load().desk
    qom = {one.id for one in desk.grounds_for("qom", "request", was_asked=False)}
    asked = {one.id for one in desk.grounds_for("semnan", "request", was_asked=True)}
    assert qom == {"confidential", "personal", "barred"}
    assert asked == qom | {"unclear", "not-publishable"}
    assert desk.grounds_for("qom", "complaint", was_asked=True) == []


def test_the_packaged_desk_speaks_all_languages_and_makes_no_address_up() -> None:
    """Every text is there three times; of contacts only the one that is verified is given."""
    desk = loader.load().desk
    for texts in [
        desk.objection,
        *(text for one in desk.bodies for text in (one.name, one.holds)),
        *(text for one in desk.grounds for text in (one.label, one.says)),
    ]:
        assert set(texts) == {"fa", "en", "ar"}
        assert all(texts.values())
    given = {one.id: value for one in desk.bodies for value in one.contacts.values() if value}
    assert given == {"sci": "amar.org.ir"}


def test_a_folder_of_an_offices_own_may_replace_a_file(tmp_path: Path) -> None:
    """Its own bodies hold, the packaged grounds stay."""
    content = folder.small(tmp_path)
    (content / "desk").mkdir()
    (content / "desk" / "bodies.toml").write_text(BODY, "utf-8")
    desk = loader.load(content).desk
    assert [one.id for one in desk.bodies] == ["customs"]
    assert desk.ground("confidential") is not None
