import { NativeSelect, Switch, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addNamedFinding,
  changeNamedFinding,
  criticalPolicyKeys,
  listNamedFindings,
  type NamedFinding,
} from "@/api/criticalPolicy";
import { FormDialog } from "@/ui/FormDialog";
import { Banner, useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";

const NUMBERS = [1, 2, 3] as const;

/** The findings that readers choose from by name. */
export function NamedFindingTable({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("criticalResults");
  const client = useQueryClient();
  const failureText = useFailureText();
  const named = useQuery({ queryKey: criticalPolicyKeys.named, queryFn: listNamedFindings });
  const refresh = () => client.invalidateQueries({ queryKey: criticalPolicyKeys.all });
  const offering = useMutation({
    mutationFn: ({ id, active }: { id: string; active: boolean }) =>
      changeNamedFinding(id, { active }),
    onSuccess: refresh,
  });
  return (
    <>
      {offering.error ? <Banner tone="danger">{failureText(offering.error)}</Banner> : null}
      <PlainTable
        title={t("policy.named")}
        explanation={t("policy.namedHint")}
        empty={t("policy.noNamed")}
        rows={named.data}
        error={named.error}
        onRetry={() => void named.refetch()}
        action={mayManage ? <NamedFindingForm finding={null} refresh={refresh} /> : null}
        columns={[
          { heading: t("policy.name"), cell: ({ name }) => name },
          { heading: t("policy.number"), cell: ({ category }) => category },
          {
            heading: t("policy.offered"),
            cell: ({ id, name, active }) => (
              <Switch
                size="xs"
                aria-label={t("policy.offer", { name })}
                label={active ? t("policy.isOffered") : t("policy.isNotOffered")}
                checked={active}
                disabled={!mayManage}
                onChange={(event) => offering.mutate({ id, active: event.currentTarget.checked })}
              />
            ),
          },
          {
            heading: "",
            cell: (finding) =>
              mayManage ? <NamedFindingForm finding={finding} refresh={refresh} /> : null,
          },
        ]}
      />
    </>
  );
}

function NamedFindingForm({
  finding,
  refresh,
}: {
  /** Null for a new one. */
  finding: NamedFinding | null;
  refresh: () => Promise<unknown>;
}) {
  const { t } = useTranslation(["criticalResults", "common"]);
  const [name, setName] = useState("");
  const [category, setCategory] = useState(1);
  const title = finding ? t("policy.changeNamed", { name: finding.name }) : t("policy.addNamed");
  return (
    <FormDialog
      action={finding ? t("policy.change") : t("policy.addNamed")}
      label={title}
      title={title}
      submit={t("common:save")}
      ready={name.trim() !== ""}
      onOpen={() => {
        setName(finding?.name ?? "");
        setCategory(finding?.category ?? 1);
      }}
      run={async () => {
        const wish = { name: name.trim(), category };
        await (finding ? changeNamedFinding(finding.id, wish) : addNamedFinding(wish));
        await refresh();
      }}
    >
      <TextInput
        label={t("policy.name")}
        required
        data-autofocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("policy.number")}
        data={NUMBERS.map(String)}
        value={String(category)}
        onChange={(event) => setCategory(Number(event.currentTarget.value))}
      />
    </FormDialog>
  );
}
