"""What agencies owe the fund for what it paid in their stead."""
