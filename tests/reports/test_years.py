"""A 年度 is its twelve months beside each other."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.calc import periods
from sasaeai.reports import counting, naming, reading, sheets, years
from sasaeai.reports.models import Report, ReportKind
from sasaeai.reports.scopes import Scope
from tests.factories.areas import Town
from tests.factories.journal import make_entry, make_story
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.voices import make_voice
from tests.reports.opening import rows_behind

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
URL = reverse("reports:month")


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
    numbers = [one and one.number for one in rows["entries"].cells]
    assert numbers == [1, 0, 2, 0, 0, 0, 0, 1, 0, None, None, None]
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
    cells = [one for row in page.context["year"].rows for one in row.cells if one]
    assert [rows_behind(client, one.url) for one in cells] == [one.number for one in cells]
    assert client.get(f"{cells[0].url}x").status_code == 404


def test_months_to_come_show_no_figure_on_paper_either(worked: Town) -> None:
    viewer, scope = worked.viewer(Role.COORDINATOR2), year_of(worked)
    year = reading.besides(viewer, scope, reading.counted(viewer, scope))["year"]
    entries = sheets.by_month(year)["rows"][-2]
    assert entries[1:] == ["1", "0", "2", "0", "0", "0", "0", "1", "0", "–", "–", "–", "4"]


def test_plan_says_of_which_year_its_figures_are(worked: Town) -> None:
    page = worked.client(Role.COORDINATOR2).get(URL, {"kind": "plan", "area": worked.west.pk})
    assert "令和9年度" in page.content.decode()
    assert "計画のもとにする令和8年度の数です。" in page.content.decode()
    assert naming.on_paper(page.context["scope"]) == "来年度の計画（数は令和8年度）"


def test_months_say_that_they_count_what_came_about_within_them(worked: Town) -> None:
    page = worked.client(Role.COORDINATOR2).get(URL, {"kind": "yearly", "area": worked.west.pk})
    labels = [row.label for row in page.context["year"].rows]
    assert (labels[0], labels[2]) == (
        "聴いた声に、その月のうちにお返事ができた",
        "お願いが、その月のうちにつながった",
    )


def test_year_to_come_is_answered_in_words(town: Town) -> None:
    page = town.client(Role.COORDINATOR2).get(URL, {"kind": "yearly", "year": "2027"})
    assert (page.status_code, "まだ来ていない" in page.content.decode()) == (400, True)
