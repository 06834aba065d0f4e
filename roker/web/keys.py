"""Short keyed hashes that travel in addresses, of no use to anybody who is not shown what they stand for."""

from datetime import date

from django.utils.crypto import salted_hmac


def key_of(kind: str, name: str) -> str:
    """What addresses carry for something of a kind."""
    return salted_hmac(f"roker.web.reach.{kind}", name).hexdigest()[:16]


def key_of_clock(duty: str, subject_id: str, about_on: date | None, opened_on: date | None) -> str:
    """What addresses carry for a clock: which duty, whose, about what day, and from when on."""
    return key_of("clock", "\n".join([duty, subject_id, str(about_on), str(opened_on)]))
