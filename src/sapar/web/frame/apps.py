"""The frame of the pages as Django sees it."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """The look that all doors share."""

    name = "sapar.web.frame"
    label = "frame"
