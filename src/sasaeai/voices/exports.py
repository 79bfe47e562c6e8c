"""The list of voices as a file: the words of those whom the viewer may hear, without their names."""

from django.utils.translation import gettext_lazy as _

from sasaeai.paper.files import Column
from sasaeai.ui import wording
from sasaeai.voices.models import Voice

COLUMNS: tuple[Column[Voice], ...] = (
    Column(_("番号"), lambda one: str(one.pk), _("この仕組みでの番号（変わりません）")),
    Column(_("聴いた日"), lambda one: one.heard_on),
    Column(_("地区"), lambda one: one.area.name),
    Column(_("その人の言葉"), lambda one: one.words),
    Column(_("声の種類"), lambda one: str(one.kind or "")),
    Column(_("どんなこと"), lambda one: wording.told(one.categories.all())),
    Column(_("とどきかた"), lambda one: one.get_came_by_display()),
    Column(_("どうやって聴いたか"), lambda one: str(one.means or "")),
    Column(_("聴いたところ"), lambda one: one.place_words),
    Column(_("聴いた所属先"), lambda one: one.employer.name),
    Column(_("言葉を伝えてよい範囲"), lambda one: one.get_reach_display()),
    Column(_("行き先"), lambda one: one.get_destination_display()),
    Column(_("お返事の約束の日"), lambda one: one.follow_up_on),
    Column(_("お返事した日"), lambda one: one.answered_on),
)
