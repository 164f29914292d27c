"""Files a bot sends: uploads and known file ids, single and as albums, and their download."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.playground import checks, render
from bot.playground.errors import ApiError, bad_request
from bot.playground.files import image_size
from bot.playground.methods.sending import deliver
from bot.playground.params import Params, Upload
from bot.playground.records import Json
from bot.playground.state import State

MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_ALBUM = 10
ALBUM_KINDS = frozenset({"photo", "video", "document", "audio"})
WITHOUT_CAPTION = frozenset({"sticker", "video_note"})

Method = Callable[[State, Params], Any]


def content_of(state: State, kind: str, values: Params, field: str) -> Json:
    """The message fields for the file a parameter names or carries."""
    given = values.text(field)
    upload = values.uploads.get(field)
    if upload is None and given.startswith("attach://"):
        upload = values.attached(given)
        if upload is None:
            raise bad_request("can't parse InputMedia: media not found")
    if upload is not None:
        return uploaded(state, kind, upload)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    return known(state, kind, given)


def uploaded(state: State, kind: str, upload: Upload) -> Json:
    """Keep an uploaded file: not empty, not too big, and a photo must be a picture."""
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > MAX_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo":
        if len(upload.data) > MAX_PHOTO:
            raise bad_request(f"file of size {len(upload.data)} bytes is too big for a photo")
        if image_size(upload.data) is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
    return state.files.content(kind, upload.data, name=upload.name, mime_type=upload.mime_type)


def known(state: State, kind: str, file_id: str) -> Json:
    """The fields for a file already on the server."""
    if "://" in file_id:
        raise bad_request("failed to get HTTP URL content")
    file = state.files.get(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind and {file.kind, kind} != {"animation", "document"}:
        raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return state.files.known(kind, file)


def sender(kind: str) -> Method:
    """The send method of one kind of file."""

    def send(state: State, values: Params) -> Json:
        home = checks.open_chat(state, values)
        content = content_of(state, kind, values, kind)
        if kind not in WITHOUT_CAPTION:
            content |= checks.caption(values)
        return render.message(state, deliver(state, home, values, content))

    return send


def send_media_group(state: State, values: Params) -> list[Json]:
    """An album of up to ten; one item alone is sent as a plain message, as the server does."""
    home = checks.open_chat(state, values)
    items = values.items("media")
    if items is None:
        raise bad_request('parameter "media" is required')
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = [str(item.get("type")) for item in items]
    _check_mixture(kinds)
    contents = [_album_content(state, values, item) for item in items]
    group = f"album{state.number():08d}" if len(items) > 1 else None
    return [
        render.message(state, deliver(state, home, values, content, media_group_id=group))
        for content in contents
    ]


def _check_mixture(kinds: list[str]) -> None:
    for kind in kinds:
        if kind not in ALBUM_KINDS:
            raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used here")
    for kind in ("document", "audio"):
        if kind in kinds and set(kinds) != {kind}:
            raise bad_request(f"{kind} can't be mixed with other media types")


def _album_content(state: State, values: Params, item: Json) -> Json:
    part = Params(item, values.uploads)
    return content_of(state, str(item["type"]), part, "media") | checks.caption(part)


def get_file(state: State, values: Params) -> Json:
    """Where to download a file of at most 20 MiB."""
    file = state.files.get(values.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path,
    }
