"""What Roker says when it cannot go on: one clear sentence for a person, and an exit status."""


class RokerError(Exception):
    """Something a person can put right. Its text is one or two plain sentences, without personal data.

    `exit_status` is what the command line returns: 2 for bad input or a bad request.
    """

    exit_status = 2
