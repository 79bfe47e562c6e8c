"""The areas of whoever looks back side by side: what changed first, meetings last."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.insight import actions, rules, sums
from sasaeai.insight.counting import month_of
from sasaeai.insight.models import MonthlySum
from sasaeai.ui import dates


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_look_back(viewer))
    # Whoever looks first in a month stores the months before it.
    actions.store_sums(viewer.actor, today=viewer.today)
    until = month_of(viewer.today)
    since = date(until.year - 1, until.month, 1)
    rows = sums.by_area(viewer, since=since, until=until)
    labels = [str(MonthlySum.Measure(measure).label) for measure in sums.SHOWN]
    columns = [_("地区"), *labels, _("会議")]
    context = {
        "columns": [{"label": label, "num": place > 0} for place, label in enumerate(columns)],
        "rows": [_cells(row, columns) for row in rows],
        "since": dates.long_day(since),
    }
    return render(request, "insight/sums.html", context)


def _cells(row: sums.Row, columns: list[str]) -> list[dict[str, object]]:
    numbers = [*(row.numbers[measure] for measure in sums.SHOWN), row.meetings]
    cells = [
        {"text": str(number), "label": label, "num": True}
        for number, label in zip(numbers, columns[1:], strict=True)
    ]
    return [
        {"text": row.area.name, "label": columns[0], "url": row.area.get_absolute_url()},
        *cells,
    ]
