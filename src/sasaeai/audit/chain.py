"""How the entries of a municipality hang together."""

import hashlib
import json

from django.utils import timezone

from sasaeai.audit.models import Entry

START = "0" * 64


def digest(previous: str, number: int, entry: Entry) -> str:
    """Return the SHA-256 of the entry, its number and the digest before it, as hex."""
    content = {
        "previous": previous,
        "number": number,
        "id": entry.pk,
        "at": entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
        "municipality": str(entry.municipality),
        "actor": str(entry.actor or ""),
        "postings": entry.postings,
        "verb": entry.verb,
        "kind": entry.kind,
        "subjects": entry.subjects,
        "fields": entry.fields,
    }
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
