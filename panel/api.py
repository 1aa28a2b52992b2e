"""The JSON site map, and the one place that turns a refusal into its answer."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from panel.agencies import access
from panel.cases import api as cases
from panel.cases import operations as requests
from panel.cases.document import Faulty
from panel.chart import MoveRefused
from panel.decisions import api as decisions
from panel.decisions import operations as deciding
from panel.decisions.reading import NotIssued
from panel.doorway import SayWhichPanel
from panel.meetings import api as meetings
from panel.meetings import operations as sittings
from panel.policies import api as policies
from panel.pooledbudget import api as pooledbudget
from panel.pooledbudget import operations as fund
from panel.pooledbudget.refusals import Refused as LedgerRefused

ROUTES = (
    ("placement-requests", "placement-request", cases.PlacementRequests),
    ("placement-requests", "withdrawing", decisions.Withdrawing),
    ("placement-requests", "restricting", cases.Restricting),
    ("placement-requests", "paper", cases.Papers),
    ("placement-requests", "advising", cases.Advising),
    ("emergency-accesses", "emergency-access", cases.EmergencyAccesses),
    ("reads", "read", cases.Reads),
    ("meetings", "meeting", meetings.Meetings),
    ("meetings", "listing", decisions.Listing),
    ("agenda-items", "agenda-item", meetings.AgendaItems),
    ("agenda-items", "deciding", decisions.Deciding),
    ("approvals", "approval", decisions.Approvals),
    ("decision-records", "decision-record", decisions.Records),
    ("providers", "provider", cases.Providers),
    ("gaps", "gap", cases.Gaps),
    ("placements", "placement", cases.Placements),
    ("placements", "placing", decisions.Placing),
    ("fund", "fund", pooledbudget.FundYears),
    ("policies", "policy", policies.Policies),
    ("placement-requests", "rebasing", cases.Rebasing),
)
router = SimpleRouter()
for prefix, basename, doorway in ROUTES:
    router.register(prefix, doorway, basename=f"api-{basename}")

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("v1/", include(router.urls)),
]

#: What the domain may answer instead of doing as it is asked; its words are fit to be shown.
REFUSALS = (
    requests.AdviceFrozen,
    requests.AgreementReplaced,
    requests.AlreadyEnded,
    requests.NamesTheChild,
    requests.NothingChanged,
    requests.NotWaiting,
    requests.PapersClosed,
    requests.SamePaper,
    requests.Withheld,
    requests.AlreadyDone,
    requests.AlreadyLive,
    requests.AlreadySigned,
    requests.DayRefused,
    requests.NotAnAsker,
    requests.NotMeasured,
    requests.AlreadyRestricted,
    requests.ChildDiffers,
    requests.Locked,
    requests.TooManyOptions,
    requests.NotAsked,
    requests.NotOnPanel,
    requests.NumberTaken,
    requests.NotRestricted,
    requests.RulesSettled,
    requests.RulesUnchanged,
    requests.SelfAdvised,
    requests.UnknownAgency,
    requests.UnknownProvider,
    sittings.AnotherPanel,
    sittings.InterestDeclared,
    sittings.NoSeat,
    sittings.PositionsClosed,
    deciding.DeferredBefore,
    deciding.DutyClash,
    deciding.NoFund,
    deciding.NotAsApproved,
    deciding.NotCosted,
    deciding.NotOffered,
    deciding.NotQuorate,
    deciding.NotSupported,
    deciding.OverLimit,
    deciding.WrongOption,
    fund.AmountsRefused,
    fund.NotAPartner,
    LedgerRefused,
    NotIssued,
)
UNSEEN = "There is nothing here that you may see."


def refused(raised: Exception, context: dict[str, object]) -> Response | None:
    """Answer for an exception that a doorway let through; None lets a bug burst."""
    match raised:
        case Faulty():
            faults = [vars(fault) for fault in raised.faults]
            return Response({"faults": faults}, status=400)
        case SayWhichPanel():
            return Response({"faults": [{"pointer": "", "sentence": str(raised)}]}, status=400)
        case access.Refused():
            return Response({"reasons": [str(raised)]}, status=403)
        case ObjectDoesNotExist() | Http404():
            return Response({"reasons": [UNSEEN]}, status=404)
        case MoveRefused():
            return Response({"reasons": raised.reasons}, status=409)
        case APIException():
            return Response({"reasons": [str(raised.detail)]}, status=raised.status_code)
    if isinstance(raised, REFUSALS):
        return Response({"reasons": [str(raised)]}, status=409)
    return None
