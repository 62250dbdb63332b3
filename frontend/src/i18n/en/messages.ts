/** English texts of the talk between readers and a site about one study. */
export const messages = {
  label: "Messages about this study",
  none: "No messages yet.",
  noneReader: "Ask the site's technologists: a repeated view, history, a missing series.",
  noneSite: "Ask the reader, or tell what is not in the order.",
  write: "Message",
  placeholderReader: "To the site",
  placeholderSite: "To the reader",
  send: "Send",
  sendHint: "Ctrl+Enter sends",
  site: "site",
  practice: "readers",
  you: "You",
  request: {
    label: "What you ask for",
    none: "A message",
    hold: "Hold until answered",
    repeat_view: "Asks for a repeated view",
    history: "Asks for history",
    prior: "Asks for a prior",
  },
  failed: "The messages could not be loaded.",
};
