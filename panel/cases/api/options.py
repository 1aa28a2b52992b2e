"""What the JSON doorway says of the placements weighed, and what they cost."""

from rest_framework import serializers

from panel.cases.models import CostLine, CostShare, NeedFit, PlacementOption
from panel.cases.placements import accommodation


class ShareAnswer(serializers.ModelSerializer[CostShare]):
    """The part of a cost line that one agency pays."""

    agency = serializers.CharField(source="agency.code")

    class Meta:
        model = CostShare
        fields = ("agency", "basis_points")


class CostLineAnswer(serializers.ModelSerializer[CostLine]):
    """One element of an option's cost. What is null is as the option has it."""

    shares = ShareAnswer(source="shares_in_force", many=True)

    class Meta:
        model = CostLine
        exclude = ("id", "option", "position")


class NeedFitAnswer(serializers.ModelSerializer[NeedFit]):
    """How far an option meets one of the child's needs."""

    class Meta:
        model = NeedFit
        fields = ("need", "fit", "reason")


class OptionAnswer(serializers.ModelSerializer[PlacementOption]):
    """One placement weighed. Its warning says what is still to be asked of its registration."""

    provider_number = serializers.CharField(source="listed_as.number", default="")
    fits = NeedFitAnswer(many=True)
    warning = serializers.SerializerMethodField()
    cost_lines = CostLineAnswer(many=True)

    class Meta:
        model = PlacementOption
        exclude = ("id", "placement_request", "listed_as")

    def get_warning(self, option: PlacementOption) -> str:
        """Return what is still to be asked; empty if nothing is."""
        return accommodation.warning(option)
