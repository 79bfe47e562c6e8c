"""An entry that was taken back is written once more from what it said, so that no slip costs its words."""

from typing import Any

import pytest
from django.forms import model_to_dict
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.journal.models import Entry
from sasaeai.vocabulary.models import Kind
from sasaeai.voices.models import Voice
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.organisations import make_organisation
from tests.factories.visions import make_goal, make_vision
from tests.factories.vocabulary import term
from tests.journal.ways import LOG, client_of, sent

pytestmark = pytest.mark.django_db
AGAIN = f"{LOG}?again=1"
LATER = {"id", "client_id", "created_at", "updated_at"}


def written(client: Client, town: Town, **said: Any) -> Entry:
    """Return an entry that was written down on the form."""
    assert client.post(LOG, sent(town, **said)).status_code == 302
    return Entry.objects.get()


def taken_back(client: Client, entry: Entry) -> str:
    """Take an entry back; return the page that says so."""
    page = client.post(f"{entry.get_absolute_url()}take-back/", follow=True)
    assert Entry.objects.count() == 0
    return page.content.decode()


def as_offered(client: Client) -> dict[str, Any]:
    """Return what the form sends that begins with what was taken back, when nothing is changed."""
    form = client.get(AGAIN).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def known(entry: Entry) -> dict[str, Any]:
    """Return what an entry says and names."""
    told = {name: value for name, value in model_to_dict(entry).items() if name not in LATER}
    return {
        name: sorted(map(str, value)) if isinstance(value, list) else value
        for name, value in told.items()
    }


def test_all_that_was_written_stands_in_the_form_again(town: Town) -> None:
    client = client_of(town)
    van = AssetFactory(area=town.sakuradai, name="青果やまだの配達車")
    body = make_organisation(town, name="桜台自治会")
    goal = make_goal(make_vision(town))
    kind = term(town.municipality, Kind.COUNTERPART, "resident", label="住民")
    entry = written(
        client, town, words="帰り便の相談", next_step="時刻を聞く", next_on="2099-12-18", minutes="40",
        things=[f"asset:{van.pk}"], with_words=f"{body.name}、朝市の方", goals=[goal.pk],
        counterparts=[kind.pk], reach=Entry.Reach.OWN,
    )  # fmt: skip
    before = known(entry)
    assert AGAIN in taken_back(client, entry)
    client.post(LOG, as_offered(client))
    assert known(Entry.objects.get()) == before


def test_voice_that_went_with_it_stands_in_the_form_again(town: Town) -> None:
    client = client_of(town)
    heard = {
        "heard": "坂がきつい",
        "heard_called": "赤い帽子の方",
        "heard_consent": "oral",
        "heard_reach": "staff",
    }
    entry = written(client, town, **heard)
    taken_back(client, entry)
    assert Voice.objects.count() == 0
    client.post(LOG, as_offered(client))
    assert "坂がきつい" not in str(dict(client.session))
    voice = Voice.objects.get()
    assert (voice.words, voice.called, voice.consent, voice.reach) == tuple(heard.values())


def test_only_whoever_took_it_back_reads_it_again(town: Town) -> None:
    client = client_of(town)
    taken_back(client, written(client, town, words="坂の話"))
    other = town.client(Role.COORDINATOR2).get(AGAIN)
    assert (other.status_code, "坂の話" in other.content.decode()) == (200, False)


def test_form_without_that_address_begins_empty(town: Town) -> None:
    client = client_of(town)
    taken_back(client, written(client, town, words="坂の話"))
    assert "坂の話" not in client.get(LOG).content.decode()
