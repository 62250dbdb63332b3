import { Button, Checkbox, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addLearningImages,
  candidateUrl,
  type LearningImageCandidate,
  listCandidates,
  reviewKeys,
} from "@/api/peerReview";
import { Banner, EmptyState, FailureState, useFailureText } from "@/ui/feedback";
import { Tag } from "@/ui/Tag";
import { bySeries, keyOf } from "../model/pictures";
import styles from "./peerReview.module.css";

/** Chooses images of the reviewed study for a teaching case; each is seen large, and confirmed to name nobody. */
export function PicturePicker({ caseId }: { caseId: string }) {
  const { t } = useTranslation("peerReview");
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>
        {t("library.addPictures")}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("library.addTitle")}
        size="min(72rem, 100%)"
      >
        <p>{t("library.addExplanation")}</p>
        <Choice caseId={caseId} onDone={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function Choice({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const { t } = useTranslation(["peerReview", "common"]);
  const failureText = useFailureText();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly LearningImageCandidate[]>([]);
  const [shown, setShown] = useState<LearningImageCandidate | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const found = useQuery({
    queryKey: reviewKeys.one("candidates", caseId),
    queryFn: () => listCandidates(caseId),
  });
  const add = useMutation({
    mutationFn: () => addLearningImages(caseId, chosen, confirmed),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["peer-review", "library"] });
      onDone();
    },
  });
  if (found.error) {
    return <FailureState error={found.error} onRetry={() => void found.refetch()} />;
  }
  if (!found.data) return <p role="status">{t("common:loading")}</p>;
  if (found.data.length === 0) return <EmptyState title={t("library.noPictures")} />;

  function toggle(one: LearningImageCandidate): void {
    const has = chosen.some((other) => keyOf(other) === keyOf(one));
    setChosen(has ? chosen.filter((other) => keyOf(other) !== keyOf(one)) : [...chosen, one]);
    setShown(one);
    // What is added afterwards was not looked at when it was said.
    setConfirmed(false);
  }

  return (
    <>
      <div className={styles.picker}>
        <div className={styles.thumbnails}>
          {bySeries(found.data).map(({ first, frames }) => (
            <fieldset key={first.series}>
              <legend>
                {[
                  t("library.series", { number: first.series_number ?? "–" }),
                  first.modality,
                  first.series_description,
                ]
                  .filter(Boolean)
                  .join(" · ")}{" "}
                {first.text === "unlikely" ? null : (
                  <Tag tone="urgent" shape="▲">
                    {t(`library.text.${first.text}`)}
                  </Tag>
                )}
              </legend>
              {frames.map((one, place) => (
                <label key={keyOf(one)} className={styles.thumbnail}>
                  <input
                    type="checkbox"
                    aria-label={t("library.choose", {
                      number: place + 1,
                      series: first.series_number ?? "–",
                    })}
                    disabled={one.text === "yes"}
                    checked={chosen.some((other) => keyOf(other) === keyOf(one))}
                    onChange={() => toggle(one)}
                    onFocus={() => setShown(one)}
                  />
                  <img src={candidateUrl(one, "thumbnail")} alt="" loading="lazy" />
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <div className={styles.large}>
          {shown ? <img src={candidateUrl(shown, "rendered")} alt="" /> : null}
        </div>
      </div>
      <Checkbox
        mt="sm"
        label={t("library.confirm")}
        disabled={chosen.length === 0}
        checked={confirmed}
        onChange={(event) => setConfirmed(event.currentTarget.checked)}
      />
      {add.error ? <Banner tone="danger">{failureText(add.error)}</Banner> : null}
      <div className={styles.picked}>
        <span role="status">{t("library.chosen", { count: chosen.length })}</span>
        <Button
          disabled={!confirmed || chosen.length === 0}
          loading={add.isPending}
          onClick={() => add.mutate()}
        >
          {t("library.addPictures")}
        </Button>
      </div>
    </>
  );
}
