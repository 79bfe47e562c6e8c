"""Words of a date with sign-up put together."""

from django import template

from sasaeai.activities.models import Session
from sasaeai.ui import dates

register = template.Library()


@register.filter
def session_hours(session: Session) -> str:
    """Return from when until when, as it is said: 「午前10時〜正午」."""
    ends = [60 * at.hour + at.minute for at in (session.starts, session.ends)]
    return dates.hours([(ends[0], ends[1])])
