import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  createStudyType,
  editStudyType,
  getTypeRules,
  importProcedures,
  type StudyType,
  type StudyTypeRule,
  setTypeRules,
} from "@/api/billing";
import { FormDialog } from "@/ui/FormDialog";
import { Banner, useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import page from "@/ui/page.module.css";
import { useBilling, useRefreshBilling, useStudyTypes } from "../hooks/useBilling";
import styles from "./billing.module.css";
import { CsvImport } from "./CsvImport";

/** What the practice prices, and the rules by which an examination is known to be it. */
export function StudyTypes({ manages }: { manages: boolean }) {
  const { t } = useTranslation("billing");
  const types = useStudyTypes();
  const rules = useBilling("type-rules", getTypeRules);
  const refresh = useRefreshBilling();
  return (
    <>
      <PlainTable
        title={t("types.title")}
        explanation={t("types.explanation")}
        empty={t("types.none")}
        rows={types.data}
        error={types.error}
        onRetry={() => void types.refetch()}
        columns={[
          { heading: t("types.code"), cell: (type) => type.code },
          {
            heading: t("types.name"),
            cell: (type) => (
              <>
                {type.name}{" "}
                {type.active ? null : <span className={styles.soft}>{t("types.retired")}</span>}
              </>
            ),
          },
          {
            heading: "",
            cell: (type) => (manages ? <EditType type={type} onDone={refresh} /> : null),
          },
        ]}
        action={
          manages ? (
            <span className={styles.actions}>
              <NewType onDone={refresh} />
              <CsvImport
                action={t("file.action")}
                hint={t("file.procedures")}
                send={importProcedures}
                onDone={refresh}
              />
            </span>
          ) : null
        }
      />
      {rules.data && types.data ? (
        <Rules
          key={rules.dataUpdatedAt}
          present={rules.data}
          types={types.data}
          manages={manages}
          onDone={refresh}
        />
      ) : null}
    </>
  );
}

function NewType({ onDone }: { onDone: () => Promise<void> }) {
  const { t } = useTranslation("billing");
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  return (
    <FormDialog
      action={t("types.new")}
      submit={t("types.create")}
      ready={code.trim() !== "" && name.trim() !== ""}
      onOpen={() => {
        setCode("");
        setName("");
      }}
      run={() => createStudyType({ code, name }).then(onDone)}
    >
      <TextInput
        label={t("types.code")}
        maxLength={30}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <TextInput
        label={t("types.name")}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function EditType({ type, onDone }: { type: StudyType; onDone: () => Promise<void> }) {
  const { t } = useTranslation("billing");
  const [name, setName] = useState(type.name);
  const [active, setActive] = useState(type.active ?? true);
  return (
    <FormDialog
      action={t("types.rename")}
      label={t("types.renameOf", { code: type.code })}
      title={t("types.renameOf", { code: type.code })}
      submit={t("rates.save")}
      ready={name.trim() !== ""}
      onOpen={() => {
        setName(type.name);
        setActive(type.active ?? true);
      }}
      run={() => editStudyType(type.id, { name, active }).then(onDone)}
    >
      <TextInput
        label={t("types.name")}
        description={t("types.renameHint")}
        data-autofocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t("types.active")}
        checked={active}
        onChange={(event) => setActive(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}

const CONDITIONS = ["modality", "body_part", "words", "procedure"] as const;

function Rules({
  present,
  types,
  manages,
  onDone,
}: {
  present: StudyTypeRule[];
  types: StudyType[];
  manages: boolean;
  onDone: () => Promise<void>;
}) {
  const { t } = useTranslation("billing");
  const failureText = useFailureText();
  const [rows, setRows] = useState(() => present.map((rule, key) => ({ key, rule })));
  const [next, setNext] = useState(present.length);
  const save = useMutation({
    mutationFn: () => setTypeRules(rows.map((row) => row.rule)),
    onSuccess: onDone,
  });
  const first = types[0];
  const set = (key: number, change: Partial<StudyTypeRule>) =>
    setRows(rows.map((row) => (row.key === key ? { key, rule: { ...row.rule, ...change } } : row)));

  function move(place: number): void {
    const moved = [...rows];
    const [row] = moved.splice(place, 1);
    if (row) moved.splice(place - 1, 0, row);
    setRows(moved);
  }

  return (
    <section className={page.section}>
      <h2>{t("types.rules")}</h2>
      <p className={page.explanation}>{t("types.rulesHint")}</p>
      <div className={page.scroll}>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">{t("types.rank")}</th>
              {CONDITIONS.map((name) => (
                <th key={name} scope="col">
                  {t(`types.${name}`)}
                </th>
              ))}
              <th scope="col">{t("types.is")}</th>
              {manages ? <th scope="col">{t("rates.change")}</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, rule }, place) => (
              <tr key={key}>
                <td>{place + 1}</td>
                {CONDITIONS.map((name) => (
                  <td key={name}>
                    <TextInput
                      size="xs"
                      aria-label={t("rates.cell", { axis: t(`types.${name}`), row: place + 1 })}
                      readOnly={!manages}
                      value={rule[name] ?? ""}
                      onChange={(event) => set(key, { [name]: event.currentTarget.value })}
                    />
                  </td>
                ))}
                <td>
                  <NativeSelect
                    size="xs"
                    aria-label={t("rates.cell", { axis: t("types.is"), row: place + 1 })}
                    disabled={!manages}
                    value={rule.study_type}
                    data={types.map((type) => ({ value: type.id, label: type.name }))}
                    onChange={(event) => set(key, { study_type: event.currentTarget.value })}
                  />
                </td>
                {manages ? (
                  <td>
                    <span className={styles.actions}>
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        disabled={place === 0}
                        aria-label={t("types.upRow", { row: place + 1 })}
                        onClick={() => move(place)}
                      >
                        {t("types.up")}
                      </Button>
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        aria-label={t("rates.removeRow", { row: place + 1 })}
                        onClick={() => setRows(rows.filter((row) => row.key !== key))}
                      >
                        {t("rates.remove")}
                      </Button>
                    </span>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {save.error ? <Banner tone="danger">{failureText(save.error)}</Banner> : null}
      {manages ? (
        <p className={styles.actions}>
          <Button
            size="sm"
            variant="default"
            disabled={!first}
            onClick={() => {
              if (!first) return;
              setRows([
                ...rows,
                {
                  key: next,
                  rule: {
                    study_type: first.id,
                    modality: "",
                    body_part: "",
                    words: "",
                    procedure: "",
                  },
                },
              ]);
              setNext(next + 1);
            }}
          >
            {t("types.addRule")}
          </Button>
          <Button size="sm" loading={save.isPending} onClick={() => save.mutate()}>
            {t("types.saveRules")}
          </Button>
        </p>
      ) : null}
    </section>
  );
}
