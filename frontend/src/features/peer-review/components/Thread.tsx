import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { ReviewMessage } from "@/api/peerReview";
import { formatMoment } from "@/lib/dates";
import { Banner, useFailureText } from "@/ui/feedback";
import styles from "./peerReview.module.css";

/** What who signed the report and the committee wrote to each other, and a place to write. */
export function Thread({
  messages,
  names,
  label,
  hint,
  send,
  onSend,
}: {
  messages: readonly ReviewMessage[];
  names: Record<ReviewMessage["side"], string>;
  label: string;
  hint?: string;
  send: string;
  onSend: (text: string) => Promise<unknown>;
}) {
  const failureText = useFailureText();
  const [text, setText] = useState("");
  const sending = useMutation({ mutationFn: onSend, onSuccess: () => setText("") });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      <ol className={styles.thread}>
        {messages.map((message) => (
          <li key={`${message.at} ${message.side}`} data-side={message.side}>
            <small>
              {names[message.side]} · {formatMoment(message.at, zone)}
            </small>
            <p>{message.text}</p>
          </li>
        ))}
      </ol>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate(text);
        }}
      >
        <Textarea
          label={label}
          {...(hint ? { description: hint } : {})}
          autosize
          minRows={2}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {sending.error ? <Banner tone="danger">{failureText(sending.error)}</Banner> : null}
        <div>
          <Button
            type="submit"
            size="compact-sm"
            disabled={text.trim() === ""}
            loading={sending.isPending}
          >
            {send}
          </Button>
        </div>
      </form>
    </>
  );
}
