"""Every damaged file, and what comes of it when it is loaded. README.md says how to add one."""

from tests.formats.damaged.making import Damaged
from tests.formats.damaged.of_returns import CENSUSES, RETURNS
from tests.formats.damaged.of_tables import ANYTHING, LOCAL, TABLES
from tests.formats.damaged.of_workbooks import WORKBOOKS

DAMAGED: tuple[Damaged, ...] = (*WORKBOOKS, *CENSUSES, *RETURNS, *TABLES, *LOCAL, *ANYTHING)
