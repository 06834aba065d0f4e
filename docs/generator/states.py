"""The page on states: of clocks, of what cannot be told, of work lists and of questions."""

from docs.generator.markdown import code, link, table, whole_page
from roker.duties.clock import DUE_SOON_WORKING_DAYS, STATE_MEANINGS, STATE_WORDS, UNSURE_WORDS, State, Unsure
from roker.publication import Bucket
from roker.web.oversight.moves import ALIVE, QUESTION_MOVES, QUESTION_STATE_WORDS, WAITING, QuestionState

_CLOCKS = f"""## Clocks

How a clock stands is a function of its row and a day; nothing is stored that has to be kept up to date. \
“Due soon” begins {DUE_SOON_WORKING_DAYS} working days before the day to plan by. \
[Clocks](../explanation/clocks.md) says why."""

_REASONS = """## Why something cannot be told

A clock that cannot be told always says why. It stands in no count of what is in time."""

_PARTS = """## Parts of a work list

Where a clock that is still open stands in a work list, by its state and its last day in time."""

_QUESTIONS = """## Questions

A question is asked of a figure, and stays alive until the person who asked accepts an answer or withdraws it."""

_PART_WORDS = {
    Bucket.OVERDUE: "Overdue: the last day that is in time by any reading has passed.",
    Bucket.TODAY: "Due on the day itself.",
    Bucket.THIS_WEEK: f"Due within the next {DUE_SOON_WORKING_DAYS} working days.",
    Bucket.CANNOT_TELL: "It cannot be told whether it is late.",
    Bucket.LATER: "Due after that.",
}


def page() -> str:
    """The whole page."""
    return whole_page(
        "States",
        "`roker/duties/duty.py` and `roker/web/oversight/moves.py`",
        _CLOCKS,
        table(["State", "Code", "Meaning"], [[STATE_WORDS[each], code(each), STATE_MEANINGS[each]] for each in State]),
        _REASONS,
        table(["Reason", "Code"], [[UNSURE_WORDS[each], code(each)] for each in Unsure]),
        _PARTS,
        table(["Part", "Which clocks"], [[code(each), _PART_WORDS[each]] for each in Bucket]),
        _QUESTIONS,
        _diagram(),
        table(
            ["State", "Code", "What may follow", "Whose turn it is"], [_question_row(each) for each in QuestionState]
        ),
        f"Who may ask and who may answer is on the page {link('roles', 'roles.md')}.",
    )


def _diagram() -> str:
    """The state table as a picture; a state from which nothing follows is an end."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state}: {QUESTION_STATE_WORDS[state]}" for state in QuestionState]
    lines.append(f"    [*] --> {QuestionState.OPEN}")
    for state in QuestionState:
        lines += [f"    {state} --> {following}" for following in _following(state)] or [f"    {state} --> [*]"]
    return "\n".join([*lines, "```"])


def _question_row(state: QuestionState) -> list[str]:
    following = ", ".join(QUESTION_STATE_WORDS[each] for each in _following(state))
    turn = "whoever answers" if state in WAITING else "whoever asked" if state in ALIVE else "nobody's: it is closed"
    return [QUESTION_STATE_WORDS[state], code(state), following or "nothing", turn]


def _following(state: QuestionState) -> list[QuestionState]:
    """In the order in which the states are declared; a set has none."""
    return [each for each in QuestionState if each in QUESTION_MOVES[state]]
