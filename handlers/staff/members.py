"""/staff: who works here and with which role; a supervisor promotes and demotes by button."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from telegram import Update

from handlers import buttons, keyboards, labels
from handlers.buttons import Verb
from handlers.i18n.translator import N_
from handlers.staff import roster
from storage import desk_log, staff
from storage.staff import StaffRole

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from storage.staff import StaffMember

#: People shown; more have rarely acted in one group, and a keyboard holds a hundred buttons.
SHOWN = 40
SIGNS = {StaffRole.SUPERVISOR: "⭐️", StaffRole.CLERK: "👤"}
PROMOTE = N_("⭐️ {name}: make a supervisor")
DEMOTE = N_("👤 {name}: make a clerk")


async def show(update: Update, context: OfficeContext) -> None:
    """/staff: everybody who has acted in the group."""
    message = update.effective_message
    if message is None:
        return
    text, keyboard = await _list(context)
    await context.out.text(message.chat_id, text, keyboard=keyboard)


async def _list(context: OfficeContext) -> tuple[str, keyboards.Markup]:
    t = context.services.staff
    members = await staff.active(context.tx, SHOWN)
    if not members:  # a command of the group without a face is the first thing ever written
        return t.html(N_("Nobody has acted here yet.")), keyboards.NONE
    lines = [
        f"{SIGNS[one.role]} {html.escape(one.name)} – {t.text(labels.ROLES[one.role])}"
        for one in sorted(members, key=lambda one: one.role != StaffRole.SUPERVISOR)
    ]
    note = t.html(
        N_(
            "<i>Supervisors reveal identities, announce, keep the calendar and give roles. "
            "Until a role is given here, the administrators of the group are supervisors.</i>"
        )
    )
    text = "\n\n".join([t.html(N_("<b>Staff</b>")), "\n".join(lines), note])
    return text, keyboards.inline([_button(one, context)] for one in members)


def _button(member: StaffMember, context: OfficeContext) -> keyboards.Button:
    is_supervisor = member.role == StaffRole.SUPERVISOR
    label = context.services.staff.text(DEMOTE if is_supervisor else PROMOTE, name=member.name)
    other = StaffRole.CLERK if is_supervisor else StaffRole.SUPERVISOR
    return keyboards.button(label, Verb.ROLE, member.user_id, other.value)


async def role_given(update: Update, context: OfficeContext, press: buttons.Press) -> None:
    """A supervisor gave somebody a role; the list shows it, the log keeps it."""
    by = await roster.supervisor_pressing(update, context)
    query = update.callback_query
    if by is None or by.id is None or query is None or query.message is None:
        return
    t = context.services.staff
    user_id, wanted = press.number(0), press.arg(1)
    member = await staff.get(context.tx, user_id) if user_id is not None else None
    if member is None or wanted not in set(StaffRole):
        context.answer(t.text(N_("This button is no longer in use.")))
        return
    role = StaffRole(wanted)
    if role == StaffRole.CLERK and not await _another_supervises(context, member):
        context.answer(t.text(N_("Somebody must remain a supervisor.")), alert=True)
        return
    if member.role != role:
        await staff.set_role(context.tx, member.user_id, role, by=by.id)
        await desk_log.note(
            context.tx,
            "role",
            actor_id=by.id,
            actor_name=by.name,
            now=context.now,
            data={"user": member.user_id, "role": role.value},
        )
    context.answer(t.text(N_("{name}: {role}"), name=member.name, role=t.text(labels.ROLES[role])))
    text, keyboard = await _list(context)
    await context.out.edit(
        query.message.chat.id, text, message_id=query.message.message_id, keyboard=keyboard
    )


async def _another_supervises(context: OfficeContext, member: StaffMember) -> bool:
    members = await staff.active(context.tx, SHOWN)
    return any(one.is_supervisor and one.user_id != member.user_id for one in members)
