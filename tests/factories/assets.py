"""Assets, their checks and what residents tell of them. All names are invented."""

from datetime import timedelta

import factory
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import actions
from sasaeai.assets.models import Asset, Check, Suggestion
from sasaeai.assets.models.freshness import Means
from tests.factories.areas import Town


class AssetFactory(factory.django.DjangoModelFactory[Asset]):
    """A place in `area`, seen by everybody."""

    class Meta:
        model = Asset
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"集会所{number}")
    kind = Asset.Kind.PLACE
    municipality = factory.SelfAttribute("area.municipality")
    visibility = Visibility.PUBLIC


class SuggestionFactory(factory.django.DjangoModelFactory[Suggestion]):
    """What a resident told us about `listed`."""

    class Meta:
        model = Suggestion

    words = "電話番号が変わったようです。"
    municipality = factory.SelfAttribute("listed.municipality")


def make_home(town: Town, **values: object) -> Asset:
    """Write down somebody's home that is open to the neighbours: its place is confidential."""
    home: Asset = AssetFactory(
        area=town.sakuradai,
        name="みんなの縁側",
        confidential=True,
        address="桜台2-8-1",
        longitude=139.51,
        latitude=35.63,
        **values,
    )
    return home


def make_master(town: Town, **values: object) -> Asset:
    """Write down the card of a person everybody may ask: where they live is theirs."""
    master: Asset = AssetFactory(
        area=town.sakuradai,
        name="将棋の先生",
        kind=Asset.Kind.PERSON,
        address="桜台9-8-7",
        **values,
    )
    return master


def check_asset(viewer: Viewer, asset: Asset, *, days_ago: int = 0, **values: object) -> Check:
    """Let somebody make sure of an asset by telephone."""
    on = timezone.localdate() - timedelta(days=days_ago)
    check = Check(on=on, **({"means": Means.PHONE, "result": Check.Result.SAME} | values))
    return actions.check(viewer, asset, check)


ROLES_OF_STAFF = (Role.OFFICER, Role.COORDINATOR1, Role.COORDINATOR2, Role.WORK_COORDINATOR)
