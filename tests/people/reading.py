"""How the tests of persons read pages and the record book."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sasaeai.audit.models import Entry

LIST = reverse("people:list")


def text(client: Client, url: str, **data: str) -> str:
    return client.get(url, data).content.decode()


def looks() -> list[tuple[list[str], list[str]]]:
    entries = Entry.objects.filter(verb="people.look").order_by("id")
    return [(sorted(entry.subjects), entry.fields) for entry in entries]


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)
