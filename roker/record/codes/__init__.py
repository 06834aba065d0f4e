"""Code sets: the values that a code field may hold, as the returns write them, with a plain label for each.

A code that a return no longer takes stays here, for older records hold it; the years in which it was in force stand
beside it. The codes of local fields are words in small letters.
"""

from roker.catalogue import Catalogue
from roker.record.codes.care import CARE
from roker.record.codes.children import CHILDREN
from roker.record.codes.code_set import CodeSet, Years
from roker.record.codes.court import COURT
from roker.record.codes.education import EDUCATION
from roker.record.codes.leaving_care import LEAVING_CARE
from roker.record.codes.need import NEED
from roker.record.codes.permanence import PERMANENCE
from roker.record.codes.protection import PROTECTION
from roker.record.codes.work import WORK

CODE_SETS: Catalogue[CodeSet] = Catalogue(
    *CHILDREN,
    *NEED,
    *PROTECTION,
    *CARE,
    *LEAVING_CARE,
    *PERMANENCE,
    *COURT,
    *EDUCATION,
    *WORK,
)

__all__ = ["CODE_SETS", "CodeSet", "Years"]
