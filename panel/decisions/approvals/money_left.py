"""A fund's money before and after a placement, as the page of a share adds it up."""

from panel.decisions.overspending.headroom import Headroom
from panel.money import Pence, in_pounds
from panel.presentation.parts import Fact


def facts(headroom: Headroom | None) -> tuple[Fact, ...]:
    """Return the fund's money before and after; nothing where no books are open."""
    if headroom is None or headroom.is_closed:
        return ()
    beside = (
        ("Plus what it holds already", headroom.set_aside_pence),
        ("Plus what the placement it changes gives back", headroom.given_back_pence),
        ("Plus what it may go over by consent", headroom.let_over_pence),
    )
    uncommitted = Pence(headroom.left_pence - headroom.beyond_pence)
    by_leave = (
        Fact("Uncommitted now", in_pounds(uncommitted)),
        Fact("Plus what may be promised beyond it", in_pounds(headroom.beyond_pence)),
    )
    return (
        *(by_leave if headroom.beyond_pence else ()),
        Fact("Left to promise now", in_pounds(headroom.left_pence)),
        *(Fact(words, in_pounds(pence)) for words, pence in beside if pence),
        Fact("This placement, in its first year", in_pounds(Pence(-headroom.asked_pence))),
        Fact("Left once it is committed", in_pounds(headroom.after_pence), is_total=True),
    )
