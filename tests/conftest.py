"""What every test may ask for."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django import Settings

from tests import english
from tests.factories.areas import Town, make_town
from tests.world import World, make_world

# Property tests are judged by what they find, not by how busy the machine is.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let no test pass as asking nothing of the database that does: it would be left out on PostgreSQL."""
    fixtures = {"db", "transactional_db", "django_db_setup"}
    for item in items:
        asks = item.get_closest_marker("django_db") or fixtures & {
            *getattr(item, "fixturenames", ())
        }
        if asks and item.get_closest_marker("once"):
            message = f"{item.nodeid} asks the database, so it is not `once`"
            raise pytest.UsageError(message)


@pytest.fixture
def town(db: None) -> Town:
    """Return ささえ市 with its areas and employers."""
    return make_town()


@pytest.fixture
def next_town(db: None) -> Town:
    """Return a second municipality, to look across the border."""
    return make_town("13998", "となり町")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """Return two towns with one row of everything, made once for all walks of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_japanese() -> Iterator[None]:
    """Begin every test in the house's own language, whatever the last page was read in."""
    with translation.override("ja"):
        yield


@pytest.fixture
def read_in_english(tmp_path: Path, settings: Settings) -> Callable[[Mapping[str, str]], None]:
    """Return how to go on in English with a catalogue of only these words."""

    def read(words: Mapping[str, str]) -> None:
        english.write(tmp_path / "locale", words)
        settings.LOCALE_PATHS = [tmp_path / "locale"]
        translation.activate("en")

    return read
