import { useTranslation } from "react-i18next";
import type { StudyConfirmation } from "@/api/types";
import { formatAge } from "@/lib/timeLeft";
import { useNow } from "@/lib/useNow";
import { Tag } from "@/ui/Tag";
import { waitOf } from "../model/waiting";

/** How long a study has waited for its site's word, and whether that is too long. */
export function WaitMark({ waiting }: { waiting: StudyConfirmation }) {
  const { t } = useTranslation("confirmations");
  const { age, late } = waitOf(waiting, useNow("half-minute"));
  const span = formatAge(age);
  return late ? (
    <Tag tone="stat" shape="⚠">
      {t("waitsTooLong", { span })}
    </Tag>
  ) : (
    <Tag tone="urgent" shape="◔">
      {t("waits", { span })}
    </Tag>
  );
}
