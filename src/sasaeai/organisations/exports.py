"""The lists as files; the Japanese headings of organisations are those the importer reads back.

Private columns and what was asked of organisations are for staff alone.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.organisations import rules
from sasaeai.organisations.models import Approach, Organisation
from sasaeai.paper.files import Column
from sasaeai.ui import wording

INSIDE = _("内部用")
_COLUMNS: tuple[Column[Organisation], ...] = (
    Column(_("番号"), lambda one: str(one.pk), _("この仕組みでの番号（変わりません）")),
    Column(_("団体名"), lambda one: one.name, field="name"),
    Column(_("ふりがな"), lambda one: one.kana, field="kana"),
    Column(_("団体種別"), lambda one: str(one.kind), _("実施要綱の種類"), field="kind"),
    Column(_("地区"), lambda one: one.area.name, field="area"),
    Column(_("活動内容"), lambda one: one.description, _("どんなところか"), field="description"),
    Column(
        _("手伝えること"),
        lambda one: wording.told(one.categories.all()),
        _("困りごとと手伝いの分類"),
    ),
    Column(_("所在地"), lambda one: one.address, field="address"),
    Column(_("緯度"), lambda one: one.latitude, _("世界測地系（度）"), field="latitude"),
    Column(_("経度"), lambda one: one.longitude, _("世界測地系（度）"), field="longitude"),
    Column(_("電話番号"), lambda one: one.phone, _("載せてよい電話番号"), field="phone"),
    Column(_("ホームページ"), lambda one: one.url, field="url"),
    Column(_("だれに見せるか"), lambda one: one.get_visibility_display(), field="visibility"),
    Column(_("引退した日"), lambda one: one.retired_on),
    Column(_("出どころ"), lambda one: one.source),
    Column(
        _("窓口の方（載せない）"),
        lambda one: one.contact_name,
        INSIDE,
        "contact_name",
        private=True,
    ),
    Column(
        _("窓口の電話番号（載せない）"),
        lambda one: one.contact_phone,
        INSIDE,
        "contact_phone",
        private=True,
    ),
    Column(_("覚え書き（載せない）"), lambda one: one.notes, INSIDE, "notes", private=True),
)
APPROACHES: tuple[Column[Approach], ...] = (
    Column(_("番号"), lambda one: str(one.pk), _("この仕組みでの番号（変わりません）")),
    Column(_("団体名"), lambda one: one.organisation.name),
    Column(_("地区"), lambda one: one.organisation.area.name),
    Column(_("何について"), lambda one: one.about),
    Column(_("いまの様子"), lambda one: one.get_state_display()),
    Column(_("話したこと"), lambda one: one.words),
    Column(_("次に声をかける日"), lambda one: one.next_on),
    Column(_("担当する人"), lambda one: one.by.name),
    Column(_("書いた日"), lambda one: timezone.localdate(one.created_at)),
)


def columns(viewer: Viewer) -> list[Column[Organisation]]:
    """Return the columns of the list of organisations, the private ones for those who may see them."""
    private = rules.may_see_private(viewer)
    return [column for column in _COLUMNS if private or not column.private]
