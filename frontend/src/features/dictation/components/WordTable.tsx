import { Checkbox, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addDictationWord,
  changeDictationWord,
  type DictationWord,
  dictationKeys,
  listDictationWords,
  removeDictationWord,
} from "@/api/dictations";
import { FormDialog } from "@/ui/FormDialog";
import { PlainTable } from "@/ui/PlainTable";

interface Props {
  keepsOwn: boolean;
  keepsPractice: boolean;
}

/** How heard words are written: the person's own and the practice's. */
export function WordTable({ keepsOwn, keepsPractice }: Props) {
  const { t } = useTranslation("dictation");
  const [search, setSearch] = useState("");
  const [wanted] = useDebouncedValue(search.trim(), 300);
  const client = useQueryClient();
  const found = useQuery({
    queryKey: dictationKeys.words(wanted),
    queryFn: () => listDictationWords(wanted),
    placeholderData: keepPreviousData,
  });
  const refresh = () => client.invalidateQueries({ queryKey: dictationKeys.allWords });
  const rows = found.data?.results;
  const hidden = (found.data?.count ?? 0) - (rows?.length ?? 0);
  return (
    <>
      <PlainTable
        title={t("words.title")}
        explanation={t("words.explanation")}
        empty={t("words.none")}
        rows={rows}
        error={found.error}
        onRetry={() => void found.refetch()}
        columns={[
          { heading: t("words.spoken"), cell: (word) => word.spoken },
          { heading: t("words.written"), cell: (word) => word.written },
          {
            heading: t("words.whose"),
            cell: (word) => t(word.shared ? "words.practice" : "words.own"),
          },
          {
            heading: "",
            cell: (word) =>
              (word.shared ? keepsPractice : keepsOwn) ? (
                <Changes word={word} onDone={refresh} />
              ) : null,
          },
        ]}
        action={<NewWord keepsOwn={keepsOwn} keepsPractice={keepsPractice} onDone={refresh} />}
      />
      {hidden > 0 || search !== "" ? (
        <TextInput
          type="search"
          maw={320}
          aria-label={t("words.search")}
          placeholder={t("words.search")}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      ) : null}
      {hidden > 0 ? (
        <p>{t("words.more", { shown: rows?.length, count: found.data?.count ?? 0 })}</p>
      ) : null}
    </>
  );
}

type Content = Pick<DictationWord, "spoken" | "written">;
const EMPTY: Content = { spoken: "", written: "" };

function NewWord({ keepsOwn, keepsPractice, onDone }: Props & { onDone: () => Promise<void> }) {
  const { t } = useTranslation("dictation");
  const [content, setContent] = useState(EMPTY);
  const [shared, setShared] = useState(!keepsOwn);
  return (
    <FormDialog
      action={t("words.add")}
      submit={t("words.keep")}
      ready={content.spoken.trim() !== "" && content.written.trim() !== ""}
      onOpen={() => setContent(EMPTY)}
      run={() => addDictationWord({ ...content, shared }).then(onDone)}
    >
      <WordFields content={content} onChange={setContent} />
      {keepsOwn && keepsPractice ? (
        <Checkbox
          label={t("words.shared")}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      ) : null}
    </FormDialog>
  );
}

function Changes({ word, onDone }: { word: DictationWord; onDone: () => Promise<void> }) {
  const { t } = useTranslation("dictation");
  const [content, setContent] = useState<Content>(word);
  const title = { word: word.written };
  return (
    <>
      <FormDialog
        action={t("words.change")}
        label={t("words.changeTitle", title)}
        title={t("words.changeTitle", title)}
        submit={t("words.keep")}
        onOpen={() => setContent({ spoken: word.spoken, written: word.written })}
        run={() => changeDictationWord(word.id, content).then(onDone)}
      >
        <WordFields content={content} onChange={setContent} />
      </FormDialog>{" "}
      <FormDialog
        danger
        action={t("words.remove")}
        label={t("words.removeTitle", title)}
        title={t("words.removeTitle", title)}
        submit={t("words.remove")}
        run={() => removeDictationWord(word.id).then(onDone)}
      >
        <Text size="sm">{t("words.removeHint")}</Text>
      </FormDialog>
    </>
  );
}

function WordFields({
  content,
  onChange,
}: {
  content: Content;
  onChange: (content: Content) => void;
}) {
  const { t } = useTranslation("dictation");
  return (
    <>
      <TextInput
        label={t("words.spoken")}
        description={t("words.spokenHint")}
        data-autofocus
        maxLength={80}
        value={content.spoken}
        onChange={(event) => onChange({ ...content, spoken: event.currentTarget.value })}
      />
      <TextInput
        label={t("words.written")}
        maxLength={120}
        value={content.written}
        onChange={(event) => onChange({ ...content, written: event.currentTarget.value })}
      />
    </>
  );
}
