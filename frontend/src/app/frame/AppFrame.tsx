import { IconClipboardList, IconHeartRateMonitor, IconListCheck } from "@tabler/icons-react";
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DutyControls, PagesBell } from "@/features/duty";
import { useSession } from "@/lib/currentSession";
import { useHotkeys } from "@/lib/useHotkeys";
import { Brand } from "@/ui/Brand";
import styles from "./frame.module.css";
import { KeyHelpOverlay } from "./KeyHelpOverlay";
import { UserMenu } from "./UserMenu";

/** The bar with the places a person may go to, and the place they are at. */
export function AppFrame() {
  const { t } = useTranslation();
  const { capabilities } = useSession();
  const [helpShown, setHelpShown] = useState(false);
  const navigate = useNavigate();
  const readsWorklist = capabilities.includes("worklist.view");
  const operates = capabilities.includes("operations.view") || capabilities.includes("intake.view");

  useHotkeys({
    "?": () => setHelpShown(true),
    "alt+w": () => {
      if (readsWorklist) void navigate({ to: "/worklist" });
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
        <nav className={styles.links} aria-label={t("navigation.label")}>
          {readsWorklist ? (
            <Link to="/worklist" className={styles.link}>
              <IconListCheck size={16} stroke={1.7} />
              {t("navigation.worklist")}
            </Link>
          ) : null}
          {capabilities.includes("portal.view") ? (
            <Link to="/portal" className={styles.link}>
              <IconClipboardList size={16} stroke={1.7} />
              {t("navigation.portal")}
            </Link>
          ) : null}
          {operates ? (
            <Link to="/operations" className={styles.link}>
              <IconHeartRateMonitor size={16} stroke={1.7} />
              {t("navigation.operations")}
            </Link>
          ) : null}
        </nav>
        {capabilities.includes("worklist.claim") ? <DutyControls /> : null}
        {readsWorklist ? (
          <PagesBell
            onOpenTask={(taskId) => void navigate({ to: "/read/$taskId", params: { taskId } })}
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
