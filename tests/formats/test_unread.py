"""A cell that cannot be read is named in its row by every reader; mended, it is one change of what is known."""

from datetime import UTC, date, datetime, timedelta

import pytest

from roker.formats import FORMATS, local_extras
from roker.local import Local
from roker.record import ENTITIES
from roker.record.schema import UNREAD
from roker.store import Store
from tests.formats import cin_census_files as census
from tests.formats import ssda903_return as returned
from tests.formats.made_ssd import PEOPLE, PLANS, read_in

TODAY = date(2026, 5, 1)
SNAPSHOT_ON = date(2025, 3, 31)
_PLAN = "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date\n5001,100,2023-01-10,{}\n"
DAMAGED, MENDED, ENDED = "31/02/2024", "29/03/2024", date(2024, 3, 29)


@pytest.fixture
def of_format(tmp_path, sheets, header, a_row):
    """Writes files of a format with one plan or episode of a child, whose end is a cell as it is given."""

    def written(code, cell):
        if code == "annex_a":
            row = a_row(7, {"Child Protection Plan End Date": cell})
            return sheets({"List 7": [header(7), list(row.values())]})
        if code == "ssda903":
            one = returned.EPISODES.replace(returned.EPISODES.splitlines()[-1], "").replace("10/09/2023", cell)
            return returned.folder(tmp_path / "return", header=returned.HEADER, episodes=one)
        if code == "cin_census":
            plan = census.CP_PLAN.replace("2024-08-30", cell)
            (tmp_path / "cin.xml").write_text(census.census(census.child(census.details("", plan), number="100")))
            return tmp_path / "cin.xml"
        made = {
            "ssd": {"ssd_person": PEOPLE, "ssd_cp_plans": _PLAN.format(cell)},
            "local_extras": {"cp_plans": f"person_id,cp_plan_start_date,cp_plan_end_date\n100,2024-01-02,{cell}\n"},
        }[code]
        (tmp_path / code).mkdir(exist_ok=True)
        for name, text in made.items():
            (tmp_path / code / f"{name}.csv").write_text(text)
        return tmp_path / code

    return written


@pytest.fixture
def load(tmp_path):
    """Keeps what a format's reader makes of files; returns the problems with dates."""
    store = Store(tmp_path / "home")

    def kept(code, path):
        night = len(store.loads())
        before = {"before": store.fingerprints("ssd")} if code == "ssd" else {}
        reading = FORMATS[code].read(
            path, snapshot_on=SNAPSHOT_ON + timedelta(days=night), today=TODAY, local=Local(), **before
        )
        store.append(reading, datetime(2026, 4, 1 + night, tzinfo=UTC))
        return [each.kind for each in reading.problems if each.kind in {"impossible_date", "not_a_date"}]

    kept.store = store
    return kept


def ends(store, entity, field, night=None):
    """The end of the child's first row, and what of the row could not be read, as known after a night."""
    known = store.known(datetime(2026, 4, night, 12, tzinfo=UTC) if night else None)
    order = ", ".join(ENTITIES[entity].key)
    return store.record(known).database.rows(f"SELECT {field}, {UNREAD} FROM {entity} ORDER BY {order}")[0]


@pytest.mark.parametrize(
    ("code", "person_id", "entity", "field"),
    [
        ("annex_a", "100", "cp_plans", "cp_plan_end_date"),
        ("annex_a", "100", "allocation", "basis_to"),
        ("ssd", "100", "cp_plans", "cp_plan_end_date"),
        ("local_extras", "100", "cp_plans", "cp_plan_end_date"),
        ("cin_census", "100", "cp_plans", "cp_plan_end_date"),
        ("ssda903", "101", "cla_episodes", "cla_episode_ceased_date"),
        ("ssda903", "101", "cla_placement", "cla_placement_end_date"),
        ("ssda903", "101", "legal_status", "legal_status_end_date"),
    ],
)
def test_a_damaged_cell_is_named_and_mended_it_is_one_change(of_format, load, code, person_id, entity, field):
    assert load(code, of_format(code, DAMAGED)) == ["impossible_date"]
    assert ends(load.store, entity, field) == (None, f" {field} ")
    assert load(code, of_format(code, MENDED)) == []
    assert ends(load.store, entity, field) == (ENDED, None)
    assert ends(load.store, entity, field, night=1) == (None, f" {field} ")
    _, mended = [each for each in load.store.history(person_id) if each.entity == entity]
    assert (mended.kind, dict(mended.values)) == ("changed", {field: (None, ENDED)})


def test_a_blank_cell_that_is_damaged_is_known_and_changes_no_field(of_format, load):
    load("ssd", of_format("ssd", ""))
    assert ends(load.store, "cp_plans", "cp_plan_end_date") == (None, None)
    load("ssd", of_format("ssd", DAMAGED))
    assert ends(load.store, "cp_plans", "cp_plan_end_date") == (None, " cp_plan_end_date ")
    assert load.store.loads()[1].changes == {"cp_plans": {"added": 0, "changed": 1, "withdrawn": 0}}
    assert [(each.load.number, each.kind) for each in load.store.history("100") if each.entity == "cp_plans"] == [
        (1, "added")
    ]
    load("ssd", of_format("ssd", DAMAGED))
    assert load.store.loads()[2].changes == {}


# ------------------------------------------------------------------------------------------------------- each reader

_VISITS = "cppv_cp_visit_id,cppv_cp_plan_id,cppv_person_id,cppv_cp_visit_date,cppv_cp_visit_seen\n"


def test_tables_name_each_field_and_only_what_is_not_blank(tmp_path):
    visits = f"{_VISITS}1,5002,100,31/02/2024,Perhaps\n2,5002,100,2024-02-01,Y\n3,5002,100,,NULL\n4,5002,100,soon,N\n"
    made = read_in(tmp_path / "x")({"ssd_person": PEOPLE, "ssd_cp_plans": PLANS, "ssd_cp_visits": visits})
    assert sorted(made.rows("cp_visits", "found_in", "cp_visit_date", "cp_visit_seen", UNREAD)) == [
        ("ssd_cp_visits.csv, row 2", None, None, " cp_visit_date  cp_visit_seen "),
        ("ssd_cp_visits.csv, row 3", date(2024, 2, 1), "Y", None),
        ("ssd_cp_visits.csv, row 4", None, None, None),
        ("ssd_cp_visits.csv, row 5", None, "N", " cp_visit_date "),
    ]


_VISITED, _ALONE = "Date of the Last Statutory Visit", "Was the Child Seen Alone?"


def test_lists_put_down_what_has_an_unread_day_and_not_what_has_none(one_list):
    made = one_list(7, {_VISITED: "soon"})
    assert made.rows("cp_visits", "cp_plan_id", "cp_visit_date", UNREAD, "found_in") == [
        ("100/2024-01-02", None, " cp_visit_date ", "List 7, row 2")
    ]
    assert made.problems("not_a_date", "no_key_date") == [f"not_a_date: List 7, row 2, “{_VISITED}”: soon"]
    assert one_list(7, {_VISITED: None, _ALONE: None}).rows("cp_visits", UNREAD) == []


def test_a_list_names_all_fields_that_a_cell_fills(one_list):
    made = one_list(7, {"Child Protection Plan Start Date": "soon", "Date of Birth": "31/02/2019"})
    assert made.rows("person", "dob", UNREAD) == [(None, " dob ")]
    assert made.rows("cp_plans", "cp_plan_start_date", UNREAD) == [(None, " cp_plan_start_date ")]
    assert made.rows("allocation", "basis_from", UNREAD) == [(None, " basis_from ")]


def test_what_one_list_could_not_read_another_tells(sheets, header, a_row, read):
    def made(first, second):
        listed = {7: a_row(7, first), 8: a_row(8, second)}
        return read(sheets({f"List {n}": [header(n), list(row.values())] for n, row in listed.items()}))

    damaged, born = {"Date of Birth": "31/02/2019"}, {"Date of Birth": date(2012, 3, 4)}
    for lists in ((damaged, born), (born, damaged)):
        assert made(*lists).rows("person", "dob", UNREAD) == [(date(2012, 3, 4), None)]
    differs = {"Gender": "b) Female", "Date of Birth": "31/02/2019"}
    for lists in ((damaged, differs), (damaged, damaged), ({"Date of Birth": None}, damaged)):
        assert made(*lists).rows("person", "dob", UNREAD) == [(None, " dob ")]


def test_a_row_that_repeats_another_but_for_an_unread_cell_is_no_repeat(one_list):
    made = one_list(2, {"Assessment completion date": None}, {"Assessment completion date": "soon"})
    assert made.rows("early_help_episodes", "episode_end_date", UNREAD) == [(None, " episode_end_date ")]
    assert "repeated_row" not in made.kinds()


def test_a_return_names_unread_cells_of_children_events_and_episodes(tmp_path):
    head = returned.HEADER.replace("29/02/2008", "29/02/2009").replace("03/02/2024", "33/02/2024")
    reviews = "CHILD|DOB|REVIEW|REVIEW_CODE\n101|05/06/2010|soon|PN1\n101|05/06/2010|01/02/2024|PNX"
    episodes = returned.EPISODES.replace("C1", "??").replace("01/05/2022", "31/04/2022", 1)
    path = returned.folder(tmp_path / "r", header=head, reviews=reviews, episodes=episodes)
    reading = returned.read(path)
    assert returned.rows(reading, "person", "person_id", "dob", UNREAD) == [
        ("101", date(2010, 6, 5), None),
        ("102", None, " dob "),
    ]
    assert returned.rows(reading, "mother", "childs_dob", UNREAD) == [(None, " childs_dob ")]
    assert returned.rows(reading, "cla_reviews", "cla_review_date", "cla_review_participation", UNREAD) == [
        (None, "PN1", " cla_review_date "),
        (date(2024, 2, 1), None, " cla_review_participation "),
    ]
    assert returned.rows(reading, "cla_episodes", "cla_episode_start_date", UNREAD)[0] == (
        None,
        " cla_episode_start_date  legal_status ",
    )


def test_an_unread_legal_status_is_a_row_and_a_blank_one_is_none(tmp_path):
    of_code = {}
    for code in ("??", ""):
        episodes = returned.EPISODES.replace("|C1|", f"|{code}|")
        path = returned.folder(tmp_path / f"r{code.strip('?')}", header=returned.HEADER, episodes=episodes)
        of_code[code] = returned.rows(returned.read(path), "legal_status", "legal_status", UNREAD)
    assert of_code == {"??": [(None, " legal_status "), ("C2", None)], "": [("C2", None)]}


def test_two_files_of_a_return_that_tell_of_one_thing(tmp_path):
    adopted = "CHILD|DOB|DATE_INT|DATE_MATCH\n101|05/06/2010|01/02/2024|soon"
    placed = "CHILD|DOB|DATE_PLACED|DATE_PLACED_CEASED\n101|05/06/2010|01/02/2024|later"
    path = returned.folder(tmp_path / "r", header=returned.HEADER, ad1=adopted, placed_adoption=placed)
    assert returned.rows(returned.read(path), "permanence", "adm_decision_date", UNREAD) == [
        (date(2024, 2, 1), " matched_date  decision_reversed_date ")
    ]


def test_a_census_names_unread_elements(tmp_path):
    enquiry = census.ENQUIRY.replace("2024-05-28", "soon").replace("2024-05-07", "2024-05-99")
    plan = census.CP_PLAN.replace("2024-08-30", "never").replace("2024-08-20", "31/02/2024")
    reading = census.read(tmp_path, census.census(census.child(census.details(enquiry, plan))))
    found = {
        name: census.rows(reading, name, field, UNREAD)
        for name, field in {
            "person": "dob",
            "s47_enquiry": "s47_start_date",
            "initial_cp_conference": "icpc_date",
            "cp_plans": "cp_plan_end_date",
            "cp_reviews": "cp_review_date",
        }.items()
    }
    assert found == {
        "person": [(date(2015, 6, 7), None)],
        "s47_enquiry": [(None, " s47_start_date ")],
        "initial_cp_conference": [(None, " icpc_date ")],
        "cp_plans": [(None, " cp_plan_end_date ")],
        "cp_reviews": [(None, " cp_review_date ")],
    }
    enquiry = f"{census.ENQUIRY.partition('<InitialCPCtarget>')[0]}<DateOfInitialCPC></DateOfInitialCPC></Section47>"
    blank = census.details(enquiry, census.CP_PLAN.replace("2024-08-20", ""))
    none = census.read(tmp_path, census.census(census.child(blank)))
    assert (none.rows["initial_cp_conference"], none.rows["cp_reviews"]) == ([], [])


def test_two_plans_of_a_census_that_are_one_but_for_an_unread_end(tmp_path):
    plans = [census.CP_PLAN.replace("2024-08-30", end).replace("2024-05-28", "") for end in ("", "never", "never")]
    reading = census.read(tmp_path, census.census(census.child(census.details("", "".join(plans)))))
    assert [text for (text,) in census.rows(reading, "cp_plans", UNREAD)] == [None, " cp_plan_end_date "]
    assert census.problems(reading, "repeated_row") != []


def test_a_child_of_a_census_told_of_twice(tmp_path):
    identifiers = "<UPNunknown>UN1</UPNunknown><PersonBirthDate>{}</PersonBirthDate><Sex>F</Sex>"

    def born(*days):
        told = (census.child(identifiers=identifiers.format(day)) for day in days)
        return census.rows(census.read(tmp_path, census.census(*told)), "person", "dob", UNREAD)

    assert born("soon", "2015-06-07") == [(date(2015, 6, 7), None)]
    assert born("soon", "soon") == [(None, " dob ")]


def test_nothing_that_is_written_has_the_column(tmp_path, of_format, load):
    load("local_extras", of_format("local_extras", DAMAGED))
    record = load.store.record(load.store.known())
    local_extras.write(tmp_path / "extras", record.database)
    written = (tmp_path / "extras" / "cp_plans.csv").read_text(encoding="utf-8-sig")
    assert UNREAD not in written.splitlines()[0].split(",")
    assert "2024-01-02" in written
