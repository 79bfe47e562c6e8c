"""The record book as an officer reads it."""

import re

from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.pages.views import ENTRIES
from tests.factories.areas import Town


def following(client: Client, path: str) -> str | None:
    """Return where the page leads on to."""
    page = client.get(path).content.decode()
    found = re.search(r'href="(/audit/\?before=\d+|\?before=\d+)"', page)
    return found[1] if found else None


def test_record_book_leads_on_to_its_oldest_entry(town: Town) -> None:
    for _entry in range(ENTRIES + 5):
        audit.record(Actor(municipality=town.municipality.pk), "areas.found", kind="area")
    officer = town.client(Role.OFFICER)

    first = following(officer, "/audit/")
    last = following(officer, first or "")

    assert (first is not None, last) == (True, None)
