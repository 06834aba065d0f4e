"""Spec tables of the duties of care leavers, beside those in `first`."""

from tests.spec.table import Spec

_HOME = "care_leaver_home.home_start_date | care_leaver_home.provided"
_VISIT = "care_leaver_contact.contact_kind | care_leaver_contact.contact_date"

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="pa_keep_in_touch",
        title="Whoever is not eligible now is not to be kept in touch with",
        as_at="2024-05-15",
        rows="""
            latest contact | eligibility | state
            2024-03-19     | R           | overdue
            2024-03-19     | E           | none
            2024-03-19     | N           | none
        """,
    ),
    Spec(
        duty="pathway_plan_first",
        title="Three months from becoming eligible; only the latest plan or review is held",
        as_at="2024-05-15",
        rows="""
            eligibility | care_leavers.eligibility_start_date | care_leavers.pathway_plan_review_date | due        | state       | why
            E           | 2024-02-14                          |                                       | 2024-05-14 | overdue     |
            E           | 2024-02-15                          |                                       | 2024-05-15 | due soon    |
            E           | 2024-05-01                          |                                       | 2024-08-01 | running     |
            E           | 2023-11-30                          | 2024-02-28                            | 2024-02-29 | met         |
            E           | 2023-11-30                          | 2024-02-29                            | 2024-02-29 | met         |
            E           | 2023-11-30                          | 2024-03-01                            |            | cannot tell | only latest held
            E           | 2023-11-30                          | 2023-11-01                            | 2024-02-29 | met         |
            E           |                                     | 2024-02-28                            |            | cannot tell | start not recorded
            R           | 2023-11-30                          |                                       |            | none        |
                        | 2023-11-30                          |                                       |            | none        |
        """,
    ),
    Spec(
        duty="pathway_plan_first",
        title="An eighteenth birthday ends it; where every plan is held, a late one is late",
        as_at="2024-05-15",
        all_held=True,
        rows="""
            born       | eligibility | care_leavers.eligibility_start_date | care_leavers.pathway_plan_review_date | due        | state
                       | E           | 2023-11-30                          | 2024-03-01                            | 2024-02-29 | met late
            2006-02-28 | E           | 2023-11-30                          |                                       | 2024-02-29 | lapsed
        """,
    ),
    Spec(
        duty="pa_allocated",
        title="Three months from becoming eligible; an adviser appointed before counts",
        as_at="2024-05-15",
        rows="""
            eligibility | care_leavers.eligibility_start_date | care_leavers.personal_advisor_start_date | care_leavers.care_leaver_personal_advisor | due        | state       | why
            E           | 2024-02-14                          |                                          |                                           | 2024-05-14 | overdue     |
            E           | 2024-02-15                          |                                          |                                           | 2024-05-15 | due soon    |
            E           | 2024-05-01                          |                                          |                                           | 2024-08-01 | running     |
            E           | 2023-11-30                          | 2024-02-28                               | Sam Lee                                   | 2024-02-29 | met         |
            E           | 2023-11-30                          | 2024-02-29                               |                                           | 2024-02-29 | met         |
            E           | 2023-11-30                          | 2024-03-01                               | Sam Lee                                   |            | cannot tell | only latest held
            E           | 2023-11-30                          | 2023-11-01                               | Sam Lee                                   | 2024-02-29 | met         |
            E           | 2023-11-30                          |                                          | Sam Lee                                   |            | none        |
            E           |                                     | 2024-02-28                               |                                           |            | cannot tell | start not recorded
            FR          | 2023-11-30                          |                                          |                                           |            | none        |
        """,
    ),
    Spec(
        duty="pa_allocated",
        title="Where the files do not say since when there is an adviser",
        as_at="2024-05-15",
        absent=("care_leavers.personal_advisor_start_date",),
        rows="""
            eligibility | care_leavers.eligibility_start_date | due | state       | why
            E           | 2023-11-30                          |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="pathway_plan_review",
        title="Six months from the latest review",
        as_at="2024-05-15",
        rows="""
            born       | care_leavers.pathway_plan_review_date | eligibility | in touch | opened     | due        | state       | why                | clocks
                       | 2023-11-14                            | FR          | YES      | 2023-11-14 | 2024-05-14 | overdue     |                    | cannot tell, overdue
                       | 2023-11-15                            | R           | YES      | 2023-11-15 | 2024-05-15 | due soon    |                    | cannot tell, due soon
                       | 2024-02-01                            | FR          | REFU     | 2024-02-01 | 2024-08-01 | running     |                    | cannot tell, running
                       | 2023-11-14                            |             |          | 2023-11-14 | 2024-05-14 | overdue     |                    | cannot tell, overdue
                       |                                       | FR          | YES      |            |            | cannot tell | start not recorded | cannot tell
                       | 2023-11-14                            | E           | YES      |            |            | none        |                    | none
                       | 2023-11-14                            | Q           | YES      |            |            | none        |                    | none
                       | 2023-11-14                            | N           | YES      |            |            | none        |                    | none
                       | 2023-11-14                            | FR          | NREQ     |            |            | none        |                    | none
                       | 2023-11-14                            | FR          | RHOM     |            |            | none        |                    | none
                       | 2023-11-14                            | FR          | DIED     |            |            | none        |                    | none
            2003-05-14 | 2023-11-14                            | FR          | YES      | 2023-11-14 | 2024-05-14 | lapsed      |                    | cannot tell, lapsed
            2003-05-15 | 2023-11-14                            | FR          | YES      | 2023-11-14 | 2024-05-14 | missed      |                    | cannot tell, missed
            2003-05-16 | 2023-11-14                            | FR          | YES      | 2023-11-14 | 2024-05-14 | overdue     |                    | cannot tell, overdue
        """,
    ),
    Spec(
        duty="pathway_plan_review",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            care_leavers.pathway_plan_review_date | due        | state       | why
            2011-03-31                            |            | cannot tell | no version
            2011-04-01                            | 2011-10-01 | overdue     |
        """,
    ),
    Spec(
        duty="pathway_plan_review_provided",
        title="Three months from each review held since the move",
        as_at="2024-05-15",
        rows=f"""
            {_HOME} | pathway_plan.pathway_plan_date | pathway_plan.from_review | opened     | due        | state    | clocks
            2023-11-01 | Y | 2024-02-14             | Y    | 2024-02-14 | 2024-05-14 | overdue  | overdue
            2023-11-01 | Y | 2024-02-15             | Y    | 2024-02-15 | 2024-05-15 | due soon | due soon
            2023-11-01 | Y | 2024-04-02             |      | 2024-04-02 | 2024-07-02 | running  | running
            2023-08-01 | Y | 2023-11-30, 2024-02-29 | Y, Y | 2024-02-29 | 2024-05-29 | running  | met, running
            2023-08-01 | Y | 2023-11-30, 2024-03-01 | Y, Y | 2024-03-01 | 2024-06-01 | running  | met late, running
            2023-08-01 | Y | 2023-11-30, 2024-02-29 | Y, N | 2023-11-30 | 2024-02-29 | overdue  | overdue
            2024-02-14 | Y | 2024-02-13             | Y    |            |            | none     | none
            2023-11-01 | Y |                        |      |            |            | none     | none
            2023-11-01 | N | 2024-02-14             | Y    |            |            | none     | none
            2023-11-01 |   | 2024-02-14             | Y    |            |            | none     | none
        """,
    ),
    Spec(
        duty="pathway_plan_review_provided",
        title="The end of the home, or a 21st birthday, ends it",
        as_at="2024-05-15",
        rows=f"""
            born | {_HOME} | care_leaver_home.home_end_date | pathway_plan.pathway_plan_date | due        | state
                       | 2023-11-01 | Y | 2024-05-14 | 2024-02-14 | 2024-05-14 | lapsed
                       | 2023-11-01 | Y | 2024-05-15 | 2024-02-14 | 2024-05-14 | missed
            2003-05-14 | 2023-11-01 | Y |            | 2024-02-14 | 2024-05-14 | lapsed
        """,
    ),
    Spec(
        duty="pathway_plan_review_provided",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows=f"""
            {_HOME} | pathway_plan.pathway_plan_date | opened     | due        | state       | why
            2011-01-03 | Y | 2011-03-31 | 2011-03-31 |            | cannot tell | no version
            2011-01-03 | Y | 2011-04-01 | 2011-04-01 | 2011-07-01 | overdue     |
        """,
    ),
    Spec(
        duty="pathway_plan_review_provided",
        title="Where the files do not say who provides the home",
        as_at="2024-05-15",
        absent=("care_leaver_home.provided",),
        rows="""
            care_leaver_home.home_start_date | pathway_plan.pathway_plan_date | due | state       | why
            2023-11-01                       | 2024-02-14                     |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="pa_visit",
        title="Seven days from the move, then two months from each visit at home",
        as_at="2024-05-15",
        rows=f"""
            {_HOME} | {_VISIT} | care_leaver_contact.at_home | care_leaver_contact.reached | opened     | due        | state    | clocks
            2024-05-07 | Y |              |                        |      |      | 2024-05-07 | 2024-05-14 | overdue  | overdue
            2024-05-08 | Y |              |                        |      |      | 2024-05-08 | 2024-05-15 | due soon | due soon
            2024-05-15 | Y |              |                        |      |      | 2024-05-15 | 2024-05-22 | due soon | due soon
            2024-03-07 | Y | visit        | 2024-03-14             | Y    | Y    | 2024-03-14 | 2024-05-14 | overdue  | met, overdue
            2024-03-08 | Y | visit        | 2024-03-15             | Y    | Y    | 2024-03-15 | 2024-05-15 | due soon | met, due soon
            2024-04-02 | Y | visit        | 2024-04-09             |      |      | 2024-04-09 | 2024-06-09 | running  | met, running
            2024-04-02 | Y | visit        | 2024-04-10             | Y    | Y    | 2024-04-10 | 2024-06-10 | running  | met late, running
            2024-01-03 | Y | visit, visit | 2024-01-10, 2024-03-11 | Y, Y | Y, Y | 2024-03-11 | 2024-05-11 | overdue  | met, met late, overdue
            2024-01-03 | Y | visit, visit | 2024-01-10, 2024-03-10 | Y, Y | Y, Y | 2024-03-10 | 2024-05-10 | overdue  | met, met, overdue
            2024-05-07 | Y | call         | 2024-05-08             | Y    | Y    | 2024-05-07 | 2024-05-14 | overdue  | overdue
            2024-05-07 | Y | visit        | 2024-05-08             | N    | Y    | 2024-05-07 | 2024-05-14 | overdue  | overdue
            2024-05-07 | Y | visit        | 2024-05-08             | Y    | N    | 2024-05-07 | 2024-05-14 | overdue  | overdue
            2024-05-07 | Y | visit        | 2024-05-06             | Y    | Y    | 2024-05-07 | 2024-05-14 | overdue  | overdue
            2024-05-07 | N |              |                        |      |      |            |            | none     | none
            2024-05-07 |   |              |                        |      |      |            |            | none     | none
        """,
    ),
    Spec(
        duty="pa_visit",
        title="The end of the home, or a 21st birthday, ends it; each home has its own count",
        as_at="2024-05-15",
        rows=f"""
            born | {_HOME} | care_leaver_home.home_end_date | due        | state   | clocks
                       | 2024-05-01             | Y    | 2024-05-08    | 2024-05-08 | lapsed  | lapsed
                       | 2024-05-01             | Y    | 2024-05-09    | 2024-05-08 | missed  | missed
            2003-05-08 | 2024-05-01             | Y    |               | 2024-05-08 | lapsed  | lapsed
                       | 2024-04-02, 2024-05-07 | Y, Y | 2024-05-07, - | 2024-05-14 | overdue | missed, overdue
        """,
    ),
    Spec(
        duty="pa_visit",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows=f"""
            {_HOME} | {_VISIT} | opened     | due        | state       | why
            2011-03-31 | Y |       |            | 2011-03-31 |            | cannot tell | no version
            2011-04-01 | Y |       |            | 2011-04-01 | 2011-04-08 | overdue     |
            2011-04-01 | Y | visit | 2011-04-08 | 2011-04-08 | 2011-06-08 | overdue     |
        """,
    ),
    Spec(
        duty="pa_visit",
        title="Where the files do not say who provides the home",
        as_at="2024-05-15",
        absent=("care_leaver_home.provided",),
        rows="""
            care_leaver_home.home_start_date | due | state       | why
            2024-05-07                       |     | cannot tell | may not apply
        """,
    ),
)
