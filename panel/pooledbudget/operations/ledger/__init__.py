"""What moves a fund's money, by the one entry that each verb posts.

Money comes in by `receiving`, is promised by `promising`, within a floor that `overspending`
lowers for one request, spent by `spending`, and asked back from agencies by `recharging`;
`taking_back` undoes an entry, `sharing_anew` divides what was posted before it was settled who
pays, and `superseded` gives back what is credited of days that a request no longer pays for.
`ordering` is what they share.
"""
