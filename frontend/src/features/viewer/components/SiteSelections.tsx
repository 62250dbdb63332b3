import { useTranslation } from "react-i18next";
import { showFrame } from "../model/keyImages";
import type { SiteSelection } from "../model/keyObjects";
import styles from "./strip.module.css";

const SIDE = 96;

/** What somebody at the site pointed at, one press from the frame; below the study's series. */
export function SiteSelections({
  selections,
  dicomWebRoot,
}: {
  selections: readonly SiteSelection[];
  dicomWebRoot: string;
}) {
  const { t } = useTranslation("viewer");
  return selections.map(({ uid, title, description, frames }) => (
    <li key={uid} className={styles.selection}>
      <span className={styles.selectionTitle}>☆ {t("strip.siteKeyImages")}</span>
      {title || description ? (
        <small>{[title, description].filter(Boolean).join(": ")}</small>
      ) : null}
      <span className={styles.selected}>
        {frames.map((frame, place) => {
          const { studyInstanceUid, seriesInstanceUid, sopInstanceUid, frameNumber } = frame;
          const object = `studies/${studyInstanceUid}/series/${seriesInstanceUid}/instances/${sopInstanceUid}`;
          return (
            <button
              key={`${sopInstanceUid}-${frameNumber}`}
              type="button"
              aria-label={t("strip.siteKeyImage", { number: place + 1, count: frames.length })}
              onClick={() => showFrame({ ...frame, window: null })}
            >
              <img
                alt=""
                loading="lazy"
                src={`${dicomWebRoot}/${object}/frames/${frameNumber}/rendered?viewport=${SIDE},${SIDE}&accept=image/jpeg`}
              />
              <span aria-hidden>{place + 1}</span>
            </button>
          );
        })}
      </span>
    </li>
  ));
}
