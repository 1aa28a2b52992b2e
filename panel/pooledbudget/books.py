"""Which account of a fund year is which: what an operation needs to know before it posts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from panel.agencies.models import Agency
from panel.pooledbudget.accounts import CHART, AccountKind, FundKind, Kept
from panel.pooledbudget.models import FundYear
from panel.presentation.formatting import listed
from panel.refusals import Refusal


class NotAPartner(Refusal):
    """Raised when an agency has no account in a fund year. The words may be shown to people."""

    def __init__(
        self, fund_year: FundYear, told: Iterable[str] = (), partners: Iterable[str] = ()
    ) -> None:
        """Name the codes that were told and those of the partners, where codes were told."""
        if not (codes := [f"“{code}”" for code in told]):
            super().__init__(f"The agency has no part in {fund_year}.")
            return
        have = "has" if len(codes) == 1 else "have"
        super().__init__(
            f"{listed(codes)} {have} no part in {fund_year}. "
            f"Its partners are {listed(sorted(partners))}."
        )


@dataclass(frozen=True)
class Books:
    """The accounts of one fund year by kind and agency; the agency is None where there is one."""

    fund_year: FundYear
    account_ids: Mapping[tuple[AccountKind, int | None], int]

    @classmethod
    def of(cls, fund_year: FundYear) -> "Books":
        """Read them."""
        rows = fund_year.accounts.values_list("kind", "agency_id", "pk")
        return cls(fund_year, {(AccountKind(kind), agency): pk for kind, agency, pk in rows})

    def account(self, kind: AccountKind, agency_id: int) -> int:
        """Return the id of an agency's account, or of the one that all share."""
        kept = holders(FundKind(self.fund_year.fund.kind), kind, [agency_id])
        try:
            return self.account_ids[kind, kept[0]]
        except KeyError:
            raise NotAPartner(self.fund_year) from None


def holders(fund: FundKind, kind: AccountKind, agency_ids: list[int]) -> list[int | None]:
    """Return for whom a fund of some kind keeps an account of some kind: agencies, or None."""
    kept = CHART[kind].kept
    if kept is Kept.ONCE or (kept is Kept.PER_POT and fund.is_one_pot):
        return [None]
    return [*agency_ids]


def paper_key(fund_year: FundYear, agency_id: int, about: str) -> str:
    """Return what names one paper of an agency in a fund year, whenever it is booked."""
    return f"contribution/{fund_year.pk}/{agency_id}/{about}"


def partner_ids(fund_year: FundYear) -> dict[str, int]:
    """Return the ids of the agencies with a part in a fund year, by code."""
    partners = Agency.objects.filter(accounts__fund_year=fund_year)
    return dict(partners.values_list("code", "pk").distinct())


def contribution_key(paper: str, *, taken_back: int) -> str:
    """Return the key of a receipt; `taken_back`: how often its paper was booked in vain."""
    return f"{paper}/{taken_back}"
