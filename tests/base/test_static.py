"""How static files are handed out."""

from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings
from whitenoise.middleware import WhiteNoiseMiddleware


@pytest.mark.django_db  # closing an answer looks after the connection
def test_no_other_site_is_let_in_to_a_static_file(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "look.css").write_text("a {}")
    settings.STATIC_ROOT = tmp_path
    door = WhiteNoiseMiddleware(lambda _request: HttpResponse(status=404))

    answer = door(RequestFactory().get("/static/look.css"))

    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers
    answer.close()
