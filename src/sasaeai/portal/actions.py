"""What residents write: what has changed, and their own words; kept until somebody answers."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sasaeai.accounts import throttle
from sasaeai.activities import actions as activities
from sasaeai.activities import signups
from sasaeai.activities.models import Activity, ActivitySuggestion, SignUp
from sasaeai.assets import actions as assets
from sasaeai.assets.models import Asset, Suggestion
from sasaeai.base.errors import DomainError
from sasaeai.portal.queries import Here
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Voice

PER_ADDRESS = 10
# A library's machine is many people's; a whole town is not likelier to speak up than this.
VOICES_PER_ADDRESS = 20
VOICES_PER_TOWN = 300
PER_NUMBER = 5


def tell(request: HttpRequest, listed: Activity | Asset, *, words: str, contact: str) -> None:
    """Keep what a resident tells us; at most ten from one machine in a quarter of an hour."""
    wait = _(
        "たくさん知らせてくださり、ありがとうございます。15分ほどおいてから送るか、お電話でお聞かせください。"
    )
    _take_turn([throttle.address_key(request, "tell", limit=PER_ADDRESS)], wait)
    told = ActivitySuggestion if isinstance(listed, Activity) else Suggestion
    assets.suggest(listed, told(words=words, contact=contact))


def say(request: HttpRequest, here: Here, voice: Voice) -> str:
    """Keep a resident's own words; return the token of the page that shows what becomes of them."""
    wait = _(
        "たくさんの声をいただいています。書いたものはこのままで、15分ほどおいてからもう一度送るか、"
        "お電話（%(phone)s）でお聞かせください。"
    ) % {"phone": here.town.phone or here.town.office}
    keys = [
        throttle.address_key(request, "say", limit=VOICES_PER_ADDRESS),
        throttle.town_key(here.town.pk, "say in town", limit=VOICES_PER_TOWN),
    ]
    _take_turn(keys, wait)
    return voices.receive(here.viewer, voice)


def sign_up(request: HttpRequest, here: Here, signup: SignUp, *, token: str = "") -> str:
    """Write down that a resident comes, once for each token of a form; return that of the page on which they take it back."""
    # What is there already takes no turn: a form sent twice is answered as the first time.
    page = signups.token_of(signup, token)
    if (known := signups.sent_before(page)) and known.state != SignUp.State.CANCELLED:
        return page
    wait = _(
        "たくさんの申し込みをいただいています。書いたものはこのままで、15分ほどおいてからもう一度送るか、"
        "お電話（%(phone)s）でお申し込みください。"
    ) % {"phone": here.town.phone or here.town.office}
    keys = [
        throttle.address_key(request, "sign up", limit=PER_ADDRESS),
        throttle.town_key(here.town.pk, "sign up in town", limit=VOICES_PER_TOWN),
    ]
    _take_turn(keys, wait)
    return activities.sign_up(here.viewer, signup, token=token)


def find_signup(request: HttpRequest, here: Here, *, number: str, said: str) -> SignUp:
    """Return the sign-up of a number for whoever knows its telephone or name.

    Nobody learns whether there is such a number: one sentence for all that does not fit, and so many tries
    from one machine and at one number, whether it is somebody's or not.
    """
    town = {"phone": here.town.phone or here.town.office}
    wait = _(
        "何度か続けて合いませんでした。15分ほどおいてからもう一度おためしになるか、お電話（%(phone)s）でお知らせください。"
    )
    keys = [
        throttle.address_key(request, "find sign-up", limit=PER_ADDRESS),
        throttle.town_key(here.town.pk, f"find sign-up {number}", limit=PER_NUMBER),
        throttle.town_key(here.town.pk, "find sign-up in town", limit=VOICES_PER_TOWN),
    ]
    _take_turn(keys, wait % town)
    found = signups.known(here.viewer, number, said)
    if found is None:
        raise DomainError(
            _(
                "番号と、電話番号の下4けたかお名前が、合いませんでした。見くらべてもう一度書くか、お電話（%(phone)s）でお知らせください。日が過ぎたものは出ません。"
            )
            % town
        )
    throttle.give_back(keys)
    return found


def _take_turn(keys: Sequence[tuple[str, int]], wait: str) -> None:
    try:
        throttle.take_try(keys)
    except DomainError as error:
        raise DomainError(wait) from error
