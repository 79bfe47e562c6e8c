"""What the actions of reports refuse by themselves, whatever a page has let through."""

import pytest
from django.core.exceptions import PermissionDenied

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import resident
from sasaeai.base.errors import DomainError
from sasaeai.reports.actions import report as actions
from tests.factories.areas import Town
from tests.factories.reports import make_report, make_sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_sent_report_is_written_no_more(town: Town) -> None:
    with pytest.raises(DomainError, match="提出"):
        actions.write(town.viewer(Role.COORDINATOR2), make_sent(town), changed=["trouble"])


def test_words_are_kept_by_whoever_saw_no_page(town: Town) -> None:
    report = make_report(town)
    report.trouble = "鍵を預かる人がいない"
    actions.write(town.viewer(Role.COORDINATOR2), report, changed=["trouble"])
    report.refresh_from_db()
    assert report.trouble == "鍵を預かる人がいない"


def test_resident_reports_nothing(town: Town) -> None:
    with pytest.raises(PermissionDenied):
        actions.whoever(resident(town.municipality.pk))
