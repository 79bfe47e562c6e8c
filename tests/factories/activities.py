"""Activities and what residents tell of them. All names are invented."""

import factory

from sasaeai.activities.models import Activity, ActivitySuggestion
from sasaeai.areas.visibility import Visibility


class ActivityFactory(factory.django.DjangoModelFactory[Activity]):
    """A gathering in `area`, seen by everybody."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"お茶のみ会{number}")
    municipality = factory.SelfAttribute("area.municipality")
    visibility = Visibility.PUBLIC


class ActivitySuggestionFactory(factory.django.DjangoModelFactory[ActivitySuggestion]):
    """What a resident told us about `listed`."""

    class Meta:
        model = ActivitySuggestion

    words = "会場が変わったようです。"
    municipality = factory.SelfAttribute("listed.municipality")
