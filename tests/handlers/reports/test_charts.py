"""Which charts a report has and what they say; what they look like when drawn."""

from __future__ import annotations

import io
from datetime import date
from itertools import combinations
from zoneinfo import ZoneInfo

import matplotlib.image
import numpy as np
import pytest
from numpy.typing import NDArray

from handlers.i18n.translator import Translators
from handlers.reports import charts, drawing, palette, periods, wording
from handlers.reports.palette import Colour
from handlers.reports.periods import Span
from handlers.reports.shapes import Chart, Form, Series
from tests.handlers.reports import numbers

MONTH = periods.of(Span.MONTH, date(2026, 11, 20))
TRANSLATORS = Translators.load(ZoneInfo("Asia/Tehran"))


def made(language: str = "fa") -> dict[str, Chart]:
    """The charts of a busy month by their names."""
    t = TRANSLATORS.for_(language)
    title = periods.title(MONTH, t)
    found = charts.of_report(numbers.busy(MONTH), MONTH, title, numbers.NAMES, t)
    return {one.name: one for one in found}


def test_a_report_shows_everything_that_was_counted() -> None:
    """Course, outcomes, services, times, deadlines, satisfaction, questions, gaps."""
    found = made()
    assert list(found) == [
        "course",
        "outcomes",
        "services",
        "response",
        "resolution",
        "deadlines",
        "satisfaction",
        "questions",
        "gaps",
    ]
    assert found["outcomes"].labels == ("درخواست آمار", "شکایت")
    assert {one.name: one.values for one in found["outcomes"].series}["رد شد"] == (1, 0)
    assert found["resolution"].labels[0] == "همهٔ انواع (۴۰)"
    assert found["deadlines"].note == "رعایت‌شده: ۹۴٪"
    assert found["gaps"].labels[1] == "How many people live in Qom?"


def test_what_did_not_happen_has_no_chart() -> None:
    """A quiet month has none at all; one service alone is no comparison."""
    t = TRANSLATORS.for_("fa")
    assert charts.of_report(numbers.quiet(MONTH), MONTH, "", numbers.NAMES, t) == []


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_chart_is_drawn_in_every_language(language: str) -> None:
    """1280 by 800, with pictures and dollar signs in questions; a warning would be an error."""
    for chart in made(language).values():
        assert _pixels(drawing.draw(chart, language)).shape[:2] == (800, 1280), chart.name


def test_rows_begin_where_a_line_begins() -> None:
    """Bars grow from the right in Persian and from the left in English."""
    blue = tuple(int(Colour.BLUE[n : n + 2], 16) / 255 for n in (1, 3, 5))
    places = {}
    for language in ("fa", "en"):
        row = Chart("x", Form.BARS, "", "", ("الف", "ب"), (Series("", (9, 1), Colour.BLUE),))
        pixels = _pixels(drawing.draw(row, language))
        found = np.argwhere(np.abs(pixels[..., :3] - blue).max(axis=2) < 0.02)
        places[language] = found[:, 1].mean()
        lowest = found[found[:, 0] > found[:, 0].mean()][:, 1]
        places[f"{language} short"] = lowest.mean()
    assert places["fa short"] > places["fa"] > places["en"] > places["en short"]


def test_the_font_that_travels_along_is_used_for_persian() -> None:
    """It has every letter and digit of the three languages, ZWNJ and isolates included."""
    letters = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءئؤأإةيك۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٪٫٬،؛؟«»\u200c"
    assert {ord(one) for one in letters} <= drawing.LETTERS
    assert drawing.drawable("دلار 💵 چند؟") == "دلار  چند؟"


def _pixels(picture: bytes) -> NDArray[np.float32]:
    found: NDArray[np.float32] = matplotlib.image.imread(io.BytesIO(picture), format="png")
    return found


# Machado, Oliveira, Fernandes (2009): what is seen without one kind of cones.
VISIONS = {
    "all cones": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def _seen(colour: str, vision: str) -> NDArray[np.float64]:
    """A colour in CIELAB, as it is seen."""
    rgb = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(VISIONS[vision]) @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ linear / [0.9505, 1.0, 1.089]
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    lab: NDArray[np.float64] = np.array(
        [116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])]
    )
    return lab


@pytest.mark.parametrize("vision", VISIONS)
def test_colours_of_one_chart_are_told_apart(vision: str) -> None:
    """With every kind of colour vision: at least 15 apart in CIELAB where 2 are just noticed."""
    used = [{one.colour for one in chart.series} for chart in made().values()]
    used.append(set(wording.OUTCOME_COLOURS.values()))
    for first, second in {pair for one in used for pair in combinations(sorted(one), 2)}:
        apart = float(np.linalg.norm(_seen(first, vision) - _seen(second, vision)))
        assert apart > 15, (first, second, apart)


def test_values_can_be_read_on_their_colours() -> None:
    """Contrast of at least 3 to 1 (WCAG 2.1, large text) between a value and its bar."""
    for colour in Colour:
        light = [_seen(one, "all cones")[0] for one in (colour, palette.ink_on(colour))]
        high, low = (((one + 16) / 116) ** 3 for one in sorted(light, reverse=True))
        assert (high + 0.05) / (low + 0.05) >= 3, colour
