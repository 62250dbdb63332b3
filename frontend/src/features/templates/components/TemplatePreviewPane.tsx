import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { previewTemplate, templateKeys } from "@/api/reportTemplates";
import type { ReportTemplateDetail, TemplateContent, TemplatePreview } from "@/api/types";

import { Banner, FailureState } from "@/ui/feedback";
import styles from "../templates.module.css";

const DAYS = 30;
const QUIET_MS = 500;

/** How the text looks in a report, and for how many of the last studies it would be chosen. */
export function TemplatePreviewPane({
  template,
  content,
}: {
  template: ReportTemplateDetail;
  content: TemplateContent;
}) {
  const { t } = useTranslation("templates");
  const [rested] = useDebouncedValue(content, QUIET_MS);
  const asked = {
    level: template.level,
    site: template.site?.id ?? null,
    template: template.id,
    days: DAYS,
    content: rested,
  };
  const preview = useQuery({
    queryKey: templateKeys.preview(asked),
    queryFn: ({ signal }) => previewTemplate(asked, signal),
    placeholderData: (before) => before,
    enabled: template.may_edit && rested.name.trim() !== "",
  });
  if (preview.error) {
    return <FailureState error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  if (!preview.data) return null;
  const { problems, sections, reach } = preview.data;
  return (
    <>
      {problems.map(({ place, message }) => (
        <Banner key={`${place}-${message}`} tone="warning">
          {message}
        </Banner>
      ))}
      <Reach reach={reach} />
      <div className={styles.preview}>
        <p className={styles.hint}>{t("previewHint")}</p>
        {sections.map(({ code, title, pieces }) => (
          <section key={code}>
            <h3>{title}</h3>
            <p>{pieces.length === 0 ? t("empty") : <Pieces pieces={pieces} />}</p>
          </section>
        ))}
      </div>
    </>
  );
}

function Reach({ reach }: { reach: TemplatePreview["reach"] }) {
  const { t } = useTranslation("templates");
  const { looked_at, capped, fits, chosen, others } = reach;
  return (
    <>
      <h2>{t("reachTitle", { days: DAYS })}</h2>
      <p className={styles.hint}>
        {looked_at === 0 ? t("reachNone") : t("reach", { chosen, fits, count: looked_at })}{" "}
        {capped ? t("reachCapped", { count: looked_at }) : ""}
      </p>
      {others.length > 0 ? (
        <p className={styles.hint}>
          {t("reachOthers")}: {others.map(({ name, studies }) => `${name} (${studies})`).join(", ")}
        </p>
      ) : null}
    </>
  );
}

type Piece = TemplatePreview["sections"][number]["pieces"][number];

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  const { t } = useTranslation("templates");
  let place = 0;
  return pieces.map((piece) => {
    const key = `${place}-${piece.kind}`;
    place += piece.text.length;
    const { kind, text, name, choices } = piece;
    switch (kind) {
      case "field":
        return <Mark key={key} look={styles.field} title={t("field")} text={text} />;
      case "list":
        return (
          <Mark
            key={key}
            look={styles.choices}
            title={`${name} · ${t("list", { choices: choices.join(" | ") })}`}
            text={text}
          />
        );
      case "merge":
        return <Mark key={key} look={styles.merge} title={t("merge", { name })} text={text} />;
      case "unknown":
        return <Mark key={key} look={styles.unknown} title={t("unknown")} text={text} />;
      case "macro":
        return <Mark key={key} look={styles.field} title={t("macro", { name })} text={text} />;
      default:
        return <span key={key}>{text}</span>;
    }
  });
}

function Mark({ look, title, text }: { look: string | undefined; title: string; text: string }) {
  return (
    <span className={`${styles.piece} ${look ?? ""}`} title={title}>
      {text}
    </span>
  );
}
