import { Button, Group, type MantineSize, Modal, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Banner, KeyHint, useFailureText } from "./feedback";

/** A button that opens a small form, sends it, and closes it once the server has agreed. */
export function FormDialog({
  action,
  label,
  title = action,
  submit,
  ready = true,
  danger = false,
  size = "md",
  shortcut,
  run,
  onOpen,
  children,
}: {
  action: ReactNode;
  /** Says what the button does where `action` is no text of its own. */
  label?: string;
  title?: ReactNode;
  submit: string;
  /** Whether what must be given has been given. */
  ready?: boolean;
  danger?: boolean;
  size?: MantineSize;
  /** The key that presses the button, in a dialog that passes keys on with `pressShortcut`. */
  shortcut?: string;
  run: () => Promise<unknown>;
  /** Called before the form is shown, to fill it. */
  onOpen?: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [opened, setOpened] = useState(false);
  const sending = useMutation({ mutationFn: run, onSuccess: () => setOpened(false) });

  function open(): void {
    sending.reset();
    onOpen?.();
    setOpened(true);
  }

  function send(event: FormEvent): void {
    event.preventDefault();
    sending.mutate();
  }

  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        {...(label === undefined ? {} : { "aria-label": label })}
        {...(shortcut === undefined
          ? {}
          : { "aria-keyshortcuts": shortcut, rightSection: <KeyHint silent>{shortcut}</KeyHint> })}
        onClick={open}
      >
        {action}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={title} size={size}>
        <form onSubmit={send}>
          <Stack gap="sm">
            {children}
            {sending.error ? <Banner tone="danger">{failureText(sending.error)}</Banner> : null}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpened(false)}>
                {t("cancel")}
              </Button>
              <Button
                type="submit"
                {...(danger ? { color: "red" } : {})}
                disabled={!ready}
                loading={sending.isPending}
              >
                {submit}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
