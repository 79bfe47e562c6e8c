"""A piece of long work: what is to be done to what, how far it is, and how it ended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sasaeai.base.models import LONGEST_TEXT, Record


class State(models.TextChoices):
    WAITING = "waiting", _("順番を待っています")
    RUNNING = "running", _("進めています")
    DONE = "done", _("終わりました")
    FAILED = "failed", _("できませんでした")
    STOPPED = "stopped", _("やめました")


OPEN = (State.WAITING, State.RUNNING)


class Job(Record):
    """Values only, no keys: whose work it is and what it works on is known to the room that asked."""

    municipality = models.UUIDField(_("市町村"))
    user = models.UUIDField(_("頼んだ人"), null=True)
    language = models.CharField(_("頼んだ人の言葉"), max_length=10)
    work = models.CharField(_("仕事"), max_length=40)
    subject = models.UUIDField(_("対象"))
    state = models.CharField(_("様子"), max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(_("終わった分"), default=0)
    total = models.PositiveIntegerField(_("全部で"), default=0)
    is_to_stop = models.BooleanField(_("やめるように言われた"), default=False)
    tries = models.PositiveSmallIntegerField(_("始めた回数"), default=0)
    why = models.TextField(_("できなかったわけ"), max_length=LONGEST_TEXT, blank=True)
    ended_at = models.DateTimeField(_("終わった日時"), null=True)

    class Meta:
        verbose_name = _("仕事")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state__in=OPEN), name="jobs_one_open_of_a_subject"
            )
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state__in=OPEN), name="jobs_open"),
            models.Index(fields=["municipality", "-ended_at"], name="jobs_ended"),
        ]

    def __str__(self) -> str:
        return self.work

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN

    @property
    def percent(self) -> int | None:
        """How much of it is done, None where nobody knows yet how much there is."""
        return min(100, self.done * 100 // self.total) if self.total else None
