"""つながりの線: both ways over all rooms, words by consent at that moment, the counts whatever was taken back."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities.models import Activity, ActivityMeaning, Origin, Stage, Use
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry as Book
from sasaeai.insight import lineage, sheets
from sasaeai.matching.models import Match, Visit
from sasaeai.needs.models import Issue, Need
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Reach, Voice
from tests.factories.activities import ActivityFactory, make_session, make_signup
from tests.factories.areas import Town
from tests.factories.journal import make_entry, make_story
from tests.factories.needs import make_helper, make_issue, make_match, make_need
from tests.factories.people import writer
from tests.factories.visions import make_goal, make_indicator, make_measurement, make_vision
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice
from tests.paper.reading import needs_pdftotext, words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)
BUTTON = "ボタンがひとつ取れただけで、この服はもう着られないの"


@pytest.fixture(autouse=True)
def _first_of_december():
    with time_machine.travel("2026-12-01 10:00+0900", tick=False):
        yield


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


class Chain:
    """From a button to a service: a voice, a need somebody answered, an issue, an activity, a story."""

    def __init__(self, town: Town, **voice) -> None:
        self.voice = make_voice(town, BUTTON, heard_on=days_ago(400), **voice)
        self.need = make_need(town, "ボタンつけ", code="sewing", voices=[self.voice])
        self.match = make_match(
            town, self.need, make_helper(town, "sewing", nickname="ふさえさん"),
            state=Match.State.THANKED, agreed_on=days_ago(385),
        )  # fmt: skip
        self.issue = make_issue(town, "5分の困りごと", needs=[self.need])
        self.issue.voices.add(self.voice)
        body = Organisation.objects.create(
            municipality=town.municipality, area=town.sakuradai, name="ひだまりの会",
            kind=term(town.municipality, Kind.ORG_TYPE, "npo"), visibility=Visibility.PUBLIC,
        )  # fmt: skip
        self.activity = ActivityFactory(area=town.sakuradai, name="手しごと便", organiser=body)
        self.activity.voices.add(self.voice)
        self.story = make_story(
            town, "ひとつのボタンから", changed="着られない服がなくなった", visibility=Visibility.PUBLIC
        )  # fmt: skip
        self.story.activities.add(self.activity)
        self.placed(Need, self.need, 380)
        self.placed(Issue, self.issue, 300)
        self.placed(Activity, self.activity, 200)

    def placed(self, table, row, days: int) -> None:
        at = f"{days_ago(days).isoformat()} 12:00+09:00"
        table.objects.filter(pk=row.pk).update(created_at=at)


def line(town: Town, kind: str, thing, role: Role = Role.COORDINATOR2, **where) -> lineage.Lineage:
    viewer = town.viewer(role, **where)
    return lineage.of(viewer, kind, thing)


def told(found: lineage.Lineage) -> list[str]:
    return [one.words or one.title for one in found.told]


WHOLE = [BUTTON, "1件、引き受けてくださいました", "ボタンつけ", "5分の困りごと", "手しごと便", "ひとつのボタンから"]  # fmt: skip


def test_line_of_an_activity_goes_back_to_the_voice_and_forward_to_the_story(town: Town):
    chain = Chain(town)
    assert told(line(town, "activity", chain.activity)) == [
        BUTTON,
        "手しごと便",
        "ひとつのボタンから",
    ]


def test_line_of_a_voice_goes_forward_to_everything(town: Town):
    assert told(line(town, "voice", Chain(town).voice)) == WHOLE


@pytest.mark.parametrize(("kind", "expected"), [("need", WHOLE[:4]), ("issue", WHOLE[:4])])
def test_line_from_between_goes_both_ways(town: Town, kind, expected):
    chain = Chain(town)
    assert told(line(town, kind, getattr(chain, kind))) == expected


def test_what_was_written_down_of_an_activity_is_counted(town: Town):
    chain = Chain(town)
    for days in (3, 1):
        make_entry(town, on=days_ago(days), activities=[chain.activity])
    found = line(town, "activity", chain.activity)
    assert [one for one in told(found) if "記録" in one] == ["日々の記録が2件"]


def test_who_took_part_is_named_in_order_and_helpers_only_counted(town: Town):
    chain = Chain(town)
    found = line(town, "voice", chain.voice)
    names = [one.name for one in found.moved]
    assert (found.heard_by, names) == (
        [chain.voice.heard_by.name],
        ["ひだまりの会", "引き受けてくださった方 1人"],
    )
    page = town.client(Role.COORDINATOR2).get(
        reverse("insight:lineage", args=["voice", chain.voice.pk])
    )
    assert "ふさえさん" not in page.content.decode()


def test_line_goes_over_what_an_activity_was_born_from(town: Town):
    chain = Chain(town)
    chain.activity.voices.clear()
    by = {"activity": chain.activity, "on": days_ago(200), "noted_by": writer(town)}
    Origin.objects.create(issue=chain.issue, **by)
    assert told(line(town, "activity", chain.activity)) == [
        BUTTON, "1件、引き受けてくださいました", "ボタンつけ", "5分の困りごと", "手しごと便", "ひとつのボタンから",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("agreed", "expected"), [(days_ago(385), WHOLE), (None, [WHOLE[0], *WHOLE[2:]])]
)
def test_help_that_has_ended_stays_on_the_line_where_somebody_had_said_yes(
    town: Town, agreed, expected
):
    chain = Chain(town)
    ended = {"state": Match.State.ENDED, "agreed_on": agreed, "ended_on": days_ago(30)}
    Match.objects.filter(pk=chain.match.pk).update(**ended)
    assert told(line(town, "voice", chain.voice)) == expected


def test_what_is_used_lies_on_the_line_with_the_voice_that_told_of_it(town: Town):
    activity = ActivityFactory(area=town.sakuradai, name="手しごと便")
    voice = make_voice(town, "家庭科室に針箱が眠っている", heard_on=days_ago(20))
    box = Asset.objects.create(
        municipality=town.municipality, area=town.sakuradai, kind=Asset.Kind.THING, name="針箱",
        visibility=Visibility.PUBLIC, source_voice=voice,
    )  # fmt: skip
    Use.objects.create(activity=activity, asset=box)
    assert told(line(town, "activity", activity)) == [
        "家庭科室に針箱が眠っている",
        "針箱",
        "手しごと便",
    ]


def test_activity_stands_where_it_began_as_an_idea(town: Town):
    chain = Chain(town)
    Stage.objects.create(
        activity=chain.activity, state="idea", on=days_ago(390), noted_by=writer(town)
    )
    assert told(line(town, "voice", chain.voice))[:2] == [BUTTON, "手しごと便"]


def test_activities_born_from_one_branch_off_with_all_below(town: Town):
    chain = Chain(town)
    lamp, knives = (
        ActivityFactory(area=town.kashiwagi, name=name) for name in ("電球の日", "包丁とぎ")
    )
    hidden = ActivityFactory(area=town.kashiwagi, visibility=Visibility.COUNCIL)
    for one, other in ((lamp, chain.activity), (knives, lamp), (hidden, knives)):
        Origin.objects.create(activity=one, other=other, on=TODAY, noted_by=writer(town))
    twig = line(town, "voice", chain.voice).twigs[0]
    assert (twig.name, [one.name for one in twig.below]) == ("電球の日", ["包丁とぎ"])
    back = told(line(town, "activity", knives))
    assert (back[0], back[-3:]) == (BUTTON, ["手しごと便", "電球の日", "包丁とぎ"])
    page = town.client(Role.COORDINATOR2).get(
        reverse("insight:lineage", args=["voice", chain.voice.pk])
    )
    assert "電球の日" in page.content.decode()


def test_goal_of_a_story_is_named(town: Town):
    chain = Chain(town)
    goal = make_goal(make_vision(town))
    type(chain.story).objects.filter(pk=chain.story.pk).update(goal=goal)
    assert line(town, "activity", chain.activity).goals == [goal]


def test_what_was_measured_of_its_goal_is_an_effect_of_an_activity(town: Town):
    chain = Chain(town)
    goal = make_goal(make_vision(town))
    ActivityMeaning.objects.create(
        goal=goal, means=chain.activity, words="近い", given_on=TODAY, given_by=writer(town)
    )
    make_measurement(town, make_indicator(goal, "頼んだ人"), 12, on=days_ago(10), of=41)
    found = line(town, "activity", chain.activity)
    measured = next(one for one in found.told if one.title == "頼んだ人")
    assert (measured.text, found.goals) == ("12 ／ 41人", [goal])


def test_dates_of_an_activity_are_told_in_one_sum_after_it(town: Town):
    chain = Chain(town)
    for days, people in ((-30, 2), (-9, 3), (9, 4)):
        one = make_session(town, chain.activity, days=days)
        for number in range(2):
            make_signup(one, f"人{number}", people=people)
        make_signup(one, "待つ人", people=5, state="waits")
    make_session(town, chain.activity, days=-2, cancelled_on=TODAY)
    make_session(town, ActivityFactory(area=town.sakuradai), days=-1)
    found = line(town, "activity", chain.activity)
    (dates,) = [one for one in found.told if one.icon == "cup"]
    assert (dates.title, dates.when) == ("2回、のべ10人", "集まる　令和8年11月22日")
    assert told(found).index("2回、のべ10人") > told(found).index("手しごと便")


def test_single_date_is_told_without_a_sum(town: Town):
    chain = Chain(town)
    make_signup(make_session(town, chain.activity, days=-9), people=7)
    assert "1回、7人" in told(line(town, "voice", chain.voice))


def test_visits_of_a_promise_are_an_effect_of_it(town: Town):
    chain = Chain(town)
    for days in (370, 360, 350):
        Visit.objects.create(match=chain.match, on=days_ago(days), noted_by=writer(town))
    Visit.objects.create(match=chain.match, on=days_ago(-3), noted_by=writer(town))
    found = told(line(town, "need", chain.need))
    assert found.index("3回、行われました") > found.index("1件、引き受けてくださいました")


def test_words_taken_back_at_the_root_are_gone_and_the_counts_stay(town: Town):
    chain = Chain(town)
    client = town.client(Role.COORDINATOR2)
    url = reverse("insight:lineage", args=["activity", chain.activity.pk])
    before, page = line(town, "activity", chain.activity), client.get(url).content.decode()
    voices.withdraw(town.viewer(Role.COORDINATOR2), chain.voice)
    after, gone = line(town, "activity", chain.activity), client.get(url).content.decode()
    assert (BUTTON in page, BUTTON in gone) == (True, False)
    assert before.counts == after.counts
    assert told(after) == ["声が1件", *told(before)[1:]]
    assert (before.shown, after.shown) == ([chain.voice], [])


def test_words_of_another_body_are_shown_as_far_as_their_reach_goes(town: Town):
    chain = Chain(town)
    other = {"employer": town.council, "area": town.west}
    assert told(line(town, "activity", chain.activity, **other))[0] == "声が1件"
    Voice.objects.filter(pk=chain.voice.pk).update(reach=Reach.STAFF, consent="oral")
    assert told(line(town, "activity", chain.activity, **other))[0] == BUTTON


def test_many_voices_are_told_in_part_and_the_rest_counted(town: Town):
    activity = ActivityFactory(area=town.sakuradai, name="手しごと便")
    for number in range(8):
        activity.voices.add(make_voice(town, f"声その{number}", heard_on=days_ago(100 - number)))
    assert told(line(town, "activity", activity)) == [
        "声その0", "声その1", "声その2", "ほかに声が5件", "手しごと便",
    ]  # fmt: skip


def test_what_the_line_was_asked_of_is_always_told(town: Town):
    activity = ActivityFactory(area=town.sakuradai, name="手しごと便")
    heard = [
        make_voice(town, f"声その{number}", heard_on=days_ago(100 - number)) for number in range(8)
    ]
    need = make_need(town, voices=heard)
    assert told(line(town, "need", need))[:4] == ["声その0", "声その1", "声その2", "ほかに声が5件"]
    assert [one.now for one in line(town, "activity", activity).told] == [True]


def test_needs_that_may_not_be_passed_on_are_counted_only(town: Town):
    chain = Chain(town)
    Need.objects.filter(pk=chain.need.pk).update(consent="")
    found = line(town, "issue", chain.issue, employer=town.council, area=town.west)
    assert "ニーズが1件" in told(found)


def test_look_at_a_line_is_in_the_record_book(town: Town):
    chain = Chain(town)
    town.client(Role.COORDINATOR2).get(
        reverse("insight:lineage", args=["activity", chain.activity.pk])
    )
    looks = Book.objects.filter(verb="voices.look").values_list("subjects", flat=True)
    assert [*looks] == [[str(chain.voice.pk)]]


@pytest.mark.parametrize("kind", ["person", "match"])
def test_line_of_another_kind_of_thing_is_not_there(town: Town, kind):
    url = reverse("insight:lineage", args=[kind, Chain(town).match.pk])
    assert town.client(Role.COORDINATOR2).get(url).status_code == 404


def test_line_of_another_town_is_not_there(town: Town, next_town: Town):
    url = reverse(
        "insight:lineage", args=["activity", ActivityFactory(area=next_town.sakuradai).pk]
    )
    assert town.client(Role.COORDINATOR2).get(url).status_code == 404


def test_queries_are_as_many_for_one_voice_as_for_many(town: Town):
    chain, client = Chain(town), town.client(Role.COORDINATOR2)
    make_entry(town, activities=[chain.activity])
    make_signup(make_session(town, chain.activity, days=-1))
    Visit.objects.create(match=chain.match, on=TODAY, noted_by=writer(town))
    url = reverse("insight:lineage", args=["voice", chain.voice.pk])
    client.get(url)
    numbers = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        numbers.append(len(queries))
        for number in range(4):
            need = make_need(town, f"お願い{number}", voices=[chain.voice])
            agreed = {"state": Match.State.AGREED, "agreed_on": TODAY}
            match = make_match(town, need, make_helper(town), **agreed)
            Visit.objects.create(match=match, on=TODAY, noted_by=writer(town))
            make_issue(town, f"課題{number}", needs=[need])
            other = ActivityFactory(area=town.sakuradai)
            other.voices.add(chain.voice)
            Origin.objects.create(activity=other, need=need, on=TODAY, noted_by=writer(town))
            make_story(town, f"物語{number}").activities.add(other)
            make_entry(town, activities=[other])
            make_signup(make_session(town, other, days=-number))
    assert numbers[0] == numbers[1]


def on_paper(town: Town, activity: Activity) -> sheets.Story:
    found = line(town, "activity", activity)
    return sheets.story(found, town=town.municipality, at=timezone.now())


@pytest.mark.parametrize(
    ("reach", "number"), [(Reach.STAFF, 0), (Reach.COUNCIL, 0), (Reach.PUBLIC, 1)]
)
def test_paper_holds_only_words_that_may_go_to_everybody(town: Town, reach, number):
    chain = Chain(town, reach=reach, consent="oral")
    assert len(on_paper(town, chain.activity).told) == number


@needs_pdftotext
@pytest.mark.parametrize(
    ("kind", "visibility", "name", "is_told"),
    [
        ("activity", Visibility.PUBLIC, "手しごと便", True),
        ("activity", Visibility.STAFF, "手しごと便", False),
        ("need", Visibility.PUBLIC, "ボタンつけ", False),
        ("voice", Visibility.PUBLIC, "ひとつの声から", True),
    ],
)
def test_paper_is_called_only_by_what_everybody_may_read(
    town: Town, tmp_path, kind, visibility, name, is_told
):
    chain = Chain(town)
    Activity.objects.filter(pk=chain.activity.pk).update(visibility=visibility)
    found = line(town, kind, getattr(chain, kind))
    made = sheets.story(found, town=town.municipality, at=timezone.now())
    assert (name in "".join(words(made.pdf, tmp_path))) is is_told


def test_printing_says_in_the_record_book_whose_words_are_on_paper(town: Town):
    chain = Chain(town, reach=Reach.PUBLIC, consent="oral")
    url = reverse("insight:story_sheet", args=["activity", chain.activity.pk])
    answer = town.client(Role.COORDINATOR2).get(url)
    assert answer.content[:5] == b"%PDF-"
    entry = Book.objects.get(verb="insight.print_story")
    assert (entry.subjects, entry.fields) == ([str(chain.voice.pk)], ["words"])
