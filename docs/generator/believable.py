"""The page that says how believable made-up authorities are, and its pictures, from what `make believable` wrote."""

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from docs.generator.markdown import code, table, whole_page
from roker.synthetic.authority import SCENARIOS
from roker.synthetic.measured import QUANTITIES, QUESTION_OF, QUESTIONS

_TABLE = Path(__file__).parent / "believable.csv"
_ROW, _TOP, _LEFT, _WIDE, _EDGE = 15, 46, 330, 420, 2.0
"""Pixels: the height of a line, above the first, left of the drawing, its width; and how far it goes, in half bands."""

_INTRODUCTION = """`roker synthesise --check` counts a made-up authority as published statistics count a real one, \
year by year, and sets every figure beside what is published. \
[Make up an authority](../how-to/make-up-an-authority.md) says how to run it. This is what came of it with {seeds} \
seeds together: `make believable` measures it again.

`sunderland-2015` is compared with the figures of Sunderland: within 10%, or as far as chance alone takes one \
authority from another nineteen times in twenty, whichever is more. `typical` is compared with how English \
authorities spread: from the 5th to the 95th of a hundred. Nothing else is called within. A figure for which nothing \
is published in a year is left out here; it is *not checked*."""

_DISAGREE = """## Where published figures disagree

One of them is followed, and the other is not. Whoever loads figures from several sources meets such cases, so they \
are told here as they are."""

_DISAGREEMENTS = (
    (
        "Children looked after, mid-2015",
        "575 at 1 June, and 586 among the findings of one report",
        "570 at 31 March 2015, as the return says",
    ),
    ("Looked after outside the authority", "166 (31%) and 175 (30%) in one report", "the share of the return"),
    (
        "Agency social workers, 2015",
        "21% in April (report of 2015), 43% in September (workforce return), nearly half (report of 2018)",
        "43%",
    ),
    (
        "Cases of children in need, 2014 to 2015",
        "488.8 open for 10,000, and 579.1 begun less 485.8 ended would leave 582.1; 522.8 are published as open",
        "what was begun and what is open; what ended is not checked",
    ),
    (
        "Children with the same social worker",
        "68% (report of 2015), 39% (experimental statistics of 2020)",
        "68%",
    ),
    ("Referrals for domestic abuse", "a board was told of a fall that was known to be wrong", "a rise"),
    ("Audits in 2018", "69 of 78, printed as 82%", "neither: audits are none of the case record"),
)

_OUTSIDE = """### What lies outside

Nobody should learn from these figures of that scenario."""


@dataclass(frozen=True)
class _Line:
    scenario: str
    code: str
    year: int
    found: float | None
    lowest: float | None
    highest: float | None
    published: float | None
    seeds_within: str
    seeds: str
    verdict: str
    why: str

    @property
    def place(self) -> float:
        """Where it lies: 0 in the middle of the band, -1 and 1 at its ends."""
        assert self.found is not None
        assert self.lowest is not None
        assert self.highest is not None
        half = (self.highest - self.lowest) / 2 or 1
        return (self.found - (self.highest + self.lowest) / 2) / half


def pages() -> dict[str, str]:
    """The page and a picture of each scenario."""
    made = {"believable.md": _page()}
    return made | {f"believable-{name}.svg": _picture(lines) for name, lines in _by_scenario().items()}


@cache
def _by_scenario() -> dict[str, list[_Line]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        lines = [
            _Line(
                scenario=row["scenario"],
                code=row["code"],
                year=int(row["year"]),
                **{
                    name: float(row[name]) if row[name] else None
                    for name in ("found", "lowest", "highest", "published")
                },
                seeds_within=row["seeds_within"],
                seeds=row["seeds"],
                verdict=row["verdict"],
                why=row["why"],
            )
            for row in csv.DictReader(file)
        ]
    order = {each.code: at for at, each in enumerate(QUANTITIES)}
    lines.sort(key=lambda each: (each.scenario, order[each.code], each.year))
    return {name: list(group) for name, group in groupby(lines, key=lambda each: each.scenario)}


def _page() -> str:
    parts = [_INTRODUCTION.format(seeds=next(iter(_by_scenario().values()))[0].seeds)]
    for name, lines in _by_scenario().items():
        count = Counter(each.verdict for each in lines)
        checked = count["within"] + count["outside"]
        parts += [
            f"## {name}",
            (
                f"{SCENARIOS[name].title}. {count['within']} of {checked} figures lie within; {count['not checked']} "
                "are published and could not be checked."
            ),
            f"![{name} against what is published; the table says the same in numbers](believable-{name}.svg)",
            _OUTSIDE if count["outside"] else "",
            _figures([each for each in lines if each.verdict == "outside"]) if count["outside"] else "",
            "### Every figure",
            _figures(lines),
        ]
    parts += [_DISAGREE, table(["Figure", "What is published", "What is followed"], _DISAGREEMENTS)]
    return whole_page("How believable a made-up authority is", code("docs/generator/believable.csv"), *parts)


def _figures(lines: list[_Line]) -> str:
    return table(
        ["Figure", "Year", "Found", "From", "To", "Published", "Seeds within", ""],
        [
            [
                QUANTITIES[each.code].label, str(each.year),
                *(_number(value) for value in (each.found, each.lowest, each.highest, each.published)),
                "" if each.verdict == "not checked" else f"{each.seeds_within} of {each.seeds}",
                f"{each.verdict}: {each.why}" if each.why else each.verdict,
            ]
            for each in lines
        ],
    )  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _picture(lines: list[_Line]) -> str:
    """A line for each quantity, a dot for each year; the band is what is published."""
    drawn = [each for each in lines if each.verdict != "not checked" and each.found is not None]
    parts: list[str] = []
    at = _TOP
    for question in _headings():
        own = [each for each in drawn if QUESTION_OF[each.code].heading == question]
        if not own:
            continue
        parts.append(f'<text x="8" y="{at}" class="h">{escape(question)}</text>')
        at += _ROW + 3
        for quantity, years in groupby(own, key=lambda each: each.code):
            parts.append(
                f'<text x="{_LEFT - 10}" y="{at}" text-anchor="end">{escape(QUANTITIES[quantity].label)}</text>'
            )
            parts += [_dot(each, at - 4) for each in years]
            at += _ROW
        at += 8
    middle, unit = _LEFT + _WIDE / 2, _WIDE / 2 / _EDGE
    width, low, high = _LEFT + _WIDE + 20, middle - unit, middle + unit
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {at}" role="img" font-family="sans-serif">',
        f"<title>{escape(lines[0].scenario)} against published figures</title>",
        "<!-- *Generated by `make docs` from `docs/generator/believable.csv`. Change that, not this picture.* -->",
        "<style>.h{font-weight:bold;font-size:12px}text{fill:#0b0c0c;font-size:11px}</style>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<rect x="{low}" y="{_TOP - 12}" width="{high - low}" height="{at - _TOP}" fill="#cfe3d8"/>',
        *(
            f'<text x="{x}" y="16" text-anchor="middle">{said}</text>'
            for x, said in ((low, "lowest"), (middle, "within"), (high, "highest"))
        ),
    ]
    return "\n".join([*head, *parts, "</svg>"]) + "\n"


def _headings() -> list[str]:
    return list(dict.fromkeys(each.heading for each in QUESTIONS))


def _dot(each: _Line, y: int) -> str:
    """Filled where within; a diamond, told by its form and not by colour alone, where outside."""
    x = _LEFT + _WIDE / 2 * (1 + max(-_EDGE, min(_EDGE, each.place)) / _EDGE)
    said = f"<title>{escape(QUANTITIES[each.code].label)}, {each.year}: {_number(each.found)}</title>"
    if each.verdict == "within":
        return f'<circle cx="{x:.1f}" cy="{y}" r="3.5" fill="#00703c">{said}</circle>'
    shape = f"M{x:.1f} {y - 5}l5 5l-5 5l-5-5z"
    return f'<path d="{shape}" fill="#d4351c">{said}</path>'
