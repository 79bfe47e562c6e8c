"""月報: a month of entries is a report already, and every figure opens what it counts."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from sasaeai.areas.models import Role
from sasaeai.calc import periods
from sasaeai.journal.models import Entry
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.journal import make_entry, make_story
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.reports import make_sent
from tests.factories.voices import make_voice
from tests.reports.opening import rows_behind

NOW = datetime(2026, 10, 29, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
URL = "reports:month"


@pytest.fixture(autouse=True)
def _late_october():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def month(town: Town) -> Town:
    """Return the town after a few days of October."""
    on = date(2026, 10, 2)
    make_entry(town, on=on, means="visit", functions=["a", "c"], tasks=["1"], types=["listen"])
    make_entry(town, on=on, means="visit", functions=["c"], counterparts=["elder"])
    make_entry(town, on=on + timedelta(days=3), means="phone", types=["care_conf"])
    make_entry(town, on=date(2026, 9, 30), means="visit", functions=["a"])
    make_entry(town, on=on, area=town.aoume, means="visit", functions=["a"])
    make_voice(town, heard_on=on, answered_on=on)
    make_voice(town, heard_on=on)
    need = make_need(town, person=make_helper(town))
    make_match(town, need, make_helper(town), state="agreed", agreed_on=on, asked_on=on)
    make_need(town, "網戸の張りかえ")
    make_story(town, on=on)
    AssetFactory(area=town.sakuradai)
    return town


def read(town: Town, role: Role = Role.COORDINATOR2, **asked: object):
    client: Client = town.client(role)
    return client, client.get(reverse(URL), {"area": town.west.pk, "month": "2026-10", **asked})


def figures(board) -> list:
    """Return every figure of a board."""
    lists = [one for _title, shown in board.lists for one in shown]
    cells = [one for line in board.table for one in (line.head, *line.cells)]
    return [
        *board.changed, board.stories, *cells, *board.means, board.entries, board.unfiled,
        *lists, *board.meetings, *board.assets, *board.asked, *board.why_not,
    ]  # fmt: skip


def numbers(page) -> dict[str, int]:
    return {one.key: one.number for one in figures(page.context["board"]) if one.number}


def test_month_is_counted_from_its_entries(month: Town) -> None:
    _client, page = read(month)
    assert numbers(page) == {
        "entries": 3, "unfiled": 1, "means.visit": 2, "means.phone": 1, "functions.a": 1,
        "functions.c": 2, "cross.a.visit": 1, "cross.c.visit": 2, "tasks.1": 1,
        "types.listen": 1, "types.care_conf": 1, "counterparts.elder": 1,
        "voices.answered": 1, "needs.connected": 1, "stories": 1, "assets.new": 1,
        "asked": 1, "asked.agreed": 1,
    }  # fmt: skip


def test_change_stands_with_its_whole(month: Town) -> None:
    _client, page = read(month)
    changed = {one.key: (one.number, one.of) for one in page.context["board"].changed}
    assert changed == {"voices.answered": (1, 2), "needs.connected": (1, 2), "people.both": (0, 2)}


def test_person_on_both_sides_is_counted_once(month: Town) -> None:
    both = make_helper(month)
    make_match(month, make_need(month, person=both), both, agreed_on=date(2026, 10, 3))
    _client, page = read(month)
    assert page.context["board"].changed[2][2:3] == (1,)


def test_every_figure_opens_as_many_rows_as_it_counts(month: Town) -> None:
    client, page = read(month)
    shown = figures(page.context["board"])
    assert {one.key: rows_behind(client, one.url) for one in shown} == {
        one.key: one.number for one in shown
    }


def test_whole_of_a_figure_opens_as_many_rows_as_it_counts(month: Town) -> None:
    client, page = read(month)
    shown = page.context["board"].changed
    assert [rows_behind(client, one.of_url) for one in shown] == [one.of for one in shown]
    assert f'href="{escape(shown[0].of_url)}"' in page.content.decode()


@pytest.mark.parametrize("figure", ["stories", "entries"])
def test_row_behind_a_figure_opens_its_own_page(month: Town, figure: str) -> None:
    client = month.client(Role.COORDINATOR2)
    asked = {"area": month.west.pk, "month": "2026-10", "figure": figure}
    page = client.get(reverse("reports:behind"), asked)
    rows = page.context["found"].rows
    assert [client.get(row.url).status_code for row in rows] == [200] * len(rows)
    assert len(rows) == {"stories": 1, "entries": 3}[figure]


def test_many_rows_behind_a_figure_go_on_over_pages(month: Town) -> None:
    for _one in range(60):
        make_story(month, on=date(2026, 10, 5))
    client, page = read(month)
    stories = page.context["board"].stories
    assert (stories.number, rows_behind(client, stories.url)) == (61, 61)


def test_page_of_rows_that_is_none_of_ours_is_answered_in_words(month: Town) -> None:
    client = month.client(Role.COORDINATOR2)
    page = client.get(reverse("reports:behind"), {"figure": "stories", "after": "x"})
    assert (page.status_code, "ページのつづきが見つかりません" in page.content.decode()) == (
        400,
        True,
    )


def test_next_step_of_an_entry_for_the_own_body_is_not_told_to_the_officer(town: Town) -> None:
    make_entry(town, on=date(2026, 10, 2), reach="own", next_step="そっと様子を見にいく")
    make_entry(town, on=date(2026, 10, 2), next_step="鍵を借りにいく")
    steps = {
        role: {
            one.next_step for one in read(town, role, employer=town.centre.pk)[1].context["steps"]
        }
        for role in (Role.COORDINATOR2, Role.OFFICER)
    }
    assert steps == {
        Role.COORDINATOR2: {"そっと様子を見にいく", "鍵を借りにいく"},
        Role.OFFICER: {"鍵を借りにいく"},
    }


def test_month_without_entries_teaches(town: Town) -> None:
    _client, page = read(town)
    assert "この期間の記録は、まだありません" in page.content.decode()


def test_month_to_come_is_answered_in_words(town: Town) -> None:
    _client, page = read(town, month="2026-11")
    assert (page.status_code, "まだ来ていない月" in page.content.decode()) == (400, True)


@pytest.mark.parametrize(
    "month", ["2026-13", "okt", "0000-01", "9999-12", "２０２６－１０", "2026-1"]
)
def test_nonsense_month_is_answered_in_words(town: Town, month: str) -> None:
    _client, page = read(town, month=month)
    assert page.status_code == 400


def test_other_body_is_read_by_the_officer_alone(month: Town) -> None:
    _client, own = read(month, employer=month.centre.pk)
    _client, other = read(month, Role.COORDINATOR1, employer=month.centre.pk)
    _client, officer = read(month, Role.OFFICER, employer=month.centre.pk)
    assert (own.status_code, other.status_code, officer.status_code) == (200, 400, 200)
    assert numbers(officer) == numbers(own)


def test_area_of_others_is_not_read(month: Town) -> None:
    _client, page = read(month, area=month.east.pk)
    assert page.status_code == 400


@pytest.mark.parametrize("more", [1, 4])
def test_month_costs_as_many_queries_whatever_was_done(
    month: Town, more: int, django_assert_num_queries
) -> None:
    for day in range(more):
        make_entry(month, on=date(2026, 10, 5 + day), functions=["a", "b"], tasks=["1", "2"])
        make_voice(month, heard_on=date(2026, 10, 5 + day))
    client = month.client(Role.COORDINATOR2)
    with django_assert_num_queries(41):
        client.get(reverse(URL), {"area": month.west.pk, "month": "2026-10"})


def test_words_kept_within_a_body_are_not_shown_to_others(month: Town) -> None:
    Entry.objects.update(reach=Entry.Reach.OWN)
    asked = {"area": month.west.pk, "employer": month.centre.pk, "month": "2026-10"}
    page = month.client(Role.OFFICER).get(reverse("reports:behind"), {**asked, "figure": "unfiled"})
    assert [row.title for row in page.context["found"].rows] == ["書いた所属先の方が読めます。"]


def test_figure_nobody_knows_is_not_there(month: Town) -> None:
    client = month.client(Role.COORDINATOR2)
    asked = [
        client.get(reverse("reports:behind"), {"figure": key}) for key in ("x", "cross.a", "x.y")
    ]
    assert [one.status_code for one in asked] == [404, 404, 404]


def test_sheet_of_a_month_is_a_pdf(month: Town) -> None:
    client, _page = read(month)
    sheet = client.get(reverse("reports:sheet"), {"area": month.west.pk, "month": "2026-10"})
    assert sheet.content[:5] == b"%PDF-"


ENDED = datetime(2026, 11, 1, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.mark.parametrize(
    ("sent", "due"),
    [((), 9), ((9,), 10), ((10,), 9), ((9, 10), 11)],
)
def test_page_opens_on_the_earliest_month_over_and_not_sent(
    month: Town, sent: tuple[int, ...], due: int
) -> None:
    for one in sent:
        make_sent(month, **periods.month_of(date(2026, one, 1))._asdict())
    with time_machine.travel(ENDED, tick=False):
        page = month.client(Role.COORDINATOR2).get(reverse(URL), {"area": month.west.pk})
    assert page.context["scope"].since == date(2026, due, 1)


def test_body_is_asked_for_no_month_before_it_began(town: Town) -> None:
    make_entry(town, on=date(2026, 10, 2))
    with time_machine.travel(ENDED, tick=False):
        page = town.client(Role.COORDINATOR2).get(reverse(URL), {"area": town.west.pk})
    assert page.context["scope"].since == date(2026, 10, 1)


@pytest.mark.parametrize(("asked", "is_folded"), [("2026-10", True), ("2026-09", False)])
def test_month_that_runs_is_sent_from_a_fold_with_its_sentence(
    town: Town, asked: str, is_folded
) -> None:
    client = town.client(Role.COORDINATOR2)
    about = {"area": town.west.pk, "month": asked}
    page = client.get(reverse("reports:write"), about).content.decode()
    fold = page.partition("<main")[2].partition("<details")[2].partition("</details>")[0]
    assert ("この月は、まだ終わっていません。" in fold) == is_folded
    assert ('name="send"' in fold) == is_folded
    assert page.count('name="send"') == 1
    month = client.get(reverse(URL), about).content.decode()
    assert ("言葉を書いて提出する" in month) == (not is_folded)


def test_plan_is_sent_before_its_year_is_over(town: Town) -> None:
    page = town.client(Role.COORDINATOR2).get(reverse("reports:write"), {"kind": "plan"})
    assert "終わるのを待たずに" not in page.content.decode()
