"""Files that were damaged: by a bad line, a careless editor, or somebody who means harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from hypothesis import strategies as st

from tests.properties.fuzzing import TEXTS

#: What breaks readers of text, of XML, of HTML, of spreadsheets and of TOML.
_TOKENS = st.sampled_from(
    [
        *("<", ">", "&", "&#0;", "&#xD800;", "&x;", "<![CDATA[", "<![x", "<!--", "<!DOCTYPE a>"),
        *('"', "'", "]]>", "<?x", "<b>", "</p>", "<p>", "<td>", "<a href=", "²", "٣", "9" * 5000),
        *("\x00", "\r", "\n", "\x0b", "\u2028", "\ufeff", "\u202e", "\u200c", "\x7f", "{", "}"),
        *("|", ",", ";", "\t", "sep=\n", "=", "#" * 9, "[x](", "](#)", "**", "- ", "۱- ", "الف) "),
        *("http://[", "https://a.b/ ", "1395-", "9999", "#REF!", "a" * 300, " " * 400, "\n" * 50),
        *("<w:tbl>" * 1500, "<w:tr><w:tc>", '<w:outlineLvl w:val=""/>', '<w:pStyle w:val="t9"/>'),
        *('encoding="utf-7"', "+++", "id = ", "[[tables]]", "title = {", "1e999", '"""', "\\u"),
    ]
)
_PIECES = st.one_of(_TOKENS, _TOKENS, TEXTS).map(lambda text: text.encode("utf-8", "replace"))
_BYTES = st.one_of(st.binary(max_size=8), _PIECES)
_EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from([0, 0, 1, 7, 60, 10**9]), _BYTES),
    min_size=1,
    max_size=4,
)


def damaged(originals: list[bytes]) -> st.SearchStrategy[bytes]:
    """One of the files with one to four places cut out, overwritten or filled with something."""
    return st.builds(_edit, st.sampled_from(originals), _EDITS)


def archives(original: bytes) -> st.SearchStrategy[bytes]:
    """A ZIP file with one part damaged, exchanged or missing; or damaged as it lies there."""
    with zipfile.ZipFile(io.BytesIO(original)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    one = st.sampled_from(sorted(parts)).flatmap(
        lambda name: st.one_of(
            damaged([parts[name]]).map(lambda made: {**parts, name: made}),
            st.sampled_from(sorted(parts)).map(lambda other: {**parts, name: parts[other]}),
            st.just({key: part for key, part in parts.items() if key != name}),
        )
    )
    return st.one_of(one.map(_zipped), one.map(_zipped), damaged([original]))


def _edit(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in edits:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + length :]
    return data


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()
