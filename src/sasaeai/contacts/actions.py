"""Saying whom the town calls."""

from collections.abc import Iterable

from django.db import transaction

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.contacts.models import Contact
from sasaeai.vocabulary.models import Term

KIND = "contact"


@transaction.atomic
def keep_contact(viewer: Viewer, contact: Contact, *, terms: Iterable[Term]) -> Contact:
    """Save whom the town calls, and when."""
    contact.municipality_id = viewer.municipality
    contact.save()
    contact.terms.set(terms)
    audit.record(viewer.actor, "contacts.keep_contact", kind=KIND, subjects=[contact.pk])
    return contact
