"""Every authority of England can be made up, under no name of its own; what is finished is not made again."""

from datetime import date
from pathlib import Path

import pytest

from roker.errors import RokerError
from roker.synthetic.authority.england import places
from roker.synthetic.authority.writing import Wanted
from roker.synthetic.country import Country, make

FIRST, LAST = date(2024, 10, 1), date(2024, 12, 31)


def country(folder: Path, seed: int = 1) -> Country:
    return Country(folder=folder, first=FIRST, last=LAST, seed=seed, wanted=Wanted(extracts=[LAST], as_parquet=True))


def test_there_are_as_many_as_publish_figures() -> None:
    assert len(places()) == 153
    assert 11_500_000 < sum(each.population for each in places()) < 12_700_000
    assert len({each.code for each in places()}) == 153
    assert all(each.scenario.authority.startswith("Place ") for each in places())


def test_each_goes_by_figures_of_its_own() -> None:
    day = date(2024, 10, 1).toordinal()
    assert len({each.scenario.at("referrals", day) for each in places()}) > 140
    for each in places():
        for name in each.scenario.series:
            assert each.scenario.at(name, day) >= 0, (each.code, name)
        assert each.scenario.at("plans", day) < each.scenario.at("conferences", day)


def test_what_is_finished_stays_and_the_rest_is_made(tmp_path: Path) -> None:
    smallest = sorted(places(), key=lambda each: each.population)[:2]
    folder, steps = tmp_path / "england", []
    first = list(make(country(folder), lambda done, whole: steps.append((done, whole)), smallest[:1]))
    assert [(each.code, each.done, each.whole) for each in first] == [(smallest[0].code, 1, 1)]
    assert steps
    before = (folder / smallest[0].code / "truth.json").stat().st_mtime_ns
    (folder / ".writing-broken-off").mkdir()
    again = list(make(country(folder), chosen=smallest))
    assert [(each.code, each.done, each.whole) for each in again] == [(smallest[1].code, 2, 2)]
    assert (folder / smallest[0].code / "truth.json").stat().st_mtime_ns == before
    assert list((folder / smallest[1].code / f"extract-{LAST}" / "ssd").glob("*.parquet"))
    assert {each.name for each in folder.iterdir()} == {"asked.txt", *(each.code for each in smallest)}


def test_a_folder_of_other_words_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "england"
    list(make(country(folder), chosen=[]))
    with pytest.raises(RokerError, match="other words"):
        list(make(country(folder, seed=2), chosen=[]))
    (tmp_path / "mine").mkdir()
    with pytest.raises(RokerError, match="is there already"):
        list(make(country(tmp_path / "mine"), chosen=[]))
