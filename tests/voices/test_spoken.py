"""However people speak, what they said is found by a few of their own words."""

import tomllib
from pathlib import Path

import pytest

from sasaeai.areas.models import Role
from sasaeai.voices import queries
from tests.factories.areas import Town
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
MANNERS = tomllib.loads((Path(__file__).parent / "spoken.toml").read_text("utf-8"))["manner"]
FEW = 6


@pytest.mark.parametrize("manner", MANNERS, ids=[one["name"] for one in MANNERS])
def test_voice_is_found_by_a_few_of_its_words(town: Town, manner: dict) -> None:
    voices = [make_voice(town, words) for words in manner["voices"]]
    viewer = town.viewer(Role.COORDINATOR2)
    missed = []
    for voice in voices:
        middle = len(voice.words) // 2
        few = voice.words[max(0, middle - FEW // 2) : middle + FEW // 2]
        found = queries.narrowed(queries.visible_to(viewer), viewer=viewer, words=few)
        if voice not in found:
            missed.append((few, voice.words))
    assert missed == []
