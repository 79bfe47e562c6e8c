"""The list of needs as a file: what is asked, without whose it is."""

from django.utils.translation import gettext_lazy as _

from sasaeai.needs.models import Need
from sasaeai.paper.files import Column

COLUMNS: tuple[Column[Need], ...] = (
    Column(_("番号"), lambda one: str(one.pk), _("この仕組みでの番号（変わりません）")),
    Column(_("地区"), lambda one: one.area.name),
    Column(_("お願いの中身"), lambda one: one.what),
    Column(_("どんなこと"), lambda one: str(one.category)),
    Column(_("どのくらい"), lambda one: one.get_often_display()),
    Column(_("1回に何分"), lambda one: one.minutes),
    Column(_("いまどうしているか"), lambda one: str(one.coping or "")),
    Column(_("どのくらい急ぐか"), lambda one: one.get_urgency_display()),
    Column(_("ようす"), lambda one: one.get_state_display()),
    Column(_("いつまでにお返事するか"), lambda one: one.answer_by),
    Column(_("終えた日"), lambda one: one.closed_on),
    Column(_("受けた所属先"), lambda one: one.employer.name),
)
