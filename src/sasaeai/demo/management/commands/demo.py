"""`sasaeai demo`: load the demo town once, then serve it and say how to sign in."""

import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from sasaeai import server
from sasaeai.base.errors import DomainError
from sasaeai.demo import emptying, loading, marker, sign_ins
from sasaeai.demo.staff import office
from sasaeai.demo.town import SEED

WORKERS = 2
INTERRUPTED = 130
# Loading sets sheets, and typst keeps threads for that; a process that has them cannot be copied for the
# workers that answer: each sheet asked of such a copy waits for ever.
LOAD = (sys.executable, "-m", "sasaeai", "demo", "--load-only")
OLDER = (
    "デモの町が新しくなっています。--fresh を付けると、入れなおせます。\n"
    "There is a newer demo town: --fresh loads it."
)


class Command(BaseCommand):
    help = "Serves the demo town: sasaeai demo [--port 8000] [--fresh] [--load-only]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="start over")
        parser.add_argument("--load-only", action="store_true", help="load, but do not serve")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        if not settings.DEMO:
            raise CommandError(
                "デモは `sasaeai demo` で始めてください。Start the demo with `sasaeai demo`."
            )
        try:
            self._run(**options)
        except DomainError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self.stdout.write("\n止めました。Stopped.")
            sys.exit(INTERRUPTED)

    def _run(
        self, *, host: str, port: int, fresh: bool, load_only: bool, **options: object
    ) -> None:
        if not load_only:
            server.require_free(host, port)
        emptying.require_own()
        if load_only:
            self._load(fresh=fresh)
            return
        more = ["--fresh"] if fresh else []
        done = subprocess.run([*LOAD, *more], check=False)  # noqa: S603 -- our own command
        if done.returncode:
            sys.exit(done.returncode)
        server.prepare()
        self._greet(host, port)
        server.answer(host=host, port=port, workers=WORKERS)

    def _load(self, *, fresh: bool) -> None:
        if fresh:
            self._say("はじめから入れなおします。Starting over.")
            emptying.empty()
        known = marker.read()
        started = monotonic()
        if known and known.loaded_on and emptying.codes_here():
            self._say(f"前回のデモを使います（{known.loaded_on}）。Kept as you left it.")
            if known.version != marker.VERSION:
                self._say(OLDER)
            return
        # The last loading did not come to its end, or its database is gone.
        emptying.empty()
        Path(settings.HOME).mkdir(parents=True, exist_ok=True)
        marker.write(marker.Marker(marker.database(), SEED))
        server.migrate()
        self._say(f"表をつくりました ({monotonic() - started:.1f} s)")
        loading.load(self._say)
        today = timezone.localdate().isoformat()
        marker.write(marker.Marker(marker.database(), SEED, loaded_on=today))
        self._say(f"デモの町ができました ({monotonic() - started:.1f} s)")

    def _greet(self, host: str, port: int) -> None:
        place = f"[{host}]" if ":" in host else host
        self._say("")
        for line in sign_ins.table(office(SEED)):
            self._say(f"  {line}")
        self._say("")
        self._say(
            f"支え合いのデモ: http://{place}:{port}/ をひらいてください。やめるときは Ctrl-C。"
        )
        self._say(f"Sasaeai's demo: open http://{place}:{port}/ in a browser. Ctrl-C stops it.")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
