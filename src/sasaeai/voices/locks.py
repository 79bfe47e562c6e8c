"""The lock on what waits on somebody's device: everybody there can close it, only the owner's signed-in page opens it.

The device holds the public half alone. The private half is reckoned anew from the installation's key
whenever the owner's page asks, and kept nowhere.
"""

import hmac
from base64 import urlsafe_b64encode
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CURVE = ec.SECP256R1()
SIZE = 32


def lock_of(user: UUID) -> str:
    """Return the public half as the device keeps it: the point itself, and by it the owner is known again."""
    point = _pair(user).public_key()
    return _written(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def key_of(user: UUID) -> dict[str, str]:
    """Return the private half as a browser reads it (JSON Web Key)."""
    numbers = _pair(user).private_numbers()
    point = numbers.public_numbers
    said = {"x": point.x, "y": point.y, "d": numbers.private_value}
    written = {name: _written(number.to_bytes(SIZE, "big")) for name, number in said.items()}
    return {"kty": "EC", "crv": "P-256"} | written


def _pair(user: UUID) -> ec.EllipticCurvePrivateKey:
    root = hmac.digest(settings.INDEX_KEY.encode(), b"sasaeai.voices.locks", "sha256")
    # Half as long again as the curve's order, so that no number is likelier than another.
    number = int.from_bytes(hmac.digest(root, user.bytes, "sha384"), "big")
    return ec.derive_private_key(number % (CURVE.group_order - 1) + 1, CURVE)


def _written(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")
