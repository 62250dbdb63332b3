import type { ReadingTask } from "@/api/types";
import { Tag } from "@/ui/Tag";
import { useBadgeText } from "../hooks/useBadgeText";
import { badgesOf } from "../model/badges";
import styles from "./table.module.css";

/** What is special about a task, in short words with their shapes; all of it for the pointer. */
export function BadgesCell({ task }: { task: ReadingTask }) {
  const text = useBadgeText();
  const badges = badgesOf(task);
  if (badges.length === 0) return null;
  const whole = badges.map((badge) => `${badge.shape} ${text(badge).long}`).join("\n");
  return (
    <span className={styles.badges} title={whole}>
      {badges.map((badge) => {
        const { short, long } = text(badge);
        return (
          <Tag
            key={`${badge.kind} ${badge.value}`}
            tone={badge.tone}
            shape={badge.shape}
            {...(long === short ? {} : { label: long })}
          >
            {short}
          </Tag>
        );
      })}
    </span>
  );
}
