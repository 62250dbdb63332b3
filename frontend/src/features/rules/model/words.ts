import type {
  CatalogueField,
  Choice,
  ConditionValue,
  Leaf,
  ParameterValue,
  RuleAction,
  RuleCatalogue,
} from "@/api/ruleTypes";
import { type RuleTexts, type Table, tablesOf, valueTablesOf } from "./wordTables";

export type { RuleTexts };

/** A bit of a sentence; `value` bits are what a person would change. */
export interface Piece {
  text: string;
  kind: "word" | "value";
}

function labelled(choices: readonly Choice[] | undefined, value: string): string | undefined {
  return choices?.find((choice) => choice.value === value)?.label;
}

/** The words of rules: names of fields, readings of conditions and of actions. */
export class Words {
  private readonly t: RuleTexts;
  private readonly catalogue: RuleCatalogue;
  private readonly tables: ReturnType<typeof tablesOf>;
  private readonly values: ReadonlyMap<string, Table>;

  constructor(t: RuleTexts, catalogue: RuleCatalogue) {
    this.t = t;
    this.catalogue = catalogue;
    this.tables = tablesOf(t);
    this.values = valueTablesOf(t);
  }

  fieldOf(name: string): CatalogueField | undefined {
    return this.catalogue.fields.find((field) => field.name === name);
  }

  field(name: string): string {
    const own = this.tables.field.get(name);
    return own ?? this.fieldOf(name)?.label ?? name.replaceAll("_", " ");
  }

  synonyms(name: string): string {
    return this.tables.synonym.get(name) ?? "";
  }

  operator(name: string): string {
    const own = this.tables.operator.get(name);
    return own ?? name.replaceAll("_", " ");
  }

  unit(field: CatalogueField | undefined): string {
    if (!field?.unit) return "";
    return this.tables.unit.get(field.unit) ?? field.unit;
  }

  choice(field: CatalogueField | undefined, value: string): string {
    const own = field && this.values.get(field.name)?.get(value);
    return own ?? labelled(field?.choices, value) ?? value;
  }

  /** `modality is CT or MR`, in pieces. */
  leaf(leaf: Leaf): Piece[] {
    const field = this.fieldOf(leaf.field);
    if (field?.type === "boolean" || typeof leaf.value === "boolean") return this.boolean(leaf);
    const start: Piece = {
      kind: "word",
      text: `${this.field(leaf.field)} ${this.operator(leaf.operator)}`,
    };
    if (leaf.operator === "is_empty" || leaf.operator === "is_not_empty") return [start];
    return [start, { kind: "value", text: this.value(leaf, field) }];
  }

  private boolean(leaf: Leaf): Piece[] {
    const holds = leaf.value === true;
    const phrase = (holds ? this.tables.holds : this.tables.fails).get(leaf.field);
    if (phrase) return [{ kind: "value", text: phrase }];
    return [
      { kind: "word", text: `${this.field(leaf.field)} ${this.operator(leaf.operator)}` },
      { kind: "value", text: this.t(holds ? "yes" : "no") },
    ];
  }

  private value(leaf: Leaf, field: CatalogueField | undefined): string {
    const shown = listOf(leaf.value).map((value) => this.choice(field, String(value)));
    if (shown.length === 0) return this.t("nothingChosen");
    const together = leaf.operator === "between" || leaf.operator === "contains_all";
    const joined = shown.join(` ${this.t(together ? "sentence.and" : "sentence.or")} `);
    return [joined, this.unit(field)].filter((text) => text !== "").join(" ");
  }

  actionName(kind: string): string {
    return this.tables.action.get(kind) ?? kind.replaceAll("_", " ");
  }

  actionSynonyms(kind: string): string {
    return this.tables.actionSynonym.get(kind) ?? "";
  }

  parameter(name: string): string {
    return this.tables.parameter.get(name) ?? name.replaceAll("_", " ");
  }

  /** What an action's parameter is set to, as a person says it. */
  parameterValue(kind: string, name: string, value: ParameterValue | undefined): string {
    if (value === undefined || value === null || value === "") return this.t("nothingChosen");
    if (Array.isArray(value)) return value.join(", ") || this.t("nothingChosen");
    const text = String(value);
    return this.parameterWord(name, text) ?? labelled(this.choicesOf(kind, name), text) ?? text;
  }

  choicesOf(kind: string, parameter: string): readonly Choice[] | undefined {
    const action = this.catalogue.actions.find((known) => known.kind === kind);
    return action?.parameters.find(({ name }) => name === parameter)?.choices;
  }

  /** How well a skill may be had, as choices. */
  levels(): Choice[] {
    return [...(this.values.get("level") ?? [])].map(([value, label]) => ({ value, label }));
  }

  /** Our own word for a value that means the same in every practice. */
  parameterWord(name: string, value: string): string | undefined {
    return this.values.get(name)?.get(value);
  }

  /** `needs neuro (fellowship)`. */
  action(action: RuleAction): string {
    const said = this.plainAction(action);
    const minutes = action.widen_after_minutes;
    return minutes === undefined || minutes === null
      ? said
      : this.t("says.widen", { action: said, minutes });
  }

  private plainAction(action: RuleAction): string {
    const { t } = this;
    const value = (name: string) => this.parameterValue(action.kind, name, action[name]);
    switch (action.kind) {
      case "set_priority":
        return `${t("parameter.priority").toLowerCase()} ${value("priority")}`;
      case "set_pathway":
        return t("says.set_pathway", { pathway: value("pathway") });
      case "route_to":
        return t("says.route_to", { pool: value("pool") });
      case "name_reader":
        return t("says.name_reader", { reader: value("reader") });
      case "require_skill":
        return t("says.require_skill", { skill: this.skill(action) });
      case "prefer_skill":
        return t("says.prefer_skill", { skill: this.skill(action) });
      case "due_within":
        return t("says.due_within", { minutes: value("minutes") });
      case "read_workflow":
        return value("workflow");
      case "link_same_patient":
        return t("says.link_same_patient", { minutes: value("within_minutes") });
      case "split":
        return t("says.split", { regions: value("regions") });
      case "page":
        return t("says.page", {
          recipient: value("recipient"),
          unless: value("unless"),
          minutes: value("after_minutes"),
        });
      case "notify":
        return t("says.notify", { recipient: value("recipient"), message: value("message") });
      default:
        return t("says.other", {
          kind: this.actionName(action.kind),
          values: Object.values(action).slice(1).join(" "),
        });
    }
  }

  private skill(action: RuleAction): string {
    const skill = this.parameterValue(action.kind, "skill", action.skill);
    const level = Number(action.level ?? 1);
    if (level <= 1) return skill;
    return this.t("says.level", {
      skill,
      level: this.parameterValue(action.kind, "level", String(level)),
    });
  }
}

export function listOf(value: ConditionValue): (string | number)[] {
  if (value === null || typeof value === "boolean") return [];
  return typeof value === "object" ? [...value] : [value];
}
