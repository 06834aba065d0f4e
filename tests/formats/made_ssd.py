"""What the tests of the dataset share: two children with their plans, and how to read files that are given as text."""

from datetime import date

from roker.formats import ssd
from roker.local import Local

TODAY = date(2024, 5, 1)
EVERYBODY = Local()
PEOPLE = "pers_person_id,pers_sex,pers_dob\n100,F,2012-03-04\n200,M,2015-06-07\n"
PLANS = (
    "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date\n"
    "5001,100,2023-01-10,2023-06-10\n5002,100,2024-01-10,\n5003,200,2024-02-01,\n"
)


class Read:
    """A reading, and short ways to ask it."""

    def __init__(self, reading):
        self.reading = reading

    def rows(self, entity, *fields):
        return self.reading.tables.rows(f"SELECT {', '.join(fields)} FROM {entity}")

    def problems(self, *kinds):
        """Problems as "kind: place: found", of these kinds or of all."""
        return [
            f"{each.kind}: {each.at}: {each.found}" for each in self.reading.problems if not kinds or each.kind in kinds
        ]

    def line(self, column):
        """The line of a column in the mapping report."""
        (found,) = (each for each in self.reading.columns if each.column == column)
        return found


def read_in(folder):
    """Reads files by name, given as text or bytes, in a folder."""

    def made(files, *, snapshot_on=TODAY, local=EVERYBODY, workspace=None, **more):
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            path = folder / (name if "." in name else f"{name}.csv")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Read(ssd.read(folder, snapshot_on=snapshot_on, today=TODAY, local=local, workspace=workspace, **more))

    return made
