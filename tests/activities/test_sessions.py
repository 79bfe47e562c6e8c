"""One date with sign-up: by themselves without an account, by telephone, waiting, off, forgotten."""

from datetime import time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import actions, signups
from sasaeai.activities.models import Activity, Session, SignUp
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.portal import actions as portal
from sasaeai.ui import dates
from tests.factories.activities import ActivityFactory, make_session, make_signup
from tests.factories.areas import Town
from tests.factories.assets import make_home

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KIYO = {"called": "キヨさん", "phone": "042-000-7777", "people": "1"}


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def everybody(town: Town) -> Viewer:
    return resident(town.municipality.pk)


@pytest.fixture
def activity(town: Town) -> Activity:
    return ActivityFactory(area=town.sakuradai, name="針箱の日")


@pytest.fixture
def session(town: Town, activity: Activity) -> Session:
    return make_session(town, activity)


def address(session: Session) -> str:
    code = session.activity.municipality.code
    return reverse("portal:session", args=[code, session.pk])


def test_resident_signs_up_without_an_account_and_takes_it_back(session: Session) -> None:
    client = Client()
    page = client.post(address(session), KIYO, follow=True)
    own = page.redirect_chain[-1][0]
    signup = session.signups.get()
    assert (signup.called, signup.phone, signup.people, signup.state) == (
        "キヨさん", "042-000-7777", 1, "comes",
    )  # fmt: skip
    assert own.rstrip("/").rpartition("/")[2] not in signup.digest
    assert page.headers["Cache-Control"] == "private, no-store"
    client.post(f"{own}cancel/")
    signup.refresh_from_db()
    assert (signup.state, signup.phone) == ("cancelled", "")
    assert client.get(own).status_code == 200


def test_after_the_last_place_one_waits_and_is_let_in_by_hand(
    town: Town, viewer: Viewer, session: Session
) -> None:
    first = make_signup(session, people=2)
    client = Client()
    client.post(address(session), KIYO)
    waiting = session.signups.get(state="waits")
    with pytest.raises(DomainError, match="空きが足りません"):
        actions.admit(viewer, waiting)
    actions.cancel_signup(viewer, first)
    assert actions.admit(viewer, waiting).state == "comes"
    assert [(room.comes, room.waits, room.left) for room in signups.rooms([session])] == [(1, 0, 1)]


def test_nobody_comes_before_those_who_wait(
    viewer: Viewer, everybody: Viewer, session: Session
) -> None:
    first = make_signup(session, people=2)
    make_signup(session, "待つ方", state="waits")
    actions.cancel_signup(viewer, first)
    later = SignUp(session=session, called="あとの方")
    actions.sign_up(everybody, later)
    assert later.state == "waits"


def test_activity_that_is_over_sets_no_date(viewer: Viewer, activity: Activity) -> None:
    Activity.objects.update(state="ended")
    activity.refresh_from_db()
    one = Session(activity=activity, on=viewer.today, starts=time(10), ends=time(11), capacity=5)
    with pytest.raises(DomainError, match="この活動は終わっています"):
        actions.set_session(viewer, one)
    assert Session.objects.count() == 0


def test_who_took_it_back_meanwhile_is_not_let_in(viewer: Viewer, session: Session) -> None:
    waiting = make_signup(session, state="waits")
    actions.cancel_signup(viewer, SignUp.objects.get(pk=waiting.pk))
    with pytest.raises(DomainError, match="もう取り消されています"):
        actions.admit(viewer, waiting)


def test_own_page_stays_open_where_the_activity_is_shown_no_more(
    town: Town, session: Session
) -> None:
    client = Client()
    own = client.post(address(session), KIYO)["Location"]
    Activity.objects.filter(pk=session.activity_id).update(visibility="staff")
    page = client.get(own)
    assert (page.status_code, "針箱の日" in page.content.decode()) == (200, True)
    assert client.post(f"{own}cancel/", follow=True).status_code == 200
    assert session.signups.get().state == "cancelled"


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"called": ""}, "お呼びする名前を書いてください"),
        ({"phone": ""}, "お電話番号を書いてください"),
        ({"phone": "でんわ"}, "数字とハイフン"),
        ({"people": "11"}, "お電話でお知らせください"),
    ],
)
def test_sign_up_that_says_too_little_keeps_what_was_typed(
    session: Session, sent: dict[str, str], why: str
) -> None:
    page = Client().post(address(session), KIYO | sent)
    assert (page.status_code, why in page.content.decode()) == (422, True)
    assert SignUp.objects.count() == 0


def test_machine_that_signs_up_too_often_is_asked_to_call(session: Session) -> None:
    client = Client()
    for _number in range(portal.PER_ADDRESS):
        client.post(address(session), KIYO)
    page = client.post(address(session), KIYO)
    assert (page.status_code, "15分ほどおいて" in page.content.decode()) == (422, True)
    assert SignUp.objects.count() == portal.PER_ADDRESS


def test_nobody_signs_up_to_what_is_closed_off_or_over_full(
    town: Town, everybody: Viewer, activity: Activity
) -> None:
    closed = make_session(town, activity, days=3, closes_on=timezone.localdate() - DAY)
    off = make_session(town, activity, cancelled_on=timezone.localdate())
    over = make_session(town, activity, days=-1)
    for one, why in ((closed, "まででした"), (off, "取りやめ"), (over, "もう過ぎました")):
        with pytest.raises(DomainError, match=why):
            actions.sign_up(everybody, SignUp(session=one, called="キヨさん"))
    full = make_session(town, activity)
    for _number in range(20):
        make_signup(full, people=10, state="waits")
    with pytest.raises(DomainError, match="空きを待つ方もいっぱい"):
        actions.sign_up(everybody, SignUp(session=full, called="キヨさん"))


# In how many days each is, closes and was called off.
CLOSED = {
    "まででした": (3, {"closes_on": -1}),
    "取りやめ": (7, {"cancelled_on": 0}),
    "もう過ぎました": (-1, {}),
}


@pytest.mark.parametrize("why", CLOSED)
def test_form_left_open_past_the_end_says_why_and_keeps_what_was_typed(
    town: Town, activity: Activity, why: str
) -> None:
    days, on = CLOSED[why]
    dates = {name: timezone.localdate() + ahead * DAY for name, ahead in on.items()}
    one = make_session(town, activity, days=days, **dates)
    looked, sent = Client().get(address(one)), Client().post(address(one), KIYO)
    by_phone = town.client(Role.COORDINATOR2).post(one.get_absolute_url(), KIYO)
    assert (looked.status_code, sent.status_code, by_phone.status_code) == (200, 422, 422)
    assert 'name="called"' not in looked.content.decode()
    for page in (sent, by_phone):
        text = page.content.decode()
        assert (why in text, 'value="キヨさん"' in text, "042-000-7777" in text) == (True,) * 3
    assert SignUp.objects.count() == 0


def test_last_place_taken_on_the_telephone_lets_an_open_form_wait(
    town: Town, viewer: Viewer, activity: Activity
) -> None:
    one = make_session(town, activity, capacity=1)
    client = Client()
    assert "あと1" in client.get(address(one)).content.decode()
    actions.sign_up(viewer, SignUp(session=one, called="源さん"))
    page = client.post(address(one), KIYO, follow=True).content.decode()
    new = one.signups.get(called="キヨさん")
    assert (new.spoken in page, new.state) == (True, "waits")


def test_whoever_is_new_does_not_go_past_those_who_wait(
    town: Town, viewer: Viewer, session: Session
) -> None:
    make_signup(session, people=1)
    make_signup(session, "待つ人", people=2, state="waits")
    new = SignUp(session=session, called="あとの人")
    actions.sign_up(viewer, new)
    [room] = signups.rooms([session])
    assert (new.state, room.left, room.free) == ("waits", 1, 0)


@pytest.mark.parametrize(
    ("of_activity", "of_session"),
    [
        ({"visibility": "staff"}, {}),
        ({"state": "idea"}, {}),
        ({"state": "ended"}, {}),
        ({}, {"is_public": False}),
    ],
)
def test_date_that_is_not_for_residents_is_not_there(
    town: Town, of_activity: dict[str, str], of_session: dict[str, int]
) -> None:
    one = make_session(town, ActivityFactory(area=town.sakuradai, **of_activity), **of_session)
    assert Client().get(address(one)).status_code == 404


def test_date_stands_on_the_activitys_page_for_residents(town: Town, session: Session) -> None:
    code = town.municipality.code
    off = make_session(
        town, session.activity, cancelled_on=timezone.localdate(), cancelling_words="大雨のため"
    )
    page = Client().get(reverse("portal:activity", args=[code, session.activity_id]))
    text = page.content.decode()
    assert (address(session) in text, address(off) in text, "大雨のため" in text) == (
        True, False, True,
    )  # fmt: skip


def test_hidden_home_is_not_told_to_residents(town: Town) -> None:
    home = make_home(town)
    one = make_session(town, ActivityFactory(area=town.sakuradai, place=home))
    text = Client().get(address(one)).content.decode()
    assert home.address not in text


def test_own_page_opens_for_nobody_else_and_not_after_the_day(
    everybody: Viewer, session: Session
) -> None:
    token = actions.sign_up(everybody, SignUp(session=session, called="キヨさん", phone="1"))
    assert signups.behind(everybody, "x" * 43) is None
    assert signups.behind(everybody, token) == session.signups.get()
    with time_machine.travel(timezone.now() + 8 * DAY, tick=False):
        later = resident(everybody.municipality)
        assert signups.behind(later, token) is None
    code = session.activity.municipality.code
    for name in ("signed_up", "cancel_signup"):
        url = reverse(f"portal:{name}", args=[code, "nonsense"])
        client = Client()
        assert (client.post if name == "cancel_signup" else client.get)(url).status_code == 404


def test_coordinator_sets_a_date_writes_down_a_call_and_prints_the_door_list(
    town: Town, activity: Activity
) -> None:
    client = town.client(Role.COORDINATOR2)
    on = timezone.localdate() + 7 * DAY
    sent = {"on": on.isoformat(), "starts": "13:30", "ends": "15:00", "capacity": "1"}
    client.post(reverse("activities:set_session", args=[activity.pk]), sent | {"is_public": "on"})
    new = activity.sessions.get()
    assert (new.on, new.starts, new.capacity, new.is_public) == (on, time(13, 30), 1, True)
    for called in ("キヨさん", "源さん"):
        client.post(new.get_absolute_url(), KIYO | {"called": called})
    states = [*new.signups.order_by("created_at").values_list("called", "state", "digest")]
    assert states == [("キヨさん", "comes", ""), ("源さん", "waits", "")]
    door = client.get(reverse("activities:door", args=[new.pk])).content.decode()
    coming, waiting = door.split("空きを待っている方</h2>")
    assert ("キヨさん" in coming, "源さん" in waiting) == (True, True)
    assert ("042-000-7777" in coming, "042-000-7777" in waiting) == (False, True)
    assert Entry.objects.filter(verb="activities.look_signups").exists()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"on": "2020-01-01"}, "今日からあとの日"),
        ({"ends": "13:00"}, "後の時刻"),
        ({"closes_on": "2999-01-01"}, "その日までにして"),
        ({"capacity": "0"}, "1以上"),
    ],
)
def test_date_that_makes_no_sense_is_refused(
    town: Town, activity: Activity, sent: dict[str, str], why: str
) -> None:
    on = (timezone.localdate() + DAY).isoformat()
    usual = {"on": on, "starts": "13:30", "ends": "15:00", "capacity": "5"}
    url = reverse("activities:set_session", args=[activity.pk])
    page = town.client(Role.COORDINATOR2).post(url, usual | sent)
    assert page.status_code == 422
    assert why in page.content.decode()
    assert Session.objects.count() == 0


def test_date_is_called_off_with_words_once_and_taken_up_again(
    town: Town, viewer: Viewer, session: Session
) -> None:
    client = town.client(Role.COORDINATOR2)
    client.post(reverse("activities:cancel_session", args=[session.pk]), {"words": "大雨のため"})
    session.refresh_from_db()
    assert (session.cancelled_on, session.cancelling_words) == (viewer.today, "大雨のため")
    with pytest.raises(DomainError, match="もう取りやめて"):
        actions.cancel_session(viewer, session, words="もう一度")
    client.post(reverse("activities:restore_session", args=[session.pk]))
    session.refresh_from_db()
    assert (session.cancelled_on, session.cancelling_words) == (None, "")


def test_numbers_are_erased_once_the_day_is_over(
    town: Town, viewer: Viewer, activity: Activity
) -> None:
    over, ahead = (make_signup(make_session(town, activity, days=days)) for days in (-1, 0))
    assert actions.forget_numbers(viewer) == 1
    assert actions.forget_numbers(viewer) == 0
    kept = [SignUp.objects.get(pk=one.pk).phone for one in (over, ahead)]
    assert (kept, SignUp.objects.get(pk=over.pk).called) == (["", "042-000-7777"], "キヨさん")
    assert Entry.objects.filter(verb="activities.forget_numbers").count() == 1


def test_names_are_erased_a_month_after_and_the_numbers_of_people_stay(
    town: Town, next_town: Town, viewer: Viewer, activity: Activity
) -> None:
    long_over, over = (make_signup(make_session(town, activity, days=days), people=2) for days in (-31, -30))  # fmt: skip
    make_signup(make_session(next_town, ActivityFactory(area=next_town.sakuradai), days=-99))
    before = signups.counted(viewer, [activity.pk])

    assert (actions.forget_names(viewer), actions.forget_names(viewer)) == (1, 0)

    kept = [SignUp.objects.get(pk=one.pk).called for one in (long_over, over)]
    assert (kept, signups.counted(viewer, [activity.pk])) == (["", "キヨさん"], before)
    assert Entry.objects.get(verb="activities.forget_names").fields == ["called"]


@pytest.mark.parametrize("page", ["session", "door"])
def test_page_says_until_when_there_were_names(town: Town, activity: Activity, page: str) -> None:
    long_over = make_session(town, activity, days=-31)
    make_signup(long_over)

    text = town.client(Role.COORDINATOR2).get(reverse(f"activities:{page}", args=[long_over.pk]))

    told = f"お名前は{dates.full_day(long_over.names_until)}までで消えました"
    assert (told in text.content.decode(), "キヨさん" in text.content.decode()) == (True, False)
    assert Entry.objects.filter(verb="activities.look_signups").count() == 0


def test_first_screen_of_the_day_erases_numbers_of_days_that_are_over(
    town: Town, activity: Activity
) -> None:
    over = make_signup(make_session(town, activity, days=-1))
    town.client(Role.COORDINATOR2).get(reverse("pages:today"))
    over.refresh_from_db()
    assert over.phone == ""


def test_whoever_only_looks_reads_no_names(town: Town, session: Session) -> None:
    make_signup(session)
    client = town.client(Role.VIEWER)
    page = client.get(session.activity.get_absolute_url()).content.decode()
    names = ("session", "door", "cancel_session")
    answers = [
        client.get(reverse(f"activities:{name}", args=[session.pk])).status_code for name in names
    ]
    assert ("キヨさん" in page, answers) == (False, [403, 403, 403])


def test_many_dates_and_signups_take_as_many_queries_as_one(
    town: Town, session: Session, django_assert_max_num_queries
) -> None:
    client = town.client(Role.COORDINATOR2)
    urls = (
        session.activity.get_absolute_url(),
        session.get_absolute_url(),
        reverse("portal:activity", args=[town.municipality.code, session.activity_id]),
    )

    def asked(url: str) -> int:
        with django_assert_max_num_queries(150) as made:
            client.get(url)
        return len(made)

    make_signup(session)
    for url in urls:
        client.get(url)
    one = [asked(url) for url in urls]
    for number in range(3):
        make_signup(session, f"人{number}")
        make_signup(make_session(town, session.activity, days=number + 1))
    assert [asked(url) for url in urls] == one
