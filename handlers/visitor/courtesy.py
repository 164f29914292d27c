"""Words that are no question: a greeting, a thank-you, a goodbye. They are answered in kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.forms.choices import bare
from handlers.i18n.translator import N_
from handlers.visitor import menu

if TYPE_CHECKING:
    from handlers.context import OfficeContext

GREETINGS = (
    *("سلام", "درود", "سلام علیکم", "علیکم السلام", "السلام عليكم", "و رحمة الله", "مرحبا"),
    *("وقت بخیر", "وقت شما بخیر", "روز بخیر", "صبح بخیر", "ظهر بخیر", "عصر بخیر", "شب بخیر"),
    *("خسته نباشید", "خوبی", "خوبید", "حال شما چطور است", "أهلا", "أهلا وسهلا"),
    *("صباح الخير", "مساء الخير", "hello", "hi", "hey", "there", "salam", "dorood"),
    *("good morning", "good afternoon", "good evening", "good day"),
)
FAREWELLS = (
    *("ممنون", "ممنونم", "متشکرم", "متشکر", "تشکر", "با تشکر", "مرسی", "سپاس", "سپاسگزارم"),
    *("سپاس گزارم", "از شما", "خیلی", "بسیار", "لطف کردید", "خداحافظ", "خدا حافظ", "خدانگهدار"),
    *("شكرا", "جزيلا", "شكرا لكم", "مع السلامة", "thanks", "thank you", "thx", "merci"),
    *("very much", "so much", "a lot", "bye", "goodbye", "good bye"),
)


def _of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(map(bare, words), key=len)[::-1]) + ")+")


_GREETING, _FAREWELL = _of(GREETINGS), _of(FAREWELLS)


def is_greeting(text: str) -> bool:
    """Whether a text greets and says nothing else."""
    return _GREETING.fullmatch(bare(text)) is not None


def is_farewell(text: str) -> bool:
    """Whether a text thanks or takes leave and says nothing else."""
    return _FAREWELL.fullmatch(bare(text)) is not None


async def greet_back(context: OfficeContext) -> None:
    """Say hello, and what to do next."""
    context.work.outcome = "courtesy"
    await context.out.text(
        context.person.id,
        context.t.html(N_("Hello! Write your question, or choose from the menu.")),
        keyboard=menu.keyboard(context.t, context.services),
    )


async def take_leave(context: OfficeContext) -> None:
    """Answer a thank-you."""
    context.work.outcome = "courtesy"
    text = context.t.html(N_("You are welcome. Write whenever you have a question."))
    await context.out.text(context.person.id, text)
