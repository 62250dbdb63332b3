import { Button, Group, NativeSelect, ScrollArea, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SeriesLine } from "@/api/studySeries";
import type { ReadingTask } from "@/api/types";
import { FailureState } from "@/ui/feedback";
import { useStudySeries } from "../../hooks/useStudySeries";
import { type Parting, partsOf } from "../../model/split";
import { DialogForm, type FormProps } from "./DialogForm";
import styles from "./dialogs.module.css";

const PARTS_AT_MOST = 8;

/** Names the parts and gives each series to one of them. */
export function SplitForm({ task, onSubmit, ...frame }: FormProps & { task: ReadingTask }) {
  const { t } = useTranslation("worklist");
  const series = useStudySeries(task.study.study_instance_uid);
  const [names, setNames] = useState<readonly string[]>(() =>
    [1, 2].map((number) => `${t("dialog.split.part")} ${number}`),
  );
  const [parting, setParting] = useState<Parting>({});
  const uids = series.data?.map(({ uid }) => uid) ?? [];
  const parts = partsOf(names, uids, parting);

  function rename(place: number, name: string): void {
    const before = names[place];
    setNames(names.map((other, at) => (at === place ? name : other)));
    setParting(
      Object.fromEntries(
        Object.entries(parting).map(([uid, part]) => [uid, part === before ? name : part]),
      ),
    );
  }

  if (series.error) return <FailureState error={series.error} />;
  return (
    <DialogForm
      {...frame}
      explanation={t("dialog.split.explanation")}
      submit={t("dialog.split.submit")}
      ready={parts !== null}
      onSubmit={() => parts && onSubmit({ reason: "", parts })}
    >
      <Group gap="xs">
        {names.map((name, place) => (
          <TextInput
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place; its name is being typed
            key={place}
            aria-label={`${t("dialog.split.part")} ${place + 1}`}
            data-autofocus={place === 0 || undefined}
            maxLength={40}
            w="9rem"
            value={name}
            onChange={(event) => rename(place, event.currentTarget.value)}
          />
        ))}
        <Button
          variant="subtle"
          disabled={names.length >= PARTS_AT_MOST}
          onClick={() => setNames([...names, `${t("dialog.split.part")} ${names.length + 1}`])}
        >
          {t("dialog.split.addPart")}
        </Button>
      </Group>
      {series.isPending ? <p role="status">{t("dialog.split.loading")}</p> : null}
      <ScrollArea.Autosize mah="45vh" type="auto">
        <Stack gap={4}>
          {series.data?.map((line) => (
            <SeriesRow
              key={line.uid}
              line={line}
              names={names}
              part={parting[line.uid] ?? ""}
              onPart={(part) => setParting({ ...parting, [line.uid]: part })}
            />
          ))}
        </Stack>
      </ScrollArea.Autosize>
      {parts === null ? <p className={styles.soft}>{t("dialog.split.unfit")}</p> : null}
    </DialogForm>
  );
}

function SeriesRow({
  line,
  names,
  part,
  onPart,
}: {
  line: SeriesLine;
  names: readonly string[];
  part: string;
  onPart: (part: string) => void;
}) {
  const { t } = useTranslation("worklist");
  const title = [line.number, line.modality, line.description].filter(Boolean).join(" ");
  return (
    <div className={styles.series}>
      <span>
        {title}
        <small> {t("dialog.split.images", { count: line.images })}</small>
      </span>
      <NativeSelect
        size="xs"
        aria-label={t("dialog.split.partOf", { series: title })}
        data={["", ...names]}
        value={part}
        onChange={(event) => onPart(event.currentTarget.value)}
      />
    </div>
  );
}
