"""What every clock on a child's page carries beside its state: the wait, the version of the law, the load."""

from dataclasses import replace
from datetime import date
from typing import Any

from roker.duties import Clock, State
from roker.duties.duty import ALWAYS
from roker.publication import DatedClock
from roker.web import phrases
from tests import cast
from tests.site.pages import parse, words

CLOCK = Clock(
    duty="child_and_family_assessment",
    subject_id=cast.BEN,
    person_id=cast.BEN,
    about_on=date(2023, 11, 29),
    opened_on=date(2023, 11, 29),
    due_on=date(2024, 1, 3),
    late_after=date(2024, 1, 3),
    met_on=date(2024, 1, 8),
    ended_on=None,
    unsure=None,
    step="",
    version=ALWAYS,
)


def _cards(client: Any, person_id: str) -> list[str]:
    page = parse(client.get(f"/children/{person_id}/"), person_id)
    return [words(each) for each in page.all("article", class_="roker-clock")]


def test_a_clock_says_its_waits_its_version_and_its_load(at_home: Any, signed_in: Any) -> None:
    cards = _cards(signed_in(cast.DINA), cast.DEAN)
    # The discussion was on 10 January and the record ends on the 31st; the cast's file has no day for its holders.
    (card,) = [each for each in cards if "10 January 2024" in each and "conference" in each.lower()][:1]
    assert "Waited in all: 21 days. With the present holder: not known since when." in card
    assert "Version in force: from " in card
    assert "Worked out from load 1." in card


def test_every_clock_says_whether_its_wait_is_known(at_home: Any, signed_in: Any) -> None:
    for person_id in cast.CHILDREN:
        for card in _cards(signed_in(cast.DINA), person_id):
            assert "Waited in all: " in card
            assert "With the present holder: " in card


def test_what_closed_late_says_by_how_much() -> None:
    dated = DatedClock(clock=CLOCK, state=State.MET_LATE, unsure=None, is_open=False, bucket=None, days_left=None)
    said = phrases.child_clock(
        dated, phrases.DUTIES["child_and_family_assessment"], None, cast.SNAPSHOT_ON, is_in_reach=False
    )
    assert said.over == "3 working days over"
    assert said.waited == "40 days", "until it was done, not until the day of the record"
    assert said.waited_with_holder == "not known since when"
    assert said.version == "always"


def test_the_wait_with_the_present_holder_begins_when_they_do() -> None:
    held = replace(CLOCK, held_from=date(2024, 1, 2))
    dated = DatedClock(clock=held, state=State.MET_LATE, unsure=None, is_open=False, bucket=None, days_left=None)
    said = phrases.child_clock(
        dated, phrases.DUTIES["child_and_family_assessment"], None, cast.SNAPSHOT_ON, is_in_reach=False
    )
    assert (said.waited, said.waited_with_holder) == ("40 days", "6 days")
