"""The lock on a device: the same for its owner, another for everybody else, opened by its own key."""

from base64 import urlsafe_b64decode
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.voices import locks


def bytes_of(written: str) -> bytes:
    return urlsafe_b64decode(written + "=" * (-len(written) % 4))


@given(st.uuids())
def test_lock_is_the_public_half_of_its_key(user: UUID) -> None:
    key, lock = locks.key_of(user), bytes_of(locks.lock_of(user))
    point = ec.EllipticCurvePublicKey.from_encoded_point(locks.CURVE, lock).public_numbers()
    x, y, d = (int.from_bytes(bytes_of(key[name])) for name in ("x", "y", "d"))
    private = ec.derive_private_key(d, locks.CURVE)
    assert (point.x, point.y) == (x, y)
    assert private.public_key().public_numbers() == point


@given(st.uuids(), st.uuids())
def test_lock_is_the_same_for_the_same_user_and_no_other(one: UUID, other: UUID) -> None:
    assert (locks.lock_of(one) == locks.lock_of(other)) is (one == other)


def test_lock_follows_the_key_of_the_installation(settings) -> None:
    user = UUID(int=1)
    before = locks.lock_of(user)
    settings.SECRET_KEY = "another key that signs"
    assert locks.lock_of(user) == before
    settings.INDEX_KEY = "another key that finds"
    assert locks.lock_of(user) != before


def test_lock_names_nobody() -> None:
    user = UUID("12345678-1234-5678-1234-567812345678")
    assert user.bytes not in bytes_of(locks.lock_of(user))
