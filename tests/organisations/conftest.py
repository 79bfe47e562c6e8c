"""A coordinator of the west, as the one who looks and as the one who clicks."""

import pytest
from django.test import Client

from sasaeai.accounts.models import User
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.organisations.models import Organisation
from tests.factories.areas import Town
from tests.factories.organisations import make_organisation


@pytest.fixture
def coordinator(town: Town) -> Viewer:
    """Return a 第2層 coordinator of 川西, employed by the 包括."""
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def browser(coordinator: Viewer) -> Client:
    """Return the browser in which that coordinator is signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=coordinator.user))
    return client


@pytest.fixture
def association(town: Town) -> Organisation:
    """Return 桜台自治会, which lies in the coordinator's area."""
    return make_organisation(town, name="桜台自治会")
