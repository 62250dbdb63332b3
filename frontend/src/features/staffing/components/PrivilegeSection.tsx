import { MultiSelect, Select } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addPrivilege,
  changePrivilege,
  listPrivileges,
  type Privilege,
  staffingKeys,
} from "@/api/staffing";
import { useSession } from "@/lib/currentSession";
import { asChoices, knownCodes, lookUp } from "@/lib/lookUp";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import { READ_MODALITIES } from "../model/matrix";
import { useDocumentColumn } from "./CredentialDocuments";
import { useCredentialColumns } from "./credentialCells";
import { blankPeriod, PeriodFields } from "./PeriodFields";
import { PrivilegeMatrix } from "./PrivilegeMatrix";

/** What each site lets the reader read: first as a matrix, then one by one. */
export function PrivilegeSection({
  readerId,
  mayManage,
}: {
  readerId: string;
  mayManage: boolean;
}) {
  const { t } = useTranslation("staffing");
  const client = useQueryClient();
  const privileges = useQuery({
    queryKey: staffingKeys.privileges(readerId),
    queryFn: () => listPrivileges(readerId),
  });
  const refresh = () => client.invalidateQueries({ queryKey: staffingKeys.all });
  const shared = useCredentialColumns<Privilege>(mayManage, (id, wish) =>
    changePrivilege(id, wish).then(refresh),
  );
  const documents = useDocumentColumn<Privilege>("privilege", readerId, mayManage);
  const skills = t("skill", { returnObjects: true });
  const readTypes = t("readType", { returnObjects: true });
  const orAll = (codes: readonly string[], texts: Readonly<Record<string, string>>) =>
    codes.map((code) => lookUp(texts, code)).join(", ") || t("privileges.all");

  return (
    <>
      <PlainTable
        title={t("privileges.title")}
        explanation={t("privileges.explanation")}
        empty={t("privileges.empty")}
        rows={privileges.data}
        error={privileges.error}
        onRetry={() => void privileges.refetch()}
        action={mayManage ? <NewPrivilege readerId={readerId} onAdded={refresh} /> : null}
        columns={[
          { heading: t("privileges.site"), cell: ({ site }) => site.name },
          {
            heading: t("privileges.modalities"),
            cell: ({ modalities }) => modalities.join(", ") || t("privileges.all"),
          },
          {
            heading: t("privileges.groups"),
            cell: ({ procedure_groups }) => orAll(procedure_groups, skills),
          },
          {
            heading: t("privileges.readTypes"),
            cell: ({ read_types }) => orAll(read_types, readTypes),
          },
          ...documents,
          ...shared,
        ]}
      />
      <PrivilegeMatrix privileges={privileges.data ?? []} />
    </>
  );
}

interface Wish {
  site: string;
  modalities: string[];
  groups: string[];
  readTypes: string[];
}

function blankWish(): Wish {
  return { site: "", modalities: [], groups: [], readTypes: [] };
}

function NewPrivilege({ readerId, onAdded }: { readerId: string; onAdded: () => Promise<void> }) {
  const { t } = useTranslation("staffing");
  const { sites } = useSession();
  const groups = t("skill", { returnObjects: true });
  const readTypes = t("readType", { returnObjects: true });
  const [wish, setWish] = useState(blankWish);
  const [period, setPeriod] = useState(blankPeriod);
  return (
    <FormDialog
      action={t("privileges.add")}
      submit={t("privileges.add")}
      ready={wish.site !== "" && period.valid_from !== ""}
      onOpen={() => {
        setWish(blankWish());
        setPeriod(blankPeriod());
      }}
      run={() =>
        addPrivilege({
          reader: readerId,
          site: wish.site,
          modalities: READ_MODALITIES.filter((code) => wish.modalities.includes(code)),
          procedure_groups: knownCodes(groups, wish.groups),
          read_types: knownCodes(readTypes, wish.readTypes),
          ...period,
          valid_through: period.valid_through || null,
        }).then(onAdded)
      }
    >
      <Select
        label={t("privileges.site")}
        required
        searchable
        data={sites.map(({ id, name }) => ({ value: id, label: name }))}
        value={wish.site || null}
        onChange={(site) => setWish({ ...wish, site: site ?? "" })}
      />
      <MultiSelect
        label={t("privileges.modalities")}
        description={t("privileges.everyHint")}
        data={[...READ_MODALITIES]}
        searchable
        value={wish.modalities}
        onChange={(modalities) => setWish({ ...wish, modalities })}
      />
      <MultiSelect
        label={t("privileges.groups")}
        description={t("privileges.everyHint")}
        data={asChoices(groups)}
        value={wish.groups}
        onChange={(chosen) => setWish({ ...wish, groups: chosen })}
      />
      <MultiSelect
        label={t("privileges.readTypes")}
        description={t("privileges.everyHint")}
        data={asChoices(readTypes)}
        value={wish.readTypes}
        onChange={(chosen) => setWish({ ...wish, readTypes: chosen })}
      />
      <PeriodFields period={period} onChange={setPeriod} />
    </FormDialog>
  );
}
