"""What every table has: a UUID that may stand in a URL, and when it was written."""

from uuid import uuid4

from django.db import models


class Record(models.Model):
    id = models.UUIDField("番号", primary_key=True, default=uuid4, editable=False)
    created_at = models.DateTimeField("書いた日時", auto_now_add=True)
    updated_at = models.DateTimeField("直した日時", auto_now=True)

    class Meta:
        abstract = True
