"""The way to a Bot API server: PTB's request seam over aiohttp, and plain calls by method name.

Why not PTB's own httpx transport: its cost per call grows with the number of calls under way
(DECISIONS.md, "aiohttp"). `Api` is what the loops of this program use: a method's name and its
parameters, the answer as plain JSON, and PTB's errors.
"""

import os
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from telegram import InputFile
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # RequestData has no other way in

Timeout = DefaultValue[float] | DefaultValue[None] | float | None

# PTB 22 warns at every flood limit until it is told to use timedelta, as PTB 23 will.
os.environ.setdefault("PTB_TIMEDELTA", "1")


@dataclass(frozen=True)
class Timeouts:
    """Seconds that each part of a call may take."""

    read: float = 20.0
    write: float = 10.0
    connect: float = 10.0
    pool: float = 5.0


class AiohttpRequest(BaseRequest):
    """PTB's `BaseRequest` over one aiohttp session.

    Args:
        connections: calls under way at most; further ones wait for `timeouts.pool`.
        proxy: http://, socks4://, socks5:// or socks5h://; names are resolved by the proxy.
        timeouts: used where PTB does not ask for others.
    """

    def __init__(
        self,
        *,
        connections: int = 100,
        proxy: str | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        self._connections = connections
        self._proxy = proxy
        self._timeouts = timeouts or Timeouts()
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer when nobody asks for others."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Open the session; once is enough."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._connector(),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _connector(self) -> aiohttp.BaseConnector:
        if self._proxy is None:
            return aiohttp.TCPConnector(limit=self._connections)
        url = self._proxy.replace("socks5h://", "socks5://", 1)
        return ProxyConnector.from_url(url, rdns=True, limit=self._connections)

    async def do_request(  # noqa: PLR0917 - the signature is PTB's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; the status and the body of the answer (see `BaseRequest`)."""
        if self._session is None:
            raise RuntimeError("the transport is not initialized, or has been shut down")
        usual = self._timeouts
        timeout = _timeout(
            read=_given(read_timeout, usual.read),
            write=_given(write_timeout, usual.write),
            connect=_given(connect_timeout, usual.connect),
            pool=_given(pool_timeout, usual.pool),
            is_download=method == "GET",
        )
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except (TimeoutError, ProxyTimeoutError) as error:  # aiohttp's own and asyncio's
            raise TimedOut(f"Timed out ({type(error).__name__})") from error
        except (aiohttp.ClientError, ProxyConnectionError, ProxyError, OSError) as error:
            # Only the kind: the words of some of these errors hold the address, so the token.
            raise NetworkError(_kind(error)) from error


@dataclass(frozen=True)
class Api:
    """Calls of the Bot API by name, with JSON in and out.

    `base_url` ends with the token: `https://api.telegram.org/bot<token>`.
    """

    request: BaseRequest
    base_url: str

    async def call(
        self,
        method: str,
        params: dict[str, Any] | None = None,
        *,
        files: Sequence[InputFile] = (),
        read_within: float | None = None,
    ) -> Any:
        """Call a method; nested values are sent as JSON text, None is left out.

        Args:
            method: as the Bot API spells it, such as sendMessage.
            params: its parameters.
            files: what they attach by name (Bot API, "Sending files").
            read_within: seconds to wait for the answer, when the usual ones do not do.

        Raises:
            telegram.error.TelegramError: as PTB maps the answers (404 and 401: InvalidToken).
        """
        given = {name: value for name, value in (params or {}).items() if value is not None}
        parameters = [RequestParameter.from_input(name, value) for name, value in given.items()]
        if files:
            parameters.append(RequestParameter("files", None, list(files)))
        return await self.request.post(
            url=f"{self.base_url}/{method}",
            request_data=RequestData(parameters),
            read_timeout=BaseRequest.DEFAULT_NONE if read_within is None else read_within,
        )


def _given(value: Timeout, usual: float) -> float | None:
    return usual if isinstance(value, DefaultValue) else value


def _timeout(
    *,
    read: float | None,
    write: float | None,
    connect: float | None,
    pool: float | None,
    is_download: bool,
) -> aiohttp.ClientTimeout:
    """PTB's four timeouts in aiohttp's terms.

    aiohttp has no time for writing, so it counts in the total; a download has no total, or a
    big file on a slow line would never arrive.
    """
    parts = (read, write, connect, pool)
    endless = is_download or None in parts
    total = None if endless else sum(part for part in parts if part is not None)
    return aiohttp.ClientTimeout(
        total=total,
        connect=None if connect is None or pool is None else connect + pool,
        sock_connect=connect,
        sock_read=read,
    )


def _body(data: RequestData | None) -> aiohttp.FormData | aiohttp.BytesPayload | None:
    if data is None:
        return None
    if not data.contains_files:
        return aiohttp.BytesPayload(
            data.url_encoded_parameters().encode(),
            content_type="application/x-www-form-urlencoded",
        )
    form = aiohttp.FormData(default_to_multipart=True)
    for name, text in data.json_parameters.items():
        form.add_field(name, text)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def _kind(error: BaseException) -> str:
    causes = (error, error.__cause__ or error.__context__)
    names = [type(cause).__name__ for cause in causes if cause is not None]
    if isinstance(error, ssl.SSLError | aiohttp.ClientSSLError):
        names.append("the certificate or the TLS connection was refused")
    return " from ".join(dict.fromkeys(names))
