import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Recommendation, RecommendationContent } from "@/api/recommendations";
import type { Study } from "@/api/types";
import { useHotkeys } from "@/lib/useHotkeys";
import { Banner, KeyHint, useFailureText } from "@/ui/feedback";
import { Tag } from "@/ui/Tag";
import { useKeyHelp } from "@/ui/useKeyHelp";
import type { Recommendations } from "../hooks/useRecommendations";
import { useRecommendationText } from "../hooks/useRecommendationText";
import { RecommendationForm } from "./RecommendationForm";
import styles from "./recommendations.module.css";

interface Props {
  recommendations: Recommendations;
  study: Study;
  writable: boolean;
}

type Asked = { content: RecommendationContent | null; recommendation?: Recommendation };

/** What the report recommends to be done next, as data beside the text; and what the text recommends without data. */
export function RecommendationPanel({ recommendations, study, writable }: Props) {
  const { t } = useTranslation("reporting");
  const failureText = useFailureText();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { recorded, proposals } = recommendations;
  useHotkeys({ "alt+f": () => writable && setAsked({ content: null }) });
  useKeyHelp(
    useMemo(
      () => ({ title: t("followUp.title"), keys: [["Alt+F", t("followUp.add")]] as const }),
      [t],
    ),
  );
  const bodyPart = study.body_part.toLowerCase();

  return (
    <section className={styles.panel} aria-label={t("followUp.title")}>
      <header className={styles.head}>
        <h3>{t("followUp.title")}</h3>
        {writable ? (
          <Button
            size="compact-xs"
            variant="default"
            rightSection={<KeyHint>Alt F</KeyHint>}
            onClick={() => setAsked({ content: null })}
          >
            {t("followUp.add")}
          </Button>
        ) : null}
      </header>
      {recorded.length + proposals.length > 0 ? (
        <ul className={styles.list}>
          {recorded.map((one) => (
            <Recorded
              key={one.key}
              recommendation={one}
              recommendations={recommendations}
              writable={writable}
              onEdit={() => setAsked({ content: one, recommendation: one })}
            />
          ))}
          {writable
            ? proposals.map((one) => (
                <Proposal
                  key={`${one.quote}-${one.modality}`}
                  content={one}
                  busy={recommendations.busy}
                  onKeep={() => void recommendations.keep(one)}
                  onEdit={() => setAsked({ content: one })}
                />
              ))
            : null}
        </ul>
      ) : null}
      {recommendations.error ? (
        <Banner tone="danger">{failureText(recommendations.error)}</Banner>
      ) : null}
      {asked ? (
        <RecommendationForm
          content={asked.content}
          bodyPart={bodyPart}
          onKeep={(content) => recommendations.keep(content, asked.recommendation?.key)}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </section>
  );
}

function Recorded({
  recommendation,
  recommendations,
  writable,
  onEdit,
}: {
  recommendation: Recommendation;
  recommendations: Recommendations;
  writable: boolean;
  onEdit: () => void;
}) {
  const { t } = useTranslation("reporting");
  const line = useRecommendationText()(recommendation);
  const standing = recommendations.standingOf(recommendation.key);
  const parted = standing !== undefined && standing.standing !== "said";
  return (
    <li data-parted={parted}>
      <p>
        {line || t("followUp.nothing")}{" "}
        {standing?.missing.map((what) => (
          <Tag key={what} tone="urgent" shape="?">
            {t(`followUp.missing.${what}`)}
          </Tag>
        ))}{" "}
        {parted ? (
          <Tag tone="stat" shape="≠" title={standing.quote}>
            {t(`followUp.standing.${standing.standing}`)}
          </Tag>
        ) : null}
      </p>
      {writable ? (
        <div className={styles.actions}>
          {parted ? (
            <Button
              size="compact-xs"
              onClick={() => recommendations.write(recommendation, standing.quote)}
            >
              {t("followUp.write")}
            </Button>
          ) : null}
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t("followUp.editOf", { line })}
            onClick={onEdit}
          >
            {t("followUp.edit")}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t("followUp.dropOf", { line })}
            loading={recommendations.busy}
            onClick={() => void recommendations.drop(recommendation)}
          >
            {t("followUp.drop")}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function Proposal({
  content,
  busy,
  onKeep,
  onEdit,
}: {
  content: RecommendationContent;
  busy: boolean;
  onKeep: () => void;
  onEdit: () => void;
}) {
  const { t } = useTranslation("reporting");
  const line = useRecommendationText()(content);
  return (
    <li className={styles.proposal}>
      <p>
        <span className={styles.soft}>{t("followUp.proposed")}</span> {line}
      </p>
      <div className={styles.actions}>
        <Button
          size="compact-xs"
          aria-label={t("followUp.keepOf", { line })}
          loading={busy}
          onClick={onKeep}
        >
          {t("followUp.keep")}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t("followUp.editOf", { line })}
          onClick={onEdit}
        >
          {t("followUp.edit")}
        </Button>
      </div>
    </li>
  );
}
