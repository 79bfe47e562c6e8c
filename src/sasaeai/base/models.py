"""What every table has: a UUID that may stand in a URL, and when it was written."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

# What people write of something fits on a page or two; more would be a file.
LONGEST_TEXT = 4000


class Record(models.Model):
    id = models.UUIDField(_("番号"), primary_key=True, default=uuid4, editable=False)
    created_at = models.DateTimeField(_("書いた日時"), auto_now_add=True)
    updated_at = models.DateTimeField(_("直した日時"), auto_now=True)

    class Meta:
        abstract = True
