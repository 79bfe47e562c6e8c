"""月の数: stored for months that are over, counted anew where something was written into them, recounted on request."""

from datetime import date

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.insight import actions, counting, sums
from sasaeai.insight.counting import Measure
from sasaeai.insight.models import CountedMonth, MonthlySum
from sasaeai.journal.models import Entry
from sasaeai.matching.models import Match
from sasaeai.voices.models import VoiceAnswer
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.journal import make_entry, make_story
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.visions import make_goal, make_indicator, make_measurement, make_vision
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
TODAY, THIS = date(2026, 12, 1), date(2026, 12, 1)
OCTOBER, NOVEMBER = date(2026, 10, 15), date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _first_of_december():
    with time_machine.travel("2026-12-01 10:00+0900", tick=False):
        yield


def noted(viewer: Viewer, verb: str, kind: str, pk, fields=()) -> None:
    audit.record(viewer.actor, verb, kind=kind, subjects=[pk], fields=fields)


def stored(viewer: Viewer) -> list[str]:
    return [f"{month:%m}" for month in actions.store_sums(viewer.actor, today=TODAY)]


def number(viewer: Viewer, measure: str = Measure.ENTRIES, area=None, since=OCTOBER) -> int:
    found = sums.sums(viewer, area, since, TODAY)
    return sum(count for part, count in found.items() if part.measure == measure)


@pytest.fixture
def first(town: Town) -> Viewer:
    """Return the 第1層, with entries of October, November and today."""
    for day in (OCTOBER, OCTOBER, NOVEMBER, TODAY):
        make_entry(town, on=day, functions=["b"], tasks=["1", "2"], types=["listen"])
    return town.viewer(Role.COORDINATOR1)


def test_months_that_are_over_are_stored_once(town: Town, first: Viewer):
    assert (stored(first), stored(first)) == (["10", "11"], [])
    assert {*CountedMonth.objects.values_list("month", flat=True)} == {
        date(2026, 10, 1),
        date(2026, 11, 1),
    }


def test_sums_are_the_same_stored_or_not(town: Town, first: Viewer):
    before = sums.sums(first, None, OCTOBER, TODAY)
    stored(first)
    assert sums.sums(first, None, OCTOBER, TODAY) == before
    assert (number(first), number(first, Measure.TASK), number(first, since=NOVEMBER)) == (4, 8, 2)


def test_town_without_rows_has_nothing_to_store(town: Town):
    viewer = town.viewer(Role.COORDINATOR1)
    assert (stored(viewer), sums.sums(viewer, None, OCTOBER, TODAY)) == ([], {})


def test_each_measure_counts_its_own_rows(town: Town):
    viewer = town.viewer(Role.COORDINATOR1)
    voice = make_voice(town, heard_on=OCTOBER)
    VoiceAnswer.objects.create(voice=voice, words="はい", on=NOVEMBER)
    make_match(
        town, make_need(town), make_helper(town), state=Match.State.AGREED, agreed_on=OCTOBER
    )
    make_story(town, on=OCTOBER)
    make_measurement(town, make_indicator(make_goal(make_vision(town))), 3, on=NOVEMBER)
    ActivityFactory(area=town.sakuradai)
    expected = dict.fromkeys(("heard", "answers", "connected", "stories", "measured", "begun"), 1)
    stored(viewer)
    assert {measure: number(viewer, measure) for measure in expected} == expected


def test_what_is_written_into_an_old_month_later_is_seen(town: Town, first: Viewer):
    stored(first)
    late = make_entry(town, on=OCTOBER)
    noted(first, "journal.log", "entry", late.pk)
    assert (number(first), sums.fresh(first.municipality)) == (5, {date(2026, 11, 1)})
    assert (stored(first), number(first)) == (["10"], 5)


def test_entry_that_was_moved_to_another_month_has_all_counted_anew(town: Town, first: Viewer):
    stored(first)
    moved = Entry.objects.filter(on=OCTOBER).first()
    Entry.objects.filter(pk=moved.pk).update(on=NOVEMBER)
    noted(first, "journal.change", "entry", moved.pk, ["on"])
    assert (number(first, since=NOVEMBER), stored(first)) == (3, ["10", "11"])


@pytest.mark.parametrize("verb", ["journal.take_back", "journal.forget"])
def test_entry_that_is_gone_has_all_counted_anew(town: Town, first: Viewer, verb):
    stored(first)
    gone = Entry.objects.filter(on=OCTOBER).first()
    noted(first, verb, "entry", gone.pk)
    gone.delete()
    assert (number(first), stored(first)) == (3, ["10", "11"])


def test_looks_and_words_put_right_change_no_sum(town: Town, first: Viewer):
    stored(first)
    voice = make_voice(town, heard_on=TODAY)
    noted(first, "voices.look", "voice", voice.pk)
    noted(first, "journal.change", "entry", Entry.objects.get(on=TODAY).pk, ["words"])
    assert sums.fresh(first.municipality) == {date(2026, 10, 1), date(2026, 11, 1)}


def test_answer_to_an_old_voice_counts_in_its_own_month(town: Town, first: Viewer):
    voice = make_voice(town, heard_on=TODAY)
    stored(first)
    VoiceAnswer.objects.create(voice=voice, words="はい", on=NOVEMBER)
    noted(first, "voices.answer", "voice", voice.pk)
    assert (sums.fresh(first.municipality), number(first, Measure.ANSWERS)) == (
        {date(2026, 10, 1)},
        1,
    )


def test_sums_are_of_the_viewers_areas_and_of_the_area_asked_for(town: Town, first: Viewer):
    make_entry(town, on=OCTOBER, area=town.aoume)
    make_entry(town, on=TODAY, area=town.aoume)
    stored(first)
    west = town.viewer(Role.COORDINATOR2)
    assert (number(first), number(west), number(first, area=town.east)) == (6, 4, 2)
    assert number(town.viewer(Role.COUNCIL_MEMBER)) == 0


def test_other_towns_rows_are_not_counted(town: Town, next_town: Town, first: Viewer):
    make_entry(next_town, on=OCTOBER)
    stored(first)
    assert (
        number(first),
        CountedMonth.objects.exclude(municipality=first.municipality).count(),
    ) == (4, 0)


def test_verify_finds_a_sum_that_is_not_what_the_rows_say(town: Town, first: Viewer, capsys):
    call_command("verify", store=True)
    assert "months stored 2, to be counted 0" in capsys.readouterr().out
    MonthlySum.objects.filter(measure=Measure.ENTRIES, month=date(2026, 10, 1)).update(count=9)
    with pytest.raises(CommandError, match="2026-10  entries: stored 9, counted 2"):
        call_command("verify")


def test_verify_without_storing_only_tells_what_is_to_be_counted(town: Town, first: Viewer, capsys):
    call_command("verify")
    told = capsys.readouterr().out
    assert ("months stored 0, to be counted 2" in told, MonthlySum.objects.count()) == (True, 0)


def test_page_shows_each_area_with_all_below_it_and_meetings_last(town: Town):
    make_entry(town, on=NOVEMBER, means="meeting")
    make_entry(town, on=NOVEMBER)
    make_voice(town, heard_on=NOVEMBER)
    make_story(town, on=TODAY)
    page = town.client(Role.COORDINATOR1).get(reverse("insight:sums"))
    rows = [[cell["text"] for cell in row] for row in page.context["rows"]]
    assert rows == [
        ["ささえ市", "1", "0", "0", "0", "1", "0", "1"],
        ["川西", "1", "0", "0", "0", "1", "0", "1"],
        ["北野", "0", "0", "0", "0", "0", "0", "0"],
    ]
    assert [column["label"] for column in page.context["columns"]][-1] == "会議"


def test_queries_of_the_page_are_as_many_for_one_entry_as_for_more(town: Town, first: Viewer):
    client, url = town.client(Role.COORDINATOR1), reverse("insight:sums")
    client.get(url)
    numbers = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        numbers.append(len(queries))
        for day in (OCTOBER, NOVEMBER, TODAY):
            make_entry(town, on=day, area=town.aoume, functions=["a", "c"])
    assert numbers[0] == numbers[1]


def test_months_in_a_row_are_one_stretch():
    months = [date(2026, 12, 1), date(2026, 10, 1), date(2026, 11, 1), date(2025, 1, 1)]
    assert counting.stretches(months) == [
        (date(2025, 1, 1), date(2025, 2, 1)),
        (date(2026, 10, 1), date(2027, 1, 1)),
    ]
