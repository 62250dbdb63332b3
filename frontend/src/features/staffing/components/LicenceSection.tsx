import { Select, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addLicence,
  changeLicence,
  type Licence,
  listJurisdictions,
  listLicences,
  staffingKeys,
} from "@/api/staffing";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import { useDocumentColumn } from "./CredentialDocuments";
import { useCredentialColumns } from "./credentialCells";
import { blankPeriod, PeriodFields } from "./PeriodFields";

export function LicenceSection({ readerId, mayManage }: { readerId: string; mayManage: boolean }) {
  const { t } = useTranslation("staffing");
  const client = useQueryClient();
  const licences = useQuery({
    queryKey: staffingKeys.licences(readerId),
    queryFn: () => listLicences(readerId),
  });
  const refresh = () => client.invalidateQueries({ queryKey: staffingKeys.all });
  const shared = useCredentialColumns<Licence>(mayManage, (id, wish) =>
    changeLicence(id, wish).then(refresh),
  );
  const documents = useDocumentColumn<Licence>("licence", readerId, mayManage);
  return (
    <PlainTable
      title={t("licences.title")}
      explanation={t("licences.explanation")}
      empty={t("licences.empty")}
      rows={licences.data}
      error={licences.error}
      onRetry={() => void licences.refetch()}
      action={mayManage ? <NewLicence readerId={readerId} onAdded={refresh} /> : null}
      columns={[
        { heading: t("licences.jurisdiction"), cell: ({ jurisdiction }) => jurisdiction },
        { heading: t("licences.number"), cell: ({ number }) => <code>{number}</code> },
        ...documents,
        ...shared,
      ]}
    />
  );
}

function NewLicence({ readerId, onAdded }: { readerId: string; onAdded: () => Promise<void> }) {
  const { t } = useTranslation("staffing");
  const [jurisdiction, setJurisdiction] = useState("");
  const [number, setNumber] = useState("");
  const [period, setPeriod] = useState(blankPeriod);
  const places = useQuery({
    queryKey: staffingKeys.jurisdictions,
    queryFn: listJurisdictions,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <FormDialog
      action={t("licences.add")}
      submit={t("licences.add")}
      ready={jurisdiction !== "" && number.trim() !== "" && period.valid_from !== ""}
      onOpen={() => {
        setJurisdiction("");
        setNumber("");
        setPeriod(blankPeriod());
      }}
      run={() =>
        addLicence({
          reader: readerId,
          jurisdiction,
          number: number.trim(),
          ...period,
          valid_through: period.valid_through || null,
        }).then(onAdded)
      }
    >
      <Select
        label={t("licences.jurisdiction")}
        required
        searchable
        data={(places.data ?? []).map(({ code, name }) => ({
          value: code,
          label: `${code} ${name}`,
        }))}
        value={jurisdiction || null}
        onChange={(value) => setJurisdiction(value ?? "")}
      />
      <TextInput
        label={t("licences.number")}
        required
        maxLength={60}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <PeriodFields period={period} onChange={setPeriod} />
    </FormDialog>
  );
}
