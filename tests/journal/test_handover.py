"""引き継ぎ: what goes on with a posting, as far as whoever opens it may see it; what is told in person is asked for."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Posting, Role
from sasaeai.audit.models import Entry as BookEntry
from sasaeai.base.errors import DomainError
from sasaeai.journal import actions, packs
from sasaeai.journal.models import Entry, Word
from sasaeai.matching.models import Match
from sasaeai.visions.models import Goal
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.journal import make_entry, make_story
from tests.factories.needs import make_match, make_need
from tests.factories.organisations import make_approach, make_organisation
from tests.factories.people import make_person, writer
from tests.factories.visions import make_edition, make_goal, make_vision
from tests.factories.voices import make_voice
from tests.journal.ways import client_of, viewer
from tests.paper.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting(town: Town) -> Posting:
    return writer(town).postings.get()


def url_of(posting: Posting) -> str:
    return f"/journal/handover/{posting.pk}/"


def test_pack_of_a_posting_that_is_over_tells_of_its_last_half_year(
    town: Town, posting: Posting
) -> None:
    over = timezone.localdate() - timedelta(300)
    group = make_organisation(town, name="桜会")
    make_entry(town, organisations=[group], on=over - timedelta(30))
    posting.until = over
    assert packs.pack(viewer(town), posting).organisations == [group]


def test_pack_holds_what_goes_on(town: Town, posting: Posting, tmp_path: Path) -> None:
    today = timezone.localdate()
    vision = make_vision(town, area=town.west)
    edition = make_edition(town, vision, number=2, words="声をかければだれかがいる")
    goal = make_goal(vision, "坂の上の3軒に声をかける", horizon=Goal.Horizon.NOW)
    make_goal(vision, "そのときの目標")
    person, group = (
        make_person(town, nickname="桜台のタケさん"),
        make_organisation(town, name="桜会"),
    )
    make_entry(town, people=[person], organisations=[group], next_step="鍵を借りる", next_on=today)
    make_entry(town, next_step="済んだ約束", next_done_on=today)
    make_approach(viewer(town), group, about="集いの場")
    make_need(town, "ゴミ出し", owner=writer(town))
    make_voice(town, "坂がつらい", heard_by=writer(town), follow_up_on=today + timedelta(1))
    story = make_story(town)

    client = client_of(town)
    page = client.get(url_of(posting)).content.decode()
    paper = "".join(words(client.get(f"{url_of(posting)}sheet/").content, tmp_path))

    told = [
        edition.words,
        goal.words,
        person.nickname,
        group.name,
        "鍵を借りる",
        "集いの場",
        "ゴミ出し",
        story.title,
    ]
    assert [one for one in told if one not in page] == []
    assert [one for one in told if one not in paper] == []
    assert ("坂がつらい" in page, "済んだ約束" in page, "そのときの目標" in page) == (
        True,
        False,
        False,
    )


def test_successor_finds_whom_somebody_waits_for_and_what_is_being_tried(
    town: Town, posting: Posting
) -> None:
    today, helper = timezone.localdate(), make_person(town)
    days = {name: today + timedelta(days=number) for name, number in (("ask", 1), ("try", 2))}
    need = make_need(town, "ゴミ出し", owner=town.user(Role.COORDINATOR1))
    make_match(town, need, helper, state=Match.State.ASKED, answer_by=days["ask"])
    others = {
        "約束した": {"first_on": None},
        "もう始まった": {"first_on": today - timedelta(days=1)},
    }
    for what, values in others.items():
        agreed = make_need(town, what, owner=town.user(Role.COORDINATOR1))
        make_match(town, agreed, helper, state=Match.State.AGREED, agreed_on=today, **values)
    trial = {"state": Activity.State.TRIAL, "review_on": days["try"]}
    ActivityFactory(area=town.sakuradai, name="朝のお茶", **trial)
    ActivityFactory(area=town.aoume, name="よそのお茶", **trial)
    ActivityFactory(area=town.sakuradai, name="もう続くお茶")
    assert [(one.what, one.on) for one in packs.pack(viewer(town), posting).due] == [
        ("ゴミ出しのお願いへのお返事", days["ask"]),
        ("朝のお茶のお試しのふりかえり", days["try"]),
        ("約束したのはじめての日", None),
    ]


def test_paper_leaves_a_line_for_what_is_still_to_be_asked(
    town: Town, posting: Posting, tmp_path: Path
) -> None:
    question, told = str(packs.QUESTIONS[0]), str(packs.QUESTIONS[1])
    Word.objects.create(
        posting=posting, about=told, said_on=timezone.localdate(), written_by=writer(town)
    )
    sheet = client_of(town).get(f"{url_of(posting)}sheet/").content
    paper = "".join(words(sheet, tmp_path))
    assert (question in paper, told in paper) == (True, False)


def test_every_look_and_sheet_is_noted(town: Town, posting: Posting) -> None:
    person = make_person(town, nickname="タケさん")
    make_entry(town, people=[person])
    client = client_of(town)
    client.get(url_of(posting))
    client.get(f"{url_of(posting)}sheet/")
    noted = BookEntry.objects.filter(
        verb__in=["journal.look_pack", "journal.print_pack", "people.look"]
    )
    assert [(one.verb, one.subjects) for one in noted.order_by("at")] == [
        ("people.look", [str(person.pk)]),
        ("journal.look_pack", [str(posting.pk)]),
        ("people.look", [str(person.pk)]),
        ("journal.print_pack", [str(posting.pk)]),
    ]


def test_how_to_meet_somebody_stands_beside_them(town: Town, posting: Posting) -> None:
    make_entry(town, people=[make_person(town, nickname="タケさん", with_companion=True)])
    page = client_of(town).get(url_of(posting)).content.decode()
    assert ("タケさん" in page, "はじめは付き添いがほしい" in page) == (True, True)


def test_pack_of_another_body_is_not_there(town: Town, posting: Posting) -> None:
    assert town.client(Role.OFFICER).get(url_of(posting)).status_code == 404
    assert (
        town.client(Role.COORDINATOR2, employer=town.council).get(url_of(posting)).status_code
        == 404
    )


def test_successor_of_the_same_body_opens_it_also_when_it_has_ended(town: Town) -> None:
    today = timezone.localdate()
    gone = town.user(Role.COORDINATOR2, until=today - timedelta(days=30)).postings.get()
    long_gone = town.user(Role.COORDINATOR2, until=today - timedelta(days=400)).postings.get()
    client = town.client(Role.COORDINATOR2)
    assert [client.get(url_of(one)).status_code for one in (gone, long_gone)] == [200, 404]
    listed = {one for one, _own in client.get("/journal/handover/").context["postings"]}
    assert (gone in listed, long_gone in listed) == (True, False)


def test_successor_sees_what_the_records_let_them_see(town: Town, posting: Posting) -> None:
    hidden = make_person(town, nickname="よその人", employer=town.council)
    make_entry(town, people=[hidden])
    assert packs.pack(town.viewer(Role.COORDINATOR2), posting).people == []


def test_what_must_be_told_is_asked_for_and_marked(town: Town, posting: Posting) -> None:
    client = client_of(town)
    question = str(packs.QUESTIONS[0])
    page = client.get(url_of(posting), {"about": question})
    assert page.context["word_form"]["about"].value() == question
    client.post(f"{url_of(posting)}words/", {"about": question, "words": "会って話す"})
    word = Word.objects.get()
    assert (word.about, word.posting, word.said_on) == (question, posting, None)
    assert question not in client.get(url_of(posting)).context["pack"].unasked
    client.post(f"/journal/words/{word.pk}/say/")
    word.refresh_from_db()
    assert word.said_on == timezone.localdate()
    client.post(f"/journal/words/{word.pk}/unsay/")
    word.refresh_from_db()
    assert word.said_on is None


def test_word_taken_away_is_put_back_from_the_toast_and_both_are_noted(
    town: Town, posting: Posting
) -> None:
    client = client_of(town)
    word, _earlier = (
        Word.objects.create(posting=posting, about="鍵", written_by=writer(town), dropped_on=day)
        for day in (None, timezone.localdate() - timedelta(days=1))
    )
    page = client.post(f"/journal/words/{word.pk}/drop/", follow=True)
    undo = f"/journal/words/{word.pk}/restore/"
    assert (page.context["pack"].words, f'action="{undo}"' in page.content.decode()) == ([], True)
    with pytest.raises(DomainError, match="たったいま消されました"):
        actions.say_word(viewer(town), word)
    assert client.post(undo, follow=True).context["pack"].words == [word]
    assert [*Word.objects.all()] == [word]
    noted = BookEntry.objects.filter(verb__in=["journal.drop_word", "journal.restore_word"])
    assert [one.verb for one in noted.order_by("at")] == [
        "journal.drop_word",
        "journal.restore_word",
    ]


def test_word_without_a_matter_is_asked_for_again(town: Town, posting: Posting) -> None:
    answer = client_of(town).post(f"{url_of(posting)}words/", {"words": "会って話す"})
    assert (answer.status_code, Word.objects.count()) == (422, 0)
    assert "会って話す" in answer.content.decode()


@pytest.mark.parametrize(("field", "most"), [("about", 80), ("words", 200)])
def test_word_that_is_too_long_is_kept_whole_and_asked_to_be_shorter(
    town: Town, posting: Posting, field: str, most: int
) -> None:
    client, written = client_of(town), "鍵" * 10_000
    form = client.get(url_of(posting)).context["word_form"]
    assert "maxlength" not in form.as_p()  # the browser would cut it, and nobody would know
    sent = {"about": "鍵のこと", "words": "会って話す", field: written}
    answer = client.post(f"{url_of(posting)}words/", sent)
    assert (answer.status_code, Word.objects.count()) == (422, 0)
    kept = answer.context["word_form"]
    assert ([*kept.errors], kept[field].value()) == ([field], written)
    assert f"{most}文字まで" in kept.errors[field][0]


def test_nobody_elses_word_is_touched(town: Town, posting: Posting) -> None:
    word = Word.objects.create(posting=posting, about="鍵", written_by=writer(town))
    for act in ("say", "unsay", "drop"):
        assert town.client(Role.OFFICER).post(f"/journal/words/{word.pk}/{act}/").status_code == 404
    with pytest.raises(DomainError, match="ご自分の所属先の配置"):
        actions.note_word(town.viewer(Role.OFFICER), Word(posting=posting, about="鍵"))
    assert packs.word_of(viewer(town), uuid4()) is None


def test_word_that_is_gone_is_told(town: Town, posting: Posting) -> None:
    word = Word.objects.create(posting=posting, about="鍵", written_by=writer(town))
    Word.objects.all().delete()
    for act in (actions.say_word, actions.unsay_word, actions.drop_word, actions.restore_word):
        with pytest.raises(DomainError, match="もうありません"):
            act(viewer(town), word)


def test_page_asks_as_much_of_three_as_of_one(town: Town, posting: Posting) -> None:
    client, asked = client_of(town), []
    for number in (1, 2):
        for _ in range(number):
            make_entry(
                town, people=[make_person(town)], organisations=[make_organisation(town)],
                next_step="鍵を借りる", next_on=timezone.localdate(),
            )  # fmt: skip
            make_story(town)
            make_need(town, "ゴミ出し", owner=writer(town))
            Word.objects.create(posting=posting, about="鍵", written_by=writer(town))
        client.get(url_of(posting))
        with CaptureQueriesContext(connection) as queried:
            client.get(url_of(posting))
        asked.append(len(queried))
    assert asked[0] == asked[1]
    assert Entry.objects.count() == 3


def test_successor_of_another_body_opens_what_goes_between_bodies_and_nothing_else(
    town: Town, posting: Posting, tmp_path: Path
) -> None:
    today = timezone.localdate()
    person, group = (
        make_person(town, nickname="桜台のタケさん"),
        make_organisation(town, name="桜会"),
    )
    make_entry(town, people=[person], organisations=[group], next_step="鍵を借りる", next_on=today)
    make_entry(town, next_step="内々の話", next_on=today, reach=Entry.Reach.OWN)
    make_voice(town, "坂がつらい", heard_by=writer(town), follow_up_on=today)
    Word.objects.create(posting=posting, about="タケさんのこと", written_by=writer(town))
    kept = ("タケさん", "内々の話", "坂がつらい")
    ours = client_of(town).get(url_of(posting)).content.decode()
    assert [one for one in kept if one not in ours] == []
    heir = town.client(Role.COORDINATOR2, employer=town.council)
    elsewhere = town.client(Role.COORDINATOR2, employer=town.council, area=town.east)
    assert heir.get(url_of(posting)).status_code == 404

    Posting.objects.filter(pk=posting.pk).update(until=today)
    page = heir.get(url_of(posting))
    paper = "".join(words(heir.get(f"{url_of(posting)}sheet/").content, tmp_path))

    told, closed = (
        page.content.decode(),
        ["人：1人", "次の一手：1件", "声へのお返事：1件", "申し送り：1件"],
    )
    assert [one for one in kept if one in told or one in paper] == []
    assert [one for one in ("鍵を借りる", "桜会") if one not in told or one not in paper] == []
    assert (page.context["pack"].closed, [one for one in closed if one not in paper]) == (
        closed,
        [],
    )
    assert heir.post(f"{url_of(posting)}words/", {"about": "鍵"}).status_code == 404
    listed = heir.get("/journal/handover/").content.decode()
    assert (url_of(posting) in listed, "ほかの所属先から" in listed) == (True, True)
    assert elsewhere.get(url_of(posting)).status_code == 404


def test_posting_that_nobody_followed_in_is_opened_by_the_first_layer(
    town: Town, posting: Posting
) -> None:
    above = town.client(Role.COORDINATOR1, employer=town.council)
    assert above.get(url_of(posting)).status_code == 404
    Posting.objects.filter(pk=posting.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert above.get(url_of(posting)).status_code == 200
    town.user(Role.COORDINATOR2)
    assert above.get(url_of(posting)).status_code == 404
