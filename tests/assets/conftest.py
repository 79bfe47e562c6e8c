import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def whole_house(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.rooms_urls"
