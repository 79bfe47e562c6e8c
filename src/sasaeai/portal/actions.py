"""The one thing residents write: what has changed, kept until somebody answers."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sasaeai.accounts import throttle
from sasaeai.activities.models import Activity, ActivitySuggestion
from sasaeai.assets import actions as assets
from sasaeai.assets.models import Asset, Suggestion
from sasaeai.base.errors import DomainError

PER_ADDRESS = 10


def tell(request: HttpRequest, listed: Activity | Asset, *, words: str, contact: str) -> None:
    """Keep what a resident tells us; at most ten from one machine in a quarter of an hour."""
    _take_turn(request)
    told = ActivitySuggestion if isinstance(listed, Activity) else Suggestion
    assets.suggest(listed, told(words=words, contact=contact))


def _take_turn(request: HttpRequest) -> None:
    try:
        throttle.take_try([throttle.address_key(request, "tell", limit=PER_ADDRESS)])
    except DomainError as error:
        raise DomainError(
            _(
                "たくさん知らせてくださり、ありがとうございます。15分ほどおいてから送るか、お電話でお聞かせください。"
            )
        ) from error
