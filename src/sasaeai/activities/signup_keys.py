"""What opens the page of a sign-up: its number with a word that only they know, or a key for half an hour."""

import re
import secrets
from datetime import timedelta
from uuid import UUID

from django.core import signing

from sasaeai.activities.models import SignUp
from sasaeai.calc.text import POLITE, fold, nfkc

OPEN_FOR = timedelta(minutes=30)
LAST_DIGITS = 4
# No sign of a token or of a number: the two kinds of key are never taken for each other.
_SIGNER = signing.TimestampSigner(sep=".", salt="sasaeai.activities.signup")


def fresh(signup: SignUp) -> str:
    """Return a key that opens the page of a sign-up for half an hour."""
    return _SIGNER.sign(signup.pk.hex)


def opened(key: str) -> UUID | None:
    """Return which sign-up a key opens; none where it is too old or none of ours."""
    try:
        return UUID(_SIGNER.unsign(key, max_age=OPEN_FOR))
    except signing.BadSignature:
        return None


def is_known(signup: SignUp, said: str) -> bool:
    """Return whether somebody said the last four digits of the telephone, or the name that was given."""
    digits, phone = (re.sub(r"\D", "", nfkc(text)) for text in (said, signup.phone))
    by_phone = len(digits) >= LAST_DIGITS and phone[-len(digits) :] == digits
    name, given = _name(said), _name(signup.called)
    return by_phone or (bool(name) and secrets.compare_digest(name.encode(), given.encode()))


def _name(text: str) -> str:
    """Return a name as it is compared: no matter which kana, which width, さん or not."""
    folded = fold(text)
    ending = next((one for one in POLITE if folded.endswith(fold(one))), "")
    return folded.removesuffix(fold(ending)) or folded
