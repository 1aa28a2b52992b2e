"""The directory of providers, and all that an option and its cost lines hold."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_placements_are_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="NeedFit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "need",
                    models.CharField(
                        choices=[
                            ("SPLD", "Specific learning difficulty"),
                            ("MLD", "Moderate learning difficulty"),
                            ("SLD", "Severe learning difficulty"),
                            ("PMLD", "Profound and multiple learning difficulty"),
                            ("SEMH", "Social, emotional and mental health"),
                            ("SLCN", "Speech, language and communication"),
                            ("HI", "Hearing impairment"),
                            ("VI", "Vision impairment"),
                            ("MSI", "Multi-sensory impairment"),
                            ("PD", "Physical disability"),
                            ("ASD", "Autism"),
                            ("DS", "Down syndrome"),
                            ("OTH", "Other"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "fit",
                    models.CharField(
                        choices=[("meets", "Yes"), ("partly", "Partly"), ("does_not", "No")],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ("option", "need"),
            },
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                (
                    "placement_group",
                    models.CharField(
                        choices=[
                            ("mainstream_council", "Mainstream: council school"),
                            ("mainstream_academy", "Mainstream: academy or free school"),
                            ("mainstream_independent", "Mainstream: independent school"),
                            ("sen_unit", "SEN unit in a mainstream school"),
                            ("resourced", "Resourced provision in a mainstream school"),
                            ("special_council", "Special: council school"),
                            ("special_academy", "Special: academy or free school"),
                            ("special_non_maintained", "Special: non-maintained school"),
                            ("special_independent", "Special: independent school"),
                            ("alternative", "Alternative provision or pupil referral unit"),
                            ("further_education", "General further education"),
                            ("specialist_post_16", "Specialist post-16 institution"),
                            (
                                "other",
                                "Other: early years, online, at home, in care or in hospital",
                            ),
                        ],
                        max_length=30,
                    ),
                ),
                ("urn", models.CharField(blank=True, max_length=6, null=True, unique=True)),
                ("ukprn", models.CharField(blank=True, max_length=8)),
                ("ods_code", models.CharField(blank=True, max_length=10, null=True, unique=True)),
                (
                    "social_care_urn",
                    models.CharField(blank=True, max_length=10, null=True, unique=True),
                ),
                ("authority_code", models.CharField(blank=True, max_length=3)),
                ("authority", models.CharField(blank=True, max_length=80)),
                ("establishment_number", models.CharField(blank=True, max_length=4)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                (
                    "inspectorate",
                    models.CharField(
                        choices=[("ofsted", "Ofsted"), ("cqc", "Care Quality Commission")],
                        default="ofsted",
                        max_length=10,
                    ),
                ),
                (
                    "rating",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                            ("ungraded", "Inspected without an overall grade"),
                            ("not_yet", "Not inspected yet"),
                        ],
                        max_length=30,
                    ),
                ),
                ("rated_on", models.DateField(blank=True, null=True)),
                ("is_open", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ("name", "pk"),
            },
        ),
        migrations.AddField(
            model_name="costline",
            name="days_per_week",
            field=models.PositiveSmallIntegerField(db_default=7, default=7),
        ),
        migrations.AddField(
            model_name="costline",
            name="ends_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="costline",
            name="funding_source",
            field=models.CharField(
                blank=True,
                choices=[
                    ("high_needs", "High needs block (DSG)"),
                    ("council", "Council base budget"),
                    ("icb", "Integrated care board"),
                    ("other", "Another source"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="costline",
            name="starts_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="costline",
            name="uplift_basis_points",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="costline",
            name="uplift_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="costline",
            name="vat",
            field=models.CharField(
                choices=[
                    ("none", "No VAT"),
                    ("reclaimed", "VAT on top, reclaimed"),
                    ("included", "VAT in the rate"),
                ],
                db_default="none",
                default="none",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="costline",
            name="weeks_per_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="home_registration",
            field=models.CharField(
                blank=True,
                choices=[
                    ("registered", "Registered as a children’s home"),
                    ("applied", "Registration applied for"),
                    ("not_registered", "Not registered"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="missing_area",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="missing_group",
            field=models.CharField(
                blank=True,
                choices=[
                    ("mainstream_council", "Mainstream: council school"),
                    ("mainstream_academy", "Mainstream: academy or free school"),
                    ("mainstream_independent", "Mainstream: independent school"),
                    ("sen_unit", "SEN unit in a mainstream school"),
                    ("resourced", "Resourced provision in a mainstream school"),
                    ("special_council", "Special: council school"),
                    ("special_academy", "Special: academy or free school"),
                    ("special_non_maintained", "Special: non-maintained school"),
                    ("special_independent", "Special: independent school"),
                    ("alternative", "Alternative provision or pupil referral unit"),
                    ("further_education", "General further education"),
                    ("specialist_post_16", "Specialist post-16 institution"),
                    ("other", "Other: early years, online, at home, in care or in hospital"),
                ],
                db_default="",
                default="",
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="missing_need",
            field=models.CharField(
                blank=True,
                choices=[
                    ("SPLD", "Specific learning difficulty"),
                    ("MLD", "Moderate learning difficulty"),
                    ("SLD", "Severe learning difficulty"),
                    ("PMLD", "Profound and multiple learning difficulty"),
                    ("SEMH", "Social, emotional and mental health"),
                    ("SLCN", "Speech, language and communication"),
                    ("HI", "Hearing impairment"),
                    ("VI", "Vision impairment"),
                    ("MSI", "Multi-sensory impairment"),
                    ("PD", "Physical disability"),
                    ("ASD", "Autism"),
                    ("DS", "Down syndrome"),
                    ("OTH", "Other"),
                ],
                db_default="",
                default="",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="placement_group",
            field=models.CharField(
                blank=True,
                choices=[
                    ("mainstream_council", "Mainstream: council school"),
                    ("mainstream_academy", "Mainstream: academy or free school"),
                    ("mainstream_independent", "Mainstream: independent school"),
                    ("sen_unit", "SEN unit in a mainstream school"),
                    ("resourced", "Resourced provision in a mainstream school"),
                    ("special_council", "Special: council school"),
                    ("special_academy", "Special: academy or free school"),
                    ("special_non_maintained", "Special: non-maintained school"),
                    ("special_independent", "Special: independent school"),
                    ("alternative", "Alternative provision or pupil referral unit"),
                    ("further_education", "General further education"),
                    ("specialist_post_16", "Specialist post-16 institution"),
                    ("other", "Other: early years, online, at home, in care or in hospital"),
                ],
                db_default="",
                default="",
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="rated_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="rating",
            field=models.CharField(
                blank=True,
                choices=[
                    ("outstanding", "Outstanding"),
                    ("good", "Good"),
                    ("requires_improvement", "Requires improvement"),
                    ("inadequate", "Inadequate"),
                    ("ungraded", "Inspected without an overall grade"),
                    ("not_yet", "Not inspected yet"),
                ],
                db_default="",
                default="",
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="vacancy",
            field=models.CharField(
                blank=True,
                choices=[
                    ("place", "Has a place"),
                    ("later", "Has a place later"),
                    ("full", "Has no place"),
                    ("unsuited", "Can’t meet the needs"),
                    ("silent", "Hasn’t answered"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="vacancy_answer",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="vacancy_asked_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="costline",
            name="unit",
            field=models.CharField(
                choices=[
                    ("day", "a day"),
                    ("week", "a week"),
                    ("term", "a term"),
                    ("year", "a year"),
                    ("once", "once"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="costline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("funding_source", "high_needs"), _negated=True),
                    ("kind", "education"),
                    _connector="OR",
                ),
                name="cost_line_high_needs_pays_for_education",
            ),
        ),
        migrations.AddConstraint(
            model_name="costline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("uplift_basis_points", 0), ("uplift_from", None)),
                    models.Q(
                        ("uplift_basis_points__gt", 0),
                        ("uplift_basis_points__lte", 10000),
                        ("uplift_from__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cost_line_uplift_has_size_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="costline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None),
                    ("starts_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="cost_line_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="costline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("days_per_week__gte", 1),
                    ("days_per_week__lte", 7),
                    models.Q(
                        ("weeks_per_year", None),
                        models.Q(("weeks_per_year__gte", 1), ("weeks_per_year__lte", 52)),
                        _connector="OR",
                    ),
                ),
                name="cost_line_days_fit_a_week_and_weeks_a_year",
            ),
        ),
        migrations.AddField(
            model_name="needfit",
            name="option",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="fits",
                to="cases.placementoption",
            ),
        ),
        migrations.AddField(
            model_name="placementoption",
            name="listed_as",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="options",
                to="cases.provider",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementoption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rated_on", None), models.Q(("rating", ""), _negated=True), _connector="OR"
                ),
                name="option_rated_on_never_without_rating",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementoption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("vacancy", ""), ("vacancy_answer", "")),
                    ("vacancy_asked_on__isnull", False),
                    _connector="OR",
                ),
                name="option_vacancy_has_the_day_it_was_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="placementoption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("missing_area", ""), ("missing_group", ""), ("missing_need", "")),
                    models.Q(
                        ("is_local", False),
                        models.Q(("missing_group", ""), _negated=True),
                        models.Q(("missing_need", ""), _negated=True),
                        models.Q(("missing_area", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="option_missing_provision_is_whole_and_not_local",
            ),
        ),
        migrations.AddConstraint(
            model_name="needfit",
            constraint=models.UniqueConstraint(
                fields=("option", "need"), name="need_fit_is_judged_once_an_option"
            ),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("urn__isnull", False),
                    ("ods_code__isnull", False),
                    ("social_care_urn__isnull", False),
                    _connector="OR",
                ),
                name="provider_has_a_number_in_a_register",
            ),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("urn", None), ("urn__regex", "^[1-9][0-9]{5}$"), _connector="OR"),
                    models.Q(("ukprn", ""), ("ukprn__regex", "^1[0-9]{7}$"), _connector="OR"),
                    models.Q(
                        ("ods_code", None),
                        ("ods_code__regex", "^[0-9A-Z]{3,10}$"),
                        _connector="OR",
                    ),
                    models.Q(
                        ("social_care_urn", None),
                        ("social_care_urn__regex", "^SC[0-9]{4,8}$"),
                        _connector="OR",
                    ),
                ),
                name="provider_numbers_have_their_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rated_on", None), models.Q(("rating", ""), _negated=True), _connector="OR"
                ),
                name="provider_rated_on_never_without_rating",
            ),
        ),
    ]
