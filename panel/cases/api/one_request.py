"""What every doorway at the address of one placement request has in common."""

from panel.cases import visibility
from panel.cases.models import PlacementRequest
from panel.doorway import Doorway


class OneRequest(Doorway[PlacementRequest]):
    """A doorway below `/placement-requests/<reference>/`; heirs say what is done there."""

    queryset = PlacementRequest.objects.all()
    lookup_field = "reference"

    def found(self, reference: str) -> PlacementRequest:
        """Return the request; to who may not see it, it isn't there."""
        return visibility.visible_to(self.access).get(reference=reference)
