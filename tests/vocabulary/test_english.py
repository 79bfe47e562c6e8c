"""The national lists in English: one word for one thing there too."""

import pytest
from django.db.models import TextChoices
from django.utils import translation

from sasaeai.areas.models import Role
from sasaeai.areas.models.area import Level
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.people.models import Item
from sasaeai.vocabulary import national


@pytest.mark.parametrize("choices", [Asset.Origin, Item, Level, Role, Visibility])
def test_term_that_the_house_knows_itself_is_called_alike(choices: type[TextChoices]) -> None:
    japanese = {str(choice.label): choice for choice in choices}
    with translation.override("en"):
        english = {label: str(choice.label) for label, choice in japanese.items()}

    differing = {
        term.label: (term.label_en, english[term.label])
        for term in national.terms()
        if term.label in english and term.label_en != english[term.label]
    }

    assert differing == {}
