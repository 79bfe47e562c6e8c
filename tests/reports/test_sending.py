"""A sent report stays as it was sent, and says what is another since."""

from datetime import date, datetime
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry as RecordEntry
from sasaeai.base.errors import DomainError
from sasaeai.reports import actions, freezing
from sasaeai.reports.models import Report
from tests.factories.areas import Town
from tests.factories.journal import make_entry
from tests.factories.people import writer
from tests.factories.reports import make_report, make_sent

NOW = datetime(2026, 10, 31, 16, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
LATER = datetime(2026, 11, 5, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
WRITE = reverse("reports:write")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def address(town: Town, month: str = "2026-10") -> str:
    return f"{WRITE}?area={town.west.pk}&employer={town.centre.pk}&month={month}"


def sent_from_the_page(town: Town) -> Report:
    words = {"trouble": "木曜の午後に動ける人が足りない", "send": "on"}
    town.client(Role.COORDINATOR2).post(address(town), words)
    return Report.objects.get()


def test_report_is_written_and_sent_with_its_figures_and_its_sheet(town: Town) -> None:
    make_entry(town, on=date(2026, 10, 2), functions=["a"])
    report = sent_from_the_page(town)
    assert (report.state, report.figures["entries"], report.version) == ("sent", 1, 1)
    with report.sheet.open() as sheet:
        assert sheet.read(5) == b"%PDF-"
    assert [*RecordEntry.objects.filter(kind="report").values_list("verb", flat=True)] == [
        "reports.write", "reports.send",
    ]  # fmt: skip


def test_list_calls_a_report_by_its_month(town: Town) -> None:
    make_sent(town)
    page = town.client(Role.COORDINATOR2).get(reverse("reports:sent")).content.decode()
    assert "月報　令和8年10月　川西" in page


def test_kept_template_is_called_as_the_sheet_is(town: Town) -> None:
    report = make_sent(town)
    kept = town.client(Role.COORDINATOR2).get(reverse("reports:report_filled", args=[report.pk]))
    kept.close()
    assert 'filename="report-monthly-2026-10.docx"' in kept.headers["Content-Disposition"]


def test_words_are_kept_without_sending(town: Town) -> None:
    client = town.client(Role.COORDINATOR2)
    client.post(address(town), {"story": "本が読める夜"})
    report = Report.objects.get()
    client.post(
        address(town), {"story": "本が読める夜が増えた", "seen": report.updated_at.isoformat()}
    )
    report.refresh_from_db()
    assert (report.state, report.story) == ("draft", "本が読める夜が増えた")


def test_later_entry_changes_nothing_sent_and_is_told(town: Town, clock) -> None:
    make_entry(town, on=date(2026, 10, 2), means="visit")
    report = sent_from_the_page(town)
    clock.move_to(LATER)
    late = make_entry(town, on=date(2026, 10, 30), means="phone")
    page = town.client(Role.COORDINATOR2).get(report.get_absolute_url())
    changed = {one.figure.key: (one.then, one.figure.number) for one in page.context["changed"]}
    assert changed == {"entries": (1, 2), "unfiled": (1, 2), "means.phone": (0, 1)}
    assert page.context["board"].entries.number == 1
    assert [*page.context["later"]] == [late]
    assert late.get_absolute_url() in page.content.decode()


def test_figures_that_stand_are_said_to_stand(town: Town) -> None:
    report = sent_from_the_page(town)
    page = town.client(Role.COORDINATOR2).get(report.get_absolute_url())
    assert "提出したときと、同じです。" in page.content.decode()


def test_sent_report_is_not_written_anew_and_nothing_typed_is_lost(town: Town) -> None:
    sent_from_the_page(town)
    again = town.client(Role.COORDINATOR2).post(address(town), {"trouble": "鍵を預かる人がいない"})
    text = again.content.decode()
    assert again.status_code == 422
    assert "提出した報告は、提出したときのまま残ります" in text
    assert "鍵を預かる人がいない" in text
    assert Report.objects.get().trouble == "木曜の午後に動ける人が足りない"


def test_correction_is_a_next_version_with_the_same_words(town: Town) -> None:
    report = sent_from_the_page(town)
    client = town.client(Role.COORDINATOR2)
    client.post(reverse("reports:correct", args=[report.pk]))
    second, first = Report.objects.order_by("-version")
    assert (second.version, second.state, second.trouble) == (2, "draft", first.trouble)
    client.post(reverse("reports:correct", args=[report.pk]))
    assert Report.objects.count() == 2


def test_sending_is_taken_back_on_the_same_day(town: Town) -> None:
    report = sent_from_the_page(town)
    town.client(Role.COORDINATOR2).post(reverse("reports:take_back", args=[report.pk]))
    report.refresh_from_db()
    assert (report.state, report.figures, bool(report.sheet)) == ("draft", {}, False)


def test_sending_is_not_taken_back_later(town: Town, clock) -> None:
    report = sent_from_the_page(town)
    clock.move_to(LATER)
    client = town.client(Role.COORDINATOR2)
    page = client.post(reverse("reports:take_back", args=[report.pk]), follow=True)
    report.refresh_from_db()
    assert report.state == "sent"
    assert "提出を取り消せるのは" in page.content.decode()


def test_sending_is_not_taken_back_under_a_next_version(town: Town) -> None:
    report = sent_from_the_page(town)
    viewer = town.viewer(Role.COORDINATOR2)
    actions.correct(viewer, report)
    with pytest.raises(DomainError, match="直した版を書きはじめています"):
        actions.take_back(viewer, report)


def test_draft_has_no_next_version(town: Town) -> None:
    with pytest.raises(DomainError, match="書きかけ"):
        actions.correct(town.viewer(Role.COORDINATOR2), make_report(town))


def test_sent_once_is_not_sent_twice(town: Town) -> None:
    viewer, report = town.viewer(Role.COORDINATOR2), make_sent(town)
    with pytest.raises(DomainError, match="提出したときのまま"):
        actions.send(viewer, report, freezing.frozen(viewer, report, at=timezone.now()))


def test_words_written_meanwhile_are_not_sent_with_another_sheet(town: Town, clock) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    mine = make_report(town, story="本が読める夜")
    frozen = freezing.frozen(viewer, mine, at=timezone.now())
    clock.move_to(LATER)
    Report.objects.get(pk=mine.pk).save()
    with pytest.raises(DomainError, match="ほかの人が直しています"):
        actions.send(viewer, mine, frozen)


@pytest.mark.parametrize("which", ["sheet", "filled"])
def test_kept_file_that_was_changed_is_not_handed_out(town: Town, which: str) -> None:
    report = make_sent(town, sheet_hash="0" * 64, filled_hash="0" * 64)
    url = reverse(f"reports:report_{which}", args=[report.pk])
    page = town.client(Role.COORDINATOR2).get(url, follow=True)
    assert "提出したときのものと変わっています" in page.content.decode()


def test_month_not_begun_is_not_sent(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    report = make_report(town, since=date(2026, 11, 1), until=date(2026, 11, 30))
    with pytest.raises(DomainError, match="まだはじまっていない"):
        actions.send(viewer, report, freezing.frozen(viewer, report, at=timezone.now()))


def test_only_its_own_body_writes_a_report(town: Town) -> None:
    with pytest.raises(DomainError, match="ご自分の所属先"):
        actions.write(town.viewer(Role.COORDINATOR1), make_report(town), changed=[])


def test_two_who_begin_at_once_lose_nothing(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    first = make_report(town)
    second = Report(kind=first.kind, area=first.area, employer=first.employer, since=first.since, until=first.until)  # fmt: skip
    with pytest.raises(DomainError, match="ほかの方が書きはじめています"):
        actions.write(viewer, second, changed=["story"])


def test_other_body_does_not_see_a_report_and_the_officer_does(town: Town) -> None:
    report = make_sent(town)
    answers = {
        role: town.client(role).get(report.get_absolute_url()).status_code
        for role in (Role.OFFICER, Role.COORDINATOR1, Role.COORDINATOR2)
    }
    assert answers == {Role.OFFICER: 200, Role.COORDINATOR1: 404, Role.COORDINATOR2: 200}


@pytest.mark.parametrize(
    ("words", "is_told"), [({"story": "鍵が開いた"}, False), ({"trouble": "鍵がない"}, True)]
)
def test_head_of_what_is_hard_stands_over_something(town: Town, words, is_told) -> None:
    report = make_sent(town, **words)
    page = town.client(Role.COORDINATOR2).get(report.get_absolute_url()).content.decode()
    assert ("困っていること、これから" in page) == is_told


def test_words_of_a_draft_are_its_own_bodys_and_its_figures_the_officers_too(town: Town) -> None:
    make_entry(town, on=date(2026, 10, 2))
    draft = make_report(town, story="まだ言えないこと")
    asked = {"area": town.west.pk, "employer": town.centre.pk, "month": "2026-10"}
    seen = {}
    for role in (Role.COORDINATOR2, Role.OFFICER):
        client = town.client(role)
        month = client.get(reverse("reports:month"), asked)
        seen[role] = (
            client.get(draft.get_absolute_url()).status_code,
            "まだ言えないこと" in month.content.decode(),
            len(client.get(reverse("reports:sent")).context["reports"]),
            month.context["board"].entries.number,
        )
    assert seen == {Role.COORDINATOR2: (200, True, 1, 1), Role.OFFICER: (404, False, 0, 1)}


def test_draft_says_that_it_was_not_handed_in_and_is_gone_on_with(town: Town) -> None:
    draft, client = make_report(town, story="書きかけの話"), town.client(Role.COORDINATOR2)
    asked = {"area": draft.area_id, "employer": draft.employer_id, "month": "2026-10"}
    page, month = client.get(draft.get_absolute_url()), client.get(reverse("reports:month"), asked)
    assert "まだ提出していません" in page.content.decode()
    assert "つづきを書" in month.content.decode()


def listed(client, **asked: str) -> list[int]:
    """Return the versions of all reports listed, over all pages."""
    page = client.get(reverse("reports:sent"), asked)
    versions = [one.version for one, _title in page.context["reports"]]
    following = dict(parse_qsl(page.context["following"].removeprefix("?")))
    return versions + (listed(client, **following) if following else [])


def test_every_report_is_reached_year_by_year(town: Town) -> None:
    sent = {"state": "sent", "sent_at": NOW, "sent_by": writer(town)}
    for version in range(60):
        make_report(town, version=version, **sent)
    make_report(town, since=date(2025, 5, 1), until=date(2025, 5, 31), version=99, **sent)
    client = town.client(Role.OFFICER)
    assert sorted(listed(client)) == [*range(60)]
    assert listed(client, year="2025") == [99]


@pytest.mark.parametrize("number", [1, 4])
def test_list_costs_as_many_queries_whatever_was_sent(
    town: Town, number: int, django_assert_num_queries
) -> None:
    for version in range(number):
        make_report(town, version=version, state="sent", sent_at=NOW, sent_by=writer(town))
    client = town.client(Role.OFFICER)
    with django_assert_num_queries(10):
        client.get(reverse("reports:sent"))


@pytest.mark.parametrize("asked", [{"year": "x"}, {"year": "2027"}, {"after": "x"}])
def test_nonsense_asked_of_the_list_is_answered_in_words(town: Town, asked) -> None:
    page = town.client(Role.OFFICER).get(reverse("reports:sent"), asked)
    assert (page.status_code, "error" in page.content.decode()) == (400, True)
