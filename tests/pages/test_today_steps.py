"""今日 shows the next steps somebody wrote down, until they are taken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.pages import queries
from tests.factories.areas import Town
from tests.factories.journal import make_entry
from tests.factories.people import writer
from tests.journal.ways import client_of, viewer

pytestmark = pytest.mark.django_db


def test_steps_of_the_week_and_late_ones_stand_there_until_they_are_taken(town: Town) -> None:
    today = timezone.localdate()
    late, soon, far = (
        make_entry(town, next_step=f"{days}日の約束", next_on=today + timedelta(days=days))
        for days in (-3, 7, 8)
    )
    make_entry(town, next_step="日のない約束")
    other = town.user("coordinator2")
    make_entry(town, posting=other.postings.get(), next_step="ほかの人", next_on=today)
    assert (queries.desk(viewer(town)).steps, queries.desk(viewer(town)).more_steps) == (
        [late, soon],
        0,
    )
    client = client_of(town)
    page = client.get("/today/").content.decode()
    assert (late.next_step in page, far.next_step in page) == (True, False)
    client.post(f"{late.get_absolute_url()}settle/", {"back": "today"})
    assert queries.desk(viewer(town)).steps == [soon]
    assert writer(town).pk != other.pk
