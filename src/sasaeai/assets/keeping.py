"""Keeping what is listed true: shared by assets here and by activities above."""

from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from sasaeai.assets import freshness
from sasaeai.assets.models.freshness import CheckOf, Listed


def renew(listed: Listed) -> None:
    """Save when it was last checked and when it is due again, from all its checks."""
    known = list(listed.checks.all())
    reached = [check for check in known if check.result != CheckOf.Result.NOT_REACHED]
    latest = max(reached, key=lambda check: (check.on, check.created_at), default=None)
    listed.checked_on = latest.on if latest else None
    listed.checked_means = latest.means if latest else ""
    lives = freshness.half_lives(listed.municipality_id)
    listed.check_due_on = freshness.due_on(known, lives=lives)
    listed.save(update_fields=["checked_on", "checked_means", "check_due_on", "updated_at"])


def put_photo(listed: Listed, photo: ContentFile[bytes] | None, *, drops: bool) -> None:
    """Set the new photo, or none; the old file goes once the change is certain."""
    old = listed.photo.name
    if photo is not None:
        listed.photo.save(photo.name or "photo.jpg", photo, save=False)
    elif drops:
        listed.photo = ""
    if old and old != listed.photo.name:
        transaction.on_commit(partial(listed.photo.storage.delete, old))
