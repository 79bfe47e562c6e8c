"""The columns in which assets are written out, and those that every list of theirs shares."""

from collections.abc import Sequence
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries, rules
from sasaeai.assets.models import Asset
from sasaeai.assets.models.freshness import Listed
from sasaeai.paper.files import Column
from sasaeai.ui import wording
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind

One = TypeVar("One", bound=Listed)
INSIDE = _("内部用")
NOWHERE = (None, None)


def shared(columns: Sequence[Column[One]], *, private: bool) -> list[Column[One]]:
    """Return the columns of every list around those of one room, with or without the private ones."""
    before: list[Column[One]] = [
        Column(_("番号"), lambda one: str(one.pk), _("この仕組みでの番号（変わりません）")),
        Column(_("名前"), lambda one: one.name, field="name"),
        Column(_("ふりがな"), lambda one: one.kana, field="kana"),
        Column(_("地区"), lambda one: one.area.name, field="area"),
        Column(
            _("どんなこと"),
            lambda one: wording.told(one.categories.all()),
            _("困りごとと手伝いの分類"),
        ),
        Column(_("紹介"), lambda one: one.description, field="description"),
        Column(_("曜日と時間"), lambda one: one.times_words, field="times_words"),
        Column(_("費用"), lambda one: one.fee, field="fee"),
    ]
    after: list[Column[One]] = [
        Column(_("載せてよい連絡先"), lambda one: one.public_contact, field="public_contact"),
        Column(_("載せてよい電話番号"), lambda one: one.public_phone, field="public_phone"),
        Column(_("ホームページ"), lambda one: one.url, field="url"),
        Column(_("だれに見せるか"), lambda one: one.get_visibility_display(), field="visibility"),
        Column(_("さいごに確かめた日"), lambda one: one.checked_on),
        Column(_("どうやって確かめたか"), lambda one: one.get_checked_means_display()),
        Column(_("出どころ"), lambda one: one.source),
        Column(
            _("連絡先の方（載せない）"),
            lambda one: one.private_contact,
            INSIDE,
            "private_contact",
            private=True,
        ),
        Column(
            _("電話番号（載せない）"),
            lambda one: one.private_phone,
            INSIDE,
            "private_phone",
            private=True,
        ),
        Column(_("覚え書き（載せない）"), lambda one: one.notes, INSIDE, "notes", private=True),
    ]
    return [one for one in (*before, *columns, *after) if private or not one.private]


def columns(viewer: Viewer) -> list[Column[Asset]]:
    """Return the columns of the list of assets, each reading what this viewer sees of one."""
    facts = vocabulary.by_code(viewer.municipality, Kind.BARRIER_FREE)
    own: list[Column[Asset]] = [
        Column(_("種類"), lambda one: one.get_kind_display(), _("場所・モノ・人・金・情報")),
        Column(
            _("持ち主"),
            lambda one: one.owner.name if one.owner else one.owner_words,
            field="owner_words",
        ),
        Column(_("使うときの約束"), lambda one: one.terms, field="terms"),
        Column(
            _("所在地"),
            lambda one: queries.address_for(viewer, one),
            _("場所を伏せるものは、職員のほかには空です"),
            "address",
        ),
        Column(
            _("緯度"),
            lambda one: (queries.point_for(viewer, one) or NOWHERE)[1],
            _("世界測地系（度）"),
            "latitude",
        ),
        Column(
            _("経度"),
            lambda one: (queries.point_for(viewer, one) or NOWHERE)[0],
            _("世界測地系（度）"),
            "longitude",
        ),
        Column(
            _("バリアフリー"),
            lambda one: wording.told(facts.get(code, code) for code in one.barrier_free),
            field="barrier_free",
        ),
        Column(_("何人くらい"), lambda one: one.capacity, field="capacity"),
        Column(_("どうしてここにあるか"), lambda one: one.get_origin_display()),
    ]
    return shared(own, private=rules.may_see_private(viewer))
