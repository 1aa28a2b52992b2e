"""A request on its way along the chart.

`submitting` sends it to the panel, `moving` carries it, `handing_over` tells whose turn it is,
`hastening` takes it out of the way to a meeting, `rebasing` puts it under newer rules, `reopening`
brings it back to its beginning.
"""
