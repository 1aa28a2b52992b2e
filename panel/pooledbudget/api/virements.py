"""Moving money from where it lies, over JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.doorway import REFUSALS, UNSEEN, Doorway, PersonName
from panel.money import Pence
from panel.parsing import parse
from panel.pooledbudget import operations, queries
from panel.pooledbudget.models import Fund, FundYear, Route, Virement, VirementConsent
from panel.pooledbudget.operations import VirementTerms
from panel.pooledbudget.virements import queries as virements
from panel.pooledbudget.virements.document import VirementPart

YEAR = "years/(?P<year>[0-9]{4})"
ONE = f"{YEAR}/virements/(?P<virement>[0-9]{{1,12}})"


class VirementConsentAnswer(serializers.ModelSerializer[VirementConsent]):
    """Who agreed; `agency` is null for an office of the panel."""

    agency = serializers.CharField(source="agency.code", default=None)
    given_by = PersonName()

    class Meta:
        model = VirementConsent
        fields = ("agency", "given_at", "given_by")


class VirementAnswer(serializers.ModelSerializer[Virement]):
    """Money that moved or is to; `missing` names who hasn't agreed yet."""

    from_agency = serializers.CharField(source="from_agency.code", default=None)
    to_agency = serializers.CharField(source="to_agency.code")
    into = serializers.CharField(source="to_fund_year.fund.code", default=None)
    proposed_by = PersonName()
    posted_by = PersonName()
    withdrawn_by = PersonName()
    consents = VirementConsentAnswer(many=True)
    missing = serializers.SerializerMethodField()

    class Meta:
        model = Virement
        fields = (
            *("id", "route", "from_agency", "to_agency", "into", "amount_pence", "reason"),
            *("agreed_by", "stage", "proposed_at", "proposed_by", "posted_at", "posted_by"),
            *("withdrawn_at", "withdrawn_by", "consents", "missing"),
        )

    def get_missing(self, virement: Virement) -> list[str]:
        """Return the names of those who haven't agreed yet."""
        return [party.name for party in virements.missing(virement)]


class ReserveAnswer(serializers.Serializer[object]):
    """What is kept against risk in a year."""

    risk_reserve_pence = serializers.IntegerField()


@extend_schema(tags=["Fund"])
class Virements(Doorway[Fund]):
    """What moves between pots, into another fund and from the risk reserve."""

    queryset = Fund.objects.all()
    pagination_class = None
    lookup_url_kwarg = "code"
    lookup_value_regex = "[a-z][a-z0-9-]*"

    @extend_schema(responses={200: VirementAnswer(many=True), **UNSEEN})
    @action(detail=True, methods=["get"], url_path=f"{YEAR}/virements")
    def virements(self, request: Request, code: str, year: str) -> Response:
        """Read the virements of a year, the newest first."""
        found = virements.virements_of(self._read(code, year))
        return Response(VirementAnswer(found, many=True).data)

    @extend_schema(request=VirementPart, responses={201: VirementAnswer, **REFUSALS})
    @virements.mapping.post
    def propose(self, request: Request, code: str, year: str) -> Response:
        """Propose to move money."""
        fund_year = self._kept(code, year)
        virement = operations.propose_virement(
            fund_year_id=fund_year.pk,
            asked=self._terms(fund_year, parse(VirementPart, request.body)),
            by=self.person,
            at=clock.now(),
        )
        return Response(VirementAnswer(virement).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={200: VirementAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{ONE}/agree")
    def agree(self, request: Request, code: str, year: str, virement: str) -> Response:
        """Agree to it for everybody for whom you speak."""
        found = virements.virements_of(self._read(code, year)).get(pk=int(virement))
        agreed = operations.agree_to_virement(virement_id=found.pk, by=self.person, at=clock.now())
        return Response(VirementAnswer(agreed).data)

    @extend_schema(request=None, responses={200: VirementAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{ONE}/post")
    def vire(self, request: Request, code: str, year: str, virement: str) -> Response:
        """Move the money, once everybody has agreed. The same again moves nothing."""
        found = virements.virements_of(self._kept(code, year)).get(pk=int(virement))
        moved = operations.vire(virement_id=found.pk, by=self.person, at=clock.now())
        return Response(VirementAnswer(moved).data)

    @extend_schema(request=None, responses={200: VirementAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{ONE}/withdraw")
    def withdraw(self, request: Request, code: str, year: str, virement: str) -> Response:
        """Take your own proposal back, before the money has moved."""
        found = virements.virements_of(self._kept(code, year)).get(pk=int(virement))
        kept = operations.withdraw_virement(virement_id=found.pk, by=self.person, at=clock.now())
        return Response(VirementAnswer(kept).data)

    @extend_schema(request=None, responses={200: ReserveAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"{YEAR}/set-aside")
    def set_aside(self, request: Request, code: str, year: str) -> Response:
        """Set aside what the panel's rules keep against risk."""
        fund_year = self._kept(code, year)
        operations.set_aside(fund_year_id=fund_year.pk, by=self.person, at=clock.now())
        return Response(ReserveAnswer(queries.position(fund_year)).data)

    def _read(self, code: str, year: str) -> FundYear:
        return queries.years_visible_to(self.access).get(fund__code=code, year=int(year))

    def _kept(self, code: str, year: str) -> FundYear:
        return queries.years_kept_by(self.access).get(fund__code=code, year=int(year))

    def _terms(self, fund_year: FundYear, asked: VirementPart) -> VirementTerms:
        ids = dict(fund_year.fund.panel.agencies.values_list("code", "pk"))
        leaving = asked.to_agency if asked.route is Route.OUT else asked.from_agency
        into = asked.into and queries.years_kept_by(self.access).get(
            fund__code=asked.into.fund, year=asked.into.year
        )
        return VirementTerms(
            route=asked.route,
            to_agency_id=ids.get(asked.to_agency, 0),
            pence=Pence(asked.amount_pence),
            reason=asked.reason,
            from_agency_id=ids.get(leaving, 0) if leaving else None,
            to_year_id=into.pk if into else None,
        )
