"""What a forecast finds to be more, or less, than was meant.

`alerting` judges each forecast, `acting` does something about what it finds.
"""
