import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import apps.common.clock
import apps.common.fields
import apps.common.ids
import apps.common.isolation
import apps.worklist.states
from apps.common.migration_operations import IsolateTenant, ReferenceWithinTenant

# Taken back, pages must have a task again; those about confirmations go with the confirmations.
FORGET_PAGES = "DELETE FROM worklist_page WHERE confirmation_id IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0003_care_links"),
        ("tenancy", "0004_study_confirmation"),
        ("worklist", "0017_covering_list"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StudyConfirmation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        default=apps.worklist.states.ConfirmationState["WAITING"], max_length=10
                    ),
                ),
                ("opened_at", models.DateTimeField(default=apps.common.clock.now)),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=apps.common.clock.now,
                        help_text="when an order or late images last changed what is known",
                    ),
                ),
                (
                    "paged_at",
                    models.DateTimeField(
                        help_text="operations were called: it took too long", null=True
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("site", "Site"),
                            ("practice", "Practice"),
                            ("stat_order", "Stat Order"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    apps.common.fields.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.site",
                    ),
                ),
                (
                    "study",
                    apps.common.fields.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="archive.study",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=apps.common.isolation.required_tenant_id,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["tenant", "opened_at", "id"],
                        name="study_confirmation_waiting",
                    ),
                    models.Index(
                        fields=["tenant", "-opened_at", "-id"], name="study_confirmation_by_time"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("study",), name="study_confirmation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "confirmed", "withdrawn"])),
                        name="study_confirmation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="study_confirmation_settled_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "confirmed"),
                                ("confirmed_by__in", ["site", "practice", "stat_order"]),
                            ),
                            models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                ("confirmed_by", ""),
                            ),
                            _connector="OR",
                        ),
                        name="study_confirmation_says_whose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", "practice"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="study_confirmation_for_the_site_says_why",
                    ),
                ],
            },
        ),
        IsolateTenant("StudyConfirmation"),
        migrations.AlterField(
            model_name="page",
            name="step",
            field=apps.common.fields.TenantForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pages",
                to="worklist.escalationstep",
            ),
        ),
        migrations.AlterField(
            model_name="page",
            name="task",
            field=apps.common.fields.TenantForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pages",
                to="worklist.readingtask",
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="confirmation",
            field=apps.common.fields.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pages",
                to="worklist.studyconfirmation",
            ),
        ),
        ReferenceWithinTenant("Page", "confirmation"),
        AddConstraintNotValid(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmation", None), ("step__isnull", False), ("task__isnull", False)
                    ),
                    models.Q(("confirmation__isnull", False), ("step", None), ("task", None)),
                    _connector="OR",
                ),
                name="page_is_about_one_thing",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, FORGET_PAGES),
    ]
