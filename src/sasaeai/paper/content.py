"""What each template in `typst/` is given. Lengths are millimetres, y grows downwards."""

from typing import Literal, NotRequired, TypedDict

Shape = Literal["circle", "square", "diamond", "triangle", "hexagon"]
Sign = Literal["station", "hill", "green"]
Point = tuple[float, float]


class Telephone(TypedDict):
    """The number to call, and when: 「困ったとき・気づいたとき」."""

    label: str
    number: str


class Kind(TypedDict):
    """One line of the key: what a shape stands for."""

    shape: Shape
    label: str


class Spot(TypedDict):
    """A numbered mark on the map; the same number and shape stand in the index."""

    x: float
    y: float
    number: int
    shape: Shape


class Label(TypedDict):
    """A name written on the map, centred on its point."""

    x: float
    y: float
    text: str


class Mark(TypedDict):
    """A station, a hilltop or a small park, centred on its point."""

    x: float
    y: float
    sign: Sign


class Scale(TypedDict):
    """The scale bar: its length on this map and its words, 「500 m（歩いて約8分）」."""

    length: float
    label: str


class Map(TypedDict):
    """A drawing already projected to width × height; the sheet only ever shrinks or grows it whole.

    A leader runs from where something is to where there was room for its number. `green` and `water`
    are rings, inner ones turning the other way; `landmarks` says in words what is below the borders.
    """

    width: float
    height: float
    alt: str
    outline: list[list[Point]]
    inner: NotRequired[list[list[Point]]]
    landmarks: NotRequired[str]
    green: NotRequired[list[list[Point]]]
    water: NotRequired[list[list[Point]]]
    rivers: NotRequired[list[list[Point]]]
    roads: NotRequired[list[list[Point]]]
    railways: NotRequired[list[list[Point]]]
    marks: NotRequired[list[Mark]]
    names: NotRequired[list[Label]]
    labels: NotRequired[list[Label]]
    spots: NotRequired[list[Spot]]
    leaders: NotRequired[list[list[Point]]]
    scale: NotRequired[Scale | None]


class Sheet(TypedDict):
    """What every sheet carries; `link` is a public address and is printed with its QR code."""

    town: str
    title: str
    date: str
    note: NotRequired[str]
    telephone: NotRequired[Telephone | None]
    link: NotRequired[str | None]


class Entry(TypedDict):
    """One line of an area's list; empty words are left out, and a number that stands on no map."""

    number: NotRequired[int]
    shape: Shape
    name: str
    when: NotRequired[str]
    place: NotRequired[str]
    telephone: NotRequired[str]
    fee: NotRequired[str]


class Group(TypedDict):
    """Entries under one heading, a category or a day."""

    heading: str
    entries: list[Entry]


class ListSheet(Sheet):
    """`list.typ`; `reply` says where the cut-off slip goes."""

    groups: list[Group]
    reply: str
    map: NotRequired[Map | None]
    legend: NotRequired[list[Kind]]


class MapPage(TypedDict):
    """A map with its index, on a sheet that stands or lies; `map_columns` of its columns are the map's.

    `part` is what the first page of several maps calls it, where it tells on which page each begins.
    """

    title: str
    part: str
    lies: bool
    columns: int
    map_columns: int
    groups: list[Group]
    notes: NotRequired[list[str]]
    map: NotRequired[Map | None]


class AreaSheet(Sheet):
    """`area.typ`; `stamp` says on every page whom the sheet is for, `source` where the map is from."""

    paper: Literal["a4", "a3"]
    pages: list[MapPage]
    legend: NotRequired[list[Kind]]
    source: NotRequired[str]
    stamp: NotRequired[str]


class Known(TypedDict):
    """A spot already known before the walk."""

    number: int
    shape: Shape
    kind: NotRequired[str]
    name: str
    whose: NotRequired[str]
    when: NotRequired[str]


class WalkSheet(Sheet):
    """`walk.typ`; `sheet` is the number by which the paper is typed back.

    `kinds` says what to write into the column of kinds, `states` what to circle beside a known spot,
    `others` how much is known that does not stand on it.
    """

    sheet: str
    map: Map
    kinds: str
    states: list[str]
    others: str
    known: list[Known]
    blank_rows: int
    legend: NotRequired[list[Kind]]
    paper: NotRequired[Literal["a4", "a3"]]


class Question(TypedDict):
    """A field to confirm: what it is called, what we believe, how old that is.

    `call` is the number to dial where what we believe is one.
    """

    field: str
    now: str
    age: NotRequired[str]
    call: NotRequired[str]


class Stop(TypedDict):
    """One visit of the round, in walking order."""

    number: int
    shape: Shape
    name: str
    way: NotRequired[str]
    address: NotRequired[str]
    telephone: NotRequired[str]
    private_telephone: NotRequired[str]
    ask: list[Question]


class RoundSheet(Sheet):
    """`round.typ`; `way` is how long the whole way is, `reckoned` how that was found.

    `means` are the ways of checking that are ticked at each stop.
    """

    means: NotRequired[list[str]]
    way: NotRequired[str]
    reckoned: NotRequired[str]
    stops: list[Stop]
    map: NotRequired[Map | None]
    legend: NotRequired[list[Kind]]


class SlipSheet(Sheet):
    """`slip.typ`; `code` is the one-time code in the groups it is read out in."""

    name: str
    staff_id: str
    code: list[str]
    address: str
    expires: str
    steps: list[str]


class Row(TypedDict):
    """A label and its words on a card."""

    label: str
    value: str


class CardSheet(Sheet):
    """`card.typ`; `title` is the name of the activity or thing, `kind` stands above it."""

    rows: list[Row]
    kind: NotRequired[str]
    words: NotRequired[str]


class VoiceSheet(Sheet):
    """`voice.typ`; each of `numbers` is a slip, `body` reads it, `reaches` is how far the words may go."""

    numbers: list[str]
    body: str
    reaches: list[str]
    area: NotRequired[str]


class FigureTable(TypedDict):
    """Figures with the word at the head of each row; without a foot nothing is added up."""

    head: list[str]
    rows: list[list[str]]
    foot: list[str]


class ReportStat(TypedDict):
    """Something that changed: how many, of how many, and what exactly was counted."""

    name: str
    number: str
    of: str
    note: str


class ReportSheet(Sheet):
    """`report.typ`: what changed before what was done; `entries` says how many there really were."""

    kind: str
    body: str
    changed: list[ReportStat]
    stories: int
    story: str
    table: FigureTable
    entries: str
    lists: list[FigureTable]
    months: list[FigureTable]
    trouble: list[str]
    coming: list[str]


class PlanAim(TypedDict):
    """A goal of a plan; of each mark how it is called, where it stands, what is aimed at, who says so."""

    words: str
    about: str
    marks: list[list[str]]
    steps: list[str]
    means: str


class PlanSheet(ReportSheet):
    """`plan.typ`: what next year grows from, before the figures; `heard` is what was hard, by month."""

    pictures: list[Row]
    aims: list[PlanAim]
    findings: list[Row]
    kept: list["Section"]
    heard: list[Row]


class BoardGoal(TypedDict):
    """A goal on the wall; `serves` says whose way it is on, where that is not the far end of its row."""

    words: str
    serves: str
    figure: str
    source: str


class BoardRow(TypedDict):
    """A farthest goal with what leads to it: goals by time, from then to now, what is done now, what could begin."""

    cells: list[list[BoardGoal]]
    doing: list[str]
    steps: list[str]


class BoardTime(TypedDict):
    """A column of the board, and about when it is."""

    label: str
    about: str


class BoardSheet(Sheet):
    """`board.typ`; `title` is the picture itself."""

    times: list[BoardTime]
    rows: list[BoardRow]


class StoryKnot(TypedDict):
    """One thing on a line in time; `words` are somebody's own."""

    when: str
    title: NotRequired[str]
    text: NotRequired[str]
    words: NotRequired[str]


class StorySheet(Sheet):
    """`story.typ`; `people` are those on the line, `consent` says how far the words may go."""

    lead: str
    knots: list[StoryKnot]
    people: list[Row]
    consent: str


class Section(TypedDict):
    """A heading with what is told under it: words, what somebody said, rows."""

    heading: str
    words: NotRequired[str]
    quotes: NotRequired[list[str]]
    rows: NotRequired[list[Row]]
    boxed: NotRequired[bool]


class PackSheet(Sheet):
    """`pack.typ`; `sections` one after another over as many pages as they need.

    `large` for what residents read; a row without a value has a line to write on.
    """

    sections: list[Section]
    large: NotRequired[bool]
    photo: NotRequired[bytes]
    photo_words: NotRequired[str]
    signed: NotRequired[str]


class EvidenceItem(TypedDict):
    """One item that was asked: the answer, who stands for it, and how many records tell of it."""

    name: str
    source: str
    claim: str
    words: str
    responsible: str
    records: list[list[str]]


class EvidenceSheet(Sheet):
    """`evidence.typ`."""

    items: list[EvidenceItem]
