"""Several sources make one record: whom to believe is declared, and what they say differently is listed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from roker.errors import RokerError
from roker.local import Local
from roker.record import ENTITIES, Reading
from roker.store import Store

NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)
DAY = date(2024, 1, 31)
STARTED = date(2023, 12, 1)


def append(store: Store, source: str, rows: dict[str, list[dict[str, Any]]], **facts: Any) -> None:
    store.append(
        Reading.of_rows(
            {name: [ENTITIES[name].row_of(row) for row in each] for name, each in rows.items()},
            source=source,
            snapshot_on=DAY,
            **facts,
        ),
        NOW,
    )


def plan(child: str, **said: Any) -> dict[str, Any]:
    return {"person_id": child, "cp_plan_id": f"{child}/{STARTED}", "cp_plan_start_date": STARTED, **said}


def record(store: Store) -> Any:
    known = store.known()
    assert known is not None
    return store.record(known)


def disagreements(store: Store) -> list[tuple[str, ...]]:
    known = store.known()
    assert known is not None
    return store.disagreements(known)


def test_the_believed_source_wins_and_the_other_adds_what_only_it_has(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(
        store,
        "annex_a",
        {"cp_plans": [plan("1", cp_plan_latest_category="PHY", cp_plan_end_date=date(2024, 1, 5)), plan("2")]},
        absent=frozenset({"cp_plans.cp_plan_initial_category"}),
    )
    append(
        store,
        "ssd",
        {"cp_plans": [plan("1", cp_plan_latest_category="NEG", cp_plan_initial_category="NEG"), plan("3")]},
    )
    found = record(store).database.rows(
        "SELECT person_id, cp_plan_latest_category, cp_plan_initial_category, cp_plan_end_date FROM cp_plans ORDER BY 1"
    )
    # a blank end of the believed source says that the plan goes on: the other source's end does not fill it
    assert found == [("1", "NEG", "NEG", None), ("2", None, None, None), ("3", None, None, None)]
    assert disagreements(store) == [
        ("cp_plans", "1", "2023-12-01", "cp_plan_end_date", "ssd", "", "annex_a", "2024-01-05"),
        ("cp_plans", "1", "2023-12-01", "cp_plan_latest_category", "ssd", "NEG", "annex_a", "PHY"),
    ]


def test_a_field_that_the_believed_source_lacks_comes_from_the_other(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, "annex_a", {"cp_plans": [plan("1", cp_plan_latest_category="PHY")]})
    append(store, "ssd", {"cp_plans": [plan("1")]}, absent=frozenset({"cp_plans.cp_plan_latest_category"}))
    found = record(store)
    assert found.database.rows("SELECT cp_plan_latest_category FROM cp_plans") == [("PHY",)]
    assert disagreements(store) == []
    assert not found.lacks("cp_plans.cp_plan_latest_category")
    assert found.lacks("cp_visits.cp_visit_date")  # no source tells of visits at all


def test_whom_to_believe_is_declared_by_entity(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, "annex_a", {"cp_plans": [plan("1", cp_plan_latest_category="PHY")], "person": [{"person_id": "1"}]})
    append(
        store,
        "ssd",
        {"cp_plans": [plan("1", cp_plan_latest_category="NEG")], "person": [{"person_id": "1", "gender": "F"}]},
    )
    (tmp_path / "local.toml").write_text('[sources.precedence_of]\ncp_plans = ["annex_a"]\n')
    found = record(store).database
    assert found.rows("SELECT cp_plan_latest_category FROM cp_plans") == [("PHY",)]
    assert found.rows("SELECT gender FROM person") == [("F",)]


def test_only_the_latest_is_held_where_every_source_holds_only_that(tmp_path: Path) -> None:
    store = Store(tmp_path)
    visit = {"cp_visits": [{"person_id": "1", "cp_visit_date": DAY}]}
    append(store, "annex_a", visit, only_latest=frozenset({"cp_visits"}))
    assert record(store).only_latest == {"cp_visits"}
    append(store, "ssd", visit)
    assert record(store).only_latest == frozenset()


def test_three_sources_are_believed_in_turn(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for source, category in (("ssda903", "SAB"), ("cin_census", "PHY"), ("annex_a", "NEG")):
        append(store, source, {"cp_plans": [plan("1", cp_plan_latest_category=category), plan(source)]})
    found = record(store).database
    assert found.rows("SELECT person_id FROM cp_plans ORDER BY 1") == [
        ("1",),
        ("annex_a",),
        ("cin_census",),
        ("ssda903",),
    ]
    assert found.rows("SELECT cp_plan_latest_category FROM cp_plans WHERE person_id = '1'") == [("NEG",)]
    assert [(row[4], row[5], row[6], row[7]) for row in disagreements(store)] == [
        ("annex_a", "NEG", "cin_census", "PHY"),
        ("annex_a", "NEG", "ssda903", "SAB"),
    ]


def test_a_row_that_the_first_source_has_not_is_the_next_ones(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, "ssd", {"cp_plans": [plan("2", cp_plan_latest_category="NEG")]})
    append(store, "annex_a", {"cp_plans": [plan("1")]}, absent=frozenset({"cp_plans.cp_plan_latest_category"}))
    append(store, "cin_census", {"cp_plans": [plan("1", cp_plan_latest_category="PHY")]})
    append(store, "ssda903", {"cp_plans": [plan("1", cp_plan_latest_category="SAB")]})
    found = record(store).database
    assert found.rows("SELECT person_id, cp_plan_latest_category FROM cp_plans ORDER BY 1") == [
        ("1", "PHY"),
        ("2", "NEG"),
    ]
    # only those are named that say something of the child's plan: not the first, which has another child's alone
    assert disagreements(store) == [
        ("cp_plans", "1", "2023-12-01", "cp_plan_latest_category", "cin_census", "PHY", "ssda903", "SAB"),
    ]


def test_what_follows_from_a_row_stands_though_its_source_has_no_such_field(tmp_path: Path) -> None:
    store = Store(tmp_path)
    visit = {"person_id": "1", "cp_visit_date": DAY}
    involved = {"person_id": "1", "professional_id": "w7"}
    append(
        store,
        "ssd",
        {"cp_plans": [plan("1")], "cp_visits": [visit], "involvements": [involved]},
        absent=frozenset({"cp_visits.cp_plan_id"}),
    )
    append(store, "annex_a", {"cp_visits": [{"person_id": "2", "cp_visit_date": DAY}]})
    assert record(store).database.rows("SELECT person_id, cp_plan_id FROM cp_visits ORDER BY 1") == [
        ("1", f"1/{STARTED}"),
        ("2", None),
    ]


_SAID: Mapping[str, tuple[Any, ...]] = {
    "cp_plan_initial_category": ("NEG", "PHY", None),
    "cp_plan_latest_category": ("SAB", "EMO", None),
    "cp_plan_end_date": (DAY, None),
}
Told = dict[str, dict[tuple[str, int], dict[str, Any]]]
"""By source and then by row (the child, and which of the plans of that child and day): what it says."""


def _some_sources(random: Random) -> tuple[Told, dict[str, set[str]]]:
    """Three sources that have some of the rows and some of the fields each."""
    told: Told = {}
    lacks: dict[str, set[str]] = {}
    for source, lacking in zip(("ssd", "annex_a", "cin_census"), random.sample(list(_SAID), 3), strict=True):
        lacks[source] = {lacking}
        told[source] = {
            (f"{child:02}", nth): {
                name: None if name == lacking else random.choice(values) for name, values in _SAID.items()
            }
            for child in range(40)
            if random.random() < 0.6
            for nth in range(random.choice((1, 1, 2)))
        }
    return told, lacks


def _joined_plainly(
    order: Sequence[str], told: Told, lacks: dict[str, set[str]]
) -> tuple[list[tuple[Any, ...]], list[tuple[str, ...]]]:
    """The rule: each value is that of the first source, in the order of belief, that has the row and the field. Every
    later source with both that says something else disagrees with it.
    """
    rows, differing = [], []
    for row in {row for each in told.values() for row in each}:
        values = []
        for name in _SAID:
            saying = [source for source in order if row in told[source] and name not in lacks[source]]
            says = [told[source][row][name] for source in saying]
            values.append(says[0] if saying else None)
            differing += [
                (row[0], name, saying[0], str(says[0] or ""), other, str(said or ""))
                for other, said in zip(saying[1:], says[1:], strict=True)
                if said != says[0]
            ]
        rows.append((row[0], *values))
    return sorted(rows, key=repr), sorted(differing)


def test_three_sources_are_joined_as_the_rule_says_in_every_order(tmp_path: Path) -> None:
    told, lacks = _some_sources(Random(3))
    store = Store(tmp_path)
    for source, rows in told.items():
        plans = [plan(child, system_id=str(nth), **said) for (child, nth), said in rows.items()]
        append(store, source, {"cp_plans": plans}, absent=frozenset(f"cp_plans.{name}" for name in lacks[source]))
    for order in permutations(told):
        listed = ", ".join(f'"{source}"' for source in order)
        (tmp_path / "local.toml").write_text(f"[sources.precedence_of]\ncp_plans = [{listed}]\n")
        joined, differing = _joined_plainly(order, told, lacks)
        found = record(store).database
        assert sorted(found.rows(f"SELECT person_id, {', '.join(_SAID)} FROM cp_plans"), key=repr) == joined
        noted = found.rows("SELECT person_id, * EXCLUDE (entity, person_id, about) FROM disagreements")
        assert sorted(row for row in noted if row[1] in _SAID) == differing


# ------------------------------------------------------------------------------------------------------------ one child


def _two_numbers(store: Store, **person: Any) -> None:
    born = {"dob": date(2015, 2, 1)}
    append(store, "ssd", {"person": [{"person_id": "900", "legacy_id": "17", **born}], "cp_plans": [plan("900")]})
    append(
        store,
        "annex_a",
        {
            "person": [{"person_id": "17", **born, **person}],
            "cp_plans": [plan("17")],
            "cp_visits": [{"person_id": "17", "cp_plan_id": f"17/{STARTED}", "cp_visit_date": DAY}],
        },
    )


def test_a_former_number_is_the_child_who_has_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _two_numbers(store)
    found = record(store).database
    assert found.rows("SELECT person_id FROM person") == [("900",)]
    assert found.rows("SELECT person_id, cp_plan_id FROM cp_plans") == [("900", f"900/{STARTED}")]
    assert found.rows("SELECT person_id, cp_plan_id FROM cp_visits") == [("900", f"900/{STARTED}")]


def test_a_former_number_with_another_date_of_birth_is_another_child(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _two_numbers(store, dob=date(2014, 2, 1))
    assert record(store).database.rows("SELECT person_id FROM person ORDER BY 1") == [("17",), ("900",)]
    assert ("person", "17", "17", "person_id", "annex_a", "17", "", "perhaps 900") in disagreements(store)


def test_a_number_that_somebody_has_as_their_own_is_theirs(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, "ssd", {"person": [{"person_id": "900", "legacy_id": "17"}, {"person_id": "17"}]})
    append(store, "annex_a", {"person": [{"person_id": "17"}], "cp_plans": [plan("17")]})
    assert record(store).database.rows("SELECT person_id FROM cp_plans") == [("17",)]


def test_a_number_that_is_somebodys_own_in_a_believed_source_is_theirs_for_all_others(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, "ssd", {"person": [{"person_id": "17"}]})
    append(store, "annex_a", {"person": [{"person_id": "900", "legacy_id": "17"}]})
    append(store, "cin_census", {"cp_plans": [plan("17")]})
    assert record(store).database.rows("SELECT person_id FROM cp_plans") == [("17",)]


def test_a_child_whom_only_events_name_is_on_the_record(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, "ssd", {"person": [{"person_id": "1"}], "cp_plans": [plan("2")]})
    found = record(store)
    assert [child.person_id for child in found.children()] == ["1", "2"]
    assert found.database.rows("SELECT found_in FROM person WHERE person_id = '2'") == [("named only in cp_plans",)]


# --------------------------------------------------------------------------------------------------------- local.toml


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[sourcess]", "“sourcess” is not a section. There are: columns, duties, sources, values."),
        ('[sources]\nprecedence = ["liquidlogic"]', "“liquidlogic” is not a source."),
        ('[sources]\nprecedence = "ssd"', 'should be a list such as ["ssd", "annex_a"]'),
        ("[sources.precedence_of]\nplans = []", "“plans” is not an entity"),
        ('[values.ssd.gender]\n"Girl" = "G"', "“G” is not a code of gender"),
        ('[values.ssd.sexes]\n"Girl" = "F"', "“sexes” is not a code set"),
        ('[values.excel.gender]\n"Girl" = "F"', "“excel” is not a format"),
        ('[columns.annex_a."List 6"]\n"Ethnic origin" = 3', 'each line should be "what is written" = "what it means"'),
        ("values = 3", "“values” should be a section of its own"),
        ("[values", "cannot be read as TOML"),
    ],
)
def test_a_setting_that_nobody_would_read_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "local.toml").write_text(text)
    with pytest.raises(RokerError) as refused:
        Local.of_home(tmp_path)
    assert sentence in str(refused.value)


def test_what_an_authority_sets_is_found(tmp_path: Path) -> None:
    assert Local.of_home(tmp_path) == Local()
    (tmp_path / "local.toml").write_text(
        '[values.ssd.gender]\n"Girl" = "F"\n[columns.annex_a."List 6"]\n"Ethnic origin" = "Ethnicity"\n'
        '[sources]\nprecedence = ["annex_a"]\n'
    )
    local = Local.of_home(tmp_path)
    assert local.words("ssd", "gender") == {"Girl": "F"}
    assert local.words("annex_a", "gender") == {}
    assert local.column_names("annex_a", "List 6") == {"Ethnic origin": "Ethnicity"}
    assert list(local.order_of("cp_plans"))[:3] == ["annex_a", "recorded_here", "local_extras"]


def test_a_load_received_later_may_speak_of_an_earlier_day(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, "ssd", {"cp_plans": [plan("1")]})
    store.append(
        Reading.of_rows(
            {"cp_plans": [ENTITIES["cp_plans"].row_of(plan("2"))]},
            source="cin_census",
            snapshot_on=DAY - timedelta(days=300),
        ),
        NOW,
    )
    known = store.known()
    assert known is not None
    assert (known.snapshot_on, known.number, known.newest.number) == (DAY, 2, 1)


def test_who_holds_a_child_is_believed_as_the_source_that_it_follows_from(tmp_path: Path) -> None:
    store = Store(tmp_path)
    held = {"person_id": "1", "basis": "protection", "basis_from": STARTED, "worker": "Gone Long Ago", "team": "North"}
    append(store, "annex_a", {"person": [{"person_id": "1"}], "cp_plans": [plan("1")], "allocation": [held]})
    involved = {"person_id": "1", "professional_id": "w7", "involvement_start_date": date(2024, 1, 2)}
    append(store, "ssd", {"person": [{"person_id": "1"}], "cp_plans": [plan("1")], "involvements": [involved]})
    found = record(store).database
    assert found.rows("SELECT basis, basis_from, worker FROM allocation") == [("protection", STARTED, "w7")]
    assert ("allocation", "1", f"protection {STARTED}", "worker", "ssd", "w7", "annex_a", "Gone Long Ago") in (
        disagreements(store)
    )
    assert found.tables() >= {"allocation", "disagreements"}
    assert not [name for name in found.tables() if "joined" in name]


def test_a_child_listed_under_both_numbers_is_one_child(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, "ssd", {"person": [{"person_id": "900", "legacy_id": "17"}], "cp_plans": [plan("900")]})
    append(
        store,
        "annex_a",
        {"person": [{"person_id": "17"}, {"person_id": "900"}], "cp_plans": [plan("17"), plan("900")]},
    )
    found = record(store).database
    assert found.rows("SELECT person_id FROM person") == [("900",)]
    # what stood under both numbers is there twice, and not multiplied
    assert found.one("SELECT count(*) FROM cp_plans") == (2,)


def test_a_source_without_a_list_of_children_is_joined_too(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, "ssd", {"person": [{"person_id": "900", "legacy_id": "17"}]})
    append(store, "local_extras", {"supervision": [{"person_id": "17", "supervision_date": DAY}]})
    found = record(store).database
    assert found.rows("SELECT person_id FROM supervision") == [("900",)]
    assert found.rows("SELECT person_id FROM person") == [("900",)]


def test_a_part_without_a_column_does_not_take_it_from_the_whole(tmp_path: Path) -> None:
    store = Store(tmp_path)
    ended = {"cp_plan_end_date": date(2023, 12, 30)}
    append(store, "annex_a", {"cp_plans": [plan("1", **ended)]})
    append(store, "ssd", {"cp_plans": [plan("1")]})
    part = Reading.of_rows(
        {"cp_plans": [ENTITIES["cp_plans"].row_of(plan("2"))]},
        source="ssd",
        snapshot_on=DAY + timedelta(days=1),
        absent=frozenset({"cp_plans.cp_plan_end_date"}),
    )
    store.append(part, NOW, is_full=False)
    assert record(store).database.rows("SELECT cp_plan_end_date FROM cp_plans") == [(None,), (None,)]


def test_an_extract_of_a_day_before_that_of_a_part_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    rows = {"cp_plans": [ENTITIES["cp_plans"].row_of(plan("1"))]}
    store.append(Reading.of_rows(rows, source="ssd", snapshot_on=DAY), NOW, is_full=False)
    with pytest.raises(RokerError, match="Load 1 is a part of an extract of a later day"):
        store.append(Reading.of_rows(rows, source="ssd", snapshot_on=DAY - timedelta(days=1)), NOW)


def test_another_order_of_belief_makes_another_publication(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, "ssd", {"cp_plans": [plan("1")]})
    before = store.known()
    (tmp_path / "local.toml").write_text('[sources]\nprecedence = ["annex_a"]\n')
    after = store.known()
    assert before is not None
    assert after is not None
    assert before.hash != after.hash


REFERRED, CLOSED = date(2023, 6, 1), date(2023, 9, 1)


def case(child: str, **said: Any) -> dict[str, Any]:
    return {"person_id": child, "referral_id": f"{child}/{REFERRED}", "referral_date": REFERRED, **said}


@pytest.mark.parametrize("believed", ["ssd", "local_extras"])
def test_what_a_source_cannot_say_the_end_of_does_not_go_on_by_it(tmp_path: Path, believed: str) -> None:
    store = Store(tmp_path)
    entered = {"person_id": "1", "cla_episode_start_date": REFERRED, "entered_care_date": REFERRED}
    append(
        store,
        "ssd",
        {
            "cin_episodes": [case("1", close_date=CLOSED)],
            "cp_plans": [plan("1", cp_plan_end_date=date(2024, 1, 5))],
            "cla_episodes": [{**entered, "cla_episode_ceased_date": CLOSED, "cla_episode_ceased_reason": "E4A"}],
            "cin_assessments": [
                {"person_id": "1", "referral_id": f"1/{REFERRED}", "assessment_start_date": REFERRED,
                 "assessment_auth_date": CLOSED}
            ],
        },
    )  # fmt: skip
    append(
        store,
        "local_extras",
        {
            "cin_episodes": [case("1", referral_decision_date=REFERRED), case("2", referral_decision_date=REFERRED)],
            "cp_plans": [plan("1")],
            "cla_episodes": [entered],
            "cin_assessments": [{"person_id": "1", "assessment_start_date": REFERRED}],
        },
        absent=frozenset(
            {"cin_episodes.close_date", "cp_plans.cp_plan_end_date", "cla_episodes.cla_episode_ceased_date",
             "cin_assessments.assessment_auth_date", "cin_assessments.referral_id"}
        ),
    )  # fmt: skip
    (tmp_path / "local.toml").write_text(f'[sources]\nprecedence = ["{believed}"]\n')
    found = record(store).database
    open_still = found.rows("SELECT DISTINCT person_id FROM allocation WHERE basis_to IS NULL AND basis <> 'referral'")
    assert open_still == []
    assert found.rows("SELECT person_id, ceased_date FROM period_of_care") == [("1", CLOSED)]
    # a case that the other source does not know stays: nothing says that it has ended
    assert found.rows("SELECT person_id FROM allocation WHERE basis_to IS NULL") == [("2",)]
