"""Two at one need or one issue: nobody's edits are lost, and what is gone comes back by no save."""

from datetime import datetime

import pytest
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.needs import actions, mistakes
from sasaeai.needs.models import Issue, Need, Referral
from tests.factories.areas import Town
from tests.factories.needs import make_issue, make_need

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


def change(viewer: Viewer, need: Need, **values: object) -> Need:
    """Mend a need by what somebody has before them, which may have been changed since."""
    for name, value in values.items():
        setattr(need, name, value)
    return actions.change(
        viewer, need, seen=need.updated_at, changed=[*values], has=(), avoids=()
    )  # fmt: skip


def test_need_closed_meanwhile_is_not_opened_by_mending_it(town: Town, viewer: Viewer) -> None:
    stale = make_need(town)
    actions.close(viewer, stale, state=Need.State.DONE, closing=None, words="")
    with pytest.raises(DomainError, match="終わっています"):
        change(viewer, stale, what="週1回のゴミ出し")
    assert Need.objects.get().closed_on == viewer.today


def test_need_handed_over_meanwhile_keeps_whom_it_was_given(town: Town, viewer: Viewer) -> None:
    stale = make_need(town)
    fresh = Need.objects.get()
    actions.hand_over(viewer, fresh, owner=viewer.user, answer_by=viewer.today)
    with pytest.raises(DomainError, match="ほかの人が直しています"):
        change(viewer, stale, what="週1回のゴミ出し")
    assert (Need.objects.get().owner_id, Need.objects.get().what) == (
        viewer.user,
        "週2回のゴミ出し",
    )


def test_need_taken_back_meanwhile_is_not_written_again(town: Town, viewer: Viewer) -> None:
    stale = make_need(town)
    Need.objects.all().delete()
    with pytest.raises(DomainError, match="たったいま取り消されました"):
        change(viewer, stale, what="週1回のゴミ出し")
    assert not Need.objects.exists()


def test_mending_writes_no_more_than_was_mended(town: Town, viewer: Viewer) -> None:
    stale = make_need(town)
    Need.objects.update(state=Need.State.ARRANGING)
    change(viewer, stale, what="週1回のゴミ出し")
    need = Need.objects.get()
    assert (need.what, need.state) == ("週1回のゴミ出し", Need.State.ARRANGING)


def move_on(viewer: Viewer, need: Need) -> None:
    actions.set_state(viewer, need, Need.State.ARRANGING)


def hand_over(viewer: Viewer, need: Need) -> None:
    actions.hand_over(viewer, need, owner=need.owner_id, answer_by=viewer.today)


@pytest.mark.parametrize("act", [move_on, hand_over])
def test_what_was_closed_meanwhile_is_let_be(town: Town, viewer: Viewer, act) -> None:
    stale = make_need(town)
    actions.close(viewer, stale, state=Need.State.DONE, closing=None, words="")
    with pytest.raises(DomainError, match="終わっています"):
        act(viewer, stale)


def sent(need: Need, seen: datetime, what: str) -> dict[str, object]:
    return {
        "what": what, "area": need.area_id, "category": need.category_id, "seen": seen.isoformat(),
    }  # fmt: skip


def test_second_of_two_open_forms_is_told_and_keeps_what_it_says(town: Town) -> None:
    client, need = town.client(Role.COORDINATOR2), make_need(town)
    url, seen = reverse("needs:change", args=[need.pk]), need.updated_at
    assert f'name="seen" value="{seen.isoformat()}"' in client.get(url).content.decode()
    client.post(url, sent(need, seen, "一人目の言葉"))
    refused = client.post(url, sent(need, seen, "二人目の言葉"))
    page = refused.content.decode()
    assert (refused.status_code, Need.objects.get().what) == (422, "一人目の言葉")
    assert ("ほかの人が直しています" in page, "二人目の言葉" in page) == (True, True)
    now = refused.context["form"]["seen"].value()
    client.post(url, sent(need, seen, "二人目の言葉") | {"seen": now})
    assert Need.objects.get().what == "二人目の言葉"


def test_merged_issue_stays_merged_whoever_mends_it_meanwhile(town: Town, viewer: Viewer) -> None:
    stale, into = make_issue(town, "一"), make_issue(town, "二")
    actions.merge_issue(viewer, stale, into=into)
    stale.title = "坂の上"
    with pytest.raises(DomainError, match="ほかの人が直しています"):
        actions.change_issue(viewer, stale, seen=stale.updated_at, changed=["title"])
    Issue.objects.filter(pk=stale.pk).update(updated_at=stale.updated_at)
    actions.change_issue(viewer, stale, seen=stale.updated_at, changed=["title"])
    kept = Issue.objects.get(pk=stale.pk)
    assert (kept.title, kept.state, kept.merged_into) == ("坂の上", Issue.State.MERGED, into)


def test_second_of_two_open_forms_of_an_issue_is_told(town: Town) -> None:
    client, issue = town.client(Role.COORDINATOR2), make_issue(town)
    url, seen = reverse("needs:change_issue", args=[issue.pk]), issue.updated_at.isoformat()
    for title in ("一人目の題", "二人目の題"):
        answer = client.post(url, {"title": title, "seen": seen})
    assert (answer.status_code, Issue.objects.get().title) == (422, "一人目の題")
    assert "二人目の題" in answer.content.decode()


def test_issue_taken_back_meanwhile_is_not_written_again(town: Town, viewer: Viewer) -> None:
    stale = make_issue(town)
    Issue.objects.all().delete()
    with pytest.raises(DomainError, match="たったいま取り消されました"):
        actions.change_issue(viewer, stale, seen=stale.updated_at, changed=["title"])
    assert not Issue.objects.exists()


NEED_ACTS = {
    "close": lambda viewer, need: actions.close(
        viewer, need, state=Need.State.DONE, closing=None, words=""
    ),
    "reopen": actions.reopen,
    "hand over": hand_over,
    "take back": mistakes.take_back_need,
    "refer": lambda viewer, need: actions.refer(
        viewer, Referral(need=need, to_words="市役所", on=viewer.today)
    ),
}


@pytest.mark.parametrize("act", NEED_ACTS.values(), ids=NEED_ACTS)
def test_nothing_more_is_done_with_a_need_taken_back_meanwhile(
    town: Town, viewer: Viewer, act
) -> None:
    stale = make_need(town)
    Need.objects.all().delete()
    with pytest.raises(DomainError, match="たったいま取り消されました"):
        act(viewer, stale)


ISSUE_ACTS = {
    "raise": actions.raise_issue,
    "take back raising": actions.take_back_raising,
    "take back merging": actions.take_back_merging,
    "take back": mistakes.take_back_issue,
    "split": lambda viewer, issue: actions.split_issue(viewer, issue, title="別の", needs=[]),
}


@pytest.mark.parametrize("act", ISSUE_ACTS.values(), ids=ISSUE_ACTS)
def test_nothing_more_is_done_with_an_issue_taken_back_meanwhile(
    town: Town, viewer: Viewer, act
) -> None:
    stale = make_issue(town)
    Issue.objects.all().delete()
    with pytest.raises(DomainError, match="たったいま取り消されました"):
        act(viewer, stale)


def test_issue_taken_back_meanwhile_goes_into_no_other(town: Town, viewer: Viewer) -> None:
    gone, other = make_issue(town, "一"), make_issue(town, "二")
    Issue.objects.filter(pk=gone.pk).delete()
    for issue, into in ((gone, other), (other, gone)):
        with pytest.raises(DomainError, match="たったいま取り消されました"):
            actions.merge_issue(viewer, issue, into=into)


@pytest.mark.parametrize("act", [actions.raise_issue, actions.take_back_raising])
def test_issue_merged_meanwhile_is_neither_raised_nor_taken_back(
    town: Town, viewer: Viewer, act
) -> None:
    stale, into = make_issue(town, "一"), make_issue(town, "二")
    actions.merge_issue(viewer, stale, into=into)
    with pytest.raises(DomainError, match="ほかの課題に合わせてあります"):
        act(viewer, stale)
    assert Issue.objects.get(pk=stale.pk).state == Issue.State.MERGED


def test_page_says_why_raising_a_merged_issue_is_not_taken_back(town: Town, viewer: Viewer) -> None:
    merged = make_issue(town, "一")
    actions.merge_issue(viewer, merged, into=make_issue(town, "二"))
    url = reverse("needs:take_back_raising", args=[merged.pk])
    page = town.client(Role.COORDINATOR2).post(url, follow=True).content.decode()
    assert "合わせたのを元に戻してください" in page


@pytest.mark.parametrize(
    ("name", "make"), [("take_back_need", make_need), ("take_back_issue", make_issue)]
)
def test_taking_back_twice_finds_nothing(town: Town, name: str, make) -> None:
    url = reverse(f"needs:{name}", args=[make(town).pk])
    client = town.client(Role.COORDINATOR2)
    assert [client.post(url).status_code for _time in range(2)] == [302, 404]
