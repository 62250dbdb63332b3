import { Button, Group, Menu, Modal, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { changePriority } from "@/api/readingTasks";
import type { Priority, ReadingTask } from "@/api/types";
import { Banner, useFailureText } from "@/ui/feedback";

const PRIORITIES: readonly Priority[] = ["STAT", "URGENT", "ROUTINE"];

/** Gives a task another priority, and with it another due time; wants a reason. */
export function PriorityChange({ task }: { task: ReadingTask }) {
  const { t } = useTranslation(["worklist", "common"]);
  const client = useQueryClient();
  const failureText = useFailureText();
  const [wanted, setWanted] = useState<Priority | null>(null);
  const [reason, setReason] = useState("");
  const change = useMutation({
    mutationFn: (priority: Priority) =>
      changePriority(task.id, { priority, reason: reason.trim() }),
    onSuccess: () => {
      close();
      return client.invalidateQueries({ queryKey: ["reading-tasks"] });
    },
  });

  function close(): void {
    setWanted(null);
    setReason("");
    change.reset();
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (wanted) change.mutate(wanted);
  }

  const named = (priority: Priority) => t(`common:priority.${priority}`);
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            {t("priorityChange.action")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {PRIORITIES.filter((priority) => priority !== task.priority).map((priority) => (
            <Menu.Item key={priority} onClick={() => setWanted(priority)}>
              {named(priority)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={wanted !== null}
        onClose={close}
        title={wanted ? t("priorityChange.title", { priority: named(wanted) }) : ""}
      >
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              label={t("priorityChange.reason")}
              required
              data-autofocus
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {change.error ? <Banner tone="danger">{failureText(change.error)}</Banner> : null}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t("common:cancel")}
              </Button>
              <Button type="submit" disabled={reason.trim() === ""} loading={change.isPending}>
                {t("priorityChange.submit")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
