"""Every filter of a list: what an address says a thousand times is said once."""

from typing import Any

import pytest
from django.forms import BaseForm
from django.forms.models import ModelChoiceIterator
from django.urls import reverse

from sasaeai.areas.models import Role
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory

pytestmark = pytest.mark.django_db
LISTS = (
    "activities:list", "assets:list", "journal:list", "needs:list", "organisations:approaches",
    "organisations:list", "pages:audit", "pages:map", "pages:round", "people:list", "voices:list",
)  # fmt: skip
OFTEN = 1900


def chosen(form: BaseForm) -> dict[str, str]:
    """Return the first choice of each field that has some."""
    found = {}
    for name, field in form.fields.items():
        choices = getattr(field, "choices", ())
        codes = (
            [str(choices.choice(one)[0]) for one in choices.queryset[:1]]
            if isinstance(choices, ModelChoiceIterator)
            else [str(code) for code, _label in choices if code]
        )
        found |= {name: codes[0]} if codes else {}
    return found


def told(page: Any) -> tuple[Any, ...]:
    """Return how a page answered, what it was asked for, how much it found, and its links."""
    context = [page.context.get(name) for name in ("total", "asked", "ways")]
    return page.status_code, page.context["form"].cleaned_data, *context


@pytest.mark.parametrize("name", LISTS)
def test_list_asked_for_the_same_again_and_again_is_the_list_asked_once(
    town: Town, name: str
) -> None:
    AssetFactory(area=town.sakuradai, barrier_free=["step_free"])
    client, url = town.client(Role.OFFICER), reverse(name)

    for field, code in chosen(client.get(url).context["form"]).items():
        once = client.get(url, {field: code})
        often = client.get(url, {field: [code] * OFTEN})
        assert told(often) == told(once)
