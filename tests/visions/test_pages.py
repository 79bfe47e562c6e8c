"""The pages of pictures and goals: what is written comes in by forms, is shown, and costs the same however much there is."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.visions.models import Agreement, Edition, Goal, Indicator, Rewrite, Step, Vision
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.visions import (
    make_agreement,
    make_edition,
    make_goal,
    make_indicator,
    make_measurement,
    make_step,
    make_vision,
)
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def at(name: str, *args: object) -> str:
    return reverse(f"visions:{name}", args=args)


def undo(answer) -> str:
    """Return the way back that the last message offers."""
    *_others, last = answer.context["messages"]
    return last.extra_tags.removeprefix("undo=")


def stood(client: Client, url: str) -> str:
    return client.get(url).context["form"].initial["stood"]


def test_picture_begins_and_is_taken_back(client: Client, town: Town) -> None:
    form = client.get(at("begin"), {"area": town.sakuradai.pk}).context["form"]
    sent = {
        "area": town.sakuradai.pk, "then_on": form["then_on"].value(), "words": "声がする桜台",
        "made_on": form["made_on"].value(),
    }  # fmt: skip
    answer = client.post(at("begin"), sent, follow=True)
    assert answer.redirect_chain[-1][0] == at("add_goals", Vision.objects.get().pk)
    client.post(undo(answer))
    assert Vision.objects.count() == 0


def test_where_no_area_is_left_the_page_leads_on(client: Client, town: Town) -> None:
    for one in client.get(at("begin")).context["form"].fields["area"].queryset:
        make_vision(town, area=one)
    page = client.get(at("begin")).content.decode()
    assert ("受け持ちの地区は、どこも描いてあります" in page, f'href="{at("list")}"' in page) == (
        True, True,
    )  # fmt: skip


def test_own_areas_stand_before_the_others(client: Client, town: Town) -> None:
    for area in (town.aoume, town.sakuradai):
        make_vision(town, area=area)
    shelves = client.get(at("list")).context["shelves"]
    assert [(head, [one.area for one in drawn]) for head, drawn in shelves] == [
        ("受け持ちの地区", [town.sakuradai]), ("ほかの地区", [town.aoume]),
    ]  # fmt: skip
    (whole,) = town.client(Role.COORDINATOR1).get(at("list")).context["shelves"]
    assert (whole[0], len(whole[1])) == ("", 2)


def test_page_of_an_area_leads_to_its_picture(client: Client, town: Town) -> None:
    part = at("of_area", town.sakuradai.pk)
    assert f'hx-get="{part}"' in client.get(town.sakuradai.get_absolute_url()).content.decode()
    blank = client.get(part, headers={"HX-Request": "true"}).content.decode()
    assert f"{at('begin')}?area={town.sakuradai.pk}" in blank
    assert client.get(part).url == at("list")
    vision = make_vision(town)
    told = client.get(part, headers={"HX-Request": "true"}).content.decode()
    assert (f'href="{vision.get_absolute_url()}"' in told, "<html" in told) == (True, False)
    assert client.get(part).url == vision.get_absolute_url()


def test_picture_of_tomorrow_or_of_a_day_that_is_over_is_told(client: Client, town: Town) -> None:
    sent = {
        "area": town.sakuradai.pk, "then_on": "2020-03-31", "words": "声がする", "made_on": "2099-01-01",
    }  # fmt: skip
    answer = client.post(at("begin"), sent)
    page = answer.content.decode()
    assert (answer.status_code, "過ぎた日" in page, "これからの日" in page) == (422, True, True)
    assert "声がする" in page


def test_new_edition_begins_with_the_words_before(client: Client, town: Town) -> None:
    vision = make_vision(town, whose_words="桜台の集まりに来た17人")
    url = at("write_edition", vision.pk)
    form = client.get(url).context["form"]
    words = (form["words"].value(), form["whose_words"].value())
    assert words == (vision.editions.get().words, "")
    sent = {"words": "坂の上でも", "made_on": "2026-11-01", "why_changed": "声が増えた"}
    answer = client.post(url, sent, follow=True)
    assert [one.number for one in vision.editions.all()] == [2, 1]
    page = client.get(at("editions", vision.pk)).content.decode()
    assert all(words in page for words in ("坂の上でも", "声をかければ", "変えたわけ：声が増えた"))
    client.post(undo(answer))
    assert vision.editions.get().number == 1


def test_day_of_then_is_put_right(client: Client, town: Town) -> None:
    vision = make_vision(town)
    url, seen = at("set_then", vision.pk), vision.updated_at.isoformat()
    assert client.post(url, {"then_on": "2020-01-01", "seen": seen}).status_code == 422
    client.post(url, {"then_on": "2041-03-31", "seen": seen})
    late = client.post(url, {"then_on": "2046-03-31", "seen": seen})
    assert (late.status_code, "ほかの人が直しています" in late.content.decode()) == (422, True)
    assert Vision.objects.get().then_on.year == 2041


def test_agreement_is_noted_of_the_newest_edition(client: Client, town: Town) -> None:
    vision = make_vision(town)
    newest = make_edition(town, vision, number=2)
    group = term(town.municipality, Kind.COUNTERPART, "minsei", label="民生委員")
    sent = {"group": group.pk, "stand": "wishes", "on": "2026-11-01", "words": "下の声も"}
    answer = client.post(at("note_agreement", vision.pk), sent, follow=True)
    assert Agreement.objects.get().edition == newest
    assert "「下の声も」" in answer.content.decode()
    client.post(undo(answer))
    assert Agreement.objects.count() == 0
    late = client.post(at("note_agreement", vision.pk), {**sent, "on": "2099-01-01"})
    assert (late.status_code, "これからの日" in late.content.decode()) == (422, True)


def test_many_goals_are_typed_in_one_pass(client: Client, town: Town) -> None:
    vision = make_vision(town)
    sent = {"then": "・一つめ\n\n  二つめ  \n（1）一つめ", "one_year": "三つめ"}
    answer = client.post(at("add_goals", vision.pk), sent, follow=True)
    assert "3件、書きとめました。同じ言葉で重なっていた1件は" in answer.content.decode()
    told = [(goal.words, goal.horizon) for goal in vision.goals.all()]
    assert told == [("一つめ", "then"), ("二つめ", "then"), ("三つめ", "one_year")]
    client.post(undo(answer))
    assert Goal.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"then": " "}, "一つ以上書いて"),
        ({"now": "・"}, "一つ以上書いて"),
        ({"then": "長" * 121}, "長すぎます"),
        ({"then": "\n".join(f"{number}番目" for number in range(61))}, "分けて書いて"),
    ],
)
def test_lines_that_cannot_be_kept_stay_on_the_page(
    client: Client, town: Town, sent: dict, told: str
) -> None:
    answer = client.post(at("add_goals", make_vision(town).pk), sent)
    page = answer.content.decode()
    assert (answer.status_code, told in page, Goal.objects.count()) == (422, True, 0)


def test_goal_is_added_below_another_and_taken_back(client: Client, town: Town) -> None:
    vision = make_vision(town)
    top = make_goal(vision)
    form = client.get(at("add_goal", vision.pk), {"above": top.pk}).context["form"]
    assert UUID(form["above"].value()) == top.pk
    sent = {"words": "手前", "horizon": "one_year", "above": top.pk}
    answer = client.post(at("add_goal", vision.pk), sent, follow=True)
    assert Goal.objects.get(words="手前").above == top
    client.post(undo(answer))
    assert [*vision.goals.all()] == [top]


def test_goal_under_a_nearer_one_is_told_on_the_form(client: Client, town: Town) -> None:
    vision = make_vision(town)
    near = make_goal(vision, horizon="now")
    sent = {"words": "先のこと", "horizon": "then", "above": near.pk}
    answer = client.post(at("add_goal", vision.pk), sent)
    page = answer.content.decode()
    assert (answer.status_code, "今に近くなります" in page, "先のこと" in page) == (422, True, True)


def test_two_who_open_one_goal_are_both_kept_and_one_is_chosen(client: Client, town: Town) -> None:
    goal = make_goal(make_vision(town), "もと")
    url = at("change_goal", goal.pk)
    opened = stood(client, url)
    sent = {"words": "はじめの人", "horizon": "then", "stood": opened}
    client.post(url, sent)
    answer = client.post(url, {**sent, "words": "あとの人"}, follow=True)
    page = answer.content.decode()
    assert all(words in page for words in ("はじめの人", "あとの人", "両方残してあります"))
    board = client.get(goal.vision.get_absolute_url()).content.decode()
    assert "二つの書きかたがあります" in board
    beside = Rewrite.objects.get()
    chosen = client.post(at("settle_rewrite", beside.pk, "take"), follow=True)
    assert Goal.objects.get().words == "あとの人"
    again = client.post(at("settle_rewrite", beside.pk, "leave"), follow=True)
    assert "もう決めてあります" in again.content.decode()
    client.post(undo(chosen))
    assert Goal.objects.get().words == "はじめの人"
    assert client.post(at("settle_rewrite", beside.pk, "sideways")).status_code == 404


def test_page_opened_by_nobody_is_told(client: Client, town: Town) -> None:
    goal = make_goal(make_vision(town))
    sent = {"words": "二", "horizon": "then", "stood": "made-up"}
    answer = client.post(at("change_goal", goal.pk), sent)
    assert (answer.status_code, "古くなっています" in answer.content.decode()) == (422, True)


def test_goal_is_moved_without_scripts_and_back(client: Client, town: Town) -> None:
    vision = make_vision(town)
    top, goal = make_goal(vision, "上"), make_goal(vision, "手前", horizon="now")
    url = at("move_goal", goal.pk)
    sent = {"above": top.pk, "horizon": "one_year", "stood": stood(client, url)}
    answer = client.post(url, sent, follow=True)
    goal.refresh_from_db()
    assert (goal.above, goal.horizon) == (top, "one_year")
    client.post(undo(answer))
    goal.refresh_from_db()
    assert (goal.above, goal.horizon) == (None, "now")
    amiss = client.post(at("move_back", goal.pk, "made-up"), follow=True)
    assert "元に戻せません" in amiss.content.decode()


def test_goal_dragged_before_another_stands_there(client: Client, town: Town) -> None:
    vision = make_vision(town)
    one, two = make_goal(vision, "一", order=1), make_goal(vision, "二", order=2)
    url = at("move_goal", two.pk)
    sent = {"above": "", "horizon": "then", "before": one.pk, "stood": stood(client, url)}
    client.post(url, sent)
    assert [goal.words for goal in vision.goals.order_by("order")] == ["二", "一"]
    answer = client.post(at("shift_goal", two.pk, "down"), follow=True)
    assert [goal.words for goal in vision.goals.order_by("order")] == ["一", "二"]
    client.post(undo(answer))
    assert [goal.words for goal in vision.goals.order_by("order")] == ["二", "一"]
    assert client.post(at("shift_goal", two.pk, "sideways")).status_code == 404


def test_goal_is_closed_and_aimed_at_again(client: Client, town: Town) -> None:
    goal = make_goal(make_vision(town))
    sent = {"state": "reached", "words": "みんなで届いた"}
    answer = client.post(at("close_goal", goal.pk), sent, follow=True)
    assert "みんなで届いた" in answer.content.decode()
    assert "みんなで届いた" in client.get(goal.vision.get_absolute_url()).content.decode()
    assert client.post(at("close_goal", goal.pk), sent).status_code == 422
    client.post(undo(answer))
    assert Goal.objects.get().state == "open"


def test_goals_of_yesterday_are_not_taken_back_by_an_old_message(
    client: Client, town: Town
) -> None:
    vision = make_vision(town)
    answer = client.post(at("add_goals", vision.pk), {"then": "一"}, follow=True)
    Goal.objects.update(created_at=Goal.objects.get().created_at - timedelta(days=2))
    told = client.post(undo(answer), follow=True)
    assert "もう動きはじめた" in told.content.decode()
    told = client.post(at("take_back_goals", "made-up"), follow=True)
    assert "元に戻せません" in told.content.decode()


def test_indicator_is_written_measured_and_put_right(client: Client, town: Town) -> None:
    goal = make_goal(make_vision(town))
    sent = {"name": "言えた人", "counts": "change", "unit": "人", "every_months": 6}
    answer = client.post(at("add_indicator", goal.pk), sent, follow=True)
    known = Indicator.objects.get()
    measured = client.post(
        at("measure", known.pk), {"value": "58", "of": "131", "on": "2026-10-31"}, follow=True
    )
    assert "58 ／ 131人（44％）" in measured.content.decode()
    again = client.post(at("measure", known.pk), {"value": "59", "on": "2026-10-31"})
    assert (again.status_code, "もう書いてあります" in again.content.decode()) == (422, True)
    assert "もうはかった数" in client.post(undo(answer), follow=True).content.decode()
    client.post(undo(measured))
    assert known.measurements.count() == 0
    changed = {**sent, "unit": "名", "seen": known.updated_at.isoformat()}
    client.post(at("change_indicator", known.pk), changed)
    assert Indicator.objects.get().unit == "名"
    assert client.post(at("change_indicator", known.pk), changed).status_code == 422
    client.post(undo(answer))
    assert Indicator.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"value": "3", "on": "2099-01-01"}, "これからの日"),
        ({"value": "8", "of": "7", "on": "2026-10-31"}, "何のうち"),
        ({"value": "-5", "on": "2026-10-31"}, "0より小さい"),
        ({"value": "三", "on": "2026-10-31"}, "数"),
    ],
)
def test_number_that_cannot_be_is_told(client: Client, town: Town, sent: dict, told: str) -> None:
    known = make_indicator(make_goal(make_vision(town)))
    answer = client.post(at("measure", known.pk), sent)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"baseline": "3"}, "両方書くか"),
        ({"baseline": "3", "baseline_on": "2099-01-01"}, "これからの日"),
        ({"target": "-8"}, "0より小さい"),
        ({"target": "8", "target_of": "7"}, "何のうち"),
        ({"every_months": "0"}, "月数"),
        ({"counts": ""}, "それは、何の数ですか"),
    ],
)
def test_indicator_that_cannot_be_is_told(
    client: Client, town: Town, sent: dict, told: str
) -> None:
    usual = {"name": "言えた人", "counts": "change", "unit": "人", "every_months": 6}
    answer = client.post(at("add_indicator", make_goal(make_vision(town)).pk), usual | sent)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)


def test_what_a_new_indicator_counts_is_for_people_to_say(client: Client, town: Town) -> None:
    goal = make_goal(make_vision(town))
    known = make_indicator(goal, counts="doing")
    new, old = (
        client.get(url).context["form"]
        for url in (at("add_indicator", goal.pk), at("change_indicator", known.pk))
    )
    assert (new["counts"].value(), old["counts"].value()) == (None, "doing")


def test_step_is_written_done_and_put_right(client: Client, town: Town) -> None:
    goal = make_goal(make_vision(town))
    sent = {"what": "声をかける", "wanted_by": "residents", "effect": 2, "ease": 3}
    answer = client.post(at("add_step", goal.pk), sent, follow=True)
    step = Step.objects.get()
    assert "声をかける" in client.get(at("first_steps")).content.decode()
    done = client.post(at("finish_step", step.pk), follow=True)
    assert "声をかける" not in client.get(at("first_steps")).content.decode()
    client.post(undo(done))
    step.refresh_from_db()
    changed = {**sent, "what": "回覧板", "seen": step.updated_at.isoformat()}
    client.post(at("change_step", step.pk), changed)
    assert Step.objects.get().what == "回覧板"
    assert client.post(at("change_step", step.pk), changed).status_code == 422
    client.post(undo(answer))
    assert Step.objects.count() == 0


def test_toolbox_tells_what_each_tool_is_for(client: Client, town: Town) -> None:
    goal = make_goal(make_vision(town), "買い物に行ける")
    tool = term(town.municipality, Kind.INSTRUMENT, "move", label="移動支援", to_verify=True)
    term(town.municipality, Kind.INSTRUMENT, "old", label="むかしの補助", until="2020-03-31")
    client.post(
        at("give_meaning", "instrument", tool.pk), {"goal": goal.pk, "words": "坂の上からも"}
    )
    page = client.get(at("toolbox")).content.decode()
    assert all(words in page for words in ("移動支援", "坂の上からも", "買い物に行ける", "要確認"))
    assert "むかしの補助" not in page
    assert client.get(at("meanings", "nonsense", tool.pk)).status_code == 404


def test_members_of_the_council_read_and_write_nothing(town: Town) -> None:
    vision, reader = make_vision(town), town.client(Role.COUNCIL_MEMBER)
    page = reader.get(vision.get_absolute_url()).content.decode()
    assert (vision.editions.get().words in page, at("add_goal", vision.pk) in page) == (True, False)


def make_full(town: Town, vision: Vision, number: int) -> None:
    top = make_goal(vision, f"目標{number}")
    below = make_goal(vision, f"手前{number}", above=top, horizon="one_year")
    indicator = make_indicator(below)
    make_measurement(town, indicator, number + 1, on=Edition.objects.first().made_on)
    make_step(below, f"一歩{number}")
    make_agreement(town, vision.editions.first(), f"group{number}")


def test_pages_ask_as_often_for_one_as_for_five(
    client: Client, town: Town, django_assert_max_num_queries
) -> None:
    vision = make_vision(town)
    counts: dict[str, list[int]] = {}
    for number in range(5):
        make_full(town, vision, number)
        make_edition(town, vision, number=number + 2)
        urls = [
            at("list"), at("of_area", town.sakuradai.pk), vision.get_absolute_url(), at("editions", vision.pk), at("first_steps"),
            at("toolbox"), vision.goals.first().get_absolute_url(),
            at("move_goal", vision.goals.first().pk),
        ]  # fmt: skip
        for url in urls:
            client.get(url)
            with django_assert_max_num_queries(40) as asked:
                client.get(url)
            counts.setdefault(url, []).append(len(asked))
    assert {url: found for url, found in counts.items() if found[0] != found[-1]} == {}
