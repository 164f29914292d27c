"""What every test has: fresh databases, a clock that stands still, dice, and no network.

AMARYAR_TEST_REQUIRE=postgres,browser turns a skipped test of these kinds into a failed one: CI must
have both, a laptop need not.
"""

import ipaddress
import os
import shutil
import sys
from collections import Counter
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests import databases
from tests.clock import Clock, Dice

REQUIRE = "AMARYAR_TEST_REQUIRE"
LOOPBACK_NAMES = {None, "", "localhost", "localhost.localdomain"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_configure(config: pytest.Config) -> None:
    """Before anything else: forget the settings of this machine, and close the way out."""
    del config
    for name in [name for name in os.environ if name.startswith("AMARYAR_") and name != REQUIRE]:
        del os.environ[name]
    sys.addaudithook(_no_way_out)


def _no_way_out(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse any connection or look-up beyond this machine and the database server of tests."""
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a string is a Unix socket
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if not _is_here(host):
        message = f"a test tried to reach {host}: tests use no network"
        raise RuntimeError(message)


def _is_here(host: object) -> bool:
    if host in LOOPBACK_NAMES or host == databases.server_url().host:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skip of a required kind is a failure."""
    del call
    report = yield
    required = {kind for kind in os.environ.get(REQUIRE, "").split(",") if kind}
    missing = sorted(kind for kind in required if item.get_closest_marker(kind))
    if report.skipped and missing and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{REQUIRE} asks for {', '.join(missing)}. {_why_skipped(report)}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not tested on this machine, and why, in one line each."""
    skipped = Counter(_why_skipped(report) for report in terminalreporter.stats.get("skipped", []))
    for reason, count in skipped.most_common():
        terminalreporter.write_line(f"{count} skipped: {reason}", yellow=True)


def _why_skipped(report: pytest.TestReport) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
    return reason.removeprefix("Skipped: ")


@pytest.fixture
def clock() -> Clock:
    """A clock at 2026-11-20 08:00 UTC that only the test moves."""
    return Clock()


@pytest.fixture
def dice() -> Dice:
    """Chance that is the same in every run."""
    return Dice()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, made once."""
    return databases.make_sqlite_template(tmp_path_factory.mktemp("template") / "amaryar.sqlite3")


@pytest.fixture(scope="session")
def postgres_server() -> None:
    """Skip the test unless a PostgreSQL server answers."""
    reason = databases.why_no_server()
    if reason is not None:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: None) -> Iterator[str]:
    """The name of a migrated PostgreSQL database, made once."""
    with databases.postgres_template() as name:
        yield name


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a fresh migrated SQLite database."""
    return databases.copy_sqlite(sqlite_template, tmp_path / "amaryar.sqlite3")


@pytest.fixture
def postgres_url(postgres_template: str) -> Iterator[str]:
    """The URL of a fresh migrated PostgreSQL database. Mark a test that asks for it `postgres`."""
    with databases.postgres_database(postgres_template) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh migrated database: the test runs once on each engine."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh migrated database, open: the test runs once on each engine."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium on this machine. Mark a test that asks for it `browser`."""
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    if not found:
        pytest.skip("no Chromium on this machine (apt install chromium)")
    return found[0]
