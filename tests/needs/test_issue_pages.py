"""The pages of 地域課題: what is gathered is seen first, and what was merged is taken out again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.needs import actions
from sasaeai.needs.models import Issue, Need
from sasaeai.vocabulary.models import Kind
from sasaeai.voices.models import Voice
from tests.factories.areas import Town
from tests.factories.needs import make_issue, make_need
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db


@pytest.fixture
def gathered(town: Town) -> tuple[list[Need], Voice, str]:
    """Return what comes together, and where it is gathered."""
    trash = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
    kind = term(town.municipality, Kind.VOICE_KIND, "trouble")
    voice = make_voice(town, "ゴミの日がつらい", kind=kind)
    voice.categories.set([trash])
    needs = [make_need(town, "坂の上のゴミ出し"), make_need(town, "雨の日のゴミ出し")]
    return needs, voice, reverse("needs:propose_issue", args=[town.sakuradai.pk, trash.pk])


def test_what_will_be_gathered_is_listed_and_ticked(town: Town, gathered) -> None:
    needs, voice, url = gathered
    page = town.client(Role.COORDINATOR2).get(url)
    ticked = {str(box.data["value"]) for name in ("needs", "voices")
              for box in page.context["form"][name] if box.data["selected"]}  # fmt: skip
    assert ticked == {str(one.pk) for one in (*needs, voice)}
    assert all(words in page.content.decode() for words in ("坂の上のゴミ出し", voice.words))
    looks = Entry.objects.filter(verb="voices.look").values_list("subjects", flat=True)
    assert [*looks] == [[str(voice.pk)]]


def test_what_is_not_ticked_is_left_out(town: Town, gathered) -> None:
    needs, voice, url = gathered
    client = town.client(Role.COORDINATOR2)
    client.post(url, {"title": "坂のゴミ出し", "needs": [needs[0].pk], "voices": [voice.pk]})
    issue = Issue.objects.get()
    assert ([*issue.needs.all()], [*issue.voices.all()]) == ([needs[0]], [voice])
    assert (issue.figure["needs"], issue.figure["voices"]) == (1, 1)


def test_voice_after_which_nobody_waits_is_named_and_not_ticked(town: Town, gathered) -> None:
    _needs, voice, url = gathered
    term(town.municipality, Kind.ALARM_WORD, "dying", label="死にたい")
    dying = make_voice(town, "ゴミも出せず、死にたい", kind=voice.kind)
    dying.categories.set(voice.categories.all())

    page = town.client(Role.COORDINATOR2).get(url)

    ticked = {
        str(box.data["value"]): box.data["selected"] for box in page.context["form"]["voices"]
    }
    assert ticked == {str(voice.pk): True, str(dying.pk): False}
    assert "いますぐつなぐ声：ゴミも出せず" in page.content.decode()
    assert "いますぐつなぐ声：ゴミの日" not in page.content.decode()
    looks = Entry.objects.filter(verb="voices.look").values_list("subjects", flat=True)
    assert [sorted(one) for one in looks] == [sorted([str(voice.pk), str(dying.pk)])]


def test_issue_of_nothing_is_refused(town: Town, gathered) -> None:
    answer = town.client(Role.COORDINATOR2).post(gathered[2], {"title": "坂のゴミ出し"})
    assert (answer.status_code, Issue.objects.count()) == (422, 0)
    assert "一つ以上選んで" in answer.content.decode()


def test_form_names_no_kind_of_which_nothing_comes_together(town: Town) -> None:
    needs = [make_need(town, str(number)) for number in range(3)]
    url = reverse("needs:propose_issue", args=[town.sakuradai.pk, needs[0].category_id])
    client = town.client(Role.COORDINATOR2)
    assert "まとめる声" not in client.get(url).content.decode()
    client.post(url, {"title": "坂のゴミ出し", "needs": [one.pk for one in needs]})
    assert Issue.objects.get().needs.count() == 3


def test_merged_issue_is_found_below_the_other_and_taken_out_there(town: Town) -> None:
    client = town.client(Role.COORDINATOR2)
    one, other = make_issue(town, "一"), make_issue(town, "二")
    actions.merge_issue(town.viewer(Role.COORDINATOR2), one, into=other)
    assert one.get_absolute_url() in client.get(other.get_absolute_url()).content.decode()
    url = reverse("needs:take_back_merging", args=[one.pk])
    assert url in client.get(one.get_absolute_url()).content.decode()
    client.post(url)
    one.refresh_from_db()
    assert (one.state, one.merged_into) == (Issue.State.NOTED, None)
    assert url not in client.get(one.get_absolute_url()).content.decode()
    answer = client.post(url, follow=True)
    assert "記録がないので" in answer.content.decode()


def test_issue_that_went_out_of_the_viewers_areas_tells_no_title_and_stays_there(
    town: Town,
) -> None:
    viewer, client = town.viewer(Role.COORDINATOR2), town.client(Role.COORDINATOR2)
    one, into = make_issue(town, "一"), make_issue(town, "よその題")
    actions.merge_issue(viewer, one, into=into)
    Issue.objects.filter(pk=into.pk).update(area=town.aoume)
    page = client.get(one.get_absolute_url()).content.decode()
    url = reverse("needs:take_back_merging", args=[one.pk])
    told = ("よその題", into.get_absolute_url(), url, "受け持ちの外の地域課題")
    assert [words in page for words in told] == [False, False, False, True]
    assert "ご自分の受け持ちのときだけ" in client.post(url, follow=True).content.decode()
    one.refresh_from_db()
    assert one.merged_into == into


def test_other_body_sees_where_an_issue_went_and_no_way_to_take_it_out(town: Town) -> None:
    viewer, client = town.viewer(Role.COORDINATOR2), town.client(Role.COORDINATOR2)
    one, into = make_issue(town, "一"), make_issue(town, "二")
    actions.merge_issue(viewer, one, into=into)
    Issue.objects.filter(pk=into.pk).update(employer=town.council)
    page = client.get(one.get_absolute_url()).content.decode()
    url = reverse("needs:take_back_merging", args=[one.pk])
    assert (into.get_absolute_url() in page, url in page) == (True, False)


def test_record_book_names_both_that_were_merged(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    one, into = make_issue(town, "一"), make_issue(town, "二")
    actions.merge_issue(viewer, one, into=into)
    actions.take_back_merging(viewer, one)
    verbs = ("needs.merge_issue", "needs.take_back_merging")
    subjects = Entry.objects.filter(verb__in=verbs).values_list("subjects", flat=True)
    assert [{*some} for some in subjects] == [{str(one.pk), str(into.pk)}] * 2


def test_issue_goes_into_none_that_another_body_gathered(town: Town) -> None:
    theirs = make_issue(town, "二")
    Issue.objects.update(employer=town.council)
    with pytest.raises(DomainError, match="ご自分の受け持ち"):
        actions.merge_issue(town.viewer(Role.COORDINATOR2), make_issue(town, "一"), into=theirs)


def test_need_after_which_nobody_waits_is_named_and_not_ticked(town: Town, gathered) -> None:
    needs, _voice, url = gathered
    word = term(town.municipality, Kind.ALARM_WORD, "dying", label="死にたい")
    needs[0].alarms.set([word])

    page = town.client(Role.COORDINATOR2).get(url)

    ticked = {box.data["value"].value: box for box in page.context["form"]["needs"]}
    assert [ticked[need.pk].data["selected"] for need in needs] == [
        need != needs[0] for need in needs
    ]
    assert f"いますぐつなぐニーズ：{needs[0].what}" in page.content.decode()


def test_needs_of_the_same_words_are_told_apart_by_their_days(town: Town) -> None:
    today = timezone.localdate()
    days = [today + timedelta(days=number) for number in (1, 2, 3)]
    needs = [make_need(town, "ゴミ出し", answer_by=day) for day in days]
    url = reverse("needs:propose_issue", args=[town.sakuradai.pk, needs[0].category_id])
    page = town.client(Role.COORDINATOR2).get(url)
    labels = [box.data["label"] for box in page.context["form"]["needs"]]
    assert len({*labels}) == 3
    assert f"{days[0].month}月{days[0].day}日" in labels[0]


def test_issues_of_the_same_name_are_told_apart(town: Town) -> None:
    here, other = make_issue(town, "坂"), make_issue(town, "坂")
    here.area = town.kashiwagi
    here.save()
    url = reverse("needs:merge_issue", args=[make_issue(town, "雪").pk])
    page = town.client(Role.COORDINATOR2).get(url).content.decode()
    assert [f"坂（{issue.area.name}、" in page for issue in (here, other)] == [True, True]
