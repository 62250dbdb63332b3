import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { acknowledge, criticalKeys, listCriticalFindings } from "@/api/criticalFindings";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { Banner, useFailureText } from "@/ui/feedback";

const ASKED_EVERY_MS = 20_000;

/** At the site: the study's critical findings, and a button to confirm each. */
export function SiteFindings({ studyId }: { studyId: string }) {
  const { t } = useTranslation("criticalResults");
  const client = useQueryClient();
  const failureText = useFailureText();
  const mayConfirm = useCan("critical.acknowledge");
  const query = { study: studyId };
  const findings = useQuery({
    queryKey: criticalKeys.list(query),
    queryFn: () => listCriticalFindings(query),
    enabled: useCan("critical.view"),
    refetchInterval: ASKED_EVERY_MS,
  });
  const confirming = useMutation({
    mutationFn: acknowledge,
    onSuccess: () => client.invalidateQueries({ queryKey: criticalKeys.all }),
  });
  const known = findings.data?.results.filter(({ state }) => state !== "canceled") ?? [];
  return (
    <>
      {known.map((finding) => (
        <Banner key={finding.id} tone={finding.acknowledged_at ? "note" : "danger"}>
          <strong>{t("category", { number: finding.category })}</strong>{" "}
          {[finding.named_finding, finding.description].filter(Boolean).join(": ")}{" "}
          {finding.acknowledged_at ? (
            t("link.done", {
              name: finding.acknowledged_by,
              moment: formatMoment(finding.acknowledged_at, finding.site.time_zone),
            })
          ) : mayConfirm && finding.ended_at === null ? (
            <Button
              size="md"
              color="red"
              loading={confirming.isPending}
              onClick={() => confirming.mutate(finding.id)}
            >
              {t("link.confirm")}
            </Button>
          ) : null}
        </Banner>
      ))}
      {confirming.error ? <Banner tone="danger">{failureText(confirming.error)}</Banner> : null}
    </>
  );
}
