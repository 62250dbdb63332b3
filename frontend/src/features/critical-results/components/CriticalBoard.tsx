import { Button, Modal, SegmentedControl } from "@mantine/core";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useHotkeys } from "@/lib/useHotkeys";
import { leavesDialog, pressShortcut } from "@/ui/dialogKeys";
import { FailureState } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { useKeyHelp } from "@/ui/useKeyHelp";
import { useFindings } from "../hooks/useFindings";
import { FindingPanel } from "./FindingPanel";
import { FindingRows } from "./FindingRows";

const QUERIES = {
  running: { state: "running" },
  overdue: { overdue: "true" },
  mine: { state: "running", mine: "true" },
  ended: { state: "closed,canceled" },
} as const;
const FILTERS = ["running", "overdue", "mine", "ended"] as const;
const PAGE = 50;
/** What the server gives at once; who has more running findings than this has other worries. */
const MOST = 200;

/** Every critical finding that runs, the most pressing first, with its clock. */
export function CriticalBoard() {
  const { t } = useTranslation(["criticalResults", "common"]);
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>("running");
  const [limit, setLimit] = useState(PAGE);
  const [opened, setOpened] = useState<string | null>(null);
  const { findings } = useFindings({ ...QUERIES[filter], limit: String(limit) });
  const board = useRef<HTMLDivElement>(null);

  /** Enter on the row's button opens it, so moving through the rows is moving the focus. */
  function move(by: number): void {
    const buttons = [...(board.current?.querySelectorAll<HTMLElement>("tbody button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.min(Math.max(at + by, 0), buttons.length - 1)]?.focus();
  }

  useHotkeys({
    j: () => move(1),
    arrowdown: () => move(1),
    k: () => move(-1),
    arrowup: () => move(-1),
  });
  useKeyHelp(
    useMemo(
      () => ({
        title: t("title"),
        keys: [
          ["j k", t("keys.move")],
          ["Enter", t("keys.open")],
          ["t", t("keys.tell")],
          ["a, 1–7", t("keys.attempt")],
        ],
      }),
      [t],
    ),
  );

  function pressed(event: KeyboardEvent): void {
    if (leavesDialog(event)) setOpened(null);
    else pressShortcut(event);
  }

  const shown = findings.data?.results ?? [];
  return (
    <div ref={board}>
      <p className={page.explanation}>{t("explanation")}</p>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label={t("filter")}
        data={FILTERS.map((value) => ({ value, label: t(`filters.${value}`) }))}
        value={filter}
        onChange={(value) => {
          setFilter(FILTERS.find((one) => one === value) ?? "running");
          setLimit(PAGE);
        }}
      />
      {findings.error ? (
        <FailureState error={findings.error} onRetry={() => void findings.refetch()} />
      ) : !findings.data ? (
        <p role="status">{t("common:loading")}</p>
      ) : shown.length === 0 ? (
        <p>{t(`empty.${filter}`)}</p>
      ) : (
        <>
          <FindingRows rows={shown} onOpen={setOpened} />
          {findings.data.count > shown.length ? (
            <p>
              {t("someOf", { shown: shown.length, count: findings.data.count })}{" "}
              {limit < MOST ? (
                <Button size="compact-xs" variant="default" onClick={() => setLimit(MOST)}>
                  {t("more")}
                </Button>
              ) : null}
            </p>
          ) : null}
        </>
      )}
      <Modal
        closeOnEscape={false}
        opened={opened !== null}
        onClose={() => setOpened(null)}
        onKeyDown={pressed}
        size="xl"
        title={t("findingTitle")}
      >
        {opened ? <FindingPanel id={opened} /> : null}
      </Modal>
    </div>
  );
}
