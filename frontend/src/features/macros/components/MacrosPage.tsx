import { SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addReportMacro,
  changeReportMacro,
  listReportMacros,
  removeReportMacro,
  reportMacroKeys,
} from "@/api/reportMacros";
import type { ReportMacro } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";
import styles from "@/ui/page.module.css";
import { contentOf, EMPTY_MACRO, MacroForm } from "./MacroForm";

/** The practice's macros and the person's own. */
export function MacrosPage() {
  const { t } = useTranslation("macros");
  const keepsOwn = useCan("report.write");
  const keepsPractice = useCan("templates.manage");
  const [shared, setShared] = useState(!keepsOwn);
  const [search, setSearch] = useState("");
  const [wanted] = useDebouncedValue(search.trim(), 300);
  const client = useQueryClient();
  const found = useQuery({
    queryKey: reportMacroKeys.list(shared, wanted),
    queryFn: () => listReportMacros(shared, wanted),
    placeholderData: keepPreviousData,
  });
  const changes = shared ? keepsPractice : keepsOwn;
  const refresh = () => client.invalidateQueries({ queryKey: reportMacroKeys.all });
  const rows = found.data?.results;
  const hidden = (found.data?.count ?? 0) - (rows?.length ?? 0);

  return (
    <div className={styles.page}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      <Stack gap="sm" maw={640}>
        <SegmentedControl
          aria-label={t("whose")}
          value={shared ? "practice" : "own"}
          onChange={(value) => setShared(value === "practice")}
          data={[
            ...(keepsOwn ? [{ value: "own", label: t("own") }] : []),
            { value: "practice", label: t("practice") },
          ]}
        />
        <TextInput
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Stack>
      <PlainTable
        title={t(shared ? "practice" : "own")}
        explanation={t("explanation")}
        empty={t("none")}
        rows={rows}
        error={found.error}
        onRetry={() => void found.refetch()}
        columns={[
          { heading: t("code"), cell: (macro) => <code>.{macro.code}</code> },
          { heading: t("name"), cell: (macro) => macro.title },
          { heading: t("text"), cell: (macro) => <Text lineClamp={2}>{macro.text}</Text> },
          {
            heading: "",
            cell: (macro) => (changes ? <Changes macro={macro} onDone={refresh} /> : null),
          },
        ]}
        action={changes ? <NewMacro shared={shared} onDone={refresh} /> : null}
      />
      {hidden > 0 ? <p>{t("more", { shown: rows?.length, count: found.data?.count })}</p> : null}
    </div>
  );
}

function NewMacro({ shared, onDone }: { shared: boolean; onDone: () => Promise<void> }) {
  const { t } = useTranslation("macros");
  const [content, setContent] = useState(EMPTY_MACRO);
  return (
    <FormDialog
      action={t("add")}
      submit={t("addSubmit")}
      ready={content.code !== "" && content.title !== "" && content.text !== ""}
      onOpen={() => setContent(EMPTY_MACRO)}
      run={() => addReportMacro({ ...content, shared }).then(onDone)}
    >
      <MacroForm shared={shared} content={content} onChange={setContent} />
    </FormDialog>
  );
}

function Changes({ macro, onDone }: { macro: ReportMacro; onDone: () => Promise<void> }) {
  const { t } = useTranslation("macros");
  const [content, setContent] = useState(contentOf(macro));
  const { code, shared } = macro;
  return (
    <>
      <FormDialog
        action={t("change")}
        label={t("changeTitle", { code })}
        title={t("changeTitle", { code })}
        submit={t("addSubmit")}
        onOpen={() => setContent(contentOf(macro))}
        run={() => changeReportMacro(macro.id, content).then(onDone)}
      >
        <MacroForm shared={shared} content={content} onChange={setContent} />
      </FormDialog>{" "}
      <FormDialog
        danger
        action={t("remove")}
        label={t("removeTitle", { code })}
        title={t("removeTitle", { code })}
        submit={t("remove")}
        run={() => removeReportMacro(macro.id).then(onDone)}
      >
        <Text size="sm">{t("removeHint")}</Text>
      </FormDialog>
    </>
  );
}
