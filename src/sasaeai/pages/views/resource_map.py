"""資源地図: what to print, and the sheet itself."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request, Viewer, resident
from sasaeai.base.errors import permit
from sasaeai.pages import actions, area_sheet, presses, resources
from sasaeai.pages.area_sheet import Order
from sasaeai.pages.print_form import MapForm, is_sent, with_usual
from sasaeai.paper import pdf


def print_map(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    form = MapForm(with_usual(request.GET, viewer), viewer=viewer)
    status = 400
    if form.is_valid() and is_sent(request.GET):
        with presses.press() as is_held:
            if is_held and (sheet := _sheet(viewer, form)):
                return pdf.shown(sheet, name="map.pdf")
        if not is_held:
            status = 503
            form.add_error(
                None, _("いま、ほかの地図をつくっています。少し待って、もう一度押してください。")
            )
    status = status if form.errors else 200
    context = {"form": form, "area": form.area_asked}
    return render(request, "pages/print_map.html", context, status=status)


def _sheet(viewer: Viewer, form: MapForm) -> bytes | None:
    """Return the sheet that was asked for; None, and an error on the form, where it would hold too much."""
    order = Order(**form.order)
    reader = resident(viewer.municipality) if order.is_public else viewer
    found = resources.in_area(reader, order.area, kinds=order.kinds)
    if len(found) > resources.MOST:
        told = _(
            "1度に印刷できるのは%(most)s件までです。小さい区域を選ぶか、のせるものをへらしてください。"
        )
        form.add_error(None, told % {"most": resources.MOST})
        return None
    actions.print_map(viewer, order.area, [one.listed for one in found])
    return area_sheet.area_sheet(viewer, order, found, at=timezone.localtime())
