"""The way out of this machine is closed while tests run."""

import socket

import pytest


def test_an_outside_address_is_refused() -> None:
    """A test that connects to another machine fails at once, instead of depending on it."""
    with (
        socket.socket() as outgoing,
        pytest.raises(RuntimeError, match=r"tried to reach 192\.0\.2\.1"),
    ):
        outgoing.connect(("192.0.2.1", 80))


def test_an_outside_name_is_not_even_looked_up() -> None:
    """A name on the internet is not resolved."""
    with pytest.raises(RuntimeError, match=r"tried to reach api\.telegram\.org"):
        socket.getaddrinfo("api.telegram.org", 443)


def test_this_machine_may_be_reached() -> None:
    """The emulated Telegram and PostgreSQL on this machine stay reachable."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()) as connection:
            assert connection.getpeername() == server.getsockname()
        assert socket.getaddrinfo("localhost", server.getsockname()[1])
