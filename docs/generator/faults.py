"""The page on faults that can be planted: each beside the findings of July 2015 that it is like."""

from docs.generator.markdown import code, table, whole_page
from roker.synthetic.authority import FAULTS, NOT_PLANTED, SCENARIOS

_INTRODUCTION = """`roker synthesise --fault NAME[:FROM:TO]` plants a fault into any scenario, alone or with others; \
[Make up an authority](../how-to/make-up-an-authority.md) says how. The Truth then names every child, worker and day. \
Numbers are paragraphs of Ofsted's inspection report on Sunderland, July 2015; one without is a signature seen in \
published data."""

_OF_SCENARIOS = """## Faults that belong to a scenario"""

_NOT_PLANTED = """## Findings that are none of the case record

Nothing is planted for them. They are seen in what the site itself keeps."""


def page() -> str:
    """The whole page."""
    own = [
        [code(each.code), code(plant.fault), plant.first.isoformat(), plant.last.isoformat()]
        for each in SCENARIOS.values()
        for plant in each.faults
    ]
    return whole_page(
        "Faults",
        "`roker/synthetic/authority/faults.py`",
        _INTRODUCTION,
        table(["Fault", "What goes wrong", "Like"], [[code(f.code), f.title, f.findings] for f in FAULTS]),
        _OF_SCENARIOS,
        table(["Scenario", "Fault", "From", "To"], own),
        _NOT_PLANTED,
        table(["Finding", "Why"], [[row, why] for row, why in NOT_PLANTED.items()]),
    )
