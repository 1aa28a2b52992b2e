"""The agreement behind a fund, over JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.doorway import REFUSALS, UNSEEN, Doorway, PersonName
from panel.money import Pence
from panel.parsing import parse
from panel.policies import queries as versions
from panel.pooledbudget import operations, queries
from panel.pooledbudget.agreements import queries as agreements
from panel.pooledbudget.agreements.document import (
    FundAgreementPart,
    FundConsentPart,
    LeavingPart,
)
from panel.pooledbudget.models import ExitNotice, Fund, FundAgreement, FundConsent


class FundConsentAnswer(serializers.ModelSerializer[FundConsent]):
    """Who consented for which partner, and when."""

    agency = serializers.CharField(source="agency.code")
    given_by = PersonName()

    class Meta:
        model = FundConsent
        fields = ("agency", "accepts_manager", "given_at", "given_by")


class FundAgreementAnswer(serializers.ModelSerializer[FundAgreement]):
    """The newest version of an agreement; `lacking` says what keeps a year from opening."""

    host = serializers.CharField(source="host.code")
    manager = serializers.CharField(source="manager.name")
    stated_by = PersonName()
    consents = FundConsentAnswer(many=True)
    lacking = serializers.SerializerMethodField()

    class Meta:
        model = FundAgreement
        fields = (
            *(
                "version",
                *agreements.TERMS,
                "starts_on",
                "ends_on",
                "below_pence",
                "host",
                "manager",
            ),
            *("stated_at", "stated_by", "consents", "lacking"),
        )

    def get_lacking(self, agreement: FundAgreement) -> list[str]:
        """Return a sentence for each thing missing, by the rules in force today."""
        panel = agreement.fund.panel
        rules = versions.fund_terms_of(panel.pk, on=clock.today())
        return agreements.lacking(agreement, rules, panel.agencies.all())


class ExitNoticeAnswer(serializers.ModelSerializer[ExitNotice]):
    """A partner's notice to leave, and its last day."""

    agency = serializers.CharField(source="agency.code")
    given_by = PersonName()

    class Meta:
        model = ExitNotice
        fields = ("agency", "reason", "given_on", "ends_on", "given_by")


@extend_schema(tags=["Fund"])
class FundAgreements(Doorway[Fund]):
    """What partners agreed before they opened a fund, and who has consented to it."""

    queryset = Fund.objects.all()
    pagination_class = None
    lookup_url_kwarg = "code"
    lookup_value_regex = "[a-z][a-z0-9-]*"

    @extend_schema(responses={200: FundAgreementAnswer, **UNSEEN})
    @action(detail=True, methods=["get"])
    def agreement(self, request: Request, code: str) -> Response:
        """Read the newest version, and what it lacks."""
        return Response(_answer(queries.funds_read_by(self.access).get(code=code)))

    @extend_schema(request=FundAgreementPart, responses={201: FundAgreementAnswer, **REFUSALS})
    @agreement.mapping.post
    def state(self, request: Request, code: str) -> Response:
        """State a version, which replaces the one before."""
        fund = queries.funds_kept_by(self.access).get(code=code)
        asked = parse(FundAgreementPart, request.body)
        operations.state_agreement(
            fund_id=fund.pk,
            stated=operations.AgreementTerms(
                terms={term: getattr(asked, term) for term in agreements.TERMS},
                manager_id=self.person.pk if asked.manager is None else asked.manager,
                starts_on=asked.starts_on,
                ends_on=asked.ends_on,
                below_pence=Pence(asked.below_pence),
            ),
            by=self.person,
            at=clock.now(),
        )
        return Response(_answer(fund), status=status.HTTP_201_CREATED)

    @extend_schema(request=FundConsentPart, responses={200: FundAgreementAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="agreement/consent")
    def consent(self, request: Request, code: str) -> Response:
        """Consent to the newest version for an agency; the first word stands if repeated."""
        fund = queries.funds_read_by(self.access).get(code=code)
        asked = parse(FundConsentPart, request.body)
        operations.consent_to_agreement(
            agreement_id=agreements.versions(fund)[:1].get().pk,
            agency_id=fund.panel.agencies.get(code=asked.agency).pk,
            accepts_manager=asked.accepts_manager,
            by=self.person,
            at=clock.now(),
        )
        return Response(_answer(fund))

    @extend_schema(request=LeavingPart, responses={200: ExitNoticeAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, code: str) -> Response:
        """Give an agency's notice to leave; the first one stands."""
        fund = queries.funds_read_by(self.access).get(code=code)
        asked = parse(LeavingPart, request.body)
        notice = operations.give_notice_to_leave(
            fund_id=fund.pk,
            agency_id=fund.panel.agencies.get(code=asked.agency).pk,
            reason=asked.reason,
            by=self.person,
            at=clock.now(),
        )
        return Response(ExitNoticeAnswer(notice).data)


def _answer(fund: Fund) -> dict[str, object]:
    return FundAgreementAnswer(agreements.versions(fund)[:1].get()).data
