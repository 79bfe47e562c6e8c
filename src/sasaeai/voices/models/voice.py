"""聴く: what somebody said, in their own words, and what became of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.vocabulary.models import Term

MINUTES_A_DAY = 24 * 60


class Reach(models.TextChoices):
    """How far the words may go, as the one who said them agreed."""

    OWN = "own", _("聴いた所属先だけ")
    STAFF = "staff", _("コーディネーターと市町村まで")
    COUNCIL = "council", _("協議体まで（名前は出しません）")
    PUBLIC = "public", _("みんなに（名前は出しません）")


class Voice(Record):
    """One person's words; they are kept nowhere else, and shown by `queries.visible_to` alone."""

    class Consent(models.TextChoices):
        ORAL = "oral", _("口頭で聞いた")
        PAPER = "paper", _("紙に書いてもらった")
        SCREEN = "screen", _("ご本人が画面で選んだ")

    class CameBy(models.TextChoices):
        """とどきかた: whether somebody heard it, or the one who says it wrote it themselves."""

        HEARD = "heard", _("聴いて書いた")
        FORM = "form", _("住民の方のページから")
        SLIP = "slip", _("声の用紙で")

    class Destination(models.TextChoices):
        """行き先: where a voice went."""

        ANSWERED = "answered", _("そのままお返事した")
        NEED = "need", _("ニーズになった")
        ASSET = "asset", _("資源になった")
        ACTIVITY = "activity", _("活動になった")
        ISSUE = "issue", _("地域課題になった")

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="voices", verbose_name=_("市町村")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="voices", verbose_name=_("どこの声ですか")
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="voices", verbose_name=_("聴いた所属先")
    )
    came_by = models.CharField(
        _("とどきかた"), max_length=10, choices=CameBy, default=CameBy.HEARD, editable=False
    )
    # Nobody where it came by itself.
    heard_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("聴いた人")
    )
    # When somebody of the body it came to first opened it.
    read_on = models.DateField(_("読んだ日"), null=True, editable=False)
    # Made where it was written down: what arrives twice is one voice.
    client_id = models.UUIDField(_("端末での番号"), null=True, blank=True, editable=False)
    words = models.TextField(_("その人の言葉"), max_length=LONGEST_TEXT)
    kind = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("声の種類")
    )
    categories = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("どんなこと")
    )
    heard_on = models.DateField(_("聴いた日"))
    # Lists page by rising keys: the later the day, and of one day the later it was written down, the smaller this.
    newest_first = models.IntegerField(editable=False)
    means = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("どうやって聴いたか"),
    )
    called = models.CharField(_("呼び名"), max_length=40, blank=True)
    # Somebody else said it for them: who that was.
    told_by = models.CharField(_("代わりに話した方"), max_length=80, blank=True)
    # Where an answer reaches them; erased with the answer, unless there will be another, and where the
    # words are taken back.
    reply_to = models.CharField(_("お返事先"), max_length=120, blank=True)
    place_words = models.CharField(_("聴いたところ"), max_length=120, blank=True)
    # Shown to the body that heard it alone, whatever the words' reach: nobody was asked about a picture.
    photo = models.ImageField(_("写真"), upload_to="voices/%Y/%m", blank=True)
    consent = models.CharField(_("同意"), max_length=10, choices=Consent, blank=True)
    reach = models.CharField(
        _("言葉を伝えてよい範囲"), max_length=10, choices=Reach, default=Reach.OWN
    )
    withdrawn_on = models.DateField(_("取り下げた日"), null=True, blank=True)
    withdrawn_by_self = models.BooleanField(_("ご本人が取り下げた"), default=False, editable=False)
    follow_up_on = models.DateField(_("お返事の約束"), null=True, blank=True)
    destination = models.CharField(_("行き先"), max_length=10, choices=Destination, blank=True)
    # Set by the room that takes it up, as this room knows none above it.
    destination_url = models.CharField(max_length=200, blank=True, editable=False)
    # The day of the newest of its `answers`: what waits is asked for by it.
    answered_on = models.DateField(_("お返事した日"), null=True, blank=True)

    class Meta:
        verbose_name = _("声")
        ordering = ["newest_first", "id"]
        indexes = [
            models.Index(fields=["municipality", "newest_first", "id"], name="voices_by_day"),
            models.Index(fields=["municipality", "heard_by", "follow_up_on"], name="voices_due"),
            models.Index(
                fields=["municipality", "employer"],
                condition=Q(heard_by=None, read_on=None, withdrawn_on=None),
                name="voices_unread",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reach=Reach.OWN) | ~Q(consent=""),
                name="voices_go_as_far_as_agreed",
                violation_error_message=_(
                    "言葉をほかへ伝えるには、ご本人の同意が要ります。同意をどう聞いたかを選んでください。"
                ),
            ),
            models.UniqueConstraint(fields=["heard_by", "client_id"], name="voices_arrive_once"),
            models.CheckConstraint(
                condition=Q(came_by="heard", heard_by__isnull=False)
                | (~Q(came_by="heard") & Q(heard_by=None)),
                name="voices_somebody_heard_or_it_came",
            ),
            models.CheckConstraint(
                condition=Q(reply_to="") | Q(withdrawn_on=None),
                name="voices_reply_to_ends_with_the_words",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    def take_place_in_lists(self) -> None:
        """Let lists show it by the day it was heard, and of one day what was written down last before the others."""
        written = timezone.localtime(self.created_at or timezone.now())
        minute = written.hour * 60 + written.minute
        self.newest_first = -(self.heard_on.toordinal() * MINUTES_A_DAY + minute)

    @property
    def came_by_itself(self) -> bool:
        """Whether the one whose words they are wrote them down."""
        return self.came_by != self.CameBy.HEARD

    def get_absolute_url(self) -> str:
        return reverse("voices:voice", args=[self.pk])
