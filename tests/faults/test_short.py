"""The fault suite in short: every scene once, few people, a fixed seed. Long: `make faults`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import story
from tests.faults.story import SCENES, Scene

PLACES = [
    pytest.param(scene, marks=[pytest.mark.postgres] if scene.is_postgres else [], id=scene.name)
    for scene in SCENES
]


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("scene", PLACES)
async def test_nothing_is_lost_whatever_fails(
    scene: Scene,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One ticket per submission, each message at least once and in order, no double unexcused."""
    url = str(request.getfixturevalue("postgres_url" if scene.is_postgres else "sqlite_url"))
    report = await story.play(scene, tmp_path, url, seed=1405, faults=10, people=4, submissions=8)
    with capsys.disabled():
        print(f"\n{report}")
    assert report.wrong == []
