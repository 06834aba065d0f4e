"""A publication answers for any day, and every count is the length of its list."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from roker import measures
from roker.measures import MEASURES, Counts, behind
from roker.publication import Bucket, Edition, Publication, Where, build, keep_last_two, path_for
from roker.publication.build import publications
from roker.record import ENTITIES, Reading, Record
from tests.equivalence.world import RECORD_ENDS_ON, world

EDITION = Edition(
    number=3,
    received_time=datetime(2024, 2, 1, 6, 30, tzinfo=UTC),
    source="annex_a",
    files=("a.xlsx", "it's.xlsx"),
    snapshot_on=RECORD_ENDS_ON,
    snapshot_from="given",
)
DAYS = [RECORD_ENDS_ON + timedelta(days=n) for n in (-400, -30, 0, 1, 30)]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    home = tmp_path_factory.mktemp("home")
    path = path_for(home, RECORD_ENDS_ON, 3, "hash of the load")
    build(world(7, 600, all_held=False, linked=False), EDITION, path)
    found = Publication.open(path)
    yield found
    found.close()


def test_it_says_which_load_it_is_of(published: Publication) -> None:
    assert published.edition == EDITION


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_count_of_the_grid_is_the_length_of_its_list(published: Publication, on: date) -> None:
    holdings = published.holdings(on)
    for each in holdings:
        holder = Where(team=each.team, no_team=each.team is None, worker=each.worker, nobody=each.worker is None)
        for bucket in Bucket:
            where = replace(holder, bucket=bucket)
            assert len(published.clocks(on, where)) == each.clocks[bucket] == published.count_of_clocks(on, where)
        assert len(published.children(on, holder)) == each.children
    assert sum(sum(each.clocks.values()) for each in holdings) == len(published.clocks(on, Where(open_only=True)))
    assert sum(each.children for each in holdings) == len(published.children(on))


def test_nobody_stands_first_for_every_team_even_at_zero(published: Publication) -> None:
    holdings = published.holdings(RECORD_ENDS_ON)
    assert (holdings[0].team, holdings[0].worker) == (None, None)
    for team in published.teams():
        first, *others = [each for each in holdings if each.team == team]
        assert first.worker is None
        assert all(other.worker is not None for other in others)
        assert published.holdings(RECORD_ENDS_ON, team) == [first, *others]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_figure_is_the_length_of_the_list_behind_it(published: Publication, on: date) -> None:
    for figure in measures.figures(published, on):
        ask = published.clocks if figure.measure.counts is Counts.CLOCKS else published.children
        assert figure.value == len(ask(on, behind(figure.measure)))
        assert figure.value + figure.unknown <= figure.denominator
    by_status = measures.children_by_status(published, on)
    assert sum(by_status.values()) == measures.figure(published, MEASURES["open_children"], on).value


def test_closed_and_open_clocks(published: Publication) -> None:
    for dated in published.clocks(RECORD_ENDS_ON):
        closed = [day for day in (dated.clock.met_on, dated.clock.ended_on) if day and day <= RECORD_ENDS_ON]
        assert dated.is_open == (not closed)
        assert (dated.bucket is None) == bool(closed)
        assert (dated.unsure is not None) == (dated.state == "cannot_tell")


def test_the_reference_explains_each_clock_of_a_child(published: Publication) -> None:
    for person_id in published.person_ids()[:50]:
        listed = {repr(each.clock) for each in published.clocks(date(2028, 1, 1), Where(person_id=person_id))}
        explained = {repr(each.clock) for each in published.explain(person_id)}
        assert listed <= explained
        assert all(each.steps for each in published.explain(person_id) if each.clock.opened_on)
    assert published.explain("no such child") == []
    assert published.child("no such child", RECORD_ENDS_ON) is None


def test_the_timeline_is_newest_first_with_where_each_date_came_from(published: Publication) -> None:
    for person_id in published.person_ids()[:50]:
        events = published.timeline(person_id)
        assert [each.happened_on for each in events] == sorted((each.happened_on for each in events), reverse=True)
        assert all(each.found_in for each in events)


def test_the_two_made_last_are_kept_whatever_day_they_speak_of(tmp_path: Path) -> None:
    for made, (number, day) in enumerate([(3, date(2024, 3, 31)), (2, date(2024, 2, 29)), (1, date(2024, 1, 31))]):
        path = path_for(tmp_path, day, number, "hash")
        path.parent.mkdir(exist_ok=True)
        path.touch()
        os.utime(path, ns=(made, made))
    keep_last_two(tmp_path)
    kept = [each.name.rpartition("-")[0] for each in publications(tmp_path)]
    assert kept == ["2024-01-31-000001", "2024-02-29-000002"]


# What a child has on the record, and what the child is on 31 January 2024.
OPEN_CASES = [
    ("a referral, nothing since", [("referral", "2023-10-02", None)], {}, "referral"),
    ("a referral closed at once", [("referral", "2023-10-02", None)], {"referral_nfa": "Y"}, None),
    ("not said whether closed at once", [("referral", "2023-10-02", None)], {"referral_nfa": "U"}, "referral"),
    ("a referral, then the case closed", [("referral", "2023-10-02", None)], {"close_date": date(2023, 10, 9)}, None),
    ("an assessment begun the same day", [("referral", "2023-10-02", None), ("assessment", "2023-10-02", None)], {}, "assessment"),
    ("an assessment authorised", [("referral", "2023-10-02", None), ("assessment", "2023-10-03", "2023-11-01")], {}, None),
    ("a referral, then an enquiry that came to nothing", [("referral", "2023-11-01", None), ("enquiry", "2023-11-02", None)], {}, "referral"),
    ("a plan that ends before it starts", [("protection", "2023-10-02", "2022-10-02")], {}, "protection"),
    ("a second referral, nothing since", [("assessment", "2023-06-01", "2023-07-01"), ("referral", "2023-10-02", None)], {}, "referral"),
    ("a plan that ends tomorrow", [("protection", "2023-10-02", "2024-02-01")], {}, "protection"),
    ("a plan that ended today", [("protection", "2023-10-02", "2024-01-31")], {}, None),
    ("in care and on a plan", [("protection", "2023-10-02", None), ("care", "2023-11-02", None)], {}, "care"),
    ("a care leaver", [("leaving_care", None, None)], {}, "leaving_care"),
    ("starts tomorrow", [("need", "2024-02-01", None)], {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("case", "spans", "episode", "status"), OPEN_CASES, ids=[case[0] for case in OPEN_CASES])
def test_what_a_child_is(
    tmp_path: Path,
    case: str,
    spans: list[tuple[str, str | None, str | None]],
    episode: dict[str, Any],
    status: str | None,
) -> None:
    day = {None: None} | {text: date.fromisoformat(text) for span in spans for text in span[1:] if text}
    allocations = [
        {"person_id": "1", "basis": basis, "basis_from": day[since], "basis_to": day[until], "worker": "Ann"}
        for basis, since, until in spans
    ]
    referrals = [
        {"person_id": "1", "referral_date": day[since], **episode} for basis, since, _ in spans if basis == "referral"
    ]
    enquiries = [
        {"person_id": "1", "s47_start_date": day[since], "icpc_not_required": "Y"}
        for basis, since, _ in spans
        if basis == "enquiry"
    ]
    rows = {"person": [{"person_id": "1"}], "allocation": allocations, "cin_episodes": referrals}
    rows["s47_enquiry"] = enquiries
    reading = Reading.of_rows(
        {name: [ENTITIES[name].row_of({**row, "found_in": "here"}) for row in found] for name, found in rows.items()},
        source="test",
        snapshot_on=RECORD_ENDS_ON,
    )
    build(Record.of(reading), EDITION, tmp_path / "000003-x.duckdb")
    published = Publication.open(tmp_path / "000003-x.duckdb")
    child = published.child("1", RECORD_ENDS_ON)
    assert child is not None
    assert child.status == status
    assert len(published.children(RECORD_ENDS_ON)) == (status is not None)
    published.close()
