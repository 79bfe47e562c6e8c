"""What a device keeps of a room to write without a network: one page of nobody's, and the files by which it looks."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

# Where a room keeps its static files -> those that every pocket needs.
NEEDED = {"ui": ("ui/css/*.css", "ui/js/photo.js"), "voices": ("voices/js/*.js",)}


@dataclass(frozen=True, slots=True)
class Pocket:
    """The page of one room; made without a request, so that it can hold nobody's data."""

    room: str
    template: str

    def shown(self, language: str) -> str:
        """Return the page in this language."""
        with override(language):
            return render_to_string(self.template)

    def worker(self, language: str, *, page: str) -> str:
        """Return the script that tells the service worker what to keep; another as soon as one of these is."""
        files = sorted(needed())
        edition = sha256("\n".join([self.shown(language), *files]).encode()).hexdigest()[:16]
        told = {
            "room": self.room,
            "edition": edition,
            "page": f"{page}?language={language}",
            "files": files,
        }
        worker = static("voices/js/worker.js")
        return f"self.told = {json.dumps(told)};\nimportScripts({json.dumps(worker)});\n"


def language_of(request: HttpRequest) -> str:
    """Return the language of the page that asks for what it will keep; it asks as nobody."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else str(get_language())


def needed() -> list[str]:
    """Return the addresses of the static files with which a pocket looks and works as it should."""
    roots = {Path(settings.PACKAGE) / room / "static": kept for room, kept in NEEDED.items()}
    return [
        static(file.relative_to(root).as_posix())
        for root, kept in roots.items()
        for pattern in kept
        for file in root.glob(pattern)
    ]


def amiss(form: BaseForm) -> list[str]:
    """Return what is to be put right, a sentence each."""
    return [
        _("%(label)s：%(error)s") % {"label": form[name].label, "error": error}
        if name in form.fields
        else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]
