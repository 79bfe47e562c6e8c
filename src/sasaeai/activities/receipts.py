"""What was taken off an activity, sealed to stand in the address of the way back for a day."""

from datetime import timedelta

from django.core import serializers, signing
from django.core.serializers.base import DeserializedObject
from django.utils.translation import gettext as _

from sasaeai.activities.models import Organiser, Origin, Use
from sasaeai.base.errors import DomainError

SALT = "activities.taken_off"
# A slip of the finger is noticed on the same day.
AGE = timedelta(days=1)
Part = Organiser | Origin | Use


def of_part(part: Part) -> str:
    """Return, to stand in an address, all of a row that is about to be taken off."""
    return signing.dumps(serializers.serialize("json", [part]), salt=SALT, compress=True)


def part_in(token: str) -> DeserializedObject:
    """Return the row that was taken off, not yet saved; say no to what is no receipt of ours, or an old one."""
    try:
        told: str = signing.loads(token, salt=SALT, max_age=AGE)
    except signing.BadSignature as error:
        raise DomainError(
            _("元に戻せません。活動のページで、もう一度書きたしてください。")
        ) from error
    return next(iter(serializers.deserialize("json", told)))
