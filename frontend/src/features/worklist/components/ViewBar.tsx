import { ActionIcon, Button, Menu, Modal } from "@mantine/core";
import { IconBookmark, IconDots } from "@tabler/icons-react";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "@/api/types";
import { CALLED_BY_DIGIT, type useSavedViews } from "../hooks/useSavedViews";
import type { WorklistFilters } from "../model/filters";
import { showsView } from "../model/savedViews";
import { DialogForm } from "./dialogs/DialogForm";
import styles from "./worklist.module.css";

interface Props {
  saved: ReturnType<typeof useSavedViews>;
  filters: WorklistFilters;
  bar: RefObject<HTMLDivElement | null>;
  onCall: (view: SavedView) => void;
  onSave: () => void;
  onUpdate: (view: SavedView) => void;
}

/** The saved views side by side: digit, name, how many studies each lists. */
export function ViewBar({ saved, filters, bar, onCall, onSave, onUpdate }: Props) {
  const { t } = useTranslation("worklist");
  const [leaving, setLeaving] = useState<SavedView | null>(null);
  return (
    <nav ref={bar} className={styles.views} aria-label={t("views.label")}>
      {saved.views.map((view, place) => {
        const shown = showsView(view, filters);
        return (
          <span key={view.id} className={styles.view} data-shown={shown}>
            <button
              type="button"
              aria-pressed={shown}
              title={sharedText(view, t)}
              onClick={() => onCall(view)}
            >
              {place < CALLED_BY_DIGIT ? <kbd>{place + 1}</kbd> : null}
              <span className={styles.viewName}>{view.name}</span>
              {view.shared ? (
                <span role="img" aria-label={t("views.sharedMark")}>
                  ⁂
                </span>
              ) : null}
              <span className={styles.viewCount}>{saved.counts.get(view.id) ?? ""}</span>
            </button>
            {shown && view.mine ? (
              <ViewMenu view={view} onUpdate={onUpdate} onRemove={setLeaving} />
            ) : null}
          </span>
        );
      })}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconBookmark size={13} />}
        onClick={onSave}
      >
        {t("views.save")}
      </Button>
      <Modal
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t("views.remove")}
        size="sm"
      >
        {leaving ? (
          <DialogForm
            explanation={t(leaving.shared ? "views.removeShared" : "views.removeOwn", {
              name: leaving.name,
            })}
            submit={t("views.removeSubmit")}
            ready
            isPending={saved.remove.isPending}
            onCancel={() => setLeaving(null)}
            onSubmit={() => saved.remove.mutate(leaving.id, { onSettled: () => setLeaving(null) })}
          >
            {null}
          </DialogForm>
        ) : null}
      </Modal>
    </nav>
  );
}

function sharedText(view: SavedView, t: ReturnType<typeof useTranslation<"worklist">>["t"]) {
  if (!view.shared || !view.owner) return view.name;
  return `${view.name} · ${t("views.sharedBy", { name: view.owner.name })}`;
}

function ViewMenu({
  view,
  onUpdate,
  onRemove,
}: {
  view: SavedView;
  onUpdate: (view: SavedView) => void;
  onRemove: (view: SavedView) => void;
}) {
  const { t } = useTranslation("worklist");
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="xs" variant="subtle" aria-label={t("views.manage", { name: view.name })}>
          <IconDots size={13} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onUpdate(view)}>{t("views.update")}</Menu.Item>
        <Menu.Item onClick={() => onRemove(view)}>{t("views.remove")}…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
