import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { mountSection, type SectionEditor } from "../editor/sectionEditor";
import type { InsertableMacro } from "../model/macros";

interface Props {
  body: string;
  place: number;
  labelledBy: string;
  minimumLines: number;
  readOnly: boolean;
  macros: () => readonly InsertableMacro[];
  copied: readonly string[];
  onEdit: (body: string) => void;
}

/** One section's text in its editor. */
export function SectionText({ body, readOnly, copied, ...props }: Props) {
  const { place, labelledBy, minimumLines } = props;
  const { t } = useTranslation("reporting");
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<SectionEditor | null>(null);
  const known = useRef(props.macros);
  known.current = props.macros;
  const edited = useEffectEvent(props.onEdit);
  const mount = useEffectEvent((parent: HTMLElement) =>
    mountSection({
      parent,
      text: body,
      readOnly,
      place,
      labelledBy,
      minimumLines,
      words: {
        field: (name) => t("editor.field", { name }),
        pick: (name, count) => t("editor.pick", { name, count }),
        inserted: (title) => t("editor.inserted", { title }),
      },
      macros: () => known.current(),
      onEdit: (text) => edited(text),
    }),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another section is another editor.
  useEffect(() => {
    if (!host.current) return;
    editor.current = mount(host.current);
    return () => editor.current?.destroy();
  }, [place, labelledBy, minimumLines]);
  useEffect(() => editor.current?.setText(body), [body]);
  useEffect(() => editor.current?.setReadOnly(readOnly), [readOnly]);
  useEffect(() => editor.current?.setCopied(copied), [copied]);

  return <div ref={host} />;
}
