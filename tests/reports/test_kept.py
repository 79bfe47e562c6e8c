"""Every figure of a sent report opens what was counted that day, whatever became of it since."""

from datetime import date, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit import actions as audit
from sasaeai.journal.models import Entry
from sasaeai.reports import actions, freezing, kept, reading
from sasaeai.reports.models import Report
from sasaeai.reports.scopes import scope_of
from sasaeai.voices.models import Voice
from tests.factories.areas import Town
from tests.factories.journal import make_entry, make_story
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.reports import make_report, make_sent, make_template
from tests.factories.voices import make_voice
from tests.reports.opening import rows_behind
from tests.reports.test_month import figures

ON = date(2026, 10, 2)
NOW = datetime(2026, 10, 31, 16, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
LATER = datetime(2026, 11, 5, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
CHANGED, LEFT = "提出したあとに直されました", "いまは、この数に入りません"


@pytest.fixture(autouse=True)
def clock(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def worked(town: Town) -> Town:
    """Return the town after some of everything that is counted."""
    make_entry(town, on=ON, means="visit", functions=["a", "c"], tasks=["1"], words="鍵を届けた")
    make_entry(town, on=ON, means="phone", counterparts=["elder"], words="網戸の話")
    make_voice(town, "夜に本が読めない", heard_on=ON, answered_on=ON)
    both = make_helper(town)
    make_match(town, make_need(town, person=both), both, agreed_on=ON, asked_on=ON)
    make_story(town, on=ON)
    return town


def send(town: Town, **values: object) -> Report:
    viewer = town.viewer(Role.COORDINATOR2)
    report = make_report(town, **values)
    return actions.send(viewer, report, freezing.frozen(viewer, report, at=timezone.now()))


def opened(town: Town, report: Report, key: str, **asked: object):
    url = reverse("reports:report_behind", args=[report.pk])
    return town.client(Role.COORDINATOR2).get(url, {"figure": key, **asked})


def told(page) -> list[tuple[str, str]]:
    return [(row.title, row.mark) for row in page.context["then"].found.rows]


def test_every_frozen_figure_opens_as_many_rows_as_it_says_whatever_came_after(
    worked: Town, clock
) -> None:
    report = send(worked)
    clock.move_to(LATER)
    Entry.objects.get(words="網戸の話").delete()
    Voice.objects.update(withdrawn_on=LATER.date())
    make_entry(worked, on=ON, means="visit", functions=["a"])
    make_story(worked, on=ON)
    client = worked.client(Role.COORDINATOR2)
    shown = figures(client.get(report.get_absolute_url()).context["board"])
    numbers = {one.key: one.number for one in shown}
    assert (numbers["entries"], numbers["voices.answered"], numbers["people.both"]) == (2, 1, 1)
    assert {one.key: rows_behind(client, one.url) for one in shown} == numbers
    wholes = [one for one in shown if one.of is not None]
    assert [rows_behind(client, one.of_url) for one in wholes] == [one.of for one in wholes]


def test_row_says_what_became_of_it(worked: Town, clock) -> None:
    report = send(worked)
    clock.move_to(LATER)
    mended = Entry.objects.get(words="鍵を届けた")
    mended.save()
    Entry.objects.get(words="網戸の話").delete()
    gone = ("この記録は、提出したあとに取り消されました。", "取り消し")
    assert set(told(opened(worked, report, "entries"))) == {("鍵を届けた", CHANGED), gone}
    mended.functions.clear()
    assert told(opened(worked, report, "functions.a")) == [("鍵を届けた", LEFT)]


def test_voice_taken_back_shows_none_of_its_words(worked: Town) -> None:
    report = send(worked)
    Voice.objects.update(withdrawn_on=LATER.date())
    page = opened(worked, report, "voices")
    assert told(page) == [("この記録は、提出したあとに取り消されました。", "取り消し")]


def test_what_came_since_stands_apart(worked: Town, clock) -> None:
    report = send(worked)
    clock.move_to(LATER)
    make_entry(worked, on=ON, means="visit", words="あとから書いた")
    page = opened(worked, report, "means.visit")
    assert told(page) == [("鍵を届けた", "")]
    came = page.context["then"].came
    assert (came.number, [row.title for row in came.rows]) == (1, ["あとから書いた"])


def test_report_of_before_says_that_its_rows_were_not_kept(worked: Town) -> None:
    report = make_sent(worked, figures={"entries": 7})
    page = opened(worked, report, "entries")
    assert "数えた記録の一覧を残していませんでした" in page.content.decode()
    assert page.context["then"].found.number == 2


@pytest.mark.parametrize("more", [1, 4])
def test_rows_cost_as_many_queries_whatever_was_counted(
    worked: Town, more: int, django_assert_num_queries
) -> None:
    for _one in range(more):
        make_entry(worked, on=ON)
    report = send(worked)
    make_entry(worked, on=ON)
    client = worked.client(Role.COORDINATOR2)
    url = reverse("reports:report_behind", args=[report.pk])
    with django_assert_num_queries(19):
        client.get(url)


def test_many_rows_go_on_over_pages(town: Town) -> None:
    for _one in range(60):
        make_story(town, on=ON)
    report = send(town)
    url = f"{reverse('reports:report_behind', args=[report.pk])}?figure=stories"
    assert rows_behind(town.client(Role.COORDINATOR2), url) == 60


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"figure": "stories", "after": "x"}, 400),
        ({"figure": "stories", "after": "9" * 9}, 400),
        ({"figure": "s" * 201}, 400),
        ({"figure": "x"}, 404),
        ({"figure": "2026-10/entries/x"}, 404),
        ({"figure": "2030-10/entries"}, 404),
    ],
)
def test_nonsense_is_answered(worked: Town, asked: dict[str, str], status: int) -> None:
    url = reverse("reports:report_behind", args=[send(worked).pk])
    assert worked.client(Role.COORDINATOR2).get(url, asked).status_code == status


def test_draft_has_no_frozen_figures(town: Town) -> None:
    assert opened(town, make_report(town), "entries").status_code == 404


ALTERED = {
    "figures": {"entries": 3}, "labels": {"entries": 3}, "rows": {"entries": 3},
    "story": "ほかの物語", "trouble": "ない", "coming": "ない",
    "sent_at": NOW.replace(day=30), "sheet_hash": "0" * 64, "filled_hash": "0" * 64,
}  # fmt: skip


@pytest.mark.parametrize("field", ALTERED)
def test_what_is_altered_in_the_database_is_told_by_verify(worked: Town, field: str) -> None:
    sound, report = send(worked, since=date(2026, 9, 1), until=date(2026, 9, 30)), send(worked)
    call_command("verify", "--store", stdout=StringIO())
    Report.objects.filter(pk=report.pk).update(**{field: ALTERED[field]})
    with pytest.raises(CommandError) as told:
        call_command("verify", stdout=StringIO())
    assert str(report.pk) in str(told.value)
    assert str(sound.pk) not in str(told.value)


def test_another_sender_is_told(worked: Town) -> None:
    report = send(worked)
    Report.objects.filter(pk=report.pk).update(sent_by=worked.viewer(Role.OFFICER).user)
    assert kept.altered() == [(report, ["row"])]


@pytest.mark.parametrize("which", kept.FILES)
@pytest.mark.parametrize("is_gone", [True, False])
def test_file_altered_or_gone_is_told(worked: Town, which: str, *, is_gone: bool) -> None:
    report = send(worked, template=make_template(worked))
    path = Path(getattr(report, which).path)
    path.unlink() if is_gone else path.write_bytes(b"another")
    assert kept.altered() == [(report, [which])]


def test_name_of_a_file_blanked_is_told(worked: Town) -> None:
    report = send(worked)
    Report.objects.filter(pk=report.pk).update(sheet="")
    assert kept.altered() == [(report, ["sheet"])]


def test_report_of_before_words_were_in_the_fingerprint_is_as_it_was_sent(worked: Town) -> None:
    report, actor = make_sent(worked, figures={"entries": 7}), worked.viewer(Role.OFFICER).actor
    report.figures_hash = kept.of_figures(report)
    report.save()
    audit.record(
        actor, kept.SEND, kind="report", subjects=[report.pk], fields=[kept.in_book(report)]
    )
    assert kept.altered() == []


def test_older_fingerprint_does_not_hide_altered_words(worked: Town) -> None:
    report = send(worked)
    Report.objects.filter(pk=report.pk).update(
        story="ほかの物語", figures_hash=kept.of_figures(report)
    )
    assert kept.altered() == [(report, ["row"])]


@pytest.mark.parametrize("is_sealed_again", [True, False])
def test_figures_and_fingerprint_altered_together_are_told_by_the_record_book(
    worked: Town, *, is_sealed_again: bool
) -> None:
    report = send(worked)
    report.figures = {"entries": 300} if is_sealed_again else report.figures
    Report.objects.filter(pk=report.pk).update(
        figures=report.figures, figures_hash=kept.fingerprint(report) if is_sealed_again else ""
    )
    assert kept.altered() == [(report, ["row"])]


def test_report_that_was_taken_back_and_sent_again_is_as_it_was_sent(worked: Town) -> None:
    viewer, report = worked.viewer(Role.COORDINATOR2), send(worked)
    again = actions.take_back(viewer, report)
    make_entry(worked, on=ON)
    actions.send(viewer, again, freezing.frozen(viewer, again, at=timezone.now()))
    assert kept.altered() == []


def test_report_that_was_taken_back_is_missed_by_nobody(worked: Town) -> None:
    actions.take_back(worked.viewer(Role.COORDINATOR2), send(worked))
    assert kept.gone() == []


@pytest.mark.parametrize("way", ["deleted", "a draft again"])
def test_report_that_is_gone_past_the_house_is_told_by_verify(worked: Town, way: str) -> None:
    report = send(worked)
    row = Report.objects.filter(pk=report.pk)
    if way == "deleted":
        row.delete()
    else:
        row.update(state=Report.State.DRAFT, sent_at=None, sent_by=None)
    assert kept.gone() == [str(report.pk)]
    with pytest.raises(CommandError, match=f"no sent report now  {report.pk}"):
        call_command("verify", store=True, stdout=StringIO())


@pytest.mark.parametrize("is_sealed", [True, False])
def test_report_of_before_the_book_told_fingerprints_is_held_against_its_row_alone(
    worked: Town, *, is_sealed: bool
) -> None:
    report = make_sent(worked, figures={"entries": 7})
    report.figures_hash = kept.of_figures(report) if is_sealed else ""
    report.save()
    assert kept.altered() == []


def as_postgresql_keeps(stored: object) -> object:
    """Return JSON with the keys of an object in another order: jsonb keeps that of lists alone."""
    return dict(reversed(stored.items())) if isinstance(stored, dict) else stored


def keys_shown(worked: Town, report: Report) -> list[list[str]]:
    page = worked.client(Role.COORDINATOR2).get(report.get_absolute_url())
    shown = [one.figure.key for one in page.context["changed"]]
    return [[one.key for one in figures(page.context["board"])], shown]


def test_figures_of_a_sent_report_stand_in_the_order_of_the_lists_however_they_are_stored(
    worked: Town,
) -> None:
    viewer, report = worked.viewer(Role.COORDINATOR2), send(worked)
    live = reading.counted(viewer, scope_of(report)).board
    make_entry(worked, on=ON, means="visit", counterparts=["elder"])
    before = keys_shown(worked, report)
    for name in ("figures", "labels"):
        setattr(report, name, as_postgresql_keeps(getattr(report, name)))
    report.save()
    assert keys_shown(worked, report) == before
    assert before[0] == [one.key for one in figures(live)]


def test_names_of_a_report_that_was_sent_before_still_read(worked: Town) -> None:
    report = make_sent(worked, figures={"means.visit": 7}, labels={"means.visit": "うかがった"})
    page = opened(worked, report, "means.visit")
    assert "うかがった" in page.content.decode()
