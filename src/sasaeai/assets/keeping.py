"""Keeping what is listed true: shared by assets here and by activities above."""

from datetime import date, datetime

from sasaeai.assets import freshness
from sasaeai.assets.models.freshness import CheckOf, Listed


def renew(listed: Listed) -> None:
    """Save when it was last checked and when it is due again, from all its checks."""
    known = list(listed.checks.all())
    newest = max(known, key=_moment, default=None)
    latest = max(
        (check for check in known if check.result in CheckOf.SURE), key=_moment, default=None
    )
    listed.checked_on = latest.on if latest else None
    listed.checked_means = latest.means if latest else ""
    lives = freshness.half_lives(listed.municipality_id)
    listed.check_due_on = freshness.due_on(known, lives=lives)
    if newest is not None and newest.result == CheckOf.Result.CHANGED:
        # Known to be wrong since then: nothing is due sooner.
        listed.check_due_on = newest.on
    listed.save(update_fields=["checked_on", "checked_means", "check_due_on", "updated_at"])


def note_corrected(listed: Listed) -> None:
    """Say of a change that the newest check found that it has been put right, and renew."""
    newest = max(listed.checks.all(), key=_moment, default=None)
    if newest is not None and newest.result == CheckOf.Result.CHANGED:
        newest.result = CheckOf.Result.CORRECTED
        newest.save(update_fields=["result", "updated_at"])
        renew(listed)


def _moment(check: CheckOf) -> tuple[date, datetime]:
    return check.on, check.created_at
