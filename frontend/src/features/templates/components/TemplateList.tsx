import { useTranslation } from "react-i18next";
import type { ReportTemplate } from "@/api/types";
import { Tag } from "@/ui/Tag";
import { conditionFacts } from "../model/content";
import styles from "../templates.module.css";

/** The templates found, the nearest level first. */
export function TemplateList({
  templates,
  shown,
  onShow,
}: {
  templates: readonly ReportTemplate[];
  shown: string | null;
  onShow: (id: string) => void;
}) {
  const { t } = useTranslation("templates");
  if (templates.length === 0) return <p className={styles.hint}>{t("none")}</p>;
  return (
    <ul className={styles.list}>
      {templates.map((template) => (
        <li key={template.id}>
          <button
            type="button"
            className={styles.line}
            aria-current={template.id === shown}
            data-template={template.id}
            onClick={() => onShow(template.id)}
          >
            <strong>{template.name}</strong>
            <span className={styles.facts}>
              <span>{template.site?.name ?? t(`level.${template.level}`)}</span>
              {conditionFacts(template, (sex) => t(`sexes.${sex}`)).map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
              {template.state === "published" ? null : (
                <Tag shape="○">{t(`state.${template.state}`)}</Tag>
              )}
              {template.has_draft && template.state !== "draft" ? (
                <Tag tone="accent" shape="✎">
                  {t("hasDraft")}
                </Tag>
              ) : null}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
