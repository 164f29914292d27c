"""`amaryar kb evaluate`: figures from the command line."""

import json
from pathlib import Path

from tests.bot.cli import programs

QUESTIONS = """
[[asked]]
articles = ["qom-cost"]
office = "qom"
formal = ["آیا سالنامهٔ قم رایگان است یا پولی؟"]

[[foreign]]
office = "qom"
far = ["xyzzy plugh"]
"""


async def test_a_file_of_ones_own_is_measured(tmp_path: Path) -> None:
    """As a table with the curve, and as JSON with the same figures."""
    (tmp_path / "own.toml").write_text(QUESTIONS, encoding="utf-8")
    words = ("kb", "evaluate", "own.toml")
    shown = await programs.command(tmp_path, *words, "--misses")
    assert shown.code == 0, shown.err
    assert [w for w in ("== test ==", "R@1", "AUROC", "score >=") if w not in shown.out] == []
    as_json = await programs.command(tmp_path, *words, "--json", "--split", "test")
    figures = json.loads(as_json.out)["test"]
    assert figures["total"]["asked"] == 1
    assert figures["total"]["recall_1"] == 1.0
    assert figures["foreign"] == {"asked": 1, "answered": 0.0, "offered": 0.0}
    assert len(figures["curve"]) == 21


async def test_ours_are_measured_by_default(tmp_path: Path) -> None:
    """One half alone, kind by kind."""
    outcome = await programs.command(tmp_path, "kb", "evaluate", "--json", "--split", "dev")
    assert outcome.code == 0, outcome.err
    (name, figures), *others = json.loads(outcome.out).items()
    assert (name, others) == ("dev", [])
    assert set(figures["kinds"]) == {
        *("formal", "colloquial", "typo", "finglish", "english", "arabic")
    }


async def test_what_cannot_be_measured_is_told(tmp_path: Path) -> None:
    """An unknown article, an empty half, no file: in words."""
    (tmp_path / "own.toml").write_text(QUESTIONS.replace("-cost", "-nil"), encoding="utf-8")
    (tmp_path / "half.toml").write_text(QUESTIONS, encoding="utf-8")
    for words, told in (
        (("own.toml",), "own.toml:5: there is no article qom-nil"),
        (("half.toml", "--split", "dev"), "No question is of the split dev"),
        (("none.toml",), "cannot be read"),
    ):
        outcome = await programs.command(tmp_path, "kb", "evaluate", *words)
        assert (outcome.code, outcome.out) == (2, "")
        assert told in outcome.err
        assert "Traceback" not in outcome.err
