"""Taking in a list of 10,000 and of 100,000 places, from CSV and XLSX, on DATABASE_URL.

    python benchmarks/imports.py [--small 10000] [--large 100000] [--rounds 3]

Each list has invented places of one municipality: name, address, point, telephone, opening times,
a fee, a remark and three columns that mean nothing to the program. Each goes into a municipality of
its own by `sasaeai import`, in a process of its own: its time is what passes on the clock, its
memory the most it ever held. Lists take turns, round by round; what counts is the median time of
the large list against that of the small one.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import ground
import invented
from django.db import connection
from xlsxwriter import Workbook

from sasaeai.calc import codes

HEAD = ["NO", "名称", "住所", "緯度", "経度", "電話番号", "利用可能曜日", "開始時間", "終了時間", "料金", "備考", "管理番号", "構造", "階数"]  # fmt: skip
SOURCE = Path(__file__).resolve().parent.parent / "src"


def rows(number: int) -> Iterator[list[str]]:
    """Yield the headings and so many places."""
    dice = invented.dice()
    yield HEAD
    for one in range(1, number + 1):
        lon, lat = dice.uniform(139.4, 139.6), dice.uniform(35.6, 35.7)
        name = f"{dice.choice(invented.HEADS)}{dice.choice(invented.TAILS)}{dice.choice(invented.HOUSES)}"
        yield [
            f"{one:06}", f"{name}{one}", f"ささえ市{dice.choice(invented.HEADS)}町{one % 900 + 1}-{one}",
            f"{lat:.6f}", f"{lon:.6f}", f"042-{one // 10_000 + 100}-{one % 10_000:04}",
            "月火水木金", "9:00", "17:00", "無料", f"{dice.choice(invented.DOINGS)}を行っています。",
            f"K{one:07}", "鉄筋", str(one % 5 + 1),
        ]  # fmt: skip


def as_csv(folder: Path, number: int) -> Path:
    """Write a list as CSV."""
    file = folder / f"places{number}.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows(number))
    return file


def as_xlsx(folder: Path, number: int) -> Path:
    """Write a list as a workbook."""
    file = folder / f"places{number}.xlsx"
    with Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("一覧")
        for line, row in enumerate(rows(number)):
            sheet.write_row(line, 0, row)
    return file


def url() -> str:
    """Return the address of the database that this run has for itself."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{told['USER']}:{told['PASSWORD']}@:{told['PORT']}/{told['NAME']}?host={told['HOST']}"


def take_in(file: Path, town: int) -> tuple[float, float]:
    """Return the seconds and the most MB that taking a file into a town of its own took."""
    code5 = f"13{town:03}"
    command = [
        sys.executable, "-m", "sasaeai", "import", "facilities", str(file),
        "--municipality", code5 + codes.check_digit(code5), "--name", f"ささえ{town}市", "--json",
    ]  # fmt: skip
    env = os.environ | {"DATABASE_URL": url(), "PYTHONPATH": str(SOURCE)}
    start = time.perf_counter()
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) as process:  # noqa: S603 -- our own command on our own file
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{file.name} could not be taken in.")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    """Print the ratio of time and the memory for both kinds of file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with ground.database(), tempfile.TemporaryDirectory() as folder:
        lists = {
            (kind, number): write(Path(folder), number)
            for kind, write in (("CSV", as_csv), ("XLSX", as_xlsx))
            for number in (asked.small, asked.large)
        }
        told: dict[tuple[str, int], list[tuple[float, float]]] = {one: [] for one in lists}
        for town, (one, file) in enumerate(list(lists.items()) * asked.rounds, start=501):
            told[one].append(take_in(file, town))
            print(f"{one[0]}, {one[1]:,} rows: {told[one][-1][0]:.1f} s, {told[one][-1][1]:.0f} MB", flush=True)  # fmt: skip
        for kind in ("CSV", "XLSX"):
            small, large = (median(seconds for seconds, _ in told[kind, number]) for number in (asked.small, asked.large))  # fmt: skip
            most = max(memory for _, memory in told[kind, asked.large])
            print(f"{kind}: {asked.large:,} rows in {large / small:.1f} × the time of {asked.small:,}, at most {most:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
