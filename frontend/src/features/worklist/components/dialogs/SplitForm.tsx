import { NativeSelect, ScrollArea, Stack, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SeriesLine } from "@/api/studySeries";
import type { ReadingTask } from "@/api/types";
import { FailureState } from "@/ui/feedback";
import { useStudySeries } from "../../hooks/useStudySeries";
import { type PartDraft, type Parting, partsByName, partsOf } from "../../model/split";
import { DialogForm, type FormProps } from "./DialogForm";
import styles from "./dialogs.module.css";
import { PartNames } from "./PartNames";

/** Names the parts and gives each series to one of them; or parts by name alone, each with every series. */
export function SplitForm({ task, onSubmit, ...frame }: FormProps & { task: ReadingTask }) {
  const { t } = useTranslation("worklist");
  const series = useStudySeries(task.study.study_instance_uid);
  const [drafts, setDrafts] = useState<readonly PartDraft[]>(() =>
    [1, 2].map((key) => ({ key, name: `${t("dialog.split.part")} ${key}` })),
  );
  const [parting, setParting] = useState<Parting>({});
  const [byName, setByName] = useState(false);
  const uids = series.data?.map(({ uid }) => uid) ?? [];
  const parts = byName ? partsByName(drafts) : partsOf(drafts, uids, parting);

  if (series.error) {
    return <FailureState error={series.error} onRetry={() => void series.refetch()} />;
  }
  return (
    <DialogForm
      {...frame}
      explanation={t("dialog.split.explanation")}
      submit={t("dialog.split.submit")}
      ready={parts !== null}
      onSubmit={() => parts && onSubmit({ reason: "", parts })}
    >
      <PartNames drafts={drafts} onDrafts={setDrafts} />
      <Switch
        size="xs"
        label={t("dialog.split.byName")}
        checked={byName}
        onChange={(event) => setByName(event.currentTarget.checked)}
      />
      {series.isPending ? <p role="status">{t("dialog.split.loading")}</p> : null}
      {byName ? null : (
        <ScrollArea.Autosize mah="45vh" type="auto">
          <Stack gap={4}>
            {series.data?.map((line) => (
              <SeriesRow
                key={line.uid}
                line={line}
                drafts={drafts}
                part={parting[line.uid]}
                onPart={(key) => setParting({ ...parting, [line.uid]: key })}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      )}
      {parts === null && !series.isPending ? (
        <p className={styles.soft}>{t(`dialog.split.${missing(byName, uids.length)}`)}</p>
      ) : null}
    </DialogForm>
  );
}

function missing(byName: boolean, series: number): "unfitNames" | "tooFew" | "unfit" {
  if (byName) return "unfitNames";
  return series < 2 ? "tooFew" : "unfit";
}

function SeriesRow({
  line,
  drafts,
  part,
  onPart,
}: {
  line: SeriesLine;
  drafts: readonly PartDraft[];
  part: number | undefined;
  onPart: (key: number) => void;
}) {
  const { t } = useTranslation("worklist");
  const title = [line.number, line.modality, line.description].filter(Boolean).join(" ");
  const isKnown = drafts.some(({ key }) => key === part);
  return (
    <div className={styles.series}>
      <span>
        {title}
        <small> {t("dialog.split.images", { count: line.images })}</small>
      </span>
      <NativeSelect
        size="xs"
        aria-label={t("dialog.split.partOf", { series: title })}
        data={[
          { value: "", label: t("dialog.split.choose") },
          ...drafts.map(({ key, name }) => ({ value: String(key), label: name })),
        ]}
        value={isKnown ? String(part) : ""}
        onChange={(event) => onPart(Number(event.currentTarget.value || -1))}
      />
    </div>
  );
}
