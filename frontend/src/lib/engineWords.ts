import type { TFunction } from "i18next";
import { formatMoment } from "./dates";
import { lookUp } from "./lookUp";

export type EngineTexts = TFunction<["engine", "common"]>;

type Texts = Readonly<Record<string, string>>;

/** Names that the practice gave: of its sites by slug, of its pools by code. */
export interface OwnNames {
  sites: ReadonlyMap<string, string>;
  pools: ReadonlyMap<string, string>;
}

const DATED = /^(.*?) ?(from|until) (\d{4}-\d\d-\d\dT\S+)$/;

/** What the worklist engine says by code, in words that a radiologist reads. */
export class EngineWords {
  private readonly t: EngineTexts;
  private readonly names: OwnNames;

  constructor(t: EngineTexts, names: OwnNames) {
    this.t = t;
    this.names = names;
  }

  /** `XA (X-ray angiography)`; a code of nobody's standard stays as it is. */
  modality(code: string): string {
    const name = this.modalityName(code);
    return name === "" ? code : this.t("code", { code, name });
  }

  /** `X-ray angiography`, or nothing. */
  modalityName(code: string): string {
    const names: Texts = this.t("modality", { returnObjects: true });
    return names[code] ?? "";
  }

  /** `CHEST` as a word: Chest. */
  bodyPart(code: string): string {
    const names: Texts = this.t("bodyPart", { returnObjects: true });
    return names[code] ?? code.charAt(0).toUpperCase() + code.slice(1).toLowerCase();
  }

  skill(code: string): string {
    return lookUp(this.t("skill", { returnObjects: true }), code);
  }

  /** One value of a field that rules ask about. */
  value(field: string, code: string): string {
    if (code === "unknown" && field !== "age_group") return this.t("unknown");
    switch (field) {
      case "modality":
        return this.modality(code);
      case "body_part":
        return this.bodyPart(code);
      case "site":
        return this.names.sites.get(code) ?? code;
      case "procedure_group":
        return this.skill(code);
      default: {
        const table = this.tableOf(field);
        return table ? lookUp(table, code) : code;
      }
    }
  }

  /** What a rule wanted or met, of one field: lists by comma, nothing as an empty text. */
  values(field: string, value: unknown): string {
    if (value === null || value === undefined || value === "") return "";
    if (typeof value === "boolean") return this.t(value ? "yes" : "no");
    if (Array.isArray(value)) {
      const separator = value.every((one) => typeof one === "number") ? this.t("and") : "";
      const said = value.map((one) => this.values(field, one)).filter((one) => one !== "");
      return said.join(separator === "" ? ", " : ` ${separator} `);
    }
    if (typeof value === "number") return this.number(field, value);
    return this.value(field, String(value));
  }

  private number(field: string, value: number): string {
    const rounded = Math.round(value * 100) / 100;
    if (field === "patient_age") return this.t("years", { number: rounded });
    if (field === "study_age_hours") return this.t("hours", { number: rounded });
    return String(rounded);
  }

  private tableOf(field: string): Texts | null {
    const { t } = this;
    const table = { returnObjects: true } as const;
    switch (field) {
      case "priority":
        return t("priority", { ...table, ns: "common" });
      case "read_type":
        return t("readType", table);
      case "patient_class":
        return t("patientClass", table);
      case "age_group":
        return t("ageGroup", table);
      case "patient_sex":
        return t("sex", table);
      case "laterality":
        return t("side", table);
      case "local_weekday":
        return t("weekday", table);
      default:
        return null;
    }
  }

  /** `needs Neuro, at least fellowship`: what a rule does, as it was recorded. */
  action(action: Readonly<Record<string, unknown>>): string {
    const kind = textOf(action.kind);
    const parameters = Object.fromEntries(
      Object.entries(action).map(([name, value]) => [name, this.parameter(name, value)]),
    );
    const said = this.t(`action.${kind}`, {
      ...parameters,
      defaultValue: kind.replaceAll("_", " "),
    });
    const minutes = action.widen_after_minutes;
    return typeof minutes === "number" ? this.t("action.widens", { said, minutes }) : said;
  }

  private parameter(name: string, value: unknown): string {
    const { t } = this;
    const table = { returnObjects: true } as const;
    if (Array.isArray(value)) return value.map(String).join(", ");
    const text = value === null || value === undefined ? "" : String(value);
    switch (name) {
      case "priority":
        return this.value("priority", text);
      case "pathway":
        return lookUp(t("pathway", table), text);
      case "pool":
        return this.names.pools.get(text) ?? text;
      case "skill":
        return this.skill(text);
      case "level":
        return lookUp(t("level", table), text);
      case "workflow":
        return lookUp(t("workflow", table), text);
      case "recipient":
        return this.recipient(text);
      case "unless":
        return lookUp(t("unless", table), text);
      default:
        return text;
    }
  }

  /** Whom a page goes to; anybody else than the known ones is a person, who is an id here. */
  recipient(code: string): string {
    const known: Texts = this.t("recipient", { returnObjects: true });
    return known[code] ?? this.t("recipient.person");
  }

  /** Why a reader may not read a study: `lacks the subspecialty needed (Neuro, at least fellowship)`. */
  exclusion({ code, detail }: { code: string; detail: string }): string {
    const reason = lookUp(this.t("exclusion", { returnObjects: true }), code);
    const said = detail === "" ? "" : this.exclusionDetail(code, detail);
    return said === "" ? reason : `${reason} (${said})`;
  }

  private exclusionDetail(code: string, detail: string): string {
    const dated = DATED.exec(detail);
    if (dated) {
      const [, what = "", word = "", at = ""] = dated;
      const moment = formatMoment(at);
      return (
        word === "from" ? this.t("from", { what, moment }) : this.t("until", { what, moment })
      ).trim();
    }
    switch (code) {
      case "privilege_modality":
        return detail
          .split(", ")
          .map((one) => this.modality(one))
          .join(", ");
      case "privilege_procedure_group":
        return this.skill(detail);
      case "privilege_read_type":
        return this.value("read_type", detail);
      case "age_group":
        return this.value("age_group", detail);
      case "outside_pool":
        return this.names.pools.get(detail) ?? detail;
      case "skill_missing": {
        const [skill = "", level = ""] = detail.split(" ");
        return this.t("atLevel", {
          skill: this.skill(skill),
          level: this.parameter("level", level),
        });
      }
      default:
        return detail;
    }
  }

  scorePart(code: string): string {
    return lookUp(this.t("scorePart", { returnObjects: true }), code);
  }

  /** Why a claim or an offer ended. */
  end(code: string): string {
    return lookUp(this.t("end", { returnObjects: true }), code);
  }

  hold(code: string): string {
    return lookUp(this.t("hold", { returnObjects: true }), code);
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
