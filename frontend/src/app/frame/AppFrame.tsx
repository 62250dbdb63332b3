import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DutyControls, PagesBell } from "@/features/duty";
import { useReviewsWaiting } from "@/features/peer-review";
import { sessionMay, useSession } from "@/lib/currentSession";
import { useHotkeys } from "@/lib/useHotkeys";
import { Brand } from "@/ui/Brand";
import styles from "./frame.module.css";
import { KeyHelpOverlay } from "./KeyHelpOverlay";
import { PlaceLinks } from "./PlaceLinks";
import { placesFor } from "./places";
import { UserMenu } from "./UserMenu";

/** The bar with the places a person may go to, and the place they are at. */
export function AppFrame() {
  const { t } = useTranslation();
  const session = useSession();
  const [helpShown, setHelpShown] = useState(false);
  const navigate = useNavigate();
  const places = placesFor(session);
  const reviews = useReviewsWaiting(places.some(({ name }) => name === "peerReview"));

  useHotkeys({
    "?": () => setHelpShown(true),
    "alt+w": () => {
      if (sessionMay(session, "worklist.view")) void navigate({ to: "/worklist" });
    },
  });

  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        <a href="#content" className={styles.skip}>
          {t("navigation.skip")}
        </a>
        <Link to="/" className={styles.brand}>
          <Brand size={20} />
        </Link>
        <PlaceLinks
          key={places.map(({ name }) => name).join()}
          places={places}
          waiting={{ peerReview: reviews }}
        />
        {sessionMay(session, "worklist.claim") ? <DutyControls /> : null}
        {sessionMay(session, "worklist.view") ? (
          <PagesBell
            onOpenTask={(taskId) => void navigate({ to: "/read/$taskId", params: { taskId } })}
            onOpenStudy={(studyId) =>
              void navigate({ to: "/portal/$studyId", params: { studyId } })
            }
          />
        ) : null}
        <UserMenu onKeyboardHelp={() => setHelpShown(true)} />
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <KeyHelpOverlay opened={helpShown} onClose={() => setHelpShown(false)} />
    </div>
  );
}
