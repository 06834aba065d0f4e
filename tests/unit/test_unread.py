"""A field that is blank because its cell could not be read is told from one that is blank."""

from datetime import UTC, date, datetime

import pytest

from roker.database import Database
from roker.record import ENTITIES, Reading, Record
from roker.record.deriving import derive
from roker.record.schema import UNREAD
from roker.record.unread import is_unread
from roker.store import Store
from roker.store.segments import rows_sql
from tests.unit.histories import HISTORY, ON, told

DAY = date(2024, 4, 8)


def reading(rows, *, source="ssd", snapshot_on=DAY, **more):
    """A reading of rows given by field name."""
    made = {name: [ENTITIES[name].row_of(row) for row in of_entity] for name, of_entity in rows.items()}
    return Reading.of_rows(made, source=source, snapshot_on=snapshot_on, **more)


def test_every_row_of_a_child_says_which_of_its_cells_could_not_be_read():
    visits = [
        {"person_id": "1", "cp_visit_date": date(2024, 3, 4)},
        {"person_id": "1", UNREAD: " cp_visit_date "},
    ]
    record = Record.of(reading({"person": [{"person_id": "1"}], "cp_visits": visits}))
    rows = record.child("1").rows
    assert [(row["cp_visit_date"], row[UNREAD]) for row in rows["cp_visits"]] == [
        (date(2024, 3, 4), None),
        (None, " cp_visit_date "),
    ]
    assert rows["person"][0][UNREAD] is None
    assert [is_unread(row, "cp_visit_date") for row in rows["cp_visits"]] == [False, True]
    assert not is_unread(rows["cp_visits"][1], "cp_visit_seen")


def test_every_table_has_the_column_and_no_entity_has_it_as_a_field():
    database = Record.of(reading({})).database
    for entity in ENTITIES:
        assert UNREAD not in entity.field_names()
        assert database.rows(f"SELECT {UNREAD} FROM {entity.name}") == []


# ------------------------------------------------------------------------------------------------------ several sources

STARTED = date(2023, 12, 1)


def plan(**said):
    return {"person_id": "1", "cp_plan_id": f"1/{STARTED}", "cp_plan_start_date": STARTED, **said}


def joined(tmp_path, names="cp_plan_end_date", **by_source):
    """Some fields of the plan, and what could not be read, as two sources make it; `absent` of one is given beside."""
    store = Store(tmp_path)
    for source, (row, *absent) in by_source.items():
        lacking = frozenset(f"cp_plans.{name}" for name in absent)
        rows = {"cp_plans": [row] if row else []}
        store.append(reading(rows, source=source, absent=lacking), datetime(2024, 5, 1, tzinfo=UTC))
    return store.record(store.known()).database.rows(f"SELECT {names}, {UNREAD} FROM cp_plans")


UNREAD_END = plan(unread=" cp_plan_end_date ")
ENDED = plan(cp_plan_end_date=DAY)


@pytest.mark.parametrize(
    ("ssd", "annex_a", "expected"),
    [
        ((UNREAD_END,), (ENDED,), (None, " cp_plan_end_date ")),  # the end of the source that is believed
        ((ENDED,), (UNREAD_END,), (DAY, None)),
        ((plan(),), (UNREAD_END,), (None, None)),  # blank in the source that is believed: it goes on
        ((plan(), "cp_plan_end_date"), (UNREAD_END,), (None, " cp_plan_end_date ")),
        ((plan(), "cp_plan_end_date"), (ENDED,), (DAY, None)),
        ((None,), (UNREAD_END,), (None, " cp_plan_end_date ")),  # a row that only the other has
    ],
)
def test_what_is_unread_in_the_source_that_is_believed_is_unread(tmp_path, ssd, annex_a, expected):
    assert joined(tmp_path, ssd=ssd, annex_a=annex_a) == [expected]


def test_each_field_is_as_unread_as_in_its_own_source(tmp_path):
    first = plan(unread=" cp_plan_end_date  cp_plan_initial_category ")
    second = plan(unread=" cp_plan_initial_category  cp_plan_latest_category ")
    found = joined(tmp_path, ssd=(first, "cp_plan_latest_category"), annex_a=(second,))
    names = [each for each in ENTITIES["cp_plans"].field_names() if f" {each} " in f"{first[UNREAD]}{second[UNREAD]}"]
    assert found == [(None, "".join(f" {name} " for name in names))]


def test_events_without_a_known_day_of_two_sources(tmp_path):
    store = Store(tmp_path)
    for source in ("annex_a", "ssd"):
        row = {"person_id": "1", "unread": " contact_date "} if source == "ssd" else {"person_id": "1"}
        store.append(reading({"contacts": [row]}, source=source), datetime(2024, 5, 1, tzinfo=UTC))
    assert store.record(store.known()).database.rows(f"SELECT contact_date, {UNREAD} FROM contacts") == [
        (None, " contact_date ")
    ]


def test_a_segment_of_before_reads_as_nothing_unread(tmp_path):
    entity, path = ENTITIES["cp_plans"], tmp_path / "old.parquet"
    with Database.in_memory() as database:
        database.create_table("of_today", entity.columns(), [entity.row_of(UNREAD_END)])
        database.write_parquet(f"(SELECT * EXCLUDE ({UNREAD}), 1 AS nth, 'added' AS change FROM of_today)", path)
        assert database.rows(f"SELECT cp_plan_start_date, {UNREAD} FROM {rows_sql(entity, [path])} r") == [
            (STARTED, None)
        ]


# -------------------------------------------------------------------------------------------------------------- derived


def derived(query, **tables):
    """A query of a record of tables as `told` has them, with all that follows from them."""
    database = told(**tables)
    derive(database, ON)
    made = Record.joined(database=database, snapshot_on=ON, only_latest=frozenset(), absent=frozenset())
    return made.database.rows(query)


END, START, REASON = "cla_episode_ceased_date", "cla_episode_start_date", "cla_episode_ceased_reason"


@pytest.mark.parametrize(
    ("case", "episodes", "expected"),
    [
        (
            "the end of the last episode",
            f"from | began | to | unread\n2023-01-10 | S | 2023-03-01 |\n2023-03-01 | P | | {END}",
            (None, " ceased_date "),
        ),
        ("a blank end", "from | began | to\n2023-01-10 | S |", (None, None)),
        (
            "the end of an episode before the last",
            f"from | began | to | unread\n2023-01-10 | S | | {END}\n2023-03-01 | P | |",
            (None, None),
        ),
        (
            "an end for X1 has not ended care, whenever it was",
            f"from | began | to | ended | unread\n2023-01-10 | S | | X1 | {END}",
            (None, None),
        ),
        (
            "the reason",
            f"from | began | to | unread\n2023-01-10 | S | 2023-03-01 | {REASON}",
            (date(2023, 3, 1), " ceased_reason "),
        ),
        ("the start", f"from | began | to | unread\n | S | | {START}", (None, " entered_care_date ")),
        ("a blank start", "from | began | to\n | S |", (None, None)),
    ],
)
def test_periods_of_care(case, episodes, expected):
    assert derived(f"SELECT ceased_date, {UNREAD} FROM period_of_care", cla_episodes=episodes) == [expected], case


@pytest.mark.parametrize(
    ("case", "basis", "tables", "expected"),
    [
        (
            "a plan's end",
            "protection",
            {"cp_plans": "from | unread\n2023-01-10 | cp_plan_end_date"},
            (None, " basis_to "),
        ),
        (
            "a plan's start",
            "protection",
            {"cp_plans": "from | to | unread\n | 2023-01-10 | cp_plan_start_date"},
            (date(2023, 1, 10), " basis_from "),
        ),
        (
            "of two plans that began together, one goes on",
            "protection",
            {"cp_plans": "plan | from | unread\nC1/a | 2023-01-10 | cp_plan_end_date\nC1/b | 2023-01-10 |"},
            (None, None),
        ),
        (
            "of two plans that began together, one has ended",
            "protection",
            {
                "cp_plans": "plan | from | to | unread\n"
                "C1/a | 2023-01-10 | | cp_plan_end_date\nC1/b | 2023-01-10 | 2023-05-01 |"
            },
            (None, " basis_to "),
        ),
        (
            "care",
            "care",
            {"cla_episodes": f"from | began | unread\n2023-01-10 | S | {END}"},
            (None, " basis_to "),
        ),
        (
            "a referral",
            "referral",
            {"cin_episodes": "case | from | unread\nR | 2023-01-10 | close_date"},
            (None, " basis_to "),
        ),
        (
            "an assessment",
            "assessment",
            {"cin_assessments": "on | unread\n2023-01-10 | assessment_auth_date"},
            (None, " basis_to "),
        ),
        (
            "an assessment whose case closed on a day that could not be read",
            "assessment",
            {
                "cin_episodes": "case | from | unread\nR | 2023-01-10 | close_date",
                "cin_assessments": "case | on\nR | 2023-01-10",
            },
            (None, " basis_to "),
        ),
        (
            "an assessment that ended, in such a case",
            "assessment",
            {
                "cin_episodes": "case | from | unread\nR | 2023-01-10 | close_date",
                "cin_assessments": "case | on | to\nR | 2023-01-10 | 2023-02-10",
            },
            (date(2023, 2, 10), None),
        ),
        (
            "an enquiry",
            "enquiry",
            {"s47_enquiry": "on | unread\n2023-01-10 | s47_end_date"},
            (None, " basis_to "),
        ),
        (
            "an enquiry that goes on until its conference",
            "enquiry",
            {"s47_enquiry": "on | unnecessary | unread\n2023-01-10 | N | s47_end_date"},
            (None, None),
        ),
        (
            "an enquiry with a conference on an unread day",
            "enquiry",
            {
                "s47_enquiry": "enquiry | on | unnecessary\nE | 2023-01-10 | N",
                "initial_cp_conference": "enquiry | on | unread\nE | | icpc_date",
            },
            (None, " basis_to "),
        ),
        ("a plan in need", "need", {"cin_plans": "on | unread\n2023-01-10 | cin_plan_end_date"}, (None, " basis_to ")),
    ],
)
def test_allocations(case, basis, tables, expected):
    query = f"SELECT basis_to, {UNREAD} FROM allocation WHERE basis = '{basis}' AND person_id = 'C1'"
    assert derived(query, **tables) == [expected], case


def test_a_stated_row_is_filled_or_as_unread_as_what_would_fill_it():
    stated = "period | entered | ceased | unread\nP | 2023-01-10 | | ceased_date"
    query = f"SELECT ceased_date, {UNREAD} FROM period_of_care"
    ended = "period | from | began | to\nP | 2023-01-10 | S | 2023-05-01"
    assert derived(query, period_of_care=stated, cla_episodes=ended) == [(date(2023, 5, 1), None)]
    blank = "period | entered | ceased\nP | 2023-01-10 |"
    unread = f"period | from | began | unread\nP | 2023-01-10 | S | {END}"
    assert derived(query, period_of_care=blank, cla_episodes=unread) == [(None, " ceased_date ")]


def test_a_reference_that_was_unread_and_is_told_by_its_day_is_read():
    tables = {
        **HISTORY,
        "cp_plans": "plan | from\nC1/p | 2023-01-10",
        "cp_visits": "on | plan | unread\n2023-02-01 | | cp_plan_id cp_visit_seen",
    }
    assert derived(f"SELECT cp_plan_id, {UNREAD} FROM cp_visits", **tables) == [("C1/p", " cp_visit_seen ")]


@pytest.mark.parametrize(
    ("entity", "tables", "expected"),
    [
        (
            "placement_stay",
            {"cla_placement": "period | from | to | type | unread\nP | 2023-01-10 | | U6 | cla_placement_end_date"},
            " stay_end_date ",
        ),
        (
            "placement_stay",
            {"cla_placement": "period | from | to | type | unread\nP | | | | cla_placement_type emergency"},
            " placement_type  long_term  emergency ",
        ),
        (
            "placement_stay",
            {"cla_placement": "period | from | to | type | unread\nP | | | U6 | cla_placement_start_date"},
            " stay_start_date ",
        ),
        (
            "placement_stay",
            {
                "period_of_care": "period | entered | unread\nP | 2023-01-10 | ceased_date",
                "cla_placement": "period | from | to | type\nP | 2023-01-10 | | U6",
            },
            " stay_end_date ",
        ),
        (
            "placement_stay",
            {
                "cla_placement": "period | from | to | type\nP | 2023-01-10 | 2023-05-01 | U6",
                "legal_status": "from | to | unread\n2023-01-10 | 2023-05-01 | legal_status",
            },
            " short_break ",
        ),
        (
            "short_break_series",
            {"legal_status": "status | from | unread\nV4 | 2023-01-10 | legal_status_end_date"},
            " series_end_date ",
        ),
        (
            "short_break_series",
            {
                "legal_status": "status | from | to | unread\n"
                "V4 | 2023-01-10 | | legal_status_end_date\nV4 | 2023-02-10 | |"
            },
            None,
        ),
        (
            "leaving_care_status",
            {
                "person": "dob\n2006-06-01",
                "period_of_care": "period | entered | unread\nP | 2020-01-10 | ceased_date",
            },
            " status_end_date ",
        ),
        (
            "open_period",
            {"cp_plans": "from | unread\n2023-01-10 | cp_plan_end_date"},
            " open_end_date ",
        ),
        (
            "open_period",
            {
                "cp_plans": "from | unread\n2023-01-10 | cp_plan_end_date",
                "cin_assessments": "on\n2023-02-10",
            },
            None,
        ),
        (
            "unallocated",
            {**HISTORY, "cp_plans": "from | unread\n2023-01-10 | cp_plan_end_date"},
            " unallocated_end_date ",
        ),
        ("unallocated", {**HISTORY, "cp_plans": "from\n2023-01-10"}, None),
    ],
)
def test_what_lasts(entity, tables, expected):
    found = derived(f"SELECT {UNREAD} FROM {entity} WHERE person_id = 'C1'", **tables)
    assert found == [(expected,)]
