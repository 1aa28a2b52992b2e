"""The addresses where cases meet decisions: items of an agenda, approvals, register, checks."""

from django.urls import path

from panel.decisions.views import (
    approvals,
    cancelling,
    case,
    challenges,
    disputes,
    expenditure,
    finishing,
    home,
    items,
    placing,
    register,
    telling,
    urgent,
    verify,
    what_if,
)

ITEM = "meetings/<int:meeting_id>/items/<int:place>"
DISPUTE = "cases/<str:reference>/dispute"
CHALLENGE = "cases/<str:reference>/challenges"
TELLING = "cases/<str:reference>/tellings/<int:telling_id>"
URGENT = "cases/<str:reference>/urgent"
PLACEMENT = "placements/<str:reference>"
RECORD = "decisions/<str:reference>/<int:place>"

urlpatterns = [
    path("", home.home, name="home"),
    path("cases/<str:reference>/", case.case, name="case"),
    path("cases/<str:reference>/withdraw/", case.withdraw, name="case-withdraw"),
    path("cases/<str:reference>/lapse/", case.lapse, name="case-lapse"),
    path(f"{TELLING}/", telling.tell, name="telling"),
    path(f"{TELLING}/letter/", telling.write_letter, name="telling-letter-write"),
    path(f"{TELLING}/letter/pdf/", telling.letter, name="telling-letter"),
    path("cases/<str:reference>/bring-back/", case.bring_back, name="case-bring-back"),
    path("cases/<str:reference>/reopen/", case.reopen, name="case-reopen"),
    path(f"{URGENT}/", urgent.take, name="case-urgent"),
    path(f"{URGENT}/decide/", urgent.decide, name="case-urgent-decide"),
    path(f"{URGENT}/leave/", urgent.leave, name="case-urgent-leave"),
    path(f"{DISPUTE}/settle/", disputes.settle, name="dispute-settle"),
    path(f"{DISPUTE}/raise/", disputes.raise_level, name="dispute-raise"),
    path(f"{DISPUTE}/interim-funder/", disputes.interim_funder, name="dispute-interim-funder"),
    path(f"{CHALLENGE}/new/", challenges.new, name="challenge-new"),
    path(f"{CHALLENGE}/<int:challenge>/end/", challenges.end, name="challenge-end"),
    path(f"{CHALLENGE}/<int:challenge>/done/<str:step>/", challenges.done, name="challenge-done"),
    path("meetings/<int:meeting_id>/add/", items.add, name="meeting-add"),
    path("meetings/<int:meeting_id>/cancel/", cancelling.cancel, name="meeting-cancel"),
    path(f"{ITEM}/", items.item, name="item"),
    path(f"{ITEM}/consider/", items.consider, name="item-consider"),
    path(f"{ITEM}/outcome/", items.outcome, name="item-outcome"),
    path(f"{ITEM}/ratify/", items.ratify, name="item-ratify"),
    path("cases/<str:reference>/expenditure/", expenditure.consent, name="case-expenditure"),
    path("approvals/", approvals.index, name="approvals"),
    path("approvals/<int:approval_id>/", approvals.approval, name="approval"),
    path("approvals/<int:approval_id>/approve/", approvals.approve, name="approval-approve"),
    path("approvals/<int:approval_id>/refuse/", approvals.refuse, name="approval-refuse"),
    path("approvals/<int:approval_id>/overspend/", approvals.overspend, name="approval-overspend"),
    path("decisions/", register.index, name="decisions"),
    path(f"{RECORD}/", register.page, name="decision-record"),
    path(f"{RECORD}/correct/", register.correct, name="decision-record-correct"),
    path(f"{RECORD}/pdf/", register.pdf, name="decision-record-pdf"),
    path(f"{PLACEMENT}/agreement/", placing.agreement, name="placement-agreement"),
    path(f"{PLACEMENT}/start/", placing.start, name="placement-start"),
    path(f"{PLACEMENT}/suspend/", placing.suspend, name="placement-suspend"),
    path(f"{PLACEMENT}/resume/", placing.resume, name="placement-resume"),
    path(f"{PLACEMENT}/end/", placing.end, name="placement-end"),
    path(f"{PLACEMENT}/last-invoice/", finishing.last_invoice, name="placement-last-invoice"),
    path(
        f"{PLACEMENT}/last-invoice/<int:pk>/",
        finishing.year_invoiced,
        name="placement-year-invoiced",
    ),
    path(f"{PLACEMENT}/invoice-expected/", finishing.expect, name="placement-invoice-expected"),
    path("fund/years/<int:pk>/what-if/", what_if.what_if, name="fund-what-if"),
    path("verify/", verify.verify, name="verify"),
]
