"""One sign-in for each role, as the command prints them."""

from unicodedata import east_asian_width

from sasaeai.accounts.demo_password import DEMO_PASSWORD
from sasaeai.areas.models import Role
from sasaeai.demo.plan import MUNICIPALITIES
from sasaeai.demo.rows.office import ROLES
from sasaeai.demo.staff import Office

ENGLISH = {
    Role.OFFICER: "Officer of the municipality",
    Role.COORDINATOR1: "Coordinator, whole city",
    Role.COORDINATOR2: "Coordinator of an area",
    Role.WORK_COORDINATOR: "Work coordinator",
    Role.COUNCIL_MEMBER: "Council member",
    Role.VIEWER: "Viewer",
}
HEAD = ("市町村 Town", "役割 Role", "職員番号 Staff ID", "パスワード Password")
Line = tuple[str, str, str, str]


def sign_ins(office: Office) -> list[tuple[str, Role, str]]:
    """Return (municipality's key, role, staff id): the first in each role today, and next door's officer."""
    titles = {one.key: one for one in office.staff}
    found: dict[tuple[str, Role], str] = {}
    for posting in office.postings:
        who = titles[posting.staff]
        if posting.since <= 0 <= (posting.until or 0):
            found.setdefault((who.municipality, ROLES[posting.role]), who.staff_id)
    return [
        *(("sasae", role, found["sasae", role]) for role in Role),
        ("tonari", Role.OFFICER, found["tonari", Role.OFFICER]),
    ]


def table(office: Office) -> list[str]:
    """Return the lines of the table: town, role, staff id, password."""
    names = {plan.key: plan.name for plan in MUNICIPALITIES}
    lines: list[Line] = [
        (names[town], f"{role.label} {ENGLISH[role]}", staff_id, DEMO_PASSWORD)
        for town, role, staff_id in sign_ins(office)
    ]
    rows: list[Line] = [HEAD, *lines]
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [_line(row, widths) for row in rows]


def _line(cells: Line, widths: list[int]) -> str:
    padded = (cell + " " * (wide - _width(cell)) for cell, wide in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(words: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in words)
