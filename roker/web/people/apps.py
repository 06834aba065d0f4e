"""Names this part of the site to Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts and the reading log."""

    name = "roker.web.people"
    label = "people"
