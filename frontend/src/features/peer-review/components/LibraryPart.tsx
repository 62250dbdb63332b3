import { Button, Group, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  editLearningCase,
  type LearningCase,
  listLearningCases,
  moveLearningCase,
} from "@/api/peerReview";
import { useCan } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";
import { Banner, FailureState, useFailureText } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { Tag } from "@/ui/Tag";
import { useReviewList } from "../hooks/useReviewList";
import { CasePictures } from "./CasePictures";
import { Pager } from "./Pager";
import { PicturePicker } from "./PicturePicker";
import styles from "./peerReview.module.css";

/** Cases to learn from, without whose they were. */
export function LibraryPart() {
  const { t } = useTranslation(["peerReview", "common"]);
  const [search, setSearch] = useState("");
  const cases = useReviewList("library", listLearningCases, search ? { search } : {});
  return (
    <section className={page.section}>
      <h2>{t("library.title")}</h2>
      <p className={page.explanation}>{t("library.explanation")}</p>
      <TextInput
        mb="sm"
        maw={320}
        size="xs"
        aria-label={t("library.search")}
        placeholder={t("library.search")}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {cases.found.error ? (
        <FailureState error={cases.found.error} onRetry={() => void cases.found.refetch()} />
      ) : !cases.found.data ? (
        <p role="status">{t("common:loading")}</p>
      ) : cases.found.data.results.length === 0 ? (
        <p>{t("library.none")}</p>
      ) : (
        cases.found.data.results.map((one) => <Case key={one.id} one={one} />)
      )}
      <Pager {...cases} />
    </section>
  );
}

function Case({ one }: { one: LearningCase }) {
  const { t } = useTranslation("peerReview");
  const manages = useCan("review.manage");
  const facts = [
    one.modality,
    one.body_part,
    t(`library.ages.${one.age_group as "adult"}`),
    one.sex ? t(`library.sex.${one.sex as "F"}`) : "",
  ];
  return (
    <article className={styles.case}>
      <h3>
        {one.title}{" "}
        <Tag tone={one.kind === "good_catch" ? "good" : "accent"}>
          {t(`library.kind.${one.kind}`)}
        </Tag>{" "}
        {manages ? <Tag>{t(`library.state.${one.state}`)}</Tag> : null}
      </h3>
      <p className={styles.facts}>{facts.filter(Boolean).join(" · ")}</p>
      <CasePictures one={one} editable={manages && one.state === "draft"} />
      {one.findings ? (
        <>
          <h4>{t("library.findings")}</h4>
          <p>{one.findings}</p>
        </>
      ) : null}
      {one.impression ? (
        <>
          <h4>{t("library.impression")}</h4>
          <p>{one.impression}</p>
        </>
      ) : null}
      <h4>{t("library.teaching")}</h4>
      <p>{one.teaching_point}</p>
      {manages && one.state !== "retired" ? <Keeping one={one} /> : null}
    </article>
  );
}

function Keeping({ one }: { one: LearningCase }) {
  const { t } = useTranslation("peerReview");
  const failureText = useFailureText();
  const client = useQueryClient();
  const changed = () => client.invalidateQueries({ queryKey: ["peer-review", "library"] });
  const move = useMutation({
    mutationFn: (how: "publish" | "retire") => moveLearningCase(one.id, how),
    onSuccess: changed,
  });
  const { title, findings, impression, teaching_point } = one;
  const [text, setText] = useState({ title, findings, impression, teaching_point });
  return (
    <>
      {move.error ? <Banner tone="danger">{failureText(move.error)}</Banner> : null}
      <Group gap="sm">
        {one.state === "draft" ? (
          <>
            <FormDialog
              action={t("library.edit")}
              title={t("library.editTitle")}
              submit={t("library.edit")}
              size="lg"
              ready={text.title.trim() !== "" && text.teaching_point.trim() !== ""}
              run={async () => {
                await editLearningCase(one.id, text);
                await changed();
              }}
            >
              <TextInput
                label={t("committee.caseTitle")}
                maxLength={120}
                value={text.title}
                onChange={(event) => setText({ ...text, title: event.currentTarget.value })}
              />
              {(["findings", "impression", "teaching_point"] as const).map((name) => (
                <Textarea
                  key={name}
                  label={t(`library.${name === "teaching_point" ? "teaching" : name}`)}
                  autosize
                  minRows={2}
                  value={text[name]}
                  onChange={(event) => setText({ ...text, [name]: event.currentTarget.value })}
                />
              ))}
            </FormDialog>
            <PicturePicker caseId={one.id} />
            <Button
              size="compact-xs"
              loading={move.isPending}
              onClick={() => move.mutate("publish")}
            >
              {t("library.publish")}
            </Button>
          </>
        ) : null}
        <Button
          size="compact-xs"
          variant="default"
          loading={move.isPending}
          onClick={() => move.mutate("retire")}
        >
          {t("library.retire")}
        </Button>
      </Group>
    </>
  );
}
