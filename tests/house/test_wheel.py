"""The wheel carries all that the program needs, and the program runs from it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.house import project

pytestmark = pytest.mark.slow

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
PATIENCE = 60  # seconds until the playground must answer
PAUSE = 0.1


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this work tree, built with what is installed here and no network."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    subprocess.run([*PIP, "wheel", *options, str(project.ROOT)], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the installed wheel."""
    folder = tmp_path_factory.mktemp("site")
    options = ["--no-deps", "--no-index", "--target", str(folder)]
    subprocess.run([*PIP, "install", *options, str(wheel)], check=True, capture_output=True)
    return folder


def _environment(site: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}


def _amaryar(site: Path, folder: Path, *words: str) -> str:
    """What the installed command prints, started outside of the project's folder."""
    return subprocess.run(
        [str(site / "bin" / "amaryar"), *words],
        env=_environment(site),
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    """Catalogs, articles, the page and its font travel with the code; tests do not."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(project.ROOT))
        for path in project.tracked()
        if path.relative_to(project.ROOT).parts[0] in project.PACKAGES
    }
    assert sorted(wanted - packed) == []
    assert {Path(name).suffix for name in wanted} >= {".po", ".md", ".toml", ".html", ".woff2"}
    assert [name for name in packed if name.startswith("tests/")] == []


def test_the_installed_command_explains_itself(site: Path, tmp_path: Path) -> None:
    """`amaryar --help` of the installed wheel lists the commands."""
    text = _amaryar(site, tmp_path, "--help")
    assert [c for c in ("run", "playground", "db", "kb", "doctor") if c not in text] == []


def test_the_installed_program_answers_from_its_articles(site: Path, tmp_path: Path) -> None:
    """Articles and catalogs are found inside the wheel, not in the project's folder."""
    for words in (["kb", "check"], ["i18n", "check"]):
        _amaryar(site, tmp_path, *words)
    code = "import bot, handlers, knowledge, storage; print(bot.__file__, storage.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", code],
        env=_environment(site),
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert all(Path(name).is_relative_to(site) for name in found), found


def test_the_playground_starts_from_the_wheel(site: Path, tmp_path: Path) -> None:
    """`amaryar playground` of the installed wheel serves its page, and stops when told to."""
    port = _free_port()
    with _playground(site, tmp_path, port) as process:
        page = _fetch(f"http://127.0.0.1:{port}/", process)
        assert "<html" in page
    assert process.returncode in {0, -15}


@contextmanager
def _playground(site: Path, folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [str(site / "bin" / "amaryar"), "playground", "--port", str(port), "--no-browser"]
    output = folder / "output.txt"
    with (
        output.open("w") as file,
        subprocess.Popen(
            command, env=_environment(site), cwd=folder, stdout=file, stderr=file, text=True
        ) as process,
    ):
        try:
            yield process
        except AssertionError as error:
            error.add_note(output.read_text("utf-8"))
            raise
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _fetch(url: str, process: subprocess.Popen[str]) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "the playground ended by itself"
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - loopback
                return str(answer.read().decode("utf-8"))
        except urllib.error.URLError:
            time.sleep(PAUSE)
    raise AssertionError(f"nothing answered at {url} within {PATIENCE} seconds")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
