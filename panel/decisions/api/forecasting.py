"""What a fund's years are forecast to come to, over JSON, and what they would if. In pence."""

from collections.abc import Mapping

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.decisions import operations
from panel.decisions.forecasting import beside
from panel.decisions.forecasting.asking import WhatIfPart
from panel.decisions.models import WhatIf
from panel.doorway import REFUSALS, UNSEEN, Doorway
from panel.parsing import parse
from panel.pooledbudget import queries as funds
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.forecasts.outturn import Key, Outturn, YearForecast
from panel.pooledbudget.models import Fund, FundYear

YEAR = "years/(?P<year>[0-9]{4})"


class FigureAnswer(serializers.Serializer[object]):
    """What one agency is forecast to pay for one kind of cost line; empty where nobody said."""

    agency = serializers.CharField()
    kind = serializers.CharField()
    actual_pence = serializers.IntegerField()
    committed_pence = serializers.IntegerField()
    expected_pence = serializers.IntegerField()
    pipeline_pence = serializers.IntegerField()
    outturn_pence = serializers.IntegerField()


class YearForecastAnswer(serializers.Serializer[object]):
    """One year: its figures, their sum, and the budget by agency; null until books open."""

    year = serializers.CharField(help_text="2026 to 2027")
    outturn_pence = serializers.IntegerField()
    contributions = serializers.DictField(child=serializers.IntegerField(), allow_null=True)
    figures = FigureAnswer(many=True)


class ForecastAnswer(serializers.Serializer[object]):
    """The newest forecast of a fund year and of the two after it."""

    made_at = serializers.DateTimeField()
    years = YearForecastAnswer(many=True)


class WhatIfAnswer(serializers.Serializer[object]):
    """What you asked last: three years as they are forecast, and as they would be.

    Both are null until a worker has answered it.
    """

    asked_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    now = YearForecastAnswer(many=True, allow_null=True)
    then = YearForecastAnswer(many=True, allow_null=True)


@extend_schema(tags=["Fund"])
class Forecasting(Doorway[Fund]):
    """What a fund's years are forecast to come to."""

    queryset = Fund.objects.all()
    pagination_class = None
    lookup_url_kwarg = "code"
    lookup_value_regex = "[a-z][a-z0-9-]*"

    @extend_schema(responses={200: ForecastAnswer, **UNSEEN})
    @action(detail=True, methods=["get"], url_path=f"{YEAR}/forecast")
    def forecast(self, request: Request, code: str, year: str) -> Response:
        """Read the newest forecast of a year. One is made each morning."""
        found = forecasts.newest(self._seen(code, year))
        if found is None:
            raise FundYear.DoesNotExist
        years = _years(found.years, found.budgets)
        answer = {"made_at": found.forecast.made_at, "years": years}
        return Response(ForecastAnswer(answer).data)

    @extend_schema(responses={200: WhatIfAnswer, **UNSEEN})
    @action(detail=True, methods=["get"], url_path=f"{YEAR}/what-if")
    def what_if(self, request: Request, code: str, year: str) -> Response:
        """Read what the years would come to by what you asked last."""
        fund_year = self._seen(code, year)
        return Response(_answer(WhatIf.objects.get(fund_year=fund_year, asked_by=self.person)))

    @extend_schema(request=WhatIfPart, responses={202: WhatIfAnswer, **REFUSALS})
    @what_if.mapping.post
    def ask_what_if(self, request: Request, code: str, year: str) -> Response:
        """Ask what the years would come to if, instead of your last question. A worker answers."""
        fund_year = self._seen(code, year)
        asked = operations.ask_what_if(
            fund_year_id=fund_year.pk,
            asked=parse(WhatIfPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(_answer(asked), status=status.HTTP_202_ACCEPTED)

    def _seen(self, code: str, year: str) -> FundYear:
        return funds.years_visible_to(self.access).get(fund__code=code, year=int(year))


def _answer(question: WhatIf) -> dict[str, object]:
    found = beside.kept(question.fund_year, question.answer) if question.answer else None
    answer = {
        "asked_at": question.asked_at,
        "answered_at": question.answered_at,
        "now": _years(found.now, found.budgets) if found else None,
        "then": _years(found.then, found.budgets) if found else None,
    }
    return dict(WhatIfAnswer(answer).data)


def _years(
    years: Mapping[int, YearForecast], budgets: Mapping[int, Mapping[str, int]]
) -> list[dict[str, object]]:
    return [
        {
            "year": f"{year} to {year + 1}",
            "outturn_pence": found.outturn(),
            "contributions": budgets.get(year),
            "figures": [_figure(key, part) for key, part in found.figures.items()],
        }
        for year, found in years.items()
    ]


def _figure(key: Key, part: Outturn) -> dict[str, object]:
    agency, kind = key
    return {
        "agency": agency,
        "kind": kind,
        **vars(part),
        "outturn_pence": part.outturn_pence,
    }
