"""What the fund may pay for only by consent, and who consented to it or to going over it."""
