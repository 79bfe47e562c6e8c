"""How far words go that somebody wrote themselves: staff never widen it without asking again."""

import pytest
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from sasaeai.voices import actions
from sasaeai.voices.models import Voice
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.voices import make_own_voice, make_voice

pytestmark = pytest.mark.django_db
ASK_AGAIN = "あらためてご本人の同意が要ります"


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


# How it came, reach and consent before -> reach and consent after; whether that is accepted.
CASES = [
    ("form", "staff", "screen", "staff", "screen", True),
    ("form", "staff", "screen", "own", "screen", True),
    ("form", "staff", "screen", "public", "screen", False),
    ("form", "own", "screen", "staff", "screen", False),
    ("form", "staff", "screen", "council", "oral", True),
    ("form", "staff", "screen", "council", "paper", True),
    ("form", "own", "", "staff", "paper", True),
    ("form", "staff", "paper", "council", "paper", False),
    ("form", "staff", "oral", "council", "oral", True),
    ("slip", "council", "paper", "staff", "paper", True),
    ("slip", "council", "paper", "public", "paper", False),
    ("slip", "own", "", "staff", "paper", False),
    ("slip", "council", "paper", "public", "oral", True),
    ("heard", "staff", "paper", "public", "paper", True),
    ("heard", "own", "", "public", "oral", True),
]
cases = pytest.mark.parametrize(
    ("came_by", "before", "by", "reach", "consent", "is_accepted"),
    CASES,
    ids=[" ".join(map(str, case)) for case in CASES],
)


def written(town: Town, came_by: str, reach: str, consent: str) -> Voice:
    if came_by == Voice.CameBy.HEARD:
        return make_voice(town, reach=reach, consent=consent)
    return make_own_voice(town, by=Voice.CameBy(came_by), reach=reach, consent=consent)


@cases
def test_form_takes_no_wider_reach_than_was_agreed(
    town: Town, coordinator: Client, came_by: str, before: str, by: str, reach: str, consent: str, *, is_accepted: bool
) -> None:  # fmt: skip
    voice = written(town, came_by, before, by)
    sent = {
        "words": voice.words, "near": str(town.sakuradai.pk), "reach": reach, "consent": consent,
        "seen": voice.updated_at.isoformat(),
    }  # fmt: skip
    response = coordinator.post(f"{voice.get_absolute_url()}change/", sent)
    assert response.status_code == (302 if is_accepted else 422)
    assert (ASK_AGAIN in response.content.decode()) is not is_accepted
    voice.refresh_from_db()
    assert (voice.reach, voice.consent) == ((reach, consent) if is_accepted else (before, by))


@cases
def test_action_takes_no_wider_reach_than_was_agreed(
    town: Town, came_by: str, before: str, by: str, reach: str, consent: str, *, is_accepted: bool
) -> None:
    voice = written(town, came_by, before, by)
    viewer = town.viewer(Role.COORDINATOR2)
    voice.reach, voice.consent = reach, consent
    if is_accepted:
        actions.change(viewer, voice, seen=voice.updated_at, changed=["reach"])
    else:
        with pytest.raises(DomainError, match=ASK_AGAIN):
            actions.change(viewer, voice, seen=voice.updated_at, changed=["reach"])
    voice.refresh_from_db()
    assert (voice.reach, voice.consent) == ((reach, consent) if is_accepted else (before, by))
