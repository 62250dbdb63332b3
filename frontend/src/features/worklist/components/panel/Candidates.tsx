import { useTranslation } from "react-i18next";
import type { Candidate, Explanation } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import type { EngineWords } from "@/lib/engineWords";
import { Banner } from "@/ui/feedback";
import { Tag } from "@/ui/Tag";
import { partCandidates, pointsText } from "../../model/explanation";
import styles from "./panel.module.css";

/** Who may read the study and who not, and why. A reader sees themselves; a manager everybody. */
export function Candidates({
  explanation,
  me,
  words,
}: {
  explanation: Explanation;
  me: string;
  words: EngineWords;
}) {
  const { t } = useTranslation("worklist");
  const { candidates, readers, on_duty } = explanation;
  const own = candidates.find(({ reader }) => reader.id === me);
  const { eligible, excluded } = partCandidates(
    candidates.filter(({ reader }) => reader.id !== me),
  );
  return (
    <section className={styles.section}>
      <h3>{t("why.readers")}</h3>
      {own ? <Own candidate={own} words={words} /> : null}
      <p className={styles.soft}>
        {t("why.counted", { eligible: explanation.eligible, readers, onDuty: on_duty })}
      </p>
      <ul className={styles.list}>
        {eligible.map((candidate) => (
          <CandidateRow key={candidate.reader.id} candidate={candidate} words={words} />
        ))}
      </ul>
      {excluded.length > 0 ? (
        <details open={eligible.length === 0}>
          <summary>{t("why.others", { count: excluded.length })}</summary>
          <ul className={styles.list}>
            {excluded.map((candidate) => (
              <CandidateRow key={candidate.reader.id} candidate={candidate} words={words} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

interface Told {
  candidate: Candidate;
  words: EngineWords;
}

function Own({ candidate, words }: Told) {
  const { t } = useTranslation("worklist");
  return (
    <>
      <Banner tone={candidate.eligible ? "note" : "warning"}>
        {t(candidate.eligible ? "why.mayRead" : "why.mayNotRead")}
      </Banner>
      <Reasons candidate={candidate} words={words} />
      <Score candidate={candidate} words={words} />
    </>
  );
}

function CandidateRow({ candidate, words }: Told) {
  const { t } = useTranslation("worklist");
  return (
    <li>
      <span className={styles.spread}>
        <span>{candidate.reader.name}</span>
        <span className={styles.tags}>
          {candidate.on_shift ? <Tag shape="◷">{t("why.onShift")}</Tag> : null}
          {candidate.available ? null : <Tag shape="◌">{t("why.away")}</Tag>}
          <Tag tone={candidate.eligible ? "good" : "plain"} shape={candidate.eligible ? "✓" : "✕"}>
            {t(candidate.eligible ? "why.eligible" : "why.excluded")}
          </Tag>
        </span>
      </span>
      <Reasons candidate={candidate} words={words} />
      <Score candidate={candidate} words={words} />
    </li>
  );
}

function Reasons({ candidate, words }: Told) {
  return candidate.exclusions.map(({ code, detail }) => (
    <small key={`${code} ${detail}`}>
      <span aria-hidden>✕ </span>
      {words.exclusion({ code, detail })}
    </small>
  ));
}

function Score({ candidate, words }: Told) {
  const { t } = useTranslation("worklist");
  const { until, licences, score, parts, open_tasks, open_minutes } = candidate;
  const counting = Object.entries(parts).filter(([, value]) => pointsText(value) !== "0");
  const named = counting.map(([name, value]) => `${words.scorePart(name)} ${pointsText(value)}`);
  const told = [
    licences.length > 0 ? t("why.licences", { codes: licences.join(", ") }) : "",
    until ? t("why.until", { moment: formatMoment(until) }) : "",
    t("why.load", { tasks: open_tasks, minutes: Math.round(open_minutes) }),
    score === null ? "" : t("why.score", { score: pointsText(score) }),
    ...named,
  ];
  return <small>{told.filter(Boolean).join(" · ")}</small>;
}
