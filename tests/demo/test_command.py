"""`sasaeai demo`: its own database and no other, loaded once, kept, started over when asked."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from sasaeai import server
from sasaeai.accounts.models import User
from sasaeai.areas.models import Municipality
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.demo import emptying, marker
from sasaeai.demo.sign_ins import table
from sasaeai.demo.staff import office
from sasaeai.demo.town import SEED
from sasaeai.search.models import Text
from tests.factories.areas import Town, make_town

NOT_A_DEMO = "デモではないデータ"
HALF_LOADED = """
from django.core.management import call_command
from sasaeai.areas.models import Municipality
call_command("migrate", verbosity=0)
Municipality.objects.create(code="139998")
"""
# As `sasaeai demo`, up to where it would answer: how many more threads there are then.
SERVED = """
import os, socket
threads = lambda: len(os.listdir("/proc/self/task"))
begun = threads()
from django.core.management import call_command
from sasaeai import server
server.answer = lambda **_given: print("more:", threads() - begun)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
call_command("demo", port=port)
"""


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DEMO = True
    return tmp_path


@pytest.fixture
def marked(db: None) -> None:
    marker.write(marker.Marker(marker.database(), SEED, loaded_on="2026-04-01"))


def test_command_is_refused_where_the_settings_are_not_the_demos(settings: Settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="sasaeai demo"):
        call_command("demo", load_only=True)


def test_database_of_a_town_is_refused_and_stays(town: Town) -> None:
    with pytest.raises(CommandError, match=NOT_A_DEMO):
        call_command("demo", load_only=True, fresh=True)

    assert Municipality.objects.count() == 1


def test_marker_of_another_database_opens_none(town: Town, home: Path) -> None:
    marker.write(marker.Marker("postgresql:elsewhere::sasaeai", SEED, loaded_on="2026-04-01"))

    with pytest.raises(DomainError, match=NOT_A_DEMO):
        emptying.empty()


def test_municipality_that_is_not_the_demos_keeps_all(town: Town, marked: None) -> None:
    make_town("13225", "ほんとうの市")

    with pytest.raises(DomainError, match=NOT_A_DEMO):
        emptying.empty()


def test_unreadable_marker_is_none(home: Path) -> None:
    (home / marker.NAME).write_text('{"colour": "red"}')

    assert marker.read() is None


def test_loaded_demo_is_kept(town: Town, marked: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo", load_only=True)

    assert "前回のデモを使います（2026-04-01）" in capsys.readouterr().out
    assert Municipality.objects.count() == 1


def test_older_demo_is_kept_and_told(
    town: Town, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    marker.write(marker.Marker(marker.database(), SEED, loaded_on="2026-04-01", version=0))

    call_command("demo", load_only=True)

    assert "--fresh" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_emptied_tables_hold_nothing(town: Town) -> None:
    emptying.empty_tables()

    left = [table.objects.count() for table in (Municipality, User, Entry, Text)]
    assert left == [0, 0, 0, 0]


def test_empty_database_without_a_marker_is_not_touched(db: None, home: Path) -> None:
    (home / "media").mkdir()

    emptying.empty()

    assert (home / "media").exists()


def test_taken_port_is_told_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=f"ポート {port} は使えません"):
            server.require_free("127.0.0.1", port)


def test_port_out_of_range_is_refused() -> None:
    with pytest.raises(CommandError, match="1 to 65535"):
        server.require_free("127.0.0.1", 65536)


def test_table_has_one_sign_in_for_each_role_and_next_door() -> None:
    lines = table(office(SEED))

    assert len(lines) == 1 + 6 + 1
    assert lines[3].split() == [
        "ささえ市", "第2層生活支援コーディネーター", "Coordinator", "of", "an", "area", "1006",
        "sasaeai-demo",
    ]  # fmt: skip


class Installation:
    """A demo of its own, run as a person runs it: on SQLite, in an empty folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.said = ""

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "SASAEAI_HOME": str(self.home), "PYTHONPATH": "src"}
        env |= {"DATABASE_URL": "", "SASAEAI_DEMO": "1"}
        command = [sys.executable, "-m", "sasaeai", *arguments]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    @property
    def marker(self) -> dict[str, object]:
        return json.loads((self.home / marker.NAME).read_text())

    def municipalities(self) -> str:
        code = "from sasaeai.areas.models import Municipality as M; print(M.objects.count())"
        return self.run("shell", "--no-imports", "-c", code).stdout.strip()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Load a demo over one that was interrupted half way."""
    made = Installation(tmp_path_factory.mktemp("sasaeai"))
    made.run("shell", "--no-imports", "-c", HALF_LOADED)
    place = f"sqlite:::{made.home / 'sasaeai.sqlite3'}"
    begun = {"database": place, "seed": SEED, "loaded_on": "", "version": 1}
    (made.home / marker.NAME).write_text(json.dumps(begun))
    done = made.run("shell", "--no-imports", "-c", SERVED)
    assert done.returncode == 0, done.stderr
    made.said = done.stdout
    return made


@pytest.mark.once
def test_whoever_answers_has_no_threads_of_the_loading(installation: Installation) -> None:
    """Workers are copies of the process: of one with threads they would stand still at the first sheet."""
    assert installation.said.endswith("\nmore: 0\n")


@pytest.mark.once
def test_loading_starts_over_after_an_interrupted_one(installation: Installation) -> None:
    assert installation.municipalities() == "2"
    assert installation.marker["loaded_on"]


@pytest.mark.once
def test_second_start_keeps_what_is_there(installation: Installation) -> None:
    kept = installation.run("demo", "--load-only")

    assert kept.returncode == 0
    assert "Kept as you left it." in kept.stdout
