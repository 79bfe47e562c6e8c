"""The evidence of a 年度: what the town answered, and records that open just as many rows as are counted."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset
from sasaeai.base.errors import DomainError
from sasaeai.reports import actions, evidence, indicators
from sasaeai.reports.models import Evidence
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.journal import make_entry
from tests.factories.needs import make_issue, make_need
from tests.factories.organisations import make_approach, make_organisation
from tests.factories.voices import make_voice
from tests.reports.opening import rows_behind

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
BINDER = reverse("reports:binder")


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def worked(town: Town) -> Town:
    """Return the town after a year in which something tells of every item, and a little before it."""
    for on in (date(2026, 4, 1), date(2026, 11, 3), date(2026, 3, 31)):
        make_entry(town, on=on, types=["care_conf", "council1", "council2", "outreach"])
        make_voice(town, heard_on=on)
    make_voice(town, heard_on=date(2026, 5, 1), withdrawn_on=date(2026, 5, 2))
    for _one in range(2):
        make_need(town)
        make_issue(town)
        make_approach(town.viewer(Role.COORDINATOR2), make_organisation(town))
        ActivityFactory(area=town.aoume)
        AssetFactory(area=town.aoume, origin=Asset.Origin.CREATED)
    AssetFactory(area=town.sakuradai)
    return town


def records(page) -> dict[str, tuple[int, str]]:
    """Return by key how many records are told, and where they open."""
    return {
        key: (record.number, record.url)
        for one in page.context["answered"]
        for key, record in zip(one.item.figures, one.records, strict=True)
    }


def test_evidence_counts_the_records_of_the_whole_town(worked: Town) -> None:
    told = {
        key: number
        for key, (number, _url) in records(worked.client(Role.OFFICER).get(BINDER)).items()
    }
    assert told == {
        "types.council1": 2, "types.council2": 2, "assets.created": 2, "activities.begun": 2,
        "types.care_conf": 2, "people.care_conf": 1, "people.coordinators": told["people.coordinators"],
        "types.outreach": 2, "approaches": 2, "voices": 2, "needs": 2, "issues": 2,
    }  # fmt: skip
    assert told["people.coordinators"] > 0


def test_every_record_opens_as_many_rows_as_it_counts(worked: Town) -> None:
    client = worked.client(Role.OFFICER)
    told = records(client.get(BINDER))
    assert {key: rows_behind(client, url) for key, (_number, url) in told.items()} == {
        key: number for key, (number, _url) in told.items()
    }


def test_records_of_another_year_are_its_own(worked: Town) -> None:
    client = worked.client(Role.OFFICER)
    told = records(client.get(BINDER, {"year": 2025}))
    assert (told["voices"][0], rows_behind(client, told["voices"][1])) == (1, 1)


@pytest.mark.parametrize("record", ["nothing", "types.listen", "voices.answered"])
def test_record_that_tells_of_no_item_is_not_there(town: Town, record: str) -> None:
    page = town.client(Role.OFFICER).get(reverse("reports:records"), {"record": record})
    assert page.status_code == 404


def test_page_of_records_that_is_none_of_ours_is_answered_in_words(town: Town) -> None:
    asked = {"record": "voices", "after": "x"}
    page = town.client(Role.OFFICER).get(reverse("reports:records"), asked)
    assert (page.status_code, "ページのつづきが見つかりません" in page.content.decode()) == (
        400,
        True,
    )


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("record", "queries"), [("voices", 14), ("people.coordinators", 14), ("approaches", 13)]
)
def test_records_cost_as_many_queries_whatever_their_number(
    town: Town, number: int, record: str, queries: int, django_assert_num_queries
) -> None:
    for _one in range(number):
        make_voice(town, heard_on=NOW.date())
        make_approach(town.viewer(Role.COORDINATOR2), make_organisation(town))
    client = town.client(Role.OFFICER)
    with django_assert_num_queries(queries):
        client.get(reverse("reports:records"), {"record": record})


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
