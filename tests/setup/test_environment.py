"""When the environment is filled again, and when it is left alone."""

import pytest

from bootstrap.environment import (
    DEVELOPMENT,
    RUNTIME,
    fingerprints,
    installed,
    is_filled,
    prepare,
    python_of,
    stamp_of,
)
from bootstrap.interpreter import probe

pytestmark = pytest.mark.once


@pytest.fixture
def root(tmp_path):
    for name in DEVELOPMENT:
        (tmp_path / name).write_text(f"# {name}\n", "utf-8")
    return tmp_path


def test_fingerprints_change_with_the_file(root):
    before = fingerprints(root, RUNTIME)
    (root / RUNTIME[0]).write_text("# other\n", "utf-8")
    assert fingerprints(root, RUNTIME) != before


def test_environment_without_a_stamp_is_not_filled(root):
    assert is_filled(root, fingerprints(root, RUNTIME)) is False


def test_environment_with_a_torn_stamp_remembers_nothing(root):
    stamp_of(root).write_text('{"requirements.txt": ', "utf-8")
    assert installed(root) == {}


def test_prepare_makes_an_environment_once_and_fills_it_only_when_a_file_changed(root, capsys):
    python = prepare(RUNTIME, root=root)
    assert probe(str(python)).fits
    first = capsys.readouterr().out.splitlines()
    prepare(RUNTIME, root=root)
    second = capsys.readouterr().out
    (root / RUNTIME[0]).write_text("# changed\n", "utf-8")
    prepare(RUNTIME, root=root)
    third = capsys.readouterr().out.splitlines()
    assert [len(first), second] == [2, "✓ .venv holds what requirements.txt says\n"]
    assert [line.split("  ")[0] for line in third] == ["✓ 0 packages from requirements.txt (pip)"]


def test_prepare_makes_a_broken_environment_anew(root, capsys):
    stamp = fingerprints(root, RUNTIME)
    python_of(root / ".venv").parent.mkdir(parents=True)
    python_of(root / ".venv").symlink_to("/nowhere/python3")
    prepare(RUNTIME, root=root)
    assert (is_filled(root / ".venv", stamp), probe(str(python_of(root / ".venv"))).fits) == (
        True,
        True,
    )


def test_environment_for_tests_is_good_for_the_demo_but_not_the_other_way(root):
    everything, demo = fingerprints(root, DEVELOPMENT), fingerprints(root, RUNTIME)
    (root / "installed.json").write_text(str(everything).replace("'", '"'), "utf-8")
    after_test = is_filled(root, demo)
    (root / "installed.json").write_text(str(demo).replace("'", '"'), "utf-8")
    assert (after_test, is_filled(root, everything)) == (True, False)
