"""A shape that nobody would believe is a fault of the model: these hold for every seed and scenario."""

from datetime import date

import pytest

from roker.formats.ssd_words import MAY_LIE_AHEAD
from roker.record import CODE_SETS, ENTITIES, Record
from roker.record.schema import Kind
from roker.synthetic.authority import Simulation, simulate

FIRST, LAST = date(2013, 4, 1), date(2015, 5, 8)
RUNS = (("typical", 1), ("sunderland-2015", 2), ("good", 3))


@pytest.fixture(scope="module", params=RUNS, ids=lambda run: f"{run[0]}-{run[1]}")
def run(request: pytest.FixtureRequest) -> Simulation:
    scenario, seed = request.param
    return simulate(scenario, population=6_000, first=FIRST, last=LAST, seed=seed)


@pytest.fixture(scope="module")
def record(run: Simulation) -> Record:
    return run.record(as_at=LAST)


NOBODY_WOULD_BELIEVE = {
    "a care leaver under 17": """SELECT 1 FROM care_leavers c JOIN person p USING (person_id)
        WHERE c.eligibility_start_date < p.dob + INTERVAL 17 YEAR""",
    "a plan before its referral": """SELECT 1 FROM cp_plans p JOIN cin_episodes c USING (referral_id)
        WHERE p.cp_plan_start_date < c.referral_date""",
    "a plan of a case that is none": """SELECT 1 FROM cp_plans WHERE referral_id NOT IN
        (SELECT referral_id FROM cin_episodes)""",
    "a conference before its enquiry": """SELECT 1 FROM initial_cp_conference c
        JOIN s47_enquiry s USING (s47_enquiry_id)
        WHERE c.icpc_date < s.s47_start_date""",
    "an end before its start": """SELECT 1 FROM cp_plans WHERE cp_plan_end_date < cp_plan_start_date
        UNION ALL SELECT 1 FROM cin_plans WHERE cin_plan_end_date < cin_plan_start_date
        UNION ALL SELECT 1 FROM cin_episodes WHERE close_date < referral_date
        UNION ALL SELECT 1 FROM cla_episodes WHERE cla_episode_ceased_date < cla_episode_start_date
        UNION ALL SELECT 1 FROM cla_placement WHERE cla_placement_end_date < cla_placement_start_date
        UNION ALL SELECT 1 FROM legal_status WHERE legal_status_end_date < legal_status_start_date
        UNION ALL SELECT 1 FROM involvements WHERE involvement_end_date < involvement_start_date""",
    "a visit before the plan or after it": """SELECT 1 FROM cp_visits v JOIN cp_plans p USING (cp_plan_id)
        WHERE v.cp_visit_date < p.cp_plan_start_date OR v.cp_visit_date > p.cp_plan_end_date""",
    "a visit in care before care or after it": """SELECT 1 FROM cla_visits v JOIN period_of_care p USING (cla_id)
        WHERE v.cla_visit_date < p.entered_care_date OR v.cla_visit_date > p.ceased_date""",
    "somebody looked after at 18": """SELECT 1 FROM period_of_care c JOIN person p USING (person_id)
        WHERE COALESCE(c.ceased_date, DATE '2015-05-08') > p.dob + INTERVAL 18 YEAR + INTERVAL 1 DAY""",
    "two periods of care at a time": """SELECT 1 FROM period_of_care a JOIN period_of_care b USING (person_id)
        WHERE a.entered_care_date < b.entered_care_date
          AND (a.ceased_date IS NULL OR a.ceased_date > b.entered_care_date)""",
    "two plans at a time": """SELECT 1 FROM cp_plans a JOIN cp_plans b USING (person_id)
        WHERE a.cp_plan_start_date < b.cp_plan_start_date
          AND (a.cp_plan_end_date IS NULL OR a.cp_plan_end_date > b.cp_plan_start_date + INTERVAL 14 DAY)""",
    "two open cases of a child": """SELECT 1 FROM cin_episodes WHERE close_date IS NULL
        GROUP BY person_id HAVING count(*) > 1""",
    "a contact about one who was adopted": """SELECT 1 FROM period_of_care c JOIN contacts t USING (person_id)
        WHERE c.ceased_reason IN ('E11', 'E12') AND t.contact_date > c.ceased_date""",
    "a visit to one who was not born": """SELECT 1 FROM cp_visits v JOIN person p USING (person_id)
        WHERE v.cp_visit_date < p.dob
        UNION ALL SELECT 1 FROM cin_visits v JOIN person p USING (person_id) WHERE v.cin_visit_date < p.dob""",
    "a holder who is none of the workers": """SELECT 1 FROM involvements WHERE professional_id NOT IN
        (SELECT professional_id FROM professionals)""",
    "a child held after the worker left": """SELECT 1 FROM involvements i
        JOIN professionals w USING (professional_id) JOIN worker_post p ON p.worker = w.professional_name
        WHERE i.involvement_end_date IS NULL AND p.post_end_date IS NOT NULL""",
    "an adopted child of ten": """SELECT 1 FROM period_of_care c JOIN person p USING (person_id)
        WHERE c.ceased_reason IN ('E11', 'E12') AND c.ceased_date > p.dob + INTERVAL 12 YEAR""",
    "a real postcode": "SELECT 1 FROM address WHERE address_postcode NOT LIKE 'ZZ99 %'",
    "a number that might be real": "SELECT 1 FROM person WHERE person_id NOT LIKE '99%' OR upn NOT LIKE 'Z999%'",
    "somebody missing before the age of nine": """SELECT 1 FROM missing m JOIN person p USING (person_id)
        WHERE m.missing_episode_start_date < p.dob + INTERVAL 9 YEAR""",
    "a row without a child": "SELECT 1 FROM cin_visits WHERE person_id NOT IN (SELECT person_id FROM person)",
}


@pytest.mark.parametrize("shape", NOBODY_WOULD_BELIEVE)
def test_there_is_no(record: Record, shape: str) -> None:
    assert record.database.rows(f"{NOBODY_WOULD_BELIEVE[shape]} LIMIT 3") == []


def test_every_code_is_one(record: Record) -> None:
    for entity in ENTITIES:
        for field in entity.fields:
            if field.kind is Kind.CODE:
                found = {code for (code,) in record.database.rows(f"SELECT DISTINCT {field.name} FROM {entity.name}")}
                assert found - {None} <= CODE_SETS[field.codes or ""].labels.keys(), str(field)


def test_nothing_is_known_before_it_was_recorded(run: Simulation) -> None:
    earlier = date(2014, 6, 30)
    then, now = run.record(as_at=earlier), run.record(as_at=LAST)
    asked = f"SELECT count(*) FROM cp_visits WHERE cp_visit_date <= DATE '{earlier}'"
    assert 0 < then.database.one(asked)[0] < now.database.one(asked)[0]
    assert then.database.one(f"SELECT count(*) FROM cp_visits WHERE cp_visit_date > DATE '{earlier}'")[0] == 0
    ends = f"SELECT count(*) FROM cp_plans WHERE cp_plan_end_date > DATE '{earlier}'"
    assert then.database.one(ends)[0] == 0


def test_plans_close(run: Simulation) -> None:
    """Those open at the end are those open before, and those that started, without those that ended."""
    database = run.record(as_at=LAST).database

    def count(condition: str) -> int:
        return int(database.one(f"SELECT count(*) FROM cp_plans WHERE {condition}")[0])

    def is_open(day: str) -> int:
        return count(
            f"cp_plan_start_date <= DATE '{day}' AND COALESCE(cp_plan_end_date, DATE '9999-01-01') > DATE '{day}'"
        )

    between = "BETWEEN DATE '2014-04-01' AND DATE '2015-03-31'"
    started, ended = count(f"cp_plan_start_date {between}"), count(f"cp_plan_end_date {between}")
    assert started > 10
    assert is_open("2014-03-31") + started - ended == is_open("2015-03-31")


def test_the_same_seed_makes_the_same_rows() -> None:
    once, again = (
        simulate("typical", population=1_500, first=date(2022, 4, 1), last=date(2022, 9, 30), seed=11) for _ in range(2)
    )
    day = once.department.end
    assert once.department.book.tables(day) == again.department.book.tables(day)
    other = simulate("typical", population=1_500, first=date(2022, 4, 1), last=date(2022, 9, 30), seed=12)
    assert once.department.book.tables(day) != other.department.book.tables(day)


def test_nothing_is_recorded_before_it_happened(run: Simulation) -> None:
    """Nor is what was filled in later: an event has a day that has come."""
    book, day = run.department.book, run.department.end
    for entity in ENTITIES:
        events = [
            at
            for at, field in enumerate(entity.fields)
            if field.kind is Kind.DATE and field.is_event and str(field) not in MAY_LIE_AHEAD
        ]
        for recorded, values in book.history(entity.name, day):
            early = [entity.fields[at].name for at in events if values.get(at) is not None and values[at] > recorded]
            assert early == [], f"{entity.name} recorded on {date.fromordinal(recorded)}"
