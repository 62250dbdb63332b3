from django.db import migrations

from apps.common.migration_operations import IsolateTenant


class Migration(migrations.Migration):
    dependencies = [("staffing", "0006_credential_documents")]
    operations = [
        IsolateTenant("CredentialDocument"),
        IsolateTenant("CredentialDocumentContent"),
    ]
