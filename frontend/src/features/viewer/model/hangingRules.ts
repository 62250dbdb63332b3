import type { HangingRule } from "./hangingTypes";

const PROJECTION = ["CR", "DX", "RG", "MG"];
const CROSS_SECTIONAL = ["CT", "MR", "PT"];
const MOVING = ["US", "XA", "RF", "IVUS"];

/** The practice's standard hangings; the highest score among the eligible wins, then the order. */
export const STANDARD_HANGING_RULES: readonly HangingRule[] = [
  {
    id: "cross-sectional-with-prior",
    layout: "1x2",
    autoplay: false,
    conditions: [
      {
        id: "cross-sectional",
        attribute: "modality",
        oneOf: CROSS_SECTIONAL,
        weight: 10,
        required: true,
      },
      {
        id: "comparable-prior",
        attribute: "comparablePrior",
        equals: true,
        weight: 5,
        required: true,
      },
    ],
    panes: [{ study: "current" }, { study: "prior" }],
  },
  {
    id: "cross-sectional",
    layout: "1x1",
    autoplay: false,
    conditions: [
      {
        id: "cross-sectional",
        attribute: "modality",
        oneOf: CROSS_SECTIONAL,
        weight: 10,
        required: true,
      },
    ],
    panes: [{ study: "current" }],
  },
  {
    id: "projection-two-views",
    layout: "1x2",
    autoplay: false,
    conditions: [
      { id: "projection", attribute: "modality", oneOf: PROJECTION, weight: 10, required: true },
      { id: "two-views", attribute: "stackCount", atLeast: 2, weight: 5, required: true },
    ],
    panes: [
      { study: "current", viewPositions: ["PA", "AP"] },
      { study: "current", viewPositions: ["LL", "RL", "LATERAL", "LAT"] },
    ],
  },
  {
    id: "projection",
    layout: "1x1",
    autoplay: false,
    conditions: [
      { id: "projection", attribute: "modality", oneOf: PROJECTION, weight: 10, required: true },
    ],
    panes: [{ study: "current" }],
  },
  {
    id: "moving",
    layout: "1x1",
    autoplay: true,
    conditions: [
      { id: "moving", attribute: "modality", oneOf: MOVING, weight: 10, required: true },
    ],
    panes: [{ study: "current" }],
  },
  {
    id: "anything",
    layout: "1x1",
    autoplay: false,
    conditions: [],
    panes: [{ study: "current" }],
  },
];
