"""Fetches the front-end files and fonts that `vendor.toml` names, and checks them later.

Fonts of the screens are cut into slices on the way (`bootstrap.letters`).

The files lie in the repository, so that nothing is fetched at run time and no Node is needed.
The table in `src/sasaeai/ui/static/ui/vendor/README.md` says what each one is; `--check` compares
it with the files and with `vendor.toml`, without any network.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from bootstrap import letters
from bootstrap.environment import ROOT
from bootstrap.say import StopError, line

TABLE = "src/sasaeai/ui/static/ui/vendor/README.md"
HEAD = """# Vendored files

Made by `make vendor` from `vendor.toml`; never edited by hand. `make gates` compares the sums.

| file | package | version | licence | SHA-256 |
|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Vendored:
    """One file of the repository that comes from a package."""

    target: str
    package: str
    version: str
    licence: str
    source: str

    def row(self, root: Path) -> str:
        """Return its line in the table, with the sum of what lies in the repository now."""
        digest = hashlib.sha256((root / self.target).read_bytes()).hexdigest()
        cells = (f"`{self.target}`", f"`{self.package}`", self.version, self.licence, digest)
        return f"| {' | '.join(cells)} |\n"


def wanted(root: Path) -> list[Vendored]:
    """Return the files that come from the packages of `vendor.toml`, sorted by target."""
    slices = [
        replace(font, target=letters.slice_name(font.target, number))
        for font in named(root, "slices")
        for number in range(letters.number_of_slices())
    ]
    return sorted([*named(root, "files"), *slices], key=lambda file: file.target)


def named(root: Path, kind: str) -> list[Vendored]:
    """Return what `vendor.toml` names: files with their target, or fonts with that of their slices."""
    packages = tomllib.loads((root / "vendor.toml").read_text("utf-8"))["package"]
    return [
        Vendored(target, package["name"], package["version"], package["licence"], source)
        for package in packages
        for source, target in package.get(kind, {}).items()
    ]


def table(root: Path) -> str:
    """Return the table as it must be for the files that lie in the repository now."""
    return HEAD + "".join(file.row(root) for file in wanted(root))


def problems(root: Path) -> list[str]:
    """Return what does not agree between `vendor.toml`, the table and the files."""
    absent = [file.target for file in wanted(root) if not (root / file.target).is_file()]
    if absent:
        return [f"not there: {target}" for target in absent]
    written = (root / TABLE).read_text("utf-8").splitlines()
    due = table(root).splitlines()
    return [
        *(f"in the table but not so: {text}" for text in written if text not in due),
        *(f"so but not in the table: {text}" for text in due if text not in written),
    ]


def npm(arguments: list[str]) -> str:
    """Return what npm prints; npm comes with Node, which only maintainers need."""
    program = shutil.which("npm")
    if program is None:
        raise StopError("npm is missing: `apt-get install npm`. npm を入れてください。")
    answer = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if answer.returncode:
        words = f"npm {arguments[0]} failed:\n{answer.stderr}"
        raise StopError(words)
    return answer.stdout


def fetch(package: str, version: str, *, folder: Path) -> tarfile.TarFile:
    """Return a package's archive; npm itself checks it against the registry's own sum."""
    packed = npm(["pack", f"{package}@{version}", "--json", "--pack-destination", str(folder)])
    entries = json.loads(packed)
    entry = next(iter(entries.values())) if isinstance(entries, dict) else entries[0]
    return tarfile.open(folder / entry["filename"].replace("@", "").replace("/", "-"))


def refresh(root: Path) -> None:
    """Fetch every package, copy and cut what is named of it and write table and sheet anew."""
    files, fonts = named(root, "files"), named(root, "slices")
    for package, version in dict.fromkeys((file.package, file.version) for file in files):
        with (
            tempfile.TemporaryDirectory() as folder,
            fetch(package, version, folder=Path(folder)) as archive,
        ):
            for file in files:
                if file.package == package:
                    copy(archive, file, root=root)
            for font in fonts:
                if font.package == package:
                    cut(archive, font, root=root)
        line(f"✓ {package} {version}")
    (root / TABLE).write_text(table(root), "utf-8")


def copy(archive: tarfile.TarFile, file: Vendored, *, root: Path) -> None:
    """Write one file of a package's archive to its target."""
    target = root / file.target
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content(archive, file))


def cut(archive: tarfile.TarFile, font: Vendored, *, root: Path) -> None:
    """Write the slices of one font of a package's archive, and the sheet that tells of them."""
    from bootstrap import cutting  # noqa: PLC0415 -- where only the demo runs there is no fontTools

    characters = cutting.cut(content(archive, font), root / font.target)
    (root / letters.SHEET).write_text(letters.sheet(characters), "utf-8")


def content(archive: tarfile.TarFile, file: Vendored) -> bytes:
    """Return one file of a package's archive."""
    opened = archive.extractfile(f"package/{file.source}")
    if opened is None:
        words = f"{file.package} has no file {file.source}."
        raise StopError(words)
    return opened.read()


def run(*, check: bool) -> int:
    """Fetch, or only compare, and return the exit code."""
    if not check:
        refresh(ROOT)
    found = problems(ROOT)
    for problem in found:
        line(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(run(check="--check" in sys.argv))
