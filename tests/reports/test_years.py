"""A 年度 is its twelve months beside each other; a plan grows from what is open; the evidence holds answers and records."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from sasaeai.calc import periods
from sasaeai.reports import actions, counting, evidence, indicators, years
from sasaeai.reports.models import Evidence, Report, ReportKind
from sasaeai.reports.scopes import Scope
from tests.factories.areas import Town
from tests.factories.journal import make_entry, make_story
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.reports import make_report
from tests.factories.visions import make_goal, make_vision
from tests.factories.voices import make_voice

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
URL = reverse("reports:month")
BINDER = reverse("reports:binder")


@pytest.fixture(autouse=True)
def _december(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def worked(town: Town) -> Town:
    """Return the town after some months of the 年度, and a day before it."""
    for month in (4, 6, 6, 11):
        make_entry(town, on=date(2026, month, 3), functions=["a"])
        make_voice(town, heard_on=date(2026, month, 3), answered_on=date(2026, month, 20))
    make_voice(town, heard_on=date(2026, 6, 29), answered_on=date(2026, 7, 2))
    make_entry(town, on=date(2026, 3, 31))
    make_story(town, on=date(2026, 6, 9))
    need = make_need(town)
    make_match(town, need, make_helper(town), agreed_on=date(2026, 12, 1))
    return town


def year_of(town: Town) -> Scope:
    return Scope(town.west, town.centre, *periods.whole_year(2026), ReportKind.YEARLY)


def test_each_month_of_a_year_is_its_own_report(worked: Town) -> None:
    scope = year_of(worked)
    told = years.by_month(scope)
    for month in periods.months_of(periods.whole_year(2026)):
        alone = counting.figures(scope.during(month)._replace(kind=ReportKind.MONTHLY))
        ours = {key: number for key, number in told[month.since].items() if number}
        assert ours == {key: alone[key] for key in ours}
        assert all(ours.get(key, 0) == alone[key] for key in years.CHANGES)


def test_year_shows_its_months_and_each_opens_its_rows(worked: Town) -> None:
    client = worked.client(Role.COORDINATOR2)
    page = client.get(URL, {"kind": "yearly", "area": worked.west.pk})
    rows = {row.cells[0].key.partition("/")[2]: row for row in page.context["year"].rows}
    assert [one.number for one in rows["entries"].cells] == [1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert [rows[key].total for key in ("voices.answered", "voices", "stories")] == [4, 5, 1]
    opened = client.get(rows["entries"].cells[2].url)
    assert len(opened.context["entries"]) == 2


@pytest.mark.parametrize("more", [0, 4])
def test_year_costs_as_many_queries_whatever_was_done(
    worked: Town, more: int, django_assert_num_queries
) -> None:
    for day in range(more):
        make_entry(worked, on=date(2026, 5 + day, 5), functions=["a", "b"])
    client = worked.client(Role.COORDINATOR2)
    with django_assert_num_queries(52):
        client.get(URL, {"kind": "yearly", "area": worked.west.pk})


def test_year_is_sent_with_its_months(worked: Town) -> None:
    client = worked.client(Role.COORDINATOR2)
    client.post(f"{reverse('reports:write')}?kind=yearly&area={worked.west.pk}", {"send": "on"})
    report = Report.objects.get()
    assert (report.since, report.until) == (date(2026, 4, 1), date(2027, 3, 31))
    assert (report.figures["2026-06/entries"], report.figures["entries"]) == (2, 4)
    page = client.get(report.get_absolute_url())
    assert page.context["year"].rows[-2].total == 4
    assert page.context["changed"] == []


def test_plan_grows_from_open_goals_and_what_was_hard(worked: Town) -> None:
    goal = make_goal(make_vision(worked, area=worked.west))
    told = make_report(worked, trouble="木曜の午後に動ける人が足りない")
    page = worked.client(Role.COORDINATOR2).get(URL, {"kind": "plan", "area": worked.west.pk})
    assert (page.context["goals"], page.context["troubles"]) == ([goal], [told])
    assert "令和9年度" in page.content.decode()


def test_year_to_come_is_answered_in_words(town: Town) -> None:
    page = town.client(Role.COORDINATOR2).get(URL, {"kind": "yearly", "year": "2027"})
    assert (page.status_code, "まだ来ていない" in page.content.decode()) == (400, True)


def test_evidence_counts_the_records_of_the_whole_town(worked: Town) -> None:
    make_entry(worked, on=date(2026, 10, 1), types=["care_conf"])
    page = worked.client(Role.OFFICER).get(BINDER)
    told = {
        one.item.code: [record.number for record in one.records] for one in page.context["answered"]
    }
    assert (told["care_conf"], told["data"][:2], told["posts"]) == ([1, 1], [5, 1], [1])


def test_every_item_has_records_that_can_be_counted() -> None:
    keys = {key for one in indicators.items() for key in one.figures}
    assert {key for key in keys if not key.startswith("types.")} == set(evidence.COUNTED)
    assert all(one.to_verify for one in indicators.items())


def test_answer_is_kept_with_its_day_and_who_stands_for_it(town: Town) -> None:
    client = town.client(Role.OFFICER)
    url = reverse("reports:answer", args=[2026, "outreach"])
    client.post(url, {"claim": "yes", "words": "名簿", "responsible": "地域支え合い係"})
    kept = Evidence.objects.get()
    assert (kept.claim, kept.answered_on, kept.responsible) == ("yes", NOW.date(), "地域支え合い係")
    client.post(url, {"claim": "not_yet", "seen": kept.updated_at.isoformat()})
    kept.refresh_from_db()
    assert (kept.claim, kept.answered_on) == ("not_yet", None)


def test_only_the_officer_answers(town: Town) -> None:
    with pytest.raises(DomainError, match="市町村担当"):
        actions.answer(town.viewer(Role.COORDINATOR1), Evidence(item="outreach", year=2026))


@pytest.mark.parametrize(("year", "item"), [(2026, "nothing"), (2027, "outreach"), (99, "data")])
def test_item_that_is_not_asked_is_not_there(town: Town, year: int, item: str) -> None:
    page = town.client(Role.OFFICER).get(reverse("reports:answer", args=[year, item]))
    assert page.status_code == 404


@pytest.mark.parametrize("name", ["reports:binder", "reports:binder_sheet"])
def test_evidence_of_a_year_to_come_is_answered_in_words(town: Town, name: str) -> None:
    page = town.client(Role.OFFICER).get(reverse(name), {"year": "2030"})
    assert page.status_code == 400


def test_evidence_is_printed(town: Town) -> None:
    page = town.client(Role.OFFICER).get(reverse("reports:binder_sheet"))
    assert page.content[:5] == b"%PDF-"
