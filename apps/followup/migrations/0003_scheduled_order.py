import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

import apps.common.fields
from apps.common.migration_operations import ReferenceWithinTenant

KINDS = [
    *("opened", "reminded", "contacted", "scheduled"),
    *("answer_proposed", "answer_refused", "done", "declined", "not_needed"),
    *("superseded", "canceled", "reopened"),
]
TABLE, NAME = "followup_followupentry", "follow_up_entry_kind_known"


def known(kinds: list[str]) -> str:
    """The check in place of the one before; lines that are there are taken to be right and looked at afterwards."""
    values = ", ".join(f"'{kind}'" for kind in kinds)
    return (
        f"ALTER TABLE {TABLE} DROP CONSTRAINT {NAME}; "
        f"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} CHECK (kind IN ({values})) NOT VALID"
    )


class Migration(migrations.Migration):
    # The index of a live table is built beside its writers, which no transaction can do.
    atomic = False

    dependencies = [
        ("followup", "0002_isolation"),
        ("orders", "0003_names_found_quickly"),
    ]

    operations = [
        migrations.AddField(
            model_name="followup",
            name="scheduled_order",
            field=apps.common.fields.TenantForeignKey(
                db_constraint=False,
                db_index=False,
                help_text="the order that its appointment was taken from",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.order",
            ),
        ),
        ReferenceWithinTenant("FollowUp", "scheduled_order"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(known([*KINDS, "unscheduled"]), known(KINDS)),
                migrations.RunSQL(
                    f"ALTER TABLE {TABLE} VALIDATE CONSTRAINT {NAME}", migrations.RunSQL.noop
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="followupentry", name=NAME),
                migrations.AddConstraint(
                    model_name="followupentry",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [*KINDS[:4], "unscheduled", *KINDS[4:]],
                            )
                        ),
                        name=NAME,
                    ),
                ),
            ],
        ),
        AddIndexConcurrently(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("scheduled_order__isnull", False)),
                fields=["scheduled_order"],
                name="follow_up_of_order",
            ),
        ),
    ]
