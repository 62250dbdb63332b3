import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "@/lib/currentSession";
import page from "@/ui/page.module.css";
import { PARTS, type ReviewPart } from "../model/peerReview";
import { BiasWatch } from "./BiasWatch";
import { CommitteePart } from "./CommitteePart";
import { FeedbackPart } from "./FeedbackPart";
import { FiguresPart } from "./FiguresPart";
import { LibraryPart } from "./LibraryPart";
import { MailChoice } from "./MailChoice";
import { PolicyPart } from "./PolicyPart";
import { ToDoPart } from "./ToDoPart";

// What a person is written to about.
const MAILED: readonly ReviewPart[] = ["todo", "feedback", "committee"];

export interface PeerReviewPageProps {
  part: ReviewPart | undefined;
  onPart: (part: ReviewPart) => void;
  onReview: (id: string) => void;
  onCase: (id: string) => void;
  onTask: (taskId: string) => void;
}

/** Peer review: what to look at again, what was said of one's own, and for quality how it goes. */
export function PeerReviewPage({ part, onPart, onReview, onCase, onTask }: PeerReviewPageProps) {
  const { t } = useTranslation("peerReview");
  const performs = useCan("review.perform");
  const responds = useCan("review.respond");
  const arbitrates = useCan("review.arbitrate");
  const manages = useCan("review.manage");
  const open: Record<ReviewPart, boolean> = {
    todo: performs,
    feedback: responds,
    committee: arbitrates,
    figures: manages,
    policy: manages,
    library: responds || manages,
  };
  const parts = PARTS.filter((known) => open[known]);
  const shown = parts.find((known) => known === part) ?? parts[0] ?? "library";

  return (
    <div className={page.page}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      <Tabs
        value={shown}
        onChange={(chosen) => onPart(parts.find((known) => known === chosen) ?? shown)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {parts.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`part.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="todo">
          <ToDoPart onReview={onReview} />
        </Tabs.Panel>
        <Tabs.Panel value="feedback">
          <FeedbackPart onTask={onTask} />
        </Tabs.Panel>
        <Tabs.Panel value="library">
          <LibraryPart />
        </Tabs.Panel>
        <Tabs.Panel value="committee">
          <CommitteePart onCase={onCase} />
        </Tabs.Panel>
        <Tabs.Panel value="figures">
          <FiguresPart />
          <BiasWatch />
        </Tabs.Panel>
        <Tabs.Panel value="policy">
          <PolicyPart />
        </Tabs.Panel>
      </Tabs>
      {MAILED.includes(shown) ? <MailChoice /> : null}
    </div>
  );
}
