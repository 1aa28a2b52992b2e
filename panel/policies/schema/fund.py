"""The terms of the fund behind the panel, and what is reported of both."""

from collections.abc import Iterator
from typing import Literal

from panel.policies.schema.values import (
    AgencyCode,
    Amount,
    Contradiction,
    DayOfYear,
    Days,
    Duration,
    Months,
    Section,
    Share,
    Weeks,
    Words,
    field,
    repeated,
)

Term = Literal[
    "aims", "contributions", "functions", "persons", "staff", "duration_and_ending", "management"
]
Undecided = Literal[
    "submitted",
    "returned",
    "advice",
    "ready",
    "urgent",
    "listed",
    "considered",
    "deferred",
    "funding",
    "disputed",
]
FIRSTS = tuple(DayOfYear(day=1, month=(month + 3) % 12 + 1) for month in range(12))


class Instalment(Section):
    """A day on which part of a contribution is due."""

    on: DayOfYear = field(..., "When.", "T106")
    weight: int = field(1, "Its weight beside the others'.", "T106", ge=1, le=1000)


class Virement(Section):
    """Who lets money move."""

    where: Literal["inside", "out"] = field(..., "Inside the fund, or out of it.", "T116")
    up_to_pence: Amount | None = field(None, "Up to this; any sum if none.", "T116", unit="pence")
    agreed_by: Literal["fund_manager", "officers", "board", "all_partners"] = field(
        ..., "Who agrees.", "T116"
    )


class Likelihood(Section):
    """How likely a request is to be agreed, once it has come so far."""

    stage: Undecided = field(..., "The stage at which it stands.", "T111")
    basis_points: Share = field(
        ..., "So much of what it asks for is forecast.", "T111", unit="basis points"
    )


class Fund(Section):
    """The agreement behind the money."""

    kind: Literal["pooled", "aligned", "virtual", "internal_joint", "mixed"] = field(
        "mixed", "Mixed is pooled for agreed lines and aligned otherwise.", "T102"
    )
    agreement_terms: tuple[Term, ...] = field(
        (
            "aims",
            "contributions",
            "functions",
            "persons",
            "staff",
            "duration_and_ending",
            "management",
        ),
        "What the agreement states before the fund opens (SI 2000/617, regulation 7).",
        "T103",
    )
    host: AgencyCode | None = field(None, "The agency that keeps it; none is set.", "T104")
    manager_consent: bool = field(True, "Partners consent to who manages it.", "T104")
    contribution_components: tuple[
        Literal["rolled_forward", "uplift", "efficiency", "top_up", "one_off"], ...
    ] = field(
        ("rolled_forward", "uplift", "efficiency", "top_up"),
        "What a contribution is made of.",
        "T105",
    )
    net_of_charges: bool = field(True, "Contributions are net of charges to families.", "T105")
    instalments: tuple[Instalment, ...] = field(
        tuple(Instalment(on=day) for day in FIRSTS), "When contributions are due.", "T106"
    )
    issues_by: DayOfYear = field(
        DayOfYear(day=1, month=12), "Partners raise budget issues by then.", "T107"
    )
    approve_by: DayOfYear = field(
        DayOfYear(day=28, month=2), "Next year's budget is approved by then.", "T107"
    )
    longstop: DayOfYear = field(
        DayOfYear(day=30, month=6), "At the latest, in the year itself.", "T107"
    )
    report_every: Duration = field(
        Duration(count=1, unit="months"), "How often partners see the figures.", "T108"
    )
    statutory_report_every: Duration = field(
        Duration(count=3, unit="months"), "How often the formal report is made.", "T108"
    )
    annual_return: bool = field(True, "A return closes the year.", "T108")
    alert_basis_points: tuple[Share, ...] = field(
        (500, 200),
        "Variances that raise an alert, the largest first.",
        "T109",
        unit="basis points",
    )
    alert_recipients: tuple[Literal["all_partners", "host", "finance_leads", "chair"], ...] = (
        field(("all_partners",), "Who is alerted.", "T109")
    )
    action_plan_due: Literal["next_meeting", "next_report"] = field(
        "next_meeting", "When a plan against a variance is due.", "T110"
    )
    progress_weeks: Weeks = field(6, "How often its progress is told.", "T110", unit="weeks")
    over_budget: Literal["block", "warn"] = field(
        "block", "What the money step does without money; need is still decided.", "T111"
    )
    override_roles: tuple[Words, ...] = field(
        ("finance leads of both sides",), "Who may let it pass.", "T111"
    )
    pipeline: tuple[Likelihood, ...] = field(
        (
            Likelihood(stage="submitted", basis_points=3_000),
            Likelihood(stage="returned", basis_points=2_000),
            Likelihood(stage="advice", basis_points=4_000),
            Likelihood(stage="ready", basis_points=5_000),
            Likelihood(stage="urgent", basis_points=9_000),
            Likelihood(stage="listed", basis_points=6_000),
            Likelihood(stage="considered", basis_points=8_000),
            Likelihood(stage="deferred", basis_points=4_000),
            Likelihood(stage="funding", basis_points=9_500),
            Likelihood(stage="disputed", basis_points=9_000),
        ),
        "How much of what undecided requests ask for is forecast; none at a stage left out.",
        "T111",
    )
    risk_share: Literal["pro_rata", "own_risk", "by_line", "equal"] = field(
        "pro_rata", "Who bears an overspend.", "T112"
    )
    risk_cap: Literal["contribution", "amount", "none"] = field(
        "contribution", "Up to what.", "T112"
    )
    risk_cap_pence: Amount | None = field(None, "That amount, if one.", "T112", unit="pence")
    overspend_steps: tuple[
        Literal["underspends", "risk_pool", "cut_uncommitted", "outside"], ...
    ] = field(
        ("underspends", "risk_pool", "cut_uncommitted", "outside"),
        "What meets an overspend, in order.",
        "T113",
    )
    underspend: Literal[
        "stay",
        "non_recurrent",
        "contingency",
        "earned_kept",
        "pro_rata",
        "contingency_then_pro_rata",
    ] = field("contingency_then_pro_rata", "What becomes of money left.", "T114")
    risk_pool_pence: Amount = field(0, "Kept against risk.", "T115", unit="pence")
    virements: tuple[Virement, ...] = field(
        (
            Virement(where="inside", agreed_by="board"),
            Virement(where="out", agreed_by="all_partners"),
        ),
        "Who lets money move.",
        "T116",
    )
    permitted_categories: tuple[
        Literal["placement", "therapy", "education_fees", "transport", "equipment", "other"], ...
    ] = field(
        ("placement", "therapy", "education_fees", "transport"), "What it may pay for.", "T117"
    )
    ledger_code: str = field("", "Its code in the host's books.", "T118", max_length=40)
    partner_auditors: bool = field(True, "Partners' auditors may read it.", "T118")
    adjustment_days: Days = field(
        20, "After a quarter, for changes of contributions.", "T119", unit="calendar days"
    )
    provisional_first: bool = field(True, "Such a change is provisional first.", "T119")
    exit_notice_months: Months = field(12, "Notice to leave.", "T120", unit="months")
    exit_without_agreement_months: Months | None = field(
        None, "Ends so long into a year without agreement; never, if none.", "T120", unit="months"
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if self.issues_by.place_in_financial_year > self.approve_by.place_in_financial_year:
            yield Contradiction("issues_by", "Issues come after the budget they are about.")
        if list(self.alert_basis_points) != sorted(set(self.alert_basis_points), reverse=True):
            yield Contradiction("alert_basis_points", "The variances must fall, one by one.")
        if twice := repeated(tuple(likely.stage for likely in self.pipeline)):
            yield Contradiction("pipeline", f"{twice[0]} is there more than once.")
        if (self.risk_cap == "amount") != (self.risk_cap_pence is not None):
            yield Contradiction("risk_cap_pence", "Give an amount if, and only if, it is the cap.")
        if twice := repeated(self.overspend_steps):
            yield Contradiction("overspend_steps", f"{twice[0]} is there more than once.")


class Reporting(Section):
    """What the panel reports of itself."""

    attendance: bool = field(True, "Who attended.", "T047")
    child_total_package: bool = field(True, "All that is spent on one child.", "T077")
    turnaround: bool = field(True, "How many requests, and how long they took.", "T121")
    annual: bool = field(True, "A report each year.", "T122")
    sufficiency: bool = field(True, "Gaps in the market, and residential numbers.", "T123")
    unmet_commitments: bool = field(True, "What partners promised and didn't do.", "T124")
