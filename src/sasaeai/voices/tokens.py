"""Tokens of private links: as much chance as nobody guesses, kept as a hash alone."""

import base64
import hashlib
import re
import secrets

BYTES = 32
WHOLE = re.compile(r"[\w-]{43}", re.ASCII)


def fresh() -> str:
    """Return a new token of 256 random bits, as it stands in an address."""
    return secrets.token_urlsafe(BYTES)


def derived(token: str, said: str) -> str:
    """Return the token that belongs to a token and some words, always the same for both."""
    told = f"{token}|{said}".encode("utf-8", "replace")
    return base64.urlsafe_b64encode(hashlib.sha256(told).digest()).decode().rstrip("=")


def is_whole(token: str) -> bool:
    """Return whether words have the form of a token, as one that a browser brings back must."""
    return WHOLE.fullmatch(token) is not None


def digest(token: str) -> str:
    """Return the hash a token is known by.

    No key goes in: what is all chance cannot be tried out, and links outlive a change of keys.
    """
    return hashlib.sha256(f"sasaeai.voices.link|{token}".encode("utf-8", "replace")).hexdigest()
