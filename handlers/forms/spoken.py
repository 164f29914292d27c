"""Buttons of a form that people type instead of pressing them, in any of the languages.

The label counts without its picture, and beside it the words that people use for the act; old
labels stay good after the language was changed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.forms import events, screens
from handlers.forms.choices import YES_WORDS, bare
from handlers.forms.fields import Choice, Info
from handlers.forms.form import REVIEW

if TYPE_CHECKING:
    from handlers.forms.form import Form, State
    from handlers.i18n.translator import Translator, Translators

_WORDS: dict[str, tuple[str, ...]] = {
    screens.SKIP: ("skip", "رد", "رد شو", "رد کن", "رد کردن", "رد می‌شوم", "تخطي", "تجاوز"),
    screens.BACK: ("back", "برگشت", "بازگشت", "برگرد", "قبلی", "رجوع"),
    screens.CANCEL: ("cancel", "انصراف", "لغو", "إلغاء"),
}
_DONE_WORDS = ("done", "go on", "تمام", "تمام شد", "ادامه", "پایان", "انتهى", "متابعة")
_SUBMIT_WORDS = ("submit", "send", "ثبت", "ثبت کن", "ارسال", "بفرست", "إرسال")
_EVENTS: dict[str, events.Event] = {
    screens.SKIP: events.Skipped(),
    screens.BACK: events.Back(),
    screens.CANCEL: events.Cancelled(),
}


def read(
    text: str, form: Form, state: State, t: Translator, translators: Translators
) -> events.Event | None:
    """The button that was meant; None when the text is an answer."""
    said = bare(text)
    common = _common(translators).get(said)
    if common is not None:
        return common
    if form.lead is not None and said in _labels(translators, (form.lead.label,)):
        return events.Led()
    if state.step == REVIEW:
        return _at_review(said, form, state, t, translators)
    field = form.field(state.step)
    is_ended = field is not None and (field.gathers or isinstance(field, Info))
    if field is not None and _is_agreed(said, field.name, state, is_ended=is_ended):
        return events.Done()
    if said in _labels(translators, screens.GO_ON) or (is_ended and said in _bare(_DONE_WORDS)):
        return events.Done()
    return field.typed(text, t) if isinstance(field, Choice) else None


def _is_agreed(said: str, name: str, state: State, *, is_ended: bool) -> bool:
    """Whether a word for yes accepts the answer that is proposed."""
    is_proposed = state.answers.get(name) is not None and name not in state.settled
    return is_proposed and not is_ended and said in _bare(YES_WORDS)


def _at_review(
    said: str, form: Form, state: State, t: Translator, translators: Translators
) -> events.Event | None:
    if said in _labels(translators, (screens.SUBMIT,)) | _bare(_SUBMIT_WORDS):
        return events.Submitted()
    shown = (field for field in form.visible(state.answers) if field.is_answer)
    named = (field.name for field in shown if bare(t.text(field.label)) == said)
    return next((events.Edit(name) for name in named), None)


@lru_cache(maxsize=8)
def _common(translators: Translators) -> dict[str, events.Event]:
    """What means the same at every question."""
    return {
        word: event
        for msgid, event in _EVENTS.items()
        for word in _labels(translators, (msgid,)) | _bare(_WORDS[msgid])
    }


@lru_cache(maxsize=32)
def _labels(translators: Translators, msgids: tuple[str, ...]) -> frozenset[str]:
    return frozenset(bare(t.text(msgid)) for t in translators.all() for msgid in msgids)


def _bare(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(bare, words))
