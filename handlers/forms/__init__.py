"""Questionnaires: how to declare one, and all there are, by the kind of ticket they open.

A form is a list of ``fields`` (what can be asked, how answers are read); ``engine`` leads a person
through it, purely; ``screens`` shows it in Telegram; ``conversation`` keeps the draft.
"""

from typing import Final

from handlers.forms import complaint, data_request, discrepancy, opinion, suggestion
from handlers.forms.form import Form

#: Form name (the value of ``Kind``) -> form.
FORMS: Final[dict[str, Form]] = {
    form.name: form
    for form in (
        data_request.FORM,
        complaint.FORM,
        opinion.FORM,
        suggestion.FORM,
        discrepancy.FORM,
    )
}
