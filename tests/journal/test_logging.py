"""The one-minute log: how and where are enough; all else is offered, and each room is told once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.assets.models import Check
from sasaeai.audit.models import Entry as BookEntry
from sasaeai.journal.models import Entry
from sasaeai.organisations.models import Approach, Tie
from sasaeai.vocabulary.models import Kind
from sasaeai.voices.models import Voice
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.journal import make_entry
from tests.factories.organisations import make_approach, make_organisation, make_tie
from tests.factories.people import make_person, writer
from tests.factories.vocabulary import term
from tests.journal.ways import LOG, client_of, sent, viewer

pytestmark = pytest.mark.django_db


def test_how_and_where_are_enough(town: Town) -> None:
    answer = client_of(town).post(LOG, sent(town))
    entry = Entry.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/journal/")
    assert (entry.area, entry.employer, entry.by, entry.on) == (
        town.sakuradai,
        town.centre,
        writer(town),
        timezone.localdate(),
    )
    assert entry.posting == writer(town).postings.get()
    assert [*BookEntry.objects.filter(verb="journal.log").values_list("subjects", flat=True)] == [
        [str(entry.pk)]
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"means": ""}, "どうやって"),
        ({"near": ""}, "どこのことですか"),
        ({"near": "elsewhere"}, "地区を選んでください。"),
        ({"near": str(uuid4())}, "どこのことですか"),
        ({"on": "2999-01-01"}, "これからの日です。"),
        ({"next_on": "2999-01-01"}, "その日までに何をするか"),
        ({"next_step": "鍵を借りる", "next_on": "2020-01-01"}, "過ぎた日です。"),
        ({"who": "いない人"}, "この名前や番号の方は見つかりません。"),
        ({"thing_name": "ない集会所"}, "この名前のものは"),
        ({"unchanged": "on"}, "確かめた資源か活動を、上で選んでください。"),
        ({"heard": "さびしいね", "heard_reach": "staff"}, "ご本人の同意が要ります"),
        ({"tie_words": "夏まつり"}, "団体をちょうど二つ"),
    ],
)
def test_what_is_amiss_is_said_and_nothing_is_lost(
    town: Town, said: dict[str, str], sentence: str
) -> None:
    answer = client_of(town).post(LOG, sent(town, words="鍵の話をした") | said)
    page = answer.content.decode()
    assert (answer.status_code, Entry.objects.count(), Voice.objects.count()) == (422, 0, 0)
    assert sentence in page
    assert "鍵の話をした" in page


def test_all_that_was_tapped_is_kept(town: Town) -> None:
    types = term(town.municipality, Kind.SC_ACTIVITY_TYPE, "listen")
    task = term(town.municipality, Kind.SC_TASK, "1")
    function = term(town.municipality, Kind.SC_FUNCTION, "a")
    kind = term(town.municipality, Kind.COUNTERPART, "minsei")
    peer = town.user(Role.COORDINATOR1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    said = sent(
        town, counterparts=[kind.pk], types=[types.pk], tasks=[task.pk], functions=[function.pk],
        peers=[peer.pk], words="坂の話", next_step="鍵を借りる", next_on=tomorrow.isoformat(),
        minutes="20", reach="own",
    )  # fmt: skip
    client_of(town).post(LOG, said)
    entry = Entry.objects.get()
    assert [[*getattr(entry, name).all()] for name in ("counterparts", "types", "tasks")] == [
        [kind],
        [types],
        [task],
    ]
    assert ([*entry.functions.all()], [*entry.peers.all()]) == ([function], [peer])
    assert (entry.words, entry.next_step, entry.next_on) == ("坂の話", "鍵を借りる", tomorrow)
    assert (entry.minutes, entry.reach) == (20, "own")


def test_names_as_a_list_has_them_are_linked_and_others_stay_words(town: Town) -> None:
    known = make_organisation(town, name="桜会")
    person = make_person(town, nickname="桜台のタケさん")
    thing = AssetFactory(area=town.sakuradai, name="桜台集会所")
    gathering = ActivityFactory(area=town.sakuradai, name="朝の体操")
    said = sent(town, with_words="桜会、青い屋根の家", who="桜台のタケさん", thing_name=thing.name)
    client_of(town).post(LOG, said)
    client_of(town).post(LOG, sent(town, thing_name=gathering.name))
    first, second = Entry.objects.order_by("created_at")
    assert ([*first.organisations.all()], first.with_words) == ([known], "青い屋根の家")
    assert ([*first.people.all()], [*first.assets.all()]) == ([person], [thing])
    assert [*second.activities.all()] == [gathering]


def test_partners_of_the_last_days_come_first_and_are_tapped(town: Town) -> None:
    known, person = make_organisation(town, name="桜会"), make_person(town, nickname="タケさん")
    peer, thing = town.user(Role.COORDINATOR1), AssetFactory(area=town.sakuradai)
    make_entry(town, organisations=[known], people=[person], peers=[peer], assets=[thing])
    make_entry(
        town,
        organisations=[make_organisation(town, name="むかしの会")],
        on=timezone.localdate() - timedelta(days=15),
    )
    client = client_of(town)
    page = client.get(LOG)
    partners = [f"organisation:{known.pk}", f"person:{person.pk}", f"peer:{peer.pk}"]
    form = page.context["form"]
    assert [value for value, _label in form.fields["partners"].choices] == partners
    assert form.initial["near"] == str(town.sakuradai.pk)
    assert [*BookEntry.objects.filter(verb="people.look").values_list("subjects", flat=True)] == [
        [str(person.pk)]
    ]
    client.post(LOG, sent(town, partners=partners, things=[f"asset:{thing.pk}"]))
    entry = Entry.objects.latest("created_at")
    assert [[*rows.all()] for rows in (entry.organisations, entry.people, entry.peers)] == [
        [known],
        [person],
        [peer],
    ]
    assert [*entry.assets.all()] == [thing]


def test_person_of_a_name_that_two_bear_is_chosen(town: Town) -> None:
    one, other = (make_person(town, nickname="タケさん") for _ in range(2))
    client = client_of(town)
    answer = client.post(LOG, sent(town, who="タケさん"))
    assert (answer.status_code, Entry.objects.count()) == (422, 0)
    assert "同じ名前の方がいます。" in answer.content.decode()
    client.post(LOG, sent(town, who="タケさん", partners=[f"person:{other.pk}"]))
    assert [*Entry.objects.get().people.all()] == [other]
    assert one != other


def test_what_was_heard_is_kept_in_voices_alone(town: Town) -> None:
    said = sent(town, heard="坂がつらい", heard_consent="oral", heard_reach="staff")
    client_of(town).post(LOG, said)
    voice, entry = Voice.objects.get(), Entry.objects.get()
    assert [*entry.voices.all()] == [voice]
    assert (voice.words, voice.reach, voice.consent, voice.means) == (
        "坂がつらい",
        "staff",
        "oral",
        entry.means,
    )
    assert "坂がつらい" not in str(Entry.objects.values_list())


def test_whoever_wrote_words_after_which_nobody_waits_is_shown_whom_to_call(town: Town) -> None:
    term(town.municipality, Kind.ALARM_WORD, "dying", label="死にたい")
    answer = client_of(town).post(LOG, sent(town, heard="もう死にたい"))
    assert answer["Location"] == Voice.objects.get().get_absolute_url()


def test_unchanged_renews_the_confidence_of_what_was_tapped(town: Town) -> None:
    thing = AssetFactory(area=town.sakuradai, name="桜台集会所")
    gathering = ActivityFactory(area=town.sakuradai, name="朝の体操")
    make_entry(town, assets=[thing], activities=[gathering])
    things = [f"asset:{thing.pk}", f"activity:{gathering.pk}"]
    client_of(town).post(LOG, sent(town, things=things, unchanged="on"))
    check = Check.objects.get()
    assert (check.listed, check.means, check.result, check.by) == (
        thing,
        "visit",
        "same",
        writer(town),
    )
    for row in (thing, gathering):
        row.refresh_from_db()
        assert row.checked_on == timezone.localdate()


def test_what_lies_elsewhere_is_not_made_sure_of(town: Town) -> None:
    thing = AssetFactory(area=town.aoume, name="青梅会館")
    answer = client_of(town).post(LOG, sent(town, thing_name="青梅会館", unchanged="on"))
    assert (answer.status_code, Entry.objects.count(), Check.objects.count()) == (422, 0, 0)
    assert "受け持ちの地区のものではない" in answer.content.decode()
    assert thing.checked_on is None


def test_two_organisations_are_tied(town: Town) -> None:
    one, other = make_organisation(town, name="桜会"), make_organisation(town, name="柏会")
    client_of(town).post(LOG, sent(town, with_words="桜会、柏会", tie_words="夏まつり"))
    tie = Tie.objects.get()
    assert ({tie.one, tie.other}, tie.words) == ({one, other}, "夏まつり")


def test_where_one_room_refuses_nothing_is_kept(town: Town) -> None:
    one, other = make_organisation(town, name="桜会"), make_organisation(town, name="柏会")
    make_tie(one, other)
    said = sent(town, with_words="桜会、柏会", tie_words="夏まつり", heard="坂がつらい")
    answer = client_of(town).post(LOG, said)
    assert (answer.status_code, Entry.objects.count(), Voice.objects.count()) == (422, 0, 0)
    assert "つながりは、もう書いてあります。" in answer.content.decode()


def test_next_step_that_was_taken_is_marked_and_followed(town: Town) -> None:
    promise = make_entry(town, next_step="鍵を借りる", next_on=timezone.localdate())
    page = client_of(town).get(LOG, {"follows": str(promise.pk)})
    assert page.context["form"]["done"].initial == [promise.pk]
    client_of(town).post(LOG, sent(town, done=[promise.pk]))
    promise.refresh_from_db()
    assert promise.next_done_on == timezone.localdate()
    assert [*promise.followed.all()] == [Entry.objects.latest("created_at")]


def test_approach_it_was_about_goes_on(town: Town) -> None:
    approach = make_approach(
        viewer(town), make_organisation(town), about="集いの場", next_on=timezone.localdate()
    )
    next_on = timezone.localdate() + timedelta(days=7)
    said = sent(town, approach=approach.pk, next_step="返事を聞く", next_on=next_on.isoformat())
    client_of(town).post(LOG, said)
    approach.refresh_from_db()
    assert (approach.next_on, approach.state) == (next_on, Approach.State.ASKED)


def test_same_number_is_one_entry(town: Town) -> None:
    said = sent(town, client_id=str(uuid4()), heard="坂がつらい")
    for _ in range(2):
        client_of(town).post(LOG, said)
    assert (Entry.objects.count(), Voice.objects.count()) == (1, 1)


def test_whoever_logged_is_told_with_the_way_to_the_entry(town: Town) -> None:
    page = client_of(town).post(LOG, sent(town), follow=True).content.decode()
    way = Entry.objects.get().get_absolute_url()
    assert f'記録しました。 <a href="{way}">この記録を見る</a>' in page


def test_one_goes_on_to_another(town: Town) -> None:
    assert client_of(town).post(LOG, sent(town, another="on"))["Location"] == LOG


def test_first_layer_may_log_the_sixth(town: Town) -> None:
    sixth = term(town.municipality, Kind.SC_TASK, "6")
    town.client(Role.COORDINATOR1).post(LOG, sent(town, tasks=[sixth.pk]))
    assert [*Entry.objects.get().tasks.all()] == [sixth]


@pytest.mark.parametrize(
    ("role", "code"), [(Role.WORK_COORDINATOR, "w1"), (Role.COORDINATOR2, "1")]
)
def test_tasks_are_those_of_the_role(town: Town, role: Role, code: str) -> None:
    term(town.municipality, Kind.SC_TASK, "1")
    term(town.municipality, Kind.WORK_COORDINATOR_TASK, "w1")
    form = town.client(role).get(LOG).context["form"]
    assert [one.code for one in form.fields["tasks"].queryset] == [code]
