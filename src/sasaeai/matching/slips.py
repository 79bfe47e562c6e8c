"""The request on paper, in large type: for whoever is not reached by telephone."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.models import Municipality
from sasaeai.areas.viewer import Viewer
from sasaeai.matching import words
from sasaeai.needs.models import Need
from sasaeai.paper.content import CardSheet, Row
from sasaeai.paper.pdf import set_pdf
from sasaeai.ui import dates, wording

# To be written on.
LINE = "＿" * 14


def request_slip(viewer: Viewer, need: Need, *, town: Municipality, at: datetime) -> bytes:
    """Return a request as PDF, without whose it is or to whom it goes, with room for the answer."""
    # A day that is over would only hurry somebody.
    until = _("%(day)sまで") % {"day": dates.day_label(need.answer_by)}
    until = until if need.answer_by >= viewer.today else ""
    told = [
        (_("どのあたり"), need.area.name),
        (_("いつ"), words.when(need)),
        (_("ところ"), need.place_words),
        (_("先に知っておくこと"), wording.told(need.has.all())),
        (_("お返事"), _("□ 引き受けます　□ 難しいです")),
        (_("お名前とお電話"), LINE),
        (_("いつまでに"), until),
        (_("お返事先"), wording.placed(viewer.name, need.employer.name)),
    ]
    rows: list[Row] = [{"label": label, "value": value} for label, value in told if value]
    # Whoever is rung stands beside the number at the foot of the sheet.
    own = need.employer.phone
    office, phone = (need.employer.name, own) if own else (town.name, town.phone)
    sheet: CardSheet = {
        "town": office,
        "title": need.what,
        "kind": _("お願いできませんか"),
        "words": _("ご都合が合わなければ、遠慮なくおっしゃってください。わけは聞きません。"),
        "date": _("%(day)sに印刷") % {"day": dates.long_day(timezone.localdate(at))},
        "telephone": {"label": _("お返事の電話"), "number": phone} if phone else None,
        "rows": rows,
    }
    return set_pdf("card", sheet, printed_at=at)
