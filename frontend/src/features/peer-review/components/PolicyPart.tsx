import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  listDraws,
  listPolicies,
  proveDraw,
  type ReviewDraw,
  type ReviewPolicy,
  reviewKeys,
} from "@/api/peerReview";
import { listReaders, staffingKeys } from "@/api/staffing";
import { useSession } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { FailureState } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import page from "@/ui/page.module.css";
import { Tag } from "@/ui/Tag";
import { useReviewList } from "../hooks/useReviewList";
import { Pager } from "./Pager";
import { PolicyForm } from "./PolicyForm";
import type { Share } from "./PolicyShares";
import styles from "./peerReview.module.css";

/** How much is reviewed, and what chance chose so far. */
export function PolicyPart() {
  const { t } = useTranslation(["peerReview", "common"]);
  const policies = useQuery({
    queryKey: reviewKeys.list("policies", {}),
    queryFn: listPolicies,
  });
  if (policies.error) {
    return <FailureState error={policies.error} onRetry={() => void policies.refetch()} />;
  }
  if (!policies.data) return <p role="status">{t("common:loading")}</p>;
  const [present] = policies.data.results;
  return (
    <>
      <section className={page.section}>
        <h2>{t("policy.title")}</h2>
        <p className={page.explanation}>{t("policy.explanation")}</p>
        {present ? <Present policy={present} /> : <p>{t("policy.nothing")}</p>}
        <div className={page.action}>
          <PolicyForm present={present} />
        </div>
      </section>
      <Draws />
    </>
  );
}

function Present({ policy }: { policy: ReviewPolicy }) {
  const { t } = useTranslation("peerReview");
  const { sites } = useSession();
  const readers = useQuery({ queryKey: staffingKeys.readers, queryFn: listReaders });
  const nameOf = (known: readonly { id: string; name: string }[] | undefined, id: string) =>
    known?.find((one) => one.id === id)?.name ?? t("policy.someone");
  const told = ({ percent, reader, modality, site }: Share) =>
    [
      reader ? nameOf(readers.data, reader) : "",
      modality,
      site ? nameOf(sites, site) : "",
      `${percent} %`,
    ]
      .filter(Boolean)
      .join(" · ");
  const facts: readonly (readonly [string, string | number])[] = [
    [t("policy.version"), policy.number],
    [t("policy.since"), moment(policy.starts_at)],
    [t("policy.mode"), t(`policy.modes.${policy.mode}`)],
    [t("policy.percent"), policy.percent],
    [t("policy.minimum"), policy.minimum_per_reader],
    [t("policy.maximum"), policy.maximum_per_reader ?? "–"],
    [t("policy.period"), policy.period_days],
    [t("policy.due"), policy.due_days],
    [t("policy.reportedDue"), policy.reported_due_days],
    [t("policy.inFlow"), policy.in_flow_percent],
    [t("policy.quorum"), policy.quorum],
  ];
  return (
    <dl className={styles.policy}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {policy.shares?.length ? (
        <div>
          <dt>{t("policy.shares")}</dt>
          {policy.shares.map((share) => (
            <dd key={[share.reader, share.modality, share.site].join()}>{told(share)}</dd>
          ))}
        </div>
      ) : null}
    </dl>
  );
}

function Draws() {
  const { t } = useTranslation("peerReview");
  const draws = useReviewList("draws", listDraws, {});
  return (
    <>
      <PlainTable
        title={t("policy.draws")}
        explanation={t("policy.drawsExplanation")}
        empty={t("policy.noDraws")}
        rows={draws.found.data?.results}
        error={draws.found.error}
        onRetry={() => void draws.found.refetch()}
        columns={[
          { heading: t("policy.from"), cell: (row) => moment(row.starts_at) },
          { heading: t("policy.until"), cell: (row) => moment(row.ends_at) },
          { heading: t("policy.version"), cell: (row) => row.policy_number },
          { heading: t("policy.population"), cell: (row) => row.population_size },
          { heading: t("policy.drawn"), cell: (row) => row.drawn_count },
          {
            heading: t("policy.seed"),
            cell: (row) => (
              <span className={styles.seed} title={row.seed}>
                {row.seed.slice(0, 12)}…
              </span>
            ),
          },
          { heading: "", cell: (row) => <Prove draw={row} /> },
        ]}
      />
      <Pager {...draws} />
    </>
  );
}

function Prove({ draw }: { draw: ReviewDraw }) {
  const { t } = useTranslation("peerReview");
  const proof = useMutation({ mutationFn: () => proveDraw(draw.id) });
  if (proof.data) {
    const holds = proof.data.same_choice && proof.data.same_population;
    return (
      <Tag tone={holds ? "good" : "stat"} shape={holds ? "✓" : "✕"}>
        {t(holds ? "policy.proven" : "policy.broken")}
      </Tag>
    );
  }
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={proof.isPending}
      onClick={() => proof.mutate()}
    >
      {t("policy.prove")}
    </Button>
  );
}

function moment(at: string): string {
  return formatMoment(at, Intl.DateTimeFormat().resolvedOptions().timeZone) ?? "";
}
