"""The field for files: photos, documents, voice messages, albums kept together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from handlers.forms.events import Input, Sent
from handlers.forms.field import Answers, Field, Problem, Reading, Setting, Words
from handlers.i18n.translator import N_, NN_, Translator

MEGABYTE: Final = 1024 * 1024
#: Bytes of a file at most, in forms and in cases: what a clerk can open on a slow line.
LARGEST: Final = 50 * MEGABYTE
KINDS: Final = ("photo", "document", "voice", "audio", "video", "animation", "video_note")
#: Endings of programs: a clerk should never have to open one.
PROGRAMS: Final = (
    ".exe", ".msi", ".bat", ".cmd", ".com", ".scr", ".js", ".vbs", ".ps1", ".jar", ".apk", ".lnk",
)  # fmt: skip

SEND_FILES = N_(
    "Please send files here, or press the button when there are none (any more). "
    "What you just wrote was not added."
)
KIND_REFUSED = N_("Files of this kind are not accepted here. Please send: {kinds}.")
PROGRAM_REFUSED = N_("The file {name} is a program; programs are not accepted.")
TOO_BIG = N_("This file is larger than {max} megabytes. Please send a smaller one or a part of it.")
TOO_MANY = N_("There are {max} files already; this one was not added. Please go on.")
LIMITS = N_("At most {count} files of {max} megabytes each: {kinds}. No programs.")
COUNT = NN_("{n} file", "{n} files")
KIND_NAMES = {
    "photo": N_("photo"),
    "document": N_("document"),
    "voice": N_("voice message"),
    "audio": N_("audio"),
    "video": N_("video"),
    "animation": N_("animation"),
    "video_note": N_("video message"),
}


@dataclass(frozen=True, kw_only=True)
class Files(Field):
    """Files, gathered until ``Done``. The value is a list of ``Attachment.to_json()``.

    ``max_size`` is bytes for each file. A file sent twice is kept once.
    """

    max_count: int = 10
    max_size: int = LARGEST
    kinds: tuple[str, ...] = KINDS
    hint: str | None = LIMITS

    def __post_init__(self) -> None:
        """Say what may be sent before it is uploaded."""
        values = {"count": self.max_count, "max": self.max_size // MEGABYTE}
        told = {**values, "kinds": Kinds(self.kinds)}
        object.__setattr__(self, "values", lambda _answers, _today: told)

    @property
    def gathers(self) -> bool:
        """Several files make one answer."""
        return True

    def holds(self, value: Any) -> bool:
        """A list of files."""
        return isinstance(value, list) and all(
            isinstance(item, dict) and "file_id" in item for item in value
        )

    def show(self, value: Any, t: Translator) -> str:
        """How many, and their names."""
        count = t.plural(*COUNT, len(value))
        names = [
            item.get("file_name")
            or t.text(KIND_NAMES.get(item.get("kind"), item.get("kind") or ""))
            for item in value
        ]
        return (
            t.text(N_("{count}: {names}"), count=count, names=_joined(names, t)) if names else count
        )

    def _read(self, raw: Input, answers: Answers, setting: Setting) -> Reading | Problem:
        del setting
        if not isinstance(raw, Sent):
            return Problem(SEND_FILES)
        held = list(answers.get(self.name) or [])
        if any(item.get("file_unique_id") == raw.file.file_unique_id for item in held):
            return Reading(held, is_open=True)
        problem = self._refused(raw, len(held))
        return problem or Reading([*held, raw.file.to_json()], is_open=True)

    def _refused(self, raw: Sent, count: int) -> Problem | None:
        if raw.file.kind not in self.kinds:
            return Problem(KIND_REFUSED, {"kinds": Kinds(self.kinds)})
        problem = refusal(raw.file.file_name, raw.file.file_size, self.max_size)
        if problem is None and count >= self.max_count:
            return Problem(TOO_MANY, {"max": self.max_count})
        return problem


def refusal(name: str | None, size: int | None, largest: int = LARGEST) -> Problem | None:
    """Why a file is not taken, and what to do; `size` and `largest` are bytes."""
    if name and name.lower().endswith(PROGRAMS):
        return Problem(PROGRAM_REFUSED, {"name": name})
    if (size or 0) > largest:
        return Problem(TOO_BIG, {"max": largest // MEGABYTE})
    return None


class Kinds(Words):
    """The names of kinds of files, listed in the language of the reader."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        super().__init__("", {"kinds": kinds})

    def text(self, t: Translator) -> str:
        """The names, with the separator of the language."""
        return _joined([t.text(KIND_NAMES[kind]) for kind in self.values["kinds"]], t)


def _joined(names: list[str], t: Translator) -> str:
    joined = names[0] if names else ""
    for name in names[1:]:
        joined = t.text(N_("{first}, {second}"), first=joined, second=name)
    return joined
