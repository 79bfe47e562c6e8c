"""Limits on tries hold, whoever asks and from however many processes."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from sasaeai.accounts import throttle
from sasaeai.accounts.models import Throttle
from sasaeai.base.errors import DomainError

KEY = [("k" * 64, 5)]
TRY_TWENTY_TIMES = """
import django; django.setup()
from sasaeai.accounts import throttle
from sasaeai.base.errors import DomainError
taken = 0
for _try in range(20):
    try:
        throttle.take_try([("k" * 64, 5)]); taken += 1
    except DomainError:
        pass
print(taken)
"""


@pytest.mark.django_db
def test_sixth_try_is_refused() -> None:
    for _try in range(5):
        throttle.take_try(KEY)

    with pytest.raises(DomainError, match="15分ほどお待ちください"):
        throttle.take_try(KEY)


@pytest.mark.django_db
def test_try_after_the_window_counts_anew() -> None:
    with time_machine.travel(timezone.now() - throttle.WINDOW - timedelta(seconds=1)):
        for _try in range(5):
            throttle.take_try(KEY)

    throttle.take_try(KEY)

    assert Throttle.objects.get().tries == 1


@pytest.mark.django_db
def test_right_try_is_given_back() -> None:
    throttle.take_try(KEY)
    throttle.give_back(KEY)

    assert Throttle.objects.get().tries == 0


@pytest.mark.django_db(transaction=True)
def test_tries_from_three_processes_at_once_share_one_limit() -> None:
    database = settings.DATABASES["default"]
    url = (
        f"sqlite:///{database['NAME']}"
        if "sqlite" in database["ENGINE"]
        else "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    )
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "sasaeai.settings",
        "SASAEAI_SECRET_KEY": "x" * 60,
        "PYTHONPATH": str(Path(settings.BASE_DIR) / "src"),
    }
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TRY_TWENTY_TIMES],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _process in range(3)
    ]
    taken = [int(process.communicate()[0]) for process in running]

    assert sum(taken) == 5


def test_address_behind_one_proxy_is_the_one_the_proxy_saw(settings: object) -> None:
    settings.PROXIES = 1  # type: ignore[attr-defined]  # django-stubs does not know our own setting
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.7"})

    assert throttle.client_address(request) == "10.0.0.7"


def test_address_without_a_proxy_ignores_what_the_browser_claims() -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "6.6.6.6"})

    assert throttle.client_address(request) == "127.0.0.1"


@pytest.mark.parametrize("written", [", 1.2.3.4", "1.2.3.4, ", ",, 1.2.3.4"])
def test_blanks_are_no_addresses(settings: Settings, written: str) -> None:
    settings.PROXIES = 1
    request = RequestFactory().get("/", headers={"X-Forwarded-For": written})

    assert throttle.client_address(request) == "1.2.3.4"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 1),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", 0),
        ("192.0.2.1", "192.0.2.2", 0),
        ("192.0.2.1", "192.0.2.1", 1),
        ("nonsense", "nonsense", 1),
        ("::ffff:192.0.2.1", "192.0.2.1", 1),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", 0),
    ],
)
def test_addresses_of_one_machine_count_as_one(one: str, other: str, is_same: int) -> None:
    keys = {
        throttle.address_key(RequestFactory().get("/", REMOTE_ADDR=address), "tell", limit=1)
        for address in (one, other)
    }

    assert len(keys) == 2 - is_same
