"""How a panel and its people come in: panels are opened in `opening`, and people get in by the
links and passwords of `passwords`.
"""

from panel.joining.operations.opening import CannotOpen, Opened, set_up
from panel.joining.operations.passwords import LinkSpent, choose_password, invite, send_link

__all__ = ["CannotOpen", "LinkSpent", "Opened", "choose_password", "invite", "send_link", "set_up"]
