"""The pages of meetings, and of what one person does at one item of theirs."""
