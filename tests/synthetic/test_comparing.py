"""What a made-up authority looks like is counted as published statistics count it, and a wrong figure is found."""

from datetime import date, timedelta
from typing import Any

import pytest

from roker.cli import main
from roker.record import ENTITIES, Reading, Record
from roker.synthetic.calibration import published, spreads
from roker.synthetic.comparing import Verdict, compare
from roker.synthetic.measured import QUANTITIES, Amount, Unit, closings, measure

YEAR, LAST = 2015, date(2015, 3, 31)
APRIL = date(2014, 4, 1)


def record(**rows: list[dict[str, Any]]) -> Record:
    return Record.of(
        Reading.of_rows(
            {name: [ENTITIES[name].row_of(row) for row in each] for name, each in rows.items()},
            source="ssd",
            snapshot_on=LAST,
        )
    )


def case(child: str, since: date, until: date | None = None, **said: Any) -> dict[str, Any]:
    return {"person_id": child, "referral_id": f"{child}/{since}", "referral_date": since, "close_date": until, **said}


CASES = record(
    person=[{"person_id": f"{n}", "dob": date(2008, 1, 1), "sex": "M" if n % 2 else "F"} for n in range(1, 8)],
    cin_episodes=[
        case("1", APRIL, APRIL + timedelta(days=30), close_reason="RC7", cin_primary_need_code="N1"),
        case("1", APRIL + timedelta(days=60), cin_primary_need_code="N1"),  # again within twelve months; open
        case("2", LAST, referral_nfa="Y"),
        case("3", date(2014, 9, 1), date(2015, 3, 1), close_reason="RC8"),  # assessed, and not in need
        case("4", date(2012, 1, 10), date(2014, 6, 1), close_reason="RC7"),  # more than two years
        case("5", date(2012, 1, 10), cin_primary_need_code="N2"),
        case("6", APRIL - timedelta(days=1)),  # the year before
        case("7", LAST + timedelta(days=1)),  # the year after
    ],
    cp_plans=[
        {"person_id": "1", "cp_plan_id": "a", "cp_plan_start_date": date(2013, 1, 1), "cp_plan_end_date": APRIL},
        {"person_id": "1", "cp_plan_id": "b", "cp_plan_start_date": date(2014, 12, 1)},
        {"person_id": "5", "cp_plan_id": "c", "cp_plan_start_date": date(2015, 3, 1)},
    ],
)
FOUND = measure(CASES, population=1_000, years=[YEAR])


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("referrals", 40.0),
        ("repeat_referrals", 25.0),
        ("referrals_no_action", 25.0),
        ("referrals_not_in_need", 25.0),
        ("in_need_open", 30.0),
        ("in_need_open_longer", 100 / 3),
        ("in_need_male", 200 / 3),
        ("in_need_ended", 20.0),
        ("in_need_ended_3m", 50.0),
        ("in_need_ended_6m", 0.0),
        ("in_need_ended_longer", 50.0),
        ("plans_open", 20.0),
        ("plans_started", 20.0),
        ("second_plans", 50.0),
    ],
)
def test_a_figure_is_counted_as_it_is_published(code: str, value: float) -> None:
    assert FOUND[YEAR, code].value == pytest.approx(value)


def test_what_nothing_can_be_counted_of_has_no_value() -> None:
    assert FOUND[YEAR, "assessed_in_time"].value is None
    row = _one("assessed_in_time", FOUND)
    assert (row.verdict, row.why) == (Verdict.NOT_CHECKED, "the run has nothing that it could be counted of")


def test_a_year_of_which_the_end_is_not_seen_is_left_out() -> None:
    assert {year for year, _ in measure(CASES, population=1_000, years=[2014, 2015, 2016])} == {2014, 2015}


def test_stocks_and_flows_close_where_every_child_has_one_span() -> None:
    plans = next(each for each in closings(CASES.database, YEAR) if each.code == "plans")
    assert (plans.before, plans.began, plans.ended, plans.after, plans.closes) == (1, 2, 1, 2, True)


def _one(code: str, found: Any, scenario: str = "sunderland-2015", year: int = YEAR) -> Any:
    return next(each for each in compare(found, scenario, 54_000, [year]) if each.code == code)


def test_a_wrong_figure_is_found_and_a_right_one_is_not() -> None:
    point = published()["referrals", "sunderland", YEAR].value
    for factor, verdict in (
        (1.0, Verdict.WITHIN),
        (1.09, Verdict.WITHIN),
        (1.11, Verdict.OUTSIDE),
        (0.89, Verdict.OUTSIDE),
    ):
        amount = Amount(counted=point * factor * 5.4, out_of=54_000, unit=Unit.RATE)
        assert _one("referrals", {(YEAR, "referrals"): amount}).verdict is verdict


def test_a_small_share_may_be_as_far_off_as_chance_alone_explains() -> None:
    figure = published()["care_adoption", "sunderland", YEAR]  # 4.7% of 570
    for counted, verdict in ((27, Verdict.WITHIN), (15, Verdict.WITHIN), (10, Verdict.OUTSIDE), (45, Verdict.OUTSIDE)):
        amount = Amount(counted=counted, out_of=570, unit=Unit.SHARE)
        found = _one("care_adoption", {(YEAR, "care_adoption"): amount})
        assert (found.published, found.verdict) == (figure.value, verdict)


def test_other_scenarios_are_compared_with_how_authorities_spread() -> None:
    spread = spreads()["referrals", 2025]
    low, high = spread.lowest, spread.highest
    inside, outside = Verdict.WITHIN, Verdict.OUTSIDE
    for value, verdict in ((low, inside), (high, inside), (high * 1.01, outside), (low * 0.99, outside)):
        amount = Amount(counted=value * 5.4, out_of=54_000, unit=Unit.RATE)
        assert _one("referrals", {(2025, "referrals"): amount}, "typical", 2025).verdict is verdict
    assert _one("referrals", {}, "typical", 2019).why == "nothing is published for an authority in this year"


def test_nothing_is_checked_against_what_is_not_confirmed() -> None:
    doubtful = [
        key
        for key, each in published().items()
        if each.standing in {"unconfirmed", "disagrees"} and each.area == "sunderland"
    ]
    for code, _, year in doubtful:
        found = {(year, code): Amount(counted=1, out_of=1, unit=QUANTITIES[code].unit)}
        assert _one(code, found, year=year).verdict is Verdict.NOT_CHECKED
    assert {each.standing for each in published().values()} == {"published", "derived", "unconfirmed", "disagrees"}


def test_what_is_published_is_asked_for_and_in_order() -> None:
    assert {code for code, _, _ in published()} <= set(QUANTITIES.codes())
    assert {code for code, _ in spreads()} <= set(QUANTITIES.codes())
    assert all(each.lowest < each.highest and each.authorities > 80 for each in spreads().values())
    assert all(each.source for each in [*published().values(), *spreads().values()])


def test_the_command_says_what_lies_outside(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "figures.csv"
    asked = ["--scenario", "sunderland-2015", "--population", "3000", "--from", "2013-04-01", "--to", "2015-03-31"]
    assert main(["synthesise", *asked, "--check", "--table", str(table)]) == 2
    told = capsys.readouterr()
    assert "could not be checked" in told.out
    assert "figures outside" in told.err
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 2 * len(QUANTITIES)
    assert any(line.startswith("Referrals,2015,") for line in lines)
    assert main(["synthesise", "--scenario", "typical", "--from", "2013-04-01", "--to", "2013-05-31"]) == 2
    assert "Say where to write it" in capsys.readouterr().err
