"""How rule sets look on the wire. Rules themselves are JSON that the engine checks, not a serializer."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.accounts.api.serializers import PersonSerializer
from apps.worklist.models import RuleSetDraft, RuleSetVersion
from apps.worklist.selectors.rule_sets import mistakes_in
from apps.worklist.services.rule_sets import LONGEST_NOTE, plain_mistakes

RULES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "name": {"type": "string"},
            "enabled": {"type": "boolean"},
            "when": {"type": "object", "additionalProperties": True},
            "then": {
                "type": "array",
                "items": {"type": "object", "additionalProperties": True},
            },
            "stop": {"type": "boolean"},
        },
    },
}


@extend_schema_field(RULES)
class RulesField(serializers.ListField):
    """A list of rules; what is wrong with them is told with JSON Pointers, not as field errors."""

    child = serializers.JSONField()


class ChoiceSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # named like DRF's own


class RuleFieldSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # named like DRF's own
    type = serializers.ChoiceField(choices=["choice", "text", "number", "time", "boolean"])
    unit = serializers.CharField()
    open = serializers.BooleanField(help_text="values other than the choices are allowed")
    choices = ChoiceSerializer(many=True)
    operators = serializers.ListField(child=serializers.CharField())
    operator_labels = serializers.DictField(child=serializers.CharField())
    operator_values = serializers.DictField(
        child=serializers.CharField(), help_text="what each compares with"
    )


class RuleParameterSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # named like DRF's own
    type = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment] # named like DRF's own
    least = serializers.IntegerField()
    most = serializers.IntegerField()
    unit = serializers.CharField()
    choices = ChoiceSerializer(many=True, required=False)


class RuleActionSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # named like DRF's own
    adds_up = serializers.BooleanField()
    parameters = RuleParameterSerializer(many=True)


class RuleCatalogueSerializer(serializers.Serializer[Any]):
    fields = RuleFieldSerializer(many=True)  # type: ignore[assignment] # named like DRF's own
    actions = RuleActionSerializer(many=True)
    limits = serializers.DictField(child=serializers.IntegerField())


class RuleProblemSerializer(serializers.Serializer[Any]):
    path = serializers.CharField(help_text="JSON Pointer (RFC 6901) into {rules: [...]}")
    code = serializers.CharField()
    message = serializers.CharField()


class RuleSetSummarySerializer(serializers.Serializer[Any]):
    """Context: ``current``, the number in force."""

    number = serializers.IntegerField()
    note = serializers.CharField()
    published_at = serializers.DateTimeField()
    published_by = PersonSerializer(allow_null=True)
    rolled_back_to = serializers.IntegerField(allow_null=True)
    rule_count = serializers.IntegerField()
    current = serializers.SerializerMethodField()

    def get_current(self, version: RuleSetVersion) -> bool:
        return bool(version.number == self.context["current"])


class RuleSetSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    note = serializers.CharField()
    published_at = serializers.DateTimeField()
    published_by = PersonSerializer(allow_null=True)
    rolled_back_to = serializers.IntegerField(allow_null=True)
    rules = RulesField(source="rules.rules")


class RuleDraftSerializer(serializers.Serializer[Any]):
    rules = RulesField(source="rules.rules")
    revision = serializers.IntegerField()
    based_on = serializers.IntegerField(allow_null=True)
    saved_at = serializers.SerializerMethodField()
    saved_by = PersonSerializer(allow_null=True)
    problems = serializers.SerializerMethodField()

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_saved_at(self, kept: RuleSetDraft) -> str | None:
        """None for a draft that nobody has saved yet."""
        moment = serializers.DateTimeField().to_representation(kept.saved_at)
        return moment if kept.revision else None

    @extend_schema_field(RuleProblemSerializer(many=True))
    def get_problems(self, kept: RuleSetDraft) -> list[dict[str, str]]:
        return plain_mistakes(mistakes_in(kept.rules))


class RuleDraftChangeSerializer(serializers.Serializer[Any]):
    rules = RulesField()
    revision = serializers.IntegerField(min_value=0, help_text="of the draft it was made from")


class RulesSerializer(serializers.Serializer[Any]):
    rules = RulesField()


class RuleProblemsSerializer(serializers.Serializer[Any]):
    problems = RuleProblemSerializer(many=True)


class PublicationSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=LONGEST_NOTE, allow_blank=True, default="")
    revision = serializers.IntegerField(
        min_value=0, required=False, help_text="only if the draft is still this one"
    )


class RollBackSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=LONGEST_NOTE, allow_blank=True, default="")


class RuleChangeSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    keys = serializers.ListField(child=serializers.CharField())
    before = serializers.DictField()
    after = serializers.DictField()


class RuleDifferenceSerializer(serializers.Serializer[Any]):
    added = RulesField()
    removed = RulesField()
    changed = RuleChangeSerializer(many=True)
    moved = serializers.ListField(
        child=serializers.DictField(), help_text="{id, name, from, to}, places from 0"
    )
