import { Button, Group, Stack, Text } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TaskAnswer } from "../../hooks/useTaskDialog";

export interface FormProps {
  onSubmit: (answer: TaskAnswer) => void;
  onCancel: () => void;
  isPending: boolean;
}

/** The frame of every question: what it means, its fields, and both ways out. */
export function DialogForm({
  explanation,
  submit,
  ready,
  isPending,
  onSubmit,
  onCancel,
  children,
}: {
  explanation?: string;
  submit: string;
  ready: boolean;
  isPending: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation("common");

  function send(event: FormEvent): void {
    event.preventDefault();
    if (ready && !isPending) onSubmit();
  }

  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        {explanation ? <Text size="sm">{explanation}</Text> : null}
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={!ready} loading={isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
