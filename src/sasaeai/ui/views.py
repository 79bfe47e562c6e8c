from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from sasaeai.ui import samples

language = login_not_required(set_language)


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Keep the session alive for someone who is still reading."""
    request.session.modified = True
    return HttpResponse(status=204)


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/styleguide.html", samples.page())
