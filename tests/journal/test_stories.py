"""Stories of change: told with consent, read by their visibility, words by the consent of whoever said them."""

from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.audit.models import Entry as BookEntry
from sasaeai.base.errors import DomainError
from sasaeai.journal import actions
from sasaeai.journal.models import Story
from sasaeai.journal.told import Told
from sasaeai.voices import actions as voice_actions
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.journal import make_story
from tests.factories.photos import picture
from tests.factories.visions import make_goal, make_vision
from tests.factories.voices import make_voice
from tests.journal.ways import client_of, viewer
from tests.paper.reading import words

pytestmark = pytest.mark.django_db
TELL, LIST = "/journal/stories/tell/", "/journal/stories/"


def said(town: Town, **values: Any) -> dict[str, Any]:
    """Return what a form sends: the least of a story."""
    return {
        "title": "ボタンひとつから", "area": str(town.sakuradai.pk),
        "on": timezone.localdate().isoformat(), "before": "着られない服になっていた",
        "visibility": "staff",
    } | values  # fmt: skip


def test_story_is_told_with_goal_activity_and_voice(town: Town) -> None:
    voice, goal = make_voice(town, "針に糸が通らない"), make_goal(make_vision(town))
    gathering = ActivityFactory(area=town.sakuradai, name="手しごと便")
    client = client_of(town)
    sent = said(town, goal=goal.pk, activity_names="手しごと便", voices=[voice.pk])
    answer = client.post(TELL, sent)
    story = Story.objects.get()
    assert answer["Location"] == story.get_absolute_url()
    assert (story.goal, [*story.activities.all()], [*story.voices.all()]) == (
        goal,
        [gathering],
        [voice],
    )
    page = client.get(story.get_absolute_url()).content.decode()
    assert all(words in page for words in ("針に糸が通らない", "手しごと便", str(goal)))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"before": ""}, "それまでは"),
        ({"on": "2999-01-01"}, "これからの日です。"),
        ({"activity_names": "ない活動"}, "一覧に見つからないか"),
        ({"photo_consent_on": "2999-01-01"}, "これからの日です。"),
        ({"photo_consent": "oral"}, "写真がまだ選ばれていません。"),
        ({"photo_words": "将棋の日"}, "写真がまだ選ばれていません。"),
    ],
)
def test_what_is_amiss_is_said(town: Town, values: dict[str, str], sentence: str) -> None:
    answer = client_of(town).post(TELL, said(town) | values)
    assert (answer.status_code, Story.objects.count()) == (422, 0)
    assert sentence in answer.content.decode()


def text_of(pdf: bytes, folder: Path) -> str:
    """Return what stands on a sheet."""
    return "".join(words(pdf, folder))


def test_photograph_needs_the_consent_of_whoever_is_in_it(
    town: Town, settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = client_of(town)
    answer = client.post(TELL, said(town) | {"photo": picture()})
    assert (answer.status_code, Story.objects.count()) == (422, 0)
    assert "写っている方の同意が要ります。" in answer.content.decode()
    client.post(TELL, said(town) | {"photo": picture(), "photo_consent": "oral"})
    story = Story.objects.get()
    assert (story.photo_consent, story.photo_consent_on) == ("oral", timezone.localdate())
    shown = client.get(f"{story.get_absolute_url()}photo/")
    assert (shown["Content-Type"], b"".join(shown.streaming_content)[:2]) == (
        "image/jpeg",
        b"\xff\xd8",
    )


def test_action_keeps_no_photograph_without_consent(town: Town, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    story = Story(area=town.sakuradai, employer=town.centre, title="題", on=timezone.localdate())
    with pytest.raises(DomainError, match="写っている方の同意"):
        actions.tell(viewer(town), story, Told(photo=ContentFile(picture().read(), name="a.jpg")))


def test_new_story_is_of_today_until_it_is_said_otherwise(town: Town) -> None:
    form = town.client(Role.COORDINATOR2).get(TELL).context["form"]
    assert form["on"].value() == timezone.localdate()


def test_story_of_other_peoples_area_is_not_told(town: Town) -> None:
    story = Story(area=town.aoume, employer=town.centre, title="題", on=timezone.localdate())
    with pytest.raises(DomainError, match="受け持ちの地区"):
        actions.tell(viewer(town), story, Told())


@pytest.mark.parametrize(
    ("visibility", "role", "status"),
    [
        (Visibility.STAFF, Role.COORDINATOR1, 200),
        (Visibility.STAFF, Role.COUNCIL_MEMBER, 404),
        (Visibility.COUNCIL, Role.COUNCIL_MEMBER, 200),
        (Visibility.PUBLIC, Role.VIEWER, 200),
    ],
)
def test_story_is_read_by_its_visibility(
    town: Town, visibility: str, role: Role, status: int
) -> None:
    story, client = make_story(town, visibility=visibility), town.client(role)
    assert client.get(story.get_absolute_url()).status_code == status
    assert (story.title in client.get(LIST).content.decode()) is (status == HTTPStatus.OK)


def test_words_taken_back_are_in_no_story(town: Town, tmp_path: Path) -> None:
    voice = make_voice(town, "針に糸が通らない", reach="public", consent="oral")
    story = make_story(town)
    story.voices.add(voice)
    client = client_of(town)
    assert "針に糸が通らない" in client.get(story.get_absolute_url()).content.decode()
    assert "針に糸が通らない" in text_of(
        client.get(f"{story.get_absolute_url()}sheet/").content, tmp_path
    )
    voice_actions.withdraw(viewer(town), voice)
    assert "針に糸が通らない" not in client.get(story.get_absolute_url()).content.decode()
    assert "針に糸が通らない" not in text_of(
        client.get(f"{story.get_absolute_url()}sheet/").content, tmp_path
    )


def test_words_that_may_not_go_to_everybody_are_on_no_paper(town: Town, tmp_path: Path) -> None:
    story = make_story(town)
    for number, reach in enumerate(("own", "staff", "public")):
        said_so = f"{number}番めの言葉"
        story.voices.add(make_voice(town, said_so, reach=reach, consent="oral"))
    page = client_of(town).get(f"{story.get_absolute_url()}sheet/")
    paper = text_of(page.content, tmp_path)
    assert [f"{number}番めの言葉" in paper for number in range(3)] == [False, False, True]
    noted = BookEntry.objects.get(verb="journal.print_story", kind="voice").subjects
    assert noted == [str(story.voices.get(words="2番めの言葉").pk)]


def test_voice_whoever_mends_a_story_may_not_read_stays_with_it(town: Town) -> None:
    voice, other = make_voice(town, "針に糸が通らない"), make_voice(town, "糸が切れた")
    story = make_story(town)
    story.voices.set([voice, other])
    voice_actions.withdraw(viewer(town), voice)
    client, url = client_of(town), f"{story.get_absolute_url()}change/"
    seen = client.get(url).context["form"]["seen"].value()
    client.post(url, said(town, title="糸ひとつから", seen=seen))
    assert [*story.voices.all()] == [voice]


def test_what_is_printed_is_noted(town: Town, tmp_path: Path) -> None:
    story = make_story(town, changed="服がまた着られる")
    paper = text_of(client_of(town).get(f"{story.get_absolute_url()}sheet/").content, tmp_path)
    assert ("ボタンひとつから" in paper, "服がまた着られる" in paper) == (True, True)
    assert BookEntry.objects.get(verb="journal.print_story").subjects == [str(story.pk)]


def test_photograph_and_goal_are_printed_and_a_lost_file_is_no_matter(
    town: Town, settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "photos"
    goal = make_goal(make_vision(town), "針と糸がいつもある")
    client = client_of(town)
    for words_below in ("みんなの針箱", ""):
        picked = {"photo": picture(), "photo_consent": "nobody", "photo_words": words_below}
        client.post(TELL, said(town, goal=goal.pk) | picked)
        story = Story.objects.latest("created_at")
        sheet = client.get(f"{story.get_absolute_url()}sheet/").content
        paper = text_of(sheet, tmp_path)
        assert (words_below or "この物語の写真") in paper
        assert ("針と糸がいつもある" in paper, sheet.count(b"/Subtype/Image")) == (True, 1)
    story.photo.storage.delete(story.photo.name)
    bare = client.get(f"{story.get_absolute_url()}sheet/")
    assert (bare.status_code, b"/Subtype/Image" in bare.content) == (200, False)


def test_own_body_puts_it_right(town: Town) -> None:
    gathering = ActivityFactory(area=town.sakuradai, name="手しごと便")
    story = make_story(town)
    story.activities.add(gathering)
    client, url = client_of(town), f"{story.get_absolute_url()}change/"
    form = client.get(url).context["form"]
    assert form["activity_names"].value() == "手しごと便"
    client.post(url, said(town, title="糸ひとつから", seen=form["seen"].value()))
    story.refresh_from_db()
    assert (story.title, story.activities.count()) == ("糸ひとつから", 0)
    assert town.client(Role.OFFICER).get(url).status_code == 403


def test_what_was_changed_meanwhile_is_told(town: Town) -> None:
    story = make_story(town)
    url = f"{story.get_absolute_url()}change/"
    assert client_of(town).post(url, said(town, title="糸", seen="x")).status_code == 422
    with pytest.raises(DomainError):
        actions.change_story(
            viewer(town), story, Told(), seen=story.created_at - timedelta(1), changed=[]
        )


def test_story_of_today_is_taken_back_and_one_of_yesterday_stays(town: Town) -> None:
    story, old = make_story(town), make_story(town)
    client_of(town).post(f"{story.get_absolute_url()}take-back/")
    assert [*Story.objects.all()] == [old]
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        page = client_of(town).post(f"{old.get_absolute_url()}take-back/", follow=True)
    assert "今日書いた物語だけです。" in page.content.decode()
    old.delete()
    with pytest.raises(DomainError, match="たったいま取り消されました"):
        actions.take_back_story(viewer(town), story)


def test_list_asks_as_much_of_three_as_of_one(town: Town) -> None:
    client, asked = client_of(town), []
    client.get(LIST)
    goal = make_goal(make_vision(town))
    for number in (1, 2):
        for _ in range(number):
            make_story(town, goal=goal)
        with CaptureQueriesContext(connection) as queried:
            client.get(LIST)
        asked.append(len(queried))
    assert asked[0] == asked[1]
