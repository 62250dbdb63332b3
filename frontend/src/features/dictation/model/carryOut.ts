import type { SpokenPiece } from "@/api/dictations";
import type { TextPort } from "./textPort";

/** What an utterance meant beyond its text, for the screen. */
export type Outcome = { stops: boolean; unknownMacro: string | null };

/** Writes the texts and does the commands of one utterance, in its order. */
export function carryOut(pieces: readonly SpokenPiece[], text: TextPort): Outcome {
  const outcome: Outcome = { stops: false, unknownMacro: null };
  for (const piece of pieces) {
    if (piece.kind === "text") text.write(piece.text);
    else if (piece.name === "stop") outcome.stops = true;
    else if (piece.name === "macro") {
      if (!text.insertMacro(piece.argument)) outcome.unknownMacro = piece.argument;
    } else doCommand(piece, text);
  }
  return outcome;
}

function doCommand({ name, argument }: SpokenPiece, text: TextPort): void {
  if (name === "next_field") text.goToField(1);
  else if (name === "previous_field") text.goToField(-1);
  else if (name === "delete") text.undo();
  else if (name === "go_to") text.goToSection(argument);
  else if (name === "insert_normal") text.insertNormal(argument);
  else if (name === "sign") text.sign();
}
