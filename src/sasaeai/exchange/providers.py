"""Establishments that another file brought before: they take on its services."""

from typing import Any

from sasaeai.exchange import values
from sasaeai.exchange.previews import Said
from sasaeai.exchange.readers.cells import key


def described(row: Any, said: Said) -> str:  # noqa: ANN401 -- a place
    """Return the introduction of a place with the services and the words of one more file."""
    ours, theirs = row.description.split("\n"), str(said["description"]).split("\n")
    mark = values.SERVICES
    first = [line.removeprefix(mark) for line in (ours[0], theirs[0]) if line.startswith(mark)]
    services = list(dict.fromkeys(word for line in first for word in line.split("、")))
    rest = [line for line in ours if line and not line.startswith(mark)]
    more = [line for line in theirs if line and line not in rest and not line.startswith(mark)]
    named = [] if key(str(said["name"])) == key(row.name) else [_named(said, theirs[0])]
    told = [line for line in named if line not in rest]
    line = mark + "、".join(services) if services else ""
    return "\n".join(filter(None, (line, *rest, *told, *more)))


def _named(said: Said, services: str) -> str:
    return f"{services.removeprefix(values.SERVICES)}　名称：{said['name']}"
