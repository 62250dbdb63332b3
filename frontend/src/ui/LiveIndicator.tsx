import { useTranslation } from "react-i18next";
import type { LiveStatus } from "@/lib/liveSocket";
import { Tag, type TagTone } from "./Tag";

const LOOK: Record<LiveStatus, { tone: TagTone; shape: string }> = {
  live: { tone: "good", shape: "●" },
  connecting: { tone: "plain", shape: "◌" },
  reconnecting: { tone: "urgent", shape: "↻" },
  refused: { tone: "stat", shape: "✕" },
  offline: { tone: "stat", shape: "✕" },
};

/** Whether what is on screen follows the server by itself right now. */
export function LiveIndicator({ status }: { status: LiveStatus }) {
  const { t } = useTranslation();
  return (
    <span role="status">
      <Tag {...LOOK[status]} title={t(`live.${status}Hint`)}>
        {t(`live.${status}`)}
      </Tag>
    </span>
  );
}
