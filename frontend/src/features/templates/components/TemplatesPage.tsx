import { Group, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { listReportTemplates, templateKeys } from "@/api/reportTemplates";
import { useHotkeys } from "@/lib/useHotkeys";
import { EmptyState, FailureState } from "@/ui/feedback";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { useTemplateKeyHelp } from "../hooks/useTemplateKeyHelp";
import styles from "../templates.module.css";
import { ImportDialog } from "./ImportDialog";
import { NewTemplateDialog } from "./NewTemplateDialog";
import { ShippedTemplates } from "./ShippedTemplates";
import { TemplateEditor } from "./TemplateEditor";
import { TemplateList } from "./TemplateList";

const LEVELS = ["personal", "site", "tenant"] as const;
const STATES = ["published", "draft", "retired"] as const;

/** What reports begin with: the practice's templates, its sites' and one's own. */
export function TemplatesPage({
  shown,
  onShow,
}: {
  shown: string | null;
  onShow: (id: string | null) => void;
}) {
  const { t } = useTranslation("templates");
  const searchField = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState("");
  const [level, setLevel] = useState<string | null>(null);
  const [state, setState] = useState<string | null>(null);
  const [modality, setModality] = useState("");
  const [words] = useDebouncedValue(search.trim(), 250);
  const filters = { level, state, modality: modality.trim(), search: words };
  const found = useQuery({
    queryKey: templateKeys.list(filters),
    queryFn: () => listReportTemplates(filters),
    placeholderData: keepPreviousData,
  });
  const templates = found.data?.results ?? [];
  const count = found.data?.count ?? 0;

  function move(by: number): void {
    const place = templates.findIndex(({ id }) => id === shown) + by;
    const next = templates[Math.max(0, Math.min(place, templates.length - 1))];
    if (!next) return;
    onShow(next.id);
    document.querySelector<HTMLElement>(`[data-template="${next.id}"]`)?.focus();
  }

  useHotkeys({
    "/": () => searchField.current?.focus(),
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
  });
  useKeyHelp(useTemplateKeyHelp());

  return (
    <div className={styles.page}>
      <title>{t("documentTitle")}</title>
      <nav className={styles.pane} aria-label={t("title")}>
        <Group justify="space-between" mb="xs">
          <h1>{t("title")}</h1>
          <Group gap={4}>
            <NewTemplateDialog action={t("new")} onMade={onShow} />
            <ImportDialog onMade={onShow} />
            <ShippedTemplates />
          </Group>
        </Group>
        <div className={styles.filters}>
          <TextInput
            ref={searchField}
            size="xs"
            aria-label={t("search")}
            placeholder={t("searchPlaceholder")}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <Group gap={4} grow wrap="nowrap">
            <Select
              size="xs"
              clearable
              aria-label={t("levelLabel")}
              placeholder={t("anyLevel")}
              data={LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
              value={level}
              onChange={setLevel}
            />
            <Select
              size="xs"
              clearable
              aria-label={t("stateLabel")}
              placeholder={t("anyState")}
              data={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
              value={state}
              onChange={setState}
            />
            <TextInput
              size="xs"
              aria-label={t("modality")}
              placeholder={t("modality")}
              value={modality}
              onChange={(event) => setModality(event.currentTarget.value)}
            />
          </Group>
        </div>
        {found.error ? (
          <FailureState error={found.error} onRetry={() => void found.refetch()} />
        ) : found.data ? (
          <TemplateList templates={templates} shown={shown} onShow={onShow} />
        ) : null}
        {count > templates.length ? (
          <p className={styles.hint}>{t("more", { shown: templates.length, count })}</p>
        ) : null}
      </nav>
      {shown === null ? (
        <div className={styles.pane}>
          <EmptyState title={t("pick")} hint={t("pickHint")} />
        </div>
      ) : (
        <TemplateEditor key={shown} id={shown} onShow={onShow} />
      )}
    </div>
  );
}
