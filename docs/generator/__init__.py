"""The generated pages of the manual: each made from a catalogue, the same every time."""

from docs.generator import believable, calendar, commands, duties, faults, formats, measures, record, roles, states


def pages() -> dict[str, str]:
    """Every generated page, by its file name in `docs/reference`."""
    return {
        "duties.md": duties.page(),
        "states.md": states.page(),
        "entities.md": record.entities_page(),
        "codes.md": record.codes_page(),
        "formats.md": formats.formats_page(),
        "problems.md": formats.problems_page(),
        "calendar.md": calendar.page(),
        "measures.md": measures.page(),
        "roles.md": roles.page(),
        "commands.md": commands.page(),
        "faults.md": faults.page(),
        **believable.pages(),
    }


__all__ = ["pages"]
