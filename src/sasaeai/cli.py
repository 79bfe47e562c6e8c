"""The command `sasaeai`: every verb is a management command of the room it belongs to."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one verb, such as `sasaeai serve` or `sasaeai audit verify`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sasaeai.settings")
    if sys.argv[1:2] == ["demo"]:
        # Settings are read once, at import; the server's processes inherit it.
        os.environ["SASAEAI_DEMO"] = "1"
    execute_from_command_line(["sasaeai", *sys.argv[1:]])
