/** On every page: the sheet, the icons, the small behaviours. */
import "./css/index.css";
import "../dist/generated/icons.svg?url&no-inline";
import "./mark.svg?url&no-inline";

import { attachBusy } from "./behaviours/busy";
import { attachChoosers } from "./behaviours/choose";
import { attachDialogs } from "./behaviours/dialog";
import { attachJobs } from "./behaviours/job";
import { attachPreviews } from "./behaviours/preview";
import { attachRail } from "./behaviours/rail";
import { attachSheets } from "./behaviours/sheet";
import { attachTableRegions } from "./behaviours/table-region";
import { attachToasts } from "./behaviours/toast";
import { attachUnsaved } from "./behaviours/unsaved";

document.documentElement.dataset["scripts"] = "";
attachBusy(document);
for (const attach of [
  attachChoosers,
  attachDialogs,
  attachJobs,
  attachPreviews,
  attachRail,
  attachSheets,
  attachTableRegions,
  attachToasts,
  attachUnsaved,
]) {
  attach(document);
}
