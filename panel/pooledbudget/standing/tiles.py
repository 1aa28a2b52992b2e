"""A year's figures at a glance, and what may still be promised of them."""

from panel.money import WHOLE, BasisPoints, Pence, in_pounds
from panel.pooledbudget.accounts import CHART, AccountGroup, AccountKind
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.queries import FundPosition
from panel.pooledbudget.standing.figures import Entries
from panel.presentation import formatting
from panel.presentation.parts import Tile
from panel.presentation.tones import Tone


def tiles(
    position: FundPosition, fund_year: FundYear, listed: Entries, paid_back: Pence
) -> tuple[Tile, ...]:
    """Return the fund year's five figures. `paid_back`: by agencies, of what was recharged."""
    left, whole = position.uncommitted_pence, position.contribution_pence
    part = formatting.percent(BasisPoints(left * WHOLE // whole)) if whole else "0%"
    return (
        _tile(position, listed, AccountKind.CONTRIBUTION, "of all partners"),
        _tile(position, listed, AccountKind.RESERVED, "for requests in panel"),
        _tile(position, listed, AccountKind.COMMITTED, "to placements"),
        _paid(position, fund_year, listed, paid_back),
        _tile(
            position, listed, AccountKind.UNCOMMITTED, f"{part} of the contribution", _tone(left)
        ),
    )


def _tile(
    position: FundPosition,
    listed: Entries,
    kind: AccountKind,
    note: str,
    tone: Tone = Tone.PLAIN,
) -> Tile:
    pence: Pence = getattr(position, f"{kind}_pence")
    address = listed.get((kind, None), "")
    return Tile(CHART[kind].name, formatting.headline(pence), note, tone, address)


def _paid(position: FundPosition, fund_year: FundYear, listed: Entries, paid_back: Pence) -> Tile:
    """Return what providers were paid, by whomever in the end."""
    recharged = Pence(position.recoverable_pence + paid_back)
    paid = Pence(position.spent_pence + recharged)
    note = f"to providers, {in_pounds(recharged)} of it recharged" if recharged else "to providers"
    extract = Extract(year=fund_year.pk, kind=AccountGroup.PAID, is_gross=True)
    was_paid = any((kind, None) in listed for kind in AccountGroup.PAID.kinds)
    address = extract.address if was_paid else ""
    return Tile("Paid", formatting.headline(paid), note, address=address)


def promisable(position: FundPosition) -> str:
    """Say what may still be promised, where that isn't just what is uncommitted."""
    if not position.beyond_pence:
        return ""
    left = in_pounds(Pence(position.uncommitted_pence + position.beyond_pence))
    beyond = in_pounds(position.beyond_pence)
    return (
        f"{left} may still be promised: the {in_pounds(position.uncommitted_pence)} that is "
        f"uncommitted, and {beyond} beyond it, as the agreement or consents to go over let it."
    )


def _tone(left: Pence) -> Tone:
    if left < 0:
        return Tone.BAD
    return Tone.GOOD if left else Tone.PLAIN
