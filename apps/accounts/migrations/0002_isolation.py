"""A person's own account and memberships can also be read in the person's own context: log-in, before a tenant."""

from django.db import migrations

from apps.common.migration_operations import TENANT_MATCHES, IsolateTenant

OWN_OR_TENANT = f"{TENANT_MATCHES} OR user_id = (SELECT current_user_id())"
SELF_OR_COLLEAGUE = (
    "id = (SELECT current_user_id()) OR EXISTS (SELECT 1 FROM accounts_membership m "
    "WHERE m.user_id = accounts_user.id AND m.tenant_id = (SELECT current_tenant_id()))"
)
TENANT_OR_MINE = (
    "id = (SELECT current_tenant_id()) OR EXISTS (SELECT 1 FROM accounts_membership m "
    "WHERE m.tenant_id = tenancy_tenant.id AND m.user_id = (SELECT current_user_id()))"
)
USER_ID_FOR_EMAIL = """
CREATE FUNCTION user_id_for_email(wanted text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT id FROM accounts_user WHERE lower(email) = lower(wanted) $$
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("tenancy", "0002_isolation")]
    operations = [
        IsolateTenant("Membership", match=OWN_OR_TENANT),
        IsolateTenant("MembershipSite"),
        IsolateTenant("ApiToken"),
        IsolateTenant("User", match=SELF_OR_COLLEAGUE, check="true"),
        migrations.RunSQL(
            f"ALTER POLICY tenant_isolation ON tenancy_tenant USING ({TENANT_OR_MINE})",
            "ALTER POLICY tenant_isolation ON tenancy_tenant USING (id = (SELECT current_tenant_id()))",
        ),
        migrations.RunSQL(USER_ID_FOR_EMAIL, "DROP FUNCTION user_id_for_email(text)"),
    ]
