"""The forms in which a report leaves the system: as a spreadsheet, CSV, PDF and canonical JSON."""
