"""How the tests of the journal write an entry down."""

from typing import Any

from django.test import Client
from django.utils import timezone

from sasaeai.areas.viewer import Viewer, viewer_of
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.vocabulary import term

LOG = "/journal/log/"


def client_of(town: Town) -> Client:
    """Return a browser signed in as the one who writes things down."""
    client = Client()
    client.force_login(writer(town))
    return client


def viewer(town: Town) -> Viewer:
    """Return the one who writes things down, as they look today."""
    return viewer_of(writer(town), timezone.localdate())


def sent(town: Town, **said: Any) -> dict[str, Any]:
    """Return what a form sends: by visit in 桜台, unless said otherwise."""
    means = term(town.municipality, Kind.CONTACT_MEANS, "visit", label="訪問")
    return {"means": means.pk, "near": str(town.sakuradai.pk)} | said
