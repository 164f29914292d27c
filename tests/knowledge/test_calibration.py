"""What was learned: written for people, read back the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import calibration, evidence
from knowledge.calibration import Calibration
from knowledge.errors import ContentError


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """To three digits."""
    settings = Calibration(
        {"found": 1.25},
        {"bias": -2.5},
        others={"نوبت": 1.5},
        others_statistics={"بگیرم": 0.5},
        answer=0.81,
        choose=0.2,
        near=1.0,
    )
    path = tmp_path / "calibration.toml"
    path.write_text(calibration.written(settings), encoding="utf-8")
    assert calibration.read(path) == settings


def test_the_shipped_calibration_weighs_only_what_is_seen() -> None:
    """A misspelt feature would silently count nothing."""
    shipped = calibration.read()
    assert set(shipped.ranking) == set(evidence.RANKING)
    assert set(shipped.confidence) == set(evidence.CONFIDENCE)
    assert set(calibration.RANKING) <= set(evidence.RANKING)
    assert set(calibration.CONFIDENCE) <= set(evidence.CONFIDENCE)
    assert 0 < shipped.choose < shipped.answer < 1


@pytest.mark.parametrize("content", [None, "[outcome", "[outcome]\nanswer = 1\n", "ranking = 3\n"])
def test_what_cannot_be_used_is_told(tmp_path: Path, content: str | None) -> None:
    """With the command that writes it anew."""
    path = tmp_path / "calibration.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        calibration.read(path)
    assert "amaryar kb calibrate" in caught.value.problems[0].message
