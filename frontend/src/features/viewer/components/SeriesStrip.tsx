import { IconFileText } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SeriesEntry } from "../hooks/studyLibrary";
import { useStudy, type ViewerSession } from "../hooks/useEngine";
import { formatDate } from "../model/formatting";
import type { MarkedFrame } from "../model/keyImages";
import type { PriorStudy, Stack } from "../model/types";
import { SeriesThumbnail } from "./SeriesThumbnail";
import { SiteSelections } from "./SiteSelections";
import styles from "./strip.module.css";

export interface StripProps {
  session: ViewerSession;
  dicomWebRoot: string;
  studyInstanceUid: string;
  priors: readonly PriorStudy[];
  partSeries: readonly string[];
  keyImages: readonly MarkedFrame[];
  /** Stacks on screen, to mark them. */
  shownStackIds: readonly string[];
  onOpen: (stack: Stack) => void;
}

/** Every series of the study and, once opened, of its priors. */
export function SeriesStrip(props: StripProps) {
  const { t } = useTranslation("viewer");
  return (
    <nav className={styles.strip} aria-label={t("strip.label")} data-testid="series-strip">
      <StudySection {...props} uid={props.studyInstanceUid} title={t("strip.current")} isOpen />
      {props.priors.map((prior) => (
        <StudySection
          key={prior.studyInstanceUid}
          {...props}
          uid={prior.studyInstanceUid}
          title={`${t("strip.prior")} ${formatDate(prior.studyAt)}`}
          detail={prior.label}
          isPrior
        />
      ))}
      {props.priors.length === 0 && <p className={styles.note}>{t("strip.noPriors")}</p>}
    </nav>
  );
}

interface SectionProps extends StripProps {
  uid: string;
  title: string;
  detail?: string;
  isOpen?: boolean;
  isPrior?: boolean;
}

function StudySection(props: SectionProps) {
  const { session, uid, title, detail, isOpen = false, isPrior = false } = props;
  const { t } = useTranslation("viewer");
  const { t: common } = useTranslation("common");
  const study = useStudy(session.library, uid);
  const [toggled, setToggled] = useState(isOpen);
  const contentId = useId();
  /** A prior that the hanging has put on screen opens its section by itself. */
  const open = toggled || (isPrior && study.series.some(isShown(props.shownStackIds)));
  const load = () => void session.library.open(uid).catch(() => undefined);
  const toggle = () => {
    if (!open && study.status !== "open") load();
    setToggled(!open);
  };
  return (
    <section data-testid={`strip-study-${uid}`} data-prior={isPrior}>
      <button
        type="button"
        className={styles.heading}
        data-prior={isPrior}
        aria-expanded={open}
        aria-controls={contentId}
        onClick={toggle}
      >
        <span>{title}</span>
        {detail && <span className={styles.detail}>{detail}</span>}
      </button>
      {open && (
        <ul id={contentId} className={styles.list}>
          {study.status === "opening" && <li className={styles.note}>{common("loading")}</li>}
          {study.status === "failed" && (
            <li className={styles.note} role="alert">
              {t("strip.failed")}{" "}
              <button type="button" className={styles.retry} onClick={load}>
                {common("retry")}
              </button>
            </li>
          )}
          {study.status === "open" && study.series.length === 0 && (
            <li className={styles.note}>{t("strip.noSeries")}</li>
          )}
          {study.series.map((entry) => (
            <SeriesItems key={entry.series.seriesInstanceUid} {...props} entry={entry} />
          ))}
          <SiteSelections selections={study.selections} dicomWebRoot={props.dicomWebRoot} />
          {study.documents.map(({ label, url }) => (
            <li key={url}>
              <a className={styles.document} href={url} target="_blank" rel="noreferrer">
                <IconFileText size={16} aria-hidden />
                {label || t("strip.document")}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** One thumbnail for each stack of a series; one for the series while it is not described. */
function SeriesItems(props: SectionProps & { entry: SeriesEntry }) {
  const { entry, session, shownStackIds, onOpen, dicomWebRoot } = props;
  const open = async (stackId: string) => {
    const stacks = await session.library.describe(entry.series).catch(() => []);
    const stack = stacks.find(({ id }) => id === stackId) ?? stacks[0];
    if (stack) onOpen(stack);
  };
  const stacks: readonly (Stack | null)[] = entry.stacks?.length ? entry.stacks : [null];
  return stacks.map((stack) => {
    const stackId = stack?.id ?? entry.series.seriesInstanceUid;
    return (
      <SeriesThumbnail
        key={stackId}
        engine={session.engine}
        dicomWebRoot={dicomWebRoot}
        entry={entry}
        stack={stack}
        stackId={stackId}
        isShown={shownStackIds.includes(stackId)}
        keyImageCount={countKeyImages(props.keyImages, entry, stack)}
        isOfPart={props.partSeries.includes(entry.series.seriesInstanceUid)}
        onOpen={() => void open(stackId)}
      />
    );
  });
}

function isShown(shownStackIds: readonly string[]) {
  return (entry: SeriesEntry) =>
    shownStackIds.some((id) => id.split("#")[0] === entry.series.seriesInstanceUid);
}

/** Of one clip of several, its own; of a series that is one stack, all. */
function countKeyImages(
  keyImages: readonly MarkedFrame[],
  entry: SeriesEntry,
  stack: Stack | null,
): number {
  const inSeries = keyImages.filter(
    ({ seriesInstanceUid }) => seriesInstanceUid === entry.series.seriesInstanceUid,
  );
  if (!stack || (entry.stacks?.length ?? 0) < 2) return inSeries.length;
  const objects = new Set(stack.frames.map(({ sopInstanceUid }) => sopInstanceUid));
  return inSeries.filter(({ sopInstanceUid }) => objects.has(sopInstanceUid)).length;
}
