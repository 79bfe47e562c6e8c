"""Saying whom the town calls."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import keep_seen
from sasaeai.base.models import held
from sasaeai.contacts.models import Contact
from sasaeai.vocabulary.models import Term

KIND = "contact"


@transaction.atomic
def keep_contact(
    viewer: Viewer, contact: Contact, *, terms: Iterable[Term], seen: datetime | None = None
) -> Contact:
    """Save whom the town calls, and when, unless it was changed after it was `seen` (none: a new one)."""
    if seen is not None:
        keep_seen(held(Contact.objects.all(), [contact.pk])[contact.pk].updated_at, seen)
    contact.municipality_id = viewer.municipality
    contact.save()
    contact.terms.set(terms)
    audit.record(viewer.actor, "contacts.keep_contact", kind=KIND, subjects=[contact.pk])
    return contact
