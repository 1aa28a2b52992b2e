"""Names the package to Django."""

from django.apps import AppConfig


class PresentationConfig(AppConfig):
    """The look: template tags, form fields and what every page carries. It has no tables."""

    name = "panel.presentation"
