"""The JSON doorway to meetings and their agendas.

Listing a request, opening an item and recording its outcome touch money: `panel.decisions.api`.
"""

from panel.meetings.api.doorways import AgendaItems, Meetings

__all__ = ["AgendaItems", "Meetings"]
