import { useTranslation } from "react-i18next";
import { useViewerSession } from "../hooks/useEngine";
import type { FrameView, MarkedFrame, Remeasured } from "../model/keyImages";
import type { PriorStudy, StudyPatient } from "../model/types";
import styles from "./room.module.css";
import { ViewerRoom } from "./ViewerRoom";

export interface StudyViewerProps {
  studyInstanceUid: string;
  patient: StudyPatient;
  priors: readonly PriorStudy[];
  /** Of a study that is read in parts, the Series Instance UIDs of this part; empty: all. */
  partSeries: readonly string[];
  /** The frames that the report points at, to mark them. */
  keyImages?: readonly MarkedFrame[];
  /** The person marks the frame of the active viewport for the report, or takes the mark away. */
  onKeyImage?: (frame: FrameView) => void;
  /** What is measured on a frame has changed. */
  onMeasured?: (change: Remeasured) => void;
  /**
   * The session has ended. Loading waits and goes on when the returned promise resolves; without
   * one, when the person says so in the viewer.
   */
  onUnauthenticated?: () => void | Promise<void>;
  /** The DICOMweb service; same origin. */
  dicomWebRoot?: string;
}

const NOTHING = () => undefined;

/** The images of one study beside its priors. Fills its parent, which must have a height. */
export function StudyViewer(props: StudyViewerProps) {
  const { studyInstanceUid, dicomWebRoot = "/dicom-web", onUnauthenticated = NOTHING } = props;
  const { t } = useTranslation("viewer");
  const session = useViewerSession(dicomWebRoot, onUnauthenticated);
  if (session === "unsupported") {
    return (
      <p className={styles.message} role="alert" data-testid="viewer-unsupported">
        {t("problem.unsupported")}
      </p>
    );
  }
  if (!session) return <div className={styles.room} data-testid="viewer" data-ready={false} />;
  return (
    <ViewerRoom {...props} key={studyInstanceUid} session={session} dicomWebRoot={dicomWebRoot} />
  );
}
