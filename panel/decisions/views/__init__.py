"""The pages where a case meets its decision: items, approvals, the register, verification."""
