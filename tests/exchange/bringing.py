"""Bringing a file by the page, and doing the long work that it asks for."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sasaeai.areas.models import Municipality
from sasaeai.audit.actor import Actor
from sasaeai.exchange import editions
from sasaeai.exchange.imports import WORKS
from sasaeai.exchange.models import Import, StagedRow
from sasaeai.exchange.previews import Choice, Preview
from sasaeai.jobs import worker

PAGE = "/exchange/imports/"


def taken_in(actor: Actor, choice: Choice, data: bytes, town: Municipality) -> Import:
    """Read a file, hold it against the town, and write what it says, as the command does."""
    return editions.write(actor, choice, data, editions.preview(choice, data, town))


def looked_at(choice: Choice, data: bytes, town: Municipality) -> tuple[Preview, list[StagedRow]]:
    """Read a file and hold it against the town; return that with its rows, nothing written."""
    found = editions.preview(choice, data, town)
    return found, list(found.rows)


def settle() -> None:
    """Do all the work that waits."""
    while worker.work_once(WORKS):
        pass


def upload(client: Client, data: bytes, *, name: str = "list.csv", **said: str) -> str:
    """Bring a file and have it read; return the address of its import, or the page with what is amiss."""
    usual = {"kind": "facilities", "source": "施設一覧", "visibility": "public", "level": ""}
    file = SimpleUploadedFile(name, data)
    response = client.post(PAGE, {**usual, **said, "file": file})
    if response.status_code == 302:
        settle()
        return str(response["Location"])
    assert response.status_code == 422
    return response.content.decode()


def take_in(client: Client, page: str) -> str:
    """Have what was read be taken in; return the address of the import."""
    return ask(client, page, "apply")


def ask(client: Client, page: str, verb: str) -> str:
    """Press one of an import's buttons and do the work it asks for; return where it leads."""
    response = client.post(f"{page}{verb}/")
    settle()
    return str(response["Location"])


def page(client: Client, made: str) -> str:
    """Return what the page of an import says."""
    return client.get(made).content.decode()


def made_of(url: str) -> Import:
    """Return the import of a page."""
    return Import.objects.get(pk=url.rstrip("/").rsplit("/", 1)[1])
