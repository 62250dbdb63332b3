import { Tabs } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RuleDraft, RuleSetSummary, RuleSetVersion } from "@/api/ruleSets";
import type { Rule } from "@/api/ruleTypes";
import { useCan } from "@/lib/currentSession";
import { useHotkeys } from "@/lib/useHotkeys";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { useDraft } from "../hooks/useDraft";
import { useDryRun } from "../hooks/useDryRun";
import { compareRules } from "../model/diff";
import { withNames } from "../model/sentence";
import { ChangeList } from "./ChangeList";
import { DraftBar } from "./DraftBar";
import { DryRunPanel } from "./DryRunPanel";
import { PublishDialog } from "./PublishDialog";
import { ReroutingProgress } from "./ReroutingProgress";
import { RuleList } from "./RuleList";
import type { RulesPart } from "./RulesPage";
import styles from "./rules.module.css";
import { useRuleWords } from "./ruleWords";
import { TryPanel } from "./TryPanel";
import { VersionTable } from "./VersionTable";

const PARTS: readonly RulesPart[] = ["draft", "dryRun", "changes", "versions"];

/** The draft in hand and everything that is done with it. */
export function RuleWorkshop({
  loaded,
  published,
  versions,
  part,
  onPart,
  onReload,
}: {
  loaded: RuleDraft;
  published: RuleSetVersion | null;
  versions: readonly RuleSetSummary[];
  part: RulesPart;
  onPart: (part: RulesPart) => void;
  onReload: () => void;
}) {
  const { t } = useTranslation("rules");
  const mayEdit = useCan("rules.manage");
  const { words, texts } = useRuleWords();
  const named = useCallback(
    (rules: readonly Rule[]) => withNames(rules, words, texts),
    [words, texts],
  );
  const draft = useDraft(loaded, named);
  const tried = useMemo(() => named(draft.rules), [named, draft.rules]);
  const dryRun = useDryRun();
  const [opened, setOpened] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
  const changes = useMemo(() => compareRules(published?.rules ?? [], tried), [published, tried]);

  useHotkeys({ "control+z": draft.undo, "control+y": draft.redo }, mayEdit && part === "draft");
  useKeyHelp(
    useMemo(
      () => ({
        title: t("keys.title"),
        keys: [
          ["Alt+↑", t("keys.up")],
          ["Alt+↓", t("keys.down")],
          ["Ctrl+Z", t("keys.undo")],
          ["Ctrl+Y", t("keys.redo")],
        ] as const,
      }),
      [t],
    ),
  );

  return (
    <>
      <DraftBar
        draft={draft}
        mayEdit={mayEdit}
        changes={changes.length}
        basedOn={published?.number ?? null}
        onDryRun={() => onPart("dryRun")}
        onPublish={() => setPublishing(true)}
        onReload={onReload}
      />
      <ReroutingProgress />
      <Tabs
        value={part}
        onChange={(chosen) => onPart(PARTS.find((known) => known === chosen) ?? "draft")}
        keepMounted={false}
      >
        <Tabs.List>
          {PARTS.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`part.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="draft">
          <div className={styles.columns}>
            <RuleList draft={draft} mayEdit={mayEdit} opened={opened} onOpen={setOpened} />
            <TryPanel
              rule={draft.rules.find(({ id }) => id === opened) ?? null}
              rules={tried}
              dryRun={dryRun}
              mayRun={mayEdit}
            />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="dryRun" className={styles.panel}>
          <DryRunPanel rules={tried} dryRun={dryRun} mayRun={mayEdit} />
        </Tabs.Panel>
        <Tabs.Panel value="changes" className={styles.panel}>
          <h2>{t("change.draftTitle")}</h2>
          <ChangeList changes={changes} />
        </Tabs.Panel>
        <Tabs.Panel value="versions" className={styles.panel}>
          <VersionTable versions={versions} mayRollBack={mayEdit} onRolledBack={onReload} />
        </Tabs.Panel>
      </Tabs>
      <PublishDialog
        opened={publishing}
        onClose={() => setPublishing(false)}
        changes={changes}
        settle={draft.settle}
        // The draft begins anew from what is now in force.
        onPublished={onReload}
      />
    </>
  );
}
