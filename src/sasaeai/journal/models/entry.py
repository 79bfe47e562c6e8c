"""日々の記録: one thing a coordinator did, with whom and about what, and what comes next."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area, Employer, Municipality, Posting
from sasaeai.assets.models import Asset
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.needs.models import Need
from sasaeai.organisations.models import Organisation
from sasaeai.people.models import Person
from sasaeai.visions.models import Goal
from sasaeai.vocabulary.models import Term
from sasaeai.voices.models import Voice

MINUTES_A_DAY = 24 * 60


class Entry(Record):
    """What was done once; every report is counted from these."""

    class Reach(models.TextChoices):
        OWN = "own", _("自分の所属先だけ")
        STAFF = "staff", _("コーディネーターと市町村まで")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="entries", verbose_name=_("市町村")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="entries", verbose_name=_("どこのことですか")
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="entries", verbose_name=_("所属先")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="entries", verbose_name=_("書いた人"))
    # In which posting it was done: role, area and body as they were then.
    posting = models.ForeignKey(
        Posting, models.PROTECT, related_name="entries", verbose_name=_("配置")
    )
    # Made where it was written down: what arrives twice is one entry.
    client_id = models.UUIDField(_("端末での番号"), null=True, blank=True, editable=False)
    on = models.DateField(_("いつ"))
    # Lists page by rising keys: the later the day, and of one day the later it was written, the smaller this.
    newest_first = models.IntegerField(editable=False)
    means = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("どうやって"))
    counterparts = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("だれと")
    )
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="entries", verbose_name=_("団体")
    )
    people = models.ManyToManyField(
        Person, blank=True, related_name="entries", verbose_name=_("人")
    )
    # Other coordinators and officers it was done with: nobody stays alone.
    peers = models.ManyToManyField(
        User, blank=True, related_name="+", verbose_name=_("いっしょに動いた人")
    )
    with_words = models.CharField(_("だれと（言葉で）"), max_length=120, blank=True)
    functions = models.ManyToManyField(Term, blank=True, related_name="+", verbose_name=_("機能"))
    # ①–⑥, or w1–w4 of a 就労的活動支援コーディネーター.
    tasks = models.ManyToManyField(Term, blank=True, related_name="+", verbose_name=_("活動範囲"))
    types = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("何をしましたか")
    )
    assets = models.ManyToManyField(
        Asset, blank=True, related_name="entries", verbose_name=_("資源")
    )
    activities = models.ManyToManyField(
        Activity, blank=True, related_name="entries", verbose_name=_("活動")
    )
    needs = models.ManyToManyField(
        Need, blank=True, related_name="entries", verbose_name=_("ニーズ")
    )
    # What was heard is kept in `voices`, in their own words.
    voices = models.ManyToManyField(Voice, blank=True, related_name="entries", verbose_name=_("声"))
    goals = models.ManyToManyField(Goal, blank=True, related_name="entries", verbose_name=_("目標"))
    words = models.TextField(_("ひとこと"), max_length=LONGEST_TEXT, blank=True)
    minutes = models.PositiveSmallIntegerField(_("何分"), null=True, blank=True)
    next_step = models.CharField(_("次の一手"), max_length=200, blank=True)
    next_on = models.DateField(_("いつまでに"), null=True, blank=True)
    next_done_on = models.DateField(_("済んだ日"), null=True, blank=True)
    # The entry whose next step this one was.
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed",
        verbose_name=_("前の記録"),
    )
    reach = models.CharField(_("だれが読めるか"), max_length=10, choices=Reach, default=Reach.STAFF)

    class Meta:
        verbose_name = _("日々の記録")
        ordering = ["newest_first", "id"]
        indexes = [
            models.Index(fields=["municipality", "newest_first", "id"], name="journal_by_day"),
            models.Index(fields=["municipality", "on"], name="journal_on"),
            models.Index(fields=["area", "on"], name="journal_of_area"),
            models.Index(fields=["by", "on"], name="journal_of_writer"),
            models.Index(
                fields=["municipality", "by", "next_on"],
                condition=Q(next_on__isnull=False, next_done_on=None),
                name="journal_next",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["by", "client_id"], name="journal_arrives_once"),
            models.CheckConstraint(
                condition=Q(next_on=None) | ~Q(next_step=""), name="journal_next_says_what"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def take_place_in_lists(self) -> None:
        """Let lists show it by its day, and of one day what was written down last before the others."""
        written = timezone.localtime(self.created_at or timezone.now())
        minute = written.hour * 60 + written.minute
        self.newest_first = -(self.on.toordinal() * MINUTES_A_DAY + minute)

    def get_absolute_url(self) -> str:
        return reverse("journal:entry", args=[self.pk])
