"""What tests of the exchange may ask for."""

import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sasaeai.areas.models import Role
from tests.factories.areas import Town

HEADER = {"": "Content-Type: text/plain; charset=UTF-8\n"}
MAGIC, START, ENTRY = 0x950412DE, 28, 8


def compiled(words: Mapping[str, str]) -> bytes:
    """Return a catalogue as gettext compiles it: where each text lies, then the texts."""
    rows = sorted((HEADER | dict(words)).items())
    texts = [text.encode() for column in zip(*rows, strict=True) for text in column]
    at, places = START + ENTRY * len(texts), b""
    for text in texts:
        places += struct.pack("<2I", len(text), at)
        at += len(text) + 1
    tables = START, START + ENTRY * len(rows)
    head = struct.pack("<7I", MAGIC, 0, len(rows), *tables, 0, 0)
    return head + places + b"".join(text + b"\0" for text in texts)


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """Return a fresh home of the installation's files."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def officer(town: Town) -> Client:
    """Return a signed-in officer of ささえ市."""
    return town.client(Role.OFFICER)


@pytest.fixture
def english(tmp_path: Path, settings: Any) -> Callable[[Mapping[str, str]], None]:
    """Return how to give the house an English catalogue of a few words, in place of its own."""

    def give(words: Mapping[str, str]) -> None:
        file = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.mo"
        file.parent.mkdir(parents=True)
        file.write_bytes(compiled(words))
        settings.LOCALE_PATHS = [tmp_path / "locale"]

    return give
