import { imageModalities } from "./imageModalities";

/** `CT chest with contrast`: modalities and description, without saying the modality twice. */
export function studyTitle(study: {
  modalities: readonly string[];
  description: string;
  body_part?: string;
}): string {
  const modalities = imageModalities(study.modalities).join("/");
  const what = study.description || study.body_part || "";
  const saidAlready = modalities !== "" && new RegExp(`^${modalities}\\b`, "i").test(what);
  return saidAlready ? what : [modalities, what].filter((part) => part !== "").join(" ");
}
