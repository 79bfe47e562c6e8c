"""What may be counted, whose words may be read, and the list where every figure of a report opens."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import viewer_of
from sasaeai.journal import queries, rules
from sasaeai.journal.models import Entry
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.journal import make_entry
from tests.factories.organisations import make_organisation
from tests.factories.people import writer
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db
LIST = "/journal/"
HIDDEN = "ほかの所属先の記録のため、言葉は出しません"
OWN = Entry.Reach.OWN


def test_all_of_the_own_areas_are_counted_whoever_wrote_them(town: Town, next_town: Town) -> None:
    kept = make_entry(town, reach=OWN)
    make_entry(town, area=town.aoume)
    make_entry(next_town)
    viewer = town.viewer(Role.COORDINATOR2, employer=town.council)
    assert [*queries.counted(viewer)] == [kept]
    assert [*queries.visible_to(viewer)] == []


def test_words_are_read_by_the_own_body_and_where_they_may_go_further(town: Town) -> None:
    kept, told = make_entry(town, reach=OWN), make_entry(town)
    own = viewer_of(writer(town), timezone.localdate())
    other = town.viewer(Role.COORDINATOR1)
    assert {*queries.visible_to(own)} == {kept, told}
    assert {*queries.visible_to(other)} == {told}
    assert [rules.may_read(viewer, kept) for viewer in (own, other)] == [True, False]


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.VIEWER])
def test_who_is_no_coordinator_counts_nothing(town: Town, role: Role) -> None:
    entry = make_entry(town)
    viewer = town.viewer(role)
    assert [*queries.counted(viewer), *queries.visible_to(viewer)] == []
    assert rules.may_read(viewer, entry) is False


def test_entry_of_another_town_is_read_by_nobody_here(town: Town, next_town: Town) -> None:
    assert rules.may_read(town.viewer(Role.OFFICER), make_entry(next_town)) is False


def test_list_shows_the_words_only_where_they_may_be_read(town: Town) -> None:
    term(town.municipality, Kind.SC_FUNCTION, "b", label="ネットワーク機能")
    make_entry(town, "言葉は内うち", functions=["b"], reach=OWN)
    page = town.client(Role.COORDINATOR1).get(LIST).content.decode()
    assert (HIDDEN in page, "言葉は内うち" in page) == (True, False)
    assert "ネットワーク機能" in page


def test_list_is_narrowed_by_all_that_a_report_counts(town: Town) -> None:
    today = timezone.localdate()
    one = make_entry(
        town, on=today - timedelta(days=3), functions=["a"], tasks=["1"], types=["listen"],
        counterparts=["minsei"],
    )  # fmt: skip
    make_entry(town, on=today, means="phone", area=town.kashiwagi, posting=_other(town))
    client = town.client(Role.OFFICER)
    asked = {
        "since": (today - timedelta(days=4)).isoformat(),
        "until": (today - timedelta(days=1)).isoformat(),
        "area": town.sakuradai.pk,
        "employer": town.centre.pk,
        "by": one.by_id,
        "means": one.means_id,
        "function": term(town.municipality, Kind.SC_FUNCTION, "a").pk,
        "task": term(town.municipality, Kind.SC_TASK, "1").pk,
        "type": term(town.municipality, Kind.SC_ACTIVITY_TYPE, "listen").pk,
        "counterpart": term(town.municipality, Kind.COUNTERPART, "minsei").pk,
    }
    for name, value in asked.items():
        page = client.get(LIST, {name: value})
        found = page.context["entries"]
        assert (name, found) == (name, [one] if name != "since" else found)
        assert page.context["number"] == len(found) == (2 if name == "since" else 1)
    assert client.get(LIST).context["number"] is None


def _other(town: Town):
    return town.user(Role.COORDINATOR1).postings.get()


def test_days_the_wrong_way_round_are_answered_in_words(town: Town) -> None:
    asked = {"since": "2026-12-02", "until": "2026-12-01"}
    page = town.client(Role.OFFICER).get(LIST, asked)
    assert page.status_code == 400
    assert "「いつから」よりあとの日" in page.content.decode()


def test_made_up_key_is_answered_in_words(town: Town) -> None:
    page = town.client(Role.OFFICER).get(LIST, {"after": "xx"})
    assert page.status_code == 400
    assert "一覧のはじめから開きなおしてください。" in page.content.decode()


def test_last_day_comes_first_and_a_long_list_goes_on(town: Town) -> None:
    made = [make_entry(town, on=date(2026, 3, 1) + timedelta(days=day)) for day in range(51)]
    page = town.client(Role.OFFICER).get(LIST)
    assert page.context["entries"] == made[:0:-1]
    rest = town.client(Role.OFFICER).get(LIST + page.context["following"])
    assert rest.context["entries"] == made[:1]


def test_list_asks_as_much_of_three_as_of_one(town: Town) -> None:
    client, asked = town.client(Role.OFFICER), []
    client.get(LIST)
    for number in (1, 2):
        for _ in range(number):
            make_entry(
                town, functions=["a", "b"], tasks=["1"], types=["listen"], counterparts=["minsei"],
                organisations=[make_organisation(town)],
            )  # fmt: skip
        with CaptureQueriesContext(connection) as queried:
            client.get(LIST)
        asked.append(len(queried))
    assert asked[0] == asked[1]
