"""A file of the CIN census of any size, written as it is made: valid in form, not a believable life each."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

YEAR_ENDS_ON = date(2026, 3, 31)
_DIFFERENT = 2000
"""So many different episodes of need; making each child's own would take longer than reading them."""
_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<Message>
  <Header>
    <CollectionDetails>
      <Collection>CIN</Collection>
      <Year>2026</Year>
      <ReferenceDate>2026-03-31</ReferenceDate>
    </CollectionDetails>
    <Source>
      <SourceLevel>L</SourceLevel>
      <LEA>999</LEA>
      <SoftwareCode>benchmark</SoftwareCode>
      <Release>1</Release>
      <SerialNo>001</SerialNo>
      <DateTime>2026-05-01T09:00:00</DateTime>
    </Source>
  </Header>
  <Children>
"""
_TAIL = """  </Children>
</Message>
"""
_PLAN = """        <ChildProtectionPlans>
          <CPPstartDate>{started_on}</CPPstartDate>
          <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
          <LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>
          <NumberOfPreviousCPP>0</NumberOfPreviousCPP>
          <Reviews>
            <CPPreviewDate>{held_on}</CPPreviewDate>
          </Reviews>
        </ChildProtectionPlans>
"""
_FACTORS = "1A 1B 2A 2B 3A 3B 4A 4B 5A 6A 7A 10A 11A 13A 15A 16A 17A 18B 18C 24A".split()
_ETHNICITIES = "WBRI WBRI WBRI WIRI WOTH MWBC AIND APKN BCRB BAFR CHNE OOTH NOBT".split()


def write_file(path: Path, children: int = 50_000, seed: int = 1) -> None:
    """Writes so many children, about 2,000 bytes each."""
    random = Random(seed)
    details = ["".join(_details(random)) for _ in range(_DIFFERENT)]
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for number in range(children):
            file.write(_child(random, f"99{number:07}", details))
        file.write(_TAIL)


def _child(random: Random, number: str, details: list[str]) -> str:
    born_on = YEAR_ENDS_ON - timedelta(days=random.randrange(400, 6000))
    disability = random.choice(("NONE", "LD", "AUT", "BEH"))
    disabilities = (
        f"<Disabilities><Disability>{disability}</Disability></Disabilities>" if random.random() < 0.7 else ""
    )
    episodes = random.choices(details, k=1 if random.random() < 0.8 else 2)
    return f"""    <Child>
      <ChildIdentifiers>
        <LAchildID>{number}</LAchildID>
        <UPNunknown>UN4</UPNunknown>
        <PersonBirthDate>{born_on}</PersonBirthDate>
        <Sex>{random.choice("FM")}</Sex>
      </ChildIdentifiers>
      <ChildCharacteristics>
        <Ethnicity>{random.choice(_ETHNICITIES)}</Ethnicity>
        {disabilities}
      </ChildCharacteristics>
{"".join(episodes)}    </Child>
"""


def _details(random: Random) -> Iterator[str]:
    """One episode of need, with what it brought: each element on its own line, in the order of the schema."""
    referred_on = YEAR_ENDS_ON - timedelta(days=random.randrange(60, 700))
    has_plan = random.random() < 0.4

    def line(name: str, after: int) -> str:
        return f"          <{name}>{referred_on + timedelta(days=after)}</{name}>\n"

    yield f"      <CINdetails>\n        <CINreferralDate>{referred_on}</CINreferralDate>\n"
    yield f"        <ReferralSource>{random.choice(('1A', '2A', '3A', '5B', '6'))}</ReferralSource>\n"
    yield f"        <PrimaryNeedCode>N{random.randrange(1, 9)}</PrimaryNeedCode>\n"
    if random.random() < 0.3:
        yield f"        <CINclosureDate>{YEAR_ENDS_ON - timedelta(days=random.randrange(50))}</CINclosureDate>\n"
        yield "        <ReasonForClosure>RC7</ReasonForClosure>\n"
    for number in range(random.randrange(1, 3)):
        yield "        <Assessments>\n" + line("AssessmentActualStartDate", number * 30)
        yield line("AssessmentAuthorisationDate", number * 30 + random.randrange(10, 30))
        factors = (
            f"            <AssessmentFactors>{each}</AssessmentFactors>\n" for each in random.sample(_FACTORS, 3)
        )
        yield f"          <FactorsIdentifiedAtAssessment>\n{''.join(factors)}"
        yield "          </FactorsIdentifiedAtAssessment>\n        </Assessments>\n"
    if random.random() < 0.5:
        yield "        <CINPlanDates>\n" + line("CINPlanStartDate", 31) + line("CINPlanEndDate", 40)
        yield "        </CINPlanDates>\n"
    if has_plan or random.random() < 0.3:
        yield "        <Section47>\n" + line("S47ActualStartDate", 35)
        if has_plan:
            yield line("InitialCPCtarget", 56) + line("DateOfInitialCPC", 50)
        yield f"          <ICPCnotRequired>{int(not has_plan)}</ICPCnotRequired>\n        </Section47>\n"
    yield "        <ReferralNFA>0</ReferralNFA>\n"
    if has_plan:
        yield _PLAN.format(started_on=referred_on + timedelta(days=50), held_on=referred_on + timedelta(days=58))
    yield "      </CINdetails>\n"
