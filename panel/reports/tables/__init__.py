"""The tables of reports: each says one thing of a fund year, in figures that are added up."""
