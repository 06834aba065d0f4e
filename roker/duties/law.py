"""Where limits stand: the instruments and guidance by short name, and versions as entries need them again and again."""

from datetime import date

from roker.calendar import Limit
from roker.duties.duty import ALWAYS, Confidence, Source, Until, Version

TITLES = {
    "CA1989": "Children Act 1989",
    "CA2004-16C": "Children Act 2004 s16C (serious incident notification)",
    "CPPCR2010": "Care Planning, Placement and Case Review (England) Regulations 2010, SI 2010/959",
    "SI2013-3239": "Children's Homes and Looked after Children (Miscellaneous Amendments) (England) Regulations 2013, SI 2013/3239",
    "SI2013-706": "Care Planning, Placement and Case Review (England) (Miscellaneous Amendments) Regulations 2013, SI 2013/706",
    "SI2013-985": "Adoption Agencies (Miscellaneous Amendments) Regulations 2013, SI 2013/985",
    "SI2015-495": "Care Planning and Fostering (Miscellaneous Amendments) (England) Regulations 2015, SI 2015/495",
    "SI2020-445": "Adoption and Children (Coronavirus) (Amendment) Regulations 2020, SI 2020/445",
    "SI2020-909": "Adoption and Children (Coronavirus) (Amendment) (No. 2) Regulations 2020, SI 2020/909",
    "RCC1991": "Review of Children's Cases Regulations 1991, SI 1991/895",
    "AAR2005": "Adoption Agencies Regulations 2005, SI 2005/389",
    "ACA2002": "Adoption and Children Act 2002",
    "ADOPT-SG": "Adoption statutory guidance (2011, revised 2013) and adoption scorecard methodology",
    "ADOPT-NMS": "Adoption National Minimum Standards 2011/2014",
    "CLR2010": "Care Leavers (England) Regulations 2010, SI 2010/2571",
    "CA-VOL3": "Children Act 1989 Guidance Volume 3: transition to adulthood",
    "CA-VOL2": "Children Act 1989 Guidance Volume 2: care planning (2010, 2015, 2021)",
    "PF2005": "Children (Private Arrangements for Fostering) Regulations 2005, SI 2005/1533",
    "DET2010": "Visits to Former Looked After Children in Detention (England) Regulations 2010, SI 2010/2797",
    "LTR2011": "Visits to Children in Long-Term Residential Care Regulations 2011, SI 2011/1010",
    "SECURE1991": "Children (Secure Accommodation) Regulations 1991, SI 1991/1505",
    "REPS2006": "Children Act 1989 Representations Procedure (England) Regulations 2006, SI 2006/1738",
    "FOST2011": "Fostering Services (England) Regulations 2011",
    "CHR2015": "Children's Homes (England) Regulations 2015, SI 2015/541",
    "WT2010": "Working Together to Safeguard Children 2010 (and 2006)",
    "WT2013": "Working Together 2013",
    "WT2015": "Working Together 2015",
    "WT2018": "Working Together 2018",
    "WT2023": "Working Together 2023",
    "WT2026": "Working Together 2026 (consultation draft)",
    "CWSA2026": "Children's Wellbeing and Schools Act 2026 (c. 21)",
    "FFP": "Families First Partnership programme guide",
    "MISSING2014": "Statutory guidance on children who run away or go missing from home or care",
    "HEALTH2015": "Promoting the health and well-being of looked-after children (2009, 2015)",
    "EDU2018": "Promoting the education of looked-after and previously looked-after children (2014, Feb 2018)",
    "IROH": "IRO Handbook 2010",
    "PLO": "Court orders and pre-proceedings statutory guidance 2014; FPR PD12A; Public Law Working Group best practice 2021",
    "EMPSTD": "Standards for employers of social workers in England (LGA), supervision standard",
    "NRM": "National Referral Mechanism statutory guidance (Modern Slavery Act 2015)",
    "NTS": "National Transfer Scheme protocol for unaccompanied children, v7.0 (June 2025)",
    "EIA2006": "Education and Inspections Act 2006 s137 and action-statement regulations",
    "SEND2014": "Special Educational Needs and Disability Regulations 2014",
    "CIN": "Children in Need census guide, COLLECT report specifications, and DfE C2/C4/D tables",
    "903": "SSDA903 guide and looked-after statistics methodology",
    "SSD": "Standard Safeguarding Dataset field guidance (data-to-insight/ssd-data-model, July 2026)",
    "LOCAL": "Published procedures of local authorities",
}
"""Titles by the short names under which the entries cite them."""


def source(cited: str, provision: str) -> Source:
    """A place in an instrument or guidance, by its short name. Refuses a name that is not in the list."""
    return Source(title=TITLES[cited], provision=provision)


def in_force(  # noqa: PLR0913 - the parts of a version
    limit: Limit | Until,
    law: Source,
    since: date = ALWAYS,
    *,
    until: date | None = None,
    confidence: Confidence = Confidence.CONFIRMED,
    note: str = "",
) -> Version:
    """One version of a limit."""
    return Version(in_force_from=since, in_force_to=until, limit=limit, law=law, confidence=confidence, note=note)


def local_standard(
    limit: Limit | Until, said: str, *, confidence: Confidence = Confidence.CONFIRMED
) -> tuple[Version, ...]:
    """The only version of a limit that no law gives; `said` tells where the number comes from."""
    return (in_force(limit, Source(title="Local standard", provision=said), confidence=confidence),)
