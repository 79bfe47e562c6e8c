"""What every table has: a UUID that may stand in a URL, and when it was written."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

# What people write of something fits on a page or two; more would be a file.
LONGEST_TEXT = 4000


class Record(models.Model):
    id = models.UUIDField(_("番号"), primary_key=True, default=uuid4, editable=False)
    created_at = models.DateTimeField(_("書いた日時"), auto_now_add=True)
    updated_at = models.DateTimeField(_("直した日時"), auto_now=True)

    class Meta:
        abstract = True


AnyRecord = TypeVar("AnyRecord", bound=Record)


def held(rows: QuerySet[AnyRecord], ids: Iterable[UUID | None]) -> dict[UUID, AnyRecord]:
    """Return these of the rows as they are now; nobody else changes them in this transaction.

    In one order everywhere, so that two who hold several never wait for each other.
    """
    wanted = {one for one in ids if one is not None}
    return rows.select_for_update(no_key=True).order_by("pk").in_bulk(list(wanted))
