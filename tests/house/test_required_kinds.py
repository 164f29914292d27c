"""What CI must not skip is a failure there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import project

SKIPPED = """
import pytest

@pytest.mark.browser
def test_needs_a_browser():
    pytest.skip("no Chromium here")

@pytest.mark.postgres
def test_needs_a_server():
    pytest.skip("no PostgreSQL here")
"""


@pytest.mark.slow
def test_a_skip_of_a_required_kind_fails(tmp_path: Path) -> None:
    """AMARYAR_TEST_REQUIRE=browser fails a skipped browser test and leaves the other skip alone."""
    test = tmp_path / "test_skipped.py"
    test.write_text(SKIPPED, encoding="utf-8")
    config = ["-c", str(project.ROOT / "pyproject.toml"), "--rootdir", str(project.ROOT)]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", *config, str(test)],
        env={**os.environ, "AMARYAR_TEST_REQUIRE": "browser", "PYTHONPATH": str(project.ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 failed, 1 skipped" in result.stdout
    assert "asks for browser. no Chromium here" in result.stdout
    assert "1 skipped: no PostgreSQL here" in result.stdout
