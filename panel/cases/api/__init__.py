"""The JSON doorway to placement requests."""

from panel.cases.api.requests import PlacementRequests

__all__ = ["PlacementRequests"]
