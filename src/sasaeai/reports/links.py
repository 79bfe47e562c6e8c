"""Where the rows behind a figure are listed: what is shown there is as many as the figure says."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from sasaeai.reports.figures import Address
from sasaeai.reports.models import Report
from sasaeai.reports.scopes import Scope, narrowed

# Under which name the list of entries asks for a term of these lists.
ASKED = {
    "functions": "function",
    "means": "means",
    "tasks": "task",
    "types": "type",
    "counterparts": "counterpart",
}


def behind(scope: Scope, numbers: Mapping[str, UUID]) -> Address:
    """Return how the address of a figure of this scope is made: the list of entries, or what we list ourselves."""

    def address(key: str) -> str:
        if "/" in key:
            of_month, of = narrowed(scope, key)
            return behind(of_month, numbers)(of)
        terms = {} if key == "entries" else _terms(key, numbers)
        if terms is not None:
            return f"{reverse('journal:list')}?{urlencode({**_period(scope), **terms})}"
        asked = {**scope.asked, "figure": key}
        return f"{reverse('reports:behind')}?{urlencode(asked)}"

    return address


def kept(report: Report) -> Address:
    """Return how the address of a figure of a sent report is made: the rows of that day, and what came since."""

    def address(key: str) -> str:
        return f"{reverse('reports:report_behind', args=[report.pk])}?{urlencode({'figure': key})}"

    return address


def _period(scope: Scope) -> dict[str, str]:
    return {
        "since": scope.since.isoformat(),
        "until": scope.until.isoformat(),
        "area": str(scope.area.pk),
        "employer": str(scope.employer.pk),
    }


def _terms(key: str, numbers: Mapping[str, UUID]) -> dict[str, str] | None:
    """Return the terms a figure of entries is narrowed to; none where the list of entries does not know it."""
    name, _dot, code = key.partition(".")
    if name == "cross":
        function, means = code.split(".", 1)
        keys = [f"functions.{function}", f"means.{means}"]
    else:
        keys = [key]
    found = {ASKED[one.partition(".")[0]]: str(numbers[one]) for one in keys if one in numbers}
    return found if len(found) == len(keys) else None
