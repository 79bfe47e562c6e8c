"""From one to many: what comes together is gathered with its evidence, merged, split, raised."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import resident
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.needs import actions, issues, mistakes
from sasaeai.needs.models import Issue, Need
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import Town
from tests.factories.needs import make_issue, make_need
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(town: Town):
    return town.viewer(Role.COORDINATOR2)


def trouble(town: Town, words: str, **values) -> Voice:
    kind = term(town.municipality, Kind.VOICE_KIND, "trouble")
    voice = make_voice(town, words, kind=kind, **values)
    voice.categories.set([term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")])
    return voice


def gather(town: Town, viewer, title: str = "坂のゴミ出し", **values) -> Issue:
    needs = values.pop("needs", [])
    heard = values.pop("heard", [])
    issue = Issue(area=town.sakuradai, employer=town.centre, title=title, **values)
    return actions.note_issue(
        viewer, issue, needs=[one.pk for one in needs], heard=[one.pk for one in heard]
    )


def test_needs_and_voices_of_one_kind_in_one_district_come_together(town: Town, viewer) -> None:
    unresolved = term(town.municipality, Kind.COPING, "unresolved")
    needs = [make_need(town, "一", coping=unresolved), make_need(town, "二", state="let_go")]
    voice = trouble(town, "ゴミの日がつらい")
    make_need(town, "済んだ", state="done")
    make_need(town, "ほかのこと", code="garden")
    make_need(
        town,
        "もうまとめた",
    ).issues.add(make_issue(town))
    with time_machine.travel(timezone.now() - timedelta(days=400), tick=False):
        make_need(town, "ずっと前")
    (found,) = issues.proposals(viewer)
    assert (found.area, found.category.code) == (town.sakuradai, "trash")
    assert (set(found.needs), found.voices, found.unmet) == (
        {need.pk for need in needs}, [voice.pk], 1,
    )  # fmt: skip
    assert issues.proposal_of(viewer, town.sakuradai.pk, found.category.pk) == found


def test_two_are_not_an_areas_trouble_yet(town: Town, viewer) -> None:
    make_need(town, "一")
    make_need(town, "二")
    assert issues.proposals(viewer) == []
    assert issues.proposal_of(viewer, town.sakuradai.pk, town.centre.pk) is None


def test_figure_stays_as_it_was_counted(town: Town, viewer) -> None:
    needs = [make_need(town, str(number)) for number in range(2)]
    voice = trouble(town, "ゴミの日がつらい")
    issue = gather(town, viewer, needs=needs, heard=[voice])
    make_need(town, "あとから")
    issue.refresh_from_db()
    voice.refresh_from_db()
    figure = {
        name: issue.figure[name] for name in ("needs", "of_needs", "unmet", "voices", "of_voices")
    }
    assert figure == {"needs": 2, "of_needs": 2, "unmet": 0, "voices": 1, "of_voices": 1}
    assert (voice.destination, voice.destination_url) == ("issue", issue.get_absolute_url())


def test_words_are_evidence_only_as_far_as_consent_goes_today(town: Town, viewer) -> None:
    agreed = {"consent": Voice.Consent.ORAL, "reach": Reach.COUNCIL}
    told, own, later = (
        trouble(town, "一", **agreed),
        trouble(town, "二"),
        trouble(town, "三", **agreed),
    )
    issue = gather(town, viewer, heard=[told, own, later])
    assert {*issues.evidence(viewer, issue)} == {told, later}
    voices.withdraw(viewer, later)
    assert issues.evidence(viewer, issue) == [told]


def test_words_behind_its_needs_count_too(town: Town, viewer) -> None:
    voice = trouble(town, "一", consent=Voice.Consent.ORAL, reach=Reach.PUBLIC)
    issue = gather(town, viewer, needs=[make_need(town, voices=[voice])])
    assert issues.evidence(viewer, issue) == [voice]


def test_nobody_gathers_elsewhere_or_without_signing_in(town: Town, viewer) -> None:
    elsewhere = Issue(area=town.aoume, employer=town.centre, title="よその課題")
    with pytest.raises(DomainError, match="受け持ち"):
        actions.note_issue(viewer, elsewhere, needs=[], heard=[])
    with pytest.raises(DomainError, match="受け持ち"):
        gather(town, resident(town.municipality.pk))


def test_two_become_one_and_are_counted_anew(town: Town, viewer) -> None:
    one = gather(town, viewer, "一", needs=[make_need(town, "あ")])
    other = gather(town, viewer, "二", needs=[make_need(town, "い")], heard=[trouble(town, "う")])
    into = actions.merge_issue(viewer, one, into=other)
    one.refresh_from_db()
    assert (one.state, one.merged_into) == (Issue.State.MERGED, other)
    assert (into.figure["needs"], into.figure["voices"]) == (2, 1)
    for pair in ((one, other), (other, other)):
        with pytest.raises(DomainError, match="ほかの地域課題"):
            actions.merge_issue(viewer, pair[0], into=pair[1])
    with pytest.raises(DomainError, match="合わせた先"):
        actions.raise_issue(viewer, one)
    assert [*issues.to_merge_into(viewer, make_issue(town))] == [other]


def test_some_of_its_needs_become_an_issue_of_their_own(town: Town, viewer) -> None:
    first, second = (make_need(town, name) for name in ("あ", "い"))
    issue = gather(town, viewer, needs=[first, second])
    own = actions.split_issue(viewer, issue, title="別の課題", needs=[second])
    issue.refresh_from_db()
    assert ([*own.needs.all()], [*issue.needs.all()]) == ([second], [first])
    assert (own.figure["needs"], issue.figure["needs"]) == (1, 1)
    for chosen in ([], [first]):
        with pytest.raises(DomainError, match="一部だけ"):
            actions.split_issue(viewer, issue, title="全部", needs=chosen)


def test_issue_is_put_right_raised_and_taken_back(town: Town, viewer) -> None:
    issue = gather(town, viewer, needs=[make_need(town)])
    issue.title = "坂の上のゴミ出し"
    actions.change_issue(viewer, issue, seen=issue.updated_at, changed=["title"])
    assert actions.raise_issue(viewer, issue).raised_on == viewer.today
    assert actions.take_back_raising(viewer, issue).state == Issue.State.NOTED
    assert Issue.objects.get().title == "坂の上のゴミ出し"


def test_figures_are_seen_by_all_who_work_in_the_area_and_nobody_else(town: Town) -> None:
    issue = make_issue(town)
    seen = {role for role in Role if issues.visible_to(town.viewer(role)).exists()}
    assert seen == {Role.OFFICER, Role.COORDINATOR1, Role.COORDINATOR2, Role.WORK_COORDINATOR}
    assert Need.objects.count() == 0, issue


def test_voices_of_another_body_are_evidence_and_go_where_that_body_decides(
    town: Town, viewer
) -> None:
    own, theirs = (
        trouble(town, words, employer=body, reach=Reach.STAFF, consent="oral")
        for words, body in (("坂がつらい", town.centre), ("雨の日は出せない", town.council))
    )
    issue = gather(town, viewer, heard=[own, theirs])
    for voice in (own, theirs):
        voice.refresh_from_db()
    assert set(issue.voices.all()) == {own, theirs}
    assert (own.destination, theirs.destination) == (Voice.Destination.ISSUE, "")


def held_by(issue: Issue) -> tuple[set[Need], set[Voice]]:
    return {*issue.needs.all()}, {*issue.voices.all()}


def told(issue: Issue) -> tuple[object, ...]:
    issue.refresh_from_db()
    return (*held_by(issue), issue.state, issue.figure, issue.figure_on, issue.merged_into)


def test_merged_issue_comes_out_again_as_both_were(town: Town, viewer) -> None:
    both = make_need(town, "どちらにも")
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=False):
        one = gather(town, viewer, "一", needs=[make_need(town, "あ"), both])
        other = gather(town, viewer, "二", needs=[both], heard=[trouble(town, "う")])
        actions.raise_issue(viewer, one)
    before = told(one), told(other)
    actions.merge_issue(viewer, one, into=other)
    assert len(held_by(other)[0]) == 2
    actions.take_back_merging(viewer, one)
    assert (told(one), told(other)) == before
    with pytest.raises(DomainError, match="記録がない"):
        actions.take_back_merging(viewer, one)


def test_what_another_merged_issue_brought_stays_when_one_comes_out(town: Town, viewer) -> None:
    shared, alone, own = (make_need(town, name) for name in ("どちらにも", "ひとつに", "もとから"))
    first = gather(town, viewer, "一", needs=[shared, alone])
    second = gather(town, viewer, "二", needs=[shared])
    into = gather(town, viewer, "先", needs=[own])
    for issue in (first, second):
        actions.merge_issue(viewer, issue, into=into)
    actions.take_back_merging(viewer, first)
    into.refresh_from_db()
    assert (held_by(into)[0], into.figure["needs"]) == ({own, shared}, 2)
    actions.take_back_merging(viewer, second)
    assert held_by(into)[0] == {own}


def test_merged_issue_comes_out_once_the_other_stands_by_itself_again(town: Town, viewer) -> None:
    first, second, third = (
        gather(town, viewer, name, needs=[make_need(town, name)]) for name in ("一", "二", "三")
    )
    actions.merge_issue(viewer, first, into=second)
    actions.merge_issue(viewer, second, into=third)
    with pytest.raises(DomainError, match="先に、そちら"):
        actions.take_back_merging(viewer, first)
    actions.take_back_merging(viewer, second)
    assert actions.take_back_merging(viewer, first).state == Issue.State.NOTED


def test_figure_of_a_raised_issue_stays_as_others_were_told_it(town: Town, viewer) -> None:
    needs = [make_need(town, name) for name in ("あ", "い")]
    raised = gather(town, viewer, "上げた", needs=needs)
    actions.raise_issue(viewer, raised)
    before = raised.figure
    one = gather(town, viewer, "一", needs=[make_need(town, "う")])
    actions.merge_issue(viewer, one, into=raised)
    assert (raised.needs.count(), told(raised)[3]) == (3, before)
    actions.take_back_merging(viewer, one)
    raised.refresh_from_db()
    actions.split_issue(viewer, raised, title="分けた", needs=[needs[0]])
    assert (raised.needs.count(), told(raised)[3]) == (1, before)


def test_nothing_is_split_off_what_went_into_another(town: Town, viewer) -> None:
    needs = [make_need(town, name) for name in ("あ", "い")]
    one = gather(town, viewer, "一", needs=needs)
    actions.merge_issue(viewer, one, into=gather(town, viewer, "二"))
    one.refresh_from_db()
    with pytest.raises(DomainError, match="合わせた先を分けて"):
        actions.split_issue(viewer, one, title="分けた", needs=[needs[0]])


def test_what_was_split_away_from_two_merged_stays_where_it_went(town: Town, viewer) -> None:
    split, stays, own = (make_need(town, name) for name in ("分ける", "残る", "もとから"))
    one = gather(town, viewer, "一", needs=[split, stays])
    into = gather(town, viewer, "先", needs=[own])
    before = told(into)
    actions.merge_issue(viewer, one, into=into)
    away = actions.split_issue(viewer, into, title="分けた", needs=[split])
    actions.take_back_merging(viewer, one)
    one.refresh_from_db()
    assert [held_by(issue)[0] for issue in (one, into, away)] == [{stays}, {own}, {split}]
    assert (one.figure["needs"], told(into)) == (1, before)


def test_splitting_that_is_taken_back_gives_the_needs_back(town: Town, viewer) -> None:
    first, second = (make_need(town, name) for name in ("あ", "い"))
    issue = gather(town, viewer, needs=[first, second])
    before = told(issue)
    own = actions.split_issue(viewer, issue, title="分けた", needs=[second])
    mistakes.take_back_issue(viewer, own)
    assert (told(issue), Issue.objects.get()) == (before, issue)
    subjects = Entry.objects.get(verb="needs.take_back_splitting").subjects
    assert subjects == [str(issue.pk)]


def test_splitting_off_what_went_into_another_is_not_taken_back(town: Town, viewer) -> None:
    needs = [make_need(town, name) for name in ("あ", "い")]
    issue = gather(town, viewer, needs=needs)
    own = actions.split_issue(viewer, issue, title="分けた", needs=[needs[0]])
    actions.merge_issue(viewer, issue, into=gather(town, viewer, "二"))
    with pytest.raises(DomainError, match="合わせた先を選んで"):
        mistakes.take_back_issue(viewer, own)
    assert held_by(own)[0] == {needs[0]}


def test_toast_of_splitting_takes_it_back_to_where_it_was(town: Town, viewer) -> None:
    client = town.client(Role.COORDINATOR2)
    needs = [make_need(town, name) for name in ("あ", "い")]
    issue = gather(town, viewer, needs=needs)
    url, sent = f"{issue.get_absolute_url()}split/", {"title": "分けた", "needs": [needs[0].pk]}
    page = client.post(url, sent, follow=True).content.decode()
    undo = f"{Issue.objects.get(title='分けた').get_absolute_url()}take-back/"
    assert f'action="{undo}"' in page
    assert client.post(undo).url == issue.get_absolute_url()
    assert held_by(issue)[0] == {*needs}


def test_voices_are_split_off_too_and_go_back(town: Town, viewer) -> None:
    stays, goes = trouble(town, "坂がつらい"), trouble(town, "犬がいて出せない")
    issue = gather(town, viewer, needs=[make_need(town)], heard=[stays, goes])
    before = told(issue)
    own = actions.split_issue(viewer, issue, title="犬のこと", needs=[], heard=[goes])
    issue.refresh_from_db()
    goes.refresh_from_db()
    assert (held_by(own), held_by(issue)[1]) == ((set(), {goes}), {stays})
    assert (own.figure["voices"], issue.figure["voices"]) == (1, 1)
    assert goes.destination_url == own.get_absolute_url()
    mistakes.take_back_issue(viewer, own)
    goes.refresh_from_db()
    assert (told(issue), goes.destination_url) == (before, issue.get_absolute_url())


def test_what_came_back_with_another_is_in_one_issue_only(town: Town, viewer) -> None:
    need, stays, own = (make_need(town, name) for name in ("行き来する", "残る", "もとから"))
    one = gather(town, viewer, "一", needs=[need, stays])
    into = gather(town, viewer, "先", needs=[own])
    actions.merge_issue(viewer, one, into=into)
    away = actions.split_issue(viewer, into, title="分けた", needs=[need])
    actions.merge_issue(viewer, away, into=into)
    actions.take_back_merging(viewer, one)
    assert [held_by(issue)[0] for issue in (one, into)] == [{stays}, {own, need}]
    actions.take_back_merging(viewer, away)
    assert [held_by(issue)[0] for issue in (one, into, away)] == [{stays}, {own}, {need}]
