"""The pages of the fund: `reading` shows where it stands, `keeping` is for who posts to it."""
