"""Names this part of the site to Django."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Questions and answers."""

    name = "roker.web.oversight"
    label = "oversight"
