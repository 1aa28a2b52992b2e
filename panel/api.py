"""The JSON site map, and the one place that turns a refusal into its answer."""

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.defaults import page_not_found
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from panel.agencies import access
from panel.cases import api as cases
from panel.cases.document import Faulty
from panel.decisions import api as decisions
from panel.doorway import SayWhichPanel
from panel.meetings import api as meetings
from panel.policies import api as policies
from panel.pooledbudget import api as pooledbudget
from panel.refusals import Refusal
from panel.reports import api as reports

ROUTES = (
    ("placement-requests", "placement-request", cases.PlacementRequests),
    ("placement-requests", "withdrawing", decisions.Withdrawing),
    ("placement-requests", "bringing-back", decisions.BringingBack),
    ("placement-requests", "reopening", decisions.Reopening),
    ("placement-requests", "committing", decisions.Committing),
    ("placement-requests", "challenging", decisions.Challenging),
    ("placement-requests", "planning", cases.Planning),
    ("placement-requests", "linking", cases.Linking),
    ("placement-requests", "hastening", decisions.Hastening),
    ("placement-requests", "permitting", decisions.Permitting),
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
    ("disputes", "dispute", decisions.Disputes),
    ("challenges", "challenge", decisions.Challenges),
    ("tellings", "telling", decisions.Tellings),
    ("decision-records", "decision-record", decisions.Records),
    ("providers", "provider", cases.Providers),
    ("gaps", "gap", cases.Gaps),
    ("turn-round", "turn-round", cases.Turnround),
    ("promises", "promises", cases.Promises),
    ("placements", "placement", cases.Placements),
    ("placements", "placing", decisions.Placing),
    ("placements", "finishing", decisions.Finishing),
    ("fund", "fund", pooledbudget.FundYears),
    ("accruals", "accrual", pooledbudget.Accruals),
    ("invoices", "invoice", pooledbudget.Invoices),
    ("fund", "forecasting", decisions.Forecasting),
    ("fund", "fund-agreement", pooledbudget.FundAgreements),
    ("fund", "fund-contribution", pooledbudget.Contributions),
    ("fund", "fund-virement", pooledbudget.Virements),
    ("fund", "variance", pooledbudget.Variances),
    ("fund-plans", "fund-plan", pooledbudget.Plans),
    ("fund-reports", "fund-report", reports.Reports),
    ("imports", "import", pooledbudget.Imports),
    ("recharges", "recharge", pooledbudget.Recharges),
    ("policies", "policy", policies.Policies),
    ("placement-requests", "rebasing", cases.Rebasing),
    ("placement-requests", "telling-of-child", cases.TellingOfChild),
    ("placement-requests", "writing", cases.Writing),
)
router = SimpleRouter()
for prefix, basename, doorway in ROUTES:
    router.register(prefix, doorway, basename=f"api-{basename}")

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("v1/", include(router.urls)),
]

TOO_BIG = "This is larger than a request may be. Shorten its texts."
UNSEEN = "There is nothing here that you may see."


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that there isn't: in JSON beside the JSON doorways, else as a page."""
    if request.path.startswith("/api/"):
        return JsonResponse({"reasons": [UNSEEN]}, status=404)
    return page_not_found(request, exception)


def refused(raised: Exception, context: dict[str, object]) -> Response | None:
    """Answer for an exception that a doorway let through; None lets a bug burst."""
    match raised:
        case Faulty():
            faults = [vars(fault) for fault in raised.faults]
            return Response({"faults": faults}, status=400)
        case RequestDataTooBig():
            return Response({"faults": [{"pointer": "", "sentence": TOO_BIG}]}, status=400)
        case SayWhichPanel():
            return Response({"faults": [{"pointer": "", "sentence": str(raised)}]}, status=400)
        case access.Refused():
            return Response({"reasons": [str(raised)]}, status=403)
        case ObjectDoesNotExist() | Http404():
            return Response({"reasons": [UNSEEN]}, status=404)
        case Refusal():
            return Response({"reasons": raised.reasons}, status=409)
        case APIException():
            return Response({"reasons": [str(raised.detail)]}, status=raised.status_code)
    return None
