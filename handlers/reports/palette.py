"""The colours of charts, told apart with every kind of colour vision and in grey.

Okabe and Ito, "Color Universal Design" (2008); beside them two greys. Values are also written into
the charts, so that nothing depends on colour alone.
"""

from __future__ import annotations

from enum import StrEnum


class Colour(StrEnum):
    """A colour of the charts."""

    BLUE = "#0072B2"
    SKY = "#56B4E9"
    GREEN = "#009E73"
    ORANGE = "#E69F00"
    VERMILION = "#D55E00"
    PURPLE = "#CC79A7"
    LIGHT = "#D0D0D0"
    DARK = "#555555"


#: Written on the light ones in black, on the dark ones in white.
LIGHT_ONES = frozenset({Colour.SKY, Colour.ORANGE, Colour.PURPLE, Colour.LIGHT})
INK, PALE, GRID, PAPER = "#222222", "#666666", "#E3E3E3", "#FFFFFF"


def ink_on(colour: Colour) -> str:
    """The colour in which a value is written on another."""
    return INK if colour in LIGHT_ONES else PAPER
