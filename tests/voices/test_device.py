"""What a device gets to keep: a page of nobody's, the files by which it looks, and what makes an app of it."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from sasaeai.areas.models import Role
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
POCKET, WORKER, MANIFEST = "/voices/pocket/", "/voices/worker.js", "/voices/app.webmanifest"
ADDRESS = re.compile(r'(?:src|href)="(/static/[^"]+)"')
IMPORT = re.compile(r'(?:from|url\()\s*"([\w./-]+\.(?:js|css))"')


def found(address: str) -> str | None:
    """Return the file behind an address."""
    return finders.find(address.removeprefix("/static/"))


def told_to_worker(client: Client, **asked: str) -> dict:
    script = client.get(WORKER, asked).content.decode()
    return json.loads(re.search(r"self\.told = (.*);\n", script)[1])


def test_pocket_is_the_same_for_everybody_and_holds_no_token(town: Town) -> None:
    user = town.user(Role.COORDINATOR2)
    signed_in = Client()
    signed_in.force_login(user)
    assert user.name in signed_in.get("/voices/hear/").content.decode()
    pages = [client.get(POCKET).content.decode() for client in (signed_in, Client())]
    assert pages[0] == pages[1]
    assert [word for word in (user.name, "csrf", "data-lock=") if word in pages[0]] == []


def test_pocket_speaks_the_language_that_is_asked_for(client: Client) -> None:
    pages = [client.get(POCKET, {"language": one}).content.decode() for one in ("en", "ja", "xx")]
    assert [re.search(r'<html lang="(\w+)"', page)[1] for page in pages] == ["en", "ja", "ja"]


def test_worker_keeps_every_file_that_the_pocket_names(client: Client) -> None:
    files = set(told_to_worker(client)["files"])
    named = set(ADDRESS.findall(client.get(POCKET).content.decode()))
    letters_and_signs = {
        one for one in named if one.endswith((".svg", ".png", "fonts.css", "letters.js"))
    }
    assert len(named - letters_and_signs) > 1
    assert named - letters_and_signs - files == set()


def test_worker_keeps_every_file_that_a_kept_file_asks_for(client: Client) -> None:
    files = told_to_worker(client)["files"]
    asked = {
        urljoin(address, name)
        for address in files
        for name in IMPORT.findall(Path(found(address)).read_text("utf-8"))
    }
    assert len(asked) > 20
    assert asked - set(files) == set()


def test_worker_is_another_where_the_page_is_another(client: Client) -> None:
    editions = [told_to_worker(client, language=one)["edition"] for one in ("ja", "en", "ja")]
    assert (editions[0] == editions[2], editions[0] == editions[1]) == (True, False)


def test_worker_reaches_the_pages_of_voices_and_no_others(client: Client) -> None:
    answer = client.get(WORKER)
    assert (answer["Content-Type"], "Service-Worker-Allowed" in answer.headers) == (
        "text/javascript; charset=utf-8",
        False,
    )


def test_manifest_leads_to_the_form_and_names_icons_that_are_there(client: Client) -> None:
    told = client.get(MANIFEST).json()
    icons = [found(icon["src"]) for icon in told["icons"]]
    assert (told["start_url"], told["display"], told["lang"]) == (
        "/voices/hear/",
        "standalone",
        "ja",
    )
    assert (len(icons), None in icons) == (3, False)
