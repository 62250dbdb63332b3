import { Button, Group } from "@mantine/core";
import { type UseQueryResult, useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  addContactLadder,
  type ContactLadder,
  changeContactLadder,
  removeContactLadder,
  type SiteContact,
} from "@/api/criticalPolicy";
import { FormDialog } from "@/ui/FormDialog";
import { Banner, useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import { useOpeningText } from "../hooks/useOpeningText";
import { openingsOf, wishOf } from "../model/ladders";
import { LadderForm } from "./LadderForm";
import { LadderSteps } from "./LadderSteps";

/** The ladders of a site, or with no site the practice's fall-back, in the order in which they are tried. */
export function LadderTable({
  title,
  explanation,
  empty,
  site,
  ladders,
  contacts,
  mayManage,
  refresh,
}: {
  title: string;
  explanation: string;
  empty: string;
  site: string | null;
  ladders: UseQueryResult<ContactLadder[]>;
  contacts: readonly SiteContact[];
  mayManage: boolean;
  refresh: () => Promise<unknown>;
}) {
  const { t } = useTranslation("criticalResults");
  const failureText = useFailureText();
  const openingText = useOpeningText();
  const rows = ladders.data?.filter((ladder) => (ladder.site?.id ?? null) === site);
  const moving = useMutation({
    mutationFn: async (place: number) => {
      const order = [...(rows ?? [])];
      const [moved] = order.splice(place, 1);
      if (moved) order.splice(place - 1, 0, moved);
      for (const [position, ladder] of order.entries()) {
        if (ladder.position !== position) {
          await changeContactLadder(ladder.id, { ...wishOf(ladder), position });
        }
      }
    },
    onSettled: refresh,
  });
  return (
    <>
      {moving.error ? <Banner tone="danger">{failureText(moving.error)}</Banner> : null}
      <PlainTable
        title={title}
        explanation={explanation}
        empty={empty}
        rows={rows}
        error={ladders.error}
        onRetry={() => void ladders.refetch()}
        action={
          mayManage ? (
            <LadderForm
              ladder={null}
              ofSite={site !== null}
              contacts={contacts}
              save={(wish) =>
                addContactLadder(site, { ...wish, position: rows?.length ?? 0 }).then(refresh)
              }
            />
          ) : null
        }
        columns={[
          { heading: t("policy.name"), cell: ({ name }) => name },
          {
            heading: t("ladder.when"),
            cell: ({ hours }) =>
              hours.length === 0
                ? t("ladder.always")
                : openingsOf(hours).map((opening) => (
                    <div key={`${opening.opens}${opening.closes}`}>{openingText(opening)}</div>
                  )),
          },
          {
            heading: t("ladder.for"),
            cell: ({ categories }) =>
              categories.length === 0 || categories.length === 3
                ? t("ladder.everyCategory")
                : t("ladder.categories", { list: categories.join(", ") }),
          },
          { heading: t("ladder.steps"), cell: ({ rungs }) => <LadderSteps rungs={rungs} /> },
          {
            heading: "",
            cell: (ladder) =>
              mayManage ? (
                <Group gap={4} wrap="nowrap">
                  {(rows?.indexOf(ladder) ?? 0) > 0 ? (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t("ladder.earlierOf", { name: ladder.name })}
                      loading={moving.isPending}
                      onClick={() => moving.mutate(rows?.indexOf(ladder) ?? 0)}
                    >
                      {t("ladder.earlier")}
                    </Button>
                  ) : null}
                  <LadderForm
                    ladder={ladder}
                    ofSite={site !== null}
                    contacts={contacts}
                    save={(wish) => changeContactLadder(ladder.id, wish).then(refresh)}
                  />
                  <FormDialog
                    action={t("ladder.remove")}
                    label={t("ladder.removeOf", { name: ladder.name })}
                    title={t("ladder.removeOf", { name: ladder.name })}
                    submit={t("ladder.remove")}
                    danger
                    run={() => removeContactLadder(ladder.id).then(refresh)}
                  >
                    <p>{t("ladder.removeHint")}</p>
                  </FormDialog>
                </Group>
              ) : null,
          },
        ]}
      />
    </>
  );
}
