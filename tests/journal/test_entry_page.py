"""One entry: read by whom it may be, put right, taken back, its promise kept or moved."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry as BookEntry
from sasaeai.base.errors import DomainError
from sasaeai.journal import actions, rules
from sasaeai.journal.deed import Deed
from sasaeai.journal.models import Entry
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.journal import make_entry
from tests.factories.organisations import make_organisation
from tests.factories.people import make_person, writer
from tests.factories.voices import make_voice
from tests.journal.ways import client_of, sent, viewer

pytestmark = pytest.mark.django_db


def test_page_shows_all_and_notes_every_look(town: Town) -> None:
    person, voice = make_person(town, nickname="タケさん"), make_voice(town, "坂がつらい")
    entry = make_entry(
        town, people=[person], voices=[voice], organisations=[make_organisation(town)]
    )
    page = client_of(town).get(entry.get_absolute_url()).content.decode()
    assert all(words in page for words in ("タケさん", "坂がつらい", entry.words))
    looks = BookEntry.objects.filter(verb__in=["people.look", "voices.look"])
    assert {(one.verb, *one.subjects) for one in looks} == {
        ("people.look", str(person.pk)),
        ("voices.look", str(voice.pk)),
    }


def test_other_body_reads_neither_person_nor_voice(town: Town) -> None:
    person, voice = make_person(town, nickname="タケさん"), make_voice(town, "坂がつらい")
    entry = make_entry(town, people=[person], voices=[voice])
    page = town.client(Role.COORDINATOR1).get(entry.get_absolute_url()).content.decode()
    assert ("タケさん" in page, "坂がつらい" in page) == (False, False)


def test_entry_of_another_body_alone_is_not_there(town: Town) -> None:
    entry = make_entry(town, reach=Entry.Reach.OWN)
    assert town.client(Role.COORDINATOR1).get(entry.get_absolute_url()).status_code == 404


def test_page_asks_as_much_of_three_links_as_of_one(town: Town) -> None:
    client, asked = client_of(town), []
    for number in (1, 3):
        entry = make_entry(
            town, people=[make_person(town) for _ in range(number)],
            organisations=[make_organisation(town) for _ in range(number)],
            assets=[AssetFactory(area=town.sakuradai) for _ in range(number)],
            activities=[ActivityFactory(area=town.sakuradai) for _ in range(number)],
        )  # fmt: skip
        client.get(entry.get_absolute_url())
        with CaptureQueriesContext(connection) as queried:
            client.get(entry.get_absolute_url())
        asked.append(len(queried))
    assert asked[0] == asked[1]


def test_form_asks_as_much_after_three_entries_as_after_one(town: Town) -> None:
    client, asked = client_of(town), []
    for number in (1, 2):
        for _ in range(number):
            make_entry(
                town, people=[make_person(town)], organisations=[make_organisation(town)],
                assets=[AssetFactory(area=town.sakuradai)], next_step="鍵を借りる",
            )  # fmt: skip
        client.get("/journal/log/")
        with CaptureQueriesContext(connection) as queried:
            client.get("/journal/log/")
        asked.append(len(queried))
    assert asked[0] == asked[1]


def test_writer_puts_it_right(town: Town) -> None:
    known, other = make_organisation(town, name="桜会"), make_organisation(town, name="柏会")
    entry = make_entry(
        town, organisations=[known], next_step="鍵を借りる", next_done_on=timezone.localdate()
    )
    client = client_of(town)
    url = f"{entry.get_absolute_url()}change/"
    form = client.get(url).context["form"]
    assert form["partners"].initial == [f"organisation:{known.pk}"]
    said = sent(
        town, words="坂の話", with_words="柏会", seen=form["seen"].value(), next_step="鍵を返す"
    )
    assert client.post(url, said)["Location"] == entry.get_absolute_url()
    entry.refresh_from_db()
    assert (entry.words, [*entry.organisations.all()], entry.next_done_on) == (
        "坂の話",
        [other],
        None,
    )


def test_word_that_ended_since_stays_with_an_entry_that_is_put_right(town: Town) -> None:
    entry = make_entry(town, types=["listen"])
    ended = entry.types.get()
    ended.until = timezone.localdate() - timedelta(days=1)
    ended.save()
    client, url = client_of(town), f"{entry.get_absolute_url()}change/"
    form = client.get(url).context["form"]
    client.post(url, sent(town, words="坂の話", seen=form["seen"].value(), types=[ended.pk]))
    entry.refresh_from_db()
    assert (entry.words, [*entry.types.all()]) == ("坂の話", [ended])


def test_what_was_changed_meanwhile_is_told_and_nothing_is_lost(town: Town) -> None:
    entry = make_entry(town, "はじめの言葉")
    url = f"{entry.get_absolute_url()}change/"
    answer = client_of(town).post(url, sent(town, words="坂の話", seen="2020-01-01T00:00:00+00:00"))
    assert answer.status_code == 422
    assert "坂の話" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.words == "はじめの言葉"


def test_action_refuses_what_was_changed_meanwhile(town: Town) -> None:
    entry = make_entry(town)
    with pytest.raises(DomainError):
        actions.change(
            viewer(town), entry, Deed(), seen=entry.created_at - timedelta(1), changed=[]
        )


def test_colleague_of_the_same_body_does_not_rewrite_it(town: Town) -> None:
    entry = make_entry(town)
    client = town.client(Role.COORDINATOR2)
    assert client.get(f"{entry.get_absolute_url()}change/").status_code == 403


def test_entry_of_today_is_taken_back(town: Town) -> None:
    entry = make_entry(town)
    client_of(town).post(f"{entry.get_absolute_url()}take-back/")
    assert Entry.objects.count() == 0


def test_entry_of_yesterday_stays(town: Town) -> None:
    entry = make_entry(town)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        page = client_of(town).post(f"{entry.get_absolute_url()}take-back/", follow=True)
    assert "取り消せるのは、ご自分が今日書いた記録だけです。" in page.content.decode()
    assert Entry.objects.count() == 1


def test_entry_taken_back_meanwhile_is_told(town: Town) -> None:
    entry = make_entry(town, next_step="鍵を借りる")
    Entry.objects.all().delete()
    with pytest.raises(DomainError, match="たったいま取り消されました"):
        actions.settle(viewer(town), entry)


def test_promise_is_kept_and_waits_again(town: Town) -> None:
    entry = make_entry(town, next_step="鍵を借りる", next_on=timezone.localdate())
    colleague = town.client(Role.COORDINATOR2)
    colleague.post(f"{entry.get_absolute_url()}settle/")
    entry.refresh_from_db()
    assert entry.next_done_on == timezone.localdate()
    colleague.post(f"{entry.get_absolute_url()}unsettle/")
    entry.refresh_from_db()
    assert entry.next_done_on is None


def test_promise_marked_on_the_first_screen_leads_back_there(town: Town) -> None:
    entry = make_entry(town, next_step="鍵を借りる", next_on=timezone.localdate())
    answer = client_of(town).post(f"{entry.get_absolute_url()}settle/", {"back": "today"})
    assert answer["Location"] == "/today/"


def test_promise_is_moved(town: Town) -> None:
    entry = make_entry(town, next_step="鍵を借りる", next_on=timezone.localdate())
    later = timezone.localdate() + timedelta(days=3)
    client_of(town).post(f"{entry.get_absolute_url()}move/", {"to": later.isoformat()})
    entry.refresh_from_db()
    assert entry.next_on == later


@pytest.mark.parametrize("to", ["2020-01-01", "nonsense", ""])
def test_promise_is_not_moved_into_the_past(town: Town, to: str) -> None:
    entry = make_entry(town, next_step="鍵を借りる", next_on=timezone.localdate())
    page = client_of(town).post(f"{entry.get_absolute_url()}move/", {"to": to}, follow=True)
    entry.refresh_from_db()
    assert (entry.next_on, page.status_code) == (timezone.localdate(), 200)


def test_action_moves_nothing_into_the_past(town: Town) -> None:
    entry = make_entry(town, next_step="鍵を借りる")
    with pytest.raises(DomainError, match="過ぎた日です"):
        actions.move(viewer(town), entry, to=timezone.localdate() - timedelta(1))


@pytest.mark.parametrize("act", ["settle", "unsettle"])
def test_what_promises_nothing_is_not_kept(town: Town, act: str) -> None:
    entry = make_entry(town)
    page = client_of(town).post(f"{entry.get_absolute_url()}{act}/", follow=True)
    assert "次の一手はありません" in page.content.decode()


def test_other_body_keeps_nobody_elses_promise(town: Town) -> None:
    entry = make_entry(town, next_step="鍵を借りる")
    assert town.client(Role.OFFICER).post(f"{entry.get_absolute_url()}settle/").status_code == 403
    with pytest.raises(DomainError, match="書いた所属先の方だけ"):
        actions.settle(town.viewer(Role.OFFICER), entry)


def test_rules_ask_who_wrote_it(town: Town) -> None:
    entry, colleague = make_entry(town), town.viewer(Role.COORDINATOR2)
    assert (rules.may_change(viewer(town), entry), rules.may_change(colleague, entry)) == (
        True,
        False,
    )
    assert rules.posting_of(viewer(town), town.aoume, town.centre.pk) is None
    assert writer(town).pk == entry.by_id
