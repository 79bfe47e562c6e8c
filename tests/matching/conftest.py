"""Who asks others for a need: whoever took it up, as a viewer and before a browser."""

import pytest
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from tests.factories.areas import Town
from tests.factories.people import writer


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client
