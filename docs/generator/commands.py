"""The page on the command line, from its own parser."""

import argparse

from docs.generator.markdown import code, sentence, table, whole_page
from roker import cli

_ABOUT = """One command does one thing, prints what it did, and says where to look next. The exit status is 0, or 2 \
with one clear sentence where something was wrong with the file or the request."""


def page() -> str:
    """The whole page."""
    parser = cli.parser()
    parts = ["## Options of every command", _table(parser)]
    for name, command in commands(parser).items():
        parts += [
            f"## roker {name}",
            sentence(command.description or ""),
            f"```text\n{usage(name, command)}\n```",
            _table(command),
        ]
    return whole_page("Commands", "the parser in `roker/cli`", _ABOUT, *parts)


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Each command's own parser, by name."""
    (group,) = (each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    return dict(group.choices)


def usage(name: str, command: argparse.ArgumentParser) -> str:
    """What to type. Made here, as argparse words it differently from one Python to the next."""
    required = [_name(each) for each in _actions(command) if not each.option_strings]
    optional = [f"[{_name(each)}]" for each in _actions(command) if each.option_strings]
    return " ".join(["roker", name, *required, *optional])


def _table(parser: argparse.ArgumentParser) -> str:
    rows = [[code(_name(each)), _about(each)] for each in _actions(parser)]
    return table(["Argument", "What it is"], rows) if rows else ""


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What may be typed, without `--help` and the commands themselves."""
    left_out = argparse._HelpAction | argparse._SubParsersAction
    return [each for each in parser._actions if not isinstance(each, left_out)]


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest).upper()
    if action.nargs == 0:
        return action.option_strings[-1]
    value = action.metavar or ("CODE" if action.choices else action.dest.upper())
    return f"{action.option_strings[-1]} {value}"


def _about(action: argparse.Action) -> str:
    said = action.help or ""
    if action.choices:
        said += f"{': ' if said else ''}one of {', '.join(code(str(each)) for each in action.choices)}"
    if (
        action.default is not None
        and action.nargs != 0
        and "default" not in said
        and action.default != argparse.SUPPRESS
    ):
        said += f" (default: {action.default})"
    return sentence(said.strip()) if said.strip() else ""
