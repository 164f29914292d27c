"""`amaryar kb evaluate`: figures from the command line."""

import json
from pathlib import Path

from knowledge import calibration
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


async def test_a_retrieval_task_is_measured(tmp_path: Path) -> None:
    """Entries and queries of somebody else, by variant, as a table and as JSON."""
    task = {
        "entries": [{"id": "a", "text": "نرخ بیکاری"}, {"id": "b", "text": "جمعیت شهرها"}],
        "queries": [
            {"id": "1", "variant": "clean", "text": "بیکاری", "rel": ["a"]},
            {"id": "2", "variant": "latin", "text": "jamiate shahrha", "rel": ["b"]},
        ],
    }
    (tmp_path / "task.json").write_text(json.dumps(task), encoding="utf-8")
    shown = await programs.command(tmp_path, "kb", "evaluate", "task.json")
    assert shown.code == 0, shown.err
    assert [w for w in ("2 entries", "clean", "latin", "mean") if w not in shown.out] == []
    as_json = await programs.command(tmp_path, "kb", "evaluate", "task.json", "--json")
    assert json.loads(as_json.out)["mean_recall_1"] == 1.0
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    refused = await programs.command(tmp_path, "kb", "evaluate", "bad.json")
    assert (refused.code, "no retrieval task" in refused.err) == (2, True)


async def test_calibrating_writes_a_file_that_is_read_again(tmp_path: Path) -> None:
    """Learned from "dev" questions only, the same twice."""
    questions = QUESTIONS.replace("\n[[asked]]", 'split = "dev"\n\n[[asked]]', 1)
    (tmp_path / "dev.toml").write_text(questions, encoding="utf-8")
    (tmp_path / "test.toml").write_text(QUESTIONS, encoding="utf-8")
    for name in ("one.toml", "two.toml"):
        made = await programs.command(tmp_path, "kb", "calibrate", "dev.toml", "--out", name)
        assert made.code == 0, made.err
        assert "learned: answered from" in made.out
    one, two = (tmp_path / name for name in ("one.toml", "two.toml"))
    assert calibration.read(one) == calibration.read(two)
    nothing = await programs.command(tmp_path, "kb", "calibrate", "test.toml", "--dry-run")
    assert (nothing.code, "nothing to learn from" in nothing.err) == (2, True)


async def test_an_answer_explains_itself(tmp_path: Path) -> None:
    """Reading, corrections, weights, features and outcome, in lines and as JSON."""
    words = ("kb", "ask", "--office", "qom", "--explain", "سالنامه رایگن است؟")
    shown = await programs.command(tmp_path, *words)
    assert shown.code == 0, shown.err
    told = ("read as:", "corrected: رایگن -> رایگان", "ranked by", "confident by", "outcome:")
    assert [word for word in told if word not in shown.out] == []
    as_json = await programs.command(tmp_path, *words, "--json")
    explanation = json.loads(as_json.out)["explanation"]
    assert explanation["articles"][0]["article"] == "qom-cost"
    assert explanation["articles"][0]["confidence"]["evidence"] > 0.5
